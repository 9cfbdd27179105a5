"""The parts of the library: sources, articles, marks, stories, insights, sites, and calls of a model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from octavo.model.articles import Article, Draft, Revision
from octavo.model.following import FolderId
from octavo.model.ids import ArticleId, DecisionId, LeadId, SourceId, StoryId, UserId
from octavo.model.listing import Listing, ListQuery, Row, Subscription, Tally
from octavo.model.people import Mark
from octavo.model.sites import LayoutChange, SiteHabits
from octavo.model.sources import Feed, PendingLead, Source, SourceKind, Visit, Watch
from octavo.model.stories import (
    Coverage,
    Decision,
    DecisionKind,
    Edition,
    GroupingState,
    Placement,
    Regrouping,
    Relation,
    StoryCursor,
    StoryQuery,
)
from octavo.model.subjects import (
    Explained,
    ExplainingState,
    Interest,
    Stance,
    StoryExplained,
    StoryInterest,
    Subject,
    SubjectCount,
    SubjectKind,
    SubjectQuery,
)
from octavo.model.trackers import KeptAnswer, Tracker, TrackerId
from octavo.model.writing import DayUse, KeptReply, ModelUsage


class SourceStore(Protocol):
    """Sources, subscriptions, visits and leads."""

    def add_source(
        self, *, url: str, kind: SourceKind, title: str, site_url: str | None, language: str | None, now: datetime
    ) -> Source:
        """Add a source, due at once; the one that is there when the address is known already."""

    def source(self, source: SourceId) -> Source | None:
        """One source."""

    def source_by_url(self, url: str) -> Source | None:
        """The source with exactly this address."""

    def sources(self) -> tuple[Source, ...]:
        """All sources of the server, by id."""

    def subscribe(self, user: UserId, source: SourceId, now: datetime) -> None:
        """Let a person follow a source; no change when they do."""

    def unsubscribe(self, user: UserId, source: SourceId) -> None:
        """Stop following. Articles, marks and stars stay."""

    def subscriptions(self, user: UserId) -> tuple[Subscription, ...]:
        """What a person follows, by its title for them (case folded), with visits and counts."""

    def count_followed(self, user: UserId) -> Tally:
        """How many sources a person follows, and how much of them is unread."""

    def due_sources(self, now: datetime, *, lease_until: datetime, limit: int) -> tuple[tuple[Source, Visit], ...]:
        """Take up to ``limit`` followed feeds that are due, longest overdue first; their next visit is ``lease_until``.

        Two callers at once never get the same source. A caller that dies loses nothing: the lease runs out.
        Sources that are gone, that nobody follows, or that are no feeds are never due.
        """

    def followed_sources(self) -> tuple[tuple[Source, Visit], ...]:
        """All feeds that somebody follows and that are not gone, by id, with their visits: no schedule, no lease."""

    def visit(self, source: SourceId) -> Visit | None:
        """How the last visit went."""

    def record_visit(self, visit: Visit, *, feed: Feed | None = None, url: str | None = None) -> int:
        """Write how a visit went and, in the same transaction, what the feed says; returns how many leads to fetch.

        Title (where the source had none), site and language of the source are taken from the feed. A lead is new when
        its guid and its address are new to the source; it is to be fetched again when its ``updated_at`` is later
        than known. ``url`` is the source's new address after a permanent move (kept unless another source has it).
        """

    def take_leads(
        self,
        now: datetime,
        *,
        lease_until: datetime,
        limit: int,
        sources: Sequence[SourceId] | None = None,
        ignore_leases: bool = False,
        ignore_watches: bool = False,
    ) -> tuple[PendingLead, ...]:
        """Lease up to ``limit`` leads whose pages are due, newest first; ``attempts`` counts earlier tries.

        ``ignore_leases`` also takes leads that are leased or waiting for a later try, ``ignore_watches`` all that are
        watched, whenever their next look is.
        """

    def put_off_lead(self, lead: LeadId, *, next_at: datetime, problem: str) -> None:
        """A page could not be had: count the attempt and try again at ``next_at``."""

    def close_lead(self, lead: LeadId, *, problem: str) -> None:
        """Nothing will come of this lead, for the reason given."""

    def watch_lead(self, lead: LeadId, watch: Watch | None) -> None:
        """A watched page was looked at and brought nothing: look again as ``watch`` says, or (``None``) no more."""


class ArticleStore(Protocol):
    """Articles, their revisions, and lists of them."""

    def save_article(
        self, draft: Draft, *, source: SourceId, now: datetime, lead: LeadId | None = None, watch: Watch | None = None
    ) -> tuple[Article, bool]:
        """Write what was drawn from a page, in one transaction: the article as it now stands, and whether it changed.

        An article is known by its address across all sources (one without an address by its digest within its
        source). A known one gets a new revision when its digest differs, is listed under ``source`` as well, and its
        other fields are brought up to date; a partial draft never replaces a whole text. ``lead`` is closed as
        done, or kept under ``watch``.
        """

    def relate(self, article: ArticleId, related: ArticleId, *, reason: str) -> None:
        """Remember that two articles were listed as related; no change when that is known."""

    def related(self, article: ArticleId) -> tuple[Relation, ...]:
        """How an article stands to others and others to it: first what nobody weighed, then by score, best first."""

    def article(self, article: ArticleId) -> Article | None:
        """One article in its latest revision."""

    def articles(self, articles: Sequence[ArticleId]) -> tuple[Article, ...]:
        """These articles in their latest revisions, in the order asked for; unknown ones are left out."""

    def texts(self, articles: Sequence[ArticleId]) -> dict[ArticleId, str]:
        """The texts of articles in their latest revisions; unknown ones are left out."""

    def article_by_url(self, url: str) -> Article | None:
        """The article at an address."""

    def articles_at(self, urls: Sequence[str]) -> dict[str, ArticleId]:
        """Which articles are at these addresses; unknown ones are left out."""

    def revisions(self, article: ArticleId) -> tuple[Revision, ...]:
        """All versions of an article, oldest first."""

    def listing(self, query: ListQuery) -> Listing:
        """A page of a list, in a fixed number of queries."""

    def rows(self, user: UserId, articles: Sequence[ArticleId]) -> tuple[Row, ...]:
        """Rows for these articles, in their order; unknown ones are left out."""

    def changed_articles(self, after: int, limit: int) -> tuple[tuple[int, Article, tuple[SourceId, ...]], ...]:
        """Articles written since change ``after``, oldest change first: change, article, sources that list it."""

    def count_articles(self) -> int:
        """How many articles the library holds."""


class MarkStore(Protocol):
    """What people marked; durable when the call returns."""

    def mark(self, user: UserId, article: ArticleId) -> Mark:
        """The mark of a person on an article; an empty one where there is none."""

    def set_read(self, user: UserId, articles: Sequence[ArticleId], read_at: datetime | None) -> None:
        """Mark articles read, or unread with ``None``. What is read keeps its time. Unknown ids are passed over."""

    def set_starred(self, user: UserId, articles: Sequence[ArticleId], starred_at: datetime | None) -> None:
        """Star articles, or take the star away with ``None``."""

    def mark_all_read(
        self,
        user: UserId,
        *,
        read_at: datetime,
        source: SourceId | None,
        before: datetime,
        folder: FolderId | None = None,
    ) -> int:
        """Mark everything first seen until ``before`` as read, of one source or folder or of all followed: how many."""

    def put_marks(self, user: UserId, marks: Sequence[Mark]) -> None:
        """Write marks as they were made elsewhere, in one transaction. What is read or starred here keeps its time.

        Unknown articles are passed over. Raises NotFound when the account is unknown.
        """

    def marks(self, user: UserId, *, after: ArticleId, limit: int) -> tuple[Mark, ...]:
        """A person's marks on the articles after this one, by article: those that say something."""


