from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.making import add_source
from tests.unit.newsroom.room import NOW, Room

from octavo.kit.stretches import Stretch
from octavo.model.discussion import CommentDraft, CommentState
from octavo.model.errors import InvalidInput
from octavo.model.ids import ArticleId
from octavo.model.notes import NoteKind
from octavo.model.preferences import (
    Density,
    FirstPage,
    Hours,
    Leading,
    Measure,
    ReadingPreferences,
    Theme,
    Typeface,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFERENCES = st.builds(
    ReadingPreferences,
    theme=st.sampled_from(Theme),
    size=st.integers(1, 5),
    typeface=st.sampled_from(Typeface),
    measure=st.sampled_from(Measure),
    leading=st.sampled_from(Leading),
    density=st.sampled_from(Density),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu"]),
    hours=st.sampled_from(Hours),
    first_page=st.sampled_from(FirstPage),
    read_on_open=st.booleans(),
    pictures=st.booleans(),
    keys=st.booleans(),
)
TIMES = st.none() | st.integers(0, 3).map(lambda hours: NOW - timedelta(hours=hours))
MARKS = st.lists(st.tuples(TIMES, TIMES), min_size=4, max_size=4)
QUESTIONS = st.lists(st.sampled_from(["Who won?", "Wie hoch ist die Brücke?", "“Quoted”\nand \\ broken"]), max_size=3)


NOTES = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(0, 3), st.sampled_from(NoteKind), st.sampled_from(["", "So *that* is why."])
    ),
    max_size=4,
)


def filled(preferences: ReadingPreferences, marks: Sequence[tuple[object, object]], questions: Sequence[str]) -> Room:
    room = Room()
    me = room.paper.me
    articles = room.articles()
    for name in ("tide", "post", "sun"):
        room.store.subscribe(me.id, add_source(room.store, name).id, NOW)
    for article, (read_at, starred_at) in zip(articles, marks, strict=True):
        if read_at:
            room.store.set_read(me.id, [article.id], read_at)  # type: ignore[arg-type]  # a time
        if starred_at:
            room.store.set_starred(me.id, [article.id], starred_at)  # type: ignore[arg-type]  # a time
    for question in questions:
        room.store.add_tracker(me.id, question, NOW - timedelta(days=2))
    room.store.save_reading_preferences(me.id, preferences)
    return room


def say_well(room: Room) -> None:
    said = CommentDraft(
        article=ArticleId(1),
        author=room.paper.me.id,
        name="reader",
        body="Well.",
        at=NOW,
        key="k",
        state=CommentState.PUBLISHED,
    )
    room.store.add_comment(said)


def lines(room: Room) -> list[str]:
    return list(room.paper.own_data.export())


def things(room: Room) -> list[str]:
    """What the file holds, without its head."""
    return lines(room)[1:]


@given(PREFERENCES, MARKS, QUESTIONS, NOTES)
def test_what_was_written_and_brought_in_is_written_again(
    preferences: ReadingPreferences,
    marks: Sequence[tuple[object, object]],
    questions: Sequence[str],
    notes: Sequence[tuple[int, int, NoteKind, str]],
) -> None:
    room = filled(preferences, marks, questions)
    for number, start, kind, body in notes:
        at = Stretch(block=0, start=start, last=0, end=start + 2)
        room.paper.notes.add(room.paper.articles.listing().rows[number].article, at=at, kind=kind, body=body)
    elsewhere = Room()
    elsewhere.articles()
    brought = elsewhere.paper.own_data.bring_in(lines(room))
    assert things(elsewhere) == things(room)
    assert brought.left_out == {}
    assert room.paper.own_data.bring_in(lines(room)).left_out == {}
    assert things(elsewhere) == things(room)


def test_what_has_no_place_in_this_library_is_left_out_and_counted() -> None:
    room = filled(ReadingPreferences(), [(NOW, None)] * 4, [])
    say_well(room)
    brought = Room().paper.own_data.bring_in([*lines(room), '{"kind": "hologram"}\n', "\n"])
    assert brought.taken == {"preferences": 1, "subscription": 3}
    assert brought.left_out == {"mark": 4, "comment": 1, "hologram": 1}


def test_comments_are_written_with_what_they_are_about() -> None:
    room = filled(ReadingPreferences(), [(None, None)] * 4, [])
    say_well(room)
    record = json.loads(lines(room)[-1])
    assert (record["kind"], record["body"], record["url"]) == (
        "comment",
        "Well.",
        room.store.articles([ArticleId(1)])[0].url,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "3",
        "{" * 100_000,
        '{"octavo-data": "x"}',
        '{"octavo-data": 2}',
        '{"octavo-data": 1}\n{',
        "x" * 1_000_001,
    ],
)
def test_other_files_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"\."):
        Room().paper.own_data.bring_in(text.splitlines(keepends=True))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just("2026-01-01T00:00:00"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = (
    "url",
    "source",
    "article",
    "digest",
    "read_at",
    "starred_at",
    "subject",
    "key",
    "stance",
    "question",
    "chosen",
)
KINDS = ("preferences", "subscription", "mark", "subject", "tracker", "comment")


@given(
    st.lists(st.fixed_dictionaries({"kind": st.sampled_from(KINDS)}, optional=dict.fromkeys(FIELDS, JSON)), max_size=5)
)
def test_no_values_break_it(records: list[dict[str, object]]) -> None:
    room = Room()
    room.articles(2)
    brought = room.paper.own_data.bring_in(['{"octavo-data": 1}', *(json.dumps(record) for record in records)])
    assert sum(brought.taken.values()) + sum(brought.left_out.values()) == len(records)


def test_it_says_how_much_is_kept() -> None:
    room = filled(
        replace(ReadingPreferences(), size=4), [(NOW, NOW), (NOW, None), (None, None), (None, None)], ["Who?"]
    )
    kept = room.paper.own_data.kept()
    assert (kept.mine.read, kept.mine.starred, kept.mine.trackers, kept.sources, kept.articles) == (2, 1, 1, 3, 4)
