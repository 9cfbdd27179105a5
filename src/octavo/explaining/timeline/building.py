"""From the articles of a story to its timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.datelines import cite_undatelined
from octavo.explaining.timeline.choosing import best_tellings, story_of
from octavo.explaining.timeline.collecting import days_in
from octavo.model.timelines import DatedClaim

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from octavo.explaining.documents import Document
    from octavo.explaining.timeline.choosing import Story
    from octavo.explaining.timeline.collecting import Day
    from octavo.model.ids import ArticleId

_FEWEST = 2
# Sentences to choose from where the best one already tells another day.
_CHOICES = 3
# A day that only one article of a larger story speaks of does not matter to it; nor does one long before or after the
# story, unless a good part of the articles speak of it.
_ONCE_DOES_UP_TO = 3
_AROUND = 60
_FAR_NEEDS = 0.1


def timeline_of(
    documents: Sequence[Document], *, most: int = 12, copies: Collection[ArticleId] = ()
) -> tuple[DatedClaim, ...]:
    """One sentence, word for word, for each day that matters to a story, the oldest first.

    Args:
        documents: The articles of the story, in any order and of any languages.
        most: How many days at most.
        copies: Articles that repeat another one of the story; they count for nothing.

    Returns:
        The days, or nothing at all where fewer than two can be told.
    """
    told = [document for document in documents if document.article not in copies] or list(documents)
    if not told or most < _FEWEST:
        return ()
    story = story_of(told)
    days = _days_that_matter(told)
    claims: dict[str, DatedClaim] = {}
    for day in sorted(days, key=lambda day: (-day.importance, day.day)):
        claim = next((claim for claim in _claims(day, story) if claim.text not in claims), None)
        if claim is not None:
            claims[claim.text] = claim
        if len(claims) == most:
            break
    return tuple(sorted(claims.values(), key=lambda claim: claim.day)) if len(claims) >= _FEWEST else ()


def _days_that_matter(documents: Sequence[Document]) -> list[Day]:
    published = sorted(document.published_at.date() for document in documents if document.published_at)
    fewest = 2 if len(documents) > _ONCE_DOES_UP_TO else 1
    far_needs = max(fewest, _FAR_NEEDS * len(documents))
    return [
        day
        for day in days_in(documents)
        if day.articles >= (fewest if not published or _near(day.day, published) else far_needs)
    ]


def _near(day: date, published: Sequence[date]) -> bool:
    """Whether a day lies within or around the days of publication, which are in order."""
    return (published[0] - day).days <= _AROUND and (day - published[-1]).days <= _AROUND


def _claims(day: Day, story: Story) -> Iterator[DatedClaim]:
    """What may be told of a day, the best first."""
    for telling in best_tellings(day, story, most=_CHOICES):
        after = telling.days_after
        cited = cite_undatelined(telling.document, telling.sentence)
        yield DatedClaim(
            text=cited.quote,
            citations=(cited,),
            day=day.day,
            last=day.day,
            precision=telling.mention.precision,
            is_ahead=after is not None and after < 0,
            articles=day.articles,
            outlets=day.outlets,
        )
