"""Plain texts as documents, with the way back from a document's places to those in the text."""

from __future__ import annotations

import re
from datetime import datetime

from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId

_LINE = re.compile(r"[^\n]+")


def document_in(
    text: str, *, number: int = 1, title: str = "", outlet: str = "", language: str | None = None, published: str = ""
) -> tuple[Document, tuple[int, ...]]:
    """A text as a document, a paragraph a line; and where each of its blocks begins in the text (code points)."""
    lines = [match for match in _LINE.finditer(text) if match.group().strip()]
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=match.group()) for match in lines)
    at = datetime.fromisoformat(published) if published else None
    document = Document(
        article=ArticleId(number),
        revision=1,
        outlet=outlet,
        title=title,
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
        published_at=datetime.fromisoformat(f"{at.isoformat()}+00:00") if at and at.tzinfo is None else at,
    )
    return document, tuple(match.start() for match in lines)
