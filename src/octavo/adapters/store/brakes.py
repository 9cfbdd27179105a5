"""Failures to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from octavo.adapters.store.account_tables import sign_in_tries as tries
from octavo.adapters.store.columns import key_of
from octavo.adapters.store.part import Part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.people import Brake


class SqlBrakes(Part):
    """The part of the store that slows down who tries passwords. Names are kept as digests only."""

    def begin_try(self, brakes: Sequence[Brake], now: datetime, *, forget_before: datetime, most: int) -> datetime:
        """Count a failure against each, in advance, unless one has to wait; returns when the next try is allowed."""
        keys = {key_of(brake.key): brake for brake in brakes}
        # Who has to wait does not keep writers waiting.
        with self._database.reading() as connection:
            free_at, _ = _known(connection, keys, now)
        if free_at > now:
            return free_at
        with self._database.writing() as connection:
            _forget(connection, forget_before, most)
            free_at, known = _known(connection, keys, now)
            if free_at > now:
                return free_at
            for key in keys:
                values = {"failures": known.get(key, 0) + 1, "last_at": now}
                if key in known:
                    connection.execute(sa.update(tries).where(tries.c.key == key).values(values))
                else:
                    connection.execute(sa.insert(tries).values(key=key, **values))
        return now

    def end_try(self, *, forget: Sequence[str], take_back: Sequence[str]) -> None:
        """It was no failure: forget all of these keys, and take one back from those."""
        whole, one = ([key_of(key) for key in keys] for keys in (forget, take_back))
        less = sa.update(tries).where(tries.c.key.in_(one)).values(failures=tries.c.failures - 1)
        with self._database.writing() as connection:
            connection.execute(less)
            connection.execute(sa.delete(tries).where(sa.or_(tries.c.key.in_(whole), tries.c.failures <= 0)))


def _known(connection: sa.Connection, keys: dict[str, Brake], now: datetime) -> tuple[datetime, dict[str, int]]:
    """When the next try is allowed, and the failures so far."""
    rows = connection.execute(sa.select(tries).where(tries.c.key.in_(keys))).all()
    free_at = max((row.last_at + keys[row.key].wait(row.failures) for row in rows), default=now)
    return free_at, {row.key: row.failures for row in rows}


def _forget(connection: sa.Connection, before: datetime, most: int) -> None:
    connection.execute(sa.delete(tries).where(tries.c.last_at < before))
    oldest = sa.select(tries.c.last_at).order_by(tries.c.last_at.desc()).offset(most).limit(1)
    too_old = connection.scalar(oldest)
    if too_old is not None:
        connection.execute(sa.delete(tries).where(tries.c.last_at <= too_old))
