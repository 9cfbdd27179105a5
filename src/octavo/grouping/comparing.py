"""From a new report to the earlier ones that it may belong with, each with the features that speak for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from octavo.grouping.analysis import row_of, terms_of
from octavo.grouping.boilerplate import Boilerplate
from octavo.grouping.features import ALIKE, LATELY, likenesses, places_among
from octavo.grouping.frequencies import Frequencies
from octavo.grouping.window import Facts, Window
from octavo.kit.languages import language_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from octavo.grouping.frequencies import Background
    from octavo.grouping.reports import Report

MOST_CANDIDATES = 40
_DAY = 86_400.0
_MOST_LANGUAGES = 255
_FADES = 0.05
_AROUND = 10
_AS_NEAR = 0.8

NAMES = (
    *ALIKE, *LATELY,
    "gap", "same_publisher", "shorter", "longer", "found", "best_words", "of_best_words", "of_best_found", "rank",
    "around", "of_nearest", "nearest", "since", "nearer_since", "alike_that_day",
)  # fmt: skip
_WORDS = ALIKE.index("words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Earlier reports, as slots of the window, and what they have in common with one report: columns as ``NAMES``."""

    slots: NDArray[np.int32]
    features: NDArray[np.float32]


class Comparer:
    """Keeps the window and what is learned from the stream; the same reports in the same order, the same features."""

    __slots__ = ("boilerplate", "frequencies", "languages", "window")

    def __init__(self, *, capacity: int, background: Background | None) -> None:
        self.window = Window(capacity)
        self.frequencies = Frequencies(background)
        self.boilerplate = Boilerplate()
        self.languages: list[str] = [""]

    def take(self, report: Report, *, known: bool = False) -> int:
        """Put a report into the window; its slot. What is ``known`` from before teaches nothing again."""
        text = self.boilerplate.without(report.text, report.publisher)
        terms = terms_of(report.title, text)
        language = language_of(text, report.language)
        if not known:
            self.boilerplate.learn(report.text, report.publisher)
            self.frequencies.add(terms.present, language)
        row = row_of(terms, self.frequencies.rarity(terms.numbers, language))
        publisher = crc32(report.publisher.encode("utf-8", "replace"))
        facts = Facts(report.id, report.at.timestamp() / _DAY, publisher, self._number_of(language))
        return self.window.add(row, facts)

    def candidates(self, slot: int, *, also: int | None = None, most: int = MOST_CANDIDATES) -> Candidates:
        """The earlier reports with the most rare terms in common; ``also`` names a slot to compare in any case."""
        window, arrays = self.window, self.window.arrays
        language = self.languages[int(arrays["languages"][slot])]
        keys = window.keys(slot)
        rarity = self.frequencies.rarity(keys, language)
        found, gains = window.sharing(keys, rarity, slot)
        gaps = np.abs(arrays["at"][found] - arrays["at"][slot])
        gains = gains / (1 + _FADES * gaps).astype(np.float32)
        best = np.argsort(-gains, kind="stable")[:most]
        slots, gains = found[best], gains[best] / (rarity.sum() + np.float32(1e-6))
        if also is not None and also not in slots:
            slots, gains = np.append(slots, np.int32(also)), np.append(gains, np.float32(0))
        if not len(slots):
            return Candidates(slots=slots, features=np.zeros((0, len(NAMES)), np.float32))
        return Candidates(slots=slots, features=self._features(slot, slots, gains, language))

    def _features(
        self, slot: int, slots: NDArray[np.int32], gains: NDArray[np.float32], language: str
    ) -> NDArray[np.float32]:
        numbers, weights = self.window.terms(np.append(slots, np.int32(slot)))
        weighed = self.frequencies.rarities(numbers, language)
        weighed *= weights
        features = np.empty((len(NAMES), len(slots)), np.float32)
        alike, around = features[: len(ALIKE) + len(LATELY)], features[len(ALIKE) + len(LATELY) :]
        alike[:] = likenesses(weighed, places_among(numbers, self.window.marks))[:, :-1]
        for row, column in zip(around, self._around(slot, slots, gains, alike[_WORDS]), strict=True):
            row[:] = column
        return features.T

    def _around(
        self, slot: int, slots: NDArray[np.int32], gains: NDArray[np.float32], words: NDArray[np.float32]
    ) -> tuple[NDArray[np.generic] | np.float32, ...]:
        """What is told by time, publisher and length, and by how the other likenesses on either side compare."""
        arrays = self.window.arrays
        order = (-words).argsort(kind="stable")
        rank = np.empty(len(words), np.float32)
        rank[order] = np.arange(len(words))
        ordered = words[order]
        nearest = arrays["nearest"][slots]
        lengths, own = arrays["lengths"][slots], arrays["lengths"][slot]
        tiny = np.float32(1e-6)
        return (
            np.log1p(np.abs(arrays["at"][slots] - arrays["at"][slot])),
            arrays["publishers"][slots] == arrays["publishers"][slot],
            np.minimum(lengths, own),
            np.maximum(lengths, own),
            gains,
            ordered[0],
            words / (ordered[0] + tiny),
            gains / (gains.max() + tiny),
            np.log1p(rank),
            ordered[:_AROUND].mean(),
            words / np.maximum(np.maximum(nearest, words), tiny),
            nearest,
            *_since(arrays["at"][slots], words),
        )

    def met(self, slot: int, candidates: Candidates) -> None:
        """Keep how near each came to another."""
        words, nearest = candidates.features[:, _WORDS], self.window.arrays["nearest"]
        nearest[candidates.slots] = np.maximum(nearest[candidates.slots], words)
        nearest[slot] = max(float(nearest[slot]), float(words.max(initial=0)))

    def _number_of(self, language: str) -> int:
        """A language's place among those met; beyond what a byte holds they are taken for unknown."""
        if language not in self.languages and len(self.languages) < _MOST_LANGUAGES:
            self.languages.append(language)
        return self.languages.index(language) if language in self.languages else 0


def _since(at: NDArray[np.float64], words: NDArray[np.float32]) -> tuple[NDArray[np.float64], ...]:
    """How many of the others are later than each, how many of these as near, and how many near ones are of its day."""
    later = at[None, :] > at[:, None]
    near = words[None, :] >= _AS_NEAR * words[:, None]
    same_day = np.abs(at[None, :] - at[:, None]) < 1
    return tuple(np.log1p(which.sum(axis=1)) for which in (later, later & near, same_day & near))
