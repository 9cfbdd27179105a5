"""Letters: who wants which, and what became of each."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.letter_tables import letters, mail_wishes
from octavo.adapters.store.part import Part, require_user
from octavo.model.ids import UserId
from octavo.model.keeping import storable
from octavo.model.letters import LetterRecord, LetterState, MailWishes

if TYPE_CHECKING:
    from datetime import datetime

_LETTERS = letters  # a method has that name
_WISHES = mail_wishes  # as above


class SqlLetters(Part):
    """The part of the store that keeps who wants letters, and which were sent."""

    def mail_wishes(self, user: UserId) -> MailWishes | None:
        """What a person wants by mail."""
        return self._wishes(_WISHES.c.user == user)

    def all_mail_wishes(self) -> tuple[MailWishes, ...]:
        """What everybody wants, by account."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(_WISHES).order_by(_WISHES.c.user))
            return tuple(_wishes(row) for row in rows)

    def save_mail_wishes(self, wishes: MailWishes) -> None:
        """Keep what a person wants, in the place of what was kept. Raises NotFound when there is no such account."""
        kept = storable(wishes)
        values = asdict(kept) | {"days": "".join(map(str, kept.days))}
        with self._database.writing() as connection:
            require_user(connection, wishes.user)
            connection.execute(sa.delete(_WISHES).where(_WISHES.c.user == wishes.user))
            connection.execute(sa.insert(_WISHES).values(values))

    def forget_mail_wishes(self, user: UserId) -> None:
        """Forget a person's address and what they want there."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(_WISHES).where(_WISHES.c.user == user))

    def mail_wishes_of_proof(self, proof: str, now: datetime) -> MailWishes | None:
        """Whose address a link with this digest confirms, while it is good."""
        return self._wishes(sa.and_(_WISHES.c.proof == storable(proof), _WISHES.c.proof_until > now))

    def mail_wishes_of_leave_key(self, key: str) -> MailWishes | None:
        """Whose letters have this key."""
        return self._wishes(_WISHES.c.leave_key == storable(key))

    def claim_letter(self, user: UserId, key: str, now: datetime) -> bool:
        """Take a letter to be sent now; true for one caller alone. Raises NotFound when there is no such account."""
        its = sa.and_(_LETTERS.c.user == user, _LETTERS.c.key == storable(key))
        with self._database.writing() as connection:
            require_user(connection, user)
            known = connection.execute(sa.select(_LETTERS).where(its)).one_or_none()
            if known is None:
                values = {"user": user, "key": key, "at": now, "state": LetterState.SENDING, "problem": ""}
                connection.execute(sa.insert(_LETTERS).values(values | {"attempts": 1}))
                return True
            if known.state != LetterState.WAITING or known.next_at is None or known.next_at > now:
                return False
            again = {"at": now, "state": LetterState.SENDING, "attempts": known.attempts + 1, "next_at": None}
            connection.execute(sa.update(_LETTERS).where(its).values(again))
            return True

    def settle_letter(
        self, user: UserId, key: str, *, state: LetterState, next_at: datetime | None = None, problem: str = ""
    ) -> None:
        """Write what became of a claimed letter. An unknown one is passed over."""
        its = sa.and_(_LETTERS.c.user == user, _LETTERS.c.key == storable(key))
        values = {"state": state, "next_at": next_at, "problem": problem}
        with self._database.writing() as connection:
            connection.execute(sa.update(_LETTERS).where(its).values(values))

    def letter(self, user: UserId, key: str) -> LetterRecord | None:
        """What became of one letter; ``None`` where it was never claimed."""
        its = sa.select(_LETTERS).where(_LETTERS.c.user == user, _LETTERS.c.key == storable(key))
        with self._database.reading() as connection:
            row = connection.execute(its).one_or_none()
        return _letter(row) if row is not None else None

    def letters(self, user: UserId, limit: int) -> tuple[LetterRecord, ...]:
        """A person's letters, the latest first."""
        latest = sa.select(_LETTERS).where(_LETTERS.c.user == user).order_by(_LETTERS.c.at.desc(), _LETTERS.c.key)
        with self._database.reading() as connection:
            return tuple(_letter(row) for row in connection.execute(latest.limit(max(limit, 0))))

    def forget_letters(self, before: datetime) -> int:
        """Forget letters from before; returns how many."""
        with self._database.writing() as connection:
            return connection.execute(sa.delete(_LETTERS).where(_LETTERS.c.at < storable(before))).rowcount

    def _wishes(self, which: sa.ColumnElement[bool]) -> MailWishes | None:
        with self._database.reading() as connection:
            row = connection.execute(sa.select(_WISHES).where(which)).one_or_none()
        return _wishes(row) if row is not None else None


def _wishes(row: sa.Row[tuple[Any, ...]]) -> MailWishes:
    values = {**row._mapping, "user": UserId(row.user), "days": tuple(int(day) for day in row.days)}  # noqa: SLF001 - its public name
    return MailWishes(**values)


def _letter(row: sa.Row[tuple[Any, ...]]) -> LetterRecord:
    return LetterRecord(**{**row._mapping, "user": UserId(row.user), "state": LetterState(row.state)})  # noqa: SLF001 - as above