class StoryStore(Protocol):
    """Stories: which articles belong together, what people decided about it, and the editions that were printed."""

    def grouping_state(self) -> GroupingState:
        """How far grouping has come, and what it knew."""

    def grouping_progress(self) -> GroupingState:
        """How far grouping has come, without what it knew: that may be megabytes."""

    def save_regrouping(self, regrouping: Regrouping, *, after: int) -> bool:
        """Write placements and merges, and how far grouping has come, in one transaction.

        Only where grouping had come as far as ``after``: where another process went further meanwhile nothing is
        written, and the answer is False. Without a new state the old one stays.
        """

    def current_stories(self, stories: Sequence[StoryId]) -> dict[StoryId, StoryId]:
        """The story that goes by each number now: itself, or the one it became a part of. Unknown ones are left out."""

    def last_story(self) -> StoryId:
        """The highest number a story ever had, 0 when there were none."""

    def placements(self, articles: Sequence[ArticleId]) -> tuple[Placement, ...]:
        """Where articles stand, by article; those not placed yet are left out."""

    def placements_since(self, since: datetime) -> tuple[Placement, ...]:
        """All that were published since, by article."""

    def stories(self, query: StoryQuery) -> tuple[StoryCursor, ...]:
        """The places of stories, a page of at most ``limit`` of them."""

    def coverage(self, user: UserId, stories: Sequence[StoryId]) -> tuple[Coverage, ...]:
        """The articles of stories in what a person follows, by time and article."""

    def add_decision(
        self,
        user: UserId,
        *,
        kind: DecisionKind,
        now: datetime,
        articles: Sequence[ArticleId],
        others: Sequence[ArticleId] = (),
    ) -> Decision:
        """Remember what a person decided."""

    def decisions(self) -> tuple[Decision, ...]:
        """All that stand, oldest first."""

    def undo_decision(self, decision: DecisionId, *, now: datetime) -> bool:
        """Let a decision stand no longer; whether it stood."""

    def edition(self, user: UserId, day: date) -> Edition | None:
        """The edition that was printed for a person on a day."""

    def editions(self, user: UserId, *, before: date, limit: int) -> tuple[Edition, ...]:
        """The editions before a day, latest first."""

    def save_edition(self, user: UserId, edition: Edition) -> None:
        """Keep an edition; it replaces that person's edition of the same day."""


