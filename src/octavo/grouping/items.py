"""What grouping needs of an article, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - values keep their types at run time, for property tests and schemas
from enum import StrEnum
from typing import NewType

StoryId = NewType("StoryId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article as grouping sees it: ``published_at`` aware, ``text`` plain with a line to a block.

    ``id`` is any number that is never used twice; ``source`` tells publishers apart; ``language`` is a language tag.
    """

    id: int
    title: str
    text: str
    published_at: datetime
    source: str
    lead: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What two articles have in common: the ``kind`` of thing and, rarest first, the words themselves."""

    kind: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two articles compared: ``score`` is the probability, 0 to 1, that they tell of the same event."""

    article: int
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article was set, on ``links`` to articles that were there before (best first)."""

    article: int
    story: StoryId
    score: float
    links: tuple[Link, ...]


class Bond(StrEnum):
    """What a person decided about two articles."""

    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An article that left one story for another, because later coverage told better."""

    article: int
    before: StoryId
    after: StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one fetch did: where its articles were set, and what it moved.

    ``merged`` maps the ids of stories that are no more to the story that took them in: their addresses redirect there.
    """

    placements: tuple[Placement, ...]
    moved: tuple[Moved, ...] = ()
    merged: tuple[tuple[StoryId, StoryId], ...] = ()
