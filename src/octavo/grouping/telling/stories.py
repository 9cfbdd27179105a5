"""A story as lists show it, made from its articles."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.grouping.telling.headlines import lead_of
from octavo.model.stories import Coverage, Story

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.ids import StoryId

DORMANT_AFTER = timedelta(days=3)
_BUCKET = timedelta(hours=6)


def story_of(story: StoryId, articles: Sequence[Coverage], *, now: datetime) -> Story:
    """The story that these articles make, in the order of their times; there must be one at least.

    It was opened by the first article, peaked in the six hours that brought most of them, and is dormant after three
    days without one.
    """
    ordered = sorted(articles, key=lambda one: (one.placement.at, one.row.article))
    opened, updated = ordered[0].placement.at, ordered[-1].placement.at
    lead = lead_of(ordered)
    return Story(
        id=story,
        headline=lead.row.title,
        lead=lead.row.article,
        first=first_of(ordered).row.article,
        articles=tuple(ordered),
        outlets=outlets_of(ordered),
        opened_at=opened,
        peaked_at=_peak(ordered),
        updated_at=updated,
        is_dormant=now - updated > DORMANT_AFTER,
    )


def first_of(articles: Sequence[Coverage]) -> Coverage:
    """Who was first; what is a copy of another article here was not, even where it claims an earlier time."""
    here = {one.row.article for one in articles}
    originals = [one for one in articles if one.placement.copy_of is None or one.placement.copy_of.article not in here]
    return min(originals or articles, key=lambda one: (one.placement.at, one.row.article))


def outlets_of(articles: Sequence[Coverage]) -> int:
    """How many outlets tell it independently: those whose articles are all copies of others' here do not count."""
    here = {one.row.article for one in articles}
    own = {
        one.placement.outlet
        for one in articles
        if one.placement.copy_of is None or one.placement.copy_of.article not in here
    }
    return len(own)


def _peak(ordered: Sequence[Coverage]) -> datetime:
    """The time of the article in the middle of the fullest six hours, the earliest of several."""
    opened = ordered[0].placement.at
    buckets = Counter((one.placement.at - opened) // _BUCKET for one in ordered)
    fullest = max(buckets, key=lambda bucket: (buckets[bucket], -bucket))
    inside = [one.placement.at for one in ordered if (one.placement.at - opened) // _BUCKET == fullest]
    return inside[len(inside) // 2]
