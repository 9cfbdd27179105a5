"""The words of an article in one row, each with its place, the quotation and the sentence it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.documents import Document
    from octavo.explaining.statements.marks import Quoted

_WORD = re.compile(r"(?:[A-Z]\.){2,5}-\w+|\w+(?:[’'\-]\w+)*|[^\w\s]")
MOST_WORDS = 40_000
NOWHERE = -1


@dataclass(slots=True)
class Words:
    """Columns of equal length, an entry a word or mark of punctuation, in the order of the text.

    ``quote`` is the number of the quoted stretch that a word stands in, ``NOWHERE`` outside; ``frame`` the number of
    the sentence, where one that begins inside a quotation counts as part of the one before.
    """

    block: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    frame: list[int] = field(default_factory=list)
    # For each quoted stretch the first word in it (its opening mark) and the first after it.
    first_of: list[int] = field(default_factory=list)
    after_of: list[int] = field(default_factory=list)
    frames: list[tuple[int, int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)


def words_in(document: Document, quotes: Sequence[Quoted]) -> Words:
    """The words of the sentences of a document, at most ``MOST_WORDS``."""
    words = Words()
    words.frames = _frames(document, quotes)
    words.first_of = [NOWHERE] * len(quotes)
    words.after_of = [NOWHERE] * len(quotes)
    inside = 0
    for number, (block, begin, stop) in enumerate(words.frames):
        if len(words) > MOST_WORDS:
            break
        while inside < len(quotes) and (quotes[inside].block, quotes[inside].end) <= (block, begin):
            inside += 1
        inside = _add(words, document.blocks[block].text, number, quotes, inside, (block, begin, stop))
    for number, place in enumerate(words.after_of):
        if place == NOWHERE:
            words.after_of[number] = len(words)
    return words


def _add(
    words: Words, text: str, number: int, quotes: Sequence[Quoted], inside: int, frame: tuple[int, int, int]
) -> int:
    """Adds the words of a frame; returns the first quotation that may go on after it."""
    block, begin, stop = frame
    known = len(words)
    spans = [match.span() for match in _WORD.finditer(text, begin, stop)]
    count = len(spans)
    found = [text[first:after] for first, after in spans]
    low = [word.lower() for word in found]
    words.start.extend([first for first, _ in spans])
    words.end.extend([after for _, after in spans])
    words.text.extend(found)
    words.low.extend([word.replace("’", "'") for word in low] if "’" in text else low)
    words.block.extend([block] * count)
    words.frame.extend([number] * count)
    words.quote.extend([NOWHERE] * count)
    for place in range(known, known + count) if inside < len(quotes) and quotes[inside].block == block else ():
        start = words.start[place]
        while inside < len(quotes) and quotes[inside].block == block and quotes[inside].end <= start:
            words.after_of[inside] = place
            inside += 1
        if inside < len(quotes) and quotes[inside].block == block and quotes[inside].start <= start:
            words.quote[place] = inside
            if words.first_of[inside] == NOWHERE:
                words.first_of[inside] = place
    while inside < len(quotes) and quotes[inside].block == block and quotes[inside].end <= stop:
        words.after_of[inside] = len(words)
        inside += 1
    return inside


def _frames(document: Document, quotes: Sequence[Quoted]) -> list[tuple[int, int, int]]:
    """The sentences of a document as (block, start, end), joined where one begins inside a quotation."""
    by_block: dict[int, list[Quoted]] = {}
    for quote in quotes:
        by_block.setdefault(quote.block, []).append(quote)
    frames: list[tuple[int, int, int]] = []
    for sentence in document.sentences:
        inside = by_block.get(sentence.block)
        if inside and frames and frames[-1][0] == sentence.block:
            place = bisect_right(inside, sentence.start - 1, key=lambda quote: quote.start) - 1
            if place >= 0 and inside[place].start < sentence.start < inside[place].end:
                frames[-1] = (sentence.block, frames[-1][1], sentence.end)
                continue
        frames.append((sentence.block, sentence.start, sentence.end))
    return frames
