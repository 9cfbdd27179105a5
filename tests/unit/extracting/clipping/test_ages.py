from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.clipping.ages import day_first, floor, looks_like_date, read_age, read_date, resolve
from octavo.model.articles import Precision

CAPTURED = datetime(2025, 6, 12, 9, 25, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "at", "precision"),
    [
        ("16 hours ago", "2025-06-11T17:00", Precision.HOUR),
        ("time16 hours ago", "2025-06-11T17:00", Precision.HOUR),
        ("16 hours agotime", "2025-06-11T17:00", Precision.HOUR),
        ("an hour ago", "2025-06-12T08:00", Precision.HOUR),
        ("timean hour ago", "2025-06-12T08:00", Precision.HOUR),
        ("3h ago", "2025-06-12T06:00", Precision.HOUR),
        ("24 minutes ago", "2025-06-12T09:01", Precision.MINUTE),
        ("a few seconds ago", "2025-06-12T09:25", Precision.MINUTE),
        ("just now", "2025-06-12T09:25", Precision.MINUTE),
        ("a day ago", "2025-06-11", Precision.DAY),
        ("Yesterday", "2025-06-11", Precision.DAY),
        ("5 days ago", "2025-06-07", Precision.DAY),
        ("2 weeks ago", "2025-05-29", Precision.WEEK),
        ("a month ago", "2025-05-01", Precision.MONTH),
        ("2 years ago", "2023-01-01", Precision.YEAR),
        ("vor 16 Stunden", "2025-06-11T17:00", Precision.HOUR),
        ("vor einem Tag", "2025-06-11", Precision.DAY),
        ("il y a 3 jours", "2025-06-09", Precision.DAY),
        ("منذ ساعة واحدة", "2025-06-12T08:00", Precision.HOUR),
        ("منذ ساعتين", "2025-06-12T07:00", Precision.HOUR),
        ("منذ 3 أيام", "2025-06-09", Precision.DAY),
        ("hace 2 horas", "2025-06-12T07:00", Precision.HOUR),
    ],
)
def test_ages(words: str, at: str, precision: Precision) -> None:
    age = read_age(words)
    assert age is not None
    when = resolve(age, CAPTURED)
    assert when is not None
    assert (when.at, when.precision) == (datetime.fromisoformat(at).replace(tzinfo=UTC), precision)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "He died two days ago.",
        "ago",
        "hours ago",
        "16 hours",
        "time",
        "May",
        "2 hours ago he left",
        "1.5 hours ago",
    ],
)
def test_what_is_no_age(words: str) -> None:
    assert read_age(words) is None


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("27-05-2025", "2025-05-27"),
        ("05/27/2025", "2025-05-27"),
        ("2025-05-27", "2025-05-27"),
        ("27 May 2025", "2025-05-27"),
        ("May 27, 2025", "2025-05-27"),
        ("Tuesday, 27th May 2025, 10:30 am", "2025-05-27"),
        ("27. Mai 2025", "2025-05-27"),
        ("06-06-2025", "2025-06-06"),
        ("11-06-2025", "2025-06-11"),
    ],
)
def test_dates_name_a_day(words: str, at: str) -> None:
    assert looks_like_date(words)
    when = read_date(words, day_first=None, captured_at=CAPTURED)
    assert when is not None
    assert (when.at, when.precision) == (datetime.fromisoformat(at).replace(tzinfo=UTC), Precision.DAY)


def test_a_moment_with_a_zone_is_exact() -> None:
    when = read_date("2025-05-27T10:30+02:00", day_first=None, captured_at=CAPTURED)
    assert when is not None
    assert (when.at, when.precision) == (datetime(2025, 5, 27, 8, 30, tzinfo=UTC), Precision.MINUTE)


@pytest.mark.parametrize(
    "words", ["05-06-2025", "32-05-2025", "27 Foo 2025", "27-07-2025", "30 February 2025", "0000-00-00"]
)
def test_dates_that_cannot_be_told(words: str) -> None:
    assert read_date(words, day_first=None, captured_at=CAPTURED) is None


def test_the_page_tells_the_order_of_its_dates() -> None:
    assert day_first(["05-06-2025", "27-05-2025"]) is True
    assert day_first(["05/06/2025", "05/27/2025"]) is False
    assert day_first(["05-06-2025"]) is None
    assert day_first(["27-05-2025", "05/27/2025"]) is None
    when = read_date("05-06-2025", day_first=True, captured_at=CAPTURED)
    assert when is not None
    assert when.at == datetime(2025, 6, 5, tzinfo=UTC)


@given(st.integers(0, 9999), st.sampled_from(["seconds", "minutes", "hours", "days", "weeks", "months", "years"]))
def test_an_age_never_lies_in_the_future(count: int, unit: str) -> None:
    age = read_age(f"{count} {unit} ago")
    assert age is not None
    when = resolve(age, CAPTURED)
    assert when is None or when.at <= CAPTURED


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(list(Precision)))
def test_floor_is_idempotent_and_close(at: datetime, precision: Precision) -> None:
    floored = floor(at, precision)
    assert floor(floored, precision) == floored
    assert timedelta(0) <= at - floored < timedelta(days=366)
