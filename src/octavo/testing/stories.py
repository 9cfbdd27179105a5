"""Stories, decisions and editions in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.ids import ArticleId, DecisionId, StoryId, UserId
from octavo.model.keeping import storable
from octavo.model.stories import (
    Coverage,
    Decision,
    DecisionKind,
    Edition,
    GroupingState,
    Placement,
    Regrouping,
    RelationKind,
    StoryCursor,
    StoryQuery,
)
from octavo.testing.articles import MemoryArticles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


class MemoryStories(MemoryArticles):
    """The part of the fake store that keeps stories."""

    def __init__(self) -> None:
        super().__init__()
        self._grouping = GroupingState()
        self._stories: dict[StoryId, StoryId | None] = {}
        self._placements: dict[ArticleId, Placement] = {}
        self._decisions: list[tuple[Decision, bool]] = []
        self._editions: dict[tuple[UserId, date], Edition] = {}

    def grouping_state(self) -> GroupingState:
        """How far grouping has come, and what it knew."""
        with self._lock:
            return self._grouping

    def grouping_progress(self) -> GroupingState:
        """How far grouping has come, without what it knew."""
        with self._lock:
            return replace(self._grouping, state=None)

    def save_regrouping(self, regrouping: Regrouping, *, after: int) -> bool:
        """Write placements and merges, and how far grouping has come; not where another went further than ``after``."""
        with self._lock:
            if self._grouping.position != after:
                return False
            for number in set[StoryId]().union(*regrouping.merged):
                self._stories.setdefault(number, None)
            self._stories.update(dict.fromkeys((one.story for one in regrouping.placements), None))
            for old, new in regrouping.merged:
                led = [story for story, into in self._stories.items() if old in (story, into)]
                self._stories.update(dict.fromkeys(led, new))
            for one in storable(regrouping.placements):
                if one.article in self._articles:
                    self._placements[one.article] = one
            self._relate(regrouping)
            self._grouping = replace(self._grouping, position=regrouping.position)
            if regrouping.state is not None:
                self._grouping = replace(self._grouping, state_position=regrouping.position, state=regrouping.state)
            return True

    def _relate(self, regrouping: Regrouping) -> None:
        looked_at = set(regrouping.looked_at)
        self._relations = [
            one for one in self._relations if one.kind is RelationKind.RELATED or one.article not in looked_at
        ]
        for one in storable(regrouping.relations):
            if {one.article, one.related} <= set(self._articles) and one.article != one.related:
                self._relations.append(one)

    def current_stories(self, stories: Sequence[StoryId]) -> dict[StoryId, StoryId]:
        """The story that goes by each number now: itself, or the one it became a part of. Unknown ones are left out."""
        with self._lock:
            return {story: self._stories[story] or story for story in sorted(set(stories)) if story in self._stories}

    def last_story(self) -> StoryId:
        """The highest number a story ever had, 0 when there were none."""
        with self._lock:
            return max(self._stories, default=StoryId(0))

    def placements(self, articles: Sequence[ArticleId]) -> tuple[Placement, ...]:
        """Where articles stand, by article; those not placed yet are left out."""
        with self._lock:
            return tuple(self._placements[key] for key in sorted(set(articles)) if key in self._placements)

    def placements_since(self, since: datetime) -> tuple[Placement, ...]:
        """All that were published since, by article."""
        with self._lock:
            return tuple(one for _, one in sorted(self._placements.items()) if one.at >= since)

    def stories(self, query: StoryQuery) -> tuple[StoryCursor, ...]:
        """The places of stories, a page of at most ``limit`` of them."""
        with self._lock:
            followed = {article.id for article in self._listed(*self._followed(query.user))}
            times: dict[StoryId, list[datetime]] = {}
            for place in self._placements.values():
                times.setdefault(place.story, []).append(place.at)
            mine = {place.story for place in self._placements.values() if place.article in followed}
            places = [
                (max(moments), story)
                for story, moments in times.items()
                if story in mine and len(moments) >= query.fewest_articles and max(moments) >= query.since
            ]
            if query.after is not None:
                after = (query.after.updated_at, query.after.story)
                places = [place for place in places if place < after]
            found = sorted(places, reverse=True)[: max(query.limit, 0)]
            return tuple(StoryCursor(updated_at=updated_at, story=story) for updated_at, story in found)

    def coverage(self, user: UserId, stories: Sequence[StoryId]) -> tuple[Coverage, ...]:
        """The articles of stories in what a person follows, by time and article."""
        with self._lock:
            found = [
                Coverage(
                    row=self._row(user, article, None),
                    placement=self._placements[article.id],
                    kind=article.kind,
                    section=article.section,
                    tags=article.tags,
                )
                for article in self._listed(*self._followed(user))
                if article.id in self._placements and self._placements[article.id].story in stories
            ]
            return tuple(sorted(found, key=lambda one: (one.placement.at, one.row.article)))

    def add_decision(
        self,
        user: UserId,
        *,
        kind: DecisionKind,
        now: datetime,
        articles: Sequence[ArticleId],
        others: Sequence[ArticleId] = (),
    ) -> Decision:
        """Remember what a person decided. Raises NotFound when the account is unknown."""
        with self._lock:
            self._require_user(user)
            decision = Decision(
                id=DecisionId(len(self._decisions) + 1),
                user=user,
                at=storable(now),
                kind=kind,
                articles=tuple(articles),
                others=tuple(others),
            )
            self._decisions.append((decision, True))
            return decision

    def decisions(self) -> tuple[Decision, ...]:
        """All that stand, oldest first."""
        with self._lock:
            return tuple(decision for decision, stands in self._decisions if stands)

    def undo_decision(self, decision: DecisionId, *, now: datetime) -> bool:  # noqa: ARG002 - nobody asks when
        """Let a decision stand no longer; whether it stood."""
        with self._lock:
            stood = any(stands and one.id == decision for one, stands in self._decisions)
            self._decisions = [(one, stands and one.id != decision) for one, stands in self._decisions]
            return stood

    def edition(self, user: UserId, day: date) -> Edition | None:
        """The edition that was printed for a person on a day."""
        with self._lock:
            return self._editions.get((user, day))

    def editions(self, user: UserId, *, before: date, limit: int) -> tuple[Edition, ...]:
        """The editions before a day, latest first."""
        with self._lock:
            found = [one for (whose, day), one in self._editions.items() if whose == user and day < before]
            return tuple(sorted(found, key=lambda one: one.day, reverse=True)[: max(limit, 0)])

    def save_edition(self, user: UserId, edition: Edition) -> None:
        """Keep an edition; it replaces that person's edition of the same day.

        Raises NotFound when the account is unknown.
        """
        with self._lock:
            self._require_user(user)
            self._editions[user, edition.day] = storable(edition)
