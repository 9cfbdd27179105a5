"""Accounts, sessions and one-time sign-in links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.account_tables import reading_preferences
from octavo.adapters.store.columns import key_of
from octavo.adapters.store.discussion_tables import comments
from octavo.adapters.store.note_tables import notes
from octavo.adapters.store.part import Part, require_user
from octavo.adapters.store.tables import interests, marks, sessions, sign_in_links, trackers, users
from octavo.model.errors import AlreadyThere, NotFound
from octavo.model.keeping import storable
from octavo.model.people import SignedIn, Tally, User
from octavo.model.preferences import changed, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from octavo.model.ids import UserId
    from octavo.model.preferences import ReadingPreferences

_WITH_PREFERENCES = users.outerjoin(reading_preferences, reading_preferences.c.user == users.c.id)
_SEEN = sa.func.coalesce(sessions.c.seen_at, sessions.c.created_at, type_=sessions.c.created_at.type)
_ALL_SESSIONS = sessions  # a method has that name


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
            return tuple(_user(row) for row in connection.execute(_select().order_by(users.c.id)))

    def user(self, user: UserId) -> User | None:
        """One account."""
        with self._database.reading() as connection:
            return _one(connection, users.c.id == user)

    def user_by_name(self, name: str) -> User | None:
        """The account with this name, case folded."""
        with self._database.reading() as connection:
            return _one(connection, users.c.name_key == _name_key(name))

    def remove_user(self, user: UserId) -> None:
        """Remove an account with all that is its alone. What it said stays, under its name and without an author."""
        with self._database.writing() as connection:
            if connection.execute(sa.delete(users).where(users.c.id == user)).rowcount == 0:
                raise NotFound(f"There is no account {user}.")

    def password_hash(self, user: UserId) -> str | None:
        """The stored hash, where the account has a password."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(users.c.password_hash).where(users.c.id == user))

    def set_password(self, user: UserId, password_hash: str) -> None:
        """Write a new hash, end all sessions of the account and forget its links. Raises NotFound: it is unknown."""
        with self._database.writing() as connection:
            require_user(connection, user)
            connection.execute(sa.update(users).where(users.c.id == user).values(password_hash=password_hash))
            connection.execute(sa.delete(sessions).where(sessions.c.user == user))
            connection.execute(sa.delete(sign_in_links).where(sign_in_links.c.user == user))

    def save_reading_preferences(self, user: UserId, preferences: ReadingPreferences) -> None:
        """Keep how a person wants to read. Raises NotFound when the account is unknown."""
        with self._database.writing() as connection:
            require_user(connection, user)
            _prefer(connection, user, preferences)

    def change_reading_preferences(self, user: UserId, chosen: Mapping[str, object]) -> ReadingPreferences:
        """Change some of them, by the names of their fields, in one transaction; returns all. Raises NotFound."""
        with self._database.writing() as connection:
            known = _one(connection, users.c.id == user)
            if known is None:
                raise NotFound(f"There is no account {user}.")
            wanted = changed(known.preferences, chosen)
            _prefer(connection, user, wanted)
        return wanted

    def tally(self, user: UserId) -> Tally:
        """How much of a person's is kept, in one query."""
        counted = {
            "read": (marks, sa.and_(marks.c.user == user, marks.c.read_at.is_not(None))),
            "starred": (marks, sa.and_(marks.c.user == user, marks.c.starred_at.is_not(None))),
            "comments": (comments, comments.c.author == user),
            "trackers": (trackers, trackers.c.user == user),
            "subjects": (interests, interests.c.user == user),
            "notes": (notes, sa.and_(notes.c.user == user, notes.c.deleted_at.is_(None))),
        }
        columns = [
            sa.select(sa.func.count()).select_from(table).where(mine).scalar_subquery().label(name)
            for name, (table, mine) in counted.items()
        ]
        with self._database.reading() as connection:
            return Tally(**connection.execute(sa.select(*columns)).one()._mapping)  # noqa: SLF001 - SQLAlchemy's public name

    def add_session(
        self, digest: str, user: UserId, *, now: datetime, expires_at: datetime, agent: str = "", most: int = 50
    ) -> None:
        """Begin a session. Raises NotFound when the account is unknown."""
        values = {"digest": digest, "user": user, "created_at": now, "expires_at": expires_at, "agent": agent}
        latest = sa.select(sessions.c.digest).where(sessions.c.user == user)
        surplus = latest.order_by(_SEEN.desc(), sessions.c.digest).offset(most - 1)
        with self._database.writing() as connection:
            require_user(connection, user)
            connection.execute(sa.delete(sessions).where(sessions.c.expires_at <= now))
            gone = connection.scalars(surplus).all()
            connection.execute(sa.delete(sessions).where(sessions.c.digest.in_(gone)))
            connection.execute(sa.insert(sessions).values(values))

    def session(self, digest: str, now: datetime) -> SignedIn | None:
        """The session with this digest, while it lasts, with whose it is."""
        with self._database.reading() as connection:
            row = connection.execute(_OF_SESSION, {"digest": digest, "now": now}).one_or_none()
        return None if row is None else _session(row)

    def sessions(self, user: UserId, now: datetime) -> tuple[SignedIn, ...]:
        """The sessions of an account that last, the latest seen first."""
        mine = _sessions().where(_ALL_SESSIONS.c.user == user, _ALL_SESSIONS.c.expires_at > now)
        with self._database.reading() as connection:
            return tuple(
                _session(row) for row in connection.execute(mine.order_by(_SEEN.desc(), _ALL_SESSIONS.c.digest))
            )

    def see_session(self, digest: str, now: datetime, *, expires_at: datetime) -> None:
        """Remember that somebody is here, and until when the session lasts from now on."""
        this = sa.update(_ALL_SESSIONS).where(_ALL_SESSIONS.c.digest == digest)
        with self._database.writing() as connection:
            connection.execute(this.values(seen_at=now, expires_at=expires_at))

    def end_sessions(self, user: UserId, *, but: str | None = None) -> int:
        """End all sessions of an account, save the one with the digest ``but``; returns how many."""
        others = sa.delete(_ALL_SESSIONS).where(_ALL_SESSIONS.c.user == user, _ALL_SESSIONS.c.digest != (but or ""))
        with self._database.writing() as connection:
            return connection.execute(others).rowcount

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
    made = connection.scalar(sa.insert(users).values(values).returning(users.c.id))
    return _user(connection.execute(_select().where(users.c.id == made)).one())


