"""Clippings: articles read from a captured page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from octavo.model.articles import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A part of a captured page that could not be read, quoted, with the reason: reported, never guessed.

    ``line`` counts from 1.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """What stands on one captured page.

    ``articles`` in the order of the page. ``related`` holds pairs of positions in ``articles``: the page lists the
    second as related to the first.
    """

    captured_at: datetime | None
    articles: tuple[Draft, ...]
    related: tuple[tuple[int, int], ...] = ()
    unread: tuple[Unread, ...] = ()
