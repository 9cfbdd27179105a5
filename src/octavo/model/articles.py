"""Articles: typed blocks of text instead of somebody else's HTML."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from octavo.model.ids import ArticleId, SourceId


class BlockKind(StrEnum):
    """What a block of an article is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    FIGURE = "figure"
    PREFORMATTED = "preformatted"
    LIVE_ENTRY = "live_entry"
    CORRECTION = "correction"


_BESIDE = frozenset({BlockKind.HEADING, BlockKind.FIGURE, BlockKind.TABLE})


class SpanKind(StrEnum):
    """What a stretch of text inside a block is marked as."""

    LINK = "link"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"


class ArticleKind(StrEnum):
    """What sort of journalism an article is, as far as its page says so."""

    REPORT = "report"
    OPINION = "opinion"
    ANALYSIS = "analysis"
    INTERVIEW = "interview"
    LIVE = "live"
    VIDEO = "video"
    GALLERY = "gallery"
    BRIEF = "brief"


class Precision(StrEnum):
    """How exactly a time is known: "a day ago" names a day, not a minute."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A marked stretch of a block's text: ``text[start:end]``, in code points."""

    kind: SpanKind
    start: int
    end: int
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of an article.

    ``text`` is plain text without markup. A table's text has its cells parted by tabs and its rows by line breaks;
    a figure's text is its caption, and ``alt`` what its publisher has read out in its place; a live entry's text is the
    headline of the entry, and ``at`` its time.
    ``level`` is the depth of a heading (2 to 6) or of a list item (1 and up); ``ordered`` tells numbered lists.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...] = ()
    level: int = 0
    ordered: bool = False
    url: str | None = None
    credit: str | None = None
    alt: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that belongs to an article; sizes in pixels where the page tells them.

    ``alt`` is what its publisher has read out in its place.
    """

    url: str
    width: int | None = None
    height: int | None = None
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was drawn from one page: an article before it has a place in the library.

    ``publisher`` is a name where the page tells one. ``published_at`` is aware and in UTC, exact to ``precision``.
    ``partial`` is ``None`` for a whole text, else the reason why only a part could be had.
    ``extracted_by`` names the method, for comparison and repair.
    """

    url: str | None
    title: str
    blocks: tuple[Block, ...]
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    published_at: datetime | None = None
    precision: Precision = Precision.SECOND
    modified_at: datetime | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    kind: ArticleKind = ArticleKind.REPORT
    image: Image | None = None
    partial: str | None = None
    extracted_by: str = ""

    @property
    def text(self) -> str:
        """All blocks' text, parted by empty lines."""
        return "\n\n".join(block.text for block in self.blocks if block.text)

    @property
    def prose(self) -> str:
        """The text without what stands between or beside it (headings, captions, tables); all where that is all."""
        return "\n\n".join(one.text for one in self.blocks if one.text and one.kind not in _BESIDE) or self.text

    @property
    def word_count(self) -> int:
        """How many words, counted by white space."""
        return sum(len(block.text.split()) for block in self.blocks)

    @property
    def digest(self) -> str:
        """A stable fingerprint of what a reader reads: equal for equal title and blocks."""
        hasher = hashlib.blake2b(self.title.encode("utf-8", "surrogatepass"), digest_size=16)
        for block in self.blocks:
            hasher.update(f"\x1e{block.kind}\x1f{block.text}\x1f{block.url or ''}".encode("utf-8", "surrogatepass"))
        return hasher.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Draft):
    """An article in the library, in one revision.

    ``revision`` counts from 1. ``sort_at`` is the time lists are ordered by: when it was published as far as that is
    known and not in the future, else when it was first seen.
    """

    id: ArticleId
    source: SourceId
    revision: int
    first_seen_at: datetime
    revised_at: datetime
    sort_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One version of an article as its page once stood; never changed, so that citations into it stay true."""

    article: ArticleId
    number: int
    at: datetime
    title: str
    blocks: tuple[Block, ...]
    digest: str
