"""What waits to be done."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from octavo.adapters.store.part import Part
from octavo.adapters.store.tables import PENDING, counters, grouping, leads, sources, subscriptions, visits
from octavo.model.keeping import storable
from octavo.model.sources import SourceKind
from octavo.model.work import Backlog, WorkKind

_REGROUPING = counters.c.name == "regrouping"
_LIVES = {kind: f"{kind.value} alive" for kind in WorkKind}


class SqlWork(Part):
    """The part of the store that knows what waits."""

    def backlog(self) -> Backlog:
        """What waits to be done, in a fixed number of queries."""
        with self._database.reading() as connection:
            row = connection.execute(_WAITING).one()
        return Backlog(
            sources=row.sources,
            pages=row.pages,
            articles=max(0, row.articles),
            regroup_began_at=_moment(row.regrouping),
            refresh_alive_at=_moment(row.refresh_alive),
            regroup_alive_at=_moment(row.regroup_alive),
        )

    def note_regrouping(self, began_at: datetime | None) -> None:
        """Remember that all articles are being grouped anew, or (``None``) that they no longer are."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(counters).where(_REGROUPING))
            if began_at is not None:
                connection.execute(sa.insert(counters).values(name="regrouping", value=_seconds(began_at)))

    def note_life(self, kind: WorkKind, at: datetime) -> None:
        """Remember that work of this kind went on at this moment; a second is as exact as it is kept."""
        name, value = _LIVES[kind], _seconds(at)
        with self._database.writing() as connection:
            noted = sa.update(counters).where(counters.c.name == name).values(value=value)
            if not connection.execute(noted).rowcount:
                connection.execute(sa.insert(counters).values(name=name, value=value))

    def note_end(self, kind: WorkKind, at: datetime) -> None:
        """Forget that work of this kind went on, where that was last noted at this moment and by nobody since."""
        noted = sa.and_(counters.c.name == _LIVES[kind], counters.c.value == _seconds(at))
        with self._database.writing() as connection:
            connection.execute(sa.delete(counters).where(noted))


def _seconds(at: datetime) -> int:
    return int(storable(at).timestamp())


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _value(query: sa.Select[tuple[int]], name: str) -> sa.Label[int]:
    return query.scalar_subquery().label(name)


_FOLLOWED = sa.exists().where(subscriptions.c.source == sources.c.id)
_UNSEEN = (
    sa.select(sa.func.count())
    .select_from(sources)
    .join(visits, visits.c.source == sources.c.id)
    .where(sources.c.kind == SourceKind.FEED.value, visits.c.at.is_(None), ~visits.c.gone, _FOLLOWED)
)
_CHANGED = sa.select(counters.c.value).where(counters.c.name == "change").scalar_subquery()
_WAITING = sa.select(
    _value(_UNSEEN, "sources"),
    _value(sa.select(sa.func.count()).select_from(leads).where(PENDING, leads.c.attempts == 0), "pages"),
    _value(sa.select(_CHANGED - grouping.c.position), "articles"),
    _value(sa.select(counters.c.value).where(_REGROUPING), "regrouping"),
    _value(sa.select(counters.c.value).where(counters.c.name == _LIVES[WorkKind.REFRESH]), "refresh_alive"),
    _value(sa.select(counters.c.value).where(counters.c.name == _LIVES[WorkKind.REGROUP]), "regroup_alive"),
)
