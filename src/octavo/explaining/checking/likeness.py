"""How a sentence's words stand in cited sentences: which are there, in what order, and how near to one another."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.checking.clauses import share_held
from octavo.explaining.checking.meanings import missing_words
from octavo.explaining.checking.numbers import numbers_in
from octavo.explaining.checking.words import STOP_WORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

# Bounds that keep the time of one comparison below some ten milliseconds: no sentence or article of a newspaper
# comes near them.
MOST_WORDS, MOST_CITED_WORDS, MOST_CITED = 120, 250, 120

NAMES = (
    "words",
    "content",
    "best_sentence",
    "best_window",
    "pairs",
    "triples",
    "fours",
    "in_order",
    "local",
    "runs",
    "longest_run",
    "three_runs",
    "long_runs",
    "broken_joins",
    "near_pairs",
    "together",
    "missing",
    "repeated",
    "numbers_missing",
    "absent",
    "clauses_held",
    "length",
)
_STOP_WORTH = 0.3
_LONG_RUN = 3
_CLOSE = 6
_LONGEST = 1_500
_MOST_PLACES = 200


def likeness(claim: str, cited: Sequence[str]) -> dict[str, float] | None:
    """What is measured of a sentence beside those it cites, by ``NAMES``; ``None`` for one without words."""
    said = words_of(claim)[:MOST_WORDS]
    if not said:
        return None
    stems = [stem(word) for word in said]
    worth = np.array([_STOP_WORTH if word in STOP_WORDS else 1.0 for word in said])
    sources = [[stem(word) for word in words_of(text)[:MOST_CITED_WORDS]] for text in cited[:MOST_CITED]]
    sources = [source for source in sources if source] or [[""]]
    content = [one for one, word in zip(stems, said, strict=True) if word not in STOP_WORDS] or stems
    found = _containment(stems, content, worth, sources) | _order(stems, worth, sources)
    found |= _nearness(content, sources)
    numbers = numbers_in(claim, claimed=True)
    values = frozenset().union(*numbers_in("\n".join(cited[:MOST_CITED])[:50_000]).values()) if numbers else frozenset()
    found["numbers_missing"] = float(sum(not readings & values for readings in numbers.values()))
    bounded = [text[:_LONGEST] for text in cited[:MOST_CITED]]
    found["absent"] = float(min(len(missing_words(claim[:_LONGEST], bounded)), 5))
    found["clauses_held"] = share_held(claim[:_LONGEST], bounded)
    found["repeated"] = float(min(len(content) - len(set(content)), 5))
    found["length"] = float(np.log(len(stems)))
    return found


def _containment(
    stems: list[str], content: list[str], worth: NDArray[np.float64], sources: list[list[str]]
) -> dict[str, float]:
    everything = {one for source in sources for one in source}
    found = {
        "words": _share(stems, everything),
        "content": _share(content, everything),
        "missing": float(min(sum(one not in everything for one in content), 6)),
    }
    total = float(worth.sum())
    there = np.array([[one in source for one in stems] for source in map(set, sources)], dtype=bool)
    found["best_sentence"] = float((there @ worth).max()) / total
    window = there.copy()
    window[1:] |= there[:-1]
    window[:-1] |= there[1:]
    found["best_window"] = float((window @ worth).max()) / total
    for length, name in ((2, "pairs"), (3, "triples"), (4, "fours")):
        have = {gram for source in sources for gram in _grams(source, length)}
        found[name] = _share(_grams(stems, length), have) if len(stems) >= length else found["words"]
    return found


def _share(wanted: Sequence[Hashable], have: AbstractSet[Hashable]) -> float:
    return sum(one in have for one in wanted) / max(1, len(wanted))


def _grams(stems: list[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(stems[start:] for start in range(length)), strict=False))


def _order(stems: list[str], worth: NDArray[np.float64], sources: list[list[str]]) -> dict[str, float]:
    """Of the words in order: in one sentence as a whole, and as runs of words copied from anywhere."""
    total = float(worth.sum())
    weights = worth.tolist()
    aligned = [_alignment(stems, weights, source) for source in sources]
    runs = _runs(stems, sources)
    lengths = sorted((run[2] for run in runs), reverse=True)
    count = len(stems)
    return {
        "in_order": max(one for one, _ in aligned) / total,
        "local": max(two for _, two in aligned) / total,
        "runs": float(min(len(runs), 8)),
        "longest_run": (lengths[0] if lengths else 0) / count,
        "three_runs": sum(lengths[:3]) / count,
        "long_runs": sum(length for length in lengths if length >= _LONG_RUN) / count,
        "broken_joins": float(min(sum(_is_broken(a, b) for a, b in pairwise(runs)), 8)),
    }


def _alignment(stems: list[str], worth: list[float], source: list[str]) -> tuple[float, float]:
    """The worth of the longest common subsequence, and the best local alignment (Smith and Waterman, 1981).

    In the latter a word of the source left out costs .15, one of the sentence half its worth.
    """
    width = len(source)
    common, local, best = [0.0] * (width + 1), [0.0] * (width + 1), 0.0
    for one, value in zip(stems, worth, strict=True):
        if one not in source:
            local = [max(0.0, kept - value / 2) for kept in local]
            continue
        new_common, new_local = [0.0], [0.0]
        for place, other in enumerate(source):
            if one == other:
                new_common.append(common[place] + value)
                here = local[place] + value
            else:
                new_common.append(max(common[place + 1], new_common[-1]))
                here = 0.0
            here = max(here, local[place + 1] - value / 2, new_local[-1] - 0.15)
            new_local.append(here)
            best = max(best, here)
        common, local = new_common, new_local
    return common[-1], best


Run = tuple[int, int, int]
"""A run of copied words: sentence, place in it, how many."""


def _runs(stems: list[str], sources: list[list[str]]) -> list[Run]:
    """The sentence as runs of words as they stand in the sources, each the longest that can be had (Grusky, 2018)."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, source in enumerate(sources):
        for place, one in enumerate(source):
            places.setdefault(one, []).append((number, place))
    for known in places.values():
        del known[_MOST_PLACES:]
    runs: list[Run] = []
    at = 0
    while at < len(stems):
        best = max(
            (
                (number, place, _run_length(stems, at, sources[number], place))
                for number, place in places.get(stems[at], ())
            ),
            key=lambda run: run[2],
            default=(0, 0, 0),
        )
        if best[2]:
            runs.append(best)
        at += max(1, best[2])
    return runs


