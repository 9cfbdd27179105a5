"""Trackers and the answers they had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.part import Part, require_user
from octavo.adapters.store.records import ME
from octavo.adapters.store.tables import tracked_answers, trackers
from octavo.model.errors import NotFound
from octavo.model.ids import UserId
from octavo.model.keeping import storable
from octavo.model.trackers import KeptAnswer, Tracker, TrackerId

if TYPE_CHECKING:
    from datetime import datetime

_ALL = trackers  # a method has that name


class SqlTrackers(Part):
    """The part of the store that keeps trackers."""

    def add_tracker(self, user: UserId, question: str, now: datetime) -> Tracker:
        """Keep a question; the one that is there when the person has it already. Raises NotFound: unknown account."""
        said = storable(question)
        with self._database.writing() as connection:
            require_user(connection, user)
            same = sa.and_(trackers.c.user == user, trackers.c.question == said)
            known = connection.scalar(sa.select(trackers.c.id).where(same))
            if known is None:
                values = {"user": user, "question": said, "created_at": storable(now), "seen_at": storable(now)}
                known = connection.scalar(sa.insert(trackers).values(values).returning(trackers.c.id))
            return _tracker(connection.execute(_select().where(trackers.c.id == known)).one())

    def trackers(self, user: UserId | None = None) -> tuple[Tracker, ...]:
        """A person's trackers, or everybody's, oldest first."""
        select, asked = (_select().order_by(_ALL.c.id), {}) if user is None else (_MINE, {"me": user})
        with self._database.reading() as connection:
            return tuple(_tracker(row) for row in connection.execute(select, asked))

    def remove_tracker(self, user: UserId, tracker: TrackerId) -> bool:
        """Forget a person's tracker with all its answers; whether it was there."""
        mine = sa.and_(trackers.c.id == tracker, trackers.c.user == user)
        with self._database.writing() as connection:
            connection.execute(
                sa.delete(tracked_answers).where(tracked_answers.c.tracker.in_(sa.select(trackers.c.id).where(mine)))
            )
            return connection.execute(sa.delete(trackers).where(mine)).rowcount > 0

    def see_tracker(self, tracker: TrackerId, now: datetime) -> None:
        """Remember that its person looked at a tracker."""
        with self._database.writing() as connection:
            connection.execute(sa.update(trackers).where(trackers.c.id == tracker).values(seen_at=storable(now)))

    def record_answer(self, tracker: TrackerId, answer: KeptAnswer) -> None:
        """Keep what a tracker's answer is from now on. Raises NotFound when it is gone."""
        values = {"tracker": tracker, "at": answer.at, "answer": answer.answer, "reason": answer.reason}
        with self._database.writing() as connection:
            if connection.scalar(sa.select(trackers.c.id).where(trackers.c.id == tracker)) is None:
                raise NotFound(f"There is no tracker {tracker}.")
            connection.execute(sa.insert(tracked_answers).values(values))

    def tracked(self, tracker: TrackerId, limit: int) -> tuple[KeptAnswer, ...]:
        """The answers that a tracker had, the latest first."""
        its = sa.select(tracked_answers).where(tracked_answers.c.tracker == tracker)
        with self._database.reading() as connection:
            rows = connection.execute(its.order_by(tracked_answers.c.id.desc()).limit(max(limit, 0)))
            return tuple(KeptAnswer(at=row.at, answer=row.answer, reason=row.reason) for row in rows)


def _select() -> sa.Select[tuple[Any, ...]]:
    """Trackers with the time of their latest answer but the first, which is no change."""
    its = tracked_answers.c.tracker == trackers.c.id
    latest = sa.select(sa.func.max(tracked_answers.c.at)).where(its).having(sa.func.count() > 1).scalar_subquery()
    return sa.select(trackers, sa.type_coerce(latest, tracked_answers.c.at.type).label("changed_at"))


# Every page sends it: see records.
_MINE = _select().where(_ALL.c.user == ME).order_by(_ALL.c.id)


def _tracker(row: sa.Row[tuple[Any, ...]]) -> Tracker:
    return Tracker(
        id=TrackerId(row.id),
        user=UserId(row.user),
        question=row.question,
        created_at=row.created_at,
        seen_at=row.seen_at,
        changed_at=row.changed_at,
    )