class InsightStore(Protocol):
    """What explaining found, the subjects of articles, and what people want of subjects and stories."""

    def explaining_state(self) -> ExplainingState:
        """How far explaining has come."""

    def save_explained(self, explained: Sequence[Explained], *, after: ExplainingState, state: ExplainingState) -> bool:
        """Write what was found in articles, and how far explaining has come, in one transaction.

        Only where it had come as far as ``after``: where another process went further meanwhile nothing is written, and
        the answer is False. Unknown articles are passed over.
        """

    def explained(self, articles: Sequence[ArticleId]) -> tuple[Explained, ...]:
        """What was found in articles, by article; those not explained yet are left out."""

    def story_insights(self, story: StoryId, digest: str) -> StoryExplained | None:
        """What was found over a story, as far as it is known for these very articles."""

    def save_story_insights(self, found: StoryExplained) -> None:
        """Keep what was found over a story; of older findings the latest few stay. Unknown stories are passed over."""

    def subject(self, kind: SubjectKind, key: str) -> Subject | None:
        """One subject."""

    def subjects(self, query: SubjectQuery) -> tuple[SubjectCount, ...]:
        """The subjects that most articles are about, the most common first."""

    def find_subjects(self, name: str, *, limit: int) -> tuple[Subject, ...]:
        """Subjects whose key begins with these letters, the shortest first."""

    def set_interest(self, user: UserId, kind: SubjectKind, key: str, *, stance: Stance | None, now: datetime) -> None:
        """Remember what a person wants of a subject; ``None`` forgets it. Raises NotFound when either is unknown."""

    def interests(self, user: UserId) -> tuple[Interest, ...]:
        """What a person wants of subjects, by name."""

    def interesting(self, user: UserId, articles: Sequence[ArticleId]) -> tuple[tuple[ArticleId, Interest], ...]:
        """Which of these articles are about subjects that a person wants something of."""

    def set_story_interest(self, user: UserId, story: StoryId, *, stance: Stance | None) -> None:
        """Remember what a person wants of a story; ``None`` forgets it. Raises NotFound when either is unknown."""

    def see_story(self, user: UserId, story: StoryId, now: datetime) -> None:
        """Remember when a person looked at a story. Raises NotFound when either is unknown."""

    def story_interests(self, user: UserId, stories: Sequence[StoryId] | None = None) -> tuple[StoryInterest, ...]:
        """What a person wants of these stories (of all of which they want something, with ``None``), by story."""


