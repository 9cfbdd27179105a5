"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.documents import Document, Sentence, document_of
from octavo.explaining.insights import MOST_DOCUMENTS, article_insights, story_insights
from octavo.explaining.keeping import RULES_VERSION, read_article_insights, read_story_insights, written

__all__ = [
    "MOST_DOCUMENTS",
    "RULES_VERSION",
    "Document",
    "Sentence",
    "article_insights",
    "document_of",
    "read_article_insights",
    "read_story_insights",
    "story_insights",
    "written",
]
