"""A small fictional press: five newspapers with 135 hand-written articles, served over real HTTP on this machine."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from octavo.demo.desk import last_saturday, load_articles
from octavo.demo.server import PressFeed, PressServer
from octavo.kit.moments import UTC

__all__ = ["PressFeed", "PressServer", "first_edition", "last_saturday", "load_articles", "second_edition"]

_EVENING = time(20)


def first_edition(saturday: date) -> datetime:
    """Friday at 20:00, when most of the week has been told."""
    return datetime.combine(saturday - timedelta(days=1), _EVENING, tzinfo=UTC)


def second_edition(saturday: date) -> datetime:
    """Saturday at 20:00: Saturday's news is out, and the last corrections are made."""
    return datetime.combine(saturday, _EVENING, tzinfo=UTC)
