"""Lines that are part of the article for what they stand between."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, takewhile
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from octavo.extracting.choosing.names import Names
from octavo.extracting.lines import is_dateline, is_separator
from octavo.model.articles import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element
    from numpy.typing import NDArray

    from octavo.extracting.choosing.candidates import Candidate

_Box: TypeAlias = tuple[str, str, str]
_EVEN = 0.5
# What stands between paragraphs of one container belongs to them, from this probability on.
_PARTS = {
    BlockKind.TABLE: 0.0,
    BlockKind.PREFORMATTED: 0.0,
    BlockKind.HEADING: 0.0,
    BlockKind.LIST_ITEM: 0.05,
    BlockKind.QUOTE: 0.1,
    BlockKind.PARAGRAPH: 0.3,
}
_INNER = frozenset({BlockKind.TABLE, BlockKind.LIST_ITEM, BlockKind.QUOTE})
_LINKED = 0.3
_OPENING = 0.1
_ABOVE, _SHORT = 0.3, 40


_HELD = frozenset({BlockKind.LIST_ITEM, BlockKind.QUOTE})
_HOLDERS = frozenset({"ul", "ol", "blockquote"})
_BOUNDS = frozenset({"article", "main", "section", "body"})
_POST = re.compile(
    r"twitter-tweet|instagram-media|tiktok-embed|fb-post|bluesky-embed|mastodon-embed|reddit-(?:card|embed)"
)
_FAR, _AROUND_POSTS = 8, 5
_FEWEST_BOXES = 3
_LINKED_ANNOUNCED = 0.5


def belonging(candidates: Sequence[Candidate], probabilities: NDArray[np.float32]) -> frozenset[int]:
    """The numbers of the lines that belong to the article though they were not kept by themselves."""
    parts = _parts_between(candidates, probabilities) | _opening(candidates, probabilities)
    return parts | _announced(candidates, parts.union(np.flatnonzero(probabilities >= _EVEN).tolist()))


def _parts_between(candidates: Sequence[Candidate], probabilities: NDArray[np.float32]) -> frozenset[int]:
    """What was not kept by itself, but stands among kept paragraphs of one container and is likely enough theirs."""
    paragraphs = [
        row
        for row, candidate in enumerate(candidates)
        if probabilities[row] >= _EVEN and candidate.block.kind is BlockKind.PARAGRAPH
    ]
    if not paragraphs:
        return frozenset()
    names = Names()
    homes = {candidates[row].element.getparent() for row in paragraphs}
    boxes = Counter(_box(candidates[row].element, names) for row in paragraphs)
    unsure = (row for row in range(paragraphs[0], paragraphs[-1]) if probabilities[row] < _EVEN)
    behind = range(int(np.flatnonzero(probabilities >= _EVEN)[-1]) + 1, len(candidates))
    posts = takewhile(lambda row: _is_post(candidates[row], homes, names), behind)
    return frozenset(posts).union(
        row
        for row in unsure
        if _is_among(candidates[row], float(probabilities[row]), homes, names)
        or _is_alike(candidates[row], float(probabilities[row]), boxes, names)
    )


def _is_among(candidate: Candidate, probability: float, homes: AbstractSet[_Element | None], names: Names) -> bool:
    """Whether it stands in a home of paragraphs and is likely enough theirs; an embedded post need not be likely."""
    kind = candidate.block.kind
    if candidate.linked < _LINKED and probability >= _floor(candidate):
        parent = candidate.element.getparent()
        above = parent.getparent() if parent is not None else None
        if parent in homes or (kind in _INNER and above in homes):
            return True
        holder = _holder(candidate.element) if kind in _HELD else None
        if holder is not None and holder.getparent() in homes:
            return True
    return _is_post(candidate, homes, names)


def _is_post(candidate: Candidate, homes: AbstractSet[_Element | None], names: Names) -> bool:
    """Whether it is a line of a post that is embedded among paragraphs of the article."""
    holder = _holder(candidate.element) if candidate.block.kind is BlockKind.QUOTE else None
    if holder is None or _POST.search(names.of(holder)[0]) is None:
        return False
    return any(around in homes for around in islice(holder.iterancestors(), _AROUND_POSTS))


def _is_alike(candidate: Candidate, probability: float, boxes: Counter[_Box], names: Names) -> bool:
    """Whether it is running text in a box of its own like those of kept paragraphs."""
    if candidate.block.kind is not BlockKind.PARAGRAPH or not candidate.mass or candidate.linked >= _LINKED:
        return False
    box = _box(candidate.element, names) if probability >= _floor(candidate) else None
    return box is not None and bool(box[1]) and boxes[box] >= _FEWEST_BOXES


def _box(element: _Element, names: Names) -> _Box:
    """What holds an element: its tag, what it is called, and the tag that it holds."""
    parent = element.getparent()
    return ("", "", element.tag) if parent is None else (parent.tag, names.of(parent)[0], element.tag)


def _holder(element: _Element) -> _Element | None:
    """The outermost list or quote that holds an element, or is it."""
    top = element if element.tag in _HOLDERS else None
    for holder in islice(element.iterancestors(), _FAR):
        if holder.tag in _BOUNDS:
            break
        top = holder if holder.tag in _HOLDERS else top
    return top


def _announced(candidates: Sequence[Candidate], kept: AbstractSet[int]) -> frozenset[int]:
    """The quotes or lists right behind a kept line that ends in a colon, where the text goes on behind them."""
    found: set[int] = set()
    for row in kept:
        kind = candidates[row + 1].block.kind if row + 1 < len(candidates) else None
        if kind not in _HELD or row + 1 in kept or not candidates[row].block.text.endswith((":", "：")):
            continue
        last = row + 1
        while last < len(candidates) and last not in kept and _goes_on(candidates[last], kind):
            last += 1
        if last in kept:
            found.update(range(row + 1, last))
    return frozenset(found)


def _goes_on(candidate: Candidate, kind: BlockKind) -> bool:
    return candidate.block.kind is kind and candidate.linked < _LINKED_ANNOUNCED


def _floor(candidate: Candidate) -> float:
    """From which probability on a line belongs to the paragraphs around it; other than running text must be sure."""
    if candidate.block.kind is BlockKind.PARAGRAPH and not candidate.mass:
        return 0.0 if is_separator(candidate.block.text) else _EVEN
    return _PARTS.get(candidate.block.kind, _EVEN)


def _opening(candidates: Sequence[Candidate], probabilities: NDArray[np.float32]) -> frozenset[int]:
    """Sentences between the title and the first kept line: a lost opening is worse than a standfirst too many."""
    kept = np.flatnonzero(probabilities >= _EVEN)
    first = int(kept[0]) if len(kept) else 0
    title = next((row for row in range(first - 1, -1, -1) if candidates[row].is_title), first)
    opening = {
        row
        for row in range(title, first)
        if candidates[row].mass
        and candidates[row].ends
        and candidates[row].block.kind is BlockKind.PARAGRAPH
        and probabilities[row] >= _OPENING
    }
    top = min((first, *opening))
    return frozenset({*opening, top - 1} if top and _heads(candidates, probabilities, top) else opening)


def _heads(candidates: Sequence[Candidate], probabilities: NDArray[np.float32], top: int) -> bool:
    """Whether the line above the topmost one is its place ("KYIV, Ukraine —") or its heading."""
    above, below = candidates[top - 1], candidates[top]
    if above.linked >= _LINKED or above.is_title:
        return False
    is_beside = above.element.getparent() is below.element.getparent()
    if above.block.kind is BlockKind.PARAGRAPH and is_beside and len(above.block.text) <= _SHORT:
        return probabilities[top - 1] >= _ABOVE or is_dateline(above.block.text)
    return above.block.kind is BlockKind.HEADING and bool(probabilities[top - 1] >= _ABOVE)
