"""A clock that stands still until it is told otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class FixedClock:
    """Tells the time it was given. Raises ValueError for a time without a zone."""

    def __init__(self, now: datetime) -> None:
        self._now = as_utc(now)

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self._now

    def advance(self, by: timedelta) -> datetime:
        """Let time pass; returns the new present."""
        self._now += by
        return self._now
