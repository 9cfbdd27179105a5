"""Who said what: the statements of an article and those who made them."""

from __future__ import annotations

from octavo.explaining.statements.finding import statements_in
from octavo.explaining.statements.grammar import has_quote_grammar
from octavo.explaining.statements.keys import speaker_key
from octavo.explaining.statements.speakers import speakers_of

__all__ = ["has_quote_grammar", "speaker_key", "speakers_of", "statements_in"]
