"""Copies: the same text in several papers, or again under another address."""

from __future__ import annotations

from octavo.grouping.copies.index import CopyIndex
from octavo.grouping.copies.values import Copy, CopyKind, CopyText

__all__ = ["Copy", "CopyIndex", "CopyKind", "CopyText"]
