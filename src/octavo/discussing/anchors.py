"""Comments on a sentence: from words that a reader chose to a place in the text, and back in every copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.sentences import sentences_in
from octavo.kit.stretches import Stretch, first_place, found_again
from octavo.model.articles import BlockKind
from octavo.model.insights import Citation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.articles import Article, Block
    from octavo.model.ids import ArticleId

LONGEST_QUOTE = 1_000
MOST_SENTENCES = 400
_TOLD = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.LIVE_ENTRY, BlockKind.HEADING})


def anchor_for(article: Article, quote: str) -> Citation | None:
    """The first place in an article that says these words; white space counts for little. ``None`` where it has none.

    A selection that goes over several blocks is anchored by its first line that is in the text.
    """
    texts = [block.text for block in article.blocks]
    for line in (quote[:LONGEST_QUOTE], *quote[:LONGEST_QUOTE].splitlines()):
        found = first_place(line.strip(), texts, loosely=True)
        if found:
            return _cite(article.id, article.revision, article.blocks, found)
    return None


def sentences_to_choose(article: Article) -> tuple[Citation, ...]:
    """The sentences of an article, for choosing one to talk about."""
    found = (
        _cite(article.id, article.revision, article.blocks, Stretch(block=number, start=start, last=number, end=end))
        for number, block in enumerate(article.blocks)
        if block.kind in _TOLD
        for start, end in sentences_in(block.text)
    )
    return tuple(one for _, one in zip(range(MOST_SENTENCES), (c for c in found if c), strict=False))


def place_in(anchor: Citation, article: ArticleId, revision: int, blocks: Sequence[Block]) -> Citation | None:
    """Where the words of an anchor stand in this text, which may be a later revision or a copy of what it cites.

    The same place where it still says the words, else the place that is nearest to it; ``None`` where none does.
    """
    at = Stretch(block=anchor.block, start=anchor.start, last=anchor.block, end=anchor.end)
    found = found_again([anchor.quote], at, [block.text for block in blocks])
    return _cite(article, revision, blocks, found) if found else None


def _cite(article: ArticleId, revision: int, blocks: Sequence[Block], at: Stretch) -> Citation | None:
    quote = blocks[at.block].text[at.start : at.end]
    if not quote.strip():
        return None
    return Citation(article=article, revision=revision, block=at.block, start=at.start, end=at.end, quote=quote)
