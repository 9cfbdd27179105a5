"""What people marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from octavo.adapters.store.entries import flip, follows, settle, unread_in, unread_of
from octavo.adapters.store.following_tables import folded
from octavo.adapters.store.part import Part, batches, require_user
from octavo.adapters.store.tables import articles, entries, marks
from octavo.model.people import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.following import FolderId
    from octavo.model.ids import ArticleId, SourceId, UserId

_ALL = marks  # a method has that name


class SqlMarks(Part):
    """The part of the store that keeps marks."""

    def mark(self, user: UserId, article: ArticleId) -> Mark:
        """The mark of a person on an article; an empty one where there is none."""
        query = sa.select(marks).where(marks.c.user == user, marks.c.article == article)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return Mark(user=user, article=article)
        return Mark(user=user, article=article, read_at=row.read_at, starred_at=row.starred_at)

    def set_read(self, user: UserId, articles: Sequence[ArticleId], read_at: datetime | None) -> None:
        """Mark articles read, or unread with ``None``. What is read keeps its time. Unknown ids are passed over.

        Raises NotFound when the account is unknown.
        """
        with self._database.writing() as connection:
            require_user(connection, user)
            for some in batches(articles):
                _set(connection, user, some, marks.c.read_at, read_at)
                flip(connection, user, some, unread=read_at is None)

    def set_starred(self, user: UserId, articles: Sequence[ArticleId], starred_at: datetime | None) -> None:
        """Star articles, or take the star away with ``None``. What is starred keeps its time.

        Raises NotFound when the account is unknown.
        """
        with self._database.writing() as connection:
            require_user(connection, user)
            for some in batches(articles):
                _set(connection, user, some, marks.c.starred_at, starred_at)

    def mark_all_read(
        self,
        user: UserId,
        *,
        read_at: datetime,
        source: SourceId | None,
        before: datetime,
        folder: FolderId | None = None,
    ) -> int:
        """Mark everything first seen until ``before`` as read, of one source or folder or of all followed: how many."""
        with self._database.writing() as connection:
            require_user(connection, user)
            if source is None or follows(connection, user, source):
                unread = unread_of(user, source)
            else:
                unread = unread_in(source, user)
            if folder is not None:
                unread = unread_of(user, None).where(entries.c.source.in_(folded(folder)))
            seen = sa.select(articles.c.id).where(articles.c.first_seen_at <= before)
            chosen = unread.where(unread.selected_columns.article.in_(seen))
            marked = _mark(connection, user, chosen, marks.c.read_at, read_at)
            settle(connection, user)
            return marked

    def put_marks(self, user: UserId, marks: Sequence[Mark]) -> None:
        """Write marks as they were made elsewhere, in one transaction. What is read or starred here keeps its time."""
        with self._database.writing() as connection:
            require_user(connection, user)
            for some in batches(marks):
                _put(connection, user, {mark.article: mark for mark in some})

    def marks(self, user: UserId, *, after: ArticleId, limit: int) -> tuple[Mark, ...]:
        """A person's marks on the articles after this one, by article: those that say something."""
        mine = _ALL.c.user == user, _ALL.c.article > after
        says = sa.or_(_ALL.c.read_at.is_not(None), _ALL.c.starred_at.is_not(None))
        query = sa.select(_ALL).where(*mine, says).order_by(_ALL.c.article).limit(max(limit, 0))
        with self._database.reading() as connection:
            return tuple(
                Mark(user=user, article=row.article, read_at=row.read_at, starred_at=row.starred_at)
                for row in connection.execute(query)
            )


def _put(connection: sa.Connection, user: UserId, wanted: dict[ArticleId, Mark]) -> None:
    places = sa.select(articles.c.id, articles.c.sort_at).where(articles.c.id.in_(wanted))
    there = {row.id: row.sort_at for row in connection.execute(places)}
    mine = sa.select(_ALL).where(_ALL.c.user == user, _ALL.c.article.in_(wanted))
    known = {row.article: row for row in connection.execute(mine)}
    kept: list[dict[str, object]] = []
    fresh: list[dict[str, object]] = []
    for article, sort_at in there.items():
        mark, row = wanted[article], known.get(article)
        at = {"read_at": mark.read_at, "starred_at": mark.starred_at}
        if row is None:
            fresh.append({"user": user, "article": article, "sort_at": sort_at, **at})
        else:
            kept.append({"this": article, **{name: getattr(row, name) or time for name, time in at.items()}})
    if kept:
        this = sa.update(_ALL).where(_ALL.c.user == user, _ALL.c.article == sa.bindparam("this"))
        connection.execute(this.values(read_at=sa.bindparam("read_at"), starred_at=sa.bindparam("starred_at")), kept)
    if fresh:
        connection.execute(sa.insert(_ALL), fresh)
    flip(connection, user, [article for article in there if wanted[article].read_at], unread=False)


def _set(
    connection: sa.Connection,
    user: UserId,
    chosen: Sequence[ArticleId],
    column: sa.Column[datetime],
    value: datetime | None,
) -> None:
    if value is None:
        mine = sa.update(marks).where(marks.c.user == user, marks.c.article.in_(chosen))
        connection.execute(mine.where(column.is_not(None)).values({column: None}))
    else:
        query = sa.select(articles.c.id.label("article"), articles.c.sort_at).where(articles.c.id.in_(chosen))
        _mark(connection, user, query, column, value)


def _mark(
    connection: sa.Connection,
    user: UserId,
    chosen: sa.Select[tuple[int, datetime]],
    column: sa.Column[datetime],
    value: datetime,
) -> int:
    """Mark what is chosen (article and place) and not marked yet; returns how many."""
    some = chosen.subquery()
    blank = sa.update(marks).where(
        marks.c.user == user, column.is_(None), marks.c.article.in_(sa.select(some.c.article))
    )
    filled = connection.execute(blank.values({column: value})).rowcount
    known = sa.exists().where(marks.c.user == user, marks.c.article == some.c.article)
    fresh = sa.select(sa.literal(user), some.c.article, some.c.sort_at, sa.literal(value, column.type)).where(~known)
    insert = sa.insert(marks).from_select(["user", "article", "sort_at", column.name], fresh)
    # Without the option SQLAlchemy does not ask PostgreSQL's driver how many rows an INSERT wrote.
    return filled + connection.execute(insert, execution_options={"preserve_rowcount": True}).rowcount
