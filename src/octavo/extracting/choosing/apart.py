"""Lines that were kept and are none of the article's all the same: readers' comments, captions, headings of nothing."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from octavo.model.articles import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    where = _Discussions()
    told = [row for row in kept if where.hold(candidates[row].element)]
    out = frozenset(told if told and told[0] != kept[0] else ())
    out |= {row for row in kept if _ASIDE.search(candidates[row].element.get("class") or "")}
    left = [row for row in kept if row not in out]
    if out and sum(len(candidates[row].block.text.split()) for row in left) < _FEWEST_WORDS:
        out, left = frozenset(), list(kept)
    return out | _bare_headings(candidates, left)


class _Discussions:
    """Which elements are readers' comments by what they, or what holds them, is called; each holder is asked once."""

    def __init__(self) -> None:
        self._known: dict[_Element, bool] = {}

    def hold(self, element: _Element) -> bool:
        """Whether it stands in one."""
        parent = element.getparent()
        if parent is None:
            return _is_discussion((element,))
        if parent not in self._known:
            self._known[parent] = _is_discussion((parent, *islice(parent.iterancestors(), _FAR)))
        return self._known[parent] or _is_discussion((element,))


def _is_discussion(elements: Iterable[_Element]) -> bool:
    named = (one for one in elements if one.tag not in _WHOLE)
    return any(_DISCUSSION.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in named)


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
