"""Passages in the order in which they answer a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.asking.measures import MEASURES, measured
from octavo.model.answers import RankedPassage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.explaining.asking.measures import Measured
    from octavo.model.answers import Passage, Question

# A linear model of what is measured, trained to put passages that hold the answer first (listwise softmax, Cao et al.
# 2007); see benchmarks/train_asking.py.
_WEIGHTS: Mapping[str, float] = {
    "words": 3.28,
    "article": 2.85,
    "coverage": 2.67,
    "coverage of article": -1.0,
    "pairs": 1.52,
    "kind": 2.31,
    "kind in best sentence": 0.66,
    "words near kind": 1.7,
    "position": -0.4,
    "length": 0.68,
    "of these days": 2.46,
    "of these months": 1.15,
    "undated": 1.76,
}
_MODEL = np.array([_WEIGHTS.get(name, 0.0) for name in MEASURES])
MOST = 10
_FROM_ONE_ARTICLE = 2


def ranked(
    question: Question,
    passages: Sequence[Passage],
    *,
    frequencies: Mapping[str, int] | None = None,
    total: int = 0,
    most: int = MOST,
) -> tuple[RankedPassage, ...]:
    """The passages that answer a question best, no two of them overlapping, best first.

    Args:
        question: what is asked.
        passages: what may answer it; those of one article one after the other.
        frequencies: in how many of ``total`` articles each of the question's words stands, as far as that is known.
        total: how many articles there are.
        most: how many passages are wanted; of one article among several there are at most two.
    """
    if not passages or not question.terms:
        return ()
    found = measured(question, passages, frequencies, total)
    scores = found.values @ _MODEL
    has_any = found.values[:, MEASURES.index("coverage with title")] > 0
    several = len({passage.article for passage in passages}) > 1
    chosen: list[int] = []
    used: dict[int, set[int]] = {}
    taken: dict[int, int] = {}
    for number in (int(place) for place in np.argsort(-scores, kind="stable")):
        passage, rows = passages[number], found.rows[number]
        seen = used.setdefault(passage.article, set())
        if not has_any[number] or not seen.isdisjoint(rows):
            continue
        if several and taken.get(passage.article, 0) >= _FROM_ONE_ARTICLE:
            continue
        seen.update(rows)
        taken[passage.article] = taken.get(passage.article, 0) + 1
        chosen.append(number)
        if len(chosen) == most:
            break
    return tuple(_ranked(passages[number], number, float(scores[number]), found) for number in chosen)


def _ranked(passage: Passage, number: int, score: float, found: Measured) -> RankedPassage:
    values = dict(zip(MEASURES, found.values[number], strict=True))
    return RankedPassage(
        passage=passage,
        score=score,
        coverage=float(values["coverage with title"]),
        named=float(values["names of article"]),
        best=found.best[number],
        covers=float(values["coverage of best sentence"]),
        holds=float(values["best sentence"]),
        fits=bool(values["kind in best sentence"]),
        marks=tuple(found.sentences.places[row] for row in found.rows[number]),
    )
