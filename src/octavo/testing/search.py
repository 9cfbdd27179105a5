"""A search index in memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.model.listing import Excerpt, SearchHits, SearchQuery

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.model.articles import Article
    from octavo.model.ids import ArticleId, SourceId

_WORD = re.compile(r"\w+")
_EXCERPT = 300
_BEFORE = 60


class MemorySearchIndex:
    """Finds the articles that hold every word of the query, or any where that is asked, those with most of them first.

    Words are compared whole and case folded: no stemming, no operators, no scripts without spaces.
    """

    def __init__(self) -> None:
        self._words: dict[ArticleId, list[str]] = {}
        self._sources: dict[ArticleId, frozenset[SourceId]] = {}
        self._position = 0

    def position(self) -> int:
        """The last change of the store that is in the index; 0 when it is empty."""
        return self._position

    def update(
        self, articles: Sequence[Article], listed_in: Mapping[ArticleId, Sequence[SourceId]], position: int
    ) -> None:
        """Add or replace articles and remember ``position``."""
        for article in articles:
            self._words[article.id] = _words(f"{article.title}\n{article.text}")
            self._sources[article.id] = frozenset(listed_in.get(article.id, ()))
        self._position = position

    def search(self, query: SearchQuery) -> SearchHits:
        """The articles that match, best first, later ones before earlier ones when equal."""
        asked = set(_words(query.text))
        fewest = 1 if query.any_word else len(asked)
        scores = {
            article: (len(asked.intersection(words)), sum(words.count(word) for word in asked))
            for article, words in self._words.items()
            if asked and len(asked.intersection(words)) >= fewest and self._is_asked(article, query)
        }
        best = sorted(scores, key=lambda article: (*scores[article], article), reverse=True)
        return SearchHits(articles=tuple(best[query.offset : query.offset + query.limit]), total=len(best))

    def excerpt(self, query: str, text: str) -> Excerpt:
        """The stretch of ``text`` around the first word of the query, at most 300 characters."""
        asked = set(_words(query))
        first = next((word.start() for word in _WORD.finditer(text) if word[0].casefold() in asked), 0)
        start = max(first - _BEFORE, 0)
        shown = text[start : start + _EXCERPT]
        highlights = tuple(word.span() for word in _WORD.finditer(shown) if word[0].casefold() in asked)
        return Excerpt(text=shown, highlights=highlights)

    def size(self) -> int:
        """How many words it holds, which is what it takes up here."""
        return sum(len(words) for words in self._words.values())

    def clear(self) -> None:
        """Forget everything; the position is 0 again."""
        self._words.clear()
        self._sources.clear()
        self._position = 0

    def close(self) -> None:
        """Nothing to let go of."""

    def _is_asked(self, article: ArticleId, query: SearchQuery) -> bool:
        return query.sources is None or not self._sources[article].isdisjoint(query.sources)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
