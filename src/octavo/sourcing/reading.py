"""Reading a fetched document as a feed, or saying what it is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.urls import host_of
from octavo.model.fetches import FailureReason, FetchFailed
from octavo.sourcing.documents import clean_xml, is_json, root_name, text_of
from octavo.sourcing.entries import RawFeed, feed_from
from octavo.sourcing.json_feed import read_json_feed
from octavo.sourcing.xml_feeds import announces_entries, read_xml_feed

if TYPE_CHECKING:
    from octavo.model.fetches import FetchedPage
    from octavo.model.sources import Feed

_ROOTS = {"rss", "feed", "rdf", "channel"}
_OTHER_ROOTS = {
    "html": "a web page",
    "body": "a web page",
    "head": "a web page",
    "opml": "a list of feeds (OPML)",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "error": "an error message",
    "svg": "a picture",
}
_OTHER_BYTES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "an archive"),
    (b"\x1f\x8b", "a compressed file"),
)
_FOLLOW_FEED = "give the address of its feed instead"
_ASK = "check the address, or wait until the publisher mends it"


def read_feed(page: FetchedPage) -> Feed | FetchFailed:
    """The feed on a fetched page: RSS 0.9x to 2.0, RDF, Atom or JSON Feed, in any charset. Never raises.

    Addresses are absolute, titles and teasers plain text, times aware and in UTC. What is no feed is a FetchFailed
    (``NOT_A_FEED``) that says what it is instead; a feed without entries is a feed with a warning.
    """
    text = text_of(page)
    if is_json(text):
        raw = read_json_feed(text)
        return _failed(page, "a JSON document", _FOLLOW_FEED) if raw is None else _feed(page, raw)
    document = clean_xml(text)
    root = root_name(document)
    if root not in _ROOTS:
        return _not_xml_feed(page, root, text)
    raw = read_xml_feed(document)
    if raw is None or (not raw.entries and announces_entries(document)):
        return _failed(page, "a feed too damaged to be read", _ASK)
    return _feed(page, raw)


def _feed(page: FetchedPage, raw: RawFeed) -> Feed:
    return feed_from(raw, base=page.final_url)


def _not_xml_feed(page: FetchedPage, root: str | None, text: str) -> FetchFailed:
    for start, name in _OTHER_BYTES:
        if page.body.startswith(start):
            return _failed(page, name, _FOLLOW_FEED)
    if not text.strip():
        return _failed(page, "an empty document", _ASK)
    if root is None:
        return _failed(page, "plain text", _FOLLOW_FEED)
    return _failed(
        page, _OTHER_ROOTS.get(root, "a web page" if "html" in page.media_type else "an XML document"), _FOLLOW_FEED
    )


def _failed(page: FetchedPage, what: str, advice: str) -> FetchFailed:
    sentence = f"What {host_of(page.final_url)} sent is {what}, not a feed that can be read: {advice}."
    return FetchFailed(url=page.url, at=page.at, reason=FailureReason.NOT_A_FEED, sentence=sentence)
