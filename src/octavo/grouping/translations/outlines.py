"""What a translator leaves as it is: figures, names, their order, and how long the paragraphs are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from octavo.kit.text import without_accents

if TYPE_CHECKING:
    from collections.abc import Sequence

Anchors = NDArray[np.uint16]

FIGURE = 1 << 15
MOST_ANCHORS, MOST_SPANS = 96, 48
MOST_KEYS = 24
_LONGEST = 20_000
_STEM, _SHORTEST = 5, 3
_FEWEST_PARAGRAPHS = 4
_SCALE = 65_535
_OPENS = "\n.!?:;\"“”„«»‘'(–—-"
_ANCHOR = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)|(?<!\d)\d{1,12}(?:[.,:]\d{1,12})*"
    r"|(?<!\w)[^\W\d_a-zß-öø-ÿ]\w+"
)
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[\"“”»«’')]*\s+|(?<=[。！？])")
_NO_DIGIT = re.compile(r"\D+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Outline:
    """Figures and names in their order (a figure has the highest bit), and how long each paragraph is.

    ``places`` tell where each stands, in parts of the whole; ``keys`` are those that lead to other texts.
    """

    anchors: Anchors
    places: Anchors
    spans: Anchors
    keys: Anchors
    length: int


def outline_of(title: str, text: str) -> Outline:
    """The outline of an article."""
    whole = f"{title}\n{text[:_LONGEST]}"
    anchors, places, rare = [], [], []
    for match in _ANCHOR.finditer(whole):
        found, start = match.group(), match.start()
        number = _figure(found) if found[0].isdecimal() else 0 if _opens(whole, start) else _name(found)
        if number:
            anchors.append(number)
            places.append(start * _SCALE // len(whole))
            rare.append(number & FIGURE == 0 or not _YEAR.fullmatch(found))
        if len(anchors) == MOST_ANCHORS:
            break
    return Outline(
        anchors=np.array(anchors, np.uint16),
        places=np.array(places, np.uint16),
        spans=_spans(text[:_LONGEST]),
        keys=_keys(anchors, rare),
        length=len(whole),
    )


def _keys(anchors: Sequence[int], rare: Sequence[bool]) -> Anchors:
    """Figures first, then names, of each those with the lowest numbers: so two texts choose alike."""
    telling = sorted({one for one, is_rare in zip(anchors, rare, strict=True) if is_rare})
    figures = [one for one in telling if one & FIGURE][: MOST_KEYS // 2]
    names = [one for one in telling if not one & FIGURE][: MOST_KEYS - len(figures)]
    return np.array([*figures, *names], np.uint16)


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence, where any word has a capital."""
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return not before or before[-1] in _OPENS


@lru_cache(maxsize=1 << 14)
def _figure(found: str) -> int:
    """A number that does not see how thousands are parted; 0 for a single digit, which is often a word elsewhere."""
    digits = _NO_DIGIT.sub("", found)
    return (crc32(digits.encode()) & (FIGURE - 1)) | FIGURE if len(digits) > 1 else 0


@lru_cache(maxsize=1 << 15)
def _name(found: str) -> int:
    """A number that does not see accents, case and endings; 0 for what is too short to tell."""
    plain = without_accents(found[:40]).casefold()[:_STEM]
    return (crc32(plain.encode("utf-8", "replace")) & (FIGURE - 1)) or 1 if len(plain) >= _SHORTEST else 0


def _spans(text: str) -> Anchors:
    """The lengths of paragraphs; of sentences where there are hardly any paragraphs."""
    parts = [part for part in text.split("\n") if part.strip()]
    if len(parts) < _FEWEST_PARAGRAPHS:
        parts = [part for part in _SENTENCE.split(text) if part.strip()]
    return np.array([min(len(part), _SCALE) for part in parts[:MOST_SPANS]], np.uint16)
