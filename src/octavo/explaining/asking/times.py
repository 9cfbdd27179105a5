"""Time words of a question: which days they mean.

The only place that knows how a question says a time; whatever finds dates in texts can stand behind ``period_in``.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale

from octavo.model.answers import Period

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = timedelta(days=1)
_LONGEST = 400
_MONTHS_OF_YEAR = 12

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "today": r"\btoday\b",
        "yesterday": r"\byesterday\b",
        "this week": r"\b(?:this|the current) week\b|\bthese days\b",
        "last week": r"\b(?:last|past|previous) week\b",
        "this month": r"\bthis month\b",
        "last month": r"\b(?:last|past|previous) month\b",
        "this year": r"\bthis year\b",
        "days": r"\b(?:last|past) (\d{1,3}) days\b",
        "weeks": r"\b(?:last|past) (\d{1,2}) weeks\b",
        "since": r"\bsince (?:last )?({days})\b",
        "on": r"\b(?:on|last) ({days})\b",
        "month": r"\b(?:in|during|since) ({months}) ((?:19|20)\d\d)\b",
        "date": r"\b(?:on|since) (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ({months})(?: ((?:19|20)\d\d))?\b",
    },
    "de": {
        "today": r"\bheute\b",
        "yesterday": r"\bgestern\b",
        "this week": r"\bdiese(?:r)? woche\b",
        "last week": r"\b(?:letzte|vergangene|vorige)[nr]? woche\b",
        "this month": r"\bdiese[nms] monat\b",
        "last month": r"\b(?:letzten|vergangenen|vorigen) monat\b",
        "this year": r"\bdiese[sm] jahr\b|\bheuer\b",
        "days": r"\b(?:letzten|vergangenen) (\d{1,3}) tagen?\b",
        "weeks": r"\b(?:letzten|vergangenen) (\d{1,2}) wochen\b",
        "since": r"\bseit ({days})\b",
        "on": r"\bam (?:letzten |vergangenen )?({days})\b",
        "month": r"\b(?:im|seit) ({months}) ((?:19|20)\d\d)\b",
        "date": r"\b(?:am|seit(?: dem)?) (\d{1,2})\.? ({months})(?: ((?:19|20)\d\d))?\b",
    },
    "fr": {
        "today": r"\baujourd['’]hui\b",
        "yesterday": r"\bhier\b",
        "this week": r"\bcette semaine\b",
        "last week": r"\bla semaine (?:dernière|passée)\b",
        "this month": r"\bce mois(?:-ci)?\b",
        "last month": r"\ble mois dernier\b",
        "this year": r"\bcette année\b",
        "since": r"\bdepuis ({days})\b",
        "on": r"\b({days}) dernier\b",
        "month": r"\b(?:en|depuis) ({months}) ((?:19|20)\d\d)\b",
        "date": r"\b(?:le|depuis le) (\d{1,2}) ({months})(?: ((?:19|20)\d\d))?\b",
    },
    "es": {
        "today": r"\bhoy\b",
        "yesterday": r"\bayer\b",
        "this week": r"\besta semana\b",
        "last week": r"\bla semana pasada\b",
        "this month": r"\beste mes\b",
        "last month": r"\bel mes pasado\b",
        "this year": r"\beste año\b",
        "since": r"\bdesde el ({days})\b",
        "on": r"\bel ({days})(?: pasado)?\b",
        "month": r"\b(?:en|desde) ({months}) de ((?:19|20)\d\d)\b",
        "date": r"\b(?:el|desde el) (\d{1,2}) de ({months})(?: de ((?:19|20)\d\d))?\b",
    },
}


def period_in(text: str, *, language: str, today: date) -> Period | None:
    """The days that the first time words of a question mean, as seen from ``today``; ``None`` where it has none.

    Years alone are none: "the 2024 election" may be reported in any year.
    """
    low = text[:_LONGEST].lower()
    found = []
    for name, pattern in _patterns(language):
        match = pattern.search(low)
        days = _MEANINGS[name](match, language, today) if match else None
        if match and days:
            found.append((match.start(), Period(first=days[0], last=days[1], words=match.group())))
    return min(found, key=lambda one: one[0])[1] if found else None


def told_until(period: Period, today: date) -> date:
    """The last day on which what happened in a period may still be reported as news."""
    length = period.last - period.first
    return min(today, period.last + max(length, _DAY))


_Days = tuple[date, date]


def _week(_: re.Match[str], __: str, today: date) -> _Days:
    # On a Monday "this week" is hardly that day alone.
    return today - 6 * _DAY, today


def _last_week(_: re.Match[str], __: str, today: date) -> _Days:
    monday = today - timedelta(days=today.weekday())
    return monday - 7 * _DAY, monday - _DAY


def _last_month(_: re.Match[str], __: str, today: date) -> _Days:
    last = today.replace(day=1) - _DAY
    return last.replace(day=1), last


def _some_days(match: re.Match[str], _: str, today: date) -> _Days:
    return today - int(match[1]) * _DAY, today


def _some_weeks(match: re.Match[str], _: str, today: date) -> _Days:
    return today - 7 * int(match[1]) * _DAY, today


def _weekday(match: re.Match[str], language: str, today: date) -> date:
    number = _days(language)[match[1]]
    return today - timedelta(days=(today.weekday() - number) % 7)


def _since(match: re.Match[str], language: str, today: date) -> _Days:
    return _weekday(match, language, today), today


def _on(match: re.Match[str], language: str, today: date) -> _Days:
    day = _weekday(match, language, today)
    return day, day


def _month(match: re.Match[str], language: str, today: date) -> _Days | None:
    year, month = int(match[2]), _months(language)[match[1]]
    first = date(year, month, 1)
    last = date(year, month, calendar.monthrange(year, month)[1])
    return _to_today(match, first, last, today)


def _date(match: re.Match[str], language: str, today: date) -> _Days | None:
    month = _months(language)[match[2]]
    year = int(match[3]) if match[3] else today.year
    try:
        day = date(year, month, int(match[1]))
        if day > today and not match[3]:
            day = day.replace(year=year - 1)
    except ValueError:
        return None
    return _to_today(match, day, day, today)


def _to_today(match: re.Match[str], first: date, last: date, today: date) -> _Days | None:
    if first > today:
        return None
    open_ended = match.group().startswith(("since", "seit", "depuis", "desde"))
    return first, today if open_ended else last


_MEANINGS: dict[str, Callable[[re.Match[str], str, date], _Days | None]] = {
    "today": lambda _, __, today: (today, today),
    "yesterday": lambda _, __, today: (today - _DAY, today - _DAY),
    "this week": _week,
    "last week": _last_week,
    "this month": lambda _, __, today: (today.replace(day=1), today),
    "last month": _last_month,
    "this year": lambda _, __, today: (today.replace(month=1, day=1), today),
    "days": _some_days,
    "weeks": _some_weeks,
    "since": _since,
    "on": _on,
    "month": _month,
    "date": _date,
}


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = _WORDS.get(language, {})
    names = {"{days}": "|".join(_days(language)), "{months}": "|".join(_months(language))} if words else {}
    filled = {}
    for name, pattern in words.items():
        for slot, alternatives in names.items():
            pattern = pattern.replace(slot, alternatives)  # noqa: PLW2901 - filled slot by slot
        filled[name] = re.compile(pattern)
    return tuple(filled.items())


@cache
def _days(language: str) -> dict[str, int]:
    return {name.lower(): number for number, name in Locale.parse(language).days["format"]["wide"].items()}


@cache
def _months(language: str) -> dict[str, int]:
    return {name.lower(): number for number, name in Locale.parse(language).months["format"]["wide"].items()}
