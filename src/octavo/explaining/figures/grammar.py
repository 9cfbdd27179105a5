"""What a language's rules for quantities are made of: tables that one engine reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


def named(table: Mapping[str, str]) -> dict[str, str]:
    """Which name each phrase goes by, from names with their phrases, parted by commas."""
    return {phrase.strip(): name for name, phrases in table.items() for phrase in phrases.split(",")}


def counted(first: int, line: str) -> dict[str, int]:
    """Numerals in order from ``first``; spellings of one number are parted by strokes."""
    return {word: first + place for place, entry in enumerate(line.split()) for word in entry.split("/")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The tables of one language. Every word in them is in lower case.

    ``noun_first`` says that adjectives follow their noun, ``capital_nouns`` that nouns are capitalised.
    ``once_behind`` are words behind which "one day" is how long something takes; else it is once upon a time.
    ``moves`` are verbs behind which an amount of money is how far something went, not where it is.
    ``no_minus_behind`` are words behind which a word of ``minus`` is none: "al menos 5 %", "plus or minus 5%".
    """

    language: str
    thousands: str
    decimal: str
    numerals: Mapping[str, int | Decimal]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    ordinal_suffixes: frozenset[str]
    ordinal_nouns: frozenset[str]
    second_nouns: frozenset[str]
    articles: frozenset[str]
    one: frozenset[str]
    joiner: str
    half: frozenset[str]
    half_after: str
    vague: frozenset[str]
    range_words: frozenset[str]
    change_before: frozenset[str]
    graded: frozenset[str]
    between: str
    between_joiner: str
    minus: frozenset[str]
    below_nought: frozenset[str]
    qualifiers: Mapping[str, str]
    qualifiers_after: Mapping[str, str]
    measures: Mapping[str, str]
    glued: Mapping[str, str]
    glued_scales: Mapping[str, int]
    durations: frozenset[str]
    no_duration_before: frozenset[str]
    no_duration_after: frozenset[str]
    ages: re.Pattern[str]
    age_link: frozenset[str]
    persons_before: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    clock_after: frozenset[str]
    labels: frozenset[str]
    score_nouns: frozenset[str]
    hyphened: frozenset[str]
    auxiliaries: frozenset[str]
    stops: frozenset[str]
    modifiers: frozenset[str]
    determiners: frozenset[str]
    plurals: frozenset[str]
    singulars: frozenset[str]
    not_counted: frozenset[str]
    people: frozenset[str]
    states: frozenset[str]
    state_verbs: frozenset[str]
    totals: frozenset[str]
    total_links: frozenset[str]
    containers: frozenset[str]
    concepts: Mapping[str, str]
    when: re.Pattern[str]
    place: re.Pattern[str]
    not_places: frozenset[str]
    by: tuple[re.Pattern[str], ...]
    noun_first: bool = False
    capital_nouns: bool = False
    once_behind: frozenset[str] = frozenset()
    no_minus_behind: frozenset[str] = frozenset()
    moves: frozenset[str] = frozenset()
    compound: re.Pattern[str] | None = None
    compound_hint: re.Pattern[str] | None = None
    number: re.Pattern[str] = field(init=False)
    token: re.Pattern[str] = field(init=False)
    openers: frozenset[str] = field(init=False)
    measure_openers: frozenset[str] = field(init=False)
    qualifier_endings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        group, point = re.escape(self.thousands), re.escape(self.decimal)
        number = rf"\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)(?:[{point}]\d+)?|\d+(?:[{point}]\d+)?"
        object.__setattr__(self, "number", re.compile(number))
        letter = r"[^\W\d_½¼¾⅓⅔⅛⅜⅝⅞]"
        word = rf"{letter}+(?:[-'’]{letter}+)*"
        object.__setattr__(self, "token", re.compile(rf"({number})|({word})|[^\s]"))
        object.__setattr__(
            self, "openers", frozenset(self.numerals) | frozenset(self.scales) | frozenset(self.ordinals)
        )
        object.__setattr__(self, "measure_openers", frozenset(self._tokens(one)[0] for one in self.measures))
        object.__setattr__(self, "qualifier_endings", frozenset(self._tokens(one)[-1] for one in self.qualifiers))

    def _tokens(self, phrase: str) -> list[str]:
        return [match.group() for match in self.token.finditer(phrase)]


# What stands beside a number and is no word of a language.
SYMBOLS = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY", "₹": "INR", "₴": "UAH", "₽": "RUB", "₺": "TRY", "₩": "KRW"}
CODES = word_set("eur usd gbp chf jpy cny inr uah rub pln sek nok dkk cad aud nzd hkd brl mxn try zar krw ils czk huf")
DOLLARS = {
    "us": "USD",
    "u.s": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "r": "BRL",
}

SCIENCE = {
    "%": "%",
    "km": "km, kms, km's",
    "km²": "km², km2, sq km",
    "m²": "m², m2, sqm, sq m, qm",
    "cm": "cm",
    "mm": "mm",
    "kg": "kg, kilo, kilos",
    "ha": "ha",
    "km/h": "km/h, kmh, kph",
    "m/s": "m/s",
    "mph": "mph",
    "kW": "kw",
    "MW": "mw",
    "GW": "gw",
    "TW": "tw",
    "kWh": "kwh",
    "MWh": "mwh",
    "GWh": "gwh",
    "TWh": "twh",
    "GB": "gb",
    "TB": "tb",
    "Hz": "hz",
}
