"""Briefing: an edition in a few sentences for each of its stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from octavo.kit.text import fold
from octavo.model.briefings import BriefedPoint, BriefedStory, Briefing
from octavo.newsroom.explaining import Explaining
from octavo.newsroom.stories import StoryDesk
from octavo.newsroom.zones import day_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from octavo.model.figures import FigureSeries
    from octavo.model.ids import ArticleId
    from octavo.model.insights import Claim
    from octavo.model.people import User
    from octavo.model.stories import Coverage, Pick, Story
    from octavo.newsroom.resources import Resources

MOST_POINTS = 3
_MOST_DIFFERING = 2


class BriefingDesk:
    """Puts editions into few words, for one person."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._stories = StoryDesk(resources, me)
        self._explaining = Explaining(resources)
        self._me = me

    def of(self, day: date | None = None) -> Briefing:
        """The briefing of a day's edition (today's, unless told otherwise), from what was there on that day.

        Raises:
            NotFound: that day had no edition.
        """
        page = self._stories.edition(day)
        until = _end_of(page.edition.day)
        is_today = page.edition.day == day_for(self._me, self._clock.now())
        stories = zip(page.edition.picks, page.stories, strict=True)
        mine = self._store.trackers(self._me.id) if is_today else ()
        return Briefing(
            day=page.edition.day,
            made_at=page.edition.made_at,
            considered=page.edition.considered,
            stories=tuple(self._told(pick, _as_of(story, until)) for pick, story in stories),
            news=tuple(one for one in mine if one.has_news),
        )

    def _told(self, pick: Pick, story: Story | None) -> BriefedStory:
        told = BriefedStory(story=pick.story, headline=pick.headline, reason=pick.reason)
        if story is None:
            return told
        found = self._explaining.story(story)
        articles = {one.row.article: one for one in story.articles}
        said = {fold(pick.headline)}
        # The key point that the edition shows leads here too.
        claims = ((pick.point,) if pick.point else ()) + found.key_points
        points = tuple(_point(one, articles) for one in claims if _is_new(one, said))[:MOST_POINTS]
        return replace(
            told,
            story=story.id,
            language=articles[pick.lead].row.language if pick.lead in articles else None,
            points=points,
            outlets=tuple(dict.fromkeys(one.row.credit for one in story.articles)),
            independent=story.outlets,
            differing=tuple(_named(one, articles) for one in found.agreement.figures[:_MOST_DIFFERING]),
        )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) + timedelta(days=1)


def _as_of(story: Story | None, until: datetime) -> Story | None:
    """A story with the articles that had come out by then; all of it where they all came out later."""
    if story is None:
        return None
    there = tuple(one for one in story.articles if one.placement.at < until)
    return replace(story, articles=there) if there else story


def _is_new(claim: Claim, said: set[str]) -> bool:
    """Whether a sentence was not said yet; from now on it was."""
    words = fold(claim.text)
    is_new = words not in said
    said.add(words)
    return is_new


def _named(series: FigureSeries, articles: Mapping[ArticleId, Coverage]) -> FigureSeries:
    """A quantity with its outlets as lists call them."""
    entries = (
        replace(one, outlet=articles[one.article].row.credit) if one.article in articles else one
        for one in series.entries
    )
    return replace(series, entries=tuple(entries))


def _point(claim: Claim, articles: Mapping[ArticleId, Coverage]) -> BriefedPoint:
    one = articles.get(claim.citations[0].article)
    return BriefedPoint(claim=claim, outlet=one.row.credit if one else "", language=one.row.language if one else None)
