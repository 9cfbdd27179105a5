"""What every feed parser is read into, and how that becomes leads: one place for all rules about entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.kit.languages import language_tag
from octavo.kit.text import clean_line, shorten
from octavo.kit.urls import join_url
from octavo.model.sources import Feed, Lead
from octavo.sourcing.plain import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MOST_LEADS = 2_000
_LONGEST_TEASER = 1_000
_LONGEST_TITLE = 500
_LONGEST_CONTENT = 2_000_000
_LONGEST_GUID = 1_000
_MOST_TAGS = 30
_TITLE_FROM_TEXT = 90
_TTL_MINUTES = range(1, 10_081)  # up to a week
_MARKUP = re.compile(r"<(?:p|br|div|ul|ol|blockquote|figure|img|h\d|table)\b", re.IGNORECASE)
# RSS 2.0's own form of an author, "jane@example.org (Jane Roe)", and its cousins
_MAILED = re.compile(r"\s*\S+@\S+\s*\((?P<name>[^()]+)\)\s*|\s*(?P<first>[^<>@]+?)\s*<[^<>]*@[^<>]*>\s*")
_MAIL = re.compile(r"\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as a parser gives it, nothing cleaned yet; ``links`` and ``content`` best first, dates already read."""

    guid: str = ""
    links: tuple[str, ...] = ()
    title: str = ""
    summary: str = ""
    content: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    """A feed as a parser gives it, nothing cleaned yet."""

    title: str = ""
    site: str = ""
    language: str | None = None
    ttl_minutes: int | None = None
    entries: tuple[Entry, ...] = ()
    parsed_by: str = ""


def feed_from(raw: RawFeed, *, base: str) -> Feed:
    """A clean feed: leads in its order, the first of each guid, at most 2,000; warnings say what was left out."""
    site = join_url(base, raw.site) if raw.site.strip() else None
    language = language_tag(raw.language)
    leads: dict[str, Lead] = {}
    homeless = 0
    for entry in raw.entries[: 2 * MOST_LEADS]:
        lead = _lead(entry, base=base, language=language)
        homeless += lead is None
        if lead is not None:
            leads.setdefault(lead.guid, lead)
    return Feed(
        title=shorten(plain_text(raw.title), _LONGEST_TITLE),
        site_url=site,
        language=language,
        ttl_minutes=raw.ttl_minutes if raw.ttl_minutes in _TTL_MINUTES else None,
        leads=tuple(leads.values())[:MOST_LEADS],
        parsed_by=raw.parsed_by,
        warnings=tuple(_warnings(raw, homeless=homeless, found=len(leads))),
    )


def _warnings(raw: RawFeed, *, homeless: int, found: int) -> Iterable[str]:
    if not raw.entries:
        yield "The feed is empty: it announces no article."
    if homeless:
        yield f"Left out for want of a web address: {homeless} of {len(raw.entries)} entries."
    if found > MOST_LEADS or len(raw.entries) > 2 * MOST_LEADS:
        yield f"Only the first {MOST_LEADS} of {len(raw.entries)} entries are read."


def _lead(entry: Entry, *, base: str, language: str | None) -> Lead | None:
    url = _address(entry, base)
    if url is None:
        return None
    teaser = _teaser(entry)
    return Lead(
        url=url,
        guid=clean_line(entry.guid)[:_LONGEST_GUID] or url,
        title=shorten(plain_text(entry.title), _LONGEST_TITLE) or shorten(teaser, _TITLE_FROM_TEXT) or url,
        published_at=entry.published_at,
        updated_at=entry.updated_at,
        byline=_byline(entry.authors),
        teaser=teaser,
        content=_content(entry),
        language=language_tag(entry.language) or language,
        tags=_tags(entry.tags),
    )


def _address(entry: Entry, base: str) -> str | None:
    """The entry's address; its guid where it has no link and the guid is an address (RSS 2.0: isPermaLink)."""
    joined = (join_url(base, link) for link in entry.links if link.strip())
    url = next((link for link in joined if link), None)
    if url is None and entry.guid.strip().startswith(("http://", "https://")):
        url = join_url(base, entry.guid)
    return url


def _teaser(entry: Entry) -> str:
    return shorten(plain_text(entry.summary) or plain_text(entry.content), _LONGEST_TEASER)


def _content(entry: Entry) -> str | None:
    """The entry's own text in HTML; a summary counts where it is more than the teaser holds."""
    summary = entry.summary if len(entry.summary) > _LONGEST_TEASER or _MARKUP.search(entry.summary) else ""
    content = max(entry.content, summary, key=len).strip()
    if not content or (content == entry.summary.strip() and not summary):
        return None
    return content[:_LONGEST_CONTENT]


def _byline(authors: tuple[str, ...]) -> tuple[str, ...]:
    names = (_name(author) for author in authors[:_MOST_TAGS])
    return tuple(dict.fromkeys(name for name in names if name))


def _name(author: str) -> str:
    line = plain_text(author)
    mailed = _MAILED.fullmatch(line)
    if mailed is not None:
        line = mailed["name"] or mailed["first"]
    return shorten(_MAIL.sub("", line), 200)


def _tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = (shorten(plain_text(tag), 100) for tag in tags[: 4 * _MOST_TAGS])
    return tuple({tag.casefold(): tag for tag in cleaned if tag}.values())[:_MOST_TAGS]
