"""Laws of the web door's small parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.kit.stretches import Stretch, words_at
from octavo.kit.zones import zone_of
from octavo.model.articles import Block, BlockKind, Precision, Span, SpanKind
from octavo.model.ids import ArticleId, UserId
from octavo.model.listing import Cursor, Excerpt
from octavo.model.notes import Note, NoteId, Reference, ShownNote
from octavo.web.links import local_path, read_cursor, web_link, write_cursor
from octavo.web.prose import ItemList, Node, Run, arrange, runs
from octavo.web.rendering import language_name, minutes, parts, together
from octavo.wording import WallClock, day_heading, tell, until

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
PLACES = st.integers(-5, 40)
SPANS = st.lists(
    st.builds(
        lambda kind, start, end, url: Span(kind=kind, start=start, end=end, url=url),
        st.sampled_from(SpanKind),
        PLACES,
        PLACES,
        st.sampled_from([None, "https://a.example/", "javascript:x", "http://b.example/?q=1"]),
    ),
    max_size=8,
)
BLOCKS = st.lists(
    st.builds(
        lambda kind, text, level, ordered: Block(kind=kind, text=text, level=level, ordered=ordered),
        st.sampled_from(BlockKind),
        st.text(st.sampled_from("ab \t\n1"), max_size=12),
        st.integers(-3, 2000),
        st.booleans(),
    ),
    max_size=40,
)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (given a zone)


@given(st.text(max_size=30), SPANS)
def test_whatever_the_spans_the_text_is_whole(text: str, spans: list[Span]) -> None:
    found = runs(text, spans)
    assert "".join(piece.text for run in found for piece in run.pieces) == text
    assert all(run.url is None or run.url.startswith("http") for run in found)


@given(st.text(max_size=30), SPANS, st.integers(0, 30), st.integers(0, 30))
def test_a_stretch_of_runs_is_that_stretch(text: str, spans: list[Span], start: int, length: int) -> None:
    joined = "".join(piece.text for run in runs(text, spans, start, start + length) for piece in run.pieces)
    assert joined == text[start : start + length]


def words_of(nodes: tuple[Node, ...]) -> str:
    found = []
    for node in nodes:
        found += [p.text for r in node.runs for p in r.pieces]
        found += [p.text for row in node.rows for cell in row for r in cell for p in r.pieces]
        found.append(words_of(node.inner))
        waiting = [*node.lists]
        while waiting:
            items = waiting.pop(0).items
            for item in items:
                found += [p.text for r in item.runs for p in r.pieces]
                waiting += item.lists
    return "".join(found)


@given(BLOCKS)
def test_arranging_loses_no_word(blocks: list[Block]) -> None:
    before = sorted("".join("".join(b.text.split()) for b in blocks))
    assert sorted("".join(words_of(arrange(blocks)).split())) == before


@given(BLOCKS.filter(len), st.data())
def test_marking_loses_no_word_and_marks_the_very_words(blocks: list[Block], data: st.DataObject) -> None:
    texts = [block.text for block in blocks]
    first = data.draw(st.integers(0, len(blocks) - 1))
    last = data.draw(st.integers(first, len(blocks) - 1))
    start = data.draw(st.integers(0, len(texts[first])))
    end = data.draw(st.integers(start if last == first else 0, len(texts[last])))
    at = Stretch(block=first, start=start, last=last, end=end)
    note = Note(
        id=NoteId(1),
        user=UserId(1),
        article=ArticleId(1),
        revision=1,
        at=at,
        words=words_at(at, texts) or (),
        made_at=NOW,
        changed_at=NOW,
        reference=Reference(title="", outlet=""),
    )
    nodes = arrange(blocks, frozenset(), [ShownNote(note=note, place=at)])
    assert sorted("".join(words_of(nodes).split())) == sorted("".join("".join(texts).split()))
    assert sorted("".join(marked_in(nodes).split())) == sorted("".join("".join(note.words).split()))


def marked_in(nodes: tuple[Node, ...]) -> str:
    return words_of(tuple(only_marked(node) for node in nodes))


def only_marked(node: Node) -> Node:
    def kept(found: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(replace(run, pieces=tuple(p for p in run.pieces if p.marks)) for run in found)

    def items(lists: tuple[ItemList, ...]) -> tuple[ItemList, ...]:
        return tuple(
            replace(one, items=tuple(replace(i, runs=kept(i.runs), lists=items(i.lists)) for i in one.items))
            for one in lists
        )

    return replace(
        node,
        runs=kept(node.runs),
        rows=tuple(tuple(kept(cell) for cell in row) for row in node.rows),
        lists=items(node.lists),
        inner=tuple(only_marked(one) for one in node.inner),
    )


@given(MOMENTS, st.integers(1, 2**31 - 1))
def test_a_cursor_comes_back_as_it_went(at: datetime, article: int) -> None:
    cursor = Cursor(sort_at=at, article=ArticleId(article))
    assert read_cursor(write_cursor(cursor)) == cursor


@given(st.text(st.sampled_from("/\\.:@?#ahtps \t\n\r\x00"), max_size=12))
def test_a_local_path_stays_here(path: str) -> None:
    there = urljoin("https://here.example/page", local_path(path))
    assert urlsplit(there)[:2] == ("https", "here.example")


@given(st.text(max_size=60))
def test_a_web_link_is_http(url: str) -> None:
    link = web_link(url)
    assert link is None or urlsplit(link).scheme in ("http", "https")


@given(MOMENTS, st.sampled_from(Precision), MOMENTS)
def test_no_time_is_told_more_exactly_than_known(at: datetime, precision: Precision, now: datetime) -> None:
    told = tell(at, precision, now)
    if precision not in (Precision.SECOND, Precision.MINUTE):
        assert "minute" not in told.words
        assert "T" not in told.machine
    if precision not in (Precision.SECOND, Precision.MINUTE, Precision.HOUR):
        assert ":" not in told.exact


@pytest.mark.parametrize(
    ("ago", "precision", "words"),
    [
        (timedelta(seconds=20), Precision.SECOND, "just now"),
        (timedelta(minutes=-10), Precision.SECOND, "just now"),
        (timedelta(minutes=1), Precision.SECOND, "1 minute ago"),
        (timedelta(minutes=59, seconds=20), Precision.SECOND, "59 minutes ago"),
        (timedelta(minutes=59, seconds=40), Precision.SECOND, "1 hour ago"),
        (timedelta(hours=3), Precision.MINUTE, "3 hours ago"),
        (timedelta(hours=16), Precision.HOUR, "about 16 hours ago"),
        (timedelta(minutes=20), Precision.HOUR, "within the hour"),
        (timedelta(hours=3), Precision.DAY, "today"),
        (timedelta(hours=25), Precision.SECOND, "yesterday"),
        (timedelta(days=3), Precision.DAY, "Wednesday"),
        (timedelta(days=30), Precision.DAY, "22 October"),
        (timedelta(days=400), Precision.SECOND, "17 October 2025"),
        (timedelta(days=3), Precision.WEEK, "in the week of 16 November 2026"),
        (timedelta(days=30), Precision.MONTH, "October 2026"),
        (timedelta(days=400), Precision.YEAR, "2025"),
    ],
)
def test_times_in_words(ago: timedelta, precision: Precision, words: str) -> None:
    assert tell(NOW - ago, precision, NOW).words == words


ZONES = st.sampled_from(["UTC", "Pacific/Kiritimati", "America/St_Johns", "Europe/Berlin", "Asia/Kathmandu"])


@given(MOMENTS, st.sampled_from(Precision), MOMENTS, ZONES, st.booleans())
def test_a_zone_changes_the_clock_and_never_the_moment(
    at: datetime, precision: Precision, now: datetime, zone: str, twelve: bool
) -> None:
    here = now.astimezone(WallClock(zone_of(zone), twelve=twelve))
    told, plain = tell(at, precision, here), tell(at, precision, now)
    assert told.machine == plain.machine
    assert here.astimezone(UTC) == now
    if precision not in (Precision.SECOND, Precision.MINUTE, Precision.HOUR):
        assert told.exact == plain.exact
    elif not twelve:
        shown = at.astimezone(zone_of(zone))
        assert f"{shown:%H}:" in told.exact
        assert str(shown.year) in told.exact
    else:
        assert (" am " in told.exact) == (at.astimezone(zone_of(zone)).hour < 12)
    if " ago" in plain.words or "just" in plain.words:
        assert told.words == plain.words


def test_headings_and_waits() -> None:
    today = NOW.date()
    assert day_heading(today, today) == "Today"
    assert day_heading(today - timedelta(days=1), today) == "Yesterday"
    assert day_heading(today - timedelta(days=2), today) == "Thursday 19 November"
    assert day_heading(today - timedelta(days=400), today) == "Friday 17 October 2025"
    assert until(NOW - timedelta(days=1), NOW) == "now"
    assert until(NOW + timedelta(minutes=18), NOW) == "in 18 minutes"


def test_small_words() -> None:
    assert together(("A",)) == "A"
    assert together(("A", "B", "C")) == "A, B and C"
    assert language_name("de-AT") == "German"
    assert language_name("x<script>") is None
    assert minutes(690, "en") == 3
    assert minutes(10, "en") == 1
    assert minutes(690, "zh-Hant") is None
    assert parts(Excerpt(text="a ferry b", highlights=((2, 7), (5, 99)))) == (
        ("a ", False),
        ("ferry", True),
        (" b", False),
    )
