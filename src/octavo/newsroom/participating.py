"""Who takes part in a discussion, and what they may see and do there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo import discussing
from octavo.model.discussion import CommentState, Guests
from octavo.model.errors import NotAllowed

if TYPE_CHECKING:
    from octavo.model.discussion import Comment, Conversation, HouseRules
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources


class Participant:
    """A person with an account, or a guest whose browser keeps a token (of which only the digest is known)."""

    def __init__(self, resources: Resources, me: User | None, *, guest: str | None = None) -> None:
        self._resources = resources
        self._store = resources.store
        self._clock = resources.clock
        self._me = me
        self._guest = guest

    def _may_see(self, comment: Comment) -> bool:
        if comment.state in (CommentState.PUBLISHED, CommentState.DELETED, CommentState.PURGED):
            return True
        if self._is_mine(comment):
            return True
        return self._me is not None and self._store.standing(self._me.id, now=self._clock.now()).is_moderator

    def _is_mine(self, comment: Comment) -> bool:
        if self._me is not None:
            return comment.author == self._me.id
        return comment.author is None and self._guest is not None and comment.guest == self._guest

    def _check_may_read(self, rules: HouseRules) -> None:
        if self._me is None and (rules.guests is Guests.NO or not rules.enabled):
            raise NotAllowed("The discussion is for people with an account on this server. Sign in to read it.")

    def _check_may_write(self, rules: HouseRules) -> None:
        if not rules.enabled:
            raise NotAllowed("There is no discussion on this server.")
        if self._me is None and (rules.guests is not Guests.WRITE or self._guest is None):
            raise NotAllowed("Only people with an account on this server may write. Sign in to take part.")

    def _check_may_change(self, comment: Comment, rules: HouseRules) -> None:
        gone = comment.state in (CommentState.DELETED, CommentState.PURGED)
        if not self._is_mine(comment) or gone:
            raise NotAllowed("You can change only what you said yourself.")
        if self._clock.now() > discussing.edit_until(comment, rules):
            raise NotAllowed(f"Comments can be changed for {rules.edit_minutes} minutes. Say more in a reply instead.")

    def _refusal(self, rules: HouseRules, found: Conversation) -> str:
        if self._me is None and rules.guests is not Guests.WRITE:
            return "Sign in to take part."
        if found.banned_until is not None and found.banned_until > self._clock.now():
            return f"You may not write here until {found.banned_until:%-d %B %Y, %H:%M} UTC."
        return ""

    def _person(self) -> User:
        if self._me is None:
            raise NotAllowed("This is for people with an account on this server. Sign in first.")
        return self._me
