"""How rare a term is: a background that gives way to what the stream of reports itself shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from octavo.grouping.analysis import BUCKETS, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_FORGETS = 40_000
# The background counts as so many reports for each of its own; the last so many reports are the recent ones.
_WORTH, _RECENT = 0.1, 400
_GROWTH = 0.5 ** (-1 / _RECENT)
_LARGEST = 1e6
_RAREST_KEPT = 8
_STEPS = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """In how many of ``reports`` earlier texts of one language each term stood, in sixteenths of a doubling."""

    language: str
    reports: int
    levels: NDArray[np.uint8]

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str]], language: str) -> Background:
        """From titles with their texts; terms that stand in few of them are left out."""
        counts, reports = np.zeros(BUCKETS, np.float32), 0
        for title, text in texts:
            counts[terms_of(title, text).present] += 1
            reports += 1
        counts[counts < _RAREST_KEPT] = 0
        levels = np.rint(np.log2(counts + 1) * _STEPS).astype(np.uint8)
        return cls(language=language, reports=reports, levels=levels)


class Frequencies:
    """In how many reports of the stream each term stood: in all that are remembered, and lately."""

    __slots__ = ("_background", "_expected", "lately", "recent", "reports", "scale", "stream")

    def __init__(self, background: Background | None) -> None:
        self._background = background
        self._expected = _expected(background)
        self.stream = np.zeros(BUCKETS, np.float32)
        self.recent = np.zeros(BUCKETS, np.float32)
        self.scale = 1.0
        self.reports: dict[str, float] = {}
        self.lately: dict[str, float] = {}

    def add(self, present: NDArray[np.uint32], language: str) -> None:
        """Count a report's terms. What is recent grows in weight instead of the rest's being made smaller."""
        self.scale *= _GROWTH
        self.stream[present] += 1
        self.recent[present] += self.scale
        self.reports[language] = self.reports.get(language, 0) + 1
        self.lately[language] = self.lately.get(language, 0) + self.scale
        if self.scale > _LARGEST:
            self._rescale()
        if sum(self.reports.values()) > _FORGETS:
            self.stream *= np.float32(0.5)
            self.reports = {language: count / 2 for language, count in self.reports.items()}

    def rarity(self, numbers: NDArray[np.uint32], language: str) -> NDArray[np.float32]:
        """The logarithm of how few reports of a language have each term."""
        counts = self.stream[numbers]
        reports = self.reports.get(language, 0.0)
        background = self._background
        if background is not None and background.language == language:
            counts += self._expected[numbers]
            reports += background.reports * _WORTH
        return _rarity(counts + np.float32(0.5), reports + 1)

    def rarity_lately(self, numbers: NDArray[np.uint32], language: str) -> NDArray[np.float32]:
        """The same among recent reports alone: low for what everyone writes about these days."""
        counts = self.recent[numbers] * np.float32(1 / self.scale)
        return _rarity(counts + np.float32(0.5), self.lately.get(language, 0.0) / self.scale + 2)

    def _rescale(self) -> None:
        self.recent *= np.float32(1 / self.scale)
        self.lately = {language: weight / self.scale for language, weight in self.lately.items()}
        self.scale = 1.0


def _expected(background: Background | None) -> NDArray[np.float32]:
    """In how many reports of the stream each term is reckoned to have stood, going by the background."""
    if background is None:
        return np.zeros(0, np.float32)
    worth = ((2 ** (np.arange(256) / _STEPS) - 1) * _WORTH).astype(np.float32)
    return worth[background.levels]


def _rarity(counts: NDArray[np.float32], reports: float) -> NDArray[np.float32]:
    return np.maximum(np.float32(np.log(reports)) - np.log(counts), np.float32(0))
