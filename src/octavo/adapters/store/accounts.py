"""Accounts, sessions and one-time sign-in links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.columns import key_of
from octavo.adapters.store.part import Part, require_user
from octavo.adapters.store.tables import sessions, sign_in_links, users
from octavo.model.errors import AlreadyThere
from octavo.model.keeping import storable
from octavo.model.people import User

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.ids import UserId


class SqlAccounts(Part):
    """The part of the store that keeps accounts. Tokens are kept as digests only."""

    def ensure_owner(self, name: str, now: datetime) -> User:
        """The owner, made when the library is new."""
        with self._database.reading() as connection:
            owner = _one(connection, users.c.is_owner)
        if owner is not None:
            return owner
        with self._database.writing() as connection:
            # Again, in turn with other writers: two processes may open a new library at once.
            return _one(connection, users.c.is_owner) or _add(connection, name, None, now, is_owner=True)

    def add_user(self, name: str, *, password_hash: str | None, now: datetime) -> User:
        """Make an account. Raises AlreadyThere when the name (case folded) is taken."""
        with self._database.writing() as connection:
            return _add(connection, name, password_hash, now, is_owner=False)

    def users(self) -> tuple[User, ...]:
        """All accounts, by id."""
        with self._database.reading() as connection:
            return tuple(_user(row) for row in connection.execute(sa.select(users).order_by(users.c.id)))

    def user(self, user: UserId) -> User | None:
        """One account."""
        with self._database.reading() as connection:
            return _one(connection, users.c.id == user)

    def user_by_name(self, name: str) -> User | None:
        """The account with this name, case folded."""
        with self._database.reading() as connection:
            return _one(connection, users.c.name_key == _name_key(name))

    def password_hash(self, user: UserId) -> str | None:
        """The stored hash, where the account has a password."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(users.c.password_hash).where(users.c.id == user))

    def set_password(self, user: UserId, password_hash: str) -> None:
        """Write a new hash and end all sessions of the account. Raises NotFound when it is unknown."""
        with self._database.writing() as connection:
            require_user(connection, user)
            connection.execute(sa.update(users).where(users.c.id == user).values(password_hash=password_hash))
            connection.execute(sa.delete(sessions).where(sessions.c.user == user))

    def add_session(self, digest: str, user: UserId, *, now: datetime, expires_at: datetime) -> None:
        """Begin a session. Raises NotFound when the account is unknown."""
        values = {"digest": digest, "user": user, "created_at": now, "expires_at": expires_at}
        with self._database.writing() as connection:
            require_user(connection, user)
            connection.execute(sa.delete(sessions).where(sessions.c.expires_at <= now))
            connection.execute(sa.insert(sessions).values(values))

    def session_user(self, digest: str, now: datetime) -> User | None:
        """Whose session this is, while it lasts."""
        with self._database.reading() as connection:
            row = connection.execute(_OF_SESSION, {"digest": digest, "now": now}).one_or_none()
        return None if row is None else _user(row)

    def end_session(self, digest: str) -> None:
        """Sign out."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(sessions).where(sessions.c.digest == digest))

    def add_sign_in_link(self, digest: str, user: UserId, *, expires_at: datetime) -> None:
        """Remember a one-time link. Raises NotFound when the account is unknown."""
        with self._database.writing() as connection:
            require_user(connection, user)
            connection.execute(sa.insert(sign_in_links).values(digest=digest, user=user, expires_at=expires_at))

    def redeem_sign_in_link(self, digest: str, now: datetime) -> User | None:
        """Use a link up: whose it was, once, while it is valid."""
        this = sign_in_links.c.digest == digest
        with self._database.writing() as connection:
            valid = connection.scalar(sa.select(sign_in_links.c.user).where(this, sign_in_links.c.expires_at > now))
            connection.execute(sa.delete(sign_in_links).where(sa.or_(this, sign_in_links.c.expires_at <= now)))
            return None if valid is None else _one(connection, users.c.id == valid)


def _add(connection: sa.Connection, name: str, password_hash: str | None, now: datetime, *, is_owner: bool) -> User:
    key = _name_key(name)
    if _one(connection, users.c.name_key == key) is not None:
        raise AlreadyThere(f"There is an account {storable(name)} already: choose another name.")
    values = {
        "name": name,
        "name_key": key,
        "is_owner": is_owner,
        "password_hash": password_hash,
        "created_at": now,
    }
    return _user(connection.execute(sa.insert(users).values(values).returning(*users.c)).one())


# Every page sends it: see records.
_OF_SESSION = sa.select(users).where(
    users.c.id
    == sa.select(sessions.c.user)
    .where(
        sessions.c.digest == sa.bindparam("digest"),
        sessions.c.expires_at > sa.bindparam("now", type_=sessions.c.expires_at.type),
    )
    .scalar_subquery()
)


def _one(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> User | None:
    row = connection.execute(sa.select(users).where(condition)).one_or_none()
    return None if row is None else _user(row)


def _name_key(name: str) -> str:
    return key_of(storable(name).casefold())


def _user(row: sa.Row[tuple[Any, ...]]) -> User:
    return User(
        id=row.id,
        name=row.name,
        is_owner=row.is_owner,
        created_at=row.created_at,
        has_password=row.password_hash is not None,
    )
