"""What goes into the index of copies and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.model.stories import CopyKind

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["Copy", "CopyKind", "CopyText"]


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
