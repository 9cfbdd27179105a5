"""Searches: what is asked of the index, what it answers, and searches that a person keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from octavo.model.ids import ArticleId, SourceId, UserId
from octavo.model.listing import Excerpt, Row
from octavo.model.statements import Statement
from octavo.model.subjects import Stance, SubjectKind

SearchId = NewType("SearchId", int)


class Sort(StrEnum):
    """How hits are ordered: those that match best first, or new to old."""

    RELEVANCE = "relevance"
    DATE = "date"


class Part(StrEnum):
    """Which part of an article words are to stand in."""

    ANY = "any"
    TITLE = "title"
    BYLINE = "byline"
    SAID = "said"
    """What somebody says in it, directly or reported."""


class Feature(StrEnum):
    """What an article may bring with it."""

    IMAGE = "image"
    QUOTES = "quotes"


class MarkState(StrEnum):
    """How a person marked an article."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"


@dataclass(frozen=True, slots=True, kw_only=True)
class HasWords:
    """Words that stand one after the other in a part of it."""

    words: str
    part: Part = Part.ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class IsAbout:
    """A subject of one of these kinds: one of these keys, or one whose name has these words."""

    kinds: tuple[SubjectKind, ...]
    name: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HasStatement:
    """One statement that has all of these runs of words, by a speaker of one of these keys or by this name."""

    words: tuple[str, ...]
    speaker: IsAbout


@dataclass(frozen=True, slots=True, kw_only=True)
class IsListed:
    """One of these sources lists it."""

    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsWritten:
    """It is in this language: a tag, of which the first part counts."""

    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameOut:
    """Its place in lists is from ``since`` on and before ``until``; with ``first_seen`` when it came in counts."""

    since: datetime | None = None
    until: datetime | None = None
    first_seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IsAmong:
    """It is one of these articles."""

    articles: tuple[ArticleId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brings:
    """It brings this with it."""

    feature: Feature


Condition = HasWords | IsAbout | HasStatement | IsListed | IsWritten | CameOut | IsAmong | Brings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A condition that is to be met, or not to be met."""

    condition: Condition
    is_excluded: bool = False


Clause = tuple[Wanted, ...]
"""Of which one at least is to be met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A question to the search index; ``sources`` limits it (``None``: everything), ``offset`` counts hits.

    All ``clauses`` are to be met; where there are none, the words of ``text`` are to stand in an article. With
    ``any_word`` articles that have some of the words are found as well, those with more and rarer ones first.
    """

    text: str = ""
    clauses: tuple[Clause, ...] = ()
    sources: tuple[SourceId, ...] | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    any_word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHits:
    """Articles that match, in the order asked for, and how many there are in all."""

    articles: tuple[ArticleId, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """How hits spread: over days (UTC, each with hits once, in order) and over sources, those with most first."""

    days: tuple[tuple[date, int], ...] = ()
    sources: tuple[tuple[SourceId, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in an article that a search may ask for: (kind, key, name) of subjects, and what is said.

    A statement is the speaker's key and name, both empty where who speaks is not certain, and the words.
    """

    subjects: tuple[tuple[SubjectKind, str, str], ...] = ()
    statements: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One hit of a search: its title and an excerpt that show why, and the statements that were asked for."""

    row: Row
    excerpt: Excerpt
    title: Excerpt
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another query that finds something: why it is offered, and how many articles it finds."""

    query: str
    reason: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The answer to a search; ``next_offset`` is where the next page begins, ``None`` at the end.

    With ``is_estimate`` the numbers are about right: they are what the marks on all of a person's articles let expect.
    ``problems`` are sentences about what in the query was not understood; ``is_relaxed`` tells that no article has all
    of its words, and that these have some. ``sources`` are those with most hits, by title. Where nothing is found
    ``suggestions`` say what would be.
    """

    query: str
    rows: tuple[FoundRow, ...]
    total: int
    is_estimate: bool = False
    next_offset: int | None = None
    sort: Sort = Sort.RELEVANCE
    problems: tuple[str, ...] = ()
    is_relaxed: bool = False
    days: tuple[tuple[date, int], ...] = ()
    sources: tuple[tuple[SourceId, str, int], ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search that a person keeps under a name; ``stance`` is what they want of what it finds in their editions."""

    id: SearchId
    user: UserId
    name: str
    query: str
    stance: Stance | None = None
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCount:
    """A kept search, with how many articles came in that it finds since its person last looked."""

    search: SavedSearch
    new: int
