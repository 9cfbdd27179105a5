"""A small fictional press: five newspapers with 135 hand-written articles, served over real HTTP on this machine."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from octavo.demo.desk import last_saturday, load_articles
from octavo.demo.server import PressFeed, PressServer
from octavo.kit.moments import UTC

__all__ = ["PressFeed", "PressServer", "editions", "first_edition", "last_saturday", "load_articles", "second_edition"]

_EVENING = time(20)


def first_edition(saturday: date) -> datetime:
    """Friday at 20:00, when most of the week has been told."""
    return datetime.combine(saturday - timedelta(days=1), _EVENING, tzinfo=UTC)


def second_edition(saturday: date) -> datetime:
    """Saturday at 20:00: Saturday's news is out, and the last corrections are made."""
    return datetime.combine(saturday, _EVENING, tzinfo=UTC)


def editions(saturday: date) -> tuple[tuple[str, datetime], ...]:
    """The moments at which the demo command buys the papers, with what to say: articles get corrected in between."""
    tuesday = datetime.combine(saturday - timedelta(days=4), time(10), tzinfo=UTC)
    friday = datetime.combine(saturday - timedelta(days=1), time(16), tzinfo=UTC)
    return (
        ("Tuesday morning: five newspapers of the Republic of Marren go on sale.", tuesday),
        ("Friday afternoon: the news has moved on, and some of it was wrong.", friday),
        ("Saturday evening: the last of the week, with its corrections.", second_edition(saturday)),
    )
