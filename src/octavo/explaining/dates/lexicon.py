"""From words to kinds of words: each kind is a letter, so that a sentence becomes a short string of letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from octavo.explaining.dates.words import GRAMMARS, DateWords

_YEARS = range(1900, 2100)


class Kind(StrEnum):
    """What a word does in a date."""

    OTHER = "o"
    DAY = "D"  # a number a day of a month may have
    YEAR = "Y"
    NUMBER = "N"
    MONTH = "M"
    SHORT_MONTH = "m"
    WEEKDAY = "W"
    RELATIVE_DAY = "T"
    UNIT = "U"
    LAST = "L"
    COMING = "X"
    THIS = "H"
    AGO = "A"
    AGO_BEFORE = "V"
    AHEAD_BEFORE = "F"
    WITHIN = "P"
    SINCE = "S"
    UNTIL = "E"
    PART = "Q"
    DAY_PART = "R"
    FILLER = "O"
    EVE = "Z"
    AHEAD = "+"
    BEHIND = "<"
    AT_HAND = "*"
    NEVER = "x"
    YEAR_SIGN = "y"  # 年
    MONTH_SIGN = "z"  # 月


Entry = tuple[str, "int | str"]
# What some words stand for beside their kind: "will", the "have" of "would have", and what nobody foresees.
SURELY, UNDONE, MISHAP = "surely", "undone", "mishap"
_SIGNS: dict[str, Entry] = {"年": (Kind.YEAR_SIGN, 0), "月": (Kind.MONTH_SIGN, 0)}
_SIGNS |= {"년": (Kind.YEAR_SIGN, 0), "월": (Kind.MONTH_SIGN, 0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of a language by kind, lower case; phrases by their first word, the longest first.

    No date is without one of the ``triggers``. Words ``written_small`` are others than the same with a capital.
    """

    words: dict[str, Entry]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    triggers: frozenset[str]
    grammar: DateWords | None = None
    written_small: dict[str, Entry] = field(default_factory=dict)
    not_after: frozenset[tuple[str, str]] = frozenset()


def has_date_grammar(language: str) -> bool:
    """Whether relative dates are understood in a language, given by its tag; dates in full are in most."""
    return main_part(language) in GRAMMARS


def main_part(language: str | None) -> str:
    """The language of a tag, without its region."""
    return (language or "").replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=256)
def lexicon_of(language: str) -> Lexicon:
    """The words of a language; where there is no grammar, the names of its months, if Unicode has them."""
    grammar = GRAMMARS.get(language)
    names = _names(language)
    if grammar is None:
        words = {**_SIGNS, **names}
        return Lexicon(words=words, phrases={}, triggers=_triggers(words))
    entries = {**_grammar_entries(grammar), **_compounds(grammar, names), **names}
    words = {word: entry for word, entry in entries.items() if "_" not in word}
    return Lexicon(
        words=words,
        phrases=_phrases(entries),
        triggers=_triggers(entries),
        grammar=grammar,
        written_small=_written_small(grammar),
        not_after=frozenset(grammar.not_after),
    )


def _grammar_entries(grammar: DateWords) -> dict[str, Entry]:
    """Every word and phrase of a grammar; where a word does two things, the later line wins."""
    lists = (
        (Kind.BEHIND, grammar.behind),
        (Kind.AHEAD, grammar.ahead),
        (Kind.AT_HAND, grammar.at_hand),
        (Kind.NEVER, grammar.never_beside),
        (Kind.UNTIL, grammar.until),
        (Kind.WITHIN, grammar.within),
        (Kind.SINCE, grammar.starting),
        (Kind.FILLER, grammar.fillers),
        (Kind.DAY_PART, grammar.day_parts),
        (Kind.PART, grammar.parts),
        (Kind.THIS, grammar.this),
        (Kind.LAST, grammar.last),
        (Kind.COMING, grammar.coming),
        (Kind.AHEAD_BEFORE, grammar.ahead_before),
        (Kind.AGO_BEFORE, grammar.ago_before),
        (Kind.AGO, grammar.ago),
        (Kind.EVE, grammar.eve),
    )
    entries: dict[str, Entry] = dict.fromkeys(grammar.participles.split(), (Kind.BEHIND, 1))
    entries |= {word: (kind, 0) for kind, words in lists for word in words.split()}
    entries |= dict.fromkeys(grammar.surely.split(), (Kind.AHEAD, SURELY))
    entries |= dict.fromkeys(grammar.counterfactual.split(), (Kind.OTHER, UNDONE))
    entries |= dict.fromkeys(grammar.mishaps.split(), (Kind.OTHER, MISHAP))
    entries |= dict.fromkeys(grammar.since.split(), (Kind.SINCE, 1))
    entries |= {word: (Kind.NUMBER, number) for word, number in grammar.numbers.items()}
    entries |= {word: (Kind.UNIT, unit) for word, unit in grammar.units.items()}
    entries |= {word: (Kind.RELATIVE_DAY, distance) for word, distance in grammar.days.items()}
    entries |= {word: (Kind.SHORT_MONTH, month) for word, month in grammar.abbreviations.items() if word != "_"}
    return entries


def _written_small(grammar: DateWords) -> dict[str, Entry]:
    """What "may" means where "May" is a month."""
    ahead = frozenset(grammar.ahead.split())
    return {word: (Kind.AHEAD if word in ahead else Kind.OTHER, 0) for word in grammar.only_capital.split()}


def _names(language: str) -> dict[str, Entry]:
    """The months, and where there is a grammar the weekdays, as Unicode's CLDR names them in running text and alone."""
    try:
        locale = Locale.parse(language) if language else None
    except (UnknownLocaleError, ValueError):
        locale = None
    if locale is None:
        return {}
    found: dict[str, Entry] = {}
    for context in ("stand-alone", "format"):
        for month, name in get_month_names("wide", context, locale).items():
            if name.isalpha():
                found[name.lower()] = (Kind.MONTH, month)
        for day, name in get_day_names("wide", context, locale).items():
            if name.isalpha() and language in GRAMMARS:
                found[name.lower()] = (Kind.WEEKDAY, day)
    if language == "de":
        found["sonnabend"] = (Kind.WEEKDAY, 5)
        found["jänner"] = (Kind.MONTH, 1)
    return found


def _compounds(grammar: DateWords, names: dict[str, Entry]) -> dict[str, Entry]:
    """Weekdays and parts of a day written as one: "Mittwochabend"."""
    days = {word: entry for word, entry in names.items() if entry[0] is Kind.WEEKDAY}
    return {word + part: entry for word, entry in days.items() for part in grammar.compounds.split()}


def _phrases(entries: dict[str, Entry]) -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for phrase in sorted((word for word in entries if "_" in word), key=lambda word: -word.count("_")):
        first, *rest = phrase.split("_")
        found.setdefault(first, []).append((tuple(rest), entries[phrase]))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _triggers(entries: dict[str, Entry]) -> frozenset[str]:
    """Words without which there is no date; of a phrase its last word."""
    kinds = {Kind.MONTH, Kind.SHORT_MONTH, Kind.WEEKDAY, Kind.UNIT, Kind.RELATIVE_DAY}
    words = {word.rsplit("_", 1)[-1] for word, (kind, _) in entries.items() if kind in kinds}
    return frozenset(words | {str(year) for year in _YEARS})
