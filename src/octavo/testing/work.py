"""What waits to be done, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.model.work import Backlog, WorkKind
from octavo.testing.sources import MemorySources
from octavo.testing.stories import MemoryStories

if TYPE_CHECKING:
    from datetime import datetime


class MemoryWork(MemorySources, MemoryStories):
    """The part of the fake store that knows what waits."""

    def __init__(self) -> None:
        super().__init__()
        self._regrouping: datetime | None = None
        self._lives: dict[WorkKind, datetime] = {}

    def backlog(self) -> Backlog:
        """What waits to be done."""
        with self._lock:
            return Backlog(
                sources=sum(visit.at is None for _, visit in self.followed_sources()),
                pages=sum(one.pending and one.attempts == 0 for one in self._leads.values()),
                articles=max(0, self._last_change - self._grouping.position),
                regroup_began_at=self._regrouping,
                refresh_alive_at=self._lives.get(WorkKind.REFRESH),
                regroup_alive_at=self._lives.get(WorkKind.REGROUP),
            )

    def note_regrouping(self, began_at: datetime | None) -> None:
        """Remember that all articles are being grouped anew, or (``None``) that they no longer are."""
        with self._lock:
            self._regrouping = None if began_at is None else began_at.replace(microsecond=0)

    def note_life(self, kind: WorkKind, at: datetime) -> None:
        """Remember that work of this kind went on at this moment; a second is as exact as it is kept."""
        with self._lock:
            self._lives[kind] = at.replace(microsecond=0)

    def note_end(self, kind: WorkKind, at: datetime) -> None:
        """Forget that work of this kind went on, where that was last noted at this moment and by nobody since."""
        with self._lock:
            if self._lives.get(kind) == at.replace(microsecond=0):
                del self._lives[kind]
