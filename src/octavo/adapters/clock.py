"""The machine's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class MovableClock:
    """A clock that was set to another moment and runs on from there; until then it is right."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def set(self, moment: datetime) -> None:
        """Let it be this moment (aware) now."""
        self._ahead = moment - datetime.now(UTC)

    def now(self) -> datetime:
        """The moment it is by this clock, aware, in UTC."""
        return datetime.now(UTC) + self._ahead


class SystemClock:
    """Tells the time as the machine knows it."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)
