"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.asking import answer_of, changed, passages_of, question_of, ranked, told_until
from octavo.explaining.documents import Document, Sentence, document_of

__all__ = [
    "Document",
    "Sentence",
    "answer_of",
    "changed",
    "document_of",
    "passages_of",
    "question_of",
    "ranked",
    "told_until",
]
