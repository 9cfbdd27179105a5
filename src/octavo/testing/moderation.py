"""Roles, bans, wishes and what was learned of a discussion, in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc
from octavo.model.discussion import (
    Action,
    Ban,
    EntryId,
    Example,
    Moderation,
    Preferences,
    Seen,
    ban_told,
)
from octavo.model.keeping import storable
from octavo.testing.discussion import MemoryDiscussion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.ids import ArticleId, UserId
    from octavo.model.people import User


class MemoryModeration(MemoryDiscussion):
    """The part of the fake store that keeps who may do what in the discussion, and what people want of it."""

    def set_role(self, person: UserId, *, is_moderator: bool, by: UserId, now: datetime) -> None:
        """Make somebody a moderator, or no longer."""
        with self._lock:
            self._require_user(person)
            self._people[person] = replace(self._people[person], is_moderator=is_moderator)
            role = "moderator" if is_moderator else "no moderator"
            self._note(Action.ROLE, now, by=by, person=person, reason=role)

    def set_moderation(self, person: UserId, moderation: Moderation | None, *, by: UserId, now: datetime) -> None:
        """Make an exception for somebody's comments, or none."""
        with self._lock:
            self._require_user(person)
            self._people[person] = replace(self._people[person], moderation=moderation)
            told = f"comments wait: {'as for everybody' if moderation is None else moderation.value}"
            self._note(Action.ROLE, now, by=by, person=person, reason=told)

    def ban(self, person: UserId, *, until: datetime, reason: str, by: UserId, now: datetime) -> None:
        """Let somebody write nothing until a time."""
        with self._lock:
            self._require_user(person)
            told = {"banned_until": as_utc(until), "ban_reason": storable(reason)}
            self._people[person] = replace(self._people[person], **told)  # type: ignore[arg-type]
            self._note(Action.BAN, now, by=by, person=person, reason=storable(ban_told(until, reason)))

    def lift_ban(self, person: UserId, *, by: UserId, now: datetime) -> bool:
        """End a ban; whether there was one."""
        with self._lock:
            until = self._people[person].banned_until
            if until is None or until <= now:
                return False
            self._people[person] = replace(self._people[person], banned_until=None)
            self._note(Action.LIFT, now, by=by, person=person)
            return True

    def bans(self, now: datetime) -> tuple[Ban, ...]:
        """The bans that last, by their end."""
        with self._lock:
            found = [
                Ban(person=user, name=self._users[user].name, until=one.banned_until, reason=one.ban_reason)
                for user, one in self._people.items()
                if one.banned_until is not None and one.banned_until > now
            ]
            return tuple(sorted(found, key=lambda ban: (ban.until, ban.person)))

    def follow_conversation(self, person: UserId, articles: Sequence[ArticleId], *, on: bool) -> None:
        """Follow the conversation on an article, or those on all of these no more."""
        with self._lock:
            self._require_user(person)
            these = {(person, article) for article in articles}
            if on:
                for article in articles:
                    self._require_article(article)
            self._listens = self._listens | these if on else self._listens - these

    def saw(self, person: UserId, seen: Sequence[Seen]) -> None:
        """Remember a visit to the discussion of articles."""
        with self._lock:
            self._require_user(person)
            self._seen.update({(person, one.article): storable(one) for one in seen})

    def mute(self, person: UserId, other: UserId, *, on: bool) -> None:
        """Fold up what somebody says, for one person."""
        with self._lock:
            self._require_user(person)
            self._require_user(other)
            self._mutes = self._mutes | {(person, other)} if on else self._mutes - {(person, other)}

    def muted(self, person: UserId) -> tuple[tuple[UserId, str], ...]:
        """Whom somebody muted, with their names, by name."""
        with self._lock:
            found = [(other, self._users[other].name) for user, other in self._mutes if user == person]
            return tuple(sorted(found, key=lambda one: (one[1].casefold(), one[0])))

    def save_preferences(self, person: UserId, preferences: Preferences) -> None:
        """Keep how somebody wants the discussion."""
        with self._lock:
            self._require_user(person)
            self._preferences[person] = preferences

    def reader_by_feed_key(self, key: str) -> User | None:
        """Whose feeds this key opens."""
        with self._lock:
            return next((self._users[u] for u, kept in self._preferences.items() if key and kept.feed_key == key), None)

    def learned(self) -> tuple[bytes | None, EntryId]:
        """What the spam classifier learned, and from the log up to which line."""
        return self._learned

    def save_learned(self, state: bytes, position: EntryId, *, after: EntryId) -> bool:
        """Keep what was learned; not where another process went further than ``after`` meanwhile."""
        with self._lock:
            if self._learned[1] != after:
                return False
            self._learned = (state, position)
            return True

    def examples(self, after: EntryId, limit: int) -> tuple[tuple[Example, ...], EntryId, bool]:
        """What moderators decided about texts since a line of the log, up to which line, and whether any was undone."""
        with self._lock:
            taught = (Action.PUBLISH, Action.SPAM, Action.UNDO)
            lines = [one for one in self._log if one.id > after and one.by is not None and one.action in taught][:limit]
            found = tuple(
                Example(entry=one.id, body=self._comments[one.comment].body, is_spam=one.action is Action.SPAM)
                for one in lines
                if one.comment is not None and not one.is_undone and one.action is not Action.UNDO
                if self._comments[one.comment].body
            )
            undone = any(one.action is Action.UNDO for one in lines)
            return found, lines[-1].id if lines else after, undone
