"""Quotes and their places: found letter for letter, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.kit.stretches import Stretch, first_place, found_again
from octavo.model.insights import Citation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.articles import Block
    from octavo.model.ids import ArticleId


def stands(citation: Citation, blocks: Sequence[Block]) -> bool:
    """Whether a citation's quote stands at its place, letter for letter, in the blocks of its revision."""
    if citation.block >= len(blocks):
        return False
    return blocks[citation.block].text[citation.start : citation.end] == citation.quote


def placed(quote: str, article: ArticleId, revision: int, blocks: Sequence[Block]) -> Citation | None:
    """A citation of a quote that came without its place: where it stands first, letter for letter."""
    at = first_place(quote, [block.text for block in blocks])
    if at is None:
        return None
    return Citation(article=article, revision=revision, block=at.block, start=at.start, end=at.end, quote=quote)


def moved(
    citation: Citation, from_blocks: Sequence[Block], to_blocks: Sequence[Block], *, revision: int | None = None
) -> Citation | None:
    """A citation carried from one revision of its article to another, when its quote still stands there.

    Of several places the one is taken whose surroundings are most like the old ones, then the nearest. ``revision`` is
    the other revision's number, unless given the next one. ``None`` where the quote is gone, or never stood.
    """
    if not stands(citation, from_blocks):
        return None
    at = Stretch(block=citation.block, start=citation.start, last=citation.block, end=citation.end)
    before, after = [block.text for block in from_blocks], [block.text for block in to_blocks]
    found = found_again([citation.quote], at, after, before=before)
    if found is None:
        return None
    newer = citation.revision + 1 if revision is None else revision
    return replace(citation, revision=newer, block=found.block, start=found.start, end=found.end)
