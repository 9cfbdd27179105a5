"""What a language model answered and used, and who or what is not to be sent to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.part import Part, batches, require_source, require_user
from octavo.adapters.store.tables import listings, model_off_sources, model_off_users, model_replies, model_use
from octavo.model.ids import ArticleId, SourceId
from octavo.model.keeping import storable
from octavo.model.writing import DayUse, KeptReply, ModelUsage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.ids import UserId

_MILLION = 1_000_000


class SqlModelCalls(Part):
    """The part of the store that keeps what passed between Octavo and a language model."""

    def kept_reply(self, digest: str) -> KeptReply | None:
        """The answer to what has this digest."""
        with self._database.reading() as connection:
            query = sa.select(model_replies).where(model_replies.c.digest == storable(digest))
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else KeptReply(**row)

    def keep_reply(self, reply: KeptReply) -> None:
        """Keep an answer, in the place of one that is there."""
        kept = storable(reply)
        values = {name: getattr(kept, name) for name in model_replies.c.keys()}  # noqa: SIM118 - columns, not a dict
        with self._database.writing() as connection:
            connection.execute(sa.delete(model_replies).where(model_replies.c.digest == kept.digest))
            connection.execute(sa.insert(model_replies).values(values))

    def forget_replies(self, before: datetime) -> int:
        """Forget answers that were given before; returns how many."""
        with self._database.writing() as connection:
            return connection.execute(sa.delete(model_replies).where(model_replies.c.at < before)).rowcount

    def add_use(self, day: date, usage: ModelUsage, cost: float) -> DayUse:
        """Count what was used on a day; returns the day's use."""
        with self._database.writing() as connection:
            so_far = _use_on(connection, day)
            total = DayUse(day=day, usage=so_far.usage.plus(usage), cost=so_far.cost + cost)
            connection.execute(sa.delete(model_use).where(model_use.c.day == day.isoformat()))
            connection.execute(sa.insert(model_use).values(_row(total)))
            return _use_on(connection, day)

    def use_on(self, day: date) -> DayUse:
        """What was used on a day."""
        with self._database.reading() as connection:
            return _use_on(connection, day)

    def model_is_off(self, user: UserId) -> bool:
        """Whether a person wants nothing of a language model."""
        query = sa.select(model_off_users.c.user).where(model_off_users.c.user == user)
        with self._database.reading() as connection:
            return connection.scalar(query) is not None

    def set_model_off(self, user: UserId, *, off: bool) -> None:
        """Switch the language model off for a person, or on again. Raises NotFound for an unknown one."""
        with self._database.writing() as connection:
            require_user(connection, user)
            connection.execute(sa.delete(model_off_users).where(model_off_users.c.user == user))
            if off:
                connection.execute(sa.insert(model_off_users).values(user=user))

    def sources_without_model(self) -> tuple[SourceId, ...]:
        """The sources whose articles are never sent to a language model, by id."""
        query = sa.select(model_off_sources.c.source).order_by(model_off_sources.c.source)
        with self._database.reading() as connection:
            return tuple(SourceId(source) for source in connection.scalars(query))

    def articles_without_model(self, articles: Sequence[ArticleId]) -> frozenset[ArticleId]:
        """Those of these articles that a switched-off source lists: they are never sent to a language model."""
        listed = sa.select(listings.c.article).join(model_off_sources, model_off_sources.c.source == listings.c.source)
        found: set[ArticleId] = set()
        with self._database.reading() as connection:
            for some in batches(sorted(set(articles))):
                found.update(map(ArticleId, connection.scalars(listed.where(listings.c.article.in_(some)))))
        return frozenset(found)

    def set_source_off(self, source: SourceId, *, off: bool) -> None:
        """Never send a source's articles to a language model, or do again. Raises NotFound for an unknown one."""
        with self._database.writing() as connection:
            require_source(connection, source)
            connection.execute(sa.delete(model_off_sources).where(model_off_sources.c.source == source))
            if off:
                connection.execute(sa.insert(model_off_sources).values(source=source))


def _use_on(connection: sa.Connection, day: date) -> DayUse:
    row = connection.execute(sa.select(model_use).where(model_use.c.day == day.isoformat())).one_or_none()
    if row is None:
        return DayUse(day=day, usage=ModelUsage())
    usage = ModelUsage(
        tokens_in=row.tokens_in, tokens_out=row.tokens_out, requests=row.requests, estimated=row.estimated
    )
    return DayUse(day=date.fromisoformat(row.day), usage=usage, cost=row.cost_millionths / _MILLION)


def _row(use: DayUse) -> dict[str, Any]:
    return {
        "day": use.day.isoformat(),
        "tokens_in": use.usage.tokens_in,
        "tokens_out": use.usage.tokens_out,
        "requests": use.usage.requests,
        "estimated": use.usage.estimated,
        "cost_millionths": round(use.cost * _MILLION),
    }
