"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.documents import Document, Sentence, document_of
from octavo.explaining.figures import figures_in, has_figure_grammar

__all__ = ["Document", "Sentence", "document_of", "figures_in", "has_figure_grammar"]
