"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.dates import DateMention, DatePhrase, dates_in, dates_in_text, has_date_grammar
from octavo.explaining.documents import Document, Sentence, document_of
from octavo.explaining.timeline import timeline_of

__all__ = [
    "DateMention",
    "DatePhrase",
    "Document",
    "Sentence",
    "dates_in",
    "dates_in_text",
    "document_of",
    "has_date_grammar",
    "timeline_of",
]
