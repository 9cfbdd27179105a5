"""Which days the words of a date mean, each form in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from octavo.explaining.dates import calendar
from octavo.explaining.dates.lexicon import Kind
from octavo.explaining.dates.words import PLURAL_UNITS
from octavo.model.articles import Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from octavo.explaining.dates.calendar import Range
    from octavo.explaining.dates.context import Context
    from octavo.explaining.dates.tokens import Token

_MONTHS = 12
_FRIDAY = 4
_EARLIEST_LONE_YEAR = 1900  # before it, numbers are numbers
_MOST_AGO = 300
_PRECISIONS = {
    "day": Precision.DAY,
    "week": Precision.WEEK,
    "weekend": Precision.WEEK,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
}
_OF_A_UNIT = re.compile("O{1,2}U")
# Days that became the names of what happened on them, and are taken for days only while they are near.
_NAMES_OF_EVENTS = frozenset({(1, 6), (9, 11), (10, 7)})
_NEAR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The days meant, how exactly, and whether it took the day of publication to know."""

    first: date
    last: date
    precision: Precision
    relative: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of a sentence, from word ``start`` to before word ``end``, that have the form of a date.

    ``near`` is the day to count from; ``day_first`` how dates in figures are written, ``None`` where that is unknown.
    """

    context: Context
    start: int
    end: int
    near: date | None
    day_first: bool | None

    @property
    def tokens(self) -> list[Token]:
        """The words."""
        return list(self.context.tokens[self.start : self.end])

    @property
    def values(self) -> Mapping[str, int | str]:
        """What the first word of each kind stands for."""
        return {token.kind: token.value for token in reversed(self.tokens)}

    @property
    def lean(self) -> int:
        """See ``Context.lean``."""
        return self.context.lean(self.start, self.end)

    @property
    def away(self) -> int:
        """-1 for the last, 1 for the next, 0 for this."""
        return -1 if Kind.LAST in self.values else 1 if Kind.COMING in self.values else 0


def resolve(form: str, place: Place) -> Resolved | None:
    """The days meant by words of a form, ``None`` where they are no date or there is nothing to count from."""
    if form in _ABSOLUTE:
        return _ABSOLUTE[form](place)
    return None if place.near is None else _RELATIVE[form](place, place.near)


def _a_day(found: date | None, *, relative: bool = True) -> Resolved | None:
    return None if found is None else Resolved(first=found, last=found, precision=Precision.DAY, relative=relative)


def _a_range(found: Range | None, precision: Precision, *, relative: bool = True) -> Resolved | None:
    return found and Resolved(first=found[0], last=found[1], precision=precision, relative=relative)


def _numbers(place: Place) -> list[int] | None:
    """The numbers of a date in figures, whose parts must stand side by side."""
    tokens = place.tokens
    if any(one.end != other.start for one, other in pairwise(tokens)):
        return None
    return [int(token.value) for token in tokens if token.kind in {Kind.DAY, Kind.YEAR}]


def _year_first(place: Place) -> Resolved | None:
    numbers = _numbers(place)
    return _a_day(calendar.day_of(*numbers), relative=False) if numbers else None


def _year_last(place: Place) -> Resolved | None:
    numbers, marks = _numbers(place), [token.kind for token in place.tokens[1::2]]
    if numbers is None or marks[0] != marks[1]:
        return None
    first, second, year = numbers
    day_first = True if marks[0] == "." or first > _MONTHS else False if second > _MONTHS else place.day_first
    if day_first is None and first != second:
        return None
    month, day = (second, first) if day_first else (first, second)
    return _a_day(calendar.day_of(year, month, day), relative=False)


def _day_of_month(place: Place) -> Resolved | None:
    """A day of a month, or some of them, with or without the year."""
    values, near = place.values, place.near
    month = int(values.get(Kind.MONTH) or values.get(Kind.SHORT_MONTH) or 0)
    days = [int(token.value) for token in place.tokens if token.kind == Kind.DAY]
    ends: list[date | None]
    if Kind.YEAR in values:
        ends = [calendar.day_of(int(values[Kind.YEAR]), month, day) for day in days]
    elif near is not None and values.get(Kind.UNIT) == "year":
        ends = [calendar.day_of(near.year + place.away, month, day) for day in days]
    elif near is None or place.context.after(place.end, 2) in {",D", "U"}:
        return None
    else:
        lean = place.context.tense(place.start, place.end)
        ends = [calendar.nearest_year_for(near, month, day, lean=lean) for day in days]
        if (month, days[0]) in _NAMES_OF_EVENTS and _names_event(place, ends[0], near):
            return None
    first, last = ends[0], ends[-1]
    if first is None or last is None or last < first:
        return None
    precision = Precision.DAY if first == last else Precision.WEEK
    return Resolved(first=first, last=last, precision=precision, relative=Kind.YEAR not in values)


def _names_event(place: Place, day: date | None, near: date) -> bool:
    """Whether a day stands for what once happened on it: "the Sept. 11 attacks", or one that is months away."""
    return day is None or abs((day - near).days) > _NEAR or place.context.follows_article(place.start)


def _month_of_year(place: Place) -> Resolved | None:
    values = place.values
    month = int(values.get(Kind.MONTH) or values.get(Kind.SHORT_MONTH) or 0)
    return _a_range(calendar.month_range(int(values[Kind.YEAR]), month), Precision.MONTH, relative=False)


def _year(place: Place) -> Resolved | None:
    year = int(place.values[Kind.YEAR])
    if year < _EARLIEST_LONE_YEAR or not place.context.follows_preposition(place.start):
        return None
    return Resolved(first=date(year, 1, 1), last=date(year, 12, 31), precision=Precision.YEAR, relative=False)


def _month(place: Place, near: date) -> Resolved | None:
    marked = place.end - place.start > 1 or place.context.follows_preposition(place.start)
    if not marked or place.context.after(place.end) in {Kind.DAY, "-"}:
        return None
    month = int(place.values[Kind.MONTH])
    return _a_range(calendar.nearest_month(near, month, lean=place.away or place.lean), Precision.MONTH)


def _month_in_year(place: Place, near: date) -> Resolved | None:
    if place.values[Kind.UNIT] != "year":
        return None
    return _a_range(calendar.month_range(near.year + place.away, int(place.values[Kind.MONTH])), Precision.MONTH)


def _weekday(place: Place, near: date) -> Resolved | None:
    context, values = place.context, place.values
    if Kind.NEVER in {context.kinds[max(0, place.start - 1) : place.start], context.after(place.end)}:
        return None
    if _OF_A_UNIT.match(context.after(place.end, 3)):
        return None  # "the last Monday of the month"
    weekday = int(values[Kind.WEEKDAY])
    if place.away:
        return _a_day(calendar.next_weekday(near, weekday, lean=place.away))
    lean = place.lean or (1 if Kind.THIS in values else 0)
    return _a_day(calendar.nearest_weekday(near, weekday, lean=lean))


def _weekday_in_week(place: Place, near: date) -> Resolved | None:
    week = calendar.unit_around(near, "week", place.away)
    if week is None or place.values[Kind.UNIT] != "week":
        return None
    return _a_day(week[0] + timedelta(days=int(place.values[Kind.WEEKDAY])))


def _relative_day(place: Place, near: date) -> Resolved | None:
    if place.context.after(place.end, 2) in {"'o", "’o"}:
        return None  # "today's world"
    return _a_day(near + timedelta(days=int(place.values[Kind.RELATIVE_DAY])))


def _weekend(place: Place, near: date) -> Resolved | None:
    named = place.context.follows_preposition(place.start) or place.context.follows_article(place.start)
    if place.values[Kind.UNIT] != "weekend" or not named:
        return None
    away = 0 if near.weekday() > _FRIDAY or place.lean > 0 else -1
    return _a_range(calendar.unit_around(near, "weekend", away), Precision.WEEK)


def _unit(place: Place, near: date) -> Resolved | None:
    unit = str(place.values[Kind.UNIT])
    if unit == "day" or any(token.word in PLURAL_UNITS for token in place.tokens):
        return None  # "the next day" is not counted from today
    return _a_range(calendar.unit_around(near, unit, place.away), _PRECISIONS[unit])


def _number(place: Place) -> int:
    return int(place.values.get(Kind.NUMBER) or place.values.get(Kind.DAY) or 0)


def _ago(place: Place, near: date) -> Resolved | None:
    unit, number = str(place.values[Kind.UNIT]), _number(place)
    return None if number > _MOST_AGO else _a_range(calendar.unit_around(near, unit, -number), _PRECISIONS[unit])


def _ahead(place: Place, near: date) -> Resolved | None:
    unit, number = str(place.values[Kind.UNIT]), _number(place)
    if place.lean <= 0 or number > _MOST_AGO:
        return None  # "in two days" may also be how long it took
    return _a_range(calendar.unit_around(near, unit, number), _PRECISIONS[unit])


def _span(place: Place, near: date) -> Resolved | None:
    """From so long ago to the present, or on from it: "the past three days"."""
    unit, number = str(place.values[Kind.UNIT]), _number(place)
    far = calendar.unit_around(near, unit, number * place.away) if 1 < number <= _MOST_AGO else None
    if far is None:
        return None
    day = far[0] + (far[1] - far[0]) / 2
    precision = Precision.WEEK if unit == "day" else _PRECISIONS[unit]
    return Resolved(first=min(day, near), last=max(day, near), precision=precision)


_ABSOLUTE: dict[str, Callable[[Place], Resolved | None]] = {
    "year_first": _year_first,
    "cjk": _year_first,
    "year_last": _year_last,
    "month_day": _day_of_month,
    "day_month": _day_of_month,
    "month_of_year": _month_of_year,
    "year": _year,
}
_RELATIVE: dict[str, Callable[[Place, date], Resolved | None]] = {
    "month": _month,
    "month_in_year": _month_in_year,
    "weekday": _weekday,
    "weekday_in_week": _weekday_in_week,
    "relative_day": _relative_day,
    "weekend": _weekend,
    "unit": _unit,
    "ago": _ago,
    "ahead": _ahead,
    "span": _span,
}
