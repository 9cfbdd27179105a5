"""Two texts compared: passage by passage, and inside a changed passage by words.

Alignment is Ratcliff and Obershelp's, as :mod:`difflib` has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

T = TypeVar("T")

# Two passages that share half of their words are one passage, edited.
ALIKE = 0.5
# Beyond this many pairs of passages nobody reads the comparison of each with each.
MOST_PAIRS = 4_000
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class ChangeKind(StrEnum):
    """What became of a passage, or of some of its words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of a changed passage's text: the same, added or removed."""

    kind: ChangeKind
    text: str


def aligned(
    before: Sequence[T],
    after: Sequence[T],
    *,
    key: Callable[[T], Hashable],
    alike: Callable[[T, T], bool],
) -> Iterator[tuple[T | None, T | None]]:
    """Each passage before with what it became, in reading order; ``None`` stands for nothing on either side.

    Those of equal ``key`` are the same; others that are ``alike`` are one, edited.
    """
    matcher = SequenceMatcher(None, [key(p) for p in before], [key(p) for p in after], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(before[a:b], after[c:d], strict=True)
        else:
            yield from _replaced(before[a:b], after[c:d], alike)


def words_changed(before: str, after: str) -> tuple[Words, ...]:
    """The stretches of two texts that are the same, removed and added, in reading order."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    stretches: list[Words] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            stretches.append(Words(kind=ChangeKind.SAME, text="".join(old[a:b])))
            continue
        if b > a:
            stretches.append(Words(kind=ChangeKind.REMOVED, text="".join(old[a:b])))
        if d > c:
            stretches.append(Words(kind=ChangeKind.ADDED, text="".join(new[c:d])))
    return tuple(stretches)


def share_words(one: str, other: str) -> bool:
    """Whether two passages share half of their words, in order."""
    matcher = SequenceMatcher(None, _TOKEN.findall(one), _TOKEN.findall(other), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _replaced(old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], bool]) -> Iterator[tuple[T | None, T | None]]:
    """Passages that gave way to others: each takes the first that is alike; the rest stand around them."""
    free = 0
    is_compared = len(old) * len(new) <= MOST_PAIRS
    for passage in old:
        found = next((j for j in range(free, len(new)) if is_compared and alike(passage, new[j])), -1)
        if found < 0:
            yield passage, None
            continue
        yield from ((None, added) for added in new[free:found])
        yield passage, new[found]
        free = found + 1
    yield from ((None, added) for added in new[free:])
