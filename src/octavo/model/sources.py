"""Sources, what they announce, and how our visits to them went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from octavo.model.ids import LeadId, SourceId


class SourceKind(StrEnum):
    """Where a source's articles come from."""

    FEED = "feed"
    CLIPPINGS = "clippings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher's feed that somebody on this server follows, or the box of clippings."""

    id: SourceId
    url: str
    kind: SourceKind
    title: str
    site_url: str | None = None
    language: str | None = None
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How the last visit to a source went, and when the next is due.

    ``failures`` counts failed visits in a row. ``problem`` is ``None`` after a good visit, else one sentence that says
    what is wrong and what to do; ``reason`` is its machine-readable name. ``gone`` means: never ask again.
    """

    source: SourceId
    at: datetime | None = None
    succeeded_at: datetime | None = None
    next_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    reason: str | None = None
    problem: str | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """One entry of a feed: the announcement of an article.

    ``guid`` is the feed's own name for the entry (the address where it has none). ``content`` is the entry's own
    HTML, kept for when the page cannot be had; ``teaser`` is plain text.
    """

    url: str
    guid: str
    title: str
    published_at: datetime | None = None
    updated_at: datetime | None = None
    byline: tuple[str, ...] = ()
    teaser: str = ""
    content: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """When to look again at a page whose article was had, for it may be changed after publication.

    ``looks`` counts the looks so far. ``etag`` and ``last_modified`` make the next one conditional.
    """

    next_at: datetime
    looks: int = 1
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingLead:
    """A lead whose page is to be fetched: for the first time, or, where it is watched, once more."""

    id: LeadId
    source: SourceId
    lead: Lead
    attempts: int = 0
    watch: Watch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed document says: about itself, and its leads in its own order."""

    title: str
    site_url: str | None = None
    language: str | None = None
    ttl_minutes: int | None = None
    leads: tuple[Lead, ...] = ()
    parsed_by: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that a web page offers."""

    url: str
    title: str | None = None
    media_type: str | None = None
