"""The part of the library that keeps who may come in, where they are in, and how they want to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from octavo.model.ids import UserId
from octavo.model.people import Brake, SignedIn, Tally, User
from octavo.model.preferences import ReadingPreferences


class AccountStore(Protocol):
    """Accounts with their preferences, sessions and one-time sign-in links. Tokens are kept as digests only."""

    def ensure_owner(self, name: str, now: datetime) -> User:
        """The owner, made when the library is new."""

    def add_user(self, name: str, *, password_hash: str | None, now: datetime) -> User:
        """Make an account. Raises AlreadyThere when the name (case folded) is taken."""

    def users(self) -> tuple[User, ...]:
        """All accounts, by id."""

    def user(self, user: UserId) -> User | None:
        """One account."""

    def user_by_name(self, name: str) -> User | None:
        """The account with this name, case folded."""

    def remove_user(self, user: UserId) -> None:
        """Remove an account with all that is its alone. What it said stays, under its name and without an author.

        Raises NotFound when it is unknown.
        """

    def password_hash(self, user: UserId) -> str | None:
        """The stored hash, where the account has a password."""

    def set_password(self, user: UserId, password_hash: str) -> None:
        """Write a new hash and end all sessions of the account. Links that were not used lead nowhere any more."""

    def save_reading_preferences(self, user: UserId, preferences: ReadingPreferences) -> None:
        """Keep how a person wants to read; it comes with every ``User`` from then on. Raises NotFound."""

    def change_reading_preferences(self, user: UserId, chosen: Mapping[str, object]) -> ReadingPreferences:
        """Change some of them, by the names of their fields, in one transaction; returns all. Raises NotFound."""

    def tally(self, user: UserId) -> Tally:
        """How much of a person's is kept, in a fixed number of queries."""

    def add_session(
        self, digest: str, user: UserId, *, now: datetime, expires_at: datetime, agent: str = "", most: int = 50
    ) -> None:
        """Begin a session. Of more than ``most`` of one account those go that were seen longest ago."""

    def session(self, digest: str, now: datetime) -> SignedIn | None:
        """The session with this digest, while it lasts, with whose it is: in one query."""

    def sessions(self, user: UserId, now: datetime) -> tuple[SignedIn, ...]:
        """The sessions of an account that last, the latest seen first."""

    def see_session(self, digest: str, now: datetime, *, expires_at: datetime) -> None:
        """Remember that somebody is here, and until when the session lasts from now on."""

    def end_session(self, digest: str) -> None:
        """Sign out."""

    def end_sessions(self, user: UserId, *, but: str | None = None) -> int:
        """End all sessions of an account, save the one with the digest ``but``; returns how many."""

    def add_sign_in_link(self, digest: str, user: UserId, *, expires_at: datetime) -> None:
        """Remember a one-time link."""

    def redeem_sign_in_link(self, digest: str, now: datetime) -> User | None:
        """Use a link up: whose it was, once, while it is valid."""


class BrakeStore(Protocol):
    """Failures to sign in, counted so that all processes know of them and a restart forgets none."""

    def begin_try(self, brakes: Sequence[Brake], now: datetime, *, forget_before: datetime, most: int) -> datetime:
        """Count a failure against each of these, in advance, unless one of them has to wait.

        Returns when the next try is allowed: ``now`` or earlier says that this one is, and that it was counted; a
        later time that it is not, and that nothing was. What failed last before ``forget_before`` is forgotten, and
        so is what failed longest ago where more than ``most`` are known.
        """

    def end_try(self, *, forget: Sequence[str], take_back: Sequence[str]) -> None:
        """It was no failure: forget all of these keys, and take one back from those."""
