"""Made-up reports of made-up events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest

from octavo.grouping import Report

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = datetime(2025, 6, 2, 9, tzinfo=UTC)
EVENTS = {
    "ferry": (
        "Ferry Aurelia runs aground off Skarn",
        "The ferry Aurelia ran aground off Skarn on Monday with 212 passengers on board.",
        "Captain Ida Moen said the Aurelia had lost her steering in the Kattvik channel.",
        "Rescue boats from Tolvey took 87 children ashore before the tide turned at 14:30.",
        "The harbour board of Skarn closed the Kattvik channel until the ferry is towed away.",
    ),
    "strike": (
        "Teachers in Tolvey strike over class sizes",
        "Some 3,400 teachers in Tolvey walked out on Monday over classes of 34 pupils and more.",
        "Union leader Per Aldane called the offer of the Ministry of Education an insult.",
        "Minister Greta Solheim said schools would get 19 million crowns by September.",
        "Parents in Tolvey gathered outside the Ministry of Education with their children.",
    ),
    "museum": (
        "Thieves take the Vasari crown from the Lindholm Museum",
        "Thieves broke into the Lindholm Museum at 03:15 and took the Vasari crown and 11 coins.",
        "Curator Oona Brandt said the Lindholm Museum had asked for new alarms in 2019.",
        "Police in Ostermark found a burnt van near the Brandt bridge on Monday morning.",
        "The Vasari crown was made in 1604 and is insured for 45 million crowns.",
    ),
    "flu": (
        "Bird flu found among gannets on Hegra island",
        "Bird flu has killed 1,200 gannets on Hegra island, the Seabird Trust said on Monday.",
        "Biologist Nils Faro of the Seabird Trust counted the gannets from a boat.",
        "Visitors may not land on Hegra island until the end of August, the Seabird Trust said.",
        "The virus H5N1 was found in 14 of 15 gannets that were tested in Ostermark.",
    ),
}


def report(number: int, event: str, *, day: float = 0, language: str | None = "en", turn: int = 0) -> Report:
    """A report of an event; ``turn`` changes the order of its sentences and which one is missing."""
    title, *sentences = EVENTS[event]
    turned = sentences[turn % 4 :] + sentences[: turn % 4]
    return Report(
        id=number,
        publisher=("courier", "dispatch", "ledger", "post", "tide")[turn % 5],
        title=title if turn % 2 == 0 else sentences[turn % 4][:60],
        text="\n".join(turned[: 4 - (turn > 1)]),
        at=DAY + timedelta(days=day),
        language=language,
    )


@pytest.fixture
def reports() -> Callable[[str], Report]:
    """Further reports of an event, each unlike the last."""
    numbers = count(1)

    def make(event: str) -> Report:
        number = next(numbers)
        return report(number, event, day=number / 24, turn=number)

    return make
