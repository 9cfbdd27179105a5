"""How a quotation is worded and which words stand right beside it, as numbers: what tells a saying from a name.

"a 'disaster'" is somebody's word and "the 'Harbour Prize'" a name. No word counts for itself here but those of closed
classes; so what is learned of one year's news holds in another's.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.statements.classes import (
    ADVERB,
    AUXILIARY,
    DETERMINER,
    LINKING,
    PREPOSITION,
    PRONOUN,
    classes_of,
)
from octavo.explaining.statements.grammar import grammar_of
from octavo.explaining.statements.words import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.marks import Quoted
    from octavo.explaining.statements.words import Words

PHRASING_NAMES = (
    "first_class", "last_class", "first_word", "last_ending", "has_digit", "small_words", "last_capital",
    "all_capitals", "hyphen", "letters", "word_before", "word_before_2", "word_after", "works_before", "works_after",
    "owner_before", "capital_before", "subjunctives", "speakers_before", "speakers_after", "bracket_after",
    "bracket_before", "hinting_before", "saying_before_near", "pronouns_before", "weighty_capitals", "is_title",
    "capitals_inside", "is_site", "has_sign", "ends_in",
)  # fmt: skip
_CLOSED = {
    word: number
    for number, line in enumerate(
        (
            "the der die das dem den des le la les l' el los las",
            "a an ein eine einen einem einer eines un une una uno",
            "his her their its my our your sein seine seinen seiner ihr ihre ihren ihrer unsere son sa ses leur su",
            "as als comme como",
            "of von de du des del",
            "with mit avec con",
            "by durch par por",
            "and or und oder et ou y o",
            "to zu à",
            "in on at im auf an dans sur en",
        ),
        1,
    )
    for word in line.split()
}
_SMALL = frozenset({PRONOUN, DETERMINER, PREPOSITION, LINKING, AUXILIARY, ADVERB})
_ENDINGS = ("ing", "ed", "ly", "ion", "ism", "er", "s")
_BEFORE, _RIGHT_BEFORE, _AFTER, _INNER = 12, 4, 4, 20
_MOST_HITS = 3
_MARKS = frozenset("“”„\"«»‘’'‚‹›")
_SIGNS = frozenset("@#/=<>")
_SITES = frozenset(["de", "com", "org", "net", "at", "ch", "uk", "info", "eu", "tv", "fr", "es", "gov", "edu"])
_MOST_PARTS = 4
_ENDS = {",": 1.0, ".": 2.0, ":": 3.0, ";": 4.0, "!": 5.0, "?": 6.0}


def phrasing_rows(words: Words, quotes: Sequence[Quoted], grammar: Grammar) -> NDArray[np.float32]:
    """The numbers of all quotations, in the order of ``PHRASING_NAMES``: (quotations, names)."""
    table = classes_of(grammar.language)
    rows = [
        [0.0] * len(PHRASING_NAMES) if words.first_of[number] == NOWHERE else _row(words, number, table, grammar)
        for number in range(len(quotes))
    ]
    return np.array(rows, np.float32).reshape(len(rows), len(PHRASING_NAMES))


def _row(words: Words, number: int, table: dict[str, int], grammar: Grammar) -> list[float]:
    inner: list[int] = []
    others: list[int] = []
    for place in range(words.first_of[number] + 1, words.after_of[number]):
        (inner if words.text[place][0].isalnum() else others).append(place)
    return [
        *_inner(words, inner, table, grammar),
        *_beside(words, number, grammar),
        *_spelled(words, inner, others, grammar),
    ]


def _inner(words: Words, inner: Sequence[int], table: dict[str, int], grammar: Grammar) -> list[float]:
    """Numbers of the words between the marks."""
    if not inner:
        return [0.0] * PHRASING_NAMES.index("word_before")
    few, first, last = inner[:_INNER], words.low[inner[0]], words.low[inner[-1]]
    endings = _ENDINGS if grammar.language == "en" else ()
    return [
        table.get(first, 0),
        table.get(last, 0),
        _CLOSED.get(first, 0),
        next((place for place, ending in enumerate(endings, 1) if last.endswith(ending)), 0),
        float(any(char.isdigit() for place in few for char in words.text[place])),
        sum(table.get(words.low[place], 0) in _SMALL for place in few) / len(few),
        float(words.text[inner[-1]][0].isupper()),
        float(all(words.text[place].isupper() for place in few)),
        float(any("-" in words.text[place] for place in few)),
        sum(len(words.text[place]) for place in few) / len(few),
    ]


def _spelled(words: Words, inner: Sequence[int], others: Sequence[int], grammar: Grammar) -> list[float]:
    """Numbers of the spelling between the marks: titles have capitals, sites their ending, sayings a full stop."""
    small = small_of(grammar.language)
    capital = [words.text[place][0].isupper() for place in inner]
    weighty = [is_capital for place, is_capital in zip(inner, capital, strict=True) if words.low[place] not in small]
    marks = [place for place in others if words.text[place] not in _MARKS]
    last = words.text[marks[-1]] if marks and (not inner or marks[-1] > inner[-1]) else ""
    signs = [words.text[place] for place in marks]
    return [
        sum(weighty) / max(1, len(weighty)),
        float(len(weighty) > 1 and all(weighty)),
        float(sum(capital[1:])),
        float(1 < len(inner) <= _MOST_PARTS and words.low[inner[-1]] in _SITES and "." in signs[:2]),
        float(not _SIGNS.isdisjoint(signs)),
        _ENDS.get(last, 0.0),
    ]


@cache
def small_of(language: str) -> frozenset[str]:
    """The words that titles of works have in small letters."""
    grammar = grammar_of(language)
    return grammar.prepositions | grammar.linking | grammar.determiners


def _beside(words: Words, number: int, grammar: Grammar) -> list[float]:
    """Numbers of the words around, no further than the sentence."""
    first, after = words.first_of[number], words.after_of[number]
    before, behind = max(0, first - _BEFORE), min(len(words), after + _AFTER)
    start = next((place for place in range(before, first) if words.frame[place] == words.frame[first]), first)
    stop = next((place for place in range(after, behind) if words.frame[place] != words.frame[after - 1]), behind)
    left, right = words.low[start:first], words.low[after:stop]
    one, two = (left[-1:] or [""])[0], (left[-2:-1] or [""])[0]
    following = (right[:1] or [""])[0]
    near = left[-_RIGHT_BEFORE:]
    return [
        _CLOSED.get(one, 0),
        _CLOSED.get(two, 0),
        _CLOSED.get(following, 0),
        sum(word in grammar.works for word in left),
        sum(word in grammar.works for word in right),
        float(one.endswith("'s")),
        float(bool(one) and words.text[first - 1][0].isupper()),
        sum(word in grammar.subjunctives for word in (*left, *right)),
        float(not grammar.speakers.isdisjoint(left)),
        float(not grammar.speakers.isdisjoint(right)),
        float(following in ("(", ")", "[")),
        float(one == "("),
        min(_MOST_HITS, sum(word in grammar.hinting for word in near)),
        min(_MOST_HITS, sum(word in grammar.saying for word in near)),
        float(not grammar.pronouns.isdisjoint(left)),
    ]
