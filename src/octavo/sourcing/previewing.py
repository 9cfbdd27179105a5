"""What a feed tells of itself before anybody follows it: how often it publishes, and whether it carries whole texts."""

from __future__ import annotations

import re
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from octavo.kit.text import shorten
from octavo.model.previews import Announced

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.sources import Feed, Lead

SHOWN = 8
_FEWEST_DATES = 3
_WHOLE = 1_500
_TAG = re.compile(r"<[^<>]{0,2000}>")


def per_day(feed: Feed, now: datetime) -> float | None:
    """How many articles the feed announces a day, up to now; ``None`` where too few entries bear a date."""
    dates = sorted(lead.published_at for lead in feed.leads if lead.published_at and lead.published_at <= now)
    if len(dates) < _FEWEST_DATES:
        return None
    return len(dates) / max((now - dates[0]) / timedelta(days=1), 1.0)


def carries_whole_texts(feed: Feed) -> bool:
    """Whether most entries bring more text than a teaser."""
    lengths = [len(_TAG.sub("", lead.content or "")) for lead in feed.leads]
    return bool(lengths) and median(lengths) >= _WHOLE


def latest(feed: Feed) -> tuple[Announced, ...]:
    """The latest few entries, new to old; undated ones after them, as the feed has them."""
    ordered = sorted(feed.leads, key=_age)[:SHOWN]
    return tuple(
        Announced(title=shorten(lead.title or lead.teaser, 200), url=lead.url, at=lead.published_at) for lead in ordered
    )


def _age(lead: Lead) -> float:
    return -lead.published_at.timestamp() if lead.published_at else 0.0
