"""What tells how good a choice of sentences is as a whole, beyond what its words promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from octavo.explaining.keypoints.chances import Chances
    from octavo.explaining.keypoints.reading import Reading
    from octavo.explaining.keypoints.selecting import Choice

    Numbers = NDArray[np.float32]

CHOICE_NAMES = (
    "score", "behind_best", "words_promised", "pairs_promised", "words_dense", "pairs_dense", "length", "sentences",
    "documents", "function_share", "best", "mean", "worst", "first", "words_twice", "pairs_twice", "passages",
    "all_length", "document_length", "all_words_promised", "all_pairs_promised", "best_of_all", "best_three_of_all",
    "firsts", "position", "last_position", "consecutive", "leaning", "not_telling", "longest", "shortest",
    "document_words", "document_words_least", "document_words_most", "document_words_held", "document_words_held_least",
    "document_pairs", "document_pairs_least", "document_pairs_most", "document_pairs_held", "document_pairs_held_least",
    "lead_words", "lead_words_least", "lead_words_most", "lead_words_held", "lead_words_held_least",
    "lead_pairs", "lead_pairs_least", "lead_pairs_most", "lead_pairs_held", "lead_pairs_held_least",
    "titles_held", "titles_held_least", "titles_held_most",
)  # fmt: skip


def choice_features(reading: Reading, chances: Chances, choices: Sequence[Choice]) -> Numbers:
    """(choices, ``CHOICE_NAMES``) of choices among one reading, the best first; there is at least one."""
    taken = np.zeros((len(choices), len(reading)), np.float32)
    for row, choice in enumerate(choices):
        taken[row, list(choice.passages)] = 1
    passages = reading.passages
    size = np.array([len(one.words) for one in passages], np.float32)
    count, length = taken.sum(axis=1), np.maximum(taken @ size, 1)
    worth = chances.passages
    score = np.array([choice.score for choice in choices])
    whole = [len(reading), size.sum(), size.sum() / len(reading.starts), *_whole(reading, chances)]
    columns = [
        score,
        score - score.max(),
        *_promised(reading, chances, taken, length),
        length,
        count,
        (np.add.reduceat(taken, reading.starts, axis=1) > 0).sum(axis=1),
        taken @ np.array([one.function for one in passages], np.float32) / length,
        _most(taken, worth),
        taken @ worth / count,
        -_most(taken, -worth),
        worth[taken.argmax(axis=1)],
        *_repeated(reading, taken),
        *(np.full(len(choices), one) for one in whole),
        taken @ (reading.positions == 0),
        taken @ reading.positions / count,
        _most(taken, reading.positions),
        (taken[:, 1:] * taken[:, :-1]) @ (reading.positions[1:] > 0),
        taken @ np.array([not one.stands for one in passages], np.float32),
        taken @ np.array([not one.tells for one in passages], np.float32),
        _most(taken, size),
        -_most(taken, -size),
        *_agreement(reading, taken),
    ]
    return np.stack([np.asarray(one, np.float32) for one in columns], axis=1)


def _promised(reading: Reading, chances: Chances, taken: Numbers, length: Numbers) -> list[Numbers]:
    content = np.where(reading.singles.function > 0, np.float32(0), chances.singles)
    words = (taken @ reading.singles.has > 0).astype(np.float32) @ content
    pairs = (taken @ reading.pairs.has > 0).astype(np.float32) @ chances.pairs
    return [words, pairs, words / length, pairs / length]


def _agreement(reading: Reading, taken: Numbers) -> list[Numbers]:
    """How much the choice agrees with each document, as if that were a summary too, its first sentence, its title."""
    content = reading.singles.function == 0
    words, pairs = taken @ reading.singles.has * content > 0, taken @ reading.pairs.has > 0
    starts = reading.starts
    whole_words = np.logical_or.reduceat(reading.singles.has, starts, axis=0) & content
    whole_pairs = np.logical_or.reduceat(reading.pairs.has, starts, axis=0)
    title_words = reading.titled & ~reading.function
    _, titles = _overlap(words, title_words)
    found = [titles.mean(axis=1), titles.min(axis=1), titles.max(axis=1)]
    compared = (
        (words, whole_words),
        (pairs, whole_pairs),
        (words, reading.singles.has[starts] & content),
        (pairs, reading.pairs.has[starts]),
    )
    measures = [_overlap(chosen, other) for chosen, other in compared]
    columns = [
        column
        for both, held in measures
        for column in (both.mean(axis=1), both.min(axis=1), both.max(axis=1), held.mean(axis=1), held.min(axis=1))
    ]
    return [np.asarray(column, np.float32) for column in (*columns, *found)]


def _overlap(chosen: NDArray[np.bool_], other: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """F1 of each choice and each other text, and how much of the other one the choice holds: (choices, texts)."""
    shared = chosen.astype(np.float32) @ other.T.astype(np.float32)
    sizes, whole = chosen.sum(axis=1)[:, None], other.sum(axis=1)[None, :]
    both = 2 * shared / np.maximum(sizes + whole, 1)
    return both.astype(np.float32), (shared / np.maximum(whole, 1)).astype(np.float32)


def _repeated(reading: Reading, taken: Numbers) -> list[Numbers]:
    """How many words and pairs of words stand in the choice more than once."""
    words = (taken @ reading.singles.has)[:, reading.singles.function == 0]
    pairs = taken @ reading.pairs.has
    return [np.maximum(words - 1, 0).sum(axis=1), np.maximum(pairs - 1, 0).sum(axis=1)]


def _whole(reading: Reading, chances: Chances) -> list[float]:
    best = np.sort(chances.passages)
    words = np.where(reading.singles.function > 0, 0, chances.singles)
    return [float(words.sum()), float(chances.pairs.sum()), float(best[-1]), float(best[-3:].mean())]


def _most(taken: Numbers, values: Numbers) -> Numbers:
    return np.asarray(np.where(taken > 0, values, -np.inf).max(axis=1), np.float32)
