"""Accounts: who may come in. Passwords are hashed, tokens are kept as digests only."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.model.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources

SESSION_LASTS = timedelta(days=30)
LINK_LASTS = timedelta(hours=1)
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1024
NAME = re.compile(r"[\w][\w.@-]{0,63}")


class AccountDesk:
    """Makes accounts and lets people in and out."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._credentials = resources.credentials
        self._me = me

    def add(self, name: str, password: str | None = None) -> User:
        """Make an account. Without a password it is entered by one-time link.

        Raises:
            InvalidInput: the name or the password will not do.
            AlreadyThere: the name is taken.
        """
        if not NAME.fullmatch(name):
            raise InvalidInput("A name has 1 to 64 letters, digits and . _ @ -, and begins with a letter or digit.")
        password_hash = self._hash(password) if password is not None else None
        return self._store.add_user(name, password_hash=password_hash, now=self._clock.now())

    def list(self) -> tuple[User, ...]:
        """All accounts."""
        return self._store.users()

    def find(self, name: str) -> User:
        """The account of this name.

        Raises:
            NotFound: there is none.
        """
        user = self._store.user_by_name(name)
        if user is None:
            raise NotFound(f"There is no account called “{name}”.")
        return user

    def set_password(self, user: User, password: str) -> None:
        """Give an account a new password and end its sessions.

        Raises:
            InvalidInput: the password will not do.
        """
        self._store.set_password(user.id, self._hash(password))

    def sign_in(self, name: str, password: str) -> str | None:
        """A session's token when name and password are right, else ``None``; both take the same time."""
        user = self._store.user_by_name(name)
        password_hash = self._store.password_hash(user.id) if user else None
        right = self._credentials.verify_password(password_hash, password[:LONGEST_PASSWORD])
        return self._begin_session(user) if user and right else None

    def new_sign_in_link(self, user: User | None = None) -> str:
        """The token of a link that signs its user (``me``, unless given) in, once, within the hour."""
        token = self._credentials.new_token()
        expires_at = self._clock.now() + LINK_LASTS
        self._store.add_sign_in_link(_digest(token), (user or self._me).id, expires_at=expires_at)
        return token

    def redeem(self, token: str) -> str | None:
        """Use a sign-in link up: a session's token, or ``None`` when the link is spent, late or unknown."""
        user = self._store.redeem_sign_in_link(_digest(token), self._clock.now())
        return self._begin_session(user) if user else None

    def of_session(self, token: str) -> User | None:
        """Whose session this is, while it lasts."""
        return self._store.session_user(_digest(token), self._clock.now())

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._store.end_session(_digest(token))

    def _begin_session(self, user: User) -> str:
        token = self._credentials.new_token()
        now = self._clock.now()
        self._store.add_session(_digest(token), user.id, now=now, expires_at=now + SESSION_LASTS)
        return token

    def _hash(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise InvalidInput(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
        return self._credentials.hash_password(password)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
