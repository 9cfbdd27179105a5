from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.kit.dates import read_date


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-03-02T05:10:00Z", datetime(2026, 3, 2, 5, 10, tzinfo=UTC)),
        ("2026-03-02T05:10:00.1234567+01:00", datetime(2026, 3, 2, 4, 10, tzinfo=UTC)),
        ("2026-03-02 05:10:00 -0530", datetime(2026, 3, 2, 10, 40, tzinfo=UTC)),
        ("2026-03-02T24:00:00Z", datetime(2026, 3, 3, tzinfo=UTC)),
        ("20260302T051000Z", datetime(2026, 3, 2, 5, 10, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 05:10:00 GMT", datetime(2026, 3, 2, 5, 10, tzinfo=UTC)),
        ("2 Mar 26 05:10 EST", datetime(2026, 3, 2, 10, 10, tzinfo=UTC)),
        ("Mar 2, 2026, 10:40 IST", datetime(2026, 3, 2, 5, 10, tzinfo=UTC)),
        ("Mon Mar 02 2026 05:10:00 GMT+0000 (UTC)", datetime(2026, 3, 2, 5, 10, tzinfo=UTC)),
        ("Mon Mar 02 2026 05:10:00 GMT-0500 (Eastern Standard Time)", datetime(2026, 3, 2, 10, 10, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 05:10:00 CET", datetime(2026, 3, 2, 4, 10, tzinfo=UTC)),
    ],
)
def test_a_time_with_its_zone_is_a_moment(text: str, at: datetime) -> None:
    written = read_date(text)
    assert written is not None
    assert (written.at, written.has_time, written.has_zone) == (at, True, True)


@pytest.mark.parametrize(
    "text", ["2026-03-02", "20260302", "March 2, 2026", "2. März 2026", "2 mars 2026", "2026年3月2日"]
)
def test_a_day_is_no_more_than_a_day(text: str) -> None:
    written = read_date(text)
    assert written is not None
    assert (written.at, written.has_time) == (datetime(2026, 3, 2, tzinfo=UTC), False)


@pytest.mark.parametrize(
    "text",
    ["2. März 2026, 10:15 Uhr", "March 2nd, 2026 at 10:15 a.m.", "Monday, 2 Mar 2026 10:15", "Mar. 2, 2026, 10:15 AM"],
)
def test_a_time_without_a_zone_says_so(text: str) -> None:
    written = read_date(text)
    assert written is not None
    assert (written.at, written.has_time, written.has_zone) == (datetime(2026, 3, 2, 10, 15, tzinfo=UTC), True, False)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2 hours ago", "12", "7", "2026", "May 2026", "post 2026", "2026-02-30", "2026-13-01",
     "Mon, 31 Feb 2026 10:00:00 GMT", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2026-03-02T25:00:00Z",
     "February 30, 2026", "2026-03-02T10:15-500"],
)  # fmt: skip
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(moment=st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2099, 12, 30)))  # noqa: DTZ001 - zone is added
def test_english_dates_mean_what_they_say(moment: datetime) -> None:
    at = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    for written in (
        at.strftime("%B %d, %Y %I:%M %p"),
        at.strftime("%a %d %b %Y, %H:%M"),
        at.strftime("%A, %b %d %Y at %H:%M"),
    ):
        read = read_date(written)
        assert read is not None, written
        assert (read.at, read.has_time, read.has_zone) == (at, True, False)


@given(moment=st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2199, 12, 30)))  # noqa: DTZ001 - zone is added
def test_iso_dates_come_back_as_they_were(moment: datetime) -> None:
    at = moment.replace(microsecond=0, tzinfo=UTC)
    written = read_date(at.isoformat())
    assert written is not None
    assert written.at == at


@given(text=st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    written = read_date(text)
    assert written is None or written.at.tzinfo is UTC
