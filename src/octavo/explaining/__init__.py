"""Explaining: from articles and stories to insights, each claim with the words it rests on."""

from __future__ import annotations

from octavo.explaining.agreement import agreement_of
from octavo.explaining.asking import answer_of, changed, figure_said, passages_of, question_of, ranked, told_until
from octavo.explaining.checking import check, moved, placed, support
from octavo.explaining.dates import DateMention, DatePhrase, dates_in, dates_in_text, has_date_grammar
from octavo.explaining.documents import Document, Sentence, document_of
from octavo.explaining.figures import figure_series, figures_in, has_figure_grammar
from octavo.explaining.insights import MOST_DOCUMENTS, article_insights, story_insights
from octavo.explaining.keeping import (
    RULES_VERSION,
    read_answer,
    read_article_insights,
    read_story_insights,
    written,
    written_answer,
)
from octavo.explaining.keypoints import key_points, story_key_points, summary
from octavo.explaining.names import name_key, names_in, places_called
from octavo.explaining.statements import has_quote_grammar, speaker_key, speakers_of, statements_in
from octavo.explaining.timeline import timeline_of

__all__ = [
    "MOST_DOCUMENTS",
    "RULES_VERSION",
    "DateMention",
    "DatePhrase",
    "Document",
    "Sentence",
    "agreement_of",
    "answer_of",
    "article_insights",
    "changed",
    "check",
    "dates_in",
    "dates_in_text",
    "document_of",
    "figure_said",
    "figure_series",
    "figures_in",
    "has_date_grammar",
    "has_figure_grammar",
    "has_quote_grammar",
    "key_points",
    "moved",
    "name_key",
    "names_in",
    "passages_of",
    "placed",
    "places_called",
    "question_of",
    "ranked",
    "read_answer",
    "read_article_insights",
    "read_story_insights",
    "speaker_key",
    "speakers_of",
    "statements_in",
    "story_insights",
    "story_key_points",
    "summary",
    "support",
    "timeline_of",
    "told_until",
    "written",
    "written_answer",
]
