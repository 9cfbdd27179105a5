"""What changed between two versions of an article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from octavo.model.articles import Block


class ChangeKind(StrEnum):
    """What became of a block, or of some of its words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of a changed block's text: the same, added or removed."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one block.

    ``before`` is ``None`` for an added block, ``after`` for a removed one. A changed block's ``words`` without the
    added ones are its text before, without the removed ones its text after.
    """

    kind: ChangeKind
    before: Block | None = None
    after: Block | None = None
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions side by side; ``title`` is empty where the headline stayed."""

    before: int
    after: int
    title: tuple[Words, ...]
    changes: tuple[Change, ...]
