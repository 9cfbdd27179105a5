"""What became of stories, told one event at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What can happen to a story."""

    OPENED = "opened"
    JOINED = "joined"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    LEFT = "left"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``reports`` are those that came or went; ``other`` is the story they came from, where they came from one.

    After ``MERGED`` the other story's id leads to this one. ``ENDED``: the last report was removed.
    """

    kind: ChangeKind
    story: int
    reports: tuple[int, ...]
    other: int | None = None
