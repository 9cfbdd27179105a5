"""Names whose borders and places only what stands around them tells."""

from __future__ import annotations

import pytest
from tests.one_article import article_of

from octavo.explaining import names_in
from octavo.model.names import Name, NameKind


def names(text: str, kind: NameKind, language: str = "en") -> dict[str, Name]:
    return {name.name: name for name in names_in(article_of(text, language=language)) if name.kind is kind}


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("Devon and Cornwall Police confirmed a van was damaged.", {"Devon and Cornwall Police"}),
        ("Alex Azar, the Health and Human Services secretary, resigned.", {"Health and Human Services"}),
        ("Ann Azar and Human Services did not agree.", {"Human Services"}),
        (
            "Kevin Rask of the Department of Homeland Security and Alex Azar spoke.",
            {"Department of Homeland Security"},
        ),
    ],
)
def test_an_organisation_that_two_words_name_is_whole(text: str, organisations: set[str]) -> None:
    assert set(names(text, NameKind.ORGANISATION)) == organisations


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("McCain was held in Hoa Lo prison in Hanoi.", set()),
        ("The line of control in India Kashmir was shelled on Monday.", set()),
        ("Jordan Peterson met Georgia Meloni in London.", {"Jordan Peterson", "Georgia Meloni"}),
        ("VICTOR DAVIS HANSON: Well, I think so. Victor Davis Hanson appeared late.", {"Victor Davis Hanson"}),
    ],
)
def test_a_person_is_nobody_who_is_a_building_a_country_or_a_part_of_a_name(text: str, people: set[str]) -> None:
    assert set(names(text, NameKind.PERSON)) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Zendaya wore a suit. The coat was for Zendaya. Zendaya came late.\n\nShe waved to her fans.", {"Zendaya"}),
        ("On Friday Rubano, 44, resigned. Nobody saw Rubano, who had left. Then Rubano spoke.", {"Rubano"}),
        ("Then Rubano spoke. Nobody saw Rubano. Rubano said it would pay. It was Rubano.", set()),  # may be a company
        ("He read the Rubano, who knows. The Rubano, who else. A Rubano himself, the Rubano herself.", set()),
        ("Among Republicans, who won, Republicans themselves said Republicans, who lost, Republicans.", set()),
    ],
)
def test_a_person_is_who_is_told_to_be_one_though_a_single_word_is_all_there_is(text: str, people: set[str]) -> None:
    assert set(names(text, NameKind.PERSON)) == people


def test_two_surnames_that_touch_are_two_people_and_a_german_post_is_no_first_name() -> None:
    text = (
        "Am Montag wies Trump Machado ab. Donald Trump und María Machado schwiegen. Schulleiter Salcher kam, "
        "Norbert Salcher ging."
    )
    assert set(names(text, NameKind.PERSON, "de")) == {"Donald Trump", "María Machado", "Norbert Salcher"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Das war Hillary Clintons Verweis auf das Gesetz und Angela Merkels.", {"Hillary Clinton", "Angela Merkel"}),
        ("Die Art von Mut, die Art von Mut braucht es.", set()),
        ("Es fehlte an Schnelligkeit Fortuna, sagte er. Schnelligkeit Fortuna, das war es.", set()),
        ("Zuerst kam Wolf von Lojewski.", {"Wolf von Lojewski"}),
    ],
)
def test_german_nouns_beside_a_name_are_none_of_it(text: str, people: set[str]) -> None:
    assert set(names(text, NameKind.PERSON, "de")) == people


def test_a_company_is_one_with_and_without_its_legal_form() -> None:
    found = names("Corvane Ltd will buy the mill. Corvane is new, and Corvane paid.", NameKind.ORGANISATION)
    assert {name: len(one.citations) for name, one in found.items()} == {"Corvane": 3}


def test_a_double_surname_and_the_initials_of_a_country_make_no_second_name() -> None:
    text = "Daniella Levine Cava left, Levine Cava said. The U.S. Department of Tides, the US Department of Tides."
    assert set(names(text, NameKind.PERSON)) == {"Daniella Levine Cava"}
    assert len(names(text, NameKind.ORGANISATION)) == 1


def test_a_corps_is_no_person_and_the_district_of_a_capital_no_other_place() -> None:
    text = "The Marine Corps marched in Washington, D.C. on Friday."
    assert not names(text, NameKind.PERSON)
    assert set(names(text, NameKind.PLACE)) == {"Washington"}


def test_german_persons_keep_their_von_and_end_before_zu_wort() -> None:
    text = "Karl-Theodor zu Guttenberg traf Ursula von der Leyen. Nun meldet sich Ricarda Lang zu Wort."
    people = {"Karl-Theodor zu Guttenberg", "Ursula von der Leyen", "Ricarda Lang"}
    assert set(names(text, NameKind.PERSON, "de")) == people


def test_a_small_place_that_nothing_else_speaks_for_is_not_certain() -> None:
    text = "Settlements in Judea and Samaria in the West Bank were approved by Israel's cabinet in Jerusalem on Monday."
    assert not names(text, NameKind.PLACE)["Judea"].is_certain


def test_what_stands_in_a_list_lies_where_the_others_do() -> None:
    text = "The ferry calls at the ports of Le Havre, Cherbourg, Brest and Saint-Nazaire before it turns south."
    place = names(text, NameKind.PLACE)["Brest"].place
    assert place is not None
    assert place.country == "FR"


def test_the_bare_name_of_a_county_named_in_full_is_that_county() -> None:
    text = "Voters waited in Bergen County, New Jersey. Bergen has the most voters of New Jersey."
    assert set(names(text, NameKind.PLACE)) == {"Bergen County", "New Jersey"}
