"""Time words of a question: which days they mean.

The only place that knows how a question says a time.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.explaining.dates import Bound, dates_in_text
from octavo.model.answers import Period
from octavo.model.articles import Precision

if TYPE_CHECKING:
    from datetime import date

    from octavo.explaining.dates import DatePhrase

_DAY = timedelta(days=1)
_WEEK = timedelta(days=6)


def period_in(text: str, *, language: str, today: date) -> Period | None:
    """The days that the first time words of a question mean, as seen from ``today``; ``None`` where it has none.

    Years alone are none: "the 2024 election" may be reported in any year. Nor are days to come.
    """
    for phrase in dates_in_text(text, language=language, relative_to=today):
        if _narrows(phrase, today):
            return _period(phrase, text, today)
    return None


def told_until(period: Period, today: date) -> date:
    """The last day on which what happened in a period may still be reported as news."""
    length = period.last - period.first
    return min(today, period.last + max(length, _DAY))


def _narrows(phrase: DatePhrase, today: date) -> bool:
    is_bare_year = phrase.precision is Precision.YEAR and not phrase.relative
    return phrase.first <= today and not is_bare_year and phrase.bound is not Bound.UNTIL


def _period(phrase: DatePhrase, text: str, today: date) -> Period:
    first, last = phrase.first, min(phrase.last, today)
    if phrase.precision is Precision.WEEK and phrase.last >= today and phrase.last - first >= _WEEK:
        # On a Monday "this week" is hardly that day alone.
        first = min(first, today - _WEEK)
    if phrase.bound is Bound.SINCE:
        last = today
    return Period(first=first, last=last, words=text[phrase.start : phrase.end])
