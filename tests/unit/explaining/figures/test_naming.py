"""What a quantity is called."""

from __future__ import annotations

import pytest
from tests.unit.explaining.figures.test_series import document

from octavo.explaining import figure_series


@pytest.mark.parametrize(
    ("label", "texts"),
    [
        (
            "people killed",
            (
                "The crash near Tolvey killed 12 people on Sunday.",
                "Police in Tolvey said 14 people were killed in the crash.",
            ),
        ),
        (
            "people injured",
            (
                "The ship struck the bridge and 25 people were injured.",
                "Police say 27 people are injured on the ship at the bridge.",
            ),
        ),
        (
            "counts of wire fraud",
            (
                "Neu faces 269 counts of wire fraud in Slidell.",
                "Neu was charged with 269 counts of wire fraud, police in Slidell said.",
            ),
        ),
        (
            "people on board",
            (
                "The ship had 129 people on board when it struck.",
                "There were 129 people on board the ship as it struck.",
            ),
        ),
        (
            "people with measles",
            (
                "The number of people with measles in Tolvey stood at 34 on Tuesday.",
                "The number of people with measles has risen to 47, the town of Tolvey said.",
            ),
        ),
        (
            "US tourists",  # they were aboard of what crashed
            (
                "A plane carrying 110 US tourists has crashed in Tolvey.",
                "In Tolvey a plane with 110 US tourists has crashed.",
            ),
        ),
        (
            "refined petroleum",
            (
                "The vessel is suspected of transferring 600 tons of refined petroleum at sea.",
                "It transferred about 600 tons of refined petroleum from vessel to vessel.",
            ),
        ),
        (
            "Amanda Geissler",
            (
                "Another victim was the guide Amanda Geissler, 33, of Tolvey.",
                "The guide Amanda Geissler, 33, died in Tolvey.",
            ),
        ),
    ],
)
def test_a_label_is_said_in_the_sentences(label: str, texts: tuple[str, ...]) -> None:
    found = figure_series([document(number, f"outlet {number}", text) for number, text in enumerate(texts, 1)])
    assert label in [one.label for one in found]


def test_keywords_that_do_not_stand_together_are_parted() -> None:
    (one,) = figure_series(
        [
            document(1, "courier", "In a new offer for Qualcomm, Broadcom would pay $121 billion."),
            document(2, "post", "Broadcom made its new offer to Qualcomm: $121 billion."),
        ]
    )
    assert one.label == "new offer, Qualcomm"


def test_german_nouns_keep_their_capital() -> None:
    (one,) = figure_series(
        [
            document(1, "zeitung", "Bei dem Brand in Tolvey wurden 1.234 Tiere getötet.", language="de"),
            document(2, "bote", "In Tolvey starben bei einem Brand 1.234 Tiere.", language="de"),
        ]
    )
    assert one.label == "Tiere"
