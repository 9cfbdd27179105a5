"""The languages that there are rules for quantities of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.figures.grammars.english import ENGLISH
from octavo.explaining.figures.grammars.french import FRENCH
from octavo.explaining.figures.grammars.german import GERMAN
from octavo.explaining.figures.grammars.spanish import SPANISH, SPANISH_AMERICAN
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from octavo.explaining.figures.grammar import Grammar

_GRAMMARS = {grammar.language: grammar for grammar in (ENGLISH, GERMAN, FRENCH, SPANISH)}
# Where Spanish numbers are written as English ones are (CLDR).
_POINTED = word_set("mx us gt hn ni sv do pr pa pe 419")

__all__ = ["grammar_of"]


def grammar_of(language: str | None) -> Grammar | None:
    """The grammar of a language tag, ``None`` where there is none."""
    main, *rest = (language or "").replace("_", "-").lower().split("-")
    if main == "es" and _POINTED.intersection(rest):
        return SPANISH_AMERICAN
    return _GRAMMARS.get(main)
