"""What a feed looks like before it is followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from octavo.model.ids import SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """One entry of a feed, as a preview shows it."""

    title: str
    url: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPreview:
    """A feed as it would be followed. ``per_day`` is ``None`` where its entries bear too few dates to tell.

    ``whole_texts``: the entries carry whole articles, not teasers. ``followed`` is the source where the person follows
    it already. ``asked`` is the address that led to it.
    """

    url: str
    title: str
    site_url: str | None = None
    language: str | None = None
    entries: int = 0
    latest: tuple[Announced, ...] = ()
    per_day: float | None = None
    whole_texts: bool = False
    followed: SourceId | None = None
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundThere:
    """An address that led to no feed: why, and the address that was perhaps meant."""

    asked: str
    sentence: str
    meant: str | None = None
    status: int = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What is behind the addresses that somebody pasted."""

    previews: tuple[FeedPreview, ...] = ()
    failures: tuple[NotFoundThere, ...] = ()
