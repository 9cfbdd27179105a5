"""Accounts: who may come in. Passwords are hashed, tokens are kept as digests only."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from octavo.model.discussion import Action, CommentState
from octavo.model.errors import AlreadyThere, InvalidInput, NotAllowed, NotFound, TooSoon
from octavo.model.ids import UserId
from octavo.model.people import Brake
from octavo.newsroom.by_the_way import by_the_way
from octavo.newsroom.digests import digest_of

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.people import SignedIn, User
    from octavo.model.preferences import ReadingPreferences
    from octavo.newsroom.resources import Resources

# A session ends when nobody was there for a month, and after half a year in any case.
SESSION_IDLE = timedelta(days=30)
SESSION_LASTS = timedelta(days=180)
SEEN_EVERY = timedelta(hours=1)
MOST_SESSIONS = 50
LONGEST_AGENT = 400
LINK_LASTS = timedelta(hours=1)
# Failures cost nothing at first. From elsewhere nobody can shut the real one out for longer than a minute.
FREE_HERE, LONGEST_HERE = 5, timedelta(minutes=15)
FREE_OF_NETWORK, LONGEST_OF_NETWORK = 20, timedelta(minutes=15)
FREE_OF_NAME, LONGEST_OF_NAME = 50, timedelta(minutes=1)
TRIES_LAST = timedelta(days=1)
MOST_TRIES = 50_000
_BATCH = 200
_NOBODY = UserId(0)
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1024
NAME = re.compile(r"[\w][\w.@-]{0,63}")


class AccountDesk:
    """Makes accounts and lets people in and out."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._asides = resources.asides
        self._credentials = resources.credentials
        self._me = me

    def add(self, name: str, password: str | None = None) -> User:
        """Make an account. Without a password it is entered by one-time link.

        Raises:
            InvalidInput: the name or the password will not do.
            AlreadyThere: the name is taken.
        """
        self.check_name(name)
        password_hash = self._hash(password) if password is not None else None
        return self._store.add_user(name, password_hash=password_hash, now=self._clock.now())

    def check_name(self, name: str) -> None:
        """Tell before a password is asked for whether a new account may be called so.

        Raises:
            InvalidInput: the name will not do.
            AlreadyThere: it is taken.
        """
        if not NAME.fullmatch(name):
            raise InvalidInput("A name has 1 to 64 letters, digits and . _ @ -, and begins with a letter or digit.")
        if self._store.user_by_name(name) is not None:
            raise AlreadyThere(f"There is an account called “{name}” already.")

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

    def sign_in(self, name: str, password: str, *, network: str = "", agent: str = "") -> str | None:
        """A session's token when name and password are right, else ``None``; both take the same time.

        ``network`` is where it comes from, ``agent`` how the browser names itself.

        Raises:
            TooSoon: there were too many failures, for this name or from this network.
        """
        user = self.check_password(name, password, network=network)
        return self._begin_session(user, agent) if user else None

    def check_password(self, name: str, password: str, *, network: str = "") -> User | None:
        """Whose name and password these are, if anybody's. Tries are counted before anything is looked at.

        Whether there is such a name changes neither the answer nor the work: tries at it are counted, and a hash is
        computed, in any case.

        Raises:
            TooSoon: there were too many failures, for this name or from this network.
        """
        brakes = _brakes(name, network)
        now = self._clock.now()
        free_at = self._store.begin_try(brakes, now, forget_before=now - TRIES_LAST, most=MOST_TRIES)
        if free_at > now:
            raise _too_soon(free_at, now)
        user = self._store.user_by_name(name)
        password_hash = self._store.password_hash(user.id if user else _NOBODY)
        right = self._credentials.verify_password(password_hash, password[:LONGEST_PASSWORD])
        if user is None or not right:
            return None
        self._store.end_try(forget=[brakes[0].key], take_back=[one.key for one in brakes[1:]])
        return user

    def new_sign_in_link(self, user: User | None = None) -> str:
        """The token of a link that signs its user (``me``, unless given) in, once, within the hour."""
        token = self._credentials.new_token()
        expires_at = self._clock.now() + LINK_LASTS
        self._store.add_sign_in_link(digest_of(token), (user or self._me).id, expires_at=expires_at)
        return token

    def redeem(self, token: str, *, agent: str = "") -> str | None:
        """Use a sign-in link up: a session's token, or ``None`` when the link is spent, late or unknown."""
        user = self._store.redeem_sign_in_link(digest_of(token), self._clock.now())
        return self._begin_session(user, agent) if user else None

    def of_session(self, token: str) -> User | None:
        """Whose session this is, while it lasts; being here makes it last longer, and what readers did is caught up."""
        self._asides.catch_up(self._store)
        now = self._clock.now()
        found = self._store.session(digest_of(token), now)
        if found is None:
            return None
        if now - found.seen_at >= SEEN_EVERY:
            until = min(found.begun_at + SESSION_LASTS, now + SESSION_IDLE)
            # A library that cannot be written can still be read.
            with by_the_way(self._store):
                self._store.see_session(found.digest, now, expires_at=until)
        return found.user

    def sessions(self) -> tuple[SignedIn, ...]:
        """Where ``me`` is signed in, the latest seen first."""
        return self._store.sessions(self._me.id, self._clock.now())

    def is_session(self, session: SignedIn, token: str) -> bool:
        """Whether this session is the one with this token."""
        return session.digest == digest_of(token)

    def end_session(self, digest: str) -> None:
        """End one of the sessions of ``me``, wherever it is; no change when it has ended."""
        if any(one.digest == digest for one in self.sessions()):
            self._store.end_session(digest)

    def end_other_sessions(self, token: str | None = None, user: User | None = None) -> int:
        """End all sessions of ``me`` (or of ``user``), save the one with this token; returns how many."""
        return self._store.end_sessions((user or self._me).id, but=digest_of(token) if token else None)

    def renew_session(self, token: str, *, agent: str = "") -> str:
        """A new token for who is signed in with this one, which no longer works."""
        self._store.end_session(digest_of(token))
        return self._begin_session(self._me, agent)

    def prefer(self, preferences: ReadingPreferences) -> None:
        """Keep how ``me`` wants to read."""
        self._store.save_reading_preferences(self._me.id, preferences)
        self._keep_time(preferences)

    def choose(self, **chosen: object) -> ReadingPreferences:
        """Change some of how ``me`` wants to read, whatever else is changed at the same time; returns all of it."""
        found = self._store.change_reading_preferences(self._me.id, chosen)
        if "zone" in chosen:
            self._keep_time(found)
        return found

    def remove(self, user: User, *, erase: bool = False) -> None:
        """Remove an account. What it said stays, under its name; with ``erase`` its words are taken away for good.

        Only the owner removes others.

        Raises:
            NotAllowed: it is the owner's, or it is another's and ``me`` is not the owner.
            NotFound: it is not there any more.
        """
        if user.is_owner:
            raise NotAllowed("The owner's account goes with the library: it cannot be removed alone.")
        if not self._me.is_owner and user.id != self._me.id:
            raise NotAllowed("Only the owner of this server may remove other people's accounts.")
        if erase:
            self._erase(user)
        self._store.remove_user(user.id)

    def sign_out(self, token: str) -> None:
        """End a session."""
        self._store.end_session(digest_of(token))

    def _begin_session(self, user: User, agent: str) -> str:
        token = self._credentials.new_token()
        now = self._clock.now()
        until, named = now + SESSION_IDLE, agent[:LONGEST_AGENT]
        self._store.add_session(digest_of(token), user.id, now=now, expires_at=until, agent=named, most=MOST_SESSIONS)
        return token

    def _keep_time(self, preferences: ReadingPreferences) -> None:
        """Letters come by the clock that the person reads by."""
        wishes = self._store.mail_wishes(self._me.id)
        if wishes is not None and wishes.zone != preferences.zone:
            self._store.save_mail_wishes(replace(wishes, zone=preferences.zone))

    def _erase(self, user: User) -> None:
        said = self._store.comments_of(user.id, self._store.tally(user.id).comments)
        left = [one.id for one in said if one.state is not CommentState.PURGED]
        for start in range(0, len(left), _BATCH):
            some = left[start : start + _BATCH]
            self._store.decide(some, action=Action.PURGE, by=self._me.id, now=self._clock.now())

    def _hash(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise InvalidInput(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
        return self._credentials.hash_password(password)


def _brakes(name: str, network: str) -> tuple[Brake, ...]:
    """What tries at a name from a network are counted for: both together, the network, the name."""
    folded = name.casefold()
    return (
        Brake(key=f"here:{network}:{folded}", free=FREE_HERE, longest=LONGEST_HERE),
        Brake(key=f"network:{network}", free=FREE_OF_NETWORK, longest=LONGEST_OF_NETWORK),
        Brake(key=f"name:{folded}", free=FREE_OF_NAME, longest=LONGEST_OF_NAME),
    )


def _too_soon(free_at: datetime, now: datetime) -> TooSoon:
    seconds = ceil((free_at - now).total_seconds())
    wait = f"{seconds} {'second' if seconds == 1 else 'seconds'}" if seconds < 90 else f"{ceil(seconds / 60)} minutes"  # noqa: PLR2004
    return TooSoon(
        f"There were too many tries. Wait {wait} and try again; a sign-in link works at once, and whoever runs this"
        " server can make one.",
        seconds=seconds,
    )
