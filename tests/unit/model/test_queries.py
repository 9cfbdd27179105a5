"""The query language: what any text asks for, and what is said of what it does not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.queries import (
    LONGEST_QUERY,
    MOST_TERMS,
    Field,
    asked_by,
    midnight,
    narrowed,
    quoted,
    undated,
    without,
    word_clauses,
)

TODAY = date(2026, 6, 15)


def _terms(text: str) -> list[tuple[str, str, bool]]:
    return [(one.field.value, one.words, one.is_excluded) for one in asked_by(text, today=TODAY).terms]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("ferry skarn", [("", "ferry", False), ("", "skarn", False)]),
        ('"old Berta"', [("", "old Berta", False)]),
        ("“old Berta”", [("", "old Berta", False)]),
        ("-fog", [("", "fog", True)]),
        ('-"thick fog"', [("", "thick fog", True)]),
        ('title:ferry source:"The Tide"', [("title", "ferry", False), ("source", "The Tide", False)]),
        ("-Title:ferry", [("title", "ferry", True)]),
        ("byline:Ada BY:Bea", [("author", "Ada", False), ("author", "Bea", False)]),
        ('said:"stay in port" speaker:Marren', [("said", "stay in port", False), ("speaker", "Marren", False)]),
        ('"never closed', [("", "never closed", False)]),
        ("東京", [("", "東 京", False)]),
        ("10:30", [("", "10 30", False)]),
        ("https://tide.example/a", [("", "https tide example a", False)]),
        ("🚢 -🚢 :: - -- OR", []),
    ],
)
def test_what_a_query_asks_for(text: str, terms: list[tuple[str, str, bool]]) -> None:
    assert _terms(text) == terms


def test_or_joins_what_stands_beside_it() -> None:
    asked = asked_by("tunnel ferry OR boat OR title:ship fog OR")
    assert [[term.words for term in group] for group in asked.groups] == [
        ["tunnel"],
        ["ferry", "boat", "ship"],
        ["fog"],
    ]
    assert [len(group) for group in asked_by("OR a OR OR b or c").groups] == [2, 1, 1]


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("on:2026-06-13", date(2026, 6, 13), date(2026, 6, 14)),
        ("on:2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("on:2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("on:yesterday", date(2026, 6, 14), date(2026, 6, 15)),
        ("after:7d", date(2026, 6, 8), None),
        ("since:2w", date(2026, 6, 1), None),
        ("before:2026-06", None, date(2026, 6, 1)),
        ("before:today", None, date(2026, 6, 15)),
    ],
)
def test_dates_are_days(text: str, first: date | None, end: date | None) -> None:
    (term,) = asked_by(text, today=TODAY).terms
    assert (term.first, term.end) == (first, end)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("colour:red ferry", "no field “colour:”, so it was looked for as words. The fields are title:,"),
        ("tilte:red ferry", "no field “tilte:”, so it was looked for as words. Was “title:” meant?"),
        ("note:red ferry", "The fields are title:,"),
        ("before:2026-13-45 ferry", "is no date"),
        ("on:9999-12 ferry", "is no date"),
        ("after:9999y ferry", "is no date"),
        ("is:new ferry", "is: knows unread, read and starred"),
        ("has:video ferry", "has: knows image and quotes"),
        ("lang:*** ferry", "is no language"),
        ("title: ferry", "title: needs something right behind it"),
    ],
)
def test_a_mistake_is_told_and_the_rest_works(text: str, part: str) -> None:
    asked = asked_by(text, today=TODAY)
    assert len(asked.problems) == 1
    assert part in asked.problems[0]
    assert "ferry" in [term.words for term in asked.terms]


def test_an_address_or_a_time_of_day_is_no_mistake() -> None:
    assert asked_by("http://tide.example 10:30 a:b").problems == ()


HOSTILE = (
    '"' * 10_000,
    "-" * 10_000,
    "OR " * 5_000,
    "title:" * 2_000,
    "a:" * 3_000,
    "(" * 9_000,
    "\x00\x1b\u202e" * 500,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_stay_bounded(text: str) -> None:
    asked = asked_by(text + " ferry", today=TODAY)
    assert len(asked.text) <= LONGEST_QUERY
    assert len(asked.terms) <= MOST_TERMS
    assert len(asked.problems) <= MOST_TERMS


@given(text=st.text(max_size=200), today=st.dates())
def test_any_text_is_a_query(text: str, today: date) -> None:
    asked = asked_by(text, today=today)
    for term in asked.terms:
        assert 0 <= term.start < term.stop <= len(asked.text)
        assert term.words or term.field is Field.SOURCE
        if term.first:
            assert midnight(term.first) is not None
    for group in asked.groups:
        assert len(without(asked, group)) < len(asked.text)
    assert asked_by(narrowed(undated(text), date(2026, 1, 1), date(2026, 2, 1)), today=today).asks
    word_clauses(text)


def test_days_take_the_place_of_a_querys_own() -> None:
    own = undated("ferry before:2020 lang:de after:7d")
    assert own == "ferry lang:de"
    text = narrowed(own, date(2026, 1, 1), date(2026, 2, 1))
    assert text == "ferry lang:de after:2026-01-01 before:2026-02-01"
    assert undated(text) == own


def test_a_value_of_several_words_is_quoted() -> None:
    assert (quoted("Tide"), quoted("The Tide"), quoted('The "Tide"')) == ("Tide", '"The Tide"', '"The  Tide"')


def test_what_only_leaves_out_asks_for_nothing() -> None:
    assert not asked_by("-ferry -lang:de").asks
    assert word_clauses("-ferry") == ()
    assert asked_by("-ferry is:unread").asks
