"""Months and days of the week that a text names, in the languages Octavo has rules for."""

from __future__ import annotations

import re

from octavo.kit.words import word_set

_MONTHS = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mär apr mai jun jul aug sept okt nov dez",
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "mon tue wed thu fri sat sun",
)
_NAMES: dict[str, str] = {"sonnabend": "day 6", "thurs": "day 4", "tues": "day 2"}
for _kind, _lines in (("month", _MONTHS), ("day", _DAYS)):
    for _line in _lines:
        _NAMES |= {name: f"{_kind} {number}" for number, name in enumerate(_line.split(), start=1)}
# Months and days that are other words as well, or abbreviations: they count where a number or such a word is near.
_AMBIGUOUS = frozenset(
    {"may", "march", "august", "mars", "mar", "mai", "sun", "sat", "mon", "fri", "wed", "jan", "dec"}
)
_BEFORE = word_set("in of on since until by from last next this early late mid and or im seit bis en de of ende")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_NUMERIC = re.compile(r"\b\d{4}-(\d{2})-\d{2}\b|\b\d{1,2}\.(\d{1,2})\.\d{2,4}\b|\b(\d{1,2})/(\d{1,2})/\d{2,4}\b")


def dates_in(text: str, *, claimed: bool = False) -> dict[str, str]:
    """The months and days of the week in a text: the words as they stand there, and what they name.

    ``claimed`` leaves out words that may be something else ("may", "march") where nothing near them speaks of a date.
    """
    tokens = _WORD.findall(text)
    found: dict[str, str] = {}
    for place, token in enumerate(tokens):
        name = _NAMES.get(token.lower())
        if name and not (claimed and token.lower() in _AMBIGUOUS and not _is_date(tokens, place)):
            found[token] = name
    if not claimed:
        found |= {
            f"{match.group()} {month}": f"month {int(month)}"
            for match in _NUMERIC.finditer(text)
            for month in match.groups()
            if month
        }
    return found


def _is_date(tokens: list[str], place: int) -> bool:
    if not tokens[place][:1].isupper():
        return False
    near = tokens[max(0, place - 1) : place] + tokens[place + 1 : place + 2]
    return any(one.isdigit() for one in near) or (place > 0 and tokens[place - 1].lower() in _BEFORE)
