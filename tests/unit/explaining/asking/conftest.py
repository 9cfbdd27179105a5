from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

import pytest

from octavo.explaining import passages_of
from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId

if TYPE_CHECKING:
    from octavo.model.answers import Passage

TODAY = date(2026, 11, 21)


class Papers(Protocol):
    """Passages of articles in a few words: outlet, title and paragraphs of each."""

    def __call__(self, *articles: tuple[str, str, str]) -> tuple[Passage, ...]: ...


def document(text: str, *, number: int = 1, outlet: str = "The Courier", title: str = "", day: int = 20) -> Document:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in text.split("\n") if line.strip())
    return Document(
        article=ArticleId(number),
        revision=1,
        outlet=outlet,
        title=title,
        blocks=blocks,
        sentences=sentences_of(blocks),
        language="en",
        published_at=datetime(2026, 11, day, tzinfo=UTC),
    )


@pytest.fixture
def papers() -> Papers:
    def made(*articles: tuple[str, str, str]) -> tuple[Passage, ...]:
        return tuple(
            passage
            for number, (outlet, title, text) in enumerate(articles, start=1)
            for passage in passages_of(document(text, number=number, outlet=outlet, title=title))
        )

    return made
