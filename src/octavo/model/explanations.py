"""Why an extracted article is what it is: every line of its page with what became of it, every field with its place."""

from __future__ import annotations

from dataclasses import dataclass

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
    """

    kind: BlockKind
    text: str
    kept: bool
    probability: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageExplanation:
    """How an article was drawn from its page; ``certainty`` is the F1 expected of the own judgement, from 0 to 1."""

    extracted_by: str
    certainty: float
    lines: tuple[LineVerdict, ...]
    fields: tuple[Provenance, ...]
