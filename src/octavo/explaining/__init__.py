"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.agreement import agreement_of
from octavo.explaining.documents import Document, Sentence, document_of
from octavo.explaining.figures import figure_series, figures_in, has_figure_grammar

__all__ = [
    "Document",
    "Sentence",
    "agreement_of",
    "document_of",
    "figure_series",
    "figures_in",
    "has_figure_grammar",
]
