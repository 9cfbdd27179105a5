"""Who claims a figure, and where it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.one_article import article_of

from octavo.explaining import figures_in

if TYPE_CHECKING:
    from octavo.model.figures import Figure


def figure(text: str, language: str = "en") -> Figure:
    return figures_in(article_of(text, language=language))[0]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("A case of the plague was reported here after two people were diagnosed with it last week.", None),
        ("The cases came to light when authorities in Aldmoor announced that two nurses were ill.", "authorities"),
        (
            "The first cases came to light, when authorities in Aldmoor announced that 12 nurses were ill.",
            "authorities",
        ),
        ("Local reporters have said 14 nurses were ill.", "Local reporters"),
        ("The army said its guns shot down five jets, including three new planes. he said 31 died.", "The army"),
        ("Zohaib Ahmed, a doctor at a hospital, said the strike killed 13 people.", "Zohaib Ahmed"),
        ("The engineers from a firm in the north said 190 bolts were loose.", "The engineers"),
        ("Of the 312 members 21.6 % said they would sell, 40 that they might.", None),
        ("The number was 27, and the brother’s house is one of the fourteen added later.", None),
        ("On Monday, a doctor at a hospital, said the strike killed 13 people.", None),
    ],
)
def test_whoever_claims_a_figure_is_somebody(text: str, by: str | None) -> None:
    found = figure(text).by
    assert found == by or (by is not None and found is not None and found.startswith(by))


def test_a_number_ends_the_name_of_a_german_source() -> None:
    one = figure("Derzeit gibt es laut Landwirtschaftsministerium 103 zugelassene Betriebe im Land.", "de")
    assert one.by == "Landwirtschaftsministerium"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("At least seven civilians were killed in the Pakistani firing.", None),
        ("They wrote of the deaths of three children in CBP custody.", None),
        ("At least seven civilians were killed in Aldmoor.", "Aldmoor"),
        ("At least seven civilians were killed in the UAE.", "UAE"),
    ],
)
def test_a_figure_is_of_a_place_and_not_of_a_people_or_a_body(text: str, place: str | None) -> None:
    assert figure(text).place == place


def test_a_measure_in_a_name_measures_nothing() -> None:
    assert figure("The hills were taken in the Six-Day War and hold 430,000 settlers.").value == 430_000
    assert figure("A six-day strike stopped the ferries.").unit == "days"


def test_what_is_said_of_a_german_source_is_not_its_name() -> None:
    one = figure("Der Tunnel soll nach Angaben des Ministeriums inzwischen 900.000 Kronen kosten.", "de")
    assert one.by == "des Ministeriums"


def test_how_often_is_not_when() -> None:
    assert figure("Some 69% of the firms see a fault at least once a week.").when is None
    assert figure("The mill burns 40 tons a week.").when == "a week"
