"""What a publisher says under every article: learned from its last texts, and left out of the comparison."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from octavo.grouping.copies.fingerprints import Sample

# A publisher's shingles that this many of its last texts share are its boilerplate.
REPEATS = 3
MEMORY = 32
# Learned anew after so many texts at first, later after every 16.
FIRST = frozenset((4, 8))
PAUSE = 16
_NONE = np.zeros(0, np.uint32)


class Boilerplate:
    """One publisher's: its last articles, the samples of those that were no copies of others, and what these share."""

    __slots__ = ("articles", "common", "seen", "texts")

    def __init__(self) -> None:
        self.articles: deque[int] = deque(maxlen=MEMORY)
        self.texts: deque[bytes] = deque(maxlen=MEMORY)
        self.common: Sample = _NONE
        self.seen = 0

    def see(self, sample: bytes) -> Sample:
        """Remember a text; the shingles that by it were learned to be boilerplate."""
        self.texts.append(sample)
        self.seen += 1
        return self._learn() if self.seen in FIRST or self.seen % PAUSE == 0 else _NONE

    def _learn(self) -> Sample:
        shingles, counts = np.unique(np.frombuffer(b"".join(self.texts), np.uint32), return_counts=True)
        known, self.common = self.common, shingles[counts >= REPEATS]
        return missing(self.common, known)


def is_in(some: Sample, others: Sample) -> NDArray[np.bool_]:
    """Which of ``some`` are among ``others``, which are sorted."""
    if not len(others):
        return np.zeros(len(some), np.bool_)
    found: NDArray[np.bool_] = others.take(others.searchsorted(some), mode="clip") == some
    return found


def missing(some: Sample, others: Sample) -> Sample:
    """Those of ``some`` that are not among ``others``."""
    return some[~is_in(some, others)] if len(others) else some
