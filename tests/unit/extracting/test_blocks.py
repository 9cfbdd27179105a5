from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.extracting.blocks import blocks_of
from octavo.extracting.captions import split_credit
from octavo.extracting.pages import parse_html
from octavo.kit.text import clean_line
from octavo.model.articles import Block, BlockKind, Span, SpanKind

BASE = "https://paper.example/news/1"


def blocks(markup: str) -> tuple[Block, ...]:
    tree = parse_html(markup)
    assert tree is not None
    return blocks_of(tree, base=BASE)


def told(markup: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks(markup)]


def test_paragraphs_headings_and_quotes_are_blocks_of_clean_lines() -> None:
    markup = """<h2>Fog</h2><p>The  ferry\n ran&nbsp;aground.</p><div>All saved.<p>Really.</p>Yes.</div>
    <blockquote><p>Luck.</p></blockquote>"""
    assert told(markup) == [
        (BlockKind.HEADING, "Fog"),
        (BlockKind.PARAGRAPH, "The ferry ran aground."),
        (BlockKind.PARAGRAPH, "All saved."),
        (BlockKind.PARAGRAPH, "Really."),
        (BlockKind.PARAGRAPH, "Yes."),
        (BlockKind.QUOTE, "Luck."),
    ]


def test_spans_are_links_and_marks_in_code_points() -> None:
    (block,) = blocks('<p> 🛳 The <a href="/ferry">ferry <b>Aurelia</b></a> ran <em> aground </em>.</p>')
    assert block.text == "🛳 The ferry Aurelia ran aground ."
    assert block.spans == (
        Span(kind=SpanKind.LINK, start=6, end=19, url="https://paper.example/ferry"),
        Span(kind=SpanKind.STRONG, start=12, end=19),
        Span(kind=SpanKind.EMPHASIS, start=24, end=31),
    )


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "mailto:a@b.example", "#top", "file:///etc"]
)
def test_links_elsewhere_than_the_web_are_only_text(href: str) -> None:
    (block,) = blocks(f'<p>a <a href="{href}">link</a></p>')
    assert (block.text, block.spans) == ("a link", ())


def test_a_span_that_a_block_breaks_goes_on_in_the_next() -> None:
    first, second = blocks("<b>one<p>two</p></b>")
    assert first.text == "one"
    assert [second.text[span.start : span.end] for span in second.spans] in ([], ["two"])


def test_lists_know_their_depth_and_order() -> None:
    markup = "<ul><li>a<ol><li>b</li></ol></li><li><p>c</p><p>d</p></li></ul>"
    assert [(b.kind, b.text, b.level, b.ordered) for b in blocks(markup)] == [
        (BlockKind.LIST_ITEM, "a", 1, False),
        (BlockKind.LIST_ITEM, "b", 2, True),
        (BlockKind.LIST_ITEM, "c", 1, False),
        (BlockKind.PARAGRAPH, "d", 0, False),
    ]


def test_struck_text_goes_and_what_was_put_in_its_place_stays() -> None:
    assert told("<p>The ferry <del>sank</del> <ins>ran aground</ins>, and <s>all</s> most were saved.</p>") == [
        (BlockKind.PARAGRAPH, "The ferry ran aground, and most were saved.")
    ]


def test_a_strike_that_holds_paragraphs_was_never_closed() -> None:
    assert told("<div><s>all<div>were saved</div></s></div>") == [
        (BlockKind.PARAGRAPH, "all"),
        (BlockKind.PARAGRAPH, "were saved"),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('It ran aground<sup><a href="#n1">1</a></sup>.', "It ran aground."),
        ('It ran aground.<a href="https://paper.example/news/1#n"><sup>[12]</sup></a>', "It ran aground."),
        ('In 2021<sup><a href="https://press.example/2">1</a></sup> it sank.', "In 2021[1] it sank."),
        ("It ran aground.<sup>4</sup>", "It ran aground.[4]"),
        ("Alarms<sup>[1]</sup> rang", "Alarms[1] rang"),
        ("5 km<sup>2</sup> of oil", "5 km² of oil"),
        ("10<sup>-6</sup> square metres", "10⁻⁶ square metres"),
        ("E = mc<sup>2</sup>", "E = mc²"),
        ("on May 3<sup>rd</sup>, M<sup>me</sup> Roe", "on May 3rd, Mme Roe"),
        ("<sup>1</sup> A note", "1 A note"),
    ],
)
def test_raised_figures_are_no_part_of_the_word_before_them(markup: str, text: str) -> None:
    assert told(f"<p>{markup}</p>") == [(BlockKind.PARAGRAPH, text)]


def test_the_number_of_a_source_stays_a_link() -> None:
    (block,) = blocks('<p>It sank<sup><a href="/2">1</a></sup>.</p>')
    assert block.spans == (Span(kind=SpanKind.LINK, start=7, end=10, url="https://paper.example/2"),)


