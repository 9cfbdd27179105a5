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
# The last column is empty: rows of sixteen bytes are read fastest.
_STREAM, _RECENTLY, _EXPECTED, _COLUMNS = 0, 1, 2, 4


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
    """In how many reports of the stream each term stood: in all that are remembered, and lately.

    What is known of a term stands side by side in one table, for most of the time goes into reaching for it.
    """

    __slots__ = ("_background", "_table", "lately", "reports", "scale")

    def __init__(self, background: Background | None) -> None:
        self._background = background
        self._table = np.zeros((BUCKETS, _COLUMNS), np.float32)
        if background is not None:
            self._table[:, _EXPECTED] = _expected(background)
        self.scale = 1.0
        self.reports: dict[str, float] = {}
        self.lately: dict[str, float] = {}

    @property
    def stream(self) -> NDArray[np.float32]:
        """In how many reports each term stood."""
        return self._table[:, _STREAM]

    @property
    def recent(self) -> NDArray[np.float32]:
        """In how many lately, times ``scale``."""
        return self._table[:, _RECENTLY]

    def restore(self, stream: NDArray[np.float32], recent: NDArray[np.float32]) -> None:
        """Take over what was counted before."""
        self._table[:, _STREAM], self._table[:, _RECENTLY] = stream, recent

    def add(self, present: NDArray[np.uint32], language: str) -> None:
        """Count a report's terms. What is recent grows in weight instead of the rest's being made smaller."""
        self.scale *= _GROWTH
        self._table[present] += np.array((1, self.scale, 0, 0), np.float32)
        self.reports[language] = self.reports.get(language, 0) + 1
        self.lately[language] = self.lately.get(language, 0) + self.scale
        if self.scale > _LARGEST:
            self._rescale()
        if sum(self.reports.values()) > _FORGETS:
            self._table[:, _STREAM] *= np.float32(0.5)
            self.reports = {language: count / 2 for language, count in self.reports.items()}

    def rarity(self, numbers: NDArray[np.uint32], language: str) -> NDArray[np.float32]:
        """The logarithm of how few reports of a language have each term."""
        return _logarithm(*self._counted(self._table.take(numbers, axis=0), language))

    def rarities(self, numbers: NDArray[np.uint32], language: str) -> NDArray[np.float32]:
        """The same, and the same among recent reports alone, one after the other along a new first axis.

        The latter is low for what everyone writes about these days.
        """
        known = self._table.take(numbers, axis=0)
        counts = np.empty((2, *numbers.shape), np.float32)
        counts[0], reports = self._counted(known, language)
        np.multiply(known[..., _RECENTLY], np.float32(1 / self.scale), out=counts[1])
        lately = self.lately.get(language, 0.0) / self.scale + 1
        return _logarithm(counts, np.array((reports, lately))[:, np.newaxis, np.newaxis])

    def _counted(self, known: NDArray[np.float32], language: str) -> tuple[NDArray[np.float32], float]:
        """In how many reports terms stood, of how many, as far as is known; both with the background."""
        counts, reports = known[..., _STREAM], self.reports.get(language, 0.0)
        background = self._background
        if background is not None and background.language == language:
            return counts + known[..., _EXPECTED], reports + background.reports * _WORTH
        return counts, reports

    def _rescale(self) -> None:
        self._table[:, _RECENTLY] *= np.float32(1 / self.scale)
        self.lately = {language: weight / self.scale for language, weight in self.lately.items()}
        self.scale = 1.0


def _expected(background: Background) -> NDArray[np.float32]:
    """In how many reports of the stream each term is reckoned to have stood, going by the background."""
    worth = ((2 ** (np.arange(256) / _STEPS) - 1) * _WORTH).astype(np.float32)
    return worth[background.levels]


def _logarithm(counts: NDArray[np.float32], reports: float | NDArray[np.float64]) -> NDArray[np.float32]:
    rarity: NDArray[np.float32] = counts + np.float32(0.5)
    np.log(rarity, out=rarity)
    np.subtract(np.log(reports + 1).astype(np.float32), rarity, out=rarity)
    np.maximum(rarity, np.float32(0), out=rarity)
    return rarity
