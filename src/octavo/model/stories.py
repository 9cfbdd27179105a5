"""Stories: all coverage of one event, how it came about, and the edition made of stories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from octavo.model.articles import ArticleKind
from octavo.model.ids import ArticleId, DecisionId, StoryId, UserId
from octavo.model.insights import Claim
from octavo.model.listing import Row
from octavo.model.subjects import StoryInterest


class CopyKind(StrEnum):
    """How two texts are copies of each other."""

    EXACT = "exact"
    """Word for word the same text."""
    EDITED = "edited"
    """One text, edited: each of the two is mostly in the other."""
    EXCERPT = "excerpt"
    """The shorter text is mostly in the longer one, which has much besides: a brief, or a wire quoted in a round-up."""
    UPDATED = "updated version"
    """The same publisher's text again, later, under a new address."""
    TRANSLATION = "translation"
    """The same report in another language, by all appearances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOf:
    """The article that came first with a text, and how another one's is like it, in words a person understands."""

    article: ArticleId
    kind: CopyKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article stands: in which story, since when, and whose copy it is.

    ``at`` is when it was published as far as that is known, else when it was first seen. ``outlet`` is whose it is:
    two articles of one outlet are not two sources. ``reason`` says why it is in the story.
    """

    article: ArticleId
    story: StoryId
    at: datetime
    outlet: str
    reason: str
    copy_of: CopyOf | None = None


class RelationKind(StrEnum):
    """How an article stands to another one, of another story."""

    RELATED = "related"
    """A captured page listed the one beside the other."""
    FOLLOW_UP = "follow-up"
    """It tells how the matter of the earlier one went on."""
    BACKGROUND = "background"
    """It is about a matter that the earlier one told long before."""
    TOPIC = "same topic"
    """Both are about the same subject, persons or places."""
    OPINION = "opinion on"
    """It is an opinion on what the other one reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How an article stands to an earlier one; ``score`` is from 0 to 1, ``None`` where nobody weighed it."""

    article: ArticleId
    related: ArticleId
    kind: RelationKind
    reason: str
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """What a look at new articles changed: placements anew, and stories that became part of others (old to new).

    ``relations`` replace all that grouping found before for ``looked_at``.

    ``position`` is the last change of articles that was looked at; ``state``, where it is given, all that the grouping
    knows at that position.
    """

    placements: tuple[Placement, ...] = ()
    merged: tuple[tuple[StoryId, StoryId], ...] = ()
    looked_at: tuple[ArticleId, ...] = ()
    relations: tuple[Relation, ...] = ()
    position: int
    state: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingState:
    """How far grouping has come, and what it knew at ``state_position`` (no later than ``position``)."""

    position: int = 0
    state_position: int = 0
    state: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One article of a story as a reader's lists show it, with what else is known of it there."""

    row: Row
    placement: Placement
    kind: ArticleKind = ArticleKind.REPORT
    section: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCursor:
    """The place after which a list of stories goes on: from new to old by ``(updated_at, story)``."""

    updated_at: datetime
    story: StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryQuery:
    """Stories with news since ``since`` that ``user`` follows something of, of at least so many articles in all.

    The one with the latest news comes first.
    """

    user: UserId
    since: datetime
    fewest_articles: int = 2
    after: StoryCursor | None = None
    limit: int = 50


class DecisionKind(StrEnum):
    """What a person can decide about grouping."""

    TOGETHER = "together"
    APART = "apart"
    LOCK = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided; it stands for ever, unless it is undone.

    ``articles`` are kept together; or all of them apart from ``others``; or their story takes no more articles and
    gives none away.
    """

    id: DecisionId
    user: UserId
    at: datetime
    kind: DecisionKind
    articles: tuple[ArticleId, ...]
    others: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All coverage of an event that a reader can see, as lists show it.

    ``lead`` is the article that gives the ``headline``, ``first`` the one that came first. ``outlets`` counts
    independent ones: copies count once. ``unread`` counts articles.
    """

    id: StoryId
    headline: str
    lead: ArticleId
    first: ArticleId
    articles: tuple[Coverage, ...]
    outlets: int
    opened_at: datetime
    peaked_at: datetime
    updated_at: datetime
    is_dormant: bool = False

    @property
    def unread(self) -> int:
        """How many of its articles the reader has not read."""
        return sum(not article.row.read for article in self.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of a story that goes on for long; ``lead`` is the article that gives its ``headline``."""

    headline: str
    lead: ArticleId
    opened_at: datetime
    updated_at: datetime
    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """Everything the page of one story shows; ``interest`` is what the reader wants of it and when they last looked.

    ``elsewhere`` are articles that its decisions name and that are not in it.
    """

    story: Story
    chapters: tuple[Chapter, ...] = ()
    decisions: tuple[Decision, ...] = ()
    elsewhere: tuple[Row, ...] = ()
    interest: StoryInterest | None = None

    @property
    def news(self) -> tuple[ArticleId, ...]:
        """The articles that came in since the reader last looked, whenever they were published."""
        seen_at = self.interest.seen_at if self.interest else None
        if seen_at is None:
            return ()
        return tuple(one.row.article for one in self.story.articles if one.row.first_seen_at > seen_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How likely an article of a story belongs with the one that leads it, and what the two share.

    ``score`` is a probability, ``None`` where one of them is no longer looked at. ``features`` are what was measured,
    with the value and how much it speaks for (above 0) or against, what counts most first.
    """

    article: ArticleId
    score: float | None
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    features: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryListing:
    """A page of stories and where the next begins (``None``: the end)."""

    stories: tuple[Story, ...]
    next: StoryCursor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A story in an edition as it was printed, with why it is there and the sentence that says the most of it."""

    story: StoryId
    headline: str
    lead: ArticleId
    score: float
    reason: str
    point: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The stories of one day for one reader, best first; ``considered`` is how many there were to choose from."""

    day: date
    made_at: datetime
    picks: tuple[Pick, ...]
    considered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage:
    """An edition with its stories as they now stand, in the same order; ``None`` for one that is no longer there."""

    edition: Edition
    stories: tuple[Story | None, ...]