def _one(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> User | None:
    row = connection.execute(_select().where(condition)).one_or_none()
    return None if row is None else _user(row)


def _prefer(connection: sa.Connection, user: UserId, preferences: ReadingPreferences) -> None:
    chosen = {"chosen": to_json(preferences)}
    mine = sa.update(reading_preferences).where(reading_preferences.c.user == user)
    if connection.execute(mine.values(chosen)).rowcount == 0:
        connection.execute(sa.insert(reading_preferences).values(user=user, **chosen))


def _select() -> sa.Select[tuple[Any, ...]]:
    return sa.select(users, reading_preferences.c.chosen).select_from(_WITH_PREFERENCES)


def _sessions() -> sa.Select[tuple[Any, ...]]:
    """Sessions with their people. Both tables have a time at which something was made."""
    begun = sessions.c.created_at.label("begun_at")
    mine = (sessions.c.digest, begun, _SEEN.label("last_seen_at"), sessions.c.expires_at, sessions.c.agent)
    both = _WITH_PREFERENCES.join(sessions, sessions.c.user == users.c.id)
    return sa.select(users, reading_preferences.c.chosen, *mine).select_from(both)


# Every page sends it: see records.
_OF_SESSION = _sessions().where(
    sessions.c.digest == sa.bindparam("digest"),
    sessions.c.expires_at > sa.bindparam("now", type_=sessions.c.expires_at.type),
)


def _name_key(name: str) -> str:
    return key_of(storable(name).casefold())


def _user(row: sa.Row[tuple[Any, ...]]) -> User:
    return User(
        id=row.id,
        name=row.name,
        is_owner=row.is_owner,
        created_at=row.created_at,
        has_password=row.password_hash is not None,
        preferences=from_json(row.chosen),
    )


def _session(row: sa.Row[tuple[Any, ...]]) -> SignedIn:
    return SignedIn(
        digest=row.digest,
        user=_user(row),
        begun_at=row.begun_at,
        seen_at=row.last_seen_at,
        expires_at=row.expires_at,
        agent=row.agent or "",
    )
