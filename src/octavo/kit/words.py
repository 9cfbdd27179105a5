"""What a word is, for the rooms that take texts apart: one place for what they have in common."""

from __future__ import annotations

import re

# Scripts that put no space between words, for a class of characters: Thai, Lao, Burmese, Khmer, kana, ideographs.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# The same as code points, first and last.
UNSPACED_RANGES = tuple(tuple(map(ord, one)) for one in zip(UNSPACED[::3], UNSPACED[2::3], strict=True))
LETTERS = re.compile(r"[^\W\d_]+")
# A number with its points, or a word with one apostrophe inside.
WORD_OR_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")


def word_set(*lines: str) -> frozenset[str]:
    """The words in some lines, parted by white space."""
    return frozenset(" ".join(lines).split())
