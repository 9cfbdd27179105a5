"""The discussion: comments and where they stand, what people did with them, and how the house is kept.

A comment is attached to an article, never to a story's number: when stories merge or split, each comment goes with its
article, and the conversation of a story is all that was said on the articles it has now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from octavo.model.ids import ArticleId, SourceId, StoryId, UserId
from octavo.model.insights import Citation
from octavo.model.listing import Row

CommentId = NewType("CommentId", int)
EntryId = NewType("EntryId", int)

LONGEST_COMMENT = 10_000
LONGEST_NAME = 40
LONGEST_NOTE = 1_000


class CommentState(StrEnum):
    """Who sees a comment."""

    PUBLISHED = "published"
    """Everybody who may read the discussion."""
    HELD = "held"
    """Its author, and the moderators, who are asked to look at it."""
    REJECTED = "rejected"
    """Its author, with the reason; and the moderators."""
    DELETED = "deleted"
    """Its author took it back: nobody sees its words, its place stays where others replied."""
    PURGED = "purged"
    """A moderator wiped it: its words and versions are gone from the library."""


class Moderation(StrEnum):
    """Whose comments wait for a moderator."""

    NONE = "none"
    """Nobody's, unless a rule holds them."""
    FIRST = "first"
    """Those of whoever has no approved comment yet."""
    ALL = "all"
    """Everybody's."""


class Guests(StrEnum):
    """What people without an account may do."""

    NO = "no"
    READ = "read"
    WRITE = "write"


class Order(StrEnum):
    """The order of threads."""

    OLDEST = "oldest"
    NEWEST = "newest"
    BEST = "best"


class Action(StrEnum):
    """What was done to a comment or to a person, by a rule or by hand."""

    PUBLISH = "publish"
    HOLD = "hold"
    REJECT = "reject"
    SPAM = "spam"
    """Rejected as spam; the classifier learns from it."""
    DELETE = "delete"
    EDIT = "edit"
    PURGE = "purge"
    REPORT = "report"
    SETTLE = "settle"
    """A report was looked at and the comment left as it was."""
    BAN = "ban"
    LIFT = "lift"
    ROLE = "role"
    RULES = "rules"
    UNDO = "undo"


# What an action makes of a comment; settling leaves it as it is.
STATE_AFTER: Mapping[Action, CommentState] = {
    Action.PUBLISH: CommentState.PUBLISHED,
    Action.HOLD: CommentState.HELD,
    Action.REJECT: CommentState.REJECTED,
    Action.SPAM: CommentState.REJECTED,
    Action.DELETE: CommentState.DELETED,
    Action.PURGE: CommentState.PURGED,
}


