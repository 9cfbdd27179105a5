"""What is learned of a site: the laws of learning, bounds, and habits as bytes."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.extracting.learning import (
    Habits,
    Lesson,
    layout_change,
    learned,
    lesson_of,
    read_habits,
    without_repeated,
    written_habits,
)
from octavo.extracting.learning.habits import Outcome, topics_of
from octavo.extracting.learning.memory import MOST_LINES, MOST_PLACES
from octavo.model.articles import Block, BlockKind
from octavo.model.sites import LayoutChange

if TYPE_CHECKING:
    from random import Random

    import pytest

NUMBERS = st.integers(0, 2**48 - 1)
SOME = st.integers(0, 12)
LESSONS = st.builds(
    Lesson,
    address=SOME,
    title=SOME,
    topics=st.lists(SOME, max_size=3).map(tuple),
    lines=st.lists(SOME, max_size=6, unique=True).map(tuple),
    places=st.lists(st.tuples(SOME, st.booleans()), max_size=4, unique_by=lambda pair: pair[0]).map(tuple),
    has_pointers=st.booleans(),
    outcome=st.builds(Outcome, st.floats(0, 1), st.integers(0, 5_000)),
)
SENTENCES = tuple(f"This is line {number} of what the paper prints." for number in range(8))


def taught(*lessons: Lesson) -> Habits:
    return reduce(learned, lessons, Habits())


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)


def lesson(number: int, *texts: str) -> Lesson:
    url = f"https://tide.example/{number}"
    return lesson_of(paragraphs(*texts), (), url=url, title=f"Title {number}", certainty=0.9)


@given(st.lists(LESSONS, max_size=12), LESSONS)
def test_the_same_article_seen_again_teaches_nothing_new(lessons: list[Lesson], one: Lesson) -> None:
    habits = taught(*lessons, one)
    assert learned(habits, one) == habits


@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=8, unique=True), max_size=10), st.randoms())
def test_the_order_of_learning_does_not_matter(pages: list[list[str]], chance: Random) -> None:
    lessons = [lesson(number, *texts) for number, texts in enumerate(pages)]
    shuffled = list(lessons)
    chance.shuffle(shuffled)
    own = [f"Only the article at hand says this, {number}, at some length." for number in range(40)]
    body = paragraphs(*own, *SENTENCES)
    kept = [
        without_repeated(body, taught(*some), url="https://tide.example/new", title="New")
        for some in (lessons, shuffled)
    ]
    assert kept[0] == kept[1]


@given(st.lists(LESSONS, max_size=20))
def test_what_was_written_is_read_again(lessons: list[Lesson]) -> None:
    habits = taught(*lessons)
    assert read_habits(written_habits(habits)) == habits


@given(st.binary(max_size=200))
def test_no_bytes_are_too_bad_to_read(data: bytes) -> None:
    assert read_habits(data) == Habits()
    damaged = written_habits(taught(lesson(1, *SENTENCES)))[: len(data)]
    assert read_habits(damaged) == Habits()


def test_another_version_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    habits = taught(lesson(1, *SENTENCES))
    data = written_habits(habits)
    with monkeypatch.context() as newer:
        newer.setattr("octavo.extracting.learning.snapshots.VERSION", 99)
        assert read_habits(data) == Habits()
    assert read_habits(data) == habits
    assert read_habits(None) == Habits()


def test_articles_learned_before_subjects_were_are_read() -> None:
    habits = taught(lesson(1, *SENTENCES), lesson(2, *SENTENCES))
    state = json.loads(zlib.decompress(written_habits(habits)))
    state["articles"] = [row[:3] for row in state["articles"]]
    older = read_habits(zlib.compress(json.dumps(state).encode()))
    assert older == replace(habits, articles=tuple(seen._replace(topics=()) for seen in habits.articles))
    assert older.unrelated(topics_of("Harbour fees rise")) == frozenset()


@given(st.text(max_size=400))
def test_the_subjects_of_a_title_are_few_small_numbers(title: str) -> None:
    topics = topics_of(title)
    assert len(topics) <= 24
    assert all(0 <= number < 2**24 for number in topics)
    assert topics == topics_of(title.upper()) or title.upper().casefold() != title.casefold()


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**30))
def test_memory_is_bounded_and_what_comes_back_stays(start: int) -> None:
    habits = Habits()
    for number in range(450):
        lines = (7, *range(start + 100 * number + 100, start + 100 * number + 200))
        places = tuple((line, True) for line in lines)
        topics = tuple(range(number * 24, number * 24 + 24))
        one = Lesson(address=number, title=10_000 + number, topics=topics, lines=lines, places=places)
        habits = learned(habits, one)
    assert len(habits.lines) <= MOST_LINES
    assert len(habits.places) <= MOST_PLACES
    assert len(habits.articles) <= 330
    assert len(habits.outcomes) <= 38
    assert len(habits.lines[7]) == 16
    assert len(written_habits(habits)) < 60_000


def test_a_long_page_teaches_its_first_and_last_lines() -> None:
    made = lesson(1, *(f"Line {number} of a page without an end." for number in range(5_000)))
    assert len(made.lines) == 200


def certainties(*values: float) -> Habits:
    return replace(Habits(), outcomes=tuple(Outcome(value, 400) for value in values))


def lengths(*values: int) -> Habits:
    return replace(Habits(), outcomes=tuple(Outcome(0.95, value) for value in values))


def test_an_alarm_needs_a_history() -> None:
    assert layout_change(certainties(*[0.95] * 11, *[0.2] * 8), "tide.example") is None
    change = LayoutChange(host="tide.example", incomplete=8, latest=8)
    assert layout_change(certainties(*[0.95] * 12, *[0.2] * 8), "tide.example") == change


def test_a_few_bad_pages_are_no_alarm() -> None:
    assert layout_change(certainties(*[0.95] * 30, *[0.95, 0.2] * 4), "tide.example") is None
    assert layout_change(certainties(*[0.95] * 30, *[0.9] * 8), "tide.example") is None


def test_a_site_that_was_always_so_is_no_alarm() -> None:
    assert layout_change(certainties(*[0.95, 0.3] * 15, *[0.3] * 8), "tide.example") is None
    assert layout_change(certainties(*[0.2] * 38), "tide.example") is None


def test_a_site_that_became_better_is_no_alarm() -> None:
    assert layout_change(certainties(*[0.2] * 30, *[0.95] * 8), "tide.example") is None


def test_articles_that_became_very_short_raise_it_too() -> None:
    usual = (300, 420, 900, 180, 600) * 4
    change = LayoutChange(host="tide.example", incomplete=5, latest=8)
    assert layout_change(lengths(*usual, 40, 35, 400, 50, 300, 20, 60, 500), "tide.example") == change
    assert layout_change(lengths(*usual, *[120] * 8), "tide.example") is None


def test_a_site_of_reports_and_briefs_may_print_briefs_for_once() -> None:
    assert layout_change(lengths(*[800, 50, 900] * 10, *[50] * 8), "tide.example") is None
