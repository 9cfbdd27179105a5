"""Folders, lists of sources that move between readers, and what came of taking one in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from octavo.model.ids import SourceId, UserId

FolderId = NewType("FolderId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A person's folder: a source is in one of them or in none."""

    id: FolderId
    user: UserId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A feed that a person wants to follow: under a title of their own, in a folder by its name, where given."""

    url: str
    title: str = ""
    site_url: str | None = None
    language: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What a source published in a stretch of time: how many articles, the first and the latest of them."""

    articles: int
    first_at: datetime
    latest_at: datetime

    def per_day(self, now: datetime) -> float:
        """How many articles a day that is, up to now."""
        return self.articles / max((now - self.first_at) / timedelta(days=1), 1.0)


class Outcome(StrEnum):
    """What became of one line of a list."""

    ADDED = "added"
    KNOWN = "known already"
    REFUSED = "not followed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One line of a list, and what became of it; ``sentence`` says why and what to do where it was not followed."""

    url: str
    title: str = ""
    folder: str | None = None
    outcome: Outcome
    sentence: str = ""
    source: SourceId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What came of taking in a list, line by line in its own order."""

    lines: tuple[Taken, ...]

    def count(self, outcome: Outcome) -> int:
        """How many lines came to this."""
        return sum(line.outcome is outcome for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedOutline:
    """A line of an OPML document that names no feed; ``page`` is the page it names, where it does."""

    title: str
    page: str
    folder: str | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """The feeds in an OPML document in its own order, each once, with the lines that are none."""

    feeds: tuple[Wanted, ...]
    refused: tuple[RefusedOutline, ...] = ()
    title: str = ""
