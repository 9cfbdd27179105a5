"""Numbers that are no figures: dates, clock times, scores, telephone numbers, names and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.figures.signs import hangs_on
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from octavo.explaining.figures.grammar import Grammar
    from octavo.explaining.figures.numerals import Numeral
    from octavo.explaining.figures.tokens import Tokens

_YEARS = range(1400, 2101)
_MAY_TOUCH_BEFORE = frozenset("([{\"'“‘«„‚”’»—–-−/+~≈<>≤≥=*|…€£$¥₹₴₽₺₩¡¿")
_PAIRED = frozenset("-–—:./")
_BIGGEST_LABEL = 1_000
_SCALES = frozenset("MB")
# Of a picture: 1080p.
_LINES = frozenset(["240", "360", "480", "576", "720", "1080", "1440", "2160", "4320"])
# What stands before a place: "in Tolvey 47 people".
_PLACED = frozenset(("in", "at", "near", "from", "en", "à"))
# Words of the names of streets, some in front and some behind.
_STREETS_BEFORE = word_set("corso via viale piazza rua avenida calle plaza boulevard rue quai place")
_STREETS_AFTER = word_set("straße strasse platz allee weg gasse")
_STREET_ENDINGS = ("straße", "strasse", "platz", "gasse", "allee")
_EMERGENCY = frozenset(("911", "999", "112"))
_CALLED = word_set(
    "call calls caller callers dispatch dispatcher dispatchers operator operators service services system"
)
_LONGEST_STREET = 3
# Names of what is wanted, which count nothing: "the two-state solution".
_PLANS = frozenset(("one - state", "two - state"))
_OF_CLOCKS = frozenset(("du", "gmt", "utc", "locale", "locales", "précises"))
_FRENCH_HOURS = frozenset(("à", "vers", "dès", "avant", "jusqu’à", "jusqu'à"))


def is_part_of_something(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether letters, marks or digits around it make the number part of a date, a time, a name or an address."""
    first, end = numeral.first, numeral.end
    if not numeral.in_digits:
        return tokens.touches(first) and tokens.low(first - 1) in {"-", "/", "@", "_"}
    if tokens.touches(first):
        before = tokens.raw[first - 1]
        if before not in _MAY_TOUCH_BEFORE or (before in "-−–/" and hangs_on(tokens, first - 1)):
            return True
        if before == "+" and not tokens.is_number(end):
            return tokens.touches(end) and tokens.low(end) in _PAIRED
    raw = tokens.raw[first]
    if raw[0] == "0" and raw.isdigit() and len(raw) > 1:
        return True
    return _goes_on(tokens, end)


def _goes_on(tokens: Tokens, end: int) -> bool:
    """Whether digits follow after a mark: 19:30, 12/6, 192.168, 555-1234-99."""
    if not tokens.touches(end):
        return False
    mark = tokens.low(end)
    if mark in {":", "/", "."} and tokens.is_number(end + 1) and tokens.touches(end + 1):
        return True
    return mark in {"_", "@", "\\", "^", "="}


def is_chain(tokens: Tokens, place: int) -> int:
    """The end of a chain of numbers tied by marks (a date, a telephone number), ``place`` where there is none."""
    end, links = place + 1, 0
    while tokens.low(end) in _PAIRED and tokens.touches(end) and tokens.is_number(end + 1) and tokens.touches(end + 1):
        end, links = end + 2, links + 1
    if links >= 2:  # noqa: PLR2004 - a range has one
        return end
    return place


def is_telephone(tokens: Tokens, place: int) -> int:
    """The end of a telephone number that begins with a plus or a zero, ``place`` where there is none."""
    plus = tokens.touches(place) and tokens.low(place - 1) == "+"
    if not plus and not (tokens.raw[place][0] == "0" and len(tokens.raw[place]) > 1):
        return place
    end = place + 1
    while tokens.is_number(end) or (tokens.low(end) in {"-", "(", ")", "/"} and tokens.is_number(end + 1)):
        end += 1
    return end if end > place + 1 else place


def is_date(tokens: Tokens, numeral: Numeral, grammar: Grammar) -> bool:
    """Whether a month, a weekday or the number itself says that it is a date or a year."""
    first, end = numeral.first, numeral.end
    before, after = _low(tokens, first - 1), _low(tokens, end)
    if before in grammar.weekdays and (numeral.is_ordinal or after == ","):
        return True
    if numeral.value > 31 and not _is_year(tokens, numeral):  # noqa: PLR2004 - days of a month
        return False
    if _is_year(tokens, numeral):
        return True
    if (
        before in grammar.months
        and tokens.is_word(first - 1)
        and (tokens.raw[first - 1][0].isupper() or grammar.noun_first)
    ):
        return True
    skip = 1 if after in {"of", "de", "."} else 0
    return _low(tokens, end + skip) in grammar.months and _is_month(tokens, end + skip, grammar)


