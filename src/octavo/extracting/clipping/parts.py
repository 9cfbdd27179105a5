"""Smaller parts of an article on a captured page: repeated headlines, bylines, hashtags."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.extracting.clipping.furniture import opens
from octavo.kit.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.extracting.clipping.lines import Line

_BYLINE = re.compile(r"(?i:(?:written )?(?:by|von|par|por|di)[: ])\s*(?P<names>[^\W\d_a-zß-ÿ].{2,80})")
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*(?:\s+(?:[^\W\d_][\w.'’\-]*)){1,4}")
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_TAG_LINE = re.compile(r"(?:[-–—•·*]\s*)?(?:#[\w'’&.-]+[\s,;·|]*)+")
_TAG_BULLET = re.compile(r"[-–—•·*]\s*(?P<tag>[^.!?]{1,60})")
_MORE_WORDS = 5


def drop_repeats(lines: Sequence[Line]) -> list[Line]:
    """The first line and what follows it, without repetitions of the first: as a line of its own or as a beginning."""
    headline, *rest = lines
    while rest and fold(rest[0].text) == fold(headline.text):
        rest = rest[1:]
    if rest and len(headline.text.split()) >= _MORE_WORDS:
        begin = rest[0].text[: len(headline.text)]
        after = rest[0].text[len(headline.text) :].lstrip(" .:–—|-")
        if fold(begin) == fold(headline.text) and after and not after[0].islower():
            rest = [replace(rest[0], text=after), *rest[1:]]
    return [headline, *rest]


def read_byline(lines: Sequence[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """The authors that a line of their own names above the text, and the lines without it."""
    for position, line in enumerate(lines[:2]):
        match = _BYLINE.fullmatch(line.text)
        if match:
            names = tuple(name for name in _AND.split(match["names"].strip(" .")) if _NAME.fullmatch(name))
            if names:
                return names, [*lines[:position], *lines[position + 1 :]]
    return (), list(lines)


def read_hashtags(lines: Sequence[Line], position: int) -> tuple[list[str], int]:
    """The hashtags from a position on, without their signs, and the position behind them."""
    tags: list[str] = []
    while position < len(lines) and opens(lines[position].text) is None:
        text = lines[position].text
        bullet = _TAG_BULLET.fullmatch(text)
        if _TAG_LINE.fullmatch(text):
            tags += [tag.strip(".,;") for tag in re.findall(r"#([\w'’&.-]+)", text)]
        elif bullet and not lines[position].after_gap:
            tags += [tag.strip().lstrip("#") for tag in bullet["tag"].split(",") if tag.strip()]
        else:
            break
        position += 1
    return tags, position
