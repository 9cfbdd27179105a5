"""What a number counts: a measure, a noun behind it, or a noun in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.figures.grammar import CODES, DOLLARS, SYMBOLS
from octavo.model.figures import MAGNITUDE

if TYPE_CHECKING:
    from octavo.explaining.figures.grammar import Grammar
    from octavo.explaining.figures.numerals import Numeral
    from octavo.explaining.figures.tokens import Tokens

_LONGEST_MEASURE, _LONGEST_NOUN, _MOST_SKIPPED = 4, 5, 4
_DETERMINERS = ("eine", "ihre", "seine", "meine", "deine", "unsere", "eure", "keine", "diese", "jene")
_SHORTEST_PLURAL, _FARTHEST_TOTAL = 3, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A measure or a noun, and where the stretch with it begins and ends (tokens)."""

    first: int
    end: int
    unit: str | None = None
    counts: str | None = None


def currency_before(tokens: Tokens, numeral: Numeral) -> tuple[str, int] | None:
    """The currency that stands in front of the number, and where it begins."""
    place = numeral.first - 1
    if place < 0:
        return None
    mark = tokens.raw[place]
    if mark in SYMBOLS:
        country = DOLLARS.get(tokens.low(place - 1)) if mark == "$" and tokens.touches(place) else None
        return (country, place - 1) if country else (SYMBOLS[mark], place)
    if tokens.lower[place] in CODES and mark.isupper():
        return mark, place
    return None


def measure_after(tokens: Tokens, end: int, grammar: Grammar) -> Counted | None:
    """The unit of measure behind the number."""
    mark = tokens.raw[end] if end < len(tokens) else ""
    if mark in SYMBOLS:
        return Counted(first=end, end=end + 1, unit=SYMBOLS[mark])
    if tokens.lower[end : end + 1] and tokens.lower[end] in CODES and mark.isupper():
        return Counted(first=end, end=end + 1, unit=mark)
    if tokens.touches(end) and tokens.is_word(end):
        glued = grammar.glued.get(tokens.lower[end])
        return _wide(tokens, end, glued) if glued else None
    place = end + 1 if tokens.low(end) in {"-", "‑"} and tokens.touches(end) else end
    for length in range(_LONGEST_MEASURE, 0, -1) if tokens.low(place) in grammar.measure_openers else ():
        unit = grammar.measures.get(tokens.phrase(place, place + length).replace(" / ", "/").replace("° ", "°"))
        if unit and place + length <= len(tokens):
            return Counted(first=place, end=place + length, unit=unit)
    return _first_part(tokens, place, grammar) if place > end else _slashed(tokens, place, grammar)


def _wide(tokens: Tokens, end: int, unit: str) -> Counted:
    """A glued unit with its second half: km/h."""
    slash = tokens.phrase(end, end + 3).replace(" ", "")
    return (
        Counted(first=end, end=end + 3, unit=slash)
        if slash in {"km/h", "m/s"}
        else Counted(first=end, end=end + 1, unit=unit)
    )


def _slashed(tokens: Tokens, place: int, grammar: Grammar) -> Counted | None:
    mark = tokens.low(place)
    if mark == "°" or (mark == "%" and place < len(tokens)):
        return Counted(first=place, end=place + 1, unit=grammar.measures.get(mark, mark))
    return None


def _first_part(tokens: Tokens, place: int, grammar: Grammar) -> Counted | None:
    """The unit that opens a hyphened word: a 12-day-long siege."""
    head = tokens.low(place).split("-")[0]
    unit = grammar.measures.get(head)
    return Counted(first=place, end=place + 1, unit=unit) if unit and tokens.is_word(place) else None


def noun_after(tokens: Tokens, numeral_end: int, grammar: Grammar, *, is_one: bool = False) -> Counted | None:
    """The noun behind the number with what stands between: "fallen defenders", "of the 32 countries"."""
    if tokens.low(numeral_end) in {"-", "‑"} and tokens.touches(numeral_end):
        word = tokens.low(numeral_end + 1)
        fits = tokens.touches(numeral_end + 1) and word.split("-")[0] in grammar.hyphened
        return _noun(tokens, numeral_end + 1, numeral_end + 2) if fits else None
    start = _behind_modifiers(tokens, numeral_end, grammar)
    stop = start
    while stop < len(tokens) and stop - start < _LONGEST_NOUN and _may_stand_in_noun(tokens, stop, grammar):
        stop += 1
    if is_one:
        alone = start < stop and tokens.lower[start] in grammar.singulars
        return _noun(tokens, start, start + 1) if alone else None
    end = _head_end(tokens, start, stop, grammar)
    if end:
        return _noun(tokens, start, end)
    return _state_after(tokens, numeral_end, grammar)


