"""Trackers in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.errors import NotFound
from octavo.model.keeping import storable
from octavo.model.trackers import KeptAnswer, Tracker, TrackerId
from octavo.testing.library import Library

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.ids import UserId


class MemoryTrackers(Library):
    """The part of the fake store that keeps trackers."""

    def __init__(self) -> None:
        super().__init__()
        self._trackers: dict[TrackerId, Tracker] = {}
        self._tracked: dict[TrackerId, list[KeptAnswer]] = {}
        self._last_tracker = 0

    def add_tracker(self, user: UserId, question: str, now: datetime) -> Tracker:
        """Keep a question; the one that is there when the person has it already."""
        with self._lock:
            self._require_user(user)
            said = storable(question)
            known = [one for one in self._trackers.values() if (one.user, one.question) == (user, said)]
            if known:
                return self._shown(known[0])
            self._last_tracker += 1
            at = storable(now)
            made = Tracker(id=TrackerId(self._last_tracker), user=user, question=said, created_at=at, seen_at=at)
            self._trackers[made.id] = made
            self._tracked[made.id] = []
            return made

    def trackers(self, user: UserId | None = None) -> tuple[Tracker, ...]:
        """A person's trackers, or everybody's, oldest first."""
        with self._lock:
            return tuple(self._shown(one) for one in self._trackers.values() if user in (None, one.user))

    def remove_tracker(self, user: UserId, tracker: TrackerId) -> bool:
        """Forget a person's tracker with all its answers; whether it was there."""
        with self._lock:
            known = self._trackers.get(tracker)
            if known is None or known.user != user:
                return False
            del self._trackers[tracker], self._tracked[tracker]
            return True

    def see_tracker(self, tracker: TrackerId, now: datetime) -> None:
        """Remember that its person looked at a tracker."""
        with self._lock:
            if tracker in self._trackers:
                self._trackers[tracker] = replace(self._trackers[tracker], seen_at=storable(now))

    def record_answer(self, tracker: TrackerId, answer: KeptAnswer) -> None:
        """Keep what a tracker's answer is from now on."""
        with self._lock:
            if tracker not in self._trackers:
                raise NotFound(f"There is no tracker {tracker}.")
            self._tracked[tracker].append(storable(answer))

    def tracked(self, tracker: TrackerId, limit: int) -> tuple[KeptAnswer, ...]:
        """The answers that a tracker had, the latest first."""
        with self._lock:
            return tuple(reversed(self._tracked.get(tracker, [])))[: max(limit, 0)]

    def _shown(self, tracker: Tracker) -> Tracker:
        answers = self._tracked[tracker.id]
        return replace(tracker, changed_at=max(one.at for one in answers) if len(answers) > 1 else None)
