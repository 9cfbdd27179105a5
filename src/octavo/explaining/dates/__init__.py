"""Dates in running text: found by a grammar for each language, resolved against the day of publication."""

from __future__ import annotations

from octavo.explaining.dates.context import Bound
from octavo.explaining.dates.finding import DateMention, dates_in, dates_in_text
from octavo.explaining.dates.lexicon import has_date_grammar
from octavo.explaining.dates.reading import DatePhrase

__all__ = ["Bound", "DateMention", "DatePhrase", "dates_in", "dates_in_text", "has_date_grammar"]
