"""Quoted stretches: what stands between quotation marks, straight or curly, German, French or English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What may close a stretch that a mark opened. A German “ closes, an English one opens: what opened decides.
_CLOSERS = {
    "“": '”"',
    "”": "”",
    "„": '“”"',
    '"': '"”',
    "«": "»",
    "»": "«»",
    "‘": "’'",
    "'": "'’",
    "‚": "‘’'",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
}
_SINGLE = frozenset("‘'‚‹›’")
_DOUBLE = frozenset('“”„"«»「」『』')
_MARK = re.compile("[“”„\"«»‘’'‚‹›「」『』]")
_OPENERS = frozenset('“„"')
_DOUBLE_CLOSERS = frozenset('”“"«»」』')
# What follows a mark that closes; the end of a text does as well.
_ENDS = frozenset([*" \t\n\xa0\u202f\u2009.,;:!?)]}…—–-<", ""])
_TWICE_OPENING = re.compile(r"(?<![^\s(\[—–-])(?:''|``|‘‘)(?=[^\s'’])")
_TWICE_CLOSING = re.compile(r"(?<=[^\s'’])(?:''|’’)(?![\w'’])")
_TAG = re.compile(r"<[a-z/!][^<>]{0,400}>", re.IGNORECASE)
# How far a single mark is looked for that closes another: apostrophes look the same.
_LONGEST_SINGLE = 1_500
MOST_QUOTES = 400


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch of a block: from ``start`` to ``end`` with its marks, ``inner`` without.

    ``is_closed`` is false where the block ended first; ``goes_on`` is true where it continues the stretch before it,
    whose paragraph had left the marks open.
    """

    block: int
    start: int
    end: int
    inner_start: int
    inner_end: int
    is_double: bool = True
    is_closed: bool = True
    goes_on: bool = False


def quoted_in(texts: Sequence[str]) -> tuple[Quoted, ...]:
    """The quoted stretches of an article's blocks in order, at most ``MOST_QUOTES``, none inside another.

    Single marks count only in articles that do not quote with double ones, where they are for headlines and nested
    quotations; blocks that are given as "" hold none.
    """
    found: list[Quoted] = []
    texts = [_levelled(text) for text in texts]
    for number, text in enumerate(texts):
        if _MARK.search(text):
            found.extend(_doubles_in(number, text))
    if not any(quote.inner_end - quote.inner_start > 1 for quote in found):
        found = []
        for number, text in enumerate(texts):
            found.extend(_singles_in(number, text))
    return _continued(found[:MOST_QUOTES], texts)


def _levelled(text: str) -> str:
    """A text of equal length in which two single marks in a row are one straight double one beside a blank."""
    if "''" not in text and "’’" not in text and "``" not in text:
        return text
    return _TWICE_CLOSING.sub('" ', _TWICE_OPENING.sub(' "', text))


def _doubles_in(number: int, text: str) -> Iterable[Quoted]:
    marks = [match.start() for match in _MARK.finditer(text) if match.group() in _DOUBLE]
    tags = [match.span() for match in _TAG.finditer(text)] if "<" in text else []
    marks = [place for place in marks if not any(start < place < end for start, end in tags)] if tags else marks
    position = 0
    while position < len(marks):
        start = marks[position]
        position += 1
        if not _opens(text, start):
            continue
        end, position = _double_end(text, marks, position, start)
        yield from _stretch(number, text, start, end or len(text), is_double=True)
        if not end:
            return


def _double_end(text: str, marks: Sequence[int], position: int, start: int) -> tuple[int, int]:
    """Where what opened at a place ends, 0 if nowhere, and the next mark to look at."""
    closers = _CLOSERS.get(text[start], "”")
    while position < len(marks):
        place = marks[position]
        if _only_closes(text, place) or (text[place] in closers and not _only_opens(text, place)):
            return place + 1, position + 1
        if text[place] in _OPENERS and _only_opens(text, place):
            if not _nests(text, marks, position):
                return place, position
            position += 1
        position += 1
    return 0, position


