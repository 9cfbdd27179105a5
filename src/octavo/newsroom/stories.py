"""Stories: lists of them, one with its chapters, the day's edition, and what a person decides about grouping."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from octavo import grouping
from octavo.kit.text import fold
from octavo.model.errors import InvalidInput, NotFound
from octavo.model.stories import (
    DecisionKind,
    EditionPage,
    StoryCursor,
    StoryListing,
    StoryPage,
    StoryQuery,
    Tie,
)
from octavo.model.subjects import Stance
from octavo.model.work import WorkKind
from octavo.newsroom.by_the_way import Aside, by_the_way
from octavo.newsroom.explaining import Explaining
from octavo.newsroom.grouping import Grouping
from octavo.newsroom.heartbeat import Heartbeat
from octavo.newsroom.lately import lately
from octavo.newsroom.required import required_article
from octavo.newsroom.searches import SavedSearchDesk
from octavo.newsroom.wishes import wishes_of
from octavo.newsroom.zones import day_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from octavo.model.ids import ArticleId, DecisionId, StoryId
    from octavo.model.people import User
    from octavo.model.stories import Coverage, Decision, Edition, Pick, Story
    from octavo.newsroom.resources import Resources

# From when on an edition's news are.
_NEWS = timedelta(hours=30)
_REMEMBERED = 14
# An edition with room left takes in later news when it is so old, an empty one sooner.
_SETTLED, _GLANCED = timedelta(minutes=30), timedelta(minutes=1)
_CONSIDERED = 1_000
_MOST_TIES = 40
_MOST_ARTICLES = 500
_MOST_ELSEWHERE = 50
_COMPARED = 200


class StoryDesk:
    """Lists and tells stories, prints editions, and carries out decisions, for one person."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._bench = resources.workbench
        self._asides = resources.asides
        self._me = me
        self._grouping = Grouping(resources)
        self._explaining = Explaining(resources)
        self._searches = SavedSearchDesk(resources, me)

    def listing(self, *, after: StoryCursor | None = None, limit: int = 30, fewest_articles: int = 2) -> StoryListing:
        """A page of the stories of the last two weeks in what the person follows, those with news first."""
        now = self._clock.now()
        query = StoryQuery(
            user=self._me.id,
            since=lately(self._store, self._me.id, now),
            fewest_articles=fewest_articles,
            after=after,
            limit=limit + 1,
        )
        places = self._store.stories(query)
        told = self._told([place.story for place in places[:limit]], now)
        stories = tuple(one for one in told if len(one.articles) >= fewest_articles)
        return StoryListing(stories=stories, next=places[limit - 1] if len(places) > limit else None)

    def story(self, story: StoryId) -> Story:
        """One story, also under a number that it had before.

        Raises:
            NotFound: there is none, or nothing the person follows tells it.
        """
        told = self._told(self._store.current_stories([story]).values(), self._clock.now())
        if not told:
            raise NotFound(f"There is no story {story} in what you follow.", one_of="stories")
        return told[0]

    def similar(self, story: Story, *, limit: int = 24) -> tuple[Story, ...]:
        """Of the latest stories those that may be the same as this one, the most similar first."""
        now = self._clock.now()
        since = lately(self._store, self._me.id, now)
        query = StoryQuery(user=self._me.id, since=since, fewest_articles=1, limit=_COMPARED)
        latest = self._told([place.story for place in self._store.stories(query)], now)
        return grouping.most_similar(story, latest)[:limit]

    def page(self, story: StoryId) -> StoryPage:
        """Everything the page of one story shows.

        Raises:
            NotFound: there is none, or nothing the person follows tells it.
        """
        told = self.story(story)
        here = {one.row.article for one in told.articles}
        mine = [one for one in self._store.decisions() if not here.isdisjoint((*one.articles, *one.others))]
        away = sorted({article for one in mine for article in (*one.articles, *one.others)} - here)[:_MOST_ELSEWHERE]
        interest = next(iter(self._store.story_interests(self._me.id, [told.id])), None)
        return StoryPage(
            story=told,
            chapters=grouping.chapters_of(told),
            decisions=tuple(mine),
            elsewhere=self._store.rows(self._me.id, away) if away else (),
            interest=interest,
        )

    def see(self, story: StoryId) -> None:
        """Remember that the person looked at a story just now."""
        now = self._clock.now()
        seen = Aside(self._me.id, "saw story", story)
        self._asides.note(self._store, seen, lambda: self._store.see_story(self._me.id, story, now))

    def set_stance(self, story: StoryId, stance: Stance | None) -> None:
        """Follow a story, mute it, or (``None``) want nothing of it any more.

        Raises:
            NotFound: there is no such story.
        """
        self._store.set_story_interest(self._me.id, self.story(story).id, stance=stance)

    def followed(self) -> tuple[Story, ...]:
        """The stories that the person follows, those with news first."""
        mine = [one.story for one in self._store.story_interests(self._me.id) if one.stance is Stance.FOLLOW]
        told = self._told(self._store.current_stories(mine).values(), self._clock.now())
        return tuple(sorted(told, key=lambda one: (one.updated_at, one.id), reverse=True))

    def of_article(self, article: ArticleId) -> Story | None:
        """The story that an article is in, with others or alone; ``None`` before it was set into one."""
        placed = self._store.placements([article])
        return next(iter(self._told([one.story for one in placed], self._clock.now())), None)

    def edition(self, day: date | None = None, *, again: bool = False) -> EditionPage:
        """The edition of a day (today's, unless told otherwise); today's is printed when it is first asked for.

        What stands in it stays where it is for the day; while there is room, later news are put at its end. ``again``
        prints today's anew, from what has come in since.

        Raises:
            NotFound: that day had none.
        """
        now = self._clock.now()
        today = day_for(self._me, now)
        wanted = day or today
        found = self._store.edition(self._me.id, wanted)
        if wanted == today:
            found = self._todays(None if again else found, now, deliberate=again)
        if found is None:
            raise NotFound(f"There is no edition of {wanted:%-d %B %Y}: editions are printed on the day itself.")
        current = self._store.current_stories([pick.story for pick in found.picks])
        told = {one.id: one for one in self._told(current.values(), now)}
        stories = tuple(told.get(current.get(pick.story, pick.story)) for pick in found.picks)
        return EditionPage(edition=found, stories=stories)

    def editions(self, *, limit: int = 30) -> tuple[Edition, ...]:
        """The latest editions, today's first."""
        tomorrow = day_for(self._me, self._clock.now()) + timedelta(days=1)
        return self._store.editions(self._me.id, before=tomorrow, limit=limit)

    def ties(self, story: StoryId) -> tuple[Tie, ...]:
        """For each article of a story, how likely it belongs with the one that leads it, and what speaks for it.

        Raises:
            NotFound: there is no such story.
        """
        told = self.story(story)
        return tuple(self._tie(one, told) for one in told.articles[:_MOST_TIES] if one.row.article != told.lead)

    def merge(self, story: StoryId, other: StoryId) -> Decision:
        """Make two stories one, for good.

        Raises:
            NotFound: one of them is not there.
            InvalidInput: they are one, or an earlier decision keeps them apart.
        """
        one, two = self.story(story), self.story(other)
        if one.id == two.id:
            raise InvalidInput("These are one story already.")
        return self._decide(DecisionKind.TOGETHER, (*_articles(one), *_articles(two)))

    def split(self, story: StoryId, articles: Sequence[ArticleId]) -> Decision:
        """Take articles out of a story into one of their own, for good.

        Raises:
            NotFound: there is no such story.
            InvalidInput: they are not in it, or they are all of it, or an earlier decision holds them there.
        """
        here = _articles(self.story(story))
        chosen = [article for article in here if article in set(articles)]
        rest = [article for article in here if article not in set(articles)]
        if len(chosen) < len(set(articles)) or not chosen:
            raise InvalidInput("Name articles that are in this story: its page shows their numbers.")
        if not rest:
            raise InvalidInput("These are all of its articles: leave at least one in the story.")
        return self._decide(DecisionKind.APART, chosen, rest)

    def move(self, articles: Sequence[ArticleId], story: StoryId) -> Decision:
        """Put articles into another story, for good.

        Raises:
            NotFound: there is no such article or story.
            InvalidInput: one is there already, or an earlier decision forbids it, or none is named.
        """
        there = _articles(self.story(story))
        if not articles:
            raise InvalidInput("Name the articles that belong in that story.")
        for article in articles:
            required_article(self._store, article)
            if article in there:
                raise InvalidInput("This article is in that story already.")
        return self._decide(DecisionKind.TOGETHER, (*there, *dict.fromkeys(articles)))

    def lock(self, story: StoryId) -> Decision:
        """Let a story take no more articles and give none away.

        Raises:
            NotFound: there is no such story.
        """
        return self._decide(DecisionKind.LOCK, _articles(self.story(story)))

    def undo(self, decision: DecisionId) -> None:
        """Let a decision stand no longer; what it moved goes back where nothing else forbids it.

        Raises:
            NotFound: no such decision stands.
        """
        if not self._grouping.undo(decision):
            raise NotFound(f"No decision {decision} stands: it may have been undone already.")

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions that stand, oldest first."""
        return self._store.decisions()

    def catch_up(self) -> int:
        """Set articles that came in among stories, as a refresh does; returns how many."""
        return self._grouping.catch_up()

    def regroup(self, progress: Callable[[int], None] | None = None) -> int:
        """Group all articles of the library anew; stories keep their numbers where they still are there.

        Raises:
            Unavailable: another process was grouping meanwhile.
        """
        with Heartbeat(self._store, self._clock, WorkKind.REGROUP) as heartbeat:
            heartbeat.begin()
            return self._grouping.regroup(progress)

    def count(self) -> int:
        """How many articles the library holds, for progress."""
        return self._store.count_articles()

    def _decide(self, kind: DecisionKind, articles: Sequence[ArticleId], others: Sequence[ArticleId] = ()) -> Decision:
        return self._grouping.decide(self._me.id, kind, articles, others)

    def _told(self, stories: Iterable[StoryId], now: datetime) -> tuple[Story, ...]:
        """Stories in the order asked for, without those of which the person follows nothing."""
        wanted = list(dict.fromkeys(stories))
        covered: dict[StoryId, list[Coverage]] = {}
        for one in self._store.coverage(self._me.id, wanted) if wanted else ():
            covered.setdefault(one.placement.story, []).append(one)
        return tuple(grouping.story_of(number, covered[number], now=now) for number in wanted if number in covered)

    def _todays(self, printed: Edition | None, now: datetime, *, deliberate: bool) -> Edition:
        """Today's edition as it was printed, with what came in since at its end, as far as there is room.

        One that cannot be kept is read all the same, unless it was asked for deliberately.
        """
        if printed is not None and self._is_early(printed):
            printed = None
        if printed is not None:
            stands = _SETTLED if printed.picks else _GLANCED
            if len(printed.picks) >= grouping.EDITION_SIZE or now - printed.made_at < stands:
                return printed
        edition = self._printed(day_for(self._me, now), now)
        if printed is not None:
            there = {pick.story for pick in printed.picks}
            later = tuple(pick for pick in edition.picks if pick.story not in there)
            edition = replace(edition, picks=(*printed.picks, *later)[: grouping.EDITION_SIZE])
        with nullcontext() if deliberate else by_the_way(self._store):
            self._store.save_edition(self._me.id, edition)
        return edition

    def _is_early(self, printed: Edition) -> bool:
        """Whether work has ended since that it should have waited for: it is empty, or the first of all."""
        work = self._bench.progress()
        if work is None or work.ended_at is None or work.ended_at <= printed.made_at:
            return False
        # the first one leads with whatever was set first, when it is printed meanwhile
        return not printed.picks or (work.began_at <= printed.made_at and len(self.editions(limit=2)) <= 1)

    def _printed(self, day: date, now: datetime) -> Edition:
        since = now - _NEWS
        earlier = self._store.editions(self._me.id, before=day, limit=_REMEMBERED)
        query = StoryQuery(user=self._me.id, since=since, fewest_articles=1, limit=_CONSIDERED)
        stories = self._told([place.story for place in self._store.stories(query)], now)
        wishes = wishes_of(self._store, self._me.id, stories, self._searches)
        edition = grouping.choose_edition(stories, day=day, now=now, since=since, earlier=earlier, wishes=wishes)
        by_id = {one.id: one for one in stories}
        return replace(edition, picks=tuple(self._with_point(pick, by_id[pick.story]) for pick in edition.picks))

    def _with_point(self, pick: Pick, story: Story) -> Pick:
        """A pick with the first key point of its story that does not say the headline again."""
        said = fold(pick.headline)
        points = self._explaining.story(story).key_points
        return replace(pick, point=next((one for one in points if fold(one.text) != said), None))

    def _tie(self, one: Coverage, story: Story) -> Tie:
        score = self._grouping.why(one.row.article, story.lead)
        return Tie(
            article=one.row.article,
            score=score.score if score else None,
            names=score.names if score else (),
            numbers=score.numbers if score else (),
            words=score.terms if score else (),
            features=tuple((each.name, each.value, each.effect) for each in score.features) if score else (),
        )


def _articles(story: Story) -> tuple[ArticleId, ...]:
    return tuple(one.row.article for one in story.articles)[:_MOST_ARTICLES]
