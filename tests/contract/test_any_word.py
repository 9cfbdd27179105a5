"""Finding articles that have some of the words: the search index and its fake agree."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from octavo.adapters.search import TantivyIndex
from octavo.model.articles import Article, Block, BlockKind
from octavo.model.ids import ArticleId, SourceId
from octavo.model.search import SearchQuery
from octavo.testing import MemorySearchIndex

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.ports import SearchIndex

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TEXTS = ("The minister resigned over the tunnel.", "The minister opened the fair.", "A tunnel in fog.", "Gannets.")


def article(number: int, text: str) -> Article:
    return Article(
        id=ArticleId(number),
        source=SourceId(1 + number % 2),
        revision=1,
        first_seen_at=NOW,
        revised_at=NOW,
        sort_at=NOW,
        url=None,
        title="",
        blocks=(Block(kind=BlockKind.PARAGRAPH, text=text),),
        language="en",
    )


@pytest.fixture(params=["memory", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> SearchIndex:
    made: SearchIndex = MemorySearchIndex() if request.param == "memory" else TantivyIndex(tmp_path)
    articles = [article(number, text) for number, text in enumerate(TEXTS, start=1)]
    made.update(articles, {one.id: (one.source,) for one in articles}, 4)
    return made


def test_with_any_word_the_articles_with_most_of_the_words_come_first(index: SearchIndex) -> None:
    hits = index.search(SearchQuery(text="minister tunnel", any_word=True))
    assert hits.total == 3
    assert hits.articles[0] == 1
    assert set(hits.articles) == {1, 2, 3}


def test_without_it_all_words_are_wanted(index: SearchIndex) -> None:
    assert index.search(SearchQuery(text="minister tunnel")).articles == (1,)


def test_sources_limit_it_and_no_word_finds_nothing(index: SearchIndex) -> None:
    assert index.search(SearchQuery(text="minister tunnel", any_word=True, sources=(SourceId(1),))).articles == (2,)
    for text in ("", "zebra"):
        assert index.search(SearchQuery(text=text, any_word=True)).articles == ()
