"""Trackers: questions that are answered again as articles come in, and what the answers were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from octavo.model.answers import Answer
from octavo.model.figures import FigureSeries
from octavo.model.ids import UserId

TrackerId = NewType("TrackerId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """A saved question; ``changed_at`` is when its answer last changed, ``seen_at`` when its person last looked."""

    id: TrackerId
    user: UserId
    question: str
    created_at: datetime
    seen_at: datetime
    changed_at: datetime | None = None

    @property
    def has_news(self) -> bool:
        """Whether the answer changed since the person last looked."""
        return self.changed_at is not None and self.changed_at > self.seen_at


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """What a question's answer was at a time, as bytes that only explaining understands, and what was new in it."""

    at: datetime
    answer: bytes
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedAnswer:
    """What a question's answer was from a time on, and what was new in it."""

    at: datetime
    answer: Answer
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerPage:
    """A tracker with its answers, the latest first; ``series`` are the figures that they say, where each says one."""

    tracker: Tracker
    answers: tuple[TrackedAnswer, ...]
    series: FigureSeries | None = None
