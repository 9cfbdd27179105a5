from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.model.ids import ArticleId
from octavo.model.insights import Citation
from octavo.model.names import Name, NameKind, Place
from octavo.web.insights import places_map
from octavo.web.maps import MapView, map_of, map_of_names

if TYPE_CHECKING:
    from collections.abc import Sequence


def place(
    name: str,
    latitude: float,
    longitude: float,
    kind: str = "city",
    country: str | None = None,
    region: str | None = None,
) -> Place:
    return Place(
        name=name,
        country=country,
        region=region,
        latitude=latitude,
        longitude=longitude,
        kind=kind,
        id=f"{kind}.{name}",
    )


FRONT = [
    place("Kursk", 51.73, 36.18, country="RU"),
    place("Kharkiv", 49.98, 36.25, country="UA"),
    place("Luhansk", 48.57, 39.31, country="UA"),
    place("Donetsk", 48.02, 37.8, country="UA"),
    place("Zaporizhzhia", 47.85, 35.12, country="UA"),
    place("Kherson", 46.64, 32.61, country="UA"),
    place("Istanbul", 41.01, 28.95, country="TR"),
]
UKRAINE = place("Ukraine", 49, 32, "country", "UA")


def view_of(places: Sequence[Place]) -> MapView:
    view = map_of(places)
    assert view is not None
    return view


def printed(view: MapView) -> str:
    folder = str(files("octavo.web").joinpath("templates"))
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True)
    return str(environment.get_template("_map.html").module.map(view))  # type: ignore[attr-defined]


def boxes(view: MapView) -> list[tuple[float, float, float, float]]:
    found = []
    for label in (point.label for point in view.points if point.label):
        wide = 6.5 * len(label.text)
        left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
        found.append((left, label.y - 9, left + wide, label.y + 2))
    return found


def test_islands_far_out_are_shown_with_the_land_that_tells_where_they_are() -> None:
    view = view_of([place("Azores", 38.7, -27.2, "region", "PT"), place("Lajes", 38.76, -27.1, country="PT")])
    assert len(view.countries) > 2
    assert view.labels
    alone = view_of([place("Papeete", -17.5, -149.5, country="PF")])  # there is no land for thousands of kilometres
    assert alone.bar is not None
    assert alone.bar.text.endswith("50 km") or alone.bar.text.endswith("100 km")


def test_all_points_lie_on_the_map_and_north_is_up() -> None:
    view = view_of(FRONT)
    assert [point.name for point in view.points] == [one.name for one in FRONT]
    assert all(0 < point.x < view.width and 0 < point.y < view.height for point in view.points)
    at = {point.name: point for point in view.points}
    assert at["Kursk"].y < at["Kharkiv"].y < at["Istanbul"].y
    assert at["Istanbul"].x < at["Kherson"].x < at["Luhansk"].x


def test_labels_stand_apart() -> None:
    view = view_of(FRONT)
    assert all(point.label for point in view.points)
    found = boxes(view)
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def test_countries_that_are_named_are_shaded_instead_of_marked() -> None:
    view = view_of([*FRONT, UKRAINE])
    assert len(view.points) == len(FRONT)
    assert sum(country.is_named for country in view.countries) == 1
    assert "UKRAINE" in [label.text for label in view.labels]


def test_a_map_of_countries_alone_shows_them() -> None:
    view = view_of([UKRAINE, place("Poland", 52, 20, "country", "PL")])
    assert view.points == ()
    assert sum(country.is_named for country in view.countries) == 2


def test_there_is_no_map_of_nothing_or_of_a_continent() -> None:
    assert map_of([]) is None
    assert map_of([place("Europe", 48, 9, "continent")]) is None


def test_towns_beside_each_other_do_not_fill_the_map() -> None:
    view = view_of([place("Danbury", 41.4, -73.45, country="US"), place("Bethel", 41.37, -73.41, country="US")])
    apart = abs(view.points[0].x - view.points[1].x)
    assert apart < view.width / 10
    assert view.bar is not None
    assert "CONNECTICUT" in [label.text for label in view.labels]


def test_a_state_of_the_us_that_is_named_is_shaded() -> None:
    view = view_of([place("Texas", 31, -99, "region", "US"), place("Austin", 30.27, -97.74, country="US")])
    assert view.named_states
    assert "TEXAS" not in [label.text for label in view.labels]


