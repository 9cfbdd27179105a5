from __future__ import annotations

import re
from html import unescape

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from octavo.cli.markdown import as_markdown
from octavo.model.articles import Block, BlockKind, Draft, Span, SpanKind

TEXT = st.text("abc *_`[]<>#|\\.1-+=~!&", min_size=1, max_size=40).map(str.strip).filter(bool)


def _draft(*blocks: Block) -> Draft:
    return Draft(url=None, title="Title", blocks=blocks)


def _read(markdown: str) -> str:
    """The words that a reader of the Markdown sees."""
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_kinds_of_blocks() -> None:
    markdown = as_markdown(
        _draft(
            Block(kind=BlockKind.HEADING, text="Part", level=3),
            Block(kind=BlockKind.LIST_ITEM, text="deep", level=2, ordered=True),
            Block(kind=BlockKind.QUOTE, text="Said."),
            Block(kind=BlockKind.TABLE, text="a\tb\n1\t2|3"),
            Block(kind=BlockKind.PREFORMATTED, text="x ``` y"),
        )
    )
    assert "### Part" in markdown
    assert "\n  1. deep" in markdown
    assert "> Said." in markdown
    assert "| a | b |\n|---|---|\n| 1 | 2\\|3 |" in markdown
    assert "````\nx ``` y\n````" in markdown


def test_spans_inside_spans() -> None:
    spans = (
        Span(kind=SpanKind.LINK, start=0, end=9, url="https://example.org/a"),
        Span(kind=SpanKind.STRONG, start=4, end=9),
    )
    markdown = as_markdown(_draft(Block(kind=BlockKind.PARAGRAPH, text="The ferry sank", spans=spans)))
    assert "[The **ferry**](<https://example.org/a>) sank" in markdown


@given(TEXT)
@example("1.")
def test_no_text_becomes_markup(text: str) -> None:
    block = Block(kind=BlockKind.PARAGRAPH, text=text)
    assert _read(as_markdown(_draft(block))) == _read("# Title") + " " + " ".join(unescape(text).split())
