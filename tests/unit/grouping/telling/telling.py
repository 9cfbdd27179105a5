"""Short ways to make articles of stories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from octavo.model.articles import ArticleKind
from octavo.model.ids import ArticleId, SourceId, StoryId
from octavo.model.listing import Row
from octavo.model.stories import CopyKind, CopyOf, Coverage, Placement, Story

from octavo.grouping.telling import story_of  # isort: skip

NOW = datetime(2026, 6, 12, 9, tzinfo=UTC)
_numbers = count(1)


def article(title: str, *, hours: float = 1, outlet: str = "tide", story: int = 1, **changes: Any) -> Coverage:  # noqa: ANN401
    """An article published some hours ago."""
    number = ArticleId(changes.pop("id", next(_numbers)))
    at = NOW - timedelta(hours=hours)
    copied = changes.pop("copy_of", None)
    row = Row(
        article=number,
        source=SourceId(1),
        source_title=outlet.title(),
        title=title,
        excerpt="",
        sort_at=at,
        first_seen_at=changes.pop("seen_at", at),
        language=changes.pop("language", "en"),
        read=changes.pop("read", False),
    )
    placement = Placement(
        article=number,
        story=StoryId(story),
        at=at,
        outlet=outlet,
        reason="",
        copy_of=CopyOf(article=copied, kind=CopyKind.EXACT, reason="the same text") if copied else None,
    )
    return Coverage(
        row=row,
        placement=placement,
        kind=changes.pop("kind", ArticleKind.REPORT),
        section=changes.pop("section", None),
        **changes,
    )


def story(number: int, *articles: Coverage) -> Story:
    return story_of(StoryId(number), articles, now=NOW)
