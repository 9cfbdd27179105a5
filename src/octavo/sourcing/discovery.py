"""Which feeds a web page offers (https://www.rssboard.org/rss-autodiscovery)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from octavo.kit.charsets import decode
from octavo.kit.tags import with_few_attributes
from octavo.kit.text import clean_line, shorten
from octavo.kit.urls import canonical_url, join_url
from octavo.model.sources import FeedLink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from octavo.model.fetches import FetchedPage

_FEED_TYPE = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)", re.IGNORECASE)
_VAGUE_TYPE = re.compile(r"(?:application|text)/(?:xml|json)", re.IGNORECASE)
_FEED_ADDRESS = re.compile(
    r"/(?:feeds?|rss\d?|atom|index\.rdf)/?(?:\.(?:xml|php|json))?(?:\?[^/]*)?$|\.(?:rss|atom|rdf)(?:\?|$)"
    r"|/[^/?]*(?:feed|rss|atom)[^/?]*\.(?:xml|json)(?:\?|$)|^https?://feeds?\d?\.|[?&](?:feed|format)=(?:rss|atom)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"\bcomment|kommentar|comentario|commentaire|commenti\b|reacties", re.IGNORECASE)
_MOST = 30
_LIMIT = 3_000_000


def find_feeds(page: FetchedPage) -> tuple[FeedLink, ...]:
    """The feeds that a page offers, the likeliest first: announced ones, then links that look like feeds.

    Feeds of comments come last. Addresses are absolute and each stands once. Never raises; at most 30.
    """
    root = _parsed(page)
    if root is None:
        return ()
    base = _base(root, page.final_url)
    found: dict[str, FeedLink] = {}
    for link in (*_announced(root, base), *_linked(root, base)):
        if canonical_url(link.url) != canonical_url(page.final_url):
            found.setdefault(canonical_url(link.url), link)
    return tuple(sorted(found.values(), key=_is_for_comments))[:_MOST]


def _parsed(page: FetchedPage) -> _Element | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        markup = decode(page.body[:_LIMIT], page.charset).encode("utf-8", "replace")
        return html.document_fromstring(with_few_attributes(markup), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _base(root: _Element, url: str) -> str:
    element = root.find(".//base[@href]")
    return (join_url(url, element.get("href", "")) if element is not None else None) or url


def _announced(root: _Element, base: str) -> Iterator[FeedLink]:
    for element in root.iter("link"):
        relations = element.get("rel", "").lower().split()
        media_type = element.get("type", "").partition(";")[0].strip().lower()
        url = join_url(base, element.get("href", ""))
        if url is None or not {"alternate", "feed"} & set(relations):
            continue
        named = _FEED_ADDRESS.search(url) is not None and "/wp-json/" not in url
        if _FEED_TYPE.fullmatch(media_type) or "feed" in relations or (_VAGUE_TYPE.fullmatch(media_type) and named):
            yield FeedLink(url=url, title=shorten(element.get("title", ""), 200) or None, media_type=media_type or None)


def _linked(root: _Element, base: str) -> Iterator[FeedLink]:
    for element in root.iter("a"):
        url = join_url(base, element.get("href", ""))
        if url is not None and _FEED_ADDRESS.search(url):
            title = clean_line(element.get("title", "") or "".join(map(str, element.itertext())))
            yield FeedLink(url=url, title=shorten(title, 200) or None)


def _is_for_comments(link: FeedLink) -> bool:
    return _COMMENTS.search(f"{link.url} {link.title or ''}") is not None
