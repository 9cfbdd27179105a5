"""What explaining found, subjects, and what people want of them, in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.errors import NotFound
from octavo.model.keeping import storable
from octavo.model.subjects import ExplainingState, Interest, StoryInterest, SubjectCount
from octavo.testing.stories import MemoryStories

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.articles import Article
    from octavo.model.ids import ArticleId, StoryId, UserId
    from octavo.model.listing import ListQuery
    from octavo.model.stories import Regrouping
    from octavo.model.subjects import Explained, Mention, Stance, StoryExplained, Subject, SubjectKind, SubjectQuery

_READINGS = 4
_LONGEST_KEY = 200


class MemoryInsights(MemoryStories):
    """The part of the fake store that keeps insights and subjects."""

    def __init__(self) -> None:
        super().__init__()
        self._explaining = ExplainingState()
        self._explained: dict[ArticleId, Explained] = {}
        self._subjects: dict[tuple[SubjectKind, str], Subject] = {}
        self._readings: dict[StoryId, dict[str, StoryExplained]] = {}
        self._interests: dict[tuple[UserId, SubjectKind, str], Interest] = {}
        self._story_interests: dict[tuple[UserId, StoryId], StoryInterest] = {}

    def save_regrouping(self, regrouping: Regrouping, *, after: int) -> bool:
        """As any store; what people want of a story stands for the one it became."""
        with self._lock:
            saved = super().save_regrouping(regrouping, after=after)
            for old, new in regrouping.merged if saved else ():
                for (user, story), interest in list(self._story_interests.items()):
                    if story == old and (user, new) not in self._story_interests:
                        self._story_interests[user, new] = replace(interest, story=new)
                        del self._story_interests[user, old]
            return saved

    def explaining_state(self) -> ExplainingState:
        """How far explaining has come."""
        with self._lock:
            return self._explaining

    def save_explained(self, explained: Sequence[Explained], *, after: ExplainingState, state: ExplainingState) -> bool:
        """Write what was found in articles, and how far explaining has come; not where another went further."""
        with self._lock:
            if self._explaining != after:
                return False
            for one in explained:
                if one.article in self._articles:
                    self._explained[one.article] = replace(one, mentions=self._named(one.mentions))
            self._explaining = state
            return True

    def _named(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Each subject once, under the name it had first."""
        found: dict[tuple[SubjectKind, str], Mention] = {}
        for one in storable(tuple(mentions)):
            place = (one.subject.kind, one.subject.key[:_LONGEST_KEY])
            subject = self._subjects.setdefault(place, replace(one.subject, key=place[1]))
            found[place] = replace(one, subject=subject)
        return tuple(sorted(found.values(), key=lambda one: (-one.weight, one.subject.kind, one.subject.key)))

    def explained(self, articles: Sequence[ArticleId]) -> tuple[Explained, ...]:
        """What was found in articles, by article; those not explained yet are left out."""
        with self._lock:
            return tuple(self._explained[one] for one in sorted(set(articles)) if one in self._explained)

    def story_insights(self, story: StoryId, digest: str) -> StoryExplained | None:
        """What was found over a story, as far as it is known for these very articles."""
        with self._lock:
            return self._readings.get(story, {}).get(digest)

    def save_story_insights(self, found: StoryExplained) -> None:
        """Keep what was found over a story; of older findings only the latest few stay."""
        with self._lock:
            if found.story in self._stories:
                kept = {**self._readings.get(found.story, {}), found.digest: storable(found)}
                latest = sorted(sorted(kept), key=lambda digest: kept[digest].at, reverse=True)[:_READINGS]
                self._readings[found.story] = {digest: kept[digest] for digest in latest}

    def subject(self, kind: SubjectKind, key: str) -> Subject | None:
        """One subject."""
        with self._lock:
            return self._subjects.get((kind, storable(key)[:_LONGEST_KEY]))

    def subjects(self, query: SubjectQuery) -> tuple[SubjectCount, ...]:
        """The subjects that most articles are about, the most common first."""
        with self._lock:
            followed = self._followed(query.user)
            places = list(self._subjects)
            counts = Counter(
                (one.subject.kind, one.subject.key)
                for article in self._listed(*followed)
                if article.sort_at >= query.since and article.id in self._explained
                for one in self._explained[article.id].mentions
                if query.kind in (None, one.subject.kind)
            )
            order = sorted(counts, key=lambda place: (-counts[place], places.index(place)))
            return tuple(
                SubjectCount(subject=self._subjects[place], articles=counts[place]) for place in order[: query.limit]
            )

    def find_subjects(self, name: str, *, limit: int) -> tuple[Subject, ...]:
        """Subjects whose key begins with these letters, the shortest first."""
        with self._lock:
            begins = storable(name)[:_LONGEST_KEY]
            found = [one for one in self._subjects.values() if one.key.startswith(begins)]
            return tuple(sorted(found, key=lambda one: (len(one.key), one.key))[:limit])

    def set_interest(self, user: UserId, kind: SubjectKind, key: str, *, stance: Stance | None, now: datetime) -> None:
        """Remember what a person wants of a subject; ``None`` forgets it."""
        with self._lock:
            self._require_user(user)
            subject = self.subject(kind, key)
            if subject is None:
                raise NotFound(f"No article is about “{key}”.")
            self._interests.pop((user, kind, subject.key), None)
            if stance is not None:
                interest = Interest(user=user, subject=subject, stance=stance, since=storable(now))
                self._interests[user, kind, subject.key] = interest

    def interests(self, user: UserId) -> tuple[Interest, ...]:
        """What a person wants of subjects, by name."""
        with self._lock:
            mine = [one for one in self._interests.values() if one.user == user]
            return tuple(sorted(mine, key=lambda one: (one.subject.name.casefold(), one.subject.kind, one.subject.key)))

    def interesting(self, user: UserId, articles: Sequence[ArticleId]) -> tuple[tuple[ArticleId, Interest], ...]:
        """Which of these articles are about subjects that a person wants something of."""
        with self._lock:
            found = [
                (one.article, interest)
                for one in self.explained(articles)
                for mention in one.mentions
                if (interest := self._interests.get((user, mention.subject.kind, mention.subject.key)))
            ]
            return tuple(sorted(found, key=lambda one: (one[0], one[1].subject.kind, one[1].subject.key)))

    def set_story_interest(self, user: UserId, story: StoryId, *, stance: Stance | None) -> None:
        """Remember what a person wants of a story; ``None`` forgets it."""
        with self._lock:
            self._story_interests[user, story] = replace(self._story_interest(user, story), stance=stance)

    def see_story(self, user: UserId, story: StoryId, now: datetime) -> None:
        """Remember when a person looked at a story."""
        with self._lock:
            self._story_interests[user, story] = replace(self._story_interest(user, story), seen_at=storable(now))

    def _story_interest(self, user: UserId, story: StoryId) -> StoryInterest:
        self._require_user(user)
        if story not in self._stories:
            raise NotFound(f"There is no story {story}.")
        return self._story_interests.get((user, story)) or StoryInterest(user=user, story=story)

    def story_interests(self, user: UserId, stories: Sequence[StoryId] | None = None) -> tuple[StoryInterest, ...]:
        """What a person wants of these stories (of all of which they want something, with ``None``), by story."""
        with self._lock:
            mine = [one for one in self._story_interests.values() if one.user == user]
            wanted = [one for one in mine if (one.stance is not None if stories is None else one.story in stories)]
            return tuple(sorted(wanted, key=lambda one: one.story))

    def _shelf(self, query: ListQuery) -> list[Article]:
        if query.subject is None:
            return super()._shelf(query)
        followed = self._listed(*self._followed(query.user))
        return [article for article in followed if query.subject in self._subjects_of(article.id)]

    def _subjects_of(self, article: ArticleId) -> set[tuple[SubjectKind, str]]:
        found = self._explained.get(article)
        return {(one.subject.kind, one.subject.key) for one in found.mentions} if found else set()
