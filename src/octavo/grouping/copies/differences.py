"""What each of two copies changed: by paragraphs, or by sentences where a text has no paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.kit.differences import ChangeKind, Words, aligned, share_words, words_changed
from octavo.kit.text import clean_line

if TYPE_CHECKING:
    from octavo.grouping.copies.values import CopyText

# Nobody reads the comparison of more, and its cost grows with the square.
MOST_PASSAGES = 400
LONGEST_PASSAGE = 5_000
_FEW = 3
_SENTENCE_END = re.compile(r"(?<=[.!?…][\"'”’»)])\s+|(?<=[.!?…])\s+|(?<=[。！？])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What became of one passage of the first text in the second: a side is empty where it has nothing.

    ``is_moved`` is true of one that is removed here and added, letter for letter, elsewhere.
    """

    kind: ChangeKind
    before: str = ""
    after: str = ""
    words: tuple[Words, ...] = ()
    is_moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Two copies side by side, in reading order; ``title`` is empty where the headlines are the same."""

    title: tuple[Words, ...]
    passages: tuple[Passage, ...]


def differences(a: CopyText, b: CopyText) -> Differences:
    """What ``b`` has otherwise than ``a``; of very long texts the beginnings are compared."""
    before, after = passages_of(a.text), passages_of(b.text)
    both = set(before) & set(after)
    return Differences(
        title=() if a.title == b.title else words_changed(a.title, b.title),
        passages=tuple(_passage(old, new, both) for old, new in aligned(before, after, key=str, alike=share_words)),
    )


def passages_of(text: str) -> list[str]:
    """The paragraphs of a text, or the sentences of one that has hardly any."""
    lines = [line for line in map(clean_line, text.splitlines()) if line]
    if len(lines) <= _FEW:
        lines = [sentence for line in lines for sentence in _SENTENCE_END.split(line) if sentence]
    return [line[:LONGEST_PASSAGE] for line in lines[:MOST_PASSAGES]]


def _passage(old: str | None, new: str | None, both: set[str]) -> Passage:
    if old is None:
        return Passage(kind=ChangeKind.ADDED, after=new or "", is_moved=new in both)
    if new is None:
        return Passage(kind=ChangeKind.REMOVED, before=old, is_moved=old in both)
    if old == new:
        return Passage(kind=ChangeKind.SAME, before=old, after=new)
    return Passage(kind=ChangeKind.CHANGED, before=old, after=new, words=words_changed(old, new))
