"""Accounts in memory, and credentials that tests can foresee."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc
from octavo.model.errors import AlreadyThere
from octavo.model.ids import UserId
from octavo.model.keeping import storable
from octavo.model.people import User
from octavo.testing.library import Library

if TYPE_CHECKING:
    from datetime import datetime


class PlainCredentials:
    """Quick and foreseeable where the real ones are slow and secret. Never for a real server."""

    def __init__(self) -> None:
        self._tokens = count(1)

    def hash_password(self, password: str) -> str:
        """The password with a mark before it."""
        return f"plain:{password}"

    def verify_password(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is the right one; ``None`` is never right."""
        return password_hash == f"plain:{password}"

    def new_token(self) -> str:
        """Tokens are ``token-1``, ``token-2`` and so on."""
        return f"token-{next(self._tokens)}"


class MemoryAccounts(Library):
    """The part of the fake store that keeps accounts."""

    def ensure_owner(self, name: str, now: datetime) -> User:
        """The owner, made when the library is new."""
        with self._lock:
            owner = next((user for user in self._users.values() if user.is_owner), None)
            return owner or self._add_user(name, None, now, is_owner=True)

    def add_user(self, name: str, *, password_hash: str | None, now: datetime) -> User:
        """Make an account. Raises AlreadyThere when the name (case folded) is taken."""
        with self._lock:
            return self._add_user(name, password_hash, now, is_owner=False)

    def users(self) -> tuple[User, ...]:
        """All accounts, by id."""
        with self._lock:
            return tuple(self._users.values())

    def user(self, user: UserId) -> User | None:
        """One account."""
        with self._lock:
            return self._users.get(user)

    def user_by_name(self, name: str) -> User | None:
        """The account with this name, case folded."""
        with self._lock:
            folded = storable(name).casefold()
            return next((user for user in self._users.values() if user.name.casefold() == folded), None)

    def password_hash(self, user: UserId) -> str | None:
        """The stored hash, where the account has a password."""
        with self._lock:
            return self._password_hashes.get(user)

    def set_password(self, user: UserId, password_hash: str) -> None:
        """Write a new hash and end all sessions of the account. Raises NotFound when it is unknown."""
        with self._lock:
            known = self._require_user(user)
            self._users[user] = replace(known, has_password=True)
            self._password_hashes[user] = password_hash
            self._sessions = {digest: kept for digest, kept in self._sessions.items() if kept[0] != user}

    def add_session(self, digest: str, user: UserId, *, now: datetime, expires_at: datetime) -> None:
        """Begin a session. Raises NotFound when the account is unknown."""
        with self._lock:
            self._require_user(user)
            as_utc(now)
            self._sessions[digest] = (user, as_utc(expires_at))

    def session_user(self, digest: str, now: datetime) -> User | None:
        """Whose session this is, while it lasts."""
        with self._lock:
            kept = self._sessions.get(digest)
            return self._users.get(kept[0]) if kept and kept[1] > as_utc(now) else None

    def end_session(self, digest: str) -> None:
        """Sign out."""
        with self._lock:
            self._sessions.pop(digest, None)

    def add_sign_in_link(self, digest: str, user: UserId, *, expires_at: datetime) -> None:
        """Remember a one-time link. Raises NotFound when the account is unknown."""
        with self._lock:
            self._require_user(user)
            self._links[digest] = (user, as_utc(expires_at))

    def redeem_sign_in_link(self, digest: str, now: datetime) -> User | None:
        """Use a link up: whose it was, once, while it is valid."""
        with self._lock:
            now = as_utc(now)
            kept = self._links.pop(digest, None)
            return self._users.get(kept[0]) if kept and kept[1] > now else None

    def _add_user(self, name: str, password_hash: str | None, now: datetime, *, is_owner: bool) -> User:
        name = storable(name)
        if self.user_by_name(name) is not None:
            raise AlreadyThere(f"There is an account {name} already: choose another name.")
        user = User(
            id=UserId(len(self._users) + 1),
            name=name,
            is_owner=is_owner,
            created_at=as_utc(now),
            has_password=password_hash is not None,
        )
        self._users[user.id] = user
        if password_hash is not None:
            self._password_hashes[user.id] = password_hash
        return user
