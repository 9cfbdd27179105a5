"""Comments on a sentence: from words that a reader chose to a place in the text, and back in every copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.sentences import sentences_in
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
    for line in (quote[:LONGEST_QUOTE], *quote[:LONGEST_QUOTE].splitlines()):
        wanted = line.strip()
        found = _find(article.blocks, wanted) if wanted else None
        if found:
            return _cite(article.id, article.revision, article.blocks, *found)
    return None


def sentences_to_choose(article: Article) -> tuple[Citation, ...]:
    """The sentences of an article, for choosing one to talk about."""
    found = (
        _cite(article.id, article.revision, article.blocks, number, start, end)
        for number, block in enumerate(article.blocks)
        if block.kind in _TOLD
        for start, end in sentences_in(block.text)
    )
    return tuple(one for _, one in zip(range(MOST_SENTENCES), (c for c in found if c), strict=False))


def place_in(anchor: Citation, article: ArticleId, revision: int, blocks: Sequence[Block]) -> Citation | None:
    """Where the words of an anchor stand in this text, which may be a later revision or a copy of what it cites.

    The same place where it still says the words, else the place that is nearest to it; ``None`` where none does.
    """
    if anchor.block < len(blocks) and blocks[anchor.block].text[anchor.start : anchor.end] == anchor.quote:
        return _cite(article, revision, blocks, anchor.block, anchor.start, anchor.end)
    order = sorted(range(len(blocks)), key=lambda number: abs(number - anchor.block))
    for number in order:
        start = blocks[number].text.find(anchor.quote)
        if start >= 0:
            return _cite(article, revision, blocks, number, start, start + len(anchor.quote))
    return None


def _find(blocks: Sequence[Block], wanted: str) -> tuple[int, int, int] | None:
    for number, block in enumerate(blocks):
        start = block.text.find(wanted)
        if start >= 0:
            return number, start, start + len(wanted)
    squeezed = " ".join(wanted.split())
    for number, block in enumerate(blocks):
        text, places = _squeezed(block.text)
        start = text.find(squeezed)
        if start >= 0:
            return number, places[start], places[start + len(squeezed) - 1] + 1
    return None


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text with every run of white space as one space, and where each of its characters came from."""
    kept = [n for n, c in enumerate(text) if not c.isspace() or (n > 0 and not text[n - 1].isspace())]
    return "".join(" " if text[n].isspace() else text[n] for n in kept), kept


def _cite(
    article: ArticleId, revision: int, blocks: Sequence[Block], block: int, start: int, end: int
) -> Citation | None:
    quote = blocks[block].text[start:end]
    if not quote.strip():
        return None
    return Citation(article=article, revision=revision, block=block, start=start, end=end, quote=quote)