class ReportKind(StrEnum):
    """Why a reader reports a comment."""

    SPAM = "spam"
    ABUSE = "abuse"
    OFF_TOPIC = "off topic"
    FALSE = "false or misleading"
    PRIVATE = "private matters of others"
    OTHER = "something else"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRules:
    """How the discussion of a server is kept; its owner changes it while the server runs.

    ``sources`` are exceptions from ``moderation``. ``words`` are further ones that hold a comment, beside those that
    come with Octavo. Somebody may write ``rate`` comments in ``rate_seconds`` before the next ones are held, half as
    many while their account is younger than ``new_days``. ``reports_to_hold`` of different people hide a comment until
    it was looked at (0: never). ``welcome`` is what stands where nobody has said anything yet.
    """

    enabled: bool = True
    guests: Guests = Guests.NO
    moderation: Moderation = Moderation.NONE
    sources: tuple[tuple[SourceId, Moderation], ...] = ()
    words: tuple[str, ...] = ()
    most_links: int = 3
    rate: int = 8
    rate_seconds: int = 300
    new_days: int = 3
    edit_minutes: int = 15
    reactions: tuple[str, ...] = ("Informative", "Well put", "Agree")
    reports_to_hold: int = 3
    most_waiting: int = 20
    welcome: str = (
        "Speak about the matter, not about each other. Say where you know it from. No advertising, no insults, "
        "nothing that is not yours to publish."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said; ``body`` is in a subset of Markdown.

    ``root`` is the comment that began its thread, itself where it did. ``author`` is ``None`` for a guest, who is known
    by ``guest``, a digest of what their browser keeps. ``on_story`` comments speak of the whole story, ``anchor`` ones
    of the words it cites. ``reason`` is what its author is told of its state.
    """

    id: CommentId
    article: ArticleId
    root: CommentId
    parent: CommentId | None = None
    author: UserId | None
    guest: str | None = None
    name: str
    body: str
    at: datetime
    edited_at: datetime | None = None
    state: CommentState = CommentState.PUBLISHED
    reason: str = ""
    on_story: bool = False
    anchor: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentDraft:
    """A comment that has no number yet. ``key`` is the same for the same form sent twice, ``sketch`` for like texts.

    ``rule`` is what decided its state, for the log; ``findings`` what each rule said.
    """

    article: ArticleId
    parent: CommentId | None = None
    author: UserId | None
    guest: str | None = None
    name: str
    body: str
    at: datetime
    state: CommentState
    reason: str = ""
    rule: str = ""
    findings: str = ""
    key: str
    sketch: str = ""
    on_story: bool = False
    anchor: Citation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentVersion:
    """What a comment said before it was edited; only moderators see it."""

    comment: CommentId
    number: int
    until: datetime
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the log: what was done, by whom (``None``: by a rule), why, and whether it was undone since.

    ``before`` is the state that an undo brings back.
    """

    id: EntryId
    at: datetime
    action: Action
    by: UserId | None = None
    by_name: str = ""
    comment: CommentId | None = None
    person: UserId | None = None
    person_name: str = ""
    rule: str = ""
    reason: str = ""
    before: CommentState | None = None
    is_undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Why somebody thinks that a moderator should look at a comment."""

    comment: CommentId
    by: UserId
    at: datetime
    kind: ReportKind
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """Somebody who may not write until a time."""

    person: UserId
    name: str
    until: datetime
    reason: str


def ban_told(until: datetime, reason: str) -> str:
    """A ban as the log tells it: until which day, and why."""
    return f"until {until.date().isoformat()}" + (f": {reason}" if reason else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of somebody who writes, as the rules need it.

    ``published`` and ``rejected`` count their comments in these states, ``waiting`` the held ones; ``lately`` are the
    times of the last ones. ``moderation`` is the exception made for them.
    """

    since: datetime | None = None
    is_moderator: bool = False
    moderation: Moderation | None = None
    published: int = 0
    rejected: int = 0
    waiting: int = 0
    lately: tuple[datetime, ...] = ()
    banned_until: datetime | None = None
    ban_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How one person wants the discussion; ``feed_key`` opens their feeds to a reader program."""

    hidden: bool = False
    order: Order = Order.OLDEST
    feed_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """When somebody last saw the discussion of an article, and when the visit before that one ended."""

    article: ArticleId
    at: datetime
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationQuery:
    """The conversation that an article or story belongs to, as ``reader`` (or the guest) sees it."""

    article: ArticleId | None = None
    story: StoryId | None = None
    reader: UserId | None = None
    guest: str | None = None
    limit: int = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """All that was said on the articles of one story, oldest first, and what the reader has to do with it.

    ``articles`` are the story's, ``copies`` those that share the text of the article asked for. ``reactions`` count
    what people made of comments, ``mine`` are the reader's own. ``banned_until`` may be past.
    """

    story: StoryId | None
    articles: tuple[ArticleId, ...]
    copies: tuple[ArticleId, ...] = ()
    comments: tuple[Comment, ...] = ()
    reactions: Mapping[CommentId, Mapping[str, int]] = field(default_factory=dict)
    mine: frozenset[tuple[CommentId, str]] = frozenset()
    seen: Mapping[ArticleId, Seen] = field(default_factory=dict)
    is_followed: bool = False
    muted: frozenset[UserId] = frozenset()
    moderators: frozenset[UserId] = frozenset()
    preferences: Preferences = field(default_factory=Preferences)
    banned_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A comment that waits for a moderator, with what the rules found and what readers reported."""

    comment: Comment
    rule: str = ""
    findings: str = ""
    reports: tuple[Report, ...] = ()
    standing: Standing = field(default_factory=Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What a moderator decided about a text: spam or not."""

    entry: EntryId
    body: str
    is_spam: bool


# What doors show.


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A comment as one reader sees it: ``html`` is safe markup, ``depth`` counts from 0.

    ``about`` is the article it was said on, where that is another than the page's; ``place`` is where the words that
    it speaks of stand in the page's article; ``to`` is what it answers, where its own place does not show that.
    ``is_muted`` ones are folded up.
    """

    comment: Comment
    html: str
    depth: int = 0
    replies: tuple[Shown, ...] = ()
    reactions: tuple[tuple[str, int, bool], ...] = ()
    about: Row | None = None
    place: Citation | None = None
    to: Comment | None = None
    is_new: bool = False
    is_mine: bool = False
    is_muted: bool = False
    is_moderator: bool = False
    may_edit: bool = False
    edit_until: datetime | None = None

    @property
    def count(self) -> int:
        """How many comments this thread has from here on."""
        return 1 + sum(reply.count for reply in self.replies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation as a page shows it: one page of its threads.

    ``refusal`` says why the reader cannot write here, "" when they can. ``form_key`` goes into every form, so that one
    sent twice says its thing once. ``stamp`` changes whenever anything in the conversation does.
    """

    rules: HouseRules
    article: ArticleId | None = None
    story: StoryId | None = None
    title: str = ""
    threads: tuple[Shown, ...] = ()
    count: int = 0
    new: int = 0
    order: Order = Order.OLDEST
    page: int = 1
    pages: int = 1
    is_hidden: bool = False
    is_followed: bool = False
    is_moderator: bool = False
    is_guest: bool = False
    refusal: str = ""
    form_key: str = ""
    feed_key: str = ""
    stamp: str = ""

    @property
    def address(self) -> str:
        """Where this conversation has a page of its own."""
        return f"/discussion/article/{self.article}" if self.article else f"/discussion/story/{self.story}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """What a moderator works on: comments that wait, each as it would be shown, and how many there are in all."""

    items: tuple[tuple[Queued, Shown], ...]
    waiting: int
    rules: HouseRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a person's discussion page shows: news in what they follow, their own comments, and whom they muted."""

    news: tuple[Shown, ...]
    mine: tuple[Shown, ...]
    muted: tuple[tuple[UserId, str], ...]
    preferences: Preferences
    rules: HouseRules
    is_moderator: bool