def _run_length(stems: list[str], at: int, source: list[str], place: int) -> int:
    length = 0
    while at + length < len(stems) and place + length < len(source) and stems[at + length] == source[place + length]:
        length += 1
    return length


def _is_broken(run: Run, following: Run) -> bool:
    """Whether two runs are joined that do not follow one another, near by, in one sentence."""
    gap = following[1] - run[1] - run[2]
    return run[0] != following[0] or not 0 <= gap < 2 * _CLOSE


def _nearness(content: list[str], sources: list[list[str]]) -> dict[str, float]:
    """How many pairs of neighbouring words stand near each other in a sentence, and how many pairs in one at all."""
    neighbours = list(pairwise(content))
    where = [_places(source, set(content)) for source in sources]
    near = sum(any(_are_near(one, a, b) for one in where) for a, b in neighbours)
    distinct = sorted(set(content))
    there = np.array([[one in source for one in distinct] for source in where], dtype=np.int32)
    together = there.T @ there > 0
    size = len(distinct)
    return {
        "near_pairs": near / len(neighbours) if neighbours else float(bool(where[0])),
        "together": float((together.sum() - together.trace()) / (size * (size - 1)))
        if size > 1
        else float(together.any()),
    }


def _places(source: list[str], wanted: set[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, one in enumerate(source):
        if one in wanted:
            places.setdefault(one, []).append(place)
    return places


def _are_near(places: dict[str, list[int]], one: str, other: str) -> bool:
    return any(0 < b - a <= _CLOSE for a in places.get(one, ())[:9] for b in places.get(other, ())[:9])
