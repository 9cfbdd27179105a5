from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.clocks import clock_of
from octavo.extracting.facts import facts_of
from octavo.extracting.pages import parse_html
from octavo.extracting.places import Places
from octavo.extracting.times import Moment, modified_of, published_of
from octavo.extracting.written import find_written
from octavo.model.articles import Precision

NOW = datetime(2026, 3, 9, tzinfo=UTC)
URL = "https://www.skarnpost.example/sea/ferry"
DAY = datetime(2026, 3, 2, tzinfo=UTC)


def published(head: str = "", body: str = "", *, url: str = URL, lang: str = "en") -> tuple[Moment | None, str]:
    root = parse_html(f"<html lang='{lang}'><head>{head}</head><body><h1>Ferry aground</h1>{body}</body></html>")
    assert root is not None
    found = published_of(facts := facts_of(root), Places(root, facts.headlines, "Ferry aground"), url=url, now=NOW)
    return (found.value, found.source) if found else (None, "")


def ld(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def meta(name: str, content: str) -> str:
    return f"<meta name='{name}' content='{content}'>"


@pytest.mark.parametrize(
    ("head", "body", "source"),
    [
        (ld(datePublished="2026-03-02T10:00:00Z") + meta("date", "2026-03-05"), "", "JSON-LD datePublished"),
        (meta("article:published_time", "2026-03-02T10:00:00Z"), "", "meta article:published_time"),
        ("", "<b itemprop='datePublished' content='x'></b><p><time datetime='2026-03-02'>x</time></p>", "time element"),
        ("", "<span itemprop='datePublished' content='2026-03-02'></span>", "itemprop datePublished"),
        ("", "<p>Skarn, March 2, 2026</p><p>In 2019, on May 4, 2019, it sank.</p>", "a date near the heading"),
        ("", "<p>Updated: Mon 2 Mar 2026 at 09:30</p>", "a date near the heading"),
    ],
)
def test_the_day_is_found_where_it_stands(head: str, body: str, source: str) -> None:
    moment, where = published(head, body)
    assert moment is not None
    assert (moment.local.date(), where) == (DAY.date(), source)


def test_the_address_tells_the_day_where_the_page_does_not() -> None:
    moment, source = published(url="https://skarnpost.example/2026/03/02/ferry.html")
    assert moment == Moment(at=DAY, precision=Precision.DAY, local=DAY)
    assert source == "the address"


@pytest.mark.parametrize("text", ["1970-01-01T00:00:00Z", "1985-03-02", "2026-03-12T00:00:00Z", "2026-02-30", "soon"])
def test_the_future_the_distant_past_and_what_is_no_day_are_no_dates_of_articles(text: str) -> None:
    assert published(ld(datePublished=text)) == (None, "")


def test_a_time_keeps_its_zone_and_its_day_is_the_one_the_page_says() -> None:
    moment, _ = published(ld(datePublished="2026-03-02T21:30:00-05:00"))
    assert moment is not None
    assert moment.at == datetime(2026, 3, 3, 2, 30, tzinfo=UTC)
    assert moment.at.utcoffset() == timedelta(0)
    assert moment.local.isoformat() == "2026-03-02T21:30:00-05:00"


@pytest.mark.parametrize(
    ("url", "lang", "offset"),
    [
        ("https://www.umi.example.jp/1", "ja", 540),
        ("https://umi.example/1", "ja", 540),
        ("https://sea.example.in/1", "en", 330),
    ],
)
def test_where_a_country_has_one_zone_a_time_without_zone_is_known(url: str, lang: str, offset: int) -> None:
    moment, _ = published(meta("date", "2026-03-02T06:30:00"), url=url, lang=lang)
    assert moment is not None
    assert moment.precision is Precision.SECOND
    assert moment.at == datetime(2026, 3, 2, 6, 30, tzinfo=UTC) - timedelta(minutes=offset)


@pytest.mark.parametrize(
    ("url", "lang", "text", "at"),
    [
        ("https://meer.example.de/1", "de", "2026-03-02T06:30:00", datetime(2026, 3, 2, 5, 30, tzinfo=UTC)),
        ("https://meer.example.de/1", "de", "2025-07-02T06:30:00", datetime(2025, 7, 2, 4, 30, tzinfo=UTC)),
        ("https://meer.example/1", "de", "2025-10-26T01:59:00", datetime(2025, 10, 25, 23, 59, tzinfo=UTC)),
        ("https://meri.example.fi/1", "sv", "2025-10-26T04:00:00", datetime(2025, 10, 26, 2, tzinfo=UTC)),
        ("https://sea.example.uk/1", "en", "2026-03-02T06:30:00", datetime(2026, 3, 2, 6, 30, tzinfo=UTC)),
    ],
)
def test_european_clocks_are_put_forward_in_summer(url: str, lang: str, text: str, at: datetime) -> None:
    moment, _ = published(meta("date", text), url=url, lang=lang)
    assert moment is not None
    assert (moment.at, moment.precision) == (at, Precision.SECOND)


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://sea.example.com/1", "en"),  # many zones
        ("https://sea.example.us/1", "de"),  # a country of several
        ("https://192.0.2.7/1", "de"),
        ("http://[", "de"),
    ],
)
def test_no_clock_is_guessed_where_there_are_several(url: str, language: str) -> None:
    assert clock_of(url, language) is None


