"""What goes into the index of copies and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class CopyKind(StrEnum):
    """How two texts are copies of each other."""

    EXACT = "exact"
    """Word for word the same text."""
    EDITED = "edited"
    """One text, edited: each of the two is mostly in the other."""
    EXCERPT = "excerpt"
    """The shorter text is mostly in the longer one, which has much besides: a brief, or a wire quoted in a round-up."""
    UPDATED = "updated version"
    """The same publisher's text again, later, under a new address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyText:
    """An article as far as copies of it are concerned.

    ``publisher`` is any stable name of who ran it, ``at`` an aware time.
    """

    id: int
    publisher: str
    title: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two articles that are copies: ``a`` was first, or is the text that ``b`` holds an excerpt of.

    ``containment`` is the share of the shorter text that is in the longer one, ``score`` the share of the longer one
    that is in the shorter; both are estimates from fingerprints, to a few per cent. Of an excerpt ``a`` is the longer.
    """

    a: int
    b: int
    kind: CopyKind
    containment: float
    score: float
    reason: str
