"""How the hits of a search spread over time: a strip of bars, drawn on the server, each a way to its days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from octavo.model.queries import narrowed, undated
from octavo.wording import dated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH, HEIGHT = 640, 72
_GROUND = 54
_WIDEST = 28.0
_GAP = 0.22
# A strip has no more bars than these; longer times are cut into longer parts.
_MOST_DAYS, _MOST_WEEKS, _MOST_MONTHS, _MOST_BARS = 45, 45, 60, 60
_WEEK, _MONTHS, _MONTH = 7, 12, 30.44


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The hits of some days: where its drawing is, what it says, and the address where just these are found."""

    x: float
    y: float
    width: float
    height: float
    left: float
    slot: float
    articles: int
    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A strip of ``width`` by ``height`` that stands on ``ground``, with what its ends are called.

    ``unit`` says what a bar is: "day", "week", "month", "year", or so many years.
    """

    bars: tuple[Bar, ...]
    unit: str
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = _GROUND


def spread_of(days: Sequence[tuple[date, int]], query: str) -> Spread | None:
    """The strip of hits, day by day or in longer parts; ``None`` where all are of one day."""
    if len(days) < 2:  # noqa: PLR2004 - one day is no spread
        return None
    unit, begin, follow = _parts(days[0][0], days[-1][0])
    counts: Counter[date] = Counter()
    for day, number in days:
        counts[begin(day)] += number
    starts = [begin(days[0][0])]
    while starts[-1] < begin(days[-1][0]):
        starts.append(follow(starts[-1]))
    slot = WIDTH / len(starts)
    most, plain = max(counts.values()), undated(query)
    bars = [
        _bar(at, slot, counts[start] / most, (start, follow(start), counts[start]), (unit, plain))
        for at, start in enumerate(starts)
        if counts[start]
    ]
    return Spread(bars=tuple(bars), unit=unit, first=_short(starts[0], unit), last=_short(starts[-1], unit))


def _parts(first: date, last: date) -> tuple[str, Callable[[date], date], Callable[[date], date]]:
    """What a bar is: its name, where the one of a day begins, and where the next one does."""
    length = (last - first).days + 1
    if length <= _MOST_DAYS:
        return "day", lambda day: day, lambda day: _later(day, 1)
    if length <= _MOST_WEEKS * _WEEK:
        return "week", lambda day: _later(day, -day.weekday()), lambda day: _later(day, _WEEK)
    if length <= _MOST_MONTHS * _MONTH:
        return "month", lambda day: day.replace(day=1), _next_month
    years = -(-(last.year - first.year + 1) // _MOST_BARS)
    name = "year" if years == 1 else f"{years} years"
    return (
        name,
        lambda day: date(first.year + (day.year - first.year) // years * years, 1, 1),
        lambda day: date(min(day.year + years, date.max.year), 1, 1) if day.year < date.max.year else date.max,
    )


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _next_month(day: date) -> date:
    if (day.year, day.month) == (date.max.year, _MONTHS):
        return date.max
    return date(day.year + day.month // _MONTHS, day.month % _MONTHS + 1, 1)


def _bar(at: int, slot: float, share: float, days: tuple[date, date, int], words: tuple[str, str]) -> Bar:
    start, end, number = days
    unit, query = words
    width = min(slot * (1 - _GAP), _WIDEST)
    height = max(share * (_GROUND - 4), 2.0)
    return Bar(
        x=round(at * slot + (slot - width) / 2, 1),
        y=round(_GROUND - height, 1),
        width=round(width, 1),
        height=round(height, 1),
        left=round(at * slot, 1),
        slot=round(slot, 1),
        articles=number,
        label=_label(start, end, unit),
        address=f"/search?{urlencode({'q': narrowed(query, start, end)})}",
    )


def _label(start: date, end: date, unit: str) -> str:
    if unit == "day":
        return dated(start, "EEEE d MMMM y")
    if unit == "week":
        return f"week of {dated(start, 'd MMMM y')}"
    if unit == "month":
        return dated(start, "LLLL y")
    return str(start.year) if unit == "year" else f"{start.year} to {end.year - 1}"


def _short(start: date, unit: str) -> str:
    if unit in {"day", "week"}:
        return dated(start, "d MMM y")
    return dated(start, "LLL y") if unit == "month" else str(start.year)
