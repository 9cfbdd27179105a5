"""What a publisher says under every article: learned from its last texts, and left out of the comparison."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from octavo.grouping.copies.fingerprints import Sample

# A publisher's shingles that this many of its last texts share are its boilerplate.
REPEATS = 3
MEMORY = 32
# Learned anew after this many texts.
PAUSE = 4
_NONE = np.zeros(0, np.uint32)


class Boilerplate:
    """One publisher's: its last articles, the samples of those that were no copies of others, and what these share."""

    __slots__ = ("articles", "common", "seen", "texts")

    def __init__(self) -> None:
        self.articles: deque[int] = deque(maxlen=MEMORY)
        self.texts: deque[bytes] = deque(maxlen=MEMORY)
        self.common: Sample = _NONE
        self.seen = 0

    def see(self, sample: bytes) -> bool:
        """Remember a text; whether something was learned by it."""
        self.texts.append(sample)
        self.seen += 1
        return self.seen % PAUSE == 0 and self._learn()

    def _learn(self) -> bool:
        shingles, counts = np.unique(np.frombuffer(b"".join(self.texts), np.uint32), return_counts=True)
        common = shingles[counts >= REPEATS]
        changed = not np.array_equal(common, self.common)
        self.common = common
        return changed

    def without(self, shingles: Sample) -> Sample:
        """Those of the shingles that are not boilerplate."""
        return missing(shingles, self.common)


def is_in(some: Sample, others: Sample) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of ``some`` are among ``others``, which are sorted."""
    if not len(others):
        return np.zeros(len(some), np.bool_)
    return others.take(np.searchsorted(others, some), mode="clip") == some


def missing(some: Sample, others: Sample) -> Sample:
    """Those of ``some`` that are not among ``others``."""
    return some[~is_in(some, others)] if len(others) else some