def test_two_breaks_part_paragraphs_and_one_does_not() -> None:
    assert told("<p>one<br>still one<br> <br/>two</p>") == [
        (BlockKind.PARAGRAPH, "one still one"),
        (BlockKind.PARAGRAPH, "two"),
    ]


def test_a_list_in_an_item_without_words_of_its_own_is_a_list() -> None:
    nested = "<ol><li><ul><li>Rocks</li><li><p>Fog</p><p>It held.</p></li></ul></li><li>Skarn</li></ol>"
    items = [(BlockKind.LIST_ITEM, "Rocks"), (BlockKind.LIST_ITEM, "Fog"), (BlockKind.PARAGRAPH, "It held.")]
    assert told(nested) == [*items, (BlockKind.LIST_ITEM, "Skarn")]


def test_a_table_of_data_is_one_block_and_a_table_for_layout_is_its_text() -> None:
    data = "<table><tr><th>Ship</th><th>Saved</th></tr><tr><td>Aurelia</td><td> 214 </td></tr></table>"
    assert told(data) == [(BlockKind.TABLE, "Ship\tSaved\nAurelia\t214")]
    head, body = "<tr><th>Ship</th><th>Saved</th></tr>", "<tr><td>Aurelia</td><td>214</td></tr>"
    assert told(f"<table>{head}{head}{body}</table>") == [(BlockKind.TABLE, "Ship\tSaved\nAurelia\t214")]
    assert told(f"<table>{body}{body}</table>") == [(BlockKind.TABLE, "Aurelia\t214\nAurelia\t214")]
    layout = "<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>"
    assert told(layout) == [(BlockKind.PARAGRAPH, "One."), (BlockKind.PARAGRAPH, "Two.")]


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Ash with her dog. The rock is not in the picture: it is in a safe.", "Photograph: Lea Barr/Evening Post"),
        ("The hull at low tide.", "photo: Ann Lee"),
        ("The hull at low tide.", "Photo: Ann Lee | Source: The Harbour Office"),
    ],
)
def test_a_credit_begins_where_it_is_called_one(caption: str, credit: str) -> None:
    assert split_credit(f"{caption} {credit}") == (caption, credit)


def test_a_figure_keeps_caption_and_credit_apart() -> None:
    markup = '<figure><img src="data:x" data-src="/a.jpg"><figcaption>The ferry. Photo: Jane Roe</figcaption></figure>'
    assert blocks(markup) == (
        Block(kind=BlockKind.FIGURE, text="The ferry.", url="https://paper.example/a.jpg", credit="Photo: Jane Roe"),
    )


def test_a_picture_without_a_figure_is_read_out_as_its_page_says() -> None:
    assert [block.alt for block in blocks('<img src="/a.jpg" alt="A hull in fog"><img src="/b.jpg" alt="image">')] == [
        "A hull in fog",
        None,
    ]


def test_of_a_set_of_pictures_the_largest_sensible_one_is_taken() -> None:
    markup = '<figure><img srcset="/s.jpg 300w, /m.jpg 1200w, /xl.jpg 6000w" src="/pixel.gif"></figure>'
    assert [block.url for block in blocks(markup)] == ["https://paper.example/m.jpg"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert told("<pre>\n a  b\r\n\tc \n</pre>") == [(BlockKind.PREFORMATTED, " a  b\n\tc")]


def test_what_no_reader_sees_is_not_read() -> None:
    markup = (
        "<p>a</p><script>x</script><style>y</style><p hidden>z</p><p style='display: none'>z</p><form>f</form><p>b</p>"
    )
    assert [text for _, text in told(markup)] == ["a", "b"]


def test_nesting_far_beyond_the_parsers_limit_loses_no_text() -> None:
    for tag in ("div", "span", "b", "ul", "x-y", "section"):
        deep = f"<{tag}>" * 20_000 + "<p>inside</p>" + f"</{tag}>" * 20_000 + "<p>after</p>"
        text = " ".join(text for _, text in told(deep))
        assert (tag, "inside" in text, "after" in text) == (tag, True, True)


TAGS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<a\thref='/x'>",
    "</a>",
    "<li>",
    "<ul>",
    "</ul>",
    "<br>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<pre>",
    "</pre>",
    "<figure><img\tsrc=/a.jpg>",
    "</figure>",
    "<h2>",
    "</h2>",
    "<blockquote>",
    "<!--",
    "-->",
]
MARKUP = st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=12)), max_size=40)


@settings(max_examples=200, deadline=None)
@given(pieces=MARKUP)
def test_every_block_is_clean_and_every_span_lies_in_it(pieces: list[str]) -> None:
    tree = parse_html("<div>" + "".join(pieces))
    for block in blocks_of(tree, base=BASE) if tree is not None else ():
        if block.kind not in {BlockKind.PREFORMATTED, BlockKind.TABLE}:
            assert block.text == clean_line(block.text)
        assert block.text.strip() or (block.kind is BlockKind.FIGURE and block.url)
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(block.text)
            assert block.text[span.start : span.end].strip() == block.text[span.start : span.end]
            assert (span.url is not None) == (span.kind is SpanKind.LINK)
