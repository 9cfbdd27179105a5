"""What the parts of the store share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import sqlalchemy as sa

from octavo.adapters.store.tables import articles, sources, users
from octavo.model.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.adapters.store.engine import Database
    from octavo.model.ids import ArticleId, SourceId, UserId

T = TypeVar("T")

# Databases limit the parameters of one statement; the smallest limit still met is SQLite's 32,766.
_AT_ONCE = 500


class Part:
    """One part of the store: methods over a database that it shares with the other parts."""

    def __init__(self, database: Database) -> None:
        self._database = database


def batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in lengths that fit into one statement."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def require_source(connection: sa.Connection, source: SourceId) -> None:
    """Raise NotFound unless there is such a source."""
    if connection.scalar(sa.select(sources.c.id).where(sources.c.id == source)) is None:
        raise NotFound(f"There is no source {source}.")


def require_user(connection: sa.Connection, user: UserId) -> None:
    """Raise NotFound unless there is such an account."""
    if connection.scalar(sa.select(users.c.id).where(users.c.id == user)) is None:
        raise NotFound(f"There is no account {user}.")


def require_article(connection: sa.Connection, article: ArticleId) -> None:
    """Raise NotFound unless there is such an article."""
    if connection.scalar(sa.select(articles.c.id).where(articles.c.id == article)) is None:
        raise NotFound(f"There is no article {article}.")
