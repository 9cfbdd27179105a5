from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.grouping import Report, topic_key, topics_of

FERRY = (
    "The carbon tax was put off again. Ministers said the carbon tax would come, and drivers said a carbon tax hurts. "
    "Cars near Harbour Bridge stood still, on Harbour Bridge nothing moved, and everybody knows Harbour Bridge is old."
)


def report(title: str = "", text: str = "", **changes: Any) -> Report:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {"id": 1, "publisher": "tide.example", "at": datetime(2026, 1, 5, tzinfo=UTC)}
    return Report(**fields | {"title": title, "text": text} | changes)


def names(found: Report) -> list[str]:
    return [name for _, name, _ in topics_of(found)]


def test_tags_and_sections_are_topics_unless_they_say_only_where_a_text_stood() -> None:
    tagged = report(section="News > World > climate change", tags=("Top stories", "#Ferries", "2024", "type:article"))
    assert names(tagged) == ["Climate change", "Ferries"]


def test_a_tag_that_the_text_holds_weighs_more() -> None:
    assert names(report("Two ferries sank", tags=("Airports", "Ferries"))) == ["Ferries", "Airports"]


def test_phrases_and_names_that_come_again_and_again_are_topics() -> None:
    assert set(names(report("Put off", FERRY, language="en"))) == {"carbon tax", "Harbour Bridge"}


def test_a_language_whose_frequent_words_are_not_known_gives_names_only() -> None:
    assert names(report("Put off", FERRY, language="xx")) == ["Harbour Bridge"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferries", "ferrie"),
        ("Tax cuts", "tax cut"),
        ("Élections", "Elections"),
        ("COVID-19", "Covid 19"),
        ("U.S.", "US"),
        ("U.S. economy", "US economy"),
        ("N.A.T.O", "NATO"),
        ("J. K. Rowling", "J.K. Rowling"),
        ("E.U.", "EU"),
    ],
)
def test_spellings_of_one_topic_have_one_key(one: str, other: str) -> None:
    assert topic_key(one) == topic_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("J. Rowling", "JRowling"), ("e.g. this", "eg t his"), ("3.5", "35"), ("a.co", "aco")]
)
def test_other_dots_part_words(one: str, other: str) -> None:
    assert topic_key(one) != topic_key(other)


@pytest.mark.parametrize(("one", "other"), [("US", "U"), ("Gas", "Ga"), ("Paris", "Pari"), ("Press", "Pres")])
def test_no_word_loses_an_s_that_is_its_own(one: str, other: str) -> None:
    assert topic_key(one) != topic_key(other)


@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=5))
def test_no_text_breaks_it(text: str, tags: list[str]) -> None:
    found = topics_of(report(text[:80], text * 3, tags=tuple(tags), section=text[:50], language="en"))
    assert len(found) <= 8
    assert all(key and name for key, name, _ in found)


def test_a_page_of_one_word_takes_no_longer_than_its_length() -> None:
    assert topics_of(report("x", "word " * 200_000, language="en")) is not None
