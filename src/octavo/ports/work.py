"""The part of the library that knows what waits to be done, so that a restart forgets nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from octavo.model.work import Backlog, WorkKind


class WorkStore(Protocol):
    """Work that was begun and is not done."""

    def backlog(self) -> Backlog:
        """What waits to be done, in a fixed number of queries."""

    def note_regrouping(self, began_at: datetime | None) -> None:
        """Remember that all articles are being grouped anew, or (``None``) that they no longer are."""

    def note_life(self, kind: WorkKind, at: datetime) -> None:
        """Remember that work of this kind went on at this moment; a second is as exact as it is kept."""

    def note_end(self, kind: WorkKind, at: datetime) -> None:
        """Forget that work of this kind went on, where that was last noted at this moment and by nobody since."""
