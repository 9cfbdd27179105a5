"""Searches that people keep, and which articles they marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from octavo.adapters.store.part import Part, batches, require_user
from octavo.adapters.store.search_tables import saved_searches
from octavo.adapters.store.tables import entries, marks
from octavo.model.ids import ArticleId, UserId
from octavo.model.keeping import storable
from octavo.model.search import MarkState, SavedSearch, SearchId
from octavo.model.subjects import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class SqlSearches(Part):
    """The part of the store that keeps searches."""

    def add_search(self, user: UserId, name: str, query: str, now: datetime) -> SavedSearch:
        """Keep a query; the one that is there when the person has it already. Raises NotFound: unknown account."""
        asked, at = storable(query), storable(now)
        with self._database.writing() as connection:
            require_user(connection, user)
            same = sa.and_(saved_searches.c.user == user, saved_searches.c.query == asked)
            known = connection.scalar(sa.select(saved_searches.c.id).where(same))
            if known is None:
                values = {"user": user, "name": storable(name), "query": asked, "created_at": at, "seen_at": at}
                known = connection.scalar(sa.insert(saved_searches).values(values).returning(saved_searches.c.id))
            return _search(connection.execute(sa.select(saved_searches).where(saved_searches.c.id == known)).one())

    def searches(self, user: UserId) -> tuple[SavedSearch, ...]:
        """A person's searches, oldest first."""
        mine = sa.select(saved_searches).where(saved_searches.c.user == user)
        with self._database.reading() as connection:
            return tuple(_search(row) for row in connection.execute(mine.order_by(saved_searches.c.id)))

    def rename_search(self, user: UserId, search: SearchId, name: str) -> bool:
        """Give a person's search another name; whether it was there."""
        return self._change(user, search, {"name": storable(name)})

    def set_search_stance(self, user: UserId, search: SearchId, stance: Stance | None) -> bool:
        """Remember what a person wants of what a search finds; whether it was there."""
        return self._change(user, search, {"stance": None if stance is None else stance.value})

    def see_search(self, user: UserId, search: SearchId, now: datetime) -> bool:
        """Remember when its person looked at a search; whether it was there."""
        return self._change(user, search, {"seen_at": storable(now)})

    def remove_search(self, user: UserId, search: SearchId) -> bool:
        """Forget a person's search; whether it was there."""
        with self._database.writing() as connection:
            return connection.execute(sa.delete(saved_searches).where(_mine(user, search))).rowcount > 0

    def marked(self, user: UserId, state: MarkState, among: Sequence[ArticleId] | None = None) -> tuple[ArticleId, ...]:
        """The articles that a person marked so, by id: of what they follow where they are unread; or those ``among``.

        In a fixed number of queries, however many there are; of those ``among``, in one for some hundreds.
        """
        places = _marked(user, state)
        article = places.selected_columns[0]
        found: list[int] = []
        with self._database.reading() as connection:
            for some in [None] if among is None else batches(sorted(set(among))):
                chosen = (places if some is None else places.where(article.in_(some))).subquery()
                # One text of all of them: a hundred thousand rows of one number each would take ten times as long.
                text = connection.scalar(sa.select(sa.func.aggregate_strings(sa.cast(chosen.c.article, sa.Text), ",")))
                found += map(int, text.split(",") if text else ())
        found.sort()  # nearly so already: an article of two sources stands there twice
        return tuple(cast("dict[ArticleId, None]", dict.fromkeys(found)))

    def _change(self, user: UserId, search: SearchId, values: dict[str, object]) -> bool:
        with self._database.writing() as connection:
            return connection.execute(sa.update(saved_searches).where(_mine(user, search)).values(values)).rowcount > 0


def _mine(user: UserId, search: SearchId) -> sa.ColumnElement[bool]:
    return sa.and_(saved_searches.c.id == search, saved_searches.c.user == user)


def _marked(user: UserId, state: MarkState) -> sa.Select[tuple[int]]:
    if state is MarkState.UNREAD:
        return sa.select(entries.c.article).where(entries.c.user == user, entries.c.unread)
    at = marks.c.read_at if state is MarkState.READ else marks.c.starred_at
    return sa.select(marks.c.article).where(marks.c.user == user, at.is_not(None))


def _search(row: sa.Row[tuple[Any, ...]]) -> SavedSearch:
    return SavedSearch(
        id=SearchId(row.id),
        user=UserId(row.user),
        name=row.name,
        query=row.query,
        stance=None if row.stance is None else Stance(row.stance),
        created_at=row.created_at,
        seen_at=row.seen_at,
    )
