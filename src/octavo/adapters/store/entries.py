"""Keeping ``entries`` and the counts true: what people follow, as it stands in lists, and how much of it is unread."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import sqlalchemy as sa

from octavo.adapters.store.tables import entries, listings, marks, sources, subscriptions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.articles import Article
    from octavo.model.ids import ArticleId, SourceId, UserId


def list_under(connection: sa.Connection, article: Article, source: SourceId) -> bool:
    """Put an article into the list of a source, and before all who follow it; whether it was not there yet."""
    known = sa.select(listings.c.article).where(listings.c.article == article.id, listings.c.source == source)
    if connection.scalar(known) is not None:
        return False
    connection.execute(sa.insert(listings).values(article=article.id, source=source, sort_at=article.sort_at))
    connection.execute(sa.update(sources).where(sources.c.id == source).values(articles=sources.c.articles + 1))
    followers = subscriptions.c.source == source
    unread = ~_has_read(subscriptions.c.user, sa.literal(article.id))
    chosen = sa.select(
        subscriptions.c.user,
        sa.literal(article.id),
        sa.literal(source),
        sa.literal(article.sort_at, entries.c.sort_at.type),
        _flag(unread),
    ).where(followers)
    connection.execute(_enter(chosen))
    count = sa.update(subscriptions).where(followers, unread).values(unread=subscriptions.c.unread + 1)
    connection.execute(count)
    return True


def follow(connection: sa.Connection, user: UserId, source: SourceId) -> int:
    """Put everything that a source lists before a person who follows it from now on; returns how much is unread."""
    unread = ~_has_read(sa.literal(user), listings.c.article)
    chosen = sa.select(
        sa.literal(user), listings.c.article, listings.c.source, listings.c.sort_at, _flag(unread)
    ).where(listings.c.source == source)
    connection.execute(_enter(chosen))
    count = sa.select(sa.func.count()).where(entries.c.user == user, entries.c.source == source, entries.c.unread)
    return connection.execute(count).scalar_one()


def follows(connection: sa.Connection, user: UserId, source: SourceId) -> bool:
    """Whether a person follows a source."""
    query = sa.select(subscriptions.c.user).where(subscriptions.c.user == user, subscriptions.c.source == source)
    return connection.scalar(query) is not None


def unread_in(source: SourceId, user: UserId) -> sa.Select[tuple[int, datetime]]:
    """Select article and place of what a person has not read of a source that they do not follow."""
    unread = ~_has_read(sa.literal(user), listings.c.article)
    return sa.select(listings.c.article, listings.c.sort_at).where(listings.c.source == source, unread)


def unread_of(user: UserId, source: SourceId | None) -> sa.Select[tuple[int, datetime]]:
    """Select article and place of what a person has not read of one source that they follow, or of all."""
    query = sa.select(entries.c.article, entries.c.sort_at).where(entries.c.user == user, entries.c.unread)
    # An article that several sources list stands there once for each.
    return query.distinct() if source is None else query.where(entries.c.source == source)


def flip(connection: sa.Connection, user: UserId, articles: Sequence[ArticleId], *, unread: bool) -> None:
    """Set articles read or unread wherever a person's followed sources list them, and keep the counts."""
    flipped = (
        sa.update(entries)
        .where(entries.c.user == user, entries.c.article.in_(articles), entries.c.unread != sa.literal(unread))
        .values(unread=unread)
        .returning(entries.c.source)
    )
    count = (
        sa.update(subscriptions)
        .where(subscriptions.c.user == user, subscriptions.c.source == sa.bindparam("touched"))
        .values(unread=subscriptions.c.unread + sa.bindparam("by"))
    )
    sign = 1 if unread else -1
    touched = Counter(connection.scalars(flipped))
    if touched:
        connection.execute(count, [{"touched": source, "by": sign * times} for source, times in touched.items()])


def settle(connection: sa.Connection, user: UserId) -> None:
    """Bring a person's unread entries in line with their marks, and count them again."""
    read = _has_read(sa.literal(user), entries.c.article)
    connection.execute(sa.update(entries).where(entries.c.user == user, entries.c.unread, read).values(unread=False))
    count = sa.select(sa.func.count()).where(
        entries.c.user == user, entries.c.source == subscriptions.c.source, entries.c.unread
    )
    connection.execute(
        sa.update(subscriptions).where(subscriptions.c.user == user).values(unread=count.scalar_subquery())
    )


def _enter(chosen: sa.Select[tuple[int, int, int, object, bool]]) -> sa.Insert:
    return sa.insert(entries).from_select(["user", "article", "source", "sort_at", "unread"], chosen)


def _has_read(user: sa.ColumnElement[int], article: sa.ColumnElement[int]) -> sa.Exists:
    return sa.exists().where(marks.c.user == user, marks.c.article == article, marks.c.read_at.is_not(None))


def _flag(condition: sa.ColumnElement[bool]) -> sa.Case[bool]:
    return sa.case((condition, sa.true()), else_=sa.false())
