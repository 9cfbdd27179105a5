"""Stretches of a text of several blocks: what they say, and where it stands again after the text was edited.

A stretch goes from a place in one block to a place in the same or a later one. Its words are one string for each block
that it covers, letter for letter. This is the one way in which citations, comments on a sentence and notes find their
words again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# So many characters before and behind a place tell it from others that say the same.
AROUND = 40
MOST_PLACES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From ``start`` in ``block`` to ``end`` in ``last``, the same block or a later one; code points, from 0."""

    block: int
    start: int
    last: int
    end: int

    def __post_init__(self) -> None:
        if min(self.block, self.start, self.end) < 0 or (self.last, self.end) < (self.block, self.start):
            raise ValueError(f"no stretch of a text: {self}")

    def part(self, block: int, length: int) -> tuple[int, int]:
        """Where it begins and ends in one of the blocks that it covers, which is so long."""
        return self.start if block == self.block else 0, min(self.end, length) if block == self.last else length


def words_at(stretch: Stretch, texts: Sequence[str]) -> tuple[str, ...] | None:
    """What stands there, a string for each block; ``None`` where it goes beyond the text."""
    if stretch.last >= len(texts) or stretch.end > len(texts[stretch.last]):
        return None
    if stretch.start > len(texts[stretch.block]):
        return None
    numbers = range(stretch.block, stretch.last + 1)
    return tuple(texts[number][slice(*stretch.part(number, len(texts[number])))] for number in numbers)


def first_place(wanted: str, texts: Sequence[str], *, loosely: bool = False) -> Stretch | None:
    """Where a text says these words first, within one block; ``loosely``: white space counts for little."""
    if not wanted:
        return None
    for number, text in enumerate(texts):
        start = text.find(wanted)
        if start >= 0:
            return Stretch(block=number, start=start, last=number, end=start + len(wanted))
    return _loosely(wanted, texts) if loosely else None


def found_again(
    words: Sequence[str], at: Stretch, texts: Sequence[str], *, before: Sequence[str] = ()
) -> Stretch | None:
    """Where words that stood ``at`` a stretch of the text ``before`` stand in ``texts``; ``None`` where they do not.

    Of several places the one is taken whose surroundings are most like the old ones, as far as the text before is
    given; then the one in the nearest block, and the nearest there.
    """
    ranked = (
        (-_alike(words, at, before, place, texts), abs(place.block - at.block), abs(place.start - at.start), number)
        for number, place in enumerate(_places(words, texts))
    )
    best = min(ranked, default=None)
    if best is None:
        return None
    return next(place for number, place in enumerate(_places(words, texts)) if number == best[-1])


def _places(words: Sequence[str], texts: Sequence[str]) -> Iterator[Stretch]:
    """Each place that says exactly these words, at most so many in a block."""
    if not words or not words[0]:
        return
    first, *inner = words
    if not inner:
        for number, text in enumerate(texts):
            yield from (
                Stretch(block=number, start=start, last=number, end=start + len(first)) for start in _in(text, first)
            )
        return
    *middle, last = inner
    for number in range(len(texts) - len(inner)):
        end = number + len(inner)
        is_there = texts[number].endswith(first) and texts[end].startswith(last)
        if is_there and list(texts[number + 1 : end]) == middle:
            yield Stretch(block=number, start=len(texts[number]) - len(first), last=end, end=len(last))


def _in(text: str, wanted: str) -> Iterator[int]:
    start, count = text.find(wanted), 0
    while start >= 0 and count < MOST_PLACES:
        yield start
        start, count = text.find(wanted, start + 1), count + 1


def _alike(words: Sequence[str], at: Stretch, before: Sequence[str], place: Stretch, texts: Sequence[str]) -> int:
    """How many characters before and behind two places are the same, without a break."""
    if words_at(at, before) != tuple(words):
        return 0
    ahead = _common(_ahead(before[at.block], at.start), _ahead(texts[place.block], place.start))
    return ahead + _common(before[at.last][at.end : at.end + AROUND], texts[place.last][place.end : place.end + AROUND])


def _ahead(text: str, start: int) -> str:
    return text[max(0, start - AROUND) : start][::-1]


def _common(one: str, other: str) -> int:
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))


def _loosely(wanted: str, texts: Sequence[str]) -> Stretch | None:
    squeezed = " ".join(wanted.split())
    for number, text in enumerate(texts):
        found, places = _squeezed(text)
        start = found.find(squeezed) if squeezed else -1
        if start >= 0:
            end = places[start + len(squeezed) - 1] + 1
            return Stretch(block=number, start=places[start], last=number, end=end)
    return None


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with every run of white space as one space, and where each of its characters came from."""
    kept = [n for n, c in enumerate(text) if not c.isspace() or (n > 0 and not text[n - 1].isspace())]
    return "".join(" " if text[n].isspace() else text[n] for n in kept), kept
