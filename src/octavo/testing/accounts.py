"""Accounts in memory, and credentials that tests can foresee."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc
from octavo.model.errors import AlreadyThere
from octavo.model.ids import UserId
from octavo.model.keeping import storable
from octavo.model.people import SignedIn, User
from octavo.model.preferences import changed
from octavo.testing.library import Library

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from octavo.model.people import Brake
    from octavo.model.preferences import ReadingPreferences


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

    def __init__(self) -> None:
        super().__init__()
        self._last_user = 0
        self._tries: dict[str, tuple[int, datetime]] = {}

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
        """Write a new hash, end all sessions of the account and forget its links. Raises NotFound: it is unknown."""
        with self._lock:
            known = self._require_user(user)
            self._users[user] = replace(known, has_password=True)
            self._password_hashes[user] = password_hash
            self.end_sessions(user)
            self._links = {digest: kept for digest, kept in self._links.items() if kept[0] != user}

    def save_reading_preferences(self, user: UserId, preferences: ReadingPreferences) -> None:
        """Keep how a person wants to read. Raises NotFound when the account is unknown."""
        with self._lock:
            self._users[user] = replace(self._require_user(user), preferences=storable(preferences))

    def change_reading_preferences(self, user: UserId, chosen: Mapping[str, object]) -> ReadingPreferences:
        """Change some of them, by the names of their fields; returns all. Raises NotFound."""
        with self._lock:
            self.save_reading_preferences(user, changed(self._require_user(user).preferences, chosen))
            return self._users[user].preferences

    def add_session(
        self, digest: str, user: UserId, *, now: datetime, expires_at: datetime, agent: str = "", most: int = 50
    ) -> None:
        """Begin a session. Raises NotFound when the account is unknown."""
        with self._lock:
            known = self._require_user(user)
            now, until = as_utc(now), as_utc(expires_at)
            for old in self.sessions(user, now)[most - 1 :]:
                del self._sessions[old.digest]
            self._sessions[digest] = SignedIn(
                digest=digest, user=known, begun_at=now, seen_at=now, expires_at=until, agent=storable(agent)
            )

    def session(self, digest: str, now: datetime) -> SignedIn | None:
        """The session with this digest, while it lasts, with whose it is."""
        with self._lock:
            kept = self._sessions.get(digest)
            if kept is None or kept.expires_at <= as_utc(now):
                return None
            return replace(kept, user=self._users[kept.user.id])

    def sessions(self, user: UserId, now: datetime) -> tuple[SignedIn, ...]:
        """The sessions of an account that last, the latest seen first."""
        with self._lock:
            found = [self.session(one.digest, now) for one in self._sessions.values() if one.user.id == user]
            lasting = sorted((one for one in found if one), key=lambda one: one.digest)
            return tuple(sorted(lasting, key=lambda one: one.seen_at, reverse=True))

    def see_session(self, digest: str, now: datetime, *, expires_at: datetime) -> None:
        """Remember that somebody is here, and until when the session lasts from now on."""
        with self._lock:
            if digest in self._sessions:
                seen, until = as_utc(now), as_utc(expires_at)
                self._sessions[digest] = replace(self._sessions[digest], seen_at=seen, expires_at=until)

    def end_sessions(self, user: UserId, *, but: str | None = None) -> int:
        """End all sessions of an account, save the one with the digest ``but``; returns how many."""
        with self._lock:
            ended = [one.digest for one in self._sessions.values() if one.user.id == user and one.digest != but]
            for digest in ended:
                del self._sessions[digest]
            return len(ended)

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

    def begin_try(self, brakes: Sequence[Brake], now: datetime, *, forget_before: datetime, most: int) -> datetime:
        """Count a failure against each, in advance, unless one has to wait; returns when the next try is allowed."""
        with self._lock:
            now = as_utc(now)
            kept = sorted((last, key) for key, (_, last) in self._tries.items() if last >= as_utc(forget_before))
            surplus = {last for last, _ in kept[: max(0, len(kept) - most)]}
            self._tries = {key: self._tries[key] for last, key in kept if last not in surplus}
            known = [(one, *self._tries[one.key]) for one in brakes if one.key in self._tries]
            free_at = max((last + one.wait(failures) for one, failures, last in known), default=now)
            if free_at > now:
                return free_at
            for one in brakes:
                self._tries[one.key] = (self._tries.get(one.key, (0, now))[0] + 1, now)
            return now

    def end_try(self, *, forget: Sequence[str], take_back: Sequence[str]) -> None:
        """It was no failure: forget all of these keys, and take one back from those."""
        with self._lock:
            for key in {*take_back} & {*self._tries}:
                failures, last = self._tries[key]
                self._tries[key] = (failures - 1, last)
            self._tries = {k: kept for k, kept in self._tries.items() if k not in forget and kept[0] > 0}

    def _add_user(self, name: str, password_hash: str | None, now: datetime, *, is_owner: bool) -> User:
        name = storable(name)
        if self.user_by_name(name) is not None:
            raise AlreadyThere(f"There is an account {name} already: choose another name.")
        self._last_user += 1
        user = User(
            id=UserId(self._last_user),
            name=name,
            is_owner=is_owner,
            created_at=as_utc(now),
            has_password=password_hash is not None,
        )
        self._users[user.id] = user
        if password_hash is not None:
            self._password_hashes[user.id] = password_hash
        return user
