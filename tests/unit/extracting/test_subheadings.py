"""Lines that are subheadings by how they are set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.subheadings import with_subheadings
from octavo.model.articles import Block, BlockKind, Span, SpanKind

TEXT = "The ferry Aurelia ran aground on the Tern Rocks in thick fog on Monday morning."
MORE = "All 212 passengers were brought ashore by fishing boats before noon."


def plain(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def bold(text: str, *more: Span) -> Block:
    span = Span(kind=SpanKind.STRONG, start=0, end=len(text))
    return Block(kind=BlockKind.PARAGRAPH, text=text, spans=(span, *more))


def link(start: int, end: int) -> Span:
    return Span(kind=SpanKind.LINK, start=start, end=end, url="https://tide.example/")


def headings(*blocks: Block) -> list[tuple[str, int]]:
    return [(block.text, block.level) for block in with_subheadings(blocks) if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    "line",
    [
        "Fog over the rocks",
        "1. Fog over the rocks",
        "9h05 – Fog over the rocks",
        "“Fog” over the rocks",
        "Who steered?",
        "Nebel über den Klippen",
        "霧の中の船",
    ],
)
def test_a_short_bold_line_above_text_is_a_heading(line: str) -> None:
    blocks = with_subheadings([plain(TEXT), bold(line), plain(MORE)])
    assert blocks == (plain(TEXT), Block(kind=BlockKind.HEADING, text=line, level=2), plain(MORE))


@pytest.mark.parametrize(
    "line",
    [
        "It was foggy.",
        "It was foggy …",
        "“It was foggy.”",
        "The harbour master:",
        "Tell your friends of the ferry!",
        "and nobody saw the rocks",
        "ann@tide.example",
        "More at https://tide.example",
        "(Laughter)",
        "* * *",
        "An island that has no other way to the mainland than a ferry of the year nineteen hundred and one",
        "霧が出た。船は見えない",
    ],
)
def test_a_bold_line_that_reads_otherwise_is_none(line: str) -> None:
    assert headings(plain(TEXT), bold(line), plain(MORE)) == []


def test_a_line_that_is_bold_in_part_or_a_link_is_none() -> None:
    half = Block(
        kind=BlockKind.PARAGRAPH, text="Fog over the rocks", spans=(Span(kind=SpanKind.STRONG, start=0, end=3),)
    )
    assert headings(plain(TEXT), half, plain(MORE)) == []
    assert headings(plain(TEXT), bold("Fog over the rocks", link(0, 18)), plain(MORE)) == []
    assert headings(plain(TEXT), bold("Fog over the rocks", link(0, 3)), plain(MORE)) == [("Fog over the rocks", 2)]


def test_a_line_in_two_bold_pieces_is_one() -> None:
    spans = (Span(kind=SpanKind.STRONG, start=0, end=3), Span(kind=SpanKind.STRONG, start=4, end=18))
    line = Block(kind=BlockKind.PARAGRAPH, text="Fog over the rocks", spans=spans)
    assert headings(plain(TEXT), line, plain(MORE)) == [("Fog over the rocks", 2)]


def test_what_opens_ends_or_comes_back_is_none() -> None:
    line, picture = bold("Fog over the rocks"), Block(kind=BlockKind.FIGURE, text="", url="https://tide.example/a.jpg")
    assert headings(line, plain(TEXT), plain(MORE)) == []
    assert headings(plain(TEXT), plain(MORE), line) == []
    assert headings(plain(TEXT), line, plain(MORE), line, plain(MORE)) == []
    assert headings(plain(TEXT), line, bold("Rescue at noon"), plain(MORE)) == [("Rescue at noon", 2)]
    assert headings(plain(TEXT), line, picture, plain(MORE)) == [("Fog over the rocks", 2)]
    assert headings(plain(TEXT), line, picture) == []


def test_they_stand_below_the_headings_of_the_page() -> None:
    own = Block(kind=BlockKind.HEADING, text="Rescue", level=3)
    found = headings(plain(TEXT), own, plain(MORE), bold("Fog over the rocks"), plain(MORE))
    assert found == [("Rescue", 3), ("Fog over the rocks", 4)]


def test_lines_in_capitals_are_headings_where_there_are_more() -> None:
    lines = (plain("FOG OVER SKARN"), plain("RESCUE AT NOON"), plain("船体（A）"))
    assert headings(plain(TEXT), lines[0], plain(MORE)) == []
    found = headings(plain(TEXT), lines[0], plain(MORE), lines[1], plain(MORE), lines[2], plain(MORE))
    assert found == [("FOG OVER SKARN", 2), ("RESCUE AT NOON", 2)]


def test_the_questions_of_an_interview_stay_what_they_are() -> None:
    long = bold("What did you think when you saw the lights of the ferry so near to the rocks?")
    short = bold("And then?")
    assert headings(plain(TEXT), long, plain(MORE), short, plain(MORE)) == []
    assert headings(plain(TEXT), short, plain(MORE)) == [("And then?", 2)]


@given(st.lists(st.tuples(st.text(alphabet="AbC d?.:(@霧1", max_size=90), st.booleans()), max_size=12))
def test_nothing_but_kinds_changes(lines: list[tuple[str, bool]]) -> None:
    blocks = [bold(text) if is_bold else plain(text) for text, is_bold in lines]
    drawn = with_subheadings(blocks)
    assert [block.text for block in drawn] == [block.text for block in blocks]
    assert all(block.kind is BlockKind.HEADING or block == blocks[at] for at, block in enumerate(drawn))
    assert not drawn or drawn[-1].kind is not BlockKind.HEADING
