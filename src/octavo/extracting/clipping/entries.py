"""Where entries begin on a captured page: the lines that say who published an article, and when.

South China Morning Post        the publisher        perhaps missing
16 hours ago                    its age or date      the anchor
- Politics                      categories           any number
- South China Morning Post      the publisher again  perhaps missing
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octavo.extracting.clipping.ages import (
    When,
    day_first,
    looks_like_date,
    read_age,
    read_date,
    resolve,
)
from octavo.extracting.clipping.furniture import Section, heads_a_list, is_furniture, opens
from octavo.kit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from octavo.extracting.clipping.lines import Line

MOST_BULLETS = 6
MOST_WORDS_BEFORE_A_STOP = 4
LONGEST_NAME = 80
# A headline of the page and a repetition of it may stand above its own header, nothing more.
MOST_LINES_ABOVE = 3
_BULLET = re.compile(r"[-–—•·*]\s*(?P<words>\S.*)")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'’”»)]*$")
# Where a time may begin inside a line: at a digit, an article, an icon, a relative word.
_TIME_BEGINS = re.compile(r"(?<=\S)\s*(?=\d|an? |time|vor |il y a |hace |há |yesterday|just now|منذ )", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of an article on a captured page: lines ``start`` to ``end`` (exclusive), the time in ``time_at``.

    ``of_page`` tells the header of the article that the page is about from those of a list. ``problem`` says why the
    time could not be read, where it could not.
    """

    start: int
    end: int
    time_at: int
    publisher: str | None
    categories: tuple[str, ...]
    when: When | None
    problem: str | None
    of_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    at: int
    time: str
    glued_publisher: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dates:
    captured_at: datetime | None
    day_first: bool | None

    def read(self, words: str) -> tuple[When | None, str | None]:
        """The time that the words name, or why it cannot be told."""
        age = read_age(words)
        if age:
            if self.captured_at is None:
                return None, "an age, but the time of capture is not known: say when the page was captured"
            when = resolve(age, self.captured_at)
            return when, None if when else "an age that reaches before the beginning of the calendar"
        when = read_date(words, day_first=self.day_first, captured_at=self.captured_at)
        return when, None if when else "a date after the capture, or one that can be read in more than one way"


def find_headers(lines: Sequence[Line], captured_at: datetime | None) -> tuple[Header, ...]:
    """The headers of all entries on the page, in order."""
    dates = _Dates(captured_at=captured_at, day_first=day_first(_times(lines)))
    headers: list[Header] = []
    in_list = in_comments = False
    for position, line in enumerate(lines):
        section = opens(line.text)
        in_list = section is Section.RELATED or (in_list and section is not Section.COMMENTS)
        in_comments = section is Section.COMMENTS or (in_comments and section is not Section.RELATED)
        anchor = _anchor(lines, position)
        floor = headers[-1].end if headers else 0
        if anchor is None or position < floor:
            continue
        header = _header(lines, anchor, dates, floor)
        if _trusted(lines, header, floor=floor, in_list=in_list, in_comments=in_comments):
            headers.append(header)
    return _mark_own(lines, tuple(headers))


def _times(lines: Sequence[Line]) -> Iterator[str]:
    for position in range(len(lines)):
        anchor = _anchor(lines, position)
        if anchor:
            yield anchor.time


def _anchor(lines: Sequence[Line], position: int) -> _Anchor | None:
    text = lines[position].text
    if len(text) > LONGEST_NAME * 2:
        return None
    bullet = _BULLET.fullmatch(text)
    if bullet and looks_like_date(bullet["words"]):
        text = bullet["words"]
    if _is_time(text):
        return _Anchor(at=position, time=text, glued_publisher=None)
    return _glued(text, position, _bullets(lines, position + 1))


def _glued(text: str, position: int, bullets: tuple[str, ...]) -> _Anchor | None:
    """A publisher and a time in one line, with or without anything between them: "Yahoo27-05-2025"."""
    splits = [
        (publisher, time)
        for at in _TIME_BEGINS.finditer(text)
        if _is_time(time := text[at.start() :].strip()) and _is_name(publisher := text[: at.start()].strip(" |•·–—-\t"))
    ]
    if not splits:
        return None
    # A number that may belong to the name or to the time belongs to the time, unless the bullets know the name.
    publisher, time = next((s for s in splits if bullets and _same(s[0], bullets[-1])), splits[0])
    return _Anchor(at=position, time=time, glued_publisher=publisher)


