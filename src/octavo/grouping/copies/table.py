"""Which of the recent texts have a shingle: a hash table in two arrays, that forgets instead of growing.

A shingle has a bucket of eight places; where all are taken the newest text takes the place of the oldest. No shingle
takes more than three: those are the first that had it, as long as they live. So looking one up costs the same whatever
was added, and the hundredth copy of a wire pushes nothing out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from octavo.grouping.copies.fingerprints import Sample

Places = NDArray[np.uint32]

WIDTH = 8
MOST_OF_ONE = 3
SMALLEST = 1 << 10
_NOBODY = 0
_SPREAD = np.uint32(0x9E3779B1)


class ShingleTable:
    """Texts are numbers from 1 on; the caller says which of them still live."""

    __slots__ = ("_shift", "_shingles", "_texts")

    def __init__(self, buckets: int = SMALLEST) -> None:
        self._shift = np.uint32(32 - (buckets.bit_length() - 1))
        self._shingles: Places = np.zeros((buckets, WIDTH), np.uint32)
        self._texts: Places = np.zeros((buckets, WIDTH), np.uint32)

    @property
    def buckets(self) -> int:
        """How many buckets there are."""
        return len(self._texts)

    @property
    def size(self) -> int:
        """Bytes taken."""
        return self._shingles.nbytes + self._texts.nbytes

    def add(self, shingles: Sample, text: int) -> int:
        """Enter a text; of its shingles that share a bucket one is kept. How many free places that took."""
        rows = self._rows(shingles)
        texts = self._texts[rows]
        alike = (self._shingles[rows] == shingles[:, np.newaxis]) & (texts != _NOBODY)
        is_rare = np.count_nonzero(alike, axis=1) < MOST_OF_ONE
        rows, places = rows[is_rare], texts.argmin(axis=1)[is_rare]
        taken = np.count_nonzero(self._texts[rows, places] == _NOBODY)
        self._shingles[rows, places] = shingles[is_rare]
        self._texts[rows, places] = text
        return int(taken)

    def remove(self, shingles: Sample, text: int) -> int:
        """Forget a text that was entered with these shingles; how many places that freed."""
        rows = self._rows(shingles)
        at, places = np.nonzero(self._texts[rows] == text)
        self._texts[rows[at], places] = _NOBODY
        return len(at)

    def find(self, shingles: Sample) -> tuple[Places, NDArray[np.intp]]:
        """The texts that were entered with any of these shingles, and with how many."""
        rows = self._rows(shingles)
        found = self._texts[rows][self._shingles[rows] == shingles[:, np.newaxis]]
        return np.unique(found[found != _NOBODY], return_counts=True)

    def _rows(self, shingles: Sample) -> NDArray[np.intp]:
        return ((shingles * _SPREAD) >> self._shift).astype(np.intp)

    def state(self) -> tuple[bytes, bytes]:
        """All of it."""
        return self._shingles.tobytes(), self._texts.tobytes()

    @classmethod
    def from_state(cls, shingles: bytes, texts: bytes) -> ShingleTable:
        """The table of that state."""
        table = cls(len(texts) // (WIDTH * 4))
        table._shingles = np.frombuffer(shingles, np.uint32).reshape(-1, WIDTH).copy()
        table._texts = np.frombuffer(texts, np.uint32).reshape(-1, WIDTH).copy()
        return table
