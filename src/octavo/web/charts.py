"""Small charts of a quantity over time, drawn on the server: a step line, and a dot for each outlet's statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal

from octavo.web.insights import sentence_link
from octavo.wording import LOCALE, local, time_of_day

if TYPE_CHECKING:
    from octavo.model.figures import Figure, FigureEntry, FigureSeries

# Places are in units of the drawing, which keeps its proportions and is as wide as its column.
WIDTH, HEIGHT = 640, 240
_RIGHT, _TOP, _BOTTOM = 16, 34, 34
_LETTER, _GAP = 12.5, 12
# On a narrow screen the letters of a value are this wide, and a day's label with the space beside it.
_WIDE_LETTER, _DAY = 15, 110
_TICKS = 3
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_FEWEST, _LONG = 2, 1_000_000
# Nothing that is reported is more; what is cannot be written out with all its digits.
_GREATEST = Decimal(10) ** 18
_MONEY = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "INR": "₹", "UAH": "₴"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartDot:
    """One statement in the drawing: where it stands, and what it says; ``upper`` is where a range ends."""

    x: float
    y: float
    title: str
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One statement in the table; ``link`` leads to its sentence. Without a time ``when`` is empty."""

    link: str
    outlet: str
    value: str
    when: str
    machine: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLabel:
    """A text in the drawing; ``anchor`` is start, middle or end, ``hangs`` whether ``y`` is its upper end."""

    x: float
    y: float
    text: str
    anchor: str
    hangs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing of ``width`` by ``height``, with what it shows in a sentence.

    It begins at ``left``, behind the labels of the rules, whose heights are ``lines``. ``path`` is the line (SVG 2
    §9.3), ``values`` label the first and the last value, ``axis`` the rules and the days, which begin at ``ticks``.
    ``rows`` are all statements, those without a time last.
    """

    heading: str
    sentence: str
    path: str
    lines: tuple[float, ...]
    axis: tuple[ChartLabel, ...]
    values: tuple[ChartLabel, ...]
    dots: tuple[ChartDot, ...]
    rows: tuple[ChartRow, ...]
    left: float
    ticks: tuple[float, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(series: FigureSeries, now: datetime) -> Chart | None:
    """The chart of a quantity on the clock of ``now``; ``None`` where fewer than two statements have a time."""
    drawn = [entry for entry in series.entries if _may_draw(entry.figure)]
    timed = [(entry, local(entry.at, now)) for entry in drawn if entry.at is not None]
    timed.sort(key=lambda one: one[1])
    if len(timed) < _FEWEST or timed[0][1] == timed[-1][1]:
        return None
    scale = _scale([end for entry, _ in timed for end in _ends(entry.figure)])
    first, last = timed[0][1], timed[-1][1]
    ticks = [_number(height, series.unit, short=True) for height in scale]
    left = round(_GAP + _LETTER * max(map(len, ticks)), 1)
    places = [(_x(at, first, last, left), _y(entry.figure.value, scale)) for entry, at in timed]
    dots = tuple(_dot(entry, at, place, scale, series.unit) for (entry, at), place in zip(timed, places, strict=True))
    days = _days(first, last, left)
    heights = tuple(_y(height, scale) for height in scale)
    return Chart(
        heading=series.label[:1].upper() + series.label[1:],
        sentence=_sentence(series, timed),
        path=_path(places),
        lines=heights,
        axis=(*_rules(ticks, heights, left), *_ends_of_time(first, last, left), *days),
        values=_values([entry.figure for entry, _ in timed], dots, series.unit),
        dots=dots,
        rows=(
            *(_row(entry, at, series.unit) for entry, at in timed),
            *(_row(entry, None, series.unit) for entry in drawn if entry.at is None),
        ),
        left=left,
        ticks=tuple(day.x for day in days),
    )


def _may_draw(figure: Figure) -> bool:
    return all(end.is_finite() and abs(end) <= _GREATEST for end in _ends(figure))


def _ends(figure: Figure) -> tuple[Decimal, ...]:
    return (figure.value,) if figure.upper is None else (figure.value, figure.upper)


def amount(figure: Figure, unit: str | None = None, *, short: bool = False) -> str:
    """A quantity as a page says it, with what limits it: "more than 1,212", "€1,200,000", "12%"."""
    value = _number(figure.value, unit, short=short)
    if figure.upper is not None:
        value = f"{value} to {_number(figure.upper, unit, short=short)}"
    return f"{figure.qualifier} {value}" if figure.qualifier else value


def _number(value: Decimal, unit: str | None, *, short: bool = False) -> str:
    size, minus = abs(value), "−" if value < 0 else ""
    number = format_decimal(size, locale=LOCALE)
    if short and size >= _LONG:
        number = format_compact_decimal(size, format_type="short", locale=LOCALE, fraction_digits=2)
    number = f"{minus}{_MONEY.get(unit or '', '')}{number}"
    if unit in _MONEY:
        return number
    if unit in {"%", "°C", "°F", "°"}:
        return f"{number}{'' if unit == '%' else ' '}{unit}"
    return f"{number} {unit}" if unit and unit not in {"people", "age", "magnitude"} else number


def _scale(values: list[Decimal]) -> tuple[Decimal, ...]:
    """Round heights from below the least value to above the greatest; from nought where that is not far."""
    low, high = min(values), max(values)
    if low > 0 and low < high * Decimal("0.6"):
        low = Decimal(0)
    span = (high - low) or abs(high) or Decimal(1)
    step = _step(span / _TICKS)
    bottom = (low / step).to_integral_value(rounding="ROUND_FLOOR") * step
    heights = [bottom]
    while heights[-1] < high or len(heights) < _FEWEST:
        heights.append(heights[-1] + step)
    return tuple(heights)


def _step(rough: Decimal) -> Decimal:
    power = Decimal(10) ** rough.adjusted()
    return next(step * power for step in _STEPS if step * power >= rough)


def _x(at: datetime, first: datetime, last: datetime, left: float) -> float:
    share = (at - first) / (last - first)
    return round(left + share * (WIDTH - left - _RIGHT), 1)


def _y(value: Decimal, scale: tuple[Decimal, ...]) -> float:
    share = float((value - scale[0]) / (scale[-1] - scale[0]))
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)


def _path(places: list[tuple[float, float]]) -> str:
    """Steps: a value holds until the next one is said."""
    steps = [f"M{places[0][0]:g} {places[0][1]:g}"]
    for (_, before), (x, y) in pairwise(places):
        steps.append(f"H{x:g}" if y == before else f"H{x:g}V{y:g}")
    return "".join(steps)


def _rules(ticks: list[str], heights: tuple[float, ...], left: float) -> list[ChartLabel]:
    labelled = zip(ticks, heights, strict=True)
    return [ChartLabel(x=left - _GAP, y=height + 4, text=tick, anchor="end") for tick, height in labelled]


def _ends_of_time(first: datetime, last: datetime, left: float) -> list[ChartLabel]:
    below = HEIGHT - 10
    return [
        ChartLabel(x=left, y=below, text=_day(first, last), anchor="start"),
        ChartLabel(x=WIDTH - _RIGHT, y=below, text=_day(last, first), anchor="end"),
    ]


def _days(first: datetime, last: datetime, left: float) -> tuple[ChartLabel, ...]:
    """The beginnings of days between the ends of time, as many as have room for their label."""
    days = (last.date() - first.date()).days
    if days < _FEWEST or first.year != last.year:
        return ()
    midnights = [
        datetime.combine(first.date() + timedelta(days=day), time(), tzinfo=first.tzinfo) for day in range(1, days + 1)
    ]
    labels = [
        ChartLabel(x=_x(at, first, last, left), y=HEIGHT - 10, text=_day(at, last), anchor="middle")
        for at in midnights
        if at.date() != last.date()
    ]
    room = 1.2 * _DAY
    inside = [label for label in labels if left + room <= label.x <= WIDTH - _RIGHT - room]
    return tuple(inside[:: ceil(_DAY * days / (WIDTH - left - _RIGHT))])


def _day(at: datetime, other: datetime) -> str:
    """The day, or on one and the same day the time."""
    if at.date() == other.date():
        return f"{format_date(at.date(), 'd MMM', locale=LOCALE)}, {time_of_day(at, at)}"
    return format_date(at.date(), "d MMM" if at.year == other.year else "d MMM y", locale=LOCALE)


def _values(figures: list[Figure], dots: tuple[ChartDot, ...], unit: str | None) -> tuple[ChartLabel, ...]:
    """What the first and the last statement say, beside their dots and clear of the line."""
    first, last = (amount(figure, unit, short=True) for figure in (figures[0], figures[-1]))
    until, since = dots[0].x + len(first) * _WIDE_LETTER, dots[-1].x - len(last) * _WIDE_LETTER
    early = [dot for dot in dots if dot.x <= until]
    # A value holds until the next one is said, so the one before may still run below the label.
    late = [dot for dot, after in pairwise(dots) if after.x >= since] + [dots[-1]]
    return _value(first, dots[0], early, "start"), _value(last, dots[-1], late, "end")


def _value(text: str, dot: ChartDot, near: list[ChartDot], anchor: str) -> ChartLabel:
    """A label above its dot; below it where the line runs above and there is room."""
    top = min(end for one in near for end in (one.y, one.upper or one.y))
    lowest = max(one.y for one in near)
    if top < dot.y == lowest and lowest + _TOP <= HEIGHT - _BOTTOM:
        return ChartLabel(x=dot.x, y=dot.y + 12, text=text, anchor=anchor, hangs=True)
    return ChartLabel(x=dot.x, y=max(_TOP - 12.0, top - 12), text=text, anchor=anchor)


def _dot(
    entry: FigureEntry, at: datetime, place: tuple[float, float], scale: tuple[Decimal, ...], unit: str | None
) -> ChartDot:
    upper = entry.figure.upper
    return ChartDot(
        x=place[0],
        y=place[1],
        title=f"{entry.outlet}, {_moment(at)}: {amount(entry.figure, unit)}",
        upper=_y(upper, scale) if upper is not None else None,
    )


def _row(entry: FigureEntry, at: datetime | None, unit: str | None) -> ChartRow:
    return ChartRow(
        link=sentence_link(entry.figure.citations[0]),
        outlet=entry.outlet,
        value=amount(entry.figure, unit),
        when=_moment(at) if at else "",
        machine=at.isoformat(timespec="minutes") if at else "",
        quote=entry.figure.text,
    )


def _moment(at: datetime) -> str:
    return f"{format_date(at.date(), 'd MMM y', locale=LOCALE)}, {time_of_day(at, at)}"


def _sentence(series: FigureSeries, timed: list[tuple[FigureEntry, datetime]]) -> str:
    """What the chart shows, for those who do not see it."""
    (first, begun), (last, ended) = timed[0], timed[-1]
    told = len(series.outlets)
    outlets = f"{told} outlets" if told > 1 else first.outlet
    return (
        f"{series.label[:1].upper()}{series.label[1:]}: {amount(first.figure, series.unit)} on {_date(begun)}, "
        f"{amount(last.figure, series.unit)} on {_date(ended)}, in {len(timed)} statements by {outlets}."
    )


def _date(at: datetime) -> str:
    return format_date(at.date(), "d MMMM y", locale=LOCALE)
