"""Lines that were kept and are none of the article's all the same: readers' comments, captions, headings of nothing."""

from __future__ import annotations

import re
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from octavo.extracting.choosing.names import Names
from octavo.model.articles import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from octavo.extracting.choosing.candidates import Candidate

_LINKED = 0.3
_FAR = 6
_WHOLE = frozenset({"article", "main", "body", "html"})
_DISCUSSION = re.compile(r"(?<![A-Za-z])comments?(?![a-z])|Comments?(?![a-z])|disqus")
_ASIDE = re.compile(
    r"(?<![A-Za-z])(?:image|picture|photo|media|fig)?-?(?:caption|disclaimer)(?![a-z])|(?:Caption|Disclaimer)(?![a-z])"
)
_FEWEST_WORDS = 80


def apart(candidates: Sequence[Candidate], kept: Sequence[int]) -> frozenset[int]:
    """Which of the ``kept`` lines, given by their numbers in order, are none of the article's.

    That are those in a discussion behind the article and those that are called a caption or a disclaimer, where enough
    is left without them; and headings with nothing under them but links or lists that were not kept.
    """
    names = Names()
    discussions = _Discussions(names)
    told = [row for row in kept if discussions.hold(candidates[row].element)]
    out = frozenset(told if told and told[0] != kept[0] else ())
    out |= {row for row in kept if _ASIDE.search(names.of(candidates[row].element)[0])}
    left = [row for row in kept if row not in out]
    if out and sum(len(candidates[row].block.text.split()) for row in left) < _FEWEST_WORDS:
        out, left = frozenset(), list(kept)
    return out | _bare_headings(candidates, left)


class _Discussions:
    """What is called readers' comments; each element is looked at once, for most lines stand in the same."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[_Element, bool] = {}

    def hold(self, element: _Element) -> bool:
        """Whether an element is one or stands in one."""
        return any(map(self._is_one, chain((element,), islice(element.iterancestors(), _FAR))))

    def _is_one(self, element: _Element) -> bool:
        known = self._known.get(element)
        if known is None:
            names = self._names.of(element) if element.tag not in _WHOLE else ()
            known = self._known[element] = any(_DISCUSSION.search(name) for name in names if name)
        return known


def _bare_headings(candidates: Sequence[Candidate], kept: Sequence[int]) -> frozenset[int]:
    """Kept headings right before another of the same rank or a higher one, of which only links or lists were left out.

    ``kept`` are the numbers of the kept lines in order.
    """
    found = set()
    for row, following in pairwise(kept):
        one, other = candidates[row].block, candidates[following].block
        are_headings = one.kind is BlockKind.HEADING and other.kind is BlockKind.HEADING
        if are_headings and other.level <= one.level and following > row + 1:
            left = candidates[row + 1 : following]
            if all(line.linked > _LINKED or line.block.kind is BlockKind.LIST_ITEM for line in left):
                found.add(row)
    return frozenset(found)
