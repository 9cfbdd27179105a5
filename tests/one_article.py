"""An article of nothing but paragraphs, for tests of what is found in words."""

from __future__ import annotations

from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId


def article_of(*paragraphs: str, language: str | None = "en") -> Document:
    """The first revision of article 1, of these paragraphs."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs)
    return Document(
        article=ArticleId(1),
        revision=1,
        outlet="x",
        title="",
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
    )
