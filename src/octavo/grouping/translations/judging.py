"""Whether two texts in different languages are one: what they share, in which order, and how their paragraphs fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from octavo.grouping.translations.outlines import FIGURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.grouping.translations.outlines import Anchors, Outline

# What two texts must have in common to be one. Reports of one event share names and figures, and each tells them in an
# order and at a length of its own.
_SHARED, _COVERED, _ORDER, _DRIFT, _FIT = 6, 0.4, 0.8, 0.06, 2.2
# Characters of one text for each of the other, at least: Chinese says it in a third.
_SHORTEST = 0.25
_WHOLE = 65_535
# A paragraph's length varies by this for each of its characters (Gale and Church, 1993), and what it costs to take
# none for one, or two.
_VARIANCE = 6.8
_BEADS = ((1, 1, 0.0), (1, 0, 4.5), (0, 1, 4.5), (2, 1, 2.3), (1, 2, 2.3))
_MOST_COST = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike a text and its translation are: the names and figures they share, and how far from each other they are.

    ``distance`` is 0 for two texts that are the same but for the words.
    """

    names: int
    figures: int
    distance: float


def translated(one: Outline, other: Outline) -> Likeness | None:
    """What shows that one of the texts is the other in another language; ``None`` where it is not."""
    shorter, longer = sorted((one.length, other.length))
    shared = np.intersect1d(one.anchors, other.anchors)
    if shorter < _SHORTEST * longer or len(shared) < _SHARED:
        return None
    if min(_covered(one.anchors, shared), _covered(other.anchors, shared)) < _COVERED:
        return None
    order, drift = _order(one, other, shared)
    if order < _ORDER or drift > _DRIFT:
        return None
    fit = _fit(one.spans.tolist(), other.spans.tolist())
    if fit > _FIT:
        return None
    figures = int(np.count_nonzero(shared >= FIGURE))
    return Likeness(names=len(shared) - figures, figures=figures, distance=drift / _DRIFT + fit / _FIT)


def _covered(anchors: Anchors, shared: Anchors) -> float:
    """The share of a text's figures that are shared; 1 where it has none."""
    figures = anchors[anchors >= FIGURE]
    return float(np.isin(figures, shared).mean()) if len(figures) else 1.0


def _order(one: Outline, other: Outline, shared: Anchors) -> tuple[float, float]:
    """How much of what they share comes in the same order, and how far apart it stands, as parts of the whole."""
    mine, theirs = np.isin(one.anchors, shared), np.isin(other.anchors, shared)
    aligned = _common(one.anchors[mine], other.anchors[theirs])
    here, there = one.places[mine].astype(float), other.places[theirs].astype(float)
    apart = [abs(here[i] - there[j]) for i, j in aligned]
    return len(aligned) / min(len(here), len(there)), sum(apart) / len(apart) / _WHOLE


def _common(one: Anchors, other: Anchors) -> list[tuple[int, int]]:
    """The places of a longest common subsequence; there is something in common."""
    lengths = np.zeros((len(one) + 1, len(other) + 1), np.int16)
    for row in range(len(one) - 1, -1, -1):
        best = np.maximum(lengths[row + 1, :-1], lengths[row + 1, 1:] + (other == one[row]))
        lengths[row, :-1] = np.maximum.accumulate(best[::-1])[::-1]
    found, row, column = [], 0, 0
    while row < len(one) and column < len(other):
        if one[row] == other[column]:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif lengths[row + 1, column] >= lengths[row, column + 1]:
            row += 1
        else:
            column += 1
    return found


def _fit(one: Sequence[int], other: Sequence[int]) -> float:
    """The cost of the cheapest alignment of paragraphs by their lengths, for each paragraph of the text with more."""
    if not one or not other:
        return _MOST_COST
    ratio = sum(other) / sum(one)
    scaled = [length * ratio for length in one]
    table = [[float("inf")] * (len(other) + 1) for _ in range(len(one) + 1)]
    table[0][0] = 0.0
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            for back, across, cost in _BEADS:
                if back <= i and across <= j:
                    bead = cost + _cost(sum(scaled[i - back : i]), sum(other[j - across : j]))
                    table[i][j] = min(table[i][j], table[i - back][j - across] + bead)
    return table[-1][-1] / max(len(one), len(other))


def _cost(length: float, across: float) -> float:
    """How unlikely one length is as a translation of the other: half the square of their distance in deviations."""
    deviation = (length - across) ** 2 / (_VARIANCE * max(1.0, (length + across) / 2)) / 2
    return min(deviation, _MOST_COST)
