"""Places that read the same are one line where they are one place to a reader, and two where they are namesakes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.explaining.names.test_names import read

from octavo.explaining import names_in, places_called
from octavo.explaining.names import united
from octavo.model.ids import ArticleId
from octavo.model.insights import Citation
from octavo.model.names import Name, NameKind, Place


def called(name: str, key: str) -> Place:
    return next(one for one in places_called(name) if one.id == key)


CITY, REGION = called("Akita", "jp.akita.akita"), called("Akita", "jp.akita")
SEAT, COUNTRY = called("Luxembourg", "lu.luxembourg.luxembourg"), called("Luxembourg", "lu")
PROVINCE = called("Luxembourg", "be.wallonia.luxembourg-county")


def named(place: Place | None, *starts: int, name: str = "", is_certain: bool = True) -> Name:
    shown = name or (place.name if place else "Akita")
    return Name(
        kind=NameKind.PLACE,
        name=shown,
        place=place,
        is_certain=is_certain,
        citations=tuple(
            Citation(article=ArticleId(1), revision=1, block=0, start=at, end=at + len(shown), quote=shown)
            for at in starts or (0,)
        ),
    )


def lines(*names: Name) -> list[str | None]:
    return [one.place.id if one.place else None for one in united(names)]


def test_what_the_gazetteer_has_twice_is_one_place() -> None:
    assert [one.id for one in places_called("Brittany")] == ["fr.brittany"]
    assert [one.id for one in places_called("Bretagne")] == ["fr.brittany"]
    assert [one.kind for one in places_called("Sardinia") if one.country == "IT"] == ["region"]
    assert len({one.id for one in places_called("Brooklyn") if one.region == "New York"}) == 1


def test_a_region_and_its_chief_town_of_one_name_are_one_line_with_all_mentions() -> None:
    (one,) = united([named(REGION, 40, 90), named(CITY, 0)])
    assert one.place == REGION
    assert [cited.start for cited in one.citations] == [0, 40, 90]
    assert lines(named(SEAT), named(COUNTRY, 5, 9)) == ["lu"]


def test_a_certain_place_stands_for_an_uncertain_one_however_often_that_is_mentioned() -> None:
    (one,) = united([named(REGION, 1, 2, 3, is_certain=False), named(CITY, 0)])
    assert (one.place, one.is_certain, len(one.citations)) == (CITY, True, 4)


@pytest.mark.parametrize(
    "other",
    [
        PROVINCE,  # in another country, however near
        replace(CITY, id="jp.akita.other", latitude=CITY.latitude + 0.1),  # of the same kind
        replace(REGION, id="jp.far", latitude=REGION.latitude - 5, name="Elsewhere"),
    ],
)
def test_namesakes_stay_apart(other: Place) -> None:
    own = COUNTRY if other is PROVINCE else CITY
    assert lines(named(own), named(other, name=own.name)) == [own.id, other.id]


def test_what_reads_otherwise_or_is_nowhere_stays_apart() -> None:
    assert lines(named(CITY), named(REGION, name="Akita Prefecture"), named(None)) == [CITY.id, REGION.id, None]


def test_an_article_lists_such_a_place_once() -> None:
    document = read(
        "Storms in Brittany closed schools. In Brittany, France, 40 trees fell. The Brittany region asked for help.",
        "Fishermen from Brest in Brittany stayed ashore, said the prefect in Rennes.",
    )
    shown = [one.name for one in names_in(document) if one.kind is NameKind.PLACE]
    assert shown.count("Brittany") == 1


@given(st.lists(st.tuples(st.sampled_from((CITY, REGION, SEAT, COUNTRY, PROVINCE, None)), st.integers(0, 99))))
def test_uniting_loses_no_mention_and_is_done_once(made: list[tuple[Place | None, int]]) -> None:
    names = [named(place, at) for place, at in made]
    found = united(names)
    assert united(found) == found
    assert sum(len(one.citations) for one in found) == sum(len(one.citations) for one in names)
