"""JSON Feed (versions 1 and 1.1, https://www.jsonfeed.org/version/1.1/). One odd item costs no other."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from octavo.kit.dates import read_date
from octavo.sourcing.entries import Entry, RawFeed

if TYPE_CHECKING:
    from datetime import datetime

_VERSION = "jsonfeed.org/version/"


def read_json_feed(text: str) -> RawFeed | None:
    """The feed, or ``None`` when the document is no JSON Feed."""
    try:
        document = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or _VERSION not in _text(document, "version"):
        return None
    items = document.get("items")
    return RawFeed(
        title=_text(document, "title"),
        site=_text(document, "home_page_url"),
        language=_text(document, "language"),
        entries=tuple(_entry(item, document) for item in items if isinstance(item, dict))
        if isinstance(items, list)
        else (),
        parsed_by="json",
    )


def _entry(item: dict[str, Any], feed: dict[str, Any]) -> Entry:
    identity = item.get("id")
    return Entry(
        guid=str(identity) if isinstance(identity, str | int | float) else "",
        links=(_text(item, "url"), _text(item, "external_url")),
        title=escape(_text(item, "title"), quote=False),  # plain text by the specification: an "<" is an "<"
        summary=escape(_text(item, "summary"), quote=False),
        content=_text(item, "content_html") or _paragraphs(_text(item, "content_text")),
        published_at=_moment(item, "date_published"),
        updated_at=_moment(item, "date_modified"),
        authors=_authors(item) or _authors(feed),
        tags=tuple(escape(tag, quote=False) for tag in _list(item, "tags") if isinstance(tag, str)),
        language=_text(item, "language"),
    )


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    authors = _list(holder, "authors") or [holder.get("author")]  # version 1 has one author
    return tuple(_text(author, "name") for author in authors if isinstance(author, dict))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())


def _moment(item: dict[str, Any], key: str) -> datetime | None:
    written = read_date(_text(item, key))
    return written.at if written else None


def _text(holder: dict[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def _list(holder: dict[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []
