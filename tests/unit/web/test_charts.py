"""A quantity over time as a drawing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from octavo.model.figures import Figure, FigureEntry, FigureSeries, Verdict
from octavo.model.ids import ArticleId
from octavo.model.insights import Citation
from octavo.web.charts import Chart, amount, chart_of
from octavo.web.rendering import Press
from octavo.wording import WallClock

START = datetime(2025, 6, 11, 9, tzinfo=UTC)


def figure(value: str, qualifier: str | None = None) -> Figure:
    cited = Citation(article=ArticleId(1), revision=1, block=0, start=0, end=3, quote="The")
    return Figure(text="The <b> bodies", citations=(cited,), at=cited, value=Decimal(value), qualifier=qualifier)


def series(*values: str, unit: str | None = None, hours: float = 24) -> FigureSeries:
    entries = tuple(
        FigureEntry(
            figure=figure(value),
            article=ArticleId(place),
            outlet=f"Outlet {place}",
            at=START + place * timedelta(hours=hours),
        )
        for place, value in enumerate(values)
    )
    return FigureSeries(label="bodies returned", unit=unit, entries=entries, verdict=Verdict.SUPERSEDED, is_moving=True)


def chart(*values: str, unit: str | None = None) -> Chart:
    found = chart_of(series(*values, unit=unit), START)
    assert found is not None
    return found


def page_of(found: Chart) -> str:
    macro = Press()._templates.get_template("_chart.html").module
    return str(getattr(macro, "chart_figure")(found))  # noqa: B009 - a template's macro


def test_a_chart_says_in_a_sentence_what_it_shows() -> None:
    assert chart("1212", "1200", "6057").sentence == (
        "Bodies returned: 1,212 on 11 June 2025, 6,057 on 13 June 2025, in 3 statements by 3 outlets."
    )


def test_a_higher_value_stands_higher_and_a_later_one_further_right() -> None:
    first, second, third = chart("1212", "1200", "6057").dots
    assert third.y < first.y < second.y
    assert first.x < second.x < third.x


def test_what_is_below_nought_is_drawn_below_it() -> None:
    found = chart("4", "-2", "-12", unit="°C")
    assert [dot.y for dot in found.dots] == sorted(dot.y for dot in found.dots)
    assert "−12 °C" in {label.text for label in found.values}
    assert amount(figure("-3200000000"), "USD") == "−$3,200,000,000"


def test_the_first_and_the_last_value_are_labelled() -> None:
    assert [label.text for label in chart("1212", "1200", "6057").values] == ["1,212", "6,057"]


@pytest.mark.parametrize(
    ("values", "hang"),
    [
        (("120000", "150000", "190000", "230000", "270000", "310000", "340000"), (True, False)),
        (("340000", "310000", "270000", "230000", "190000", "150000", "120000"), (False, True)),
        (("10000", "90000", "190000", "300000", "250000", "150000", "10000"), (False, False)),  # no room below
        (("1200", "1200", "1200"), (False, False)),
    ],
)
def test_no_label_lies_on_the_line(values: tuple[str, ...], hang: tuple[bool, bool]) -> None:
    drawn = chart_of(series(*values, hours=6), START)
    assert drawn is not None
    begin, end = drawn.values
    assert (begin.hangs, end.hangs) == hang
    for label, start in ((begin, begin.x), (end, end.x - 15 * len(end.text))):
        over = [dot.y for dot in drawn.dots if start <= dot.x <= start + 15 * len(label.text)]
        assert all(y < label.y for y in over) if label.hangs else all(y > label.y for y in over)


def test_long_values_are_short_in_the_drawing_and_whole_in_the_table() -> None:
    drawn = chart("1200000000", "3400000000", unit="EUR")
    assert [label.text for label in drawn.values] == ["€1.2B", "€3.4B"]
    assert [row.value for row in drawn.rows] == ["€1,200,000,000", "€3,400,000,000"]


def test_times_and_days_are_those_of_the_readers_clock() -> None:
    late = series("12", "15", "19", hours=12)
    far = START.astimezone(WallClock(timezone(timedelta(hours=13)), twelve=True))
    here, there = chart_of(late, START), chart_of(late, far)
    assert here is not None
    assert there is not None
    assert [row.when for row in here.rows] == ["11 Jun 2025, 09:00", "11 Jun 2025, 21:00", "12 Jun 2025, 09:00"]
    assert [row.when for row in there.rows] == [
        "11 Jun 2025, 10:00 pm",
        "12 Jun 2025, 10:00 am",
        "12 Jun 2025, 10:00 pm",
    ]
    assert "12 June 2025" in there.sentence


@pytest.mark.parametrize(("days", "labels"), [(1, 0), (2, 1), (5, 3), (40, 3), (180, 3)])
def test_days_between_are_labelled_where_there_is_room(days: int, labels: int) -> None:
    drawn = chart_of(series("12", "15", hours=24 * days), START)
    assert drawn is not None
    between = [label for label in drawn.axis if label.anchor == "middle"]
    assert len(between) == labels
    assert tuple(label.x for label in between) == drawn.ticks
    assert all(after.x - before.x >= 100 for before, after in pairwise(between))


def test_values_that_lie_close_together_do_not_begin_at_nought() -> None:
    assert "0%" not in [label.text for label in chart("81", "86", "91", unit="%").axis]


def test_a_single_moment_makes_no_chart() -> None:
    assert chart_of(series("1212"), START) is None
    assert chart_of(series("1212", "1200", hours=0), START) is None


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "9.9e31", "99999999999999999999e24"])
def test_what_cannot_be_written_out_is_not_drawn(value: str) -> None:
    assert len(chart("12", value, "15").dots) == 2
    assert chart_of(series("12", value), START) is None


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [("1212", None, "1,212"), ("3.4", "%", "3.4%"), ("1200000", "EUR", "€1,200,000"), ("12", "km", "12 km")],
)
def test_an_amount_is_said_with_its_unit(value: str, unit: str | None, said: str) -> None:
    assert amount(figure(value), unit) == said


def test_an_amount_keeps_what_limits_it() -> None:
    assert amount(figure("300", "more than")) == "more than 300"


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**12, places=2), min_size=2, max_size=12))
def test_everything_is_drawn_inside_the_drawing(values: list[Decimal]) -> None:
    drawn = chart(*map(str, values))
    assert all(drawn.left <= dot.x <= drawn.width and 0 <= dot.y <= drawn.height for dot in drawn.dots)
    assert len(drawn.lines) < 10


def test_the_printed_chart_is_well_formed_escaped_and_named() -> None:
    html = page_of(chart("1212", "1200", "6057"))
    tree = etree.fromstring(html)
    drawing = tree.find("svg")
    assert drawing is not None
    assert drawing.get("role") == "img"
    assert "1,212" in (drawing.get("aria-label") or "")
    assert len(drawing.findall("circle/title")) == 3
    assert len(tree.findall("details//tbody/tr")) == 3
    assert "The &lt;b&gt; bodies" in html


def test_the_table_leads_to_each_sentence_and_has_what_names_no_time() -> None:
    told = series("1212", "1200", "6057")
    untimed = replace(told.entries[0], at=None, outlet="Undated")
    found = chart_of(replace(told, entries=(*told.entries, untimed)), START)
    assert found is not None
    assert len(found.dots) == 3
    assert [row.outlet for row in found.rows] == ["Outlet 0", "Outlet 1", "Outlet 2", "Undated"]
    assert (found.rows[-1].when, found.rows[-1].link) == ("", "/article/1#s0-0")
    assert "no time given" in page_of(found)


def test_a_range_is_drawn_from_end_to_end() -> None:
    told = series("100", "200", "300")
    ranged = replace(told.entries[1], figure=replace(told.entries[1].figure, upper=Decimal(900)))
    found = chart_of(replace(told, entries=(told.entries[0], ranged, told.entries[2])), START)
    assert found is not None
    first, second, third = found.dots
    assert (first.upper, third.upper) == (None, None)
    assert second.upper is not None
    assert 0 < second.upper < third.y < second.y
    assert 'class="range"' in page_of(found)
