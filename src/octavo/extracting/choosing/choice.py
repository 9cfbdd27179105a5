"""Which lines of a page are its article: every line judged alone and in its place, then once more beside the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from octavo.extracting.choosing.candidates import candidates_of
from octavo.extracting.choosing.forest import forests
from octavo.extracting.choosing.second_look import second_matrix
from octavo.extracting.choosing.surroundings import Surroundings
from octavo.extracting.inline import with_addresses
from octavo.extracting.lines import is_dateline, is_separator
from octavo.model.articles import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element
    from numpy.typing import NDArray

    from octavo.extracting.choosing.candidates import Candidate, Hints
    from octavo.model.articles import Block

MOST_LINES = 3_000
_EVEN = 0.5
# What stands between paragraphs of one container belongs to them, from this probability on.
_PARTS = {
    BlockKind.TABLE: 0.0,
    BlockKind.PREFORMATTED: 0.0,
    BlockKind.HEADING: 0.0,
    BlockKind.LIST_ITEM: 0.05,
    BlockKind.QUOTE: 0.3,
    BlockKind.PARAGRAPH: 0.3,
}
_RUNNING = frozenset({BlockKind.QUOTE, BlockKind.PARAGRAPH})
_INNER = frozenset({BlockKind.TABLE, BlockKind.LIST_ITEM, BlockKind.QUOTE})
_LINKED = 0.3
_OPENING = 0.1
_ABOVE, _SHORT = 0.3, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A line of the page with the probability that it is part of the article."""

    block: Block
    element: _Element
    probability: float
    is_part: bool = False

    @property
    def kept(self) -> bool:
        """Whether it is taken for a part of the article, by itself or for what it stands between."""
        return self.probability >= _EVEN or self.is_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """All lines of a page, judged, in order; ``certainty`` is how sure the judgement is of its text, from 0 to 1."""

    lines: tuple[Judged, ...]
    certainty: float

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The lines that were kept."""
        return tuple(line.block for line in self.lines if line.kept)


def choose(root: _Element, hints: Hints, *, base: str) -> Choice:
    """Judge the lines of a page, at most 3,000; links of those kept are made absolute. The tree stays as it was."""
    candidates = candidates_of(root, hints, base=base)[:MOST_LINES]
    if not candidates:
        return Choice(lines=(), certainty=0.0)
    surroundings = Surroundings(candidates)
    features = surroundings.matrix()
    first_forest, second_forest = forests()
    first = first_forest.probabilities(features)
    second = second_forest.probabilities(np.hstack((features, second_matrix(surroundings, first))))
    parts = _parts_between(candidates, second) | _opening(candidates, second)
    lines = tuple(
        Judged(block=candidate.block, element=candidate.element, probability=float(probability), is_part=row in parts)
        for row, (candidate, probability) in enumerate(zip(candidates, second, strict=True))
    )
    return Choice(lines=tuple(_linked(line, base) for line in lines), certainty=_certainty(lines))


def _linked(line: Judged, base: str) -> Judged:
    return replace(line, block=with_addresses(line.block, base)) if line.kept and line.block.spans else line


def _parts_between(candidates: Sequence[Candidate], probabilities: NDArray[np.float32]) -> frozenset[int]:
    """What was not kept by itself, but stands among kept paragraphs of one container and is likely enough theirs."""
    paragraphs = [
        row
        for row, candidate in enumerate(candidates)
        if probabilities[row] >= _EVEN and candidate.block.kind is BlockKind.PARAGRAPH
    ]
    if not paragraphs:
        return frozenset()
    homes = {candidates[row].element.getparent() for row in paragraphs}
    found = []
    for row in range(paragraphs[0], paragraphs[-1]):
        candidate = candidates[row]
        if probabilities[row] < _EVEN and candidate.linked < _LINKED and probabilities[row] >= _floor(candidate):
            parent = candidate.element.getparent()
            above = parent.getparent() if parent is not None else None
            if parent in homes or (candidate.block.kind in _INNER and above in homes):
                found.append(row)
    return frozenset(found)


def _floor(candidate: Candidate) -> float:
    """From which probability on a line belongs to the paragraphs around it; other than running text must be sure."""
    if candidate.block.kind in _RUNNING and not candidate.mass:
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


def _certainty(lines: tuple[Judged, ...]) -> float:
    """The share of the text, by length, that is rightly placed if the probabilities are true.

    It is the expected F1 of what was kept, so that a page full of certain boilerplate does not make it look sure.
    """
    kept = [(len(line.block.text), line.probability) for line in lines if line.probability >= _EVEN]
    right = sum(length * probability for length, probability in kept)
    missed = sum(len(line.block.text) * line.probability for line in lines if not line.kept)
    whole = sum(length for length, _ in kept)
    return 2 * right / (whole + right + missed) if whole else 0.0
