"""What a refresh tells while it runs and when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What a refresh just did."""

    FEEDS_BEGIN = "feeds begin"
    FEED_READ = "feed read"
    FEED_UNCHANGED = "feed unchanged"
    FEED_FAILED = "feed failed"
    PAGES_BEGIN = "pages begin"
    ARTICLE_NEW = "article new"
    ARTICLE_CHANGED = "article changed"
    ARTICLE_UNCHANGED = "article unchanged"
    PAGE_FAILED = "page failed"
    INDEXED = "indexed"
    GROUPED = "grouped"
    EXPLAINED = "explained"
    TRACKED = "tracked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshEvent:
    """One step of a refresh, for progress; ``count`` is leads, pages or articles, as the step has it."""

    step: Step
    source: str = ""
    title: str = ""
    sentence: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshReport:
    """What a refresh came to. ``problems`` holds a source's title and a sentence for each feed that failed."""

    feeds_read: int = 0
    feeds_unchanged: int = 0
    feeds_failed: int = 0
    articles_new: int = 0
    articles_changed: int = 0
    articles_unchanged: int = 0
    pages_failed: int = 0
    page_failures: tuple[tuple[str, int], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
