"""From the articles of a story to its timeline."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.explaining.timeline.choosing import best_tellings, story_of
from octavo.explaining.timeline.collecting import days_in
from octavo.model.timelines import DatedClaim

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from octavo.explaining.documents import Document
    from octavo.explaining.timeline.choosing import Story
    from octavo.explaining.timeline.collecting import Day
    from octavo.model.ids import ArticleId

_FEWEST = 2
# A day that only one article of a larger story speaks of does not matter to it; nor does one long before or after the
# story, unless a good part of the articles speak of it.
_ONCE_DOES_UP_TO = 3
_AROUND = timedelta(days=60)
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
    days = [day for day in days_in(told) if _matters(day, told)]
    claims: list[DatedClaim] = []
    seen: set[str] = set()
    for day in sorted(days, key=lambda day: (-day.importance, day.day)):
        claim = _claim(day, story)
        if claim is not None and claim.text not in seen:
            claims.append(claim)
            seen.add(claim.text)
        if len(claims) == most:
            break
    return tuple(sorted(claims, key=lambda claim: claim.day)) if len(claims) >= _FEWEST else ()


def _matters(day: Day, documents: Sequence[Document]) -> bool:
    if day.articles == 1 and len(documents) > _ONCE_DOES_UP_TO:
        return False
    published = [document.published_at.date() for document in documents if document.published_at]
    near = not published or min(published) - _AROUND <= day.day <= max(published) + _AROUND
    return near or day.articles >= _FAR_NEEDS * len(documents)


def _claim(day: Day, story: Story) -> DatedClaim | None:
    for telling in best_tellings(day, story):
        after = telling.days_after
        return DatedClaim(
            text=telling.sentence.text,
            citations=(telling.document.cite_sentence(telling.sentence),),
            day=day.day,
            last=day.day,
            precision=telling.mention.precision,
            is_ahead=after is not None and after < 0,
            articles=day.articles,
            outlets=day.outlets,
        )
    return None
