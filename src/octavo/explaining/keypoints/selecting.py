"""The sentences that together are likely to hold the most of what an editor would write, under a number of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from octavo.explaining.keypoints.chances import Chances
    from octavo.explaining.keypoints.reading import Reading

    Numbers = NDArray[np.float32]

_BEAM = 10
# How much a pair of words counts beside a word, and what a function word is worth each time.
_PAIR_WEIGHT = 4.0
_FUNCTION_WORTH = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """At most so many words in at most so many sentences, each of at least ``shortest`` words if there are such.

    No two share more than the part ``alike`` of the words that tell something in the shorter of them. What a text says
    after ``fading`` sentences counts half.
    """

    words: int
    sentences: int
    shortest: int = 1
    alike: float = 1
    fading: float = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Passages chosen together, in order of their places, and how much of an editor's text they are likely to hold.

    ``score`` is the expected F1 of words plus that of pairs of words, as ROUGE counts them (Lin, 2004).
    """

    passages: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidates:
    """``held`` is (candidates, terms): what each term of each is worth as long as no other sentence has it.

    ``spared`` is 1 where a candidate leaves a term to others, 0 where it takes it.
    ``alike`` are the rows of those that say too much of the same.
    """

    places: tuple[int, ...]
    held: Numbers
    spared: Numbers
    alone: Numbers
    lengths: tuple[int, ...]
    sizes: tuple[int, ...]
    alike: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Partial:
    rows: tuple[int, ...]
    words: int
    size: int
    gained: float
    wanted: Numbers


class _Step(NamedTuple):
    score: float
    before: _Partial
    row: int


def choices(
    reading: Reading, chances: Chances, candidates: Sequence[int], limits: Limits, *, opening: int | None = None
) -> list[Choice]:
    """Choices among candidate passages within limits, the best first; a search that keeps the best few at each step.

    All choices hold ``opening``, where there is one.
    """
    among = _candidates(reading, chances, candidates, limits)
    beam = [_Partial(rows=(), words=0, size=0, gained=0, wanted=np.ones(among.held.shape[1], np.float32))]
    done: dict[tuple[int, ...], float] = {}
    for step in range(limits.sentences):
        rows = [candidates.index(opening)] if opening is not None and not step else range(len(candidates))
        steps = [one for partial in beam for one in _steps(partial, among, rows, limits)]
        longer = {tuple(sorted((*one.before.rows, one.row))): one for one in steps}
        kept = sorted(longer, key=lambda rows: (-longer[rows].score, rows))[:_BEAM]
        if step + 1 < limits.sentences:
            beam = [_taken(longer[rows], among) for rows in kept]
        done.update({rows: longer[rows].score for rows in kept})
    best = sorted(done, key=lambda rows: (-done[rows], rows))
    return [Choice(passages=tuple(sorted(among.places[row] for row in rows)), score=done[rows]) for rows in best]


def _candidates(reading: Reading, chances: Chances, candidates: Sequence[int], limits: Limits) -> _Candidates:
    rows = np.array(candidates, np.intp)
    one, two = reading.singles.has[rows], reading.pairs.has[rows]
    single, pair = one.any(axis=0), two.any(axis=0)
    worth = np.where(reading.singles.function > 0, 0, chances.singles)[single]
    value = np.concatenate((worth, _PAIR_WEIGHT * chances.pairs[pair])).astype(np.float32)
    passages = [reading.passages[row] for row in candidates]
    counts = (1 / (1 + reading.positions[rows] / limits.fading)).astype(np.float32)
    held = np.concatenate((one[:, single], two[:, pair]), axis=1) * value * counts[:, None]
    return _Candidates(
        places=tuple(candidates),
        held=held,
        spared=(held <= 0).astype(np.float32),
        alone=np.array([one.function for one in passages], np.float32) * _FUNCTION_WORTH * counts,
        lengths=tuple(one.length for one in passages),
        sizes=tuple(len(one.words) for one in passages),
        alike=_alike(one & (reading.singles.function == 0), limits.alike),
    )


def _alike(has: NDArray[np.bool_], most: float) -> tuple[frozenset[int], ...]:
    held = has.astype(np.float32)
    shared, sizes = held @ held.T, held.sum(axis=1)
    alike = shared > most * np.minimum(sizes[:, None], sizes[None, :])
    return tuple(frozenset(np.flatnonzero(row).tolist()) - {number} for number, row in enumerate(alike))


def _steps(one: _Partial, among: _Candidates, rows: Sequence[int], limits: Limits) -> list[_Step]:
    """One more sentence out of these: the best few."""
    gains = (among.held @ one.wanted + among.alone).tolist()
    base, left = one.size + limits.words, limits.words - one.words
    taken, lengths, sizes, alike = one.rows, among.lengths, among.sizes, among.alike
    ranked = sorted(
        (-2 * (one.gained + gains[row]) / max(1, base + sizes[row]), row)
        for row in rows
        if lengths[row] <= left and row not in taken and alike[row].isdisjoint(taken)
    )
    return [_Step(score=-loss, before=one, row=row) for loss, row in ranked[:_BEAM]]


def _taken(step: _Step, among: _Candidates) -> _Partial:
    """What becomes of a choice by a step."""
    before, row = step.before, step.row
    held = among.held[row]
    return _Partial(
        rows=tuple(sorted((*before.rows, row))),
        words=before.words + among.lengths[row],
        size=before.size + among.sizes[row],
        gained=before.gained + float(held @ before.wanted + among.alone[row]),
        wanted=before.wanted * among.spared[row],
    )
