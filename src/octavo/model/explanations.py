"""Why an extracted article is what it is: every line of its page with what became of it, every field with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from octavo.model.articles import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What one field of an article's metadata holds, in words, and where that comes from.

    Times are as the page writes them, in its own zone where it tells one (ISO 8601).
    """

    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineVerdict:
    """What became of one line of a page: whether it is in the article, and why, in words.

    ``probability`` is that of the own judgement, from 0 to 1; the reason tells where something else decided.
    ``page`` is the number of its page among those that were looked at, from 1.
    """

    kind: BlockKind
    text: str
    kept: bool
    probability: float
    reason: str
    page: int = 1


class PageRole(StrEnum):
    """What a page is to an article."""

    PAGE = "page"
    PART = "part"
    WHOLE = "whole"
    VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """A page that was looked at for an article: whether its text is in it, how many words it has, and why, in words."""

    url: str
    role: PageRole
    kept: bool
    words: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HabitsAtWork:
    """What earlier articles of the site had a say in: lines left out as the site's own, lines judged by their place.

    ``articles`` is how many of them are remembered.
    """

    articles: int
    repeated: int
    placed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageExplanation:
    """How an article was drawn from its pages; ``certainty`` is the F1 expected of the own judgement, from 0 to 1.

    ``pages`` are those that were looked at, in that order. ``habits`` is ``None`` where nothing is known of the site.
    """

    extracted_by: str
    certainty: float
    lines: tuple[LineVerdict, ...]
    fields: tuple[Provenance, ...]
    pages: tuple[PageVisit, ...] = ()
    habits: HabitsAtWork | None = None
