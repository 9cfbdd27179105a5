"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.checking import check, moved, placed, support
from octavo.explaining.documents import Document, Sentence, document_of

__all__ = ["Document", "Sentence", "check", "document_of", "moved", "placed", "support"]
