"""Days, weeks, months and years around a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Range = tuple[date, date]
_YEAR_RANGE = range(1000, 2200)
_MONTHS = 12
_WEEK = 7
_SATURDAY = 5
# What was is not far off as readily as what comes: a date that contradicts the tense must be this much nearer.
_AGAINST_TENSE, _UNSURE = 6.0, 1.5


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, ``None`` where there is no such day."""
    if year not in _YEAR_RANGE or not 1 <= month <= _MONTHS or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def month_range(year: int, month: int) -> Range | None:
    """The first and last day of a month, ``None`` where there is no such month."""
    if year not in _YEAR_RANGE or not 1 <= month <= _MONTHS:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def unit_around(day: date, unit: str, away: int) -> Range | None:
    """The day, week (Monday to Sunday), weekend, month or year that lies ``away`` of its kind from the one of a day."""
    if abs(away) > _YEAR_RANGE.stop:
        return None
    if unit == "month":
        months = day.year * _MONTHS + day.month - 1 + away
        return month_range(months // _MONTHS, months % _MONTHS + 1)
    if unit == "year":
        year = day.year + away
        return (date(year, 1, 1), date(year, 12, 31)) if year in _YEAR_RANGE else None
    if unit == "day":
        there = day + timedelta(days=away)
        return there, there
    monday = day + timedelta(days=_WEEK * away - day.weekday())
    return monday + timedelta(days=_SATURDAY if unit == "weekend" else 0), monday + timedelta(days=_WEEK - 1)


def nearest_weekday(day: date, weekday: int, *, lean: int) -> date:
    """The weekday nearest a day on the side of the tense, that day itself among them; 0 leans back."""
    if lean > 0:
        return day + timedelta(days=(weekday - day.weekday()) % _WEEK)
    return day - timedelta(days=(day.weekday() - weekday) % _WEEK)


def next_weekday(day: date, weekday: int, *, lean: int) -> date:
    """The weekday nearest a day on one side, that day itself not among them."""
    step = timedelta(days=1 if lean > 0 else -1)
    return nearest_weekday(day + step, weekday, lean=lean)


def _distance(span: Range, near: date, lean: int) -> float:
    """How far a stretch is from a day, made longer where it contradicts the tense; 0 where the day lies in it."""
    first, last = span
    if first <= near <= last:
        return 0.0
    away = (first - near).days if first > near else (near - last).days
    ahead = 1 if first > near else -1
    return away * (_AGAINST_TENSE if ahead == -lean else _UNSURE if ahead > 0 and not lean else 1.0)


def nearest_year_for(near: date, month: int, day: int, *, lean: int) -> date | None:
    """The day of that month in the year that fits best."""
    days = [found for year in (-1, 0, 1) if (found := day_of(near.year + year, month, day))]
    return min(days, key=lambda found: _distance((found, found), near, lean), default=None)


def nearest_month(near: date, month: int, *, lean: int) -> Range | None:
    """The month of the year that fits best."""
    ranges = [found for away in (-1, 0, 1) if (found := month_range(near.year + away, month))]
    return min(ranges, key=lambda span: _distance(span, near, lean), default=None)
