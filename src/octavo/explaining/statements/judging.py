"""Which quotations are somebody's words, and whose: what the trained trees make of their surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.statements.phrasing import phrasing_rows
from octavo.explaining.statements.surroundings import MENTION_NAMES, PAIR_NAMES, Surroundings
from octavo.kit.forest import forest_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.marks import Quoted
    from octavo.explaining.statements.mentions import Mention
    from octavo.explaining.statements.words import Words
    from octavo.kit.forest import Forest

_WEIGHTS = "weights.npz"
SECOND_NAMES = ("best", "second", "best_before", "best_after", "words_before", "words_after")


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely a quotation is what somebody said, the mention of who it was, and how likely that is right."""

    is_said: float
    mention: int | None
    is_theirs: float


@cache
def forests(language: str) -> tuple[Forest, Forest]:
    """The trees that judge who said it, and those that judge whether anybody did: a language's own, else English."""
    with np.load(BytesIO((files(__package__) / _WEIGHTS).read_bytes()), allow_pickle=False) as arrays:
        own = language if f"{language}.said.depth" in arrays else "en"
        return forest_in(arrays, f"{own}.theirs"), forest_in(arrays, f"{own}.said")


def judged(words: Words, quotes: Sequence[Quoted], mentions: Sequence[Mention], grammar: Grammar) -> list[Judgement]:
    """A judgement of each quotation of an article."""
    if not quotes:
        return []
    theirs, said = forests(grammar.language)
    surroundings = Surroundings(words, quotes, mentions, grammar)
    of_quotes = surroundings.quote_rows()
    of_pairs = surroundings.pair_rows(of_quotes)
    likely = theirs.probabilities(of_pairs) if len(of_pairs) else np.zeros(0, np.float32)
    best = best_of(surroundings.pairs, likely, len(quotes))
    own = np.hstack((of_quotes, phrasing_rows(words, quotes, grammar)))
    is_said = said.probabilities(second_matrix(own, of_pairs, likely, best))
    return [
        Judgement(
            float(is_said[number]),
            surroundings.pairs[row][1] if row >= 0 else None,
            float(likely[row]) if row >= 0 else 0.0,
        )
        for number, (row, _) in enumerate(best)
    ]


def best_of(pairs: Sequence[tuple[int, int]], likely: NDArray[np.float32], quotes: int) -> list[tuple[int, float]]:
    """For each quotation the row of its likeliest pair, -1 if it has none, and how likely the second is."""
    best = [(-1, 0.0)] * quotes
    for row, (number, _) in enumerate(pairs):
        first, second = best[number]
        if first < 0 or likely[row] > likely[first]:
            best[number] = (row, float(likely[first]) if first >= 0 else 0.0)
        elif likely[row] > second:
            best[number] = (first, float(likely[row]))
    return best


def second_matrix(
    of_quotes: NDArray[np.float32],
    of_pairs: NDArray[np.float32],
    likely: NDArray[np.float32],
    best: Sequence[tuple[int, float]],
) -> NDArray[np.float32]:
    """What the second trees read: a quotation's numbers, its best pair's, and those of its neighbours."""
    own = len(MENTION_NAMES) + len(PAIR_NAMES)
    tops = [float(likely[row]) if row >= 0 else 0.0 for row, _ in best]
    count = [float(row[0]) for row in of_quotes]
    extra = [
        [
            tops[number],
            second,
            tops[number - 1] if number else 0.0,
            tops[number + 1] if number + 1 < len(best) else 0.0,
            count[number - 1] if number else 0.0,
            count[number + 1] if number + 1 < len(best) else 0.0,
            *(of_pairs[row, -own:] if row >= 0 else [0.0] * own),
        ]
        for number, (row, second) in enumerate(best)
    ]
    return np.hstack((of_quotes, np.array(extra, np.float32).reshape(len(best), len(SECOND_NAMES) + own)))