def test_the_pacific_is_not_torn() -> None:
    view = view_of([place("Suva", -18.1, 178.4), place("Apia", -13.8, -171.8), place("Auckland", -36.8, 174.8)])
    at = {point.name: point.x for point in view.points}
    assert at["Auckland"] < at["Suva"] < at["Apia"]
    assert at["Apia"] - at["Suva"] < view.width * 0.8


def test_one_place_at_the_other_end_of_the_world_is_told_beneath() -> None:
    view = view_of([*FRONT[:6], place("Canberra", -35.3, 149.1, country="AU")])
    assert view.beyond == ("Canberra",)
    assert "Canberra" in printed(view)


def test_an_ocean_does_not_draw_the_map_towards_its_middle() -> None:
    view = view_of([place("Hollywood", 34.1, -118.3, country="US"), place("Pacific Ocean", 0, -160, "water")])
    assert view.beyond == ("Pacific Ocean",)


def named(one: Place, name: str) -> Name:
    citation = Citation(article=ArticleId(1), revision=1, block=0, start=0, end=len(name), quote=name)
    return Name(kind=NameKind.PLACE, name=name, citations=(citation,), place=one)


def test_an_ocean_does_not_frame_the_map_of_the_countries_around_it() -> None:
    countries = [place("Norway", 61.0, 8.0, "country", "NO"), place("Iceland", 65.0, -18.0, "country", "IS")]
    seen = map_of([place("North Atlantic", 45.0, -30.0, "water"), *countries])
    alone = map_of(countries)
    assert seen is not None
    assert alone is not None
    assert (seen.width, seen.height, seen.countries) == (alone.width, alone.height, alone.countries)


def test_names_on_the_map_are_those_of_the_article() -> None:
    view = map_of_names([named(place("Kyiv", 50.45, 30.52, country="UA"), "Kiew")])
    assert view is not None
    assert view.points[0].name == "Kiew"


def test_a_page_has_no_map_for_one_place_alone() -> None:
    europe, poland = place("Europe", 48, 9, "continent"), place("Poland", 52, 20, "country", "PL")
    assert places_map([named(UKRAINE, "Ukraine")]) is None
    assert places_map([named(UKRAINE, "Ukraine"), named(europe, "Europe")]) is None
    sea = place("North Atlantic", 30, -40, "water")
    assert places_map([named(sea, "North Atlantic"), named(europe, "Europe")]) is None
    assert places_map([named(UKRAINE, "Ukraine"), named(poland, "Poland")]) is not None
    assert places_map([named(one, one.name) for one in FRONT[:2]]) is not None


def test_the_map_is_an_image_with_a_name_and_its_places_as_a_list() -> None:
    page = printed(view_of([*FRONT, UKRAINE]))
    assert 'role="img"' in page
    assert "<title>Map: Kursk, Kharkiv, Luhansk, Donetsk, Zaporizhzhia, Kherson and 1 more</title>" in page
    assert page.count("<li>") == len(FRONT) + 1
    assert "<script" not in page
    assert "http" not in page


def test_names_cannot_break_out_of_the_page() -> None:
    page = printed(view_of([place('<script>alert("x")</script>', 50, 30, country='"><b>')]))
    assert "<script>" not in page
    assert "<b>" not in page


POINTS = st.builds(
    place,
    st.text(max_size=20),
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.sampled_from(["city", "region", "country", "water", "area", "continent"]),
    st.sampled_from([None, "US", "RU", "FJ", "AQ"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(POINTS, max_size=12))
def test_any_places_make_a_small_map_or_none(places: list[Place]) -> None:
    view = map_of(places)
    if view is None:
        return
    page = printed(view)
    assert len(re.sub(r"<li>.*?</li>", "", page, flags=re.DOTALL).encode()) < 25_000
    assert all(0 <= point.x <= view.width and 0 <= point.y <= view.height for point in view.points)


@pytest.mark.parametrize(("west", "east"), [(-179.0, 179.0), (-10.0, 170.0), (0.0, 0.0)])
def test_any_stretch_of_the_globe_is_drawn(west: float, east: float) -> None:
    view = view_of([place("A", 10, west), place("B", -10, east)])
    assert view.countries
