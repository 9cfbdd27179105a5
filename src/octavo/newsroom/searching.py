"""Searching what a person follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.model.listing import Excerpt, FoundRow, SearchPage, SearchQuery
from octavo.newsroom.indexing import catch_up

if TYPE_CHECKING:
    from octavo.model.listing import Row
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources


class SearchDesk:
    """Finds articles by their words."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._resources = resources
        self._store = resources.store
        self._index = resources.index
        self._me = me

    def search(self, text: str, *, offset: int, limit: int) -> SearchPage:
        """A page of hits, best first, each with the excerpt that shows why it matches."""
        catch_up(self._resources)
        sources = tuple(s.source.id for s in self._store.subscriptions(self._me.id))
        hits = self._index.search(SearchQuery(text=text, sources=sources, offset=offset, limit=limit))
        rows = self._store.rows(self._me.id, hits.articles)
        texts = {article.id: article.text for article in self._store.articles([row.article for row in rows])}
        found = tuple(FoundRow(row=row, excerpt=self._excerpt(text, row, texts.get(row.article))) for row in rows)
        end = offset + len(hits.articles)
        return SearchPage(
            query=text, rows=found, total=hits.total, next_offset=end if hits.articles and end < hits.total else None
        )

    def _excerpt(self, query: str, row: Row, text: str | None) -> Excerpt:
        return Excerpt(text=row.excerpt) if text is None else self._index.excerpt(query, text)