def _is_time(words: str) -> bool:
    return len(words) <= LONGEST_NAME and (read_age(words) is not None or looks_like_date(words))


def _is_name(words: str) -> bool:
    return (
        len(words) <= LONGEST_NAME
        and not _BULLET.fullmatch(words)
        and not (_SENTENCE_END.search(words) and len(words.split()) > MOST_WORDS_BEFORE_A_STOP)
        and any(c.isalpha() for c in words)
        and opens(words) is None
        and not is_furniture(words)
        and not _is_time(words)
    )


def _header(lines: Sequence[Line], anchor: _Anchor, dates: _Dates, floor: int) -> Header:
    bullets = _bullets(lines, anchor.at + 1)
    above = lines[anchor.at - 1] if anchor.at and anchor.glued_publisher is None else None
    publisher, from_above, categories = _publisher(above, anchor.glued_publisher, bullets)
    when, problem = dates.read(anchor.time)
    end = anchor.at + 1 + len(bullets)
    return Header(
        start=_with_headline_above(lines, anchor.at - 1 if from_above else anchor.at, end, floor),
        end=end,
        time_at=anchor.at,
        publisher=publisher,
        categories=categories,
        when=when,
        problem=problem,
    )


def _bullets(lines: Sequence[Line], position: int) -> tuple[str, ...]:
    bullets: list[str] = []
    while position < len(lines) and len(bullets) < MOST_BULLETS:
        match = _BULLET.fullmatch(lines[position].text)
        if not match or len(match["words"]) > LONGEST_NAME:
            break
        bullets.append(match["words"].strip())
        position += 1
    return tuple(bullets)


def _publisher(
    above: Line | None, glued: str | None, bullets: tuple[str, ...]
) -> tuple[str | None, bool, tuple[str, ...]]:
    """The publisher, whether the line above the time is its name, and the categories."""
    last = bullets[-1] if bullets else None
    if glued:
        return glued, False, bullets[:-1] if _same(last, glued) else bullets
    if above and _same(above.text, last):
        return last, True, bullets[:-1]
    if above and _is_name(above.text) and (above.after_gap or not bullets):
        # The line above is set apart as a name is, and the bullets do not name it: they are categories.
        return above.text, True, bullets
    return last, False, bullets[:-1]


def _with_headline_above(lines: Sequence[Line], start: int, end: int, floor: int) -> int:
    """The start of a header whose headline also stands above it, once or more."""
    if end >= len(lines):
        return start
    headline = fold(lines[end].text)
    while start > floor and headline and fold(lines[start - 1].text) == headline:
        start -= 1
    return start


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold().strip(" .") == other.casefold().strip(" .")


def _trusted(lines: Sequence[Line], header: Header, *, floor: int, in_list: bool, in_comments: bool) -> bool:
    """Whether this is a header and not a sentence, a comment's time or a part of the entry before."""
    if header.start < floor:
        return False
    bulleted = header.end > header.time_at + 1 and header.publisher is not None
    if in_comments:
        return bulleted and header.time_at > 0 and _same(header.publisher, lines[header.time_at - 1].text)
    return bulleted or in_list or len(_own(lines[: header.time_at])) <= MOST_LINES_ABOVE


def _own(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if not is_furniture(line.text))


def _mark_own(lines: Sequence[Line], headers: tuple[Header, ...]) -> tuple[Header, ...]:
    """Tell the header of the page's own article: it stands at the top, and the page goes on to other sections."""
    if not headers or not _belongs_to_page(lines, headers):
        return headers
    return (replace(headers[0], of_page=True), *headers[1:])


def _belongs_to_page(lines: Sequence[Line], headers: tuple[Header, ...]) -> bool:
    first = headers[0]
    above = _own(lines[: first.start])
    if len(above) > MOST_LINES_ABOVE or any(opens(line.text) or heads_a_list(line.text) for line in above):
        return False
    end = headers[1].start if len(headers) > 1 else len(lines)
    if not above:
        return any(opens(line.text) not in (None, Section.FOOTER) for line in lines[first.end : end])
    below = _own(lines[first.end : end])
    return not below or fold(below[0].text) == fold(above[0].text) or not _is_headline(below)


def _is_headline(lines: Sequence[Line]) -> bool:
    """Whether the first of these lines reads like a headline over the next, and not like the first of a text."""
    first = lines[0].text
    return len(first) <= LONGEST_NAME * 2 and not _SENTENCE_END.search(first) and len(lines) > 1
