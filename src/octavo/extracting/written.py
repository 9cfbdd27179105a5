"""Dates that stand in short lines of text, with words and labels around them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from octavo.kit.dates import WrittenDate, read_date

_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mae|mai|okt|dez|janv|févr|fév|mars|avr|juin|juil|août|déc"
    r"|ene|abr|ago|dic|enero|gen|mag|giu|lug|ott|set|out|dez|fev|mrt|mei|maj|août|janeiro|янв|фев|мар|апр|ма[йя]|июн|июл"
    r"|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|ocak|şub|nis|haz|tem|ağu|eyl|eki|kas|ara)"
    r"[^\W\d_]{0,9}\.?"
)
_CLOCK = (
    r"(?:,?\s*(?:at|um|à|alle|ore|o|kl\.?|às|a las|-|–|\||@)?\s*\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?(?:uhr|UTC|GMT|[A-Z]{2,4}T|IST)\b)?)?"
)
_WORDS = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:de\s+)?{_MONTHS},?\s+(?:de\s+)?(?:19|20)\d\d\b{_CLOCK}"
    rf"|\b{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b{_CLOCK}",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"(?<![\d/.-])(?:(?P<y>(?:19|20)\d\d)\s?[年./년-]\s?(?P<m>\d{1,2})\s?[月./월-]\s?(?P<d>\d{1,2})\s?[日일.]?"
    r"|(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d))(?![\d/])"
    r"(?:\s*(?:\([^()]{1,3}\))?[,\s|–-]*(?P<hour>[01]?\d|2[0-3])\s?[:時]\s?(?P<minute>[0-5]\d)(?!\d))?"
)
_MOST_MONTHS = 12


def find_written(line: str, *, american: bool) -> WrittenDate | None:
    """The first date in a line; ``None`` where there is none.

    Of figures with slashes the month comes first where ``american``, else the day; dots and dashes put the day first.
    """
    words = _WORDS.search(line)
    if words and (found := read_date(words.group().strip(" ,-–|@"))):
        return found
    figures = _FIGURES.search(line)
    return _from_figures(figures, american=american) if figures else None


def _from_figures(found: re.Match[str], *, american: bool) -> WrittenDate | None:
    day = _day(found, american=american)
    if day is None:
        return None
    clock = time(int(found["hour"]), int(found["minute"])) if found["hour"] else time()
    at = datetime.combine(day, clock, tzinfo=UTC)
    return WrittenDate(at=at, has_time=found["hour"] is not None, has_zone=False)


def _day(found: re.Match[str], *, american: bool) -> date | None:
    if found["y"]:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    else:
        year, day, month = int(found["year"]), int(found["a"]), int(found["b"])
        if month > _MOST_MONTHS or (american and found["sep"] == "/" and day <= _MOST_MONTHS):
            day, month = month, day
    try:
        return date(year, month, day)
    except ValueError:
        return None
