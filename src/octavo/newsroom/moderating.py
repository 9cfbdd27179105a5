"""Moderation: what waits, decisions and their undoing, bans, roles and the house rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.model.discussion import LONGEST_NOTE, Action, CommentState, EntryId, QueuePage
from octavo.model.errors import InvalidInput, NotAllowed, NotFound
from octavo.newsroom.judging import Judging
from octavo.newsroom.talking import Teller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.discussion import (
        Ban,
        Comment,
        CommentId,
        CommentVersion,
        Entry,
        HouseRules,
        Moderation,
    )
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources

MOST_AT_ONCE = 200
LONGEST_BAN = 3_650
_DEEDS = frozenset(
    {Action.PUBLISH, Action.HOLD, Action.REJECT, Action.SPAM, Action.DELETE, Action.PURGE, Action.SETTLE}
)
# What the log says of decisions that came with a ban.
_WITH_BAN = "with a ban"
_REASONS = {
    Action.HOLD: "A moderator wants to think about it.",
    Action.REJECT: "A moderator found that it does not fit the rules of this house.",
    Action.SPAM: "A moderator took it for advertising.",
    Action.DELETE: "A moderator removed it.",
}


class ModerationDesk:
    """Works on what waits, for one moderator. The owner is one, and names others."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._judging = Judging(resources)
        self._me = me
        if not self._store.standing(me.id, now=self._clock.now()).is_moderator:
            raise NotAllowed("This is for the moderators of this server.")

    def queue(self, limit: int = 50) -> QueuePage:
        """What waits, oldest first, with what the rules found and readers reported."""
        found = self._store.queue(limit)
        shown = Teller(self._store, self._me, self._clock.now()).listed([one.comment for one in found])
        return QueuePage(
            items=tuple(zip(found, shown, strict=True)),
            waiting=len(found) if len(found) < limit else self._store.waiting(),
            rules=self._store.house_rules(),
        )

    def decide(self, comments: Sequence[CommentId], action: Action, reason: str = "") -> tuple[Entry, ...]:
        """Publish, hold, reject (as spam), delete, purge or settle comments; the classifier learns from it.

        Raises:
            InvalidInput: too many at once, or nothing that can be done to comments.
        """
        if action not in _DEEDS:
            raise InvalidInput("This cannot be done to a comment.")
        return self._decide(comments, action, reason)

    def reject_and_ban(self, comments: Sequence[CommentId], *, days: int, reason: str = "") -> tuple[Entry, ...]:
        """Reject comments, and let those of their authors who can be banned write nothing for so many days.

        Taking the decision back lifts the bans. Guests cannot be banned: what they write waits anyway.

        Raises:
            NotAllowed: every author is a guest or a moderator.
            InvalidInput: too many at once, or a ban without an end.
        """
        written = self._store.comments(comments[:MOST_AT_ONCE])
        people = [self._store.user(author) for author in {one.author for one in written} if author is not None]
        banned = [one for one in people if one is not None and not self._is_moderator(one)]
        if not banned:
            raise NotAllowed("None of these was written by somebody who can be banned: guests and moderators cannot.")
        for person in banned:
            self._ban(person, days, reason)
        return self._decide(comments, Action.REJECT, reason, rule=_WITH_BAN)

    def undo(self, entries: Sequence[EntryId]) -> int:
        """Take decisions back, where nothing came after them; returns how many. What is purged stays so."""
        asked = set(entries[:MOST_AT_ONCE])
        lines = [line for one in asked for line in self._store.log(before=EntryId(one + 1), limit=1) if line.id == one]
        count = self._store.undo(sorted(asked), by=self._me.id, now=self._clock.now())
        for person in {one.person for one in lines if one.rule == _WITH_BAN and not one.is_undone}:
            if count and person is not None:
                self._store.lift_ban(person, by=self._me.id, now=self._clock.now())
        self._judging.learn()
        return count

    def log(self, *, before: EntryId | None = None, limit: int = 100) -> tuple[Entry, ...]:
        """What was done, by whom and why, latest first."""
        return self._store.log(before=before, limit=limit)

    def history(self, comment: CommentId) -> tuple[tuple[CommentVersion, ...], tuple[Entry, ...]]:
        """What a comment said before, and what was done to it."""
        return self._store.versions(comment), self._store.log(comment=comment)

    def ban(self, name: str, *, days: int, reason: str = "") -> Ban:
        """Let somebody write nothing for so many days.

        Raises:
            NotFound: there is no such account.
            NotAllowed: it is a moderator's.
            InvalidInput: a ban has an end.
        """
        return self._ban(self._find(name), days, reason)

    def lift_ban(self, name: str) -> None:
        """End a ban before its time.

        Raises:
            NotFound: there is no such account, or no ban.
        """
        if not self._store.lift_ban(self._find(name).id, by=self._me.id, now=self._clock.now()):
            raise NotFound(f"No ban of {name} lasts.")

    def bans(self) -> tuple[Ban, ...]:
        """The bans that last, by their end."""
        return self._store.bans(self._clock.now())

    def set_role(self, name: str, *, is_moderator: bool) -> None:
        """Make somebody a moderator, or no longer.

        Raises:
            NotAllowed: only the owner may.
            NotFound: there is no such account.
        """
        self._check_owner()
        self._store.set_role(self._find(name).id, is_moderator=is_moderator, by=self._me.id, now=self._clock.now())

    def set_moderation(self, name: str, moderation: Moderation | None) -> None:
        """Make an exception for somebody's comments, or (``None``) none.

        Raises:
            NotFound: there is no such account.
        """
        self._store.set_moderation(self._find(name).id, moderation, by=self._me.id, now=self._clock.now())

    def rules(self) -> HouseRules:
        """How the discussion is kept."""
        return self._store.house_rules()

    def save_rules(self, rules: HouseRules) -> None:
        """Keep the discussion so from now on.

        Raises:
            NotAllowed: only the owner may.
            InvalidInput: a number in them makes no sense.
        """
        self._check_owner()
        numbers = (rules.most_links, rules.reports_to_hold, rules.edit_minutes, rules.new_days)
        if min(numbers) < 0 or min(rules.rate, rules.rate_seconds, rules.most_waiting) < 1:
            raise InvalidInput("The numbers in the house rules are 0 or more; rates and waiting ones at least 1.")
        self._store.save_house_rules(rules, by=self._me.id, now=self._clock.now())

    def comment(self, comment: CommentId) -> Comment:
        """Any comment.

        Raises:
            NotFound: there is none.
        """
        found = next(iter(self._store.comments([comment])), None)
        if found is None or found.state is CommentState.PURGED:
            raise NotFound(f"There is no comment {comment}.")
        return found

    def _decide(
        self, comments: Sequence[CommentId], action: Action, reason: str, *, rule: str = ""
    ) -> tuple[Entry, ...]:
        if len(comments) > MOST_AT_ONCE:
            raise InvalidInput(f"Choose at most {MOST_AT_ONCE} comments at once.")
        told = reason.strip()[:LONGEST_NOTE] or _REASONS.get(action, "")
        now = self._clock.now()
        lines = self._store.decide(comments, action=action, by=self._me.id, now=now, rule=rule, reason=told)
        self._judging.learn()
        return lines

    def _is_moderator(self, person: User) -> bool:
        return self._store.standing(person.id, now=self._clock.now()).is_moderator

    def _ban(self, person: User, days: int, reason: str) -> Ban:
        if not 1 <= days <= LONGEST_BAN:
            raise InvalidInput(f"A ban lasts 1 to {LONGEST_BAN} days: it has an end.")
        now = self._clock.now()
        if self._is_moderator(person):
            raise NotAllowed("A moderator cannot be banned. The owner can take the role away first.")
        told = reason.strip()[:LONGEST_NOTE]
        until = now + timedelta(days=days)
        self._store.ban(person.id, until=until, reason=told, by=self._me.id, now=now)
        return next(one for one in self._store.bans(now) if one.person == person.id)

    def _find(self, name: str) -> User:
        found = self._store.user_by_name(name)
        if found is None:
            raise NotFound(f"There is no account called “{name}”.")
        return found

    def _check_owner(self) -> None:
        if not self._me.is_owner:
            raise NotAllowed("Only the owner of this server may do this.")