def _nests(text: str, marks: Sequence[int], position: int) -> bool:
    """Whether the next three marks open, close and close again: a quotation within one."""
    following = marks[position + 1 : position + 3]
    return len(following) == 2 and all(_only_closes(text, place) for place in following)  # noqa: PLR2004 - a pair


def _opens(text: str, place: int) -> bool:
    """Whether a mark can open a stretch where it stands."""
    mark = text[place]
    following = text[place + 1 : place + 2]
    before = text[place - 1] if place else " "
    if mark in "«»":
        return bool(following)
    if mark == "”":
        return before.isspace() and following.isalnum()
    if mark == "“":
        return bool(following) and not _only_closes(text, place)
    return bool(following.strip()) and not (before == "=" and text[place - 2 : place - 1].isalnum())


def _only_opens(text: str, place: int) -> bool:
    """Whether a mark can open, and cannot close, where it stands."""
    before = text[place - 1] if place else " "
    following = text[place + 1 : place + 2]
    return text[place] not in "«»" and (before.isspace() or before == "(") and following.isalnum()


def _only_closes(text: str, place: int) -> bool:
    """Whether a mark can close, and cannot open, where it stands: languages differ in which of them does."""
    before = text[place - 1] if place else " "
    following = text[place + 1 : place + 2]
    return text[place] in '“”"' and not before.isspace() and before not in "([—–-:" and following in _ENDS


def _stretch(number: int, text: str, start: int, end: int, *, is_double: bool) -> Iterable[Quoted]:
    closed = end - start > 1 and text[end - 1] in _DOUBLE_CLOSERS if is_double else end <= len(text)
    inner_start, inner_end = start + 1, end - 1 if closed else end
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    if inner_start < inner_end:
        stop = end if closed else inner_end
        yield Quoted(number, start, stop, inner_start, inner_end, is_double=is_double, is_closed=closed)


def _singles_in(number: int, text: str) -> Iterable[Quoted]:
    place = 0
    while True:
        match = _SINGLE_OPENING.search(text, place)
        if match is None:
            return
        start = match.end() - 1
        end = _single_end(text, start)
        if end:
            yield from _stretch(number, text, start, end, is_double=False)
        place = end or start + 1


_SINGLE_OPENING = re.compile(r"(?:^|(?<=[\s(\[—–\-…:,;]))(?:['‘‚‹](?=[^\s,.;:!?)'’])(?!\d0s))")
_SINGLE_CLOSING = re.compile(r"(?<=\S)[’'‘›](?=$|[\s)\]—–\-…:;,.!?])")
_SURE = frozenset(",.!?…")


def _single_end(text: str, start: int) -> int:
    """Where a stretch in single marks ends, 0 if nowhere: a plural's apostrophe is no end where a surer one follows."""
    doubtful = 0
    for match in _SINGLE_CLOSING.finditer(text, start + 1, min(len(text), start + _LONGEST_SINGLE)):
        if match.group() not in _CLOSERS[text[start]]:
            continue
        before = text[match.start() - 1]
        following = text[match.end() : match.end() + 2]
        if before in _SURE or following[:1] in _SURE or following == "":
            return match.end()
        if before in "sz" and following[:1] == " " and following[1:].islower():
            doubtful = doubtful or match.end()
            continue
        return match.end()
    return doubtful


def _continued(found: Sequence[Quoted], texts: Sequence[str]) -> tuple[Quoted, ...]:
    """Marks what goes on from the paragraph before, which left its marks open; an opening mark stands there again."""
    quotes: list[Quoted] = []
    for quote in found:
        last = quotes[-1] if quotes else None
        goes_on = (
            last is not None
            and not last.is_closed
            and quote.block > last.block
            and not any(texts[number] for number in range(last.block + 1, quote.block))
            and not texts[quote.block][: quote.start].strip()
            and not texts[last.block][last.end :].strip()
        )
        if goes_on:
            quote = Quoted(  # noqa: PLW2901 - the same stretch, better known
                quote.block, quote.start, quote.end, quote.inner_start, quote.inner_end,
                quote.is_double, quote.is_closed, goes_on,
            )  # fmt: skip
        quotes.append(quote)
    return tuple(quotes)
