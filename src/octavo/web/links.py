"""Addresses on pages: where a link may lead, where a form returns to, where a list goes on."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from octavo.kit.moments import UTC
from octavo.kit.urls import join_url
from octavo.model.errors import InvalidInput
from octavo.model.ids import ArticleId, StoryId
from octavo.model.listing import Cursor
from octavo.model.stories import StoryCursor

if TYPE_CHECKING:
    from octavo.model.subjects import Subject

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
CURSOR = re.compile(r"(-?[0-9]{1,17})-([0-9]{1,10})", re.ASCII)
# Browsers read a backslash as a slash and drop control characters: "/\evil.test" and "/\t/evil.test" leave the site.
UNSAFE_IN_PATH = re.compile(r"[\x00-\x20\x7f\\]")


def web_link(url: str | None) -> str | None:
    """The address as a link may carry it: http(s) only, percent-encoded; ``None`` for anything else."""
    return join_url("", url) if url else None


def local_path(path: str | None, fallback: str = "/") -> str:
    """The path when it leads to a page of this server, else ``fallback``: no open redirects."""
    if not path or not path.startswith("/") or path.startswith("//") or UNSAFE_IN_PATH.search(path):
        return fallback
    try:
        parts = urlsplit(path)
    except ValueError:
        return fallback
    return fallback if parts.scheme or parts.netloc else path


def anchored(path: str, anchor: str) -> str:
    """A path that leads to the element of its page with this id, in the place of any that it led to."""
    return f"{path.partition('#')[0]}#{anchor}"


def subject_address(subject: Subject) -> str:
    """Where the page of a subject is."""
    return f"/topics/{subject.kind}/{quote(subject.key, safe='')}"


def write_cursor(cursor: Cursor) -> str:
    """The cursor for an address: microseconds since 1970 and the article's number."""
    return _write_place(cursor.sort_at, cursor.article)


def read_cursor(text: str | None) -> Cursor | None:
    """The cursor that :func:`write_cursor` wrote.

    Raises:
        InvalidInput: it wrote no such thing.
    """
    place = _read_place(text)
    return Cursor(sort_at=place[0], article=ArticleId(place[1])) if place else None


def write_story_cursor(cursor: StoryCursor) -> str:
    """The cursor for an address: microseconds since 1970 and the story's number."""
    return _write_place(cursor.updated_at, cursor.story)


def read_story_cursor(text: str | None) -> StoryCursor | None:
    """The cursor that :func:`write_story_cursor` wrote.

    Raises:
        InvalidInput: it wrote no such thing.
    """
    place = _read_place(text)
    return StoryCursor(updated_at=place[0], story=StoryId(place[1])) if place else None


def _write_place(at: datetime, number: int) -> str:
    return f"{(at - EPOCH) // TICK}-{number}"


def _read_place(text: str | None) -> tuple[datetime, int] | None:
    if not text:
        return None
    match = CURSOR.fullmatch(text)
    try:
        if match:
            return EPOCH + int(match[1]) * TICK, int(match[2])
    except OverflowError:
        pass
    raise InvalidInput("This address names no place in a list. Go back to the beginning of the list.")
