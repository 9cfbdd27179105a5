"""What is kept of a text to know its copies by: a sample of its word shingles, and its title.

A shingle is a run of a few words (Broder, 1997). Of a long text those are kept whose number is 0 modulo 4, of a short
one all: the sample does not depend on where in the text a passage stands, so that the share of one sample that is in
another estimates the share of the texts (Schleimer, Wilkerson and Aiken, 2003, §2). The highest bit of a shingle's
number tells whether a figure is in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from octavo.grouping.copies.words import MOST_CHARACTERS, Hashes, Words, mixed, words_of

if TYPE_CHECKING:
    from octavo.grouping.copies.values import CopyText

Sample = NDArray[np.uint32]

SHINGLE = 4
IDEOGRAPH_SHINGLE = 9
# A text with no more shingles than this keeps them all.
SHORT = 160
MODULUS = 4
FIGURE = np.uint32(1 << 31)
# A short text has this share of its title's longer words, or is not about it.
GROUNDED = 0.3
_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 300
_LONG_WORD = 4
_STEM = 5
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93] * 3, np.uint64) + (
    np.arange(12, dtype=np.uint64) * np.uint64(2)
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A text's sample (sorted, without repeats) and title words, as bytes: they weigh little and last."""

    length: int
    """How many shingles the text has."""
    sample: bytes
    title: bytes
    digest: int
    """The same for texts that are word for word the same."""
    is_grounded: bool
    """Whether a short text is about what its title says. One that is not is a notice that stands for the article."""

    @property
    def is_short(self) -> bool:
        """Whether the sample is the whole."""
        return self.length <= SHORT

    @property
    def size(self) -> int:
        """How many shingles the sample has."""
        return len(self.sample) // 4

    def shingles(self) -> Sample:
        """The sample."""
        return np.frombuffer(self.sample, np.uint32)

    def thinned(self) -> Sample:
        """The sample as it would be of a long text."""
        return sampled(self.shingles()) if self.is_short else self.shingles()


def fingerprint_of(text: CopyText) -> Fingerprint:
    """The fingerprint of one article."""
    words = words_of(text.text)
    shingles = _shingles(words)
    stems = _stems(text.title)
    kept = shingles if len(shingles) <= SHORT else sampled(shingles)
    return Fingerprint(
        length=len(shingles),
        sample=np.unique(kept).tobytes(),
        title=_numbers(stems),
        digest=_digest(words.hashes),
        is_grounded=len(shingles) > SHORT or _is_grounded(stems, text.text),
    )


def mentions(text: str, title: bytes) -> bool:
    """Whether half of a title's longer words are in the text."""
    wanted = frozenset(np.frombuffer(title, np.uint16).tolist())
    stems = frozenset(word[:_STEM] for word in _WORD.findall(text[:MOST_CHARACTERS].casefold()))
    return 2 * len(wanted & frozenset(map(_number, stems))) >= max(1, len(wanted))


def sampled(shingles: Sample) -> Sample:
    """Those of the shingles that are in the sample of a long text."""
    kept: Sample = shingles[shingles % np.uint32(MODULUS) == 0]
    return kept


def _shingles(words: Words) -> Sample:
    size = IDEOGRAPH_SHINGLE if 2 * np.count_nonzero(words.is_ideograph) > len(words) else SHINGLE
    count = len(words) - size + 1
    if count < 1:
        return np.zeros(0, np.uint32)
    rows = words.hashes[:count] * _ODD[0]
    has_figure = words.is_figure[:count].copy()
    for i in range(1, size):
        rows += words.hashes[i : i + count] * _ODD[i]
        has_figure |= words.is_figure[i : i + count]
    shingles: Sample = (mixed(rows) >> np.uint64(33)).astype(np.uint32) | (has_figure * FIGURE)
    return shingles


def _stems(title: str) -> frozenset[str]:
    """How the longer words of a title begin; of a title that is hardly in words all pairs of characters."""
    words = _WORD.findall(title[:_LONGEST_TITLE].casefold())
    stems = frozenset(word[:_STEM] for word in words if len(word) >= _LONG_WORD)
    if len(words) > 1:
        return stems
    return frozenset(word[n : n + 2] for word in words for n in range(len(word) - 1))


def _is_grounded(stems: frozenset[str], text: str) -> bool:
    lowered = text.casefold()
    return GROUNDED * len(stems) <= sum(stem in lowered for stem in stems)


def _numbers(stems: frozenset[str]) -> bytes:
    """The stems in 16 bits each, in order."""
    return np.array(sorted(set(map(_number, stems))), np.uint16).tobytes()


def _number(stem: str) -> int:
    return crc32(stem.encode("utf-8", "surrogatepass")) & 0xFFFF


def _digest(hashes: Hashes) -> int:
    places = np.arange(1, len(hashes) + 1, dtype=np.uint64)
    return int(np.bitwise_xor.reduce(mixed(hashes + mixed(places)), initial=0))
