"""Rivers: captured pages that are nothing but a list of headlines, in the three orders that are common.

publisher, headline, age          a card of a news portal
headline, "publisher · age"       a card of a reader app; an excerpt may follow
"author / publisher:", headline   a page of technology news; "headline — excerpt" in one line
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.extracting.clipping.ages import Age, When, read_age, read_short_age, resolve
from octavo.extracting.clipping.furniture import is_furniture, opens
from octavo.extracting.clipping.parts import read_byline
from octavo.kit.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.extracting.clipping.lines import Line

_FEWEST = 2
_LONGEST_NAME, _MOST_WORDS_OF_NAME = 60, 6
_LONGEST_HEADLINE, _FEWEST_WORDS = 220, 3
_MOST_ABOVE = 4
_DIVIDER = re.compile(r"\s*[·•|/–—]\s*|\s+-\s+")
_BY = re.compile(r"\s+(?:by|von|par|por|di)\s+(?=[^\W\d_])", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…][\"'’”»)]*$")
_SIGNED = re.compile(r"(?:(?P<author>[^/:]{2,60}?)\s+/\s+)?(?P<publisher>[^/:]{2,60}):")
_MORE = re.compile(r"(?:more|see also|tweets?|discussion|mehr|plus)\s*:.*", re.IGNORECASE)
_DASH = re.compile(r"\s+[—–]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of a river: its lines, and why its time could not be told, where it could not."""

    headline: Line
    text: tuple[Line, ...]
    publisher: str | None
    byline: tuple[str, ...] = ()
    when: When | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Where an entry's parts stand: ``start`` to ``end`` holds them, what follows until the next is its text."""

    start: int
    end: int
    headline: int
    publisher: str | None
    byline: tuple[str, ...] = ()
    age: Age | None = None


def read_river(lines: Sequence[Line], captured_at: datetime | None) -> tuple[Entry, ...]:
    """The entries of a page that is a river; none where it is no such page: every one must be in the same order."""
    own = [line for line in lines if not is_furniture(line.text)]
    for marks in (_cards(own), _captions(own), _signatures(own)):
        if len(marks) >= _FEWEST and marks[0].start <= _MOST_ABOVE:
            ends = [*(mark.start for mark in marks[1:]), len(own)]
            return tuple(_entry(own, mark, end, captured_at) for mark, end in zip(marks, ends, strict=True))
    return ()


def _cards(lines: Sequence[Line]) -> list[_Mark]:
    """Publisher, headline, age: all ages of the page stand so, or it is another kind of page."""
    marks: list[_Mark] = []
    for at, line in enumerate(lines):
        age = _age(line.text)
        if age is None:
            continue
        fits = at > 1 and _is_headline(lines[at - 1].text) and _is_name(lines[at - 2].text)
        if not fits or (marks and marks[-1].end > at - 2):
            return []
        marks.append(_Mark(start=at - 2, end=at + 1, headline=at - 1, publisher=lines[at - 2].text, age=age))
    return marks


def _captions(lines: Sequence[Line]) -> list[_Mark]:
    """A headline, and below it publisher and age in one line."""
    marks: list[_Mark] = []
    for at, line in enumerate(lines):
        told = _told(line.text)
        if told is None:
            continue
        if at == 0 or not _is_headline(lines[at - 1].text) or (marks and marks[-1].end > at - 1):
            return []
        publisher, byline, age = told
        marks.append(_Mark(start=at - 1, end=at + 1, headline=at - 1, publisher=publisher, byline=byline, age=age))
    return marks


def _signatures(lines: Sequence[Line]) -> list[_Mark]:
    """Author and publisher before a colon, the headline below; at least one line names both or parts an excerpt."""
    marks: list[_Mark] = []
    is_sure = False
    for at, line in enumerate(lines[:-1]):
        signed = _SIGNED.fullmatch(line.text)
        if signed is None or not _is_name(signed["publisher"]) or opens(signed["publisher"]):
            continue
        if len(lines[at + 1].text.split()) < _FEWEST_WORDS:
            return []
        is_sure = is_sure or (signed["author"] is not None and _DASH.search(lines[at + 1].text) is not None)
        byline = (signed["author"],) if signed["author"] else ()
        marks.append(_Mark(start=at, end=at + 2, headline=at + 1, publisher=signed["publisher"], byline=byline))
    return marks if is_sure else []


def _told(text: str) -> tuple[str, tuple[str, ...], Age] | None:
    """Publisher, authors and age, where a line tells just these: "The Quay by Ada Berg / 3h"."""
    parts = [part for part in _DIVIDER.split(text) if part]
    if not 2 <= len(parts) <= 3 or len(text) > 2 * _LONGEST_NAME:  # noqa: PLR2004 - publisher, perhaps author, age
        return None
    age = _age(parts[-1])
    names: list[str] = [*_BY.split(parts[0], maxsplit=1), *parts[1:-1]]
    publisher, *author = names
    if age is None or not all(map(_is_name, (publisher, *author))):
        return None
    return publisher, tuple(author), age


def _age(text: str) -> Age | None:
    return read_age(text) or read_short_age(text)


def _is_name(text: str) -> bool:
    is_short = len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS_OF_NAME
    return is_short and any(map(str.isalpha, text)) and _age(text) is None and _SENTENCE.search(text) is None


def _is_headline(text: str) -> bool:
    """Whether a line can be a headline; scripts without spaces count by characters."""
    is_long = len(text.split()) >= _FEWEST_WORDS or (not text.isascii() and len(text) > 2 * _FEWEST_WORDS)
    is_of_page = opens(text) is not None or text.startswith(("- ", "• "))
    return is_long and len(text) <= _LONGEST_HEADLINE and not text.endswith((".", ":", ",")) and not is_of_page


def _entry(lines: Sequence[Line], mark: _Mark, end: int, captured_at: datetime | None) -> Entry:
    headline, text = lines[mark.headline], list(lines[mark.end : end])
    cut = next((at for at, line in enumerate(text) if opens(line.text) or _MORE.fullmatch(line.text)), len(text))
    byline, rest = read_byline(text[:cut])
    parts = _DASH.split(headline.text, maxsplit=1) if mark.age is None else [headline.text]
    if len(parts) > 1:
        rest = [_with(headline, parts[1]), *rest]
    when = resolve(mark.age, captured_at) if mark.age and captured_at else None
    unknown = "an age, but the time of capture is not known: say when the page was captured"
    return Entry(
        headline=_with(headline, parts[0]),
        text=tuple(rest),
        publisher=mark.publisher,
        byline=mark.byline or byline,
        when=when,
        problem=unknown if mark.age and when is None else None,
    )


def _with(line: Line, text: str) -> Line:
    return type(line)(number=line.number, text=clean_line(text), after_gap=line.after_gap)