def _low(tokens: Tokens, place: int) -> str:
    if tokens.low(place) == "." and tokens.touches(place):
        return tokens.low(place - 1)
    return tokens.low(place)


def _is_month(tokens: Tokens, place: int, grammar: Grammar) -> bool:
    return tokens.is_word(place) and (grammar.noun_first or tokens.raw[place][0].isupper())


def _is_year(tokens: Tokens, numeral: Numeral) -> bool:
    raw = tokens.raw[numeral.first]
    return numeral.in_digits and numeral.scale == 1 and len(raw) == 4 and raw.isdigit() and int(raw) in _YEARS  # noqa: PLR2004


def is_clock(tokens: Tokens, numeral: Numeral, grammar: Grammar) -> bool:
    """Whether it is the time of day."""
    after = tokens.low(numeral.end)
    if after in grammar.clock_after and (after not in {"am", "h"} or grammar.language != "de"):
        return True
    if after in {"a", "p"} and tokens.phrase(numeral.end, numeral.end + 3) in {"a . m", "p . m"}:
        return True
    if grammar.language == "fr" and after in {"heure", "heures"}:
        return tokens.low(numeral.first - 1) in _FRENCH_HOURS or tokens.low(numeral.end + 1) in _OF_CLOCKS
    if after == "h" and tokens.touches(numeral.end):
        return True
    return tokens.touches(numeral.end) and after in {"am", "pm", "h"}


def is_label(tokens: Tokens, numeral: Numeral, grammar: Grammar) -> bool:
    """Whether it is the number of something rather than how many there are: Article 33, Boeing 737, No. 5, G7."""
    first = numeral.first
    if not numeral.in_digits:
        follows = tokens.low(first - 1) in grammar.labels and not tokens.is_number(first - 2)
        return tokens.phrase(first, first + 3) in _PLANS or (follows and _follows_label(tokens, first))
    if tokens.low(first - 1) == "#" or _is_emergency(tokens, numeral):
        return True
    at = first - 2 if tokens.low(first - 1) == "." and tokens.touches(first - 1) else first - 1
    is_known = tokens.low(at) in grammar.labels
    if not tokens.is_word(at) or (at == first - 2 and not is_known):
        return False
    if is_known or (grammar.capital_nouns and names_street(tokens, at)):
        return True
    if (
        grammar.capital_nouns
        or numeral.scale > 1
        or numeral.value >= _BIGGEST_LABEL
        or tokens.low(at) in grammar.graded
    ):
        return False
    return _is_name(tokens, at, grammar)


def is_technology(tokens: Tokens, end: int) -> bool:
    """Whether one capital letter without a space makes the number a name: 5G, 4K, "3D-Druck"; "3M people" are many."""
    letter = tokens.raw[end].partition("-")[0] if tokens.is_word(end) and tokens.touches(end) else ""
    return len(letter) == 1 and letter.isupper() and letter not in _SCALES


def is_model(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a letter makes the number a name, as of a picture's lines (1080p) or behind one: "iPhone 5C"."""
    letter = tokens.raw[numeral.end] if tokens.touches(numeral.end) else ""
    if letter in {"p", "i"} and tokens.raw[numeral.first] in _LINES:
        return True
    before = numeral.first - 1
    is_coded = tokens.is_word(before) and any(map(str.isupper, tokens.raw[before][1:]))
    return len(letter) == 1 and letter.isupper() and is_coded


def _is_emergency(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether it is the number that is called when something happens: "a 911 call"."""
    return tokens.raw[numeral.first] in _EMERGENCY and tokens.low(numeral.end) in _CALLED


def _follows_label(tokens: Tokens, first: int) -> bool:
    """Whether nothing that is counted can follow the number in words: "chapter two."."""
    return not tokens.is_word(first + 1)


def _is_name(tokens: Tokens, place: int, grammar: Grammar) -> bool:
    raw, low = tokens.raw[place], tokens.lower[place]
    if not raw[0].isupper() or low in grammar.weekdays or low in grammar.months or low in grammar.stops:
        return False
    first = place
    while (
        tokens.is_word(first - 1) and tokens.raw[first - 1][0].isupper() and tokens.low(first - 1) not in grammar.stops
    ):
        first -= 1
    if names_street(tokens, place):
        return True
    return place > 0 and low not in grammar.qualifiers and tokens.low(first - 1) not in _PLACED


def names_street(tokens: Tokens, place: int) -> bool:
    """Whether a word ends the name of a street, behind which its number stands: "Corso Monforte", "Hauptstraße"."""
    at, low = place, tokens.low(place)
    if low.endswith(_STREET_ENDINGS) or low in _STREETS_AFTER:
        return True
    while at > 0 and place - at < _LONGEST_STREET and tokens.is_word(at) and tokens.raw[at][0].isupper():
        at -= 1
        if tokens.low(at) in _STREETS_BEFORE:
            return True
    return False
