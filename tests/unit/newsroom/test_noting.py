"""Noting: which words become a note, and notes as a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.kit.stretches import Stretch, words_at
from octavo.model.articles import Block, BlockKind, Draft, Precision
from octavo.model.errors import InvalidInput
from octavo.model.ids import ArticleId, UserId
from octavo.model.notes import Note, NoteId, NoteKind, Reference
from octavo.model.sources import SourceKind
from octavo.newsroom import Newsroom, Resources
from octavo.newsroom.notebook import markdown_of
from octavo.testing import FixedClock, MemorySearchIndex, MemoryStore, PlainCredentials, ScriptedFetcher

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
TEXTS = st.lists(st.text(st.sampled_from("ab .\n\u00a0\u05d0"), max_size=8), min_size=1, max_size=4)
PLACES = st.tuples(st.integers(0, 4), st.integers(0, 9), st.integers(0, 4), st.integers(0, 9))


def newsroom() -> Newsroom:
    store = MemoryStore()
    resources = Resources(
        store=store,
        fetcher=ScriptedFetcher(at=NOW),
        index=MemorySearchIndex(),
        clock=FixedClock(NOW),
        credentials=PlainCredentials(),
    )
    return Newsroom(resources, store.ensure_owner("Ada", NOW))


def published(paper: Newsroom, *texts: str) -> ArticleId:
    store = paper._resources.store
    source = store.add_source(
        url="https://tide.example/", kind=SourceKind.FEED, title="Tide", site_url=None, language=None, now=NOW
    )
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    draft = Draft(url="https://tide.example/1", title="Ferry", blocks=blocks)
    return store.save_article(draft, source=source.id, now=NOW)[0].id


def note(number: int = 1, **changes: Any) -> Note:  # noqa: ANN401 - any field
    made = Note(
        id=NoteId(number),
        user=UserId(1),
        article=ArticleId(1),
        revision=1,
        at=Stretch(block=0, start=number, last=0, end=number + 4),
        words=("late",),
        made_at=NOW,
        changed_at=NOW,
        reference=Reference(title="Ferry", outlet="Tide"),
    )
    return replace(made, **changes)


@given(TEXTS, PLACES)
def test_a_note_is_about_the_very_words_without_white_space_around_them(
    texts: list[str], ends: tuple[int, int, int, int]
) -> None:
    block, start, last, end = ends
    try:
        chosen = Stretch(block=block, start=start, last=last, end=end)
    except ValueError:
        return
    paper = newsroom()
    article = published(paper, *texts)
    words = words_at(chosen, texts)
    try:
        made = paper.notes.add(article, at=chosen)
    except InvalidInput:
        assert words is None or not "".join(words).strip()
        return
    assert words is not None
    assert made.words == words_at(made.at, texts)
    assert made.quote == made.quote.strip()
    assert "".join(made.quote.split()) == "".join("".join(words).split())


def test_words_that_are_not_there_or_too_many_make_no_note() -> None:
    paper = newsroom()
    article = published(paper, "The ferry is late. " * 400)
    for quote in ("", "   ", "The pier", "The ferry is late. " * 300):
        with pytest.raises(InvalidInput):
            paper.notes.add(article, quote=quote)
    assert paper.notes.listing().notes == ()


def test_a_document_of_notes_shows_what_was_written_and_runs_nothing() -> None:
    nasty = Reference(title="# A *b*\n[c](d)", outlet="<b>", url="https://x.example/<a b>")
    text = markdown_of([note(words=("- one", "2. two `x`"), reference=nasty)])
    assert text == (
        "# Notes\n\n## \\# A \\*b\\* \\[c\\](d)\n\n\\<b\\>\n\n"
        "> \\- one\n>\n> 2\\. two \\`x\\`\n\n*Highlight, 21 November 2026*\n"
    )


@pytest.mark.parametrize(
    ("precision", "day"),
    [(Precision.MINUTE, "5 June 2025"), (Precision.MONTH, "June 2025"), (Precision.YEAR, "2025")],
)
def test_no_day_is_told_more_exactly_than_known(precision: Precision, day: str) -> None:
    at = datetime(2025, 6, 5, 9, tzinfo=UTC)
    cited = Reference(title="Ferry", outlet="Tide", published_at=at, precision=precision)
    assert f"\n\nTide, {day}\n\n" in markdown_of([note(reference=cited)])


def test_notes_stand_under_their_article_in_its_order_also_when_it_is_gone() -> None:
    gone = Reference(title="Pier", outlet="Post", url="https://post.example/1")
    latest_first = [
        note(5, words=("five",)),
        note(4, words=("four",), article=None, reference=gone, kind=NoteKind.DOUBT),
        note(3, words=("three",), made_at=NOW - timedelta(days=1)),
        note(2, words=("two",), article=None, reference=gone),
    ]
    text = markdown_of(latest_first)
    assert text.count("## ") == 2
    places = [text.index(word) for word in ("## Ferry", "> three", "> five", "## Pier", "> two", "> four", "*Doubt")]
    assert places == sorted(places)
    assert markdown_of([]) == "# Notes\n"
