"""Numbers in a text, normalised: "1,212", "1.212" and "1212" are one, "1.2 million" and "1,200,000" too."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,'’]\d+)*"
_SCALES: dict[str, int] = {
    **dict.fromkeys(("thousand", "k", "tausend", "mille", "mil", "tsd", "тысяч", "тыс", "тис"), 10**3),
    **dict.fromkeys(
        ("million", "millions", "m", "mn", "mio", "millionen", "millones", "millón", "milioni", "млн"), 10**6
    ),
    **dict.fromkeys(
        ("billion", "billions", "bn", "b", "mrd", "milliarde", "milliarden", "milliard", "milliards", "miliardi"), 10**9
    ),
    **dict.fromkeys(("млрд",), 10**9),
    **dict.fromkeys(("trillion", "trillions", "tn", "trn"), 10**12),
}
TOKEN = re.compile(rf"(?P<digits>{_DIGITS})(?:[\s-]?(?P<scale>[^\W\d_]{{1,10}})\b)?|(?P<word>[^\W\d_]+)")
_LONGEST = 24

_WORDS: dict[str, int] = {}
for _start, _line in (
    (0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
    (17, "seventeen eighteen nineteen twenty"),
    (0, "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"),
    (17, "siebzehn achtzehn neunzehn zwanzig"),
    (2, "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    (2, "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
    (1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
):
    _WORDS |= {word: _start + place for place, word in enumerate(_line.split())}
_TENS: dict[str, int] = {}
for _line in (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
):
    _TENS |= {word: 10 * tens for tens, word in enumerate(_line.split(), start=2)}
_LOOSE = {"both": 2, "couple": 2, "pair": 2, "twice": 2, "beide": 2, "beiden": 2, "dozen": 12, "dutzend": 12}
# Words that often count nothing, or mean something else.
_NO_CLAIM = frozenset(
    {"one", "first", "second", "eins", "acht", "elf", "six", "dos", "once", "both", "couple", "pair", "null"}
)


def numbers_in(text: str, *, claimed: bool = False, unscaled: bool = False) -> dict[str, frozenset[str]]:
    """The numbers of a text as they stand there, each with the values that it may mean, as plain decimals.

    ``claimed`` leaves out words that often count nothing ("one of them", "a second"); with ``unscaled`` digits may also
    mean what they say without the "million" behind them.
    """
    found: dict[str, frozenset[str]] = {}
    pending: tuple[str, int] | None = None
    for match in TOKEN.finditer(text):
        digits, word = match["digits"], (match["word"] or "").lower()
        if digits:
            _add_digits(found, match, digits, unscaled=unscaled)
            pending = None
        else:
            pending = _add_word(found, word, pending, claimed=claimed)
    return found


def _add_digits(found: dict[str, frozenset[str]], match: re.Match[str], digits: str, *, unscaled: bool) -> None:
    scale = _SCALES.get((match["scale"] or "").lower().rstrip("."), 1)
    readings = _readings(digits[:_LONGEST])
    scales = {1, scale} if unscaled else {scale}
    found[digits] = found.get(digits, frozenset()) | {_plain(value * one) for value in readings for one in scales}
    if scale == 1 and match["scale"]:
        # A word right behind that is no scale may be a number of its own: "12 two-storey houses".
        _add_word(found, match["scale"].lower(), None, claimed=False)


def _readings(digits: str) -> set[Decimal]:
    """What a group of digits may mean: marks between thousands or before decimals differ from country to country."""
    parts = re.split(r"[^\d]", digits)
    marks = [char for char in digits if not char.isdigit()]
    readings: set[Decimal] = set()
    if not marks or (len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])):  # noqa: PLR2004 - thousands
        readings.add(_value("".join(parts)))
    if marks and marks[-1] in ".," and (len(marks) == 1 or marks[-1] not in marks[:-1]):
        readings.add(_value("".join(parts[:-1]) + "." + parts[-1]))
    if not readings:  # 12.06.2025
        readings.update(_value(part) for part in parts)
    return readings


def _value(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # digits that are numbers to one part of Unicode alone
        return Decimal(0)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text.lstrip("0")) or "0"


def _add_word(
    found: dict[str, frozenset[str]], word: str, pending: tuple[str, int] | None, *, claimed: bool
) -> tuple[str, int] | None:
    """Take in a word; returns the number that words so far make, to which the next may be added or multiplied."""
    value = _WORDS.get(word, _TENS.get(word))
    scale = 100 if word == "hundred" else _SCALES.get(word) if len(word) > len("mil") else None
    if value is not None and pending and pending[1] % 10 == 0 and 0 < value < 10 <= pending[1]:  # noqa: PLR2004 - twenty-one
        found.pop(pending[0], None)
        name, total = f"{pending[0]} {word}", pending[1] + value
    elif scale and pending:
        found.pop(pending[0], None)
        name, total = f"{pending[0]} {word}", pending[1] * scale
    elif value is None:
        loose = _LOOSE.get(word)
        if loose is not None and not (claimed and word in _NO_CLAIM):
            found[word] = frozenset({str(loose)})
        return None
    else:
        name, total = word, value
    if len(name) > _LONGEST * 2:
        return None
    if not (claimed and name in _NO_CLAIM):
        found[name] = frozenset({str(total)})
    return name, total
