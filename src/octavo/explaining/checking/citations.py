"""Quotes and their places: found letter for letter, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.insights import Citation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.articles import Block
    from octavo.model.ids import ArticleId

_AROUND = 40


def stands(citation: Citation, blocks: Sequence[Block]) -> bool:
    """Whether a citation's quote stands at its place, letter for letter, in the blocks of its revision."""
    if citation.block >= len(blocks):
        return False
    return blocks[citation.block].text[citation.start : citation.end] == citation.quote


def placed(quote: str, article: ArticleId, revision: int, blocks: Sequence[Block]) -> Citation | None:
    """A citation of a quote that came without its place: where it stands first, letter for letter."""
    for number, block in enumerate(blocks):
        start = block.text.find(quote) if quote else -1
        if start >= 0:
            return Citation(
                article=article, revision=revision, block=number, start=start, end=start + len(quote), quote=quote
            )
    return None


def moved(
    citation: Citation, from_blocks: Sequence[Block], to_blocks: Sequence[Block], *, revision: int | None = None
) -> Citation | None:
    """A citation carried from one revision of its article to another, when its quote still stands there.

    Of several places the one is taken whose surroundings are most like the old ones, then the nearest. ``revision`` is
    the other revision's number, unless given the next one. ``None`` where the quote is gone, or never stood.
    """
    if not stands(citation, from_blocks):
        return None
    old = from_blocks[citation.block].text
    found = [
        (
            -_alike(old, citation.start, block.text, start, len(citation.quote)),
            abs(number - citation.block),
            number,
            start,
        )
        for number, block in enumerate(to_blocks)
        for start in _places(citation.quote, block.text)
    ]
    if not found:
        return None
    _, _, number, start = min(found)
    newer = citation.revision + 1 if revision is None else revision
    return replace(citation, revision=newer, block=number, start=start, end=start + len(citation.quote))


_MOST_PLACES = 50


def _places(quote: str, text: str) -> list[int]:
    places: list[int] = []
    start = text.find(quote)
    while start >= 0 and len(places) < _MOST_PLACES:
        places.append(start)
        start = text.find(quote, start + 1)
    return places


def _alike(old: str, old_start: int, new: str, new_start: int, length: int) -> int:
    """How many characters before and behind two places are the same, without a break."""
    before = _common(
        old[max(0, old_start - _AROUND) : old_start][::-1], new[max(0, new_start - _AROUND) : new_start][::-1]
    )
    old_end, new_end = old_start + length, new_start + length
    return before + _common(old[old_end : old_end + _AROUND], new[new_end : new_end + _AROUND])


def _common(one: str, other: str) -> int:
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))
