"""Two versions of an article compared: by blocks, and inside a changed block by words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from octavo.model.changes import Change, ChangeKind, Comparison, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.model.articles import Block, Revision

# Two blocks that share half of their words are one block, edited.
ALIKE = 0.5
# Beyond this many pairs of blocks nobody reads the comparison of each with each.
MOST_PAIRS = 4_000
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def compare(before: Revision, after: Revision) -> Comparison:
    """What became of each block of ``before`` on the way to ``after``, in reading order.

    Alignment is Ratcliff and Obershelp's, as :mod:`difflib` has it.
    """
    old, new = before.blocks, after.blocks
    matcher = SequenceMatcher(None, [_key(b) for b in old], [_key(b) for b in new], autojunk=False)
    changes: list[Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            changes += (
                Change(kind=ChangeKind.SAME, before=x, after=y) for x, y in zip(old[a:b], new[c:d], strict=True)
            )
        else:
            changes += _replaced(old[a:b], new[c:d])
    return Comparison(
        before=before.number,
        after=after.number,
        title=() if before.title == after.title else words_changed(before.title, after.title),
        changes=tuple(changes),
    )


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


def _key(block: Block) -> tuple[str, str]:
    return block.kind, block.text


def _replaced(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Change]:
    """Blocks that gave way to others: edited ones in pairs, the rest removed and added around them."""
    at = 0
    for i, j in _pairs(old, new):
        if j < 0:
            yield Change(kind=ChangeKind.REMOVED, before=old[i])
            continue
        yield from _added(new[at:j])
        words = words_changed(old[i].text, new[j].text)
        yield Change(kind=ChangeKind.CHANGED, before=old[i], after=new[j], words=words)
        at = j + 1
    yield from _added(new[at:])


def _added(blocks: Sequence[Block]) -> Iterator[Change]:
    return (Change(kind=ChangeKind.ADDED, after=block) for block in blocks)


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """For each old block the new one that it became (-1: none), in order: each takes the first that is alike."""
    free = 0
    compared = len(old) * len(new) <= MOST_PAIRS
    for i, block in enumerate(old):
        found = next((j for j in range(free, len(new)) if compared and _alike(block, new[j])), -1)
        if found >= 0:
            free = found + 1
        yield i, found


def _alike(one: Block, other: Block) -> bool:
    if one.kind is not other.kind:
        return False
    matcher = SequenceMatcher(None, _TOKEN.findall(one.text), _TOKEN.findall(other.text), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
