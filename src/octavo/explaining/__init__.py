"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.documents import Document, Sentence, document_of
from octavo.explaining.statements import has_quote_grammar, speaker_key, speakers_of, statements_in

__all__ = [
    "Document",
    "Sentence",
    "document_of",
    "has_quote_grammar",
    "speaker_key",
    "speakers_of",
    "statements_in",
]