def test_the_same_moment_without_zone_tells_the_day_at_the_publisher() -> None:
    head = ld(datePublished="2026-03-03T02:30:07Z") + meta("publish-date", "2026-03-02 21:30:07")
    moment, _ = published(head)
    assert moment is not None
    assert moment.at == datetime(2026, 3, 3, 2, 30, 7, tzinfo=UTC)
    assert moment.local.isoformat() == "2026-03-02T21:30:07-05:00"


def test_another_moment_without_zone_tells_nothing_of_the_zone() -> None:
    head = ld(datePublished="2026-03-03T02:30:07Z") + meta("publish-date", "2026-03-02 21:44:00")
    moment, _ = published(head)
    assert moment is not None
    assert moment.local.isoformat() == "2026-03-03T02:30:07+00:00"


def test_elsewhere_a_time_without_zone_tells_the_day() -> None:
    moment, _ = published(meta("date", "2026-03-02T23:30:00"))
    assert moment == Moment(at=DAY, precision=Precision.DAY, local=DAY)


@pytest.mark.parametrize(
    ("line", "american", "day"),
    [
        ("02.03.2026, 10:15 Uhr", False, (2026, 3, 2)),
        ("3/2/2026", True, (2026, 3, 2)),
        ("02/03/2026", False, (2026, 3, 2)),
        ("13/3/2026", True, (2026, 3, 13)),
        ("2026年3月2日 08時00分更新", False, (2026, 3, 2)),
        ("2026. 3. 2.", False, (2026, 3, 2)),
        ("2026/3/2", True, (2026, 3, 2)),
        ("Montag, 2. März 2026", False, (2026, 3, 2)),
        ("Publié le 2 mars 2026 à 10h15", False, (2026, 3, 2)),
        ("By Jane Roe, Mar 2, 2026", True, (2026, 3, 2)),
        ("March 2nd, 2026", True, (2026, 3, 2)),
    ],
)
def test_dates_are_read_out_of_lines(line: str, *, american: bool, day: tuple[int, int, int]) -> None:
    written = find_written(line, american=american)
    assert written is not None
    assert (written.at.year, written.at.month, written.at.day) == day


@pytest.mark.parametrize(
    "line", ["In 2026", "31/31/2026", "30.02.2026", "LTE: 1/3/7/8/20", "version 1.2.3", "", "1 2026"]
)
def test_lines_without_a_whole_day_have_no_date(line: str) -> None:
    assert find_written(line, american=False) is None


def test_the_last_change_is_told_apart() -> None:
    root = parse_html(f"<html><head>{ld(dateModified='2026-03-03T08:00:00+01:00')}</head><body></body></html>")
    assert root is not None
    found = modified_of(facts_of(root), url=URL, now=NOW)
    assert found is not None
    assert (found.value.at, found.source) == (datetime(2026, 3, 3, 7, tzinfo=UTC), "JSON-LD dateModified")


@given(st.text(max_size=120), st.booleans())
def test_no_line_raises(line: str, american: bool) -> None:
    written = find_written(line, american=american)
    assert written is None or written.at.tzinfo is not None


@given(st.dates(min_value=datetime(1990, 1, 1, tzinfo=UTC).date(), max_value=NOW.date()))
def test_every_stated_day_is_that_day(day: object) -> None:
    moment, _ = published(meta("article:published_time", str(day)))
    assert moment is not None
    assert (moment.local.date(), moment.precision) == (day, Precision.DAY)
