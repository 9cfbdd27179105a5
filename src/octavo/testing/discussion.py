"""The discussion in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc
from octavo.kit.urls import host_of
from octavo.model.discussion import (
    STATE_AFTER,
    Action,
    Comment,
    CommentDraft,
    CommentId,
    CommentState,
    CommentVersion,
    Conversation,
    ConversationQuery,
    Entry,
    EntryId,
    HouseRules,
    Preferences,
    Queued,
    Report,
    Seen,
    Standing,
)
from octavo.model.errors import NotFound
from octavo.model.keeping import storable
from octavo.testing.stories import MemoryStories

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.ids import ArticleId, StoryId, UserId

_GONE = (CommentState.DELETED, CommentState.PURGED)
_RECENT = 400


class MemoryDiscussion(MemoryStories):
    """The part of the fake store that keeps the discussion."""

    def __init__(self) -> None:
        super().__init__()
        self._rules = HouseRules()
        self._drafts: dict[CommentId, CommentDraft] = {}
        self._comments: dict[CommentId, Comment] = {}
        self._keys: dict[str, CommentId] = {}
        self._versions: defaultdict[CommentId, list[CommentVersion]] = defaultdict(list)
        self._reactions: set[tuple[CommentId, UserId, str]] = set()
        self._reports: dict[tuple[CommentId, UserId], tuple[Report, bool]] = {}
        self._log: list[Entry] = []
        self._people: defaultdict[UserId, Standing] = defaultdict(Standing)
        self._preferences: dict[UserId, Preferences] = {}
        self._mutes: set[tuple[UserId, UserId]] = set()
        self._listens: set[tuple[UserId, ArticleId]] = set()
        self._seen: dict[tuple[UserId, ArticleId], Seen] = {}
        self._learned: tuple[bytes | None, EntryId] = (None, EntryId(0))
        self._discussion_change = 0

    def house_rules(self) -> HouseRules:
        """How the discussion is kept; the defaults until somebody changed them."""
        return self._rules

    def save_house_rules(self, rules: HouseRules, *, by: UserId, now: datetime) -> None:
        """Keep the discussion so from now on."""
        with self._lock:
            self._require_user(by)
            self._rules = storable(rules)
            self._note(Action.RULES, now, by=by)

    def conversation(self, query: ConversationQuery) -> Conversation:
        """What was said on the articles of a story, or of the story of an article."""
        with self._lock:
            story, articles, copies = self._scope(query)
            wanted = {*articles, *copies}
            found = [
                self._given(one)
                for one in self._comments.values()
                if one.article in wanted and self._is_visible(one, query)
            ]
            here = {one for one, comment in self._comments.items() if comment.article in wanted}
            reactions: dict[CommentId, dict[str, int]] = {}
            for comment, _, kind in sorted(self._reactions):
                if comment in here:
                    counts = reactions.setdefault(comment, {})
                    counts[kind] = counts.get(kind, 0) + 1
            reader = query.reader
            return Conversation(
                story=story,
                articles=articles,
                copies=copies,
                comments=tuple(sorted(found, key=lambda one: one.id)[-query.limit :]),
                reactions=reactions,
                mine=frozenset((c, kind) for c, user, kind in self._reactions if user == reader and c in here),
                seen={a: seen for (user, a), seen in self._seen.items() if user == reader and a in wanted},
                is_followed=any(user == reader and a in wanted for user, a in self._listens),
                muted=frozenset(other for user, other in self._mutes if user == reader),
                moderators=frozenset(user for user in self._users if self._is_moderator(user)),
                preferences=Preferences() if reader is None else self.preferences(reader),
                banned_until=None if reader is None else self._people[reader].banned_until,
            )

    def comments(self, comments: Sequence[CommentId]) -> tuple[Comment, ...]:
        """These comments, whatever their state, by id; unknown ones are left out."""
        with self._lock:
            return tuple(self._given(self._comments[one]) for one in sorted(set(comments)) if one in self._comments)

    def comments_of(self, person: UserId, limit: int) -> tuple[Comment, ...]:
        """The latest comments of somebody, whatever their state, newest first."""
        with self._lock:
            mine = [self._given(one) for one in reversed(self._comments.values()) if one.author == person]
            return tuple(mine[:limit])

    def news_for(self, person: UserId, limit: int) -> tuple[Comment, ...]:
        """What others published in the conversations that somebody follows since they last looked, newest first."""
        with self._lock:
            followed = {article for user, article in self._listens if user == person}
            told = {self._placements[one].story for one in followed if one in self._placements}
            wanted = followed | {one for one, place in self._placements.items() if place.story in told}
            muted = {other for user, other in self._mutes if user == person}
            found = []
            for one in reversed(self._comments.values()):
                seen = self._seen.get((person, one.article))
                is_news = one.article in wanted and one.state is CommentState.PUBLISHED and one.author != person
                if is_news and one.author not in muted and (seen is None or seen.at < one.at):
                    found.append(one)
            return tuple(found[:limit])

    def add_comment(self, draft: CommentDraft) -> tuple[Comment, bool]:
        """Write a comment, and in the log what became of it; whether it is new: one key writes one comment."""
        with self._lock:
            draft = storable(draft)
            if draft.key in self._keys:
                return self._given(self._comments[self._keys[draft.key]]), False
            self._require_article(draft.article)
            answered = None if draft.parent is None else self._require_comment(draft.parent)
            number = CommentId(len(self._comments) + 1)
            comment = Comment(
                id=number,
                article=draft.article,
                root=answered.root if answered else number,
                parent=draft.parent,
                author=draft.author,
                guest=draft.guest,
                name=draft.name,
                body=draft.body,
                at=draft.at,
                state=draft.state,
                reason=draft.reason,
                on_story=draft.on_story,
                anchor=draft.anchor,
            )
            self._comments[number], self._drafts[number], self._keys[draft.key] = comment, draft, number
            action = next(action for action, state in STATE_AFTER.items() if state is draft.state)
            self._note(action, draft.at, about=comment, rule=draft.rule, reason=draft.reason)
            if draft.author is not None:
                self._listens.add((draft.author, draft.article))
            return comment, True

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
        with self._lock:
            known = self._require_comment(comment)
            number = len(self._versions[comment]) + 1
            version = CommentVersion(comment=comment, number=number, until=storable(now), body=known.body)
            self._versions[comment].append(version)
            told = {"body": storable(body), "state": state, "reason": storable(reason)}
            self._comments[comment] = replace(known, edited_at=storable(now), **told)  # type: ignore[arg-type]
            self._drafts[comment] = replace(
                self._drafts[comment], body=storable(body), sketch=sketch, rule=rule, findings=storable(findings)
            )
            self._note(Action.EDIT, now, about=known, before=known.state, rule=rule, reason=storable(reason))
            return self._comments[comment]

    def versions(self, comment: CommentId) -> tuple[CommentVersion, ...]:
        """What a comment said before, oldest first."""
        return tuple(self._versions[comment])

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
        """Publish, hold, reject, delete, purge or settle comments, with a line in the log for each."""
        with self._lock:
            found = []
            for number in sorted(set(comments) & set(self._comments)):
                one = self._comments[number]
                for key, (report, _) in list(self._reports.items()):
                    if key[0] == number and by is not None:
                        self._reports[key] = (report, False)
                if one.state is CommentState.PURGED or (action in STATE_AFTER and one.state is STATE_AFTER[action]):
                    continue
                told = storable(reason)
                found.append(self._note(action, now, by=by, about=one, before=one.state, rule=rule, reason=told))
                if action in STATE_AFTER:
                    self._comments[number] = replace(one, state=STATE_AFTER[action], reason=storable(reason))
                if action is Action.PURGE:
                    self._purge(number)
            return tuple(found)

    def undo(self, entries: Sequence[EntryId], *, by: UserId, now: datetime) -> int:
        """Bring back the states before these lines of the log, where nothing came after; returns how many."""
        with self._lock:
            count = 0
            for line in sorted(set(entries), reverse=True):
                entry = self._log[line - 1] if 0 < line <= len(self._log) else None
                if entry is None or entry.comment is None or entry.before is None or not self._is_last(entry):
                    continue
                if entry.action is not Action.SETTLE:
                    known, stood = self._comments[entry.comment], self._stood(entry)
                    self._comments[entry.comment] = replace(known, state=entry.before, reason=stood)
                for key, (report, _) in list(self._reports.items()):
                    if key[0] == entry.comment:
                        self._reports[key] = (report, True)
                self._log[line - 1] = replace(entry, is_undone=True)
                about = self._comments[entry.comment]
                self._note(Action.UNDO, now, by=by, about=about, reason=entry.action.value)
                count += 1
            return count

    def log(
        self, *, before: EntryId | None = None, comment: CommentId | None = None, limit: int = 100
    ) -> tuple[Entry, ...]:
        """Lines of the log, latest first."""
        with self._lock:
            found = [
                one
                for one in reversed(self._log)
                if (before is None or one.id < before) and comment in (None, one.comment)
            ]
            return tuple(found[:limit])

    def queue(self, limit: int) -> tuple[Queued, ...]:
        """What waits for a moderator, oldest first: held comments, and published ones with open reports."""
        with self._lock:
            return tuple(
                Queued(
                    comment=one,
                    rule=self._drafts[one.id].rule,
                    findings=self._drafts[one.id].findings,
                    reports=self._open_reports(one.id),
                    standing=Standing() if one.author is None else self._counted(one.author, None),
                )
                for one in self._waiting()[:limit]
            )

    def waiting(self) -> int:
        """How many comments wait for a moderator."""
        with self._lock:
            return len(self._waiting())

    def react(self, person: UserId, comment: CommentId, kind: str, *, on: bool) -> None:
        """Make something of a comment, or no more; once for each kind."""
        with self._lock:
            self._require_user(person)
            self._require_comment(comment)
            self._discussion_change += 1
            mine = (comment, person, storable(kind))
            self._reactions = self._reactions | {mine} if on else self._reactions - {mine}

    def report(self, report: Report) -> int:
        """Report a comment, once for each person; returns how many people's reports are open."""
        with self._lock:
            report = storable(report)
            self._require_user(report.by)
            one = self._require_comment(report.comment)
            if (report.comment, report.by) not in self._reports:
                self._note(Action.REPORT, report.at, by=report.by, about=one, reason=report.kind.value)
            self._reports[report.comment, report.by] = (report, True)
            return len(self._open_reports(report.comment))

    def standing(self, person: UserId | None, *, guest: str | None = None, now: datetime) -> Standing:
        """What is known of somebody who writes."""
        with self._lock:
            mine = [one for one in self._comments.values() if self._is_by(one, person, guest)]
            known = self._counted(person, guest)
            lasts = known.banned_until is not None and known.banned_until > now
            return replace(
                known,
                lately=tuple(one.at for one in reversed(mine))[:60],
                banned_until=known.banned_until if lasts else None,
                ban_reason=known.ban_reason if lasts else "",
            )

    def recent_texts(
        self, *, since: datetime, person: UserId | None, guest: str | None
    ) -> tuple[tuple[bool, str, str], ...]:
        """What was lately written: whether by this person, its sketch, and the text itself where it was."""
        with self._lock:
            found = []
            for one in reversed(self._comments.values()):
                if one.at >= since and one.state not in _GONE:
                    own = self._is_by(one, person, guest)
                    found.append((own, self._drafts[one.id].sketch, one.body if own else ""))
            return tuple(found[:_RECENT])

    def publisher_hosts(self) -> tuple[str, ...]:
        """The hosts of the sources of this server, and of their sites."""
        with self._lock:
            urls = [url for one in self._sources.values() for url in (one.url, one.site_url) if url]
            return tuple(sorted({host_of(url).removeprefix("www.") for url in urls} - {""}))

    def preferences(self, person: UserId) -> Preferences:
        """How somebody wants the discussion."""
        return self._preferences.get(person, Preferences())

    def discussion_change(self) -> int:
        """A number that grows with everything that is written in any discussion."""
        return self._discussion_change

    def _require_comment(self, comment: CommentId) -> Comment:
        if comment not in self._comments:
            raise NotFound(f"There is no comment {comment}.")
        return self._comments[comment]

    def _given(self, comment: Comment) -> Comment:
        return replace(comment, body="") if comment.state in _GONE else comment

    def _scope(self, query: ConversationQuery) -> tuple[StoryId | None, tuple[ArticleId, ...], tuple[ArticleId, ...]]:
        story, root = query.story, query.article
        if query.article is not None:
            place = self._placements.get(query.article)
            story = place.story if place else None
            root = place.copy_of.article if place and place.copy_of else query.article
        asked = () if query.article is None else (query.article,)
        if story is None:
            return None, asked, asked
        places = sorted(self._placements.values(), key=lambda place: (place.at, place.article))
        articles = tuple(place.article for place in places if place.story == story)
        copies = tuple(place.article for place in places if place.copy_of and place.copy_of.article == root)
        return story, articles, (root, *copies) if root is not None else ()

    def _is_visible(self, one: Comment, query: ConversationQuery) -> bool:
        if one.state in (CommentState.PUBLISHED, *_GONE):
            return True
        is_readers = query.reader is not None and one.author == query.reader
        return is_readers or (query.guest is not None and self._is_by(one, None, query.guest))

    def _is_by(self, one: Comment, person: UserId | None, guest: str | None) -> bool:
        return one.author == person if person is not None else one.author is None and one.guest == guest

    def _is_moderator(self, user: UserId) -> bool:
        return self._users[user].is_owner or self._people[user].is_moderator

    def _counted(self, person: UserId | None, guest: str | None) -> Standing:
        counts = Counter(one.state for one in self._comments.values() if self._is_by(one, person, guest))
        known = Standing() if person is None else self._people[person]
        return replace(
            known,
            since=None if person is None else self._users[person].created_at,
            is_moderator=person is not None and self._is_moderator(person),
            published=counts[CommentState.PUBLISHED],
            rejected=counts[CommentState.REJECTED],
            waiting=counts[CommentState.HELD],
        )

    def _waiting(self) -> list[Comment]:
        return [
            one
            for one in self._comments.values()
            if one.state is CommentState.HELD or (one.state is CommentState.PUBLISHED and self._open_reports(one.id))
        ]

    def _open_reports(self, comment: CommentId) -> tuple[Report, ...]:
        found = [report for (number, _), (report, is_open) in self._reports.items() if number == comment and is_open]
        return tuple(sorted(found, key=lambda one: (one.at, one.by)))

    def _purge(self, number: CommentId) -> None:
        self._comments[number] = replace(self._comments[number], body="", anchor=None)
        self._drafts[number] = replace(self._drafts[number], body="", sketch="", findings="")
        self._versions[number].clear()
        for key, (report, is_open) in list(self._reports.items()):
            if key[0] == number:
                self._reports[key] = (replace(report, note=""), is_open)

    def _stood(self, entry: Entry) -> str:
        """The reason of what stood before a line."""
        turns = {*STATE_AFTER, Action.SETTLE, Action.EDIT}
        before = (one for one in self._log[: entry.id - 1] if one.comment == entry.comment and one.action in turns)
        return next((one.reason for one in reversed([*before]) if not one.is_undone), "")

    def _is_last(self, entry: Entry) -> bool:
        if entry.is_undone or entry.action not in {*STATE_AFTER, Action.SETTLE} - {Action.PURGE}:
            return False
        turns = {*STATE_AFTER, Action.SETTLE, Action.EDIT}
        stand = [one.id for one in self._log if one.comment == entry.comment and one.action in turns]
        return entry.id == max(number for number in stand if not self._log[number - 1].is_undone)

    def _note(
        self,
        action: Action,
        now: datetime,
        *,
        by: UserId | None = None,
        about: Comment | None = None,
        person: UserId | None = None,
        before: CommentState | None = None,
        rule: str = "",
        reason: str = "",
    ) -> Entry:
        self._discussion_change += 1
        person = person if about is None else about.author
        entry = Entry(
            id=EntryId(len(self._log) + 1),
            at=as_utc(now),
            action=action,
            by=by,
            by_name=self._users[by].name if by else "",
            comment=None if about is None else about.id,
            person=person,
            person_name=self._users[person].name if person else "",
            rule=rule,
            reason=reason,
            before=before,
        )
        self._log.append(entry)
        return entry
