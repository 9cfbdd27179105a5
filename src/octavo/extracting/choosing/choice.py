"""Which lines of a page are its article: every line judged alone and in its place, then once more beside the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from octavo.extracting.choosing.apart import apart
from octavo.extracting.choosing.belonging import belonging
from octavo.extracting.choosing.candidates import candidates_of
from octavo.extracting.choosing.forest import forests
from octavo.extracting.choosing.second_look import second_matrix
from octavo.extracting.choosing.surroundings import Surroundings
from octavo.extracting.inline import with_addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element
    from numpy.typing import NDArray

    from octavo.extracting.choosing.candidates import Candidate, Hints
    from octavo.model.articles import Block

MOST_LINES = 3_000
_EVEN = 0.5


class Judged(NamedTuple):
    """A line of the page with the probability that it is part of the article."""

    block: Block
    element: _Element
    probability: float
    is_part: bool = False
    is_apart: bool = False  # a comment, a caption, or a heading of nothing

    @property
    def kept(self) -> bool:
        """Whether it is taken for a part of the article, by itself or for what it stands between."""
        return (self.probability >= _EVEN or self.is_part) and not self.is_apart


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
    lines = judgements(candidates, second)
    return Choice(lines=tuple(_linked(line, base) for line in lines), certainty=_certainty(lines))


def judgements(candidates: Sequence[Candidate], probabilities: NDArray[np.float32]) -> tuple[Judged, ...]:
    """The lines with their probabilities and what their place adds to that; their links as they stand."""
    parts = belonging(candidates, probabilities)
    out = apart(candidates, sorted(parts.union(np.flatnonzero(probabilities >= _EVEN).tolist())))
    return tuple(
        Judged(
            block=candidate.block,
            element=candidate.element,
            probability=probability,
            is_part=row in parts,
            is_apart=row in out,
        )
        for row, (candidate, probability) in enumerate(zip(candidates, probabilities.tolist(), strict=True))
    )


def _linked(line: Judged, base: str) -> Judged:
    return line._replace(block=with_addresses(line.block, base)) if line.kept and line.block.spans else line


def _certainty(lines: tuple[Judged, ...]) -> float:
    """The share of the text, by length, that is rightly placed if the probabilities are true.

    It is the expected F1 of what was kept, so that a page full of certain boilerplate does not make it look sure.
    """
    kept = [(len(line.block.text), line.probability) for line in lines if line.probability >= _EVEN]
    right = sum(length * probability for length, probability in kept)
    missed = sum(len(line.block.text) * line.probability for line in lines if not line.kept)
    whole = sum(length for length, _ in kept)
    return 2 * right / (whole + right + missed) if whole else 0.0
