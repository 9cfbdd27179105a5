"""Paragraphs as documents, and what is said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from octavo.explaining import statements_in
from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.statements import Statement


@pytest.fixture
def document() -> Callable[..., Document]:
    def make(*paragraphs: str, language: str = "en", article: int = 1) -> Document:
        blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs)
        return Document(
            article=ArticleId(article),
            revision=1,
            outlet="x",
            title="",
            blocks=blocks,
            sentences=sentences_of(blocks),
            language=language,
        )

    return make


@pytest.fixture
def said(document: Callable[..., Document]) -> Callable[..., tuple[Statement, ...]]:
    def find(*paragraphs: str, language: str = "en", article: int = 1) -> tuple[Statement, ...]:
        return statements_in(document(*paragraphs, language=language, article=article))

    return find
