"""Pages of lists: walks along an index, a fixed number of queries for a page of any library."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from octavo.adapters.store.entries import follows, unread_in, unread_of
from octavo.adapters.store.following_tables import folded
from octavo.adapters.store.part import Part, batches
from octavo.adapters.store.records import ME, SOME, row_in, rows_for
from octavo.adapters.store.tables import articles, entries, listings, marks, mentions, subjects
from octavo.model.ids import ArticleId, SourceId, UserId
from octavo.model.keeping import storable
from octavo.model.listing import Cursor, Listing, ListQuery, Row, Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.following import FolderId
    from octavo.model.subjects import SubjectKind

_Places = sa.Select[tuple[int, datetime]]


class SqlLists(Part):
    """The part of the store that answers with lists."""

    def listing(self, query: ListQuery) -> Listing:
        """A page of a list, in a fixed number of queries.

        An article that several sources list stands there once. The starred shelf holds what a person starred,
        whether they still follow its source or not.
        """
        with self._database.reading() as connection:
            followed = query.source is not None and follows(connection, query.user, query.source)
            places = connection.execute(_page(_places(query, followed=followed), query)).all()
            found = [ArticleId(place.article) for place in places[: query.limit]]
            rows = _rows(connection, query.user, found, query.source)
        more = len(places) > query.limit and rows
        return Listing(rows=rows, next=Cursor(sort_at=rows[-1].sort_at, article=rows[-1].article) if more else None)

    def rows(self, user: UserId, articles: Sequence[ArticleId]) -> tuple[Row, ...]:
        """Rows for these articles, in their order; unknown ones are left out."""
        with self._database.reading() as connection:
            return _rows(connection, user, articles, None)


def _places(query: ListQuery, *, followed: bool) -> _Places:
    if query.subject is not None:
        return _about(query.user, *query.subject)
    if query.folder is not None:
        return _in_folder(query, query.folder)
    if query.shelf is Shelf.STARRED:
        return _starred(query.user, query.source)
    if query.source is not None:
        return _of_source(query, query.source, followed=followed)
    if query.shelf is Shelf.UNREAD:
        return unread_of(query.user, None)
    return sa.select(entries.c.article, entries.c.sort_at).where(entries.c.user == query.user).distinct()


def _of_source(query: ListQuery, source: SourceId, *, followed: bool) -> _Places:
    if query.shelf is not Shelf.UNREAD:
        return sa.select(listings.c.article, listings.c.sort_at).where(listings.c.source == source)
    return unread_of(query.user, source) if followed else unread_in(source, query.user)


def _about(user: UserId, kind: SubjectKind, key: str) -> _Places:
    subject = sa.select(subjects.c.id).where(subjects.c.kind == kind.value, subjects.c.key == storable(key))
    mine = sa.exists().where(entries.c.user == user, entries.c.article == mentions.c.article)
    places = sa.select(mentions.c.article, mentions.c.sort_at)
    return places.where(mentions.c.subject == subject.scalar_subquery(), mine)


def _starred(user: UserId, source: SourceId | None) -> _Places:
    starred = sa.select(marks.c.article, marks.c.sort_at).where(marks.c.user == user, marks.c.starred_at.is_not(None))
    if source is None:
        return starred
    return starred.where(sa.exists().where(listings.c.article == marks.c.article, listings.c.source == source))


def _in_folder(query: ListQuery, folder: FolderId) -> _Places:
    if query.shelf is Shelf.STARRED:
        listed = sa.exists().where(listings.c.article == marks.c.article, listings.c.source.in_(folded(folder)))
        return _starred(query.user, None).where(listed)
    if query.shelf is Shelf.UNREAD:
        return unread_of(query.user, None).where(entries.c.source.in_(folded(folder)))
    mine = sa.select(entries.c.article, entries.c.sort_at).where(entries.c.user == query.user).distinct()
    return mine.where(entries.c.source.in_(folded(folder)))


def _page(places: _Places, query: ListQuery) -> _Places:
    article, sort_at = places.selected_columns
    if query.after is not None:
        place = sa.tuple_(sa.literal(query.after.sort_at, sort_at.type), sa.literal(query.after.article, article.type))
        places = places.where(sa.tuple_(sort_at, article) < place)
    return places.order_by(sort_at.desc(), article.desc()).limit(max(query.limit, 0) + 1)


def _rows(
    connection: sa.Connection, user: UserId, found: Sequence[ArticleId], source: SourceId | None
) -> tuple[Row, ...]:
    select, given = (_ROWS, {}) if source is None else (_ROWS_OF_ONE, {"its": source})
    rows = {}
    for some in batches(found):
        for row in connection.execute(select, {"me": user, "some": some, **given}):
            rows[row[0]] = row_in(row)
    return tuple(rows[article] for article in found if article in rows)


def shown_source(user: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """The source that had the article first where the person follows it, else the first one that they follow."""
    mine = sa.and_(entries.c.user == user, entries.c.article == articles.c.id)
    first = sa.select(entries.c.source).where(mine, entries.c.source == articles.c.source)
    followed = sa.select(sa.func.min(entries.c.source)).where(mine)
    return sa.func.coalesce(first.scalar_subquery(), followed.scalar_subquery(), articles.c.source)


_ROWS = rows_for(ME, shown_source(ME)).where(articles.c.id.in_(SOME))
_ROWS_OF_ONE = rows_for(ME, sa.bindparam("its", type_=articles.c.id.type)).where(articles.c.id.in_(SOME))
