"""Smaller parts of an article on a captured page: repeated headlines, bylines, hashtags."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octavo.extracting.clipping.ages import Age, read_age, read_short_age
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
_STORY_BY = re.compile(
    r"(?:story|article|opinion|analysis|text|artikel|geschichte|article\s+de|historia)\s+(?:by|von|par|por|de)\s+"
    r"(?P<names>[^\W\d_].{2,80}?)(?:\s*[•·|]\s*(?P<age>.{2,30}))?",
    re.IGNORECASE,
)
_LATEST_STORY_LINE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """What a portal writes above an article of one of its publishers: who wrote it, how long ago, and for whom."""

    publisher: str | None
    byline: tuple[str, ...]
    age: Age | None


def read_storyline(lines: Sequence[Line]) -> tuple[Storyline | None, list[Line]]:
    """The line "Story by Ada Berg • 3h" near the top, with the publisher over the headline, and the other lines."""
    for at, line in enumerate(lines[:_LATEST_STORY_LINE]):
        match = _STORY_BY.fullmatch(line.text)
        age = (read_age(match["age"]) or read_short_age(match["age"])) if match and match["age"] else None
        if match is None or (match["age"] and age is None):
            continue
        names = tuple(name for name in _AND.split(match["names"]) if _NAME.fullmatch(name))
        above = lines[:at]
        publisher = above[0].text if len(above) > 1 and len(above[0].text.split()) < _MORE_WORDS else None
        rest = [*above[1 if publisher else 0 :], *lines[at + 1 :]]
        return Storyline(publisher=publisher, byline=names, age=age), rest
    return None, list(lines)


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
