"""RSS 0.9x to 2.0, RDF and Atom: fastfeedparser first, feedparser for what it cannot read."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import fastfeedparser
import feedparser

from octavo.kit.dates import read_date
from octavo.kit.tags import with_few_attributes
from octavo.kit.text import clean_line
from octavo.sourcing.entries import Entry, RawFeed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

# feedparser reads some ten feeds a second, so an outsider's document must not be any size.
_FALLBACK_LIMIT = 4_000_000
# What fastfeedparser passes over: a base for links, titles in XHTML, a second author.
_BEYOND_FAST = re.compile(
    r"\sxml:base\s*=|<(?:\w+:)?(?:title|summary)\s[^<>]*type\s*=\s*[\"'](?:application/)?xhtml"
    r"|</(?:atom:)?author>\s*<(?:atom:)?author>"
)
_DATED = re.compile(
    r"<(?:\w{1,20}:)?(?:pubDate|published|issued|created|date|updated|modified|lastBuildDate)(?:\s[^<>]{0,200})?>"
    r"\s*(?:<!\[CDATA\[)?([^<>\]]{6,80})",
    re.IGNORECASE,
)
_ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_LANGUAGE = re.compile(r"<(?:dc:)?language(?:\s[^<>]{0,100})?>\s*(?:<!\[CDATA\[)?\s*([\w-]{2,20})", re.IGNORECASE)
_TTL = re.compile(r"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
_PERIOD = re.compile(r"<sy:updatePeriod>\s*(hourly|daily|weekly)\s*<", re.IGNORECASE)
_FREQUENCY = re.compile(r"<sy:updateFrequency>\s*(\d{1,4})\s*<", re.IGNORECASE)
_MINUTES = {"hourly": 60, "daily": 1_440, "weekly": 10_080}
_HEAD = 20_000


def read_xml_feed(document: str) -> RawFeed | None:
    """The feed in a cleaned document, with as many entries as any of the two parsers finds; ``None``: it is none."""
    document = with_few_attributes(document.encode()).decode()
    readers: list[Callable[[str], RawFeed]] = [_by_fastfeedparser]
    if len(document) <= _FALLBACK_LIMIT:
        readers.insert(0 if _BEYOND_FAST.search(document) else 1, _by_feedparser)
    best: RawFeed | None = None
    for reader in readers:
        try:
            feed = reader(document)
        except Exception:  # noqa: BLE001, S112 - hostile bytes make parsers raise anything; the other one is the answer
            continue
        if feed.entries:
            return feed
        best = best or feed
    return best


def announces_entries(document: str) -> bool:
    """Whether entries stand in the document, readable or not."""
    return _ITEM.search(document) is not None


def _by_fastfeedparser(document: str) -> RawFeed:
    feed = fastfeedparser.parse(document.encode(), include_media=False, include_enclosures=False)
    channel, dates = feed.get("feed", {}), _WrittenDates(document)
    return RawFeed(
        title=_text(channel, "title"),
        site=_text(channel, "link"),
        language=_text(channel, "language") or _first(_LANGUAGE, document),
        ttl_minutes=_ttl(document),
        entries=tuple(_fast_entry(entry, dates) for entry in feed.get("entries", ())),
        parsed_by="fastfeedparser",
    )


class _WrittenDates:
    """The dates that really stand in a document.

    fastfeedparser also takes dates from guids ("7" is the seventh of this month) and from relative words; a date is
    believed only when some date element of the document says it, read strictly.
    """

    def __init__(self, document: str) -> None:
        texts = {clean_line(found.group(1)) for found in _DATED.finditer(document)}
        self._moments = {_whole(written.at) for text in texts if (written := read_date(text))}

    def believed(self, text: str) -> datetime | None:
        written = read_date(text) if text else None
        return written.at if written and _whole(written.at) in self._moments else None


def _whole(moment: datetime) -> datetime:
    return moment - timedelta(microseconds=moment.microsecond)


def _fast_entry(entry: dict[str, Any], dates: _WrittenDates) -> Entry:
    summary, content = _text(entry, "description"), _contents(entry)
    published, updated = dates.believed(_text(entry, "published")), dates.believed(_text(entry, "updated"))
    return Entry(
        guid=_text(entry, "id"),
        links=_links(entry),
        title=_text(entry, "title"),
        summary=summary,
        content=content,
        published_at=published or updated,
        updated_at=updated,
        authors=(_text(entry, "author"),),
        tags=_tags(entry),
        language=_content_language(entry),
    )


def _by_feedparser(document: str) -> RawFeed:
    feed = feedparser.parse(io.BytesIO(document.encode()), sanitize_html=False, resolve_relative_uris=False)
    channel = feed.get("feed", {})
    return RawFeed(
        title=_text(channel, "title"),
        site=_text(channel, "link"),
        language=_text(channel, "language") or _first(_LANGUAGE, document),
        ttl_minutes=_ttl(document),
        entries=tuple(_slow_entry(entry) for entry in feed.get("entries", ())),
        parsed_by="feedparser",
    )


def _slow_entry(entry: dict[str, Any]) -> Entry:
    published = _moment(entry, "published") or _moment(entry, "created")
    # `updated` is asked for by hand: feedparser's own dictionary warns and falls back to `published` otherwise
    updated = _moment(entry, "updated") if "updated" in entry.keys() else None  # noqa: SIM118
    return Entry(
        guid=_text(entry, "id"),
        links=_links(entry),
        title=_text(entry, "title"),
        summary=_text(entry, "summary"),
        content=_contents(entry),
        published_at=published or updated,
        updated_at=updated,
        authors=tuple(_text(author, "name") for author in entry.get("authors", ()) if author),
        tags=_tags(entry),
        language=_content_language(entry),
    )


def _links(entry: dict[str, Any]) -> tuple[str, ...]:
    """The entry's addresses, the article's own first (RFC 4287 §4.2.7: no relation means ``alternate``)."""
    links = [link for link in entry.get("links", ()) if link.get("href")]
    ranked = sorted(links, key=_link_rank)
    own = [_text(link, "href") for link in ranked if _link_rank(link) < _NOT_THE_ARTICLE]
    elsewhere = {_text(link, "href") for link in links} - set(own)
    link = _text(entry, "link")
    return (*own, link) if link in elsewhere else (link, *own) if not own or link in own else (*own, link)


_NOT_THE_ARTICLE = 2


def _link_rank(link: dict[str, Any]) -> int:
    if (link.get("rel") or "alternate") != "alternate":
        return _NOT_THE_ARTICLE
    return 0 if "html" in (link.get("type") or "html") else 1


def _contents(entry: dict[str, Any]) -> str:
    """The longest of an entry's contents that is a text (not a picture or a film)."""
    contents = [
        _text(content, "value")
        for content in entry.get("content", ())
        if not (content.get("type") or "").startswith(("image/", "video/", "audio/"))
    ]
    return max(contents, key=len, default="")


def _content_language(entry: dict[str, Any]) -> str | None:
    details = (*entry.get("content", ()), entry.get("title_detail") or {})
    return next((language for detail in details if (language := _text(detail, "language"))), None)


def _tags(entry: dict[str, Any]) -> tuple[str, ...]:
    return tuple(_text(tag, "label") or _text(tag, "term") for tag in entry.get("tags", ()))


def _moment(entry: dict[str, Any], key: str) -> datetime | None:
    written = read_date(_text(entry, key))
    return written.at if written else None


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def _ttl(document: str) -> int | None:
    """How many minutes the feed asks to be left alone (RSS 2.0 ttl; RSS 1.0 module syndication)."""
    ttl = _first(_TTL, document)
    if ttl:
        return int(ttl)
    period = _first(_PERIOD, document)
    if not period:
        return None
    return _MINUTES[period.lower()] // max(1, int(_first(_FREQUENCY, document) or 1))


def _first(pattern: re.Pattern[str], document: str) -> str | None:
    """What ``pattern`` finds in the head of the document, before the first entry."""
    head = document[:_HEAD]
    item = _ITEM.search(head)
    found = pattern.search(head, 0, item.start() if item else len(head))
    return found.group(1) if found else None
