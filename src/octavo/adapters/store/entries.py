"""Keeping ``entries`` and the counts true: what people follow, as it stands in lists, and how much of it is unread."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from octavo.adapters.store.part import batches
from octavo.adapters.store.tables import entries, listings, marks, sources, subscriptions
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


def flip(connection: sa.Connection, user: UserId, articles: Sequence[ArticleId], *, unread: bool) -> None:
    """Set articles read or unread wherever a person's followed sources list them, and count again there."""
    touched: set[SourceId] = set()
    for some in batches(articles):
        flipped = (
            sa.update(entries)
            .where(entries.c.user == user, entries.c.article.in_(some), entries.c.unread != sa.literal(unread))
            .values(unread=unread)
        )
        touched.update(connection.scalars(flipped.returning(entries.c.source)))
    recount(connection, user, sorted(touched))


def recount(connection: sa.Connection, user: UserId, touched: Sequence[SourceId] | None = None) -> None:
    """Count a person's unread entries again, of some sources or of all."""
    count = sa.select(sa.func.count()).where(
        entries.c.user == subscriptions.c.user, entries.c.source == subscriptions.c.source, entries.c.unread
    )
    update = sa.update(subscriptions).where(subscriptions.c.user == user).values(unread=count.scalar_subquery())
    for some in [None] if touched is None else batches(touched):
        connection.execute(update if some is None else update.where(subscriptions.c.source.in_(some)))


def _enter(chosen: sa.Select[tuple[int, int, int, object, bool]]) -> sa.Insert:
    return sa.insert(entries).from_select(["user", "article", "source", "sort_at", "unread"], chosen)


def _has_read(user: sa.ColumnElement[int], article: sa.ColumnElement[int]) -> sa.Exists:
    return sa.exists().where(marks.c.user == user, marks.c.article == article, marks.c.read_at.is_not(None))


def _flag(condition: sa.ColumnElement[bool]) -> sa.Case[bool]:
    return sa.case((condition, sa.true()), else_=sa.false())