class TrackerStore(Protocol):
    """Questions that are answered again as articles come in, and the answers they had."""

    def add_tracker(self, user: UserId, question: str, now: datetime) -> Tracker:
        """Keep a question; the one that is there when the person has it already. Raises NotFound: unknown account."""

    def trackers(self, user: UserId | None = None) -> tuple[Tracker, ...]:
        """A person's trackers, or everybody's, oldest first."""

    def remove_tracker(self, user: UserId, tracker: TrackerId) -> bool:
        """Forget a person's tracker with all its answers; whether it was there."""

    def see_tracker(self, tracker: TrackerId, now: datetime) -> None:
        """Remember that its person looked at a tracker."""

    def record_answer(self, tracker: TrackerId, answer: KeptAnswer) -> None:
        """Keep what a tracker's answer is from now on. Raises NotFound when it is gone."""

    def tracked(self, tracker: TrackerId, limit: int) -> tuple[KeptAnswer, ...]:
        """The answers that a tracker had, the latest first."""


class SiteStore(Protocol):
    """What was learned of the sites whose pages are read."""

    def site_habits(self, host: str) -> SiteHabits | None:
        """What the pages of a host taught so far."""

    def save_site_habits(self, habits: SiteHabits, *, sources: Sequence[SourceId], change: LayoutChange | None) -> None:
        """Keep what a host's pages taught, in the place of what was kept before.

        With a ``change`` these sources, and those that had it, bear the alarm about their host from now on; without one
        none does any more. Unknown sources are passed over.
        """

    def chosen_by(self, source: SourceId, limit: int) -> tuple[str, ...]:
        """What chose the text of a source's latest articles (``extracted_by``), the latest first."""

    def forget_sites(self, before: datetime) -> int:
        """Forget hosts of which nothing was read since, and alarms about them; returns how many hosts that were."""


class ModelStore(Protocol):
    """What a language model answered, what it used, and who or what is not to be sent to it."""

    def kept_reply(self, digest: str) -> KeptReply | None:
        """The answer to what has this digest."""

    def keep_reply(self, reply: KeptReply) -> None:
        """Keep an answer, in the place of one that is there."""

    def forget_replies(self, before: datetime) -> int:
        """Forget answers that were given before; returns how many."""

    def add_use(self, day: date, usage: ModelUsage, cost: float) -> DayUse:
        """Count what was used on a day; returns the day's use."""

    def use_on(self, day: date) -> DayUse:
        """What was used on a day."""

    def model_is_off(self, user: UserId) -> bool:
        """Whether a person wants nothing of a language model."""

    def set_model_off(self, user: UserId, *, off: bool) -> None:
        """Switch the language model off for a person, or on again. Raises NotFound for an unknown one."""

    def sources_without_model(self) -> tuple[SourceId, ...]:
        """The sources whose articles are never sent to a language model, by id."""

    def articles_without_model(self, articles: Sequence[ArticleId]) -> frozenset[ArticleId]:
        """Those of these articles that a switched-off source lists: they are never sent to a language model."""

    def set_source_off(self, source: SourceId, *, off: bool) -> None:
        """Never send a source's articles to a language model, or do again. Raises NotFound for an unknown one."""
