"""Insights: what is shown beside a text, each claim with the words in it that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from octavo.model.ids import ArticleId


class Length(StrEnum):
    """How much of a text a summary keeps."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A stretch of a block of an article in one revision, letter for letter: ``quote == block.text[start:end]``.

    ``block`` counts from 0 in the revision's blocks; ``start`` and ``end`` are code points.
    """

    article: ArticleId
    revision: int
    block: int
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not self.quote or self.end - self.start != len(self.quote) or self.start < 0 or self.block < 0:
            raise ValueError(f"no stretch of a text: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence that a reader is shown, and what it rests on; there is no claim without a citation."""

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a claim without a citation: {self.text!r}")

    @classmethod
    def verbatim(cls, citation: Citation) -> Self:
        """A claim in the very words of what it cites."""
        return cls(text=citation.quote, citations=(citation,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote claims: rules, or a language model with the version of what it was asked."""

    name: str
    prompt_version: str | None = None
    at: datetime | None = None

    @property
    def is_model(self) -> bool:
        """Whether a language model wrote it."""
        return self.prompt_version is not None


RULES = Author(name="rules")