def _noun(tokens: Tokens, start: int, end: int) -> Counted:
    return Counted(first=start, end=end, counts=tokens.stretch(start, end))


def _behind_modifiers(tokens: Tokens, place: int, grammar: Grammar) -> int:
    start = place
    if tokens.low(start) in grammar.determiners:  # "by five the traders had come"
        return start
    while start - place < _MOST_SKIPPED and tokens.low(start) in grammar.modifiers:
        start += 1
    if start > place and (tokens.is_number(start) or tokens.low(start) in grammar.numerals):  # 12 of the 32 countries
        return start + 1
    return start


def _may_stand_in_noun(tokens: Tokens, place: int, grammar: Grammar) -> bool:
    return (
        tokens.words[place] and tokens.lower[place] not in grammar.stops and tokens.lower[place] not in grammar.openers
    )


def _head_end(tokens: Tokens, start: int, stop: int, grammar: Grammar) -> int:
    """Where the counted noun ends, 0 where there is none."""
    if grammar.capital_nouns:
        return _capital_end(tokens, start, stop, grammar)
    if grammar.noun_first:
        return start + 1 if start < stop and _is_plural(tokens.lower[start], grammar) else 0
    for place in range(start, stop):
        if _is_plural(tokens.lower[place], grammar):
            end = place + 1
            while end < stop and _is_plural(tokens.lower[end], grammar) and tokens.lower[end] not in grammar.states:
                end += 1
            return end
    return 0


def _capital_end(tokens: Tokens, start: int, stop: int, grammar: Grammar) -> int:
    """Where a counted German noun ends; what cannot stand before it ends the search: "um neun stieg sie ins Boot"."""
    for place in range(start, stop):
        if tokens.raw[place][0].isupper():
            return 0 if tokens.lower[place] in grammar.not_counted else place + 1
        if tokens.lower[place] in grammar.states:
            return place + 1
        if not _is_inflected(tokens.lower[place]):
            break
    return 0


def _is_inflected(word: str) -> bool:
    """Whether a German word in small letters can be an adjective of the plural that is counted, and no determiner."""
    return word.endswith(("e", "en", "er")) and word not in {"die", "der"} and not word.startswith(_DETERMINERS)


def _is_plural(word: str, grammar: Grammar) -> bool:
    last = word.rpartition("-")[2]
    if last in grammar.plurals or word in grammar.states:
        return True
    if len(word) < _SHORTEST_PLURAL or word in grammar.not_counted:
        return False
    if grammar.language == "fr":
        return word[-1] in "sx"
    return word[-1] == "s" and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def _state_after(tokens: Tokens, place: int, grammar: Grammar) -> Counted | None:
    """What became of them, in "twelve were injured"."""
    end = place
    while end - place < _MOST_SKIPPED and tokens.low(end) in grammar.auxiliaries:
        end += 1
    if tokens.low(end) in grammar.states:
        return Counted(first=place, end=end + 1, counts=tokens.raw[end])
    return None


def noun_before(tokens: Tokens, first: int, grammar: Grammar) -> Counted | None:
    """The noun that the number belongs to from behind: "the bodies of 1,212", "the death toll rose to 34"."""
    if first > 1 and tokens.lower[first - 1] in {"of", "von", "de"} and tokens.lower[first - 2] in grammar.containers:
        return Counted(first=first - 2, end=first, counts=tokens.raw[first - 2])
    if tokens.low(first - 1) in grammar.state_verbs:
        return Counted(first=first, end=first, counts=tokens.raw[first - 1])
    return None


def total_before(tokens: Tokens, first: int, grammar: Grammar) -> str | None:
    """The total that a number without a noun is said to be: "death toll", "number of cases"."""
    if tokens.low(first - 1) not in grammar.total_links:
        return None
    for place in range(first - 2, max(-1, first - _FARTHEST_TOTAL), -1):
        if tokens.lower[place] in {".", ";", ":", ","}:
            return None
        if tokens.lower[place] in grammar.totals:
            return _total(tokens, place, first, grammar)
    return None


def _total(tokens: Tokens, place: int, first: int, grammar: Grammar) -> str:
    if tokens.low(place + 1) in {"of", "der", "de", "von"}:
        noun = noun_after(tokens, place + 2, grammar)
        if noun and noun.counts and noun.end <= first:
            return noun.counts
    before = place - 1
    named = tokens.is_word(before) and tokens.lower[before] not in grammar.stops and not grammar.noun_first
    return tokens.stretch(before if named else place, place + 1)


def grade_before(tokens: Tokens, first: int, grammar: Grammar) -> str | None:
    """The scale that a number is a grade of: "magnitude 7.2", "a magnitude of 6"."""
    place = first - 2 if tokens.low(first - 1) in {"of", "von", "de"} else first - 1
    return MAGNITUDE if tokens.low(place) in grammar.graded else None
