"""Where people stopped reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from octavo.adapters.store.note_tables import reading_places
from octavo.adapters.store.part import Part, require_article, require_user
from octavo.model.notes import ReadingPlace

if TYPE_CHECKING:
    from octavo.model.ids import ArticleId, UserId


class SqlPlaces(Part):
    """The part of the store that keeps places in articles."""

    def reading_place(self, user: UserId, article: ArticleId) -> ReadingPlace | None:
        """Where a person stopped in an article."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(reading_places).where(_its(user, article))).one_or_none()
        if row is None:
            return None
        return ReadingPlace(user=user, article=article, block=row.block, start=row.start, share=row.share, at=row.at)

    def save_reading_place(self, place: ReadingPlace, *, keep: int) -> None:
        """Remember where a person stopped, and of their places only the latest ``keep``.

        Raises NotFound when the account or the article is unknown.
        """
        values = {"block": place.block, "start": place.start, "share": place.share, "at": place.at}
        key = {"user": place.user, "article": place.article}
        with self._database.writing() as connection:
            require_user(connection, place.user)
            require_article(connection, place.article)
            known = sa.update(reading_places).where(_its(place.user, place.article)).values(values)
            if not connection.execute(known).rowcount:
                connection.execute(sa.insert(reading_places).values(key | values))
                _forget_oldest(connection, place.user, keep)

    def forget_reading_place(self, user: UserId, article: ArticleId) -> None:
        """The person has finished, or wants to begin anew."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(reading_places).where(_its(user, article)))


def _its(user: UserId, article: ArticleId) -> sa.ColumnElement[bool]:
    return sa.and_(reading_places.c.user == user, reading_places.c.article == article)


def _forget_oldest(connection: sa.Connection, user: UserId, keep: int) -> None:
    mine = reading_places.c.user == user
    latest = (reading_places.c.at.desc(), reading_places.c.article.desc())
    older = sa.select(reading_places.c.article).where(mine).order_by(*latest).offset(keep).limit(1_000)
    gone = [row.article for row in connection.execute(older)]
    if gone:
        connection.execute(sa.delete(reading_places).where(mine, reading_places.c.article.in_(gone)))
