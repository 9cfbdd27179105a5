"""Counts are data: here they are counted again, from the lists themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.listing import ListQuery, Shelf

if TYPE_CHECKING:
    from octavo.model.ids import ArticleId
    from octavo.model.people import User
    from octavo.ports import Store


def everything(store: Store, query: ListQuery) -> list[ArticleId]:
    """All articles of a list, page by page."""
    listing = store.listing(query)
    found = [row.article for row in listing.rows]
    while listing.next is not None:
        listing = store.listing(replace(query, after=listing.next))
        found += [row.article for row in listing.rows]
    return found


def assert_counts_are_true(store: Store, user: User) -> None:
    """The counts of a person's subscriptions are what their lists hold, and what their marks say."""
    for one in store.subscriptions(user.id):
        latest = everything(store, ListQuery(user=user.id, source=one.source.id, limit=200))
        unread = everything(store, ListQuery(user=user.id, source=one.source.id, shelf=Shelf.UNREAD, limit=200))
        assert (one.articles, one.unread) == (len(latest), len(unread))
        assert unread == [article for article in latest if store.mark(user.id, article).read_at is None]
