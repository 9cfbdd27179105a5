"""A text as a row of numbers, one for each word, equal for words that differ in looks alone.

Letters are compared case folded and in their compatibility form, apostrophes and invisible characters do not count,
and neither does the grouping of figures: 1,212 and 1.212 and 1 212 (with a space that does not break) are one word.
Scripts that write no spaces count each character for a word. The numbers are the same on every machine and in every
process, so they can be kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_Codes = NDArray[np.uint32]
_Classes = NDArray[np.uint8]

# What is longer is a book; its copies are known by its beginning.
MOST_CHARACTERS = 200_000

_GAP, _LETTER, _DIGIT, _IDEOGRAPH, _NOTHING, _POINT = range(6)
_LAST = 0x20000
_APOSTROPHES = "'’ʼ`´"
_NARROW = "\u00a0\u2009\u202f"
_GROUPED = re.compile(f"(?<=[0-9])[{_NARROW}](?=[0-9])")
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)
# Odd constants of no meaning; kept snapshots depend on them.
_BASE = 0x9E3779B97F4A7C15
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_LONGEST_WORD = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text in order: their numbers, and of each whether it is a figure or a character by itself."""

    hashes: Hashes
    is_figure: NDArray[np.bool_]
    is_ideograph: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.hashes)


def words_of(text: str) -> Words:
    """The words of ``text``; any string will do, lone surrogates and control characters too."""
    codes = np.frombuffer(_plain(text[:MOST_CHARACTERS]).encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _classes().take(codes, mode="clip")
    codes, classes = _without_points(codes, classes)
    first = _starts(classes)
    kinds = classes[first]
    return Words(
        hashes=_hashes(codes, classes, first),
        is_figure=kinds == _DIGIT,
        is_ideograph=kinds == _IDEOGRAPH,
    )


def mixed(values: Hashes) -> Hashes:
    """Every bit of each number spread over all bits."""
    values = (values ^ (values >> np.uint64(32))) * _SPREAD
    return values ^ (values >> np.uint64(29))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    if any(space in text for space in _NARROW):
        text = _GROUPED.sub("", text)
    return unicodedata.normalize("NFKC", text).casefold()


def _without_points(codes: _Codes, classes: _Classes) -> tuple[_Codes, _Classes]:
    """Without what does not count; a point or comma between two digits does not, elsewhere it parts words."""
    points = np.flatnonzero(classes == _POINT)
    if len(points):
        is_digit = np.zeros(len(classes) + 2, np.bool_)
        is_digit[1:-1] = classes == _DIGIT
        classes[points] = np.where(is_digit[points] & is_digit[points + 2], _NOTHING, _GAP)
    counts = classes != _NOTHING
    return codes[counts], classes[counts]


def _starts(classes: _Classes) -> NDArray[np.intp]:
    """Where words begin: at a letter or digit after anything else, and at each ideograph."""
    is_letter = (classes == _LETTER) | (classes == _DIGIT)
    begins = is_letter.copy()
    begins[1:] &= ~is_letter[:-1]
    return np.flatnonzero(begins | (classes == _IDEOGRAPH))


def _hashes(codes: _Codes, classes: _Classes, first: NDArray[np.intp]) -> Hashes:
    """A polynomial in each word's code points, modulo 2⁶⁴; of a word of more than 64 the rest counts without order."""
    if not len(first):
        return np.zeros(0, np.uint64)
    begin = int(first[0])
    place = np.arange(begin, len(codes)) - np.repeat(first, np.diff(first, append=len(codes)))
    letters = np.where(classes[begin:] == _GAP, 0, codes[begin:]).astype(np.uint64)
    return mixed(np.add.reduceat(letters * _powers().take(place, mode="clip"), first - begin))


@cache
def _powers() -> Hashes:
    return np.array([pow(_BASE, i, 1 << 64) for i in range(1, _LONGEST_WORD + 2)], np.uint64)


@cache
def _classes() -> _Classes:
    """What each code point is; those beyond the second plane are ideographs."""
    table = np.array([_class(chr(code)) for code in range(_LAST)] + [_IDEOGRAPH], np.uint8)
    for first, last in _UNSPACED:
        span = table[first : last + 1]
        span[span == _LETTER] = _IDEOGRAPH
    return table


def _class(character: str) -> int:
    if character in _APOSTROPHES:
        return _NOTHING
    if character in ".,":
        return _POINT
    category = unicodedata.category(character)
    if category[0] in "LM":
        return _LETTER
    if category[0] == "N":
        return _DIGIT
    return _NOTHING if category in {"Cf", "Cc"} and not character.isspace() else _GAP
