"""Removing accounts from the fake store, and counting what is theirs: what touches every part of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.people import Tally
from octavo.testing.accounts import MemoryAccounts
from octavo.testing.following import MemoryFollowing
from octavo.testing.insights import MemoryInsights
from octavo.testing.letters import MemoryLetters
from octavo.testing.model_calls import MemoryModelCalls
from octavo.testing.moderation import MemoryModeration
from octavo.testing.notes import MemoryNotes
from octavo.testing.searches import MemorySearches
from octavo.testing.trackers import MemoryTrackers

if TYPE_CHECKING:
    from octavo.model.ids import UserId


class MemoryPeople(
    MemoryFollowing,
    MemoryModeration,
    MemoryInsights,
    MemoryTrackers,
    MemorySearches,
    MemoryNotes,
    MemoryLetters,
    MemoryAccounts,
    MemoryModelCalls,
):
    """The part of the fake store that knows what belongs to whom."""

    def remove_user(self, user: UserId) -> None:
        """Remove an account with all that is its alone. What it said stays, under its name and without an author."""
        with self._lock:
            self._require_user(user)
            self.end_sessions(user)
            del self._users[user]
            self._password_hashes.pop(user, None)
            self._model_off.discard(user)
            self._links = {key: kept for key, kept in self._links.items() if kept[0] != user}
            self._follows = {pair for pair in self._follows if pair[0] != user}
            self._marks = {key: kept for key, kept in self._marks.items() if key[0] != user}
            self._interests = {key: kept for key, kept in self._interests.items() if key[0] != user}
            self._story_interests = {key: kept for key, kept in self._story_interests.items() if key[0] != user}
            self._editions = {key: kept for key, kept in self._editions.items() if key[0] != user}
            self._notes = {key: kept for key, kept in self._notes.items() if kept.user != user}
            self._mail_wishes.pop(user, None)
            self._searches = {key: kept for key, kept in self._searches.items() if kept.user != user}
            self._folders = {key: kept for key, kept in self._folders.items() if kept.user != user}
            self._placed = {key: kept for key, kept in self._placed.items() if key[0] != user}
            self._own_titles = {key: kept for key, kept in self._own_titles.items() if key[0] != user}
            self._letters = {key: kept for key, kept in self._letters.items() if key[0] != user}
            self._reading = {key: kept for key, kept in self._reading.items() if key[0] != user}
            for tracker in self.trackers(user):
                self.remove_tracker(user, tracker.id)
            for number, comment in self._comments.items():
                if comment.author == user:
                    self._comments[number] = replace(comment, author=None)

    def tally(self, user: UserId) -> Tally:
        """How much of a person's is kept."""
        with self._lock:
            mine = [mark for mark in self._marks.values() if mark.user == user]
            return Tally(
                read=sum(mark.read_at is not None for mark in mine),
                starred=sum(mark.starred_at is not None for mark in mine),
                comments=sum(comment.author == user for comment in self._comments.values()),
                trackers=len(self.trackers(user)),
                subjects=len(self.interests(user)),
                notes=self.count_notes(user),
            )

    def size(self) -> int:
        """It takes up no room that would be worth telling."""
        return 0
