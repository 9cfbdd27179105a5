"""What to ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.model.fetches import FetchRequest

if TYPE_CHECKING:
    from octavo.model.sources import Visit, Watch

_FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
)
_PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


def feed_request(url: str, visit: Visit | None) -> FetchRequest:
    """The request for a feed, conditional on what the last good visit saw (RFC 9110 §13.1)."""
    return FetchRequest(
        url=url,
        accept=_FEED_TYPES,
        etag=None if visit is None else visit.etag,
        last_modified=None if visit is None else visit.last_modified,
    )


def page_request(url: str, watch: Watch | None = None) -> FetchRequest:
    """The request for an article's page, conditional on what the last look saw where it is watched."""
    return FetchRequest(
        url=url,
        accept=_PAGE_TYPES,
        etag=None if watch is None else watch.etag,
        last_modified=None if watch is None else watch.last_modified,
    )
