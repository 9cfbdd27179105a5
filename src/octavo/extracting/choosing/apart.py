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
    told = [row for row in kept if _is_discussed(candidates[row].element, names)]
    out = frozenset(told if told and told[0] != kept[0] else ())
    out |= {row for row in kept if _ASIDE.search(names.of(candidates[row].element)[0])}
    left = [row for row in kept if row not in out]
    if out and sum(len(candidates[row].block.text.split()) for row in left) < _FEWEST_WORDS:
        out, left = frozenset(), list(kept)
    return out | _bare_headings(candidates, left)


def _is_discussed(element: _Element, names: Names) -> bool:
    """Whether it stands in what is called readers' comments."""
    holders = (one for one in chain((element,), islice(element.iterancestors(), _FAR)) if one.tag not in _WHOLE)
    return any(_DISCUSSION.search(name) for one in holders for name in names.of(one) if name)


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
