"""Lines that a publisher prints again and again, learned as its articles come in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

_BUCKETS = 1 << 20
_SEEN = 2
_MOST = 254
_AGE = 50_000
_LONGEST, _MOST_LINES = 400, 400
_LEAST_KEPT = 0.2


class Boilerplate:
    """How often each publisher printed each line, in a table of fixed size that forgets by halves."""

    __slots__ = ("articles", "counts")

    def __init__(self) -> None:
        self.counts = np.zeros(_BUCKETS, np.uint8)
        self.articles = 0

    def without(self, text: str, publisher: str) -> str:
        """The text without lines that this publisher printed before; all of it where little else would be left."""
        lines = _lines(text)
        counts = self.counts
        kept = [line for line, number in zip(lines, _numbers(lines, publisher), strict=True) if counts[number] < _SEEN]
        total = sum(map(len, lines))
        return "\n".join(kept if sum(map(len, kept)) >= _LEAST_KEPT * total else lines)

    def learn(self, text: str, publisher: str) -> None:
        """Count the lines of a new article, each once."""
        numbers = np.array(sorted(set(_numbers(_lines(text), publisher))), np.intp)
        self.counts[numbers] = np.minimum(self.counts[numbers], _MOST) + 1
        self.articles += 1
        if self.articles % _AGE == 0:
            self.counts >>= 1


def _lines(text: str) -> list[str]:
    return [line for part in text.split("\n")[:_MOST_LINES] if (line := part.strip())]


def _numbers(lines: Sequence[str], publisher: str) -> list[int]:
    start = crc32(f"{publisher}\0".encode("utf-8", "replace"))
    return [crc32(line[:_LONGEST].encode("utf-8", "replace"), start) & (_BUCKETS - 1) for line in lines]
