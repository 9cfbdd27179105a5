"""Which of the recent texts have a shingle: a hash table in two arrays, that forgets the oldest instead of growing long.

A shingle has a bucket of eight places, filled in turn. A shingle that everybody has keeps its newest eight texts, so
looking one up costs the same whatever was added before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from octavo.grouping.copies.fingerprints import Sample

Places = NDArray[np.uint32]

WIDTH = 8
SMALLEST = 1 << 10
_NOBODY = 0
_SPREAD = np.uint32(0x9E3779B1)


class ShingleTable:
    """Texts are numbers from 1 on; the caller says which of them still live."""

    __slots__ = ("_next", "_shift", "_shingles", "_texts")

    def __init__(self, buckets: int = SMALLEST) -> None:
        self._shift = np.uint32(32 - (buckets.bit_length() - 1))
        self._shingles: Places = np.zeros((buckets, WIDTH), np.uint32)
        self._texts: Places = np.zeros((buckets, WIDTH), np.uint32)
        self._next = np.zeros(buckets, np.uint8)

    @property
    def buckets(self) -> int:
        """How many buckets there are."""
        return len(self._next)

    @property
    def size(self) -> int:
        """Bytes taken."""
        return self._shingles.nbytes + self._texts.nbytes + self._next.nbytes

    def add(self, shingles: Sample, text: int) -> None:
        """Enter a text. Of its shingles that fall into one bucket the last is kept."""
        rows = self._rows(shingles)
        places = self._next[rows] % WIDTH
        self._shingles[rows, places] = shingles
        self._texts[rows, places] = text
        self._next[rows] = (places + 1) % WIDTH

    def find(self, shingles: Sample) -> tuple[Places, NDArray[np.intp]]:
        """The texts that were entered with any of these shingles, and with how many."""
        rows = self._rows(shingles)
        found = self._texts[rows][self._shingles[rows] == shingles[:, np.newaxis]]
        return np.unique(found[found != _NOBODY], return_counts=True)

    def _rows(self, shingles: Sample) -> NDArray[np.intp]:
        return ((shingles * _SPREAD) >> self._shift).astype(np.intp)

    def state(self) -> tuple[bytes, bytes, bytes]:
        """All of it."""
        return self._shingles.tobytes(), self._texts.tobytes(), self._next.tobytes()

    @classmethod
    def from_state(cls, shingles: bytes, texts: bytes, following: bytes) -> ShingleTable:
        """The table of that state."""
        table = cls(len(following))
        table._shingles = np.frombuffer(shingles, "<u4").reshape(-1, WIDTH).astype(np.uint32)
        table._texts = np.frombuffer(texts, "<u4").reshape(-1, WIDTH).astype(np.uint32)
        table._next = np.frombuffer(following, np.uint8).copy()
        return table
