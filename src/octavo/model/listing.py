"""What lists are made of: which articles are asked for, and the rows and pages that answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from octavo.model.articles import Article, Image, Precision, Revision
from octavo.model.following import FolderId
from octavo.model.ids import ArticleId, SourceId, UserId
from octavo.model.people import Mark
from octavo.model.sites import LayoutChange
from octavo.model.sources import Source, SourceKind, Visit
from octavo.model.subjects import SubjectKind


class Shelf(StrEnum):
    """Which of a person's articles a list shows."""

    LATEST = "latest"
    UNREAD = "unread"
    STARRED = "starred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """The place after which a list goes on: lists run from new to old by ``(sort_at, article)``."""

    sort_at: datetime
    article: ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """A page of articles: of the sources that ``user`` follows, of those in one ``folder``, or of one ``source``.

    With a ``subject``, given by its kind and key, those that are about it in what the person follows.
    """

    user: UserId
    shelf: Shelf = Shelf.LATEST
    source: SourceId | None = None
    folder: FolderId | None = None
    subject: tuple[SubjectKind, str] | None = None
    after: Cursor | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list; ``excerpt`` is plain text of at most some 300 characters.

    ``share`` is how much of it was read, in per cent, where the person stopped in the middle. ``first_seen_at`` is when
    it came in: what is new to a reader goes by that, for many an article comes late.
    """

    article: ArticleId
    source: SourceId
    source_title: str
    title: str
    excerpt: str
    byline: tuple[str, ...] = ()
    published_at: datetime | None = None
    precision: Precision = Precision.SECOND
    sort_at: datetime
    first_seen_at: datetime
    language: str | None = None
    word_count: int = 0
    partial: str | None = None
    revision: int = 1
    read: bool = False
    starred: bool = False
    source_kind: SourceKind = SourceKind.FEED
    publisher: str | None = None
    share: int = 0
    image: Image | None = None

    @property
    def credit(self) -> str:
        """Who published it, as a list says it: a clipping's publisher where its page names one, else the source."""
        clipped = self.source_kind is SourceKind.CLIPPINGS
        return (self.publisher if clipped else None) or self.source_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page of rows and where the next begins (``None``: the end)."""

    rows: tuple[Row, ...]
    next: Cursor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A source as one person follows it, under the title that they gave it; counts are articles.

    ``layout`` is an alarm about the site it leads to. ``renamed_from`` is its own title where the person gave another.
    """

    source: Source
    visit: Visit | None
    articles: int = 0
    unread: int = 0
    layout: LayoutChange | None = None
    folder: FolderId | None = None
    renamed_from: str | None = None


class Tally(NamedTuple):
    """How many sources somebody follows, and how many of their articles are unread."""

    sources: int
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRow:
    """An article offered beside another: how the two stand to each other, with the reason a person understands.

    ``label`` says what the offered one is to the one at hand: "background", "follow-up", "same topic", …
    """

    row: Row
    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """Everything the page of one article shows."""

    article: Article
    source: Source
    mark: Mark
    related: tuple[RelatedRow, ...] = ()
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A stretch of text with the places that matched: ``text[start:end]`` each."""

    text: str
    highlights: tuple[tuple[int, int], ...] = ()
