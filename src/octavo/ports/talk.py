"""The part of the library that keeps the discussion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from octavo.model.discussion import (
    Action,
    Ban,
    Comment,
    CommentDraft,
    CommentId,
    CommentState,
    CommentVersion,
    Conversation,
    ConversationQuery,
    Entry,
    EntryId,
    Example,
    HouseRules,
    Moderation,
    Preferences,
    Queued,
    Report,
    Seen,
    Standing,
)
from octavo.model.ids import ArticleId, UserId
from octavo.model.people import User


class DiscussionStore(Protocol):
    """Comments, what people did with them, and how the house is kept; durable when a call returns.

    Methods that change anything raise NotFound where the comment or account is unknown.
    """

    def house_rules(self) -> HouseRules:
        """How the discussion is kept; the defaults until somebody changed them."""

    def save_house_rules(self, rules: HouseRules, *, by: UserId, now: datetime) -> None:
        """Keep the discussion so from now on."""

    def conversation(self, query: ConversationQuery) -> Conversation:
        """What was said on the articles of a story, or of the story of an article, in a fixed number of queries.

        With it come the reader's own comments in any state, and no other's that are not published; of those that are
        gone only that they were there. Of more than ``limit`` comments the latest are given.
        """

    def comments(self, comments: Sequence[CommentId]) -> tuple[Comment, ...]:
        """These comments, whatever their state, by id; unknown ones are left out."""

    def comments_of(self, person: UserId, limit: int) -> tuple[Comment, ...]:
        """The latest comments of somebody, whatever their state, newest first."""

    def news_for(self, person: UserId, limit: int) -> tuple[Comment, ...]:
        """What others published in the conversations that somebody follows since they last looked, newest first."""

    def add_comment(self, draft: CommentDraft) -> tuple[Comment, bool]:
        """Write a comment, and in the log what became of it; whether it is new: one key writes one comment.

        Raises NotFound when the article, or the comment that it answers, is unknown.
        """

    def edit_comment(
        self,
        comment: CommentId,
        *,
        body: str,
        sketch: str,
        now: datetime,
        state: CommentState,
        reason: str,
        rule: str,
        findings: str,
    ) -> Comment:
        """Write a comment anew; what it said before is kept as a version."""

    def versions(self, comment: CommentId) -> tuple[CommentVersion, ...]:
        """What a comment said before, oldest first."""

    def decide(
        self,
        comments: Sequence[CommentId],
        *,
        action: Action,
        by: UserId | None,
        now: datetime,
        rule: str = "",
        reason: str = "",
    ) -> tuple[Entry, ...]:
        """Publish, hold, reject, delete, purge or settle comments, all or none, with a line in the log for each.

        Open reports about them are settled where a person decides. What is purged already stays so, and what is in
        that state already gets no line. Unknown ones are passed over.
        """

    def undo(self, entries: Sequence[EntryId], *, by: UserId, now: datetime) -> int:
        """Bring back the states before these lines of the log, where nothing came after; returns how many."""

    def log(
        self, *, before: EntryId | None = None, comment: CommentId | None = None, limit: int = 100
    ) -> tuple[Entry, ...]:
        """Lines of the log, latest first."""

    def queue(self, limit: int) -> tuple[Queued, ...]:
        """What waits for a moderator, oldest first: held comments, and published ones with open reports."""

    def waiting(self) -> int:
        """How many comments wait for a moderator."""

    def react(self, person: UserId, comment: CommentId, kind: str, *, on: bool) -> None:
        """Make something of a comment, or no more; once for each kind."""

    def report(self, report: Report) -> int:
        """Report a comment, once for each person; returns how many people's reports are open."""

    def standing(self, person: UserId | None, *, guest: str | None = None, now: datetime) -> Standing:
        """What is known of somebody who writes."""

    def recent_texts(
        self, *, since: datetime, person: UserId | None, guest: str | None
    ) -> tuple[tuple[bool, str, str], ...]:
        """What was lately written: whether by this person, its sketch, and the text itself where it was."""

    def publisher_hosts(self) -> tuple[str, ...]:
        """The hosts of the sources of this server, and of their sites."""

    def set_role(self, person: UserId, *, is_moderator: bool, by: UserId, now: datetime) -> None:
        """Make somebody a moderator, or no longer."""

    def set_moderation(self, person: UserId, moderation: Moderation | None, *, by: UserId, now: datetime) -> None:
        """Make an exception for somebody's comments, or none."""

    def ban(self, person: UserId, *, until: datetime, reason: str, by: UserId, now: datetime) -> None:
        """Let somebody write nothing until a time, in the place of an earlier ban."""

    def lift_ban(self, person: UserId, *, by: UserId, now: datetime) -> bool:
        """End a ban; whether there was one."""

    def bans(self, now: datetime) -> tuple[Ban, ...]:
        """The bans that last, by their end."""

    def follow_conversation(self, person: UserId, articles: Sequence[ArticleId], *, on: bool) -> None:
        """Follow the conversation on an article, or those on all of these no more."""

    def saw(self, person: UserId, seen: Sequence[Seen]) -> None:
        """Remember a visit to the discussion of articles."""

    def mute(self, person: UserId, other: UserId, *, on: bool) -> None:
        """Fold up what somebody says, for one person."""

    def muted(self, person: UserId) -> tuple[tuple[UserId, str], ...]:
        """Whom somebody muted, with their names, by name."""

    def preferences(self, person: UserId) -> Preferences:
        """How somebody wants the discussion."""

    def save_preferences(self, person: UserId, preferences: Preferences) -> None:
        """Keep how somebody wants the discussion."""

    def reader_by_feed_key(self, key: str) -> User | None:
        """Whose feeds this key opens."""

    def learned(self) -> tuple[bytes | None, EntryId]:
        """What the spam classifier learned, and from the log up to which line."""

    def save_learned(self, state: bytes, position: EntryId, *, after: EntryId) -> bool:
        """Keep what was learned; not where another process went further than ``after`` meanwhile."""

    def examples(self, after: EntryId, limit: int) -> tuple[tuple[Example, ...], EntryId, bool]:
        """What moderators decided about texts since a line of the log, up to which line, and whether any was undone."""

    def discussion_change(self) -> int:
        """A number that grows with everything that is written in any discussion."""
