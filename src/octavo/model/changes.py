"""What changed between two versions of an article."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.kit.differences import ChangeKind, Words
from octavo.model.articles import Article, Block

__all__ = ["Change", "ChangeKind", "Comparison", "CopyPage", "Words"]


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
class CopyPage:
    """An article whose text is another one's, what it has otherwise, and the reason why they are taken for copies."""

    copy: Article
    original: Article
    reason: str
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions side by side; ``title`` is empty where the headline stayed."""

    before: int
    after: int
    title: tuple[Words, ...]
    changes: tuple[Change, ...]
