"""The word classes of a grammar as numbers, a word the first that holds it."""

from __future__ import annotations

from functools import cache

from octavo.explaining.statements.grammar import grammar_of

QUOTED, SAYING, HINTING, PRONOUN, DETERMINER, PREPOSITION = 10, 11, 12, 13, 14, 15
LINKING, AUXILIARY, ADVERB, CAPITAL, OTHER = 16, 17, 18, 19, 20
COMMA = 2
PUNCTUATION = {
    ",": COMMA, ":": 3, "(": 4, ")": 4, ";": 5, "'": 6, "’": 6, '"': 7, "“": 7, "„": 7, ".": 8, "-": 9, "–": 9, "—": 9,
}  # fmt: skip


@cache
def classes_of(language: str) -> dict[str, int]:
    """The class of each word that is in one."""
    grammar = grammar_of(language)
    found: dict[str, int] = {}
    for number, words in (
        (SAYING, grammar.saying),
        (HINTING, grammar.hinting),
        (PRONOUN, grammar.pronouns),
        (DETERMINER, grammar.determiners),
        (PREPOSITION, grammar.prepositions),
        (LINKING, grammar.linking),
        (AUXILIARY, grammar.auxiliaries),
        (ADVERB, grammar.adverbs),
    ):
        for word in words:
            found.setdefault(word, number)
    return found


@cache
def ending_phrases(language: str) -> frozenset[str]:
    """The words that go on no noun phrase."""
    grammar = grammar_of(language)
    verbs, parting = grammar.saying | grammar.auxiliaries, grammar.prepositions | grammar.linking
    return verbs | parting | grammar.pronouns | grammar.determiners | grammar.doing
