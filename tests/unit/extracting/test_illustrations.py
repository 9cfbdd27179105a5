"""Pictures between the lines of an article: which are its own, what they show, and who took them."""

from __future__ import annotations

import pytest

from octavo.extracting.figures import split_credit
from octavo.extracting.illustrations import with_figures
from octavo.extracting.loose_pictures import loose_picture
from octavo.extracting.pages import parse_html
from octavo.model.articles import Block, BlockKind

BASE = "https://tide.example/quay/ferry"
FIRST = "The ferry Aurelia ran aground on the Tern Rocks in thick fog on Monday morning."
SECOND = "All 212 passengers were brought ashore by fishing boats before noon, the harbour master said."


def between(markup: str, *texts: str) -> list[Block]:
    """The blocks of two paragraphs with what stands between them on the page."""
    root = parse_html(f"<html><body><article><p>{FIRST}</p>{markup}<p>{SECOND}</p></article></body></html>")
    assert root is not None
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in (FIRST, *texts, SECOND)]
    return list(with_figures(blocks, root, base=BASE, lead_image=None))


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        ("<p><img src='/hull.jpg' width='870' alt='The hull'></p>", "", None),
        ("<p><a href='/large/hull.jpg'><img src='/hull.jpg'></a></p>", "", None),
        ("<div class='img'><img src='/hull.jpg'><p class='caption'>The hull</p></div>", "The hull", None),
        ("<div><img src='/hull.jpg'></div><p class='caption'>The hull (Ann/Reuters)</p>", "The hull", "Ann/Reuters"),
        (
            "<picture><source srcset='/hull.webp'><source srcset='/hull.avif'><img src='/hull.jpg'></picture>",
            "",
            None,
        ),
    ],
)
def test_a_picture_outside_any_figure_is_one_too(markup: str, caption: str, credit: str | None) -> None:
    blocks = between(markup)
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.FIGURE, BlockKind.PARAGRAPH]
    assert (blocks[1].text, blocks[1].credit) == (caption, credit)


@pytest.mark.parametrize(
    ("under", "caption", "credit"),
    [
        ("<p><em>The hull at low tide</em></p>", "The hull at low tide", None),
        ("<p>The hull at low tide.</p><p>Image: Ann Lee</p>", "The hull at low tide.", "Image: Ann Lee"),
        ("<p>Photo: Ann Lee</p>", "", "Photo: Ann Lee"),
        ("<p>More on the ferry</p>", "", None),
        ("", "", None),
    ],
)
def test_what_stands_under_a_picture_is_its_caption(under: str, caption: str, credit: str | None) -> None:
    blocks = between(f"<p><img src='/hull.jpg'></p>{under}")
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.FIGURE, BlockKind.PARAGRAPH]
    assert (blocks[1].text, blocks[1].credit) == (caption, credit)


@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src='/hull.jpg' width='90' height='90'></p>",
        "<p><img src='/hull-150x150.jpg'></p>",
        "<p><img src='/divider.gif'></p>",
        "<div class='author-box'><img src='/ann.jpg'></div>",
        "<div class='related'><img src='/hull.jpg'></div>",
        "<aside><img src='/hull.jpg'></aside>",
        "<a href='/quay/fog'><img src='/hull.jpg'></a>",
        "<div><img src='/hull.jpg'><h4><a href='/quay/fog'>Fog holds the harbour for a third day</a></h4></div>",
        "<noscript><img src='/hull.jpg'></noscript>",
        "<p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></p>",
    ],
)
def test_what_is_small_or_leads_elsewhere_is_no_illustration(markup: str) -> None:
    assert [block.kind for block in between(markup)] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_pictures_outside_the_text_are_left_out() -> None:
    root = parse_html(f"<html><body><p><img src='/a.jpg'></p><p>{FIRST}</p><p><img src='/b.jpg'></p></body></html>")
    assert root is not None
    block = Block(kind=BlockKind.PARAGRAPH, text=FIRST)
    assert with_figures((block,), root, base=BASE, lead_image=None) == (block,)


def test_a_picture_however_deep_is_looked_at_within_bounds() -> None:
    root = parse_html("<div>" * 200 + "<img src='/a.jpg'>" + "<i>x</i>" * 2_000)
    assert root is not None
    assert loose_picture(next(root.iter("img")), BASE) is not None


def test_a_caption_taken_for_a_paragraph_is_none_but_the_sentence_that_it_repeats_stays() -> None:
    figure = "<figure><img src='/hull.jpg'><figcaption>{}</figcaption></figure>"
    caption = "The hull of the Aurelia at low tide."
    assert [block.text for block in between(figure.format(caption), caption)] == [FIRST, caption, SECOND]
    between_others = f"<p>{SECOND}</p><p>So it went on.</p><p>And so on.</p>{figure.format(FIRST)}"
    texts = [block.text for block in between(between_others, "So it went on.", "And so on.")]
    assert texts.count(FIRST) == 2


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("The ferry at the quay. Photo: Ann Lee", "The ferry at the quay.", "Photo: Ann Lee"),
        ("The ferry [Meridian via Reuters]", "The ferry", "Meridian via Reuters"),
        ("The keeper (left) of Skarn (AP)", "The keeper (left) of Skarn", "AP"),
        ("The minister on Sunday. EFE/ J.J. Guillén", "The minister on Sunday.", "EFE/ J.J. Guillén"),
        ("They looked on. Ann Lee/Getty Images", "They looked on.", "Ann Lee/Getty Images"),
        ("Quelle: Infografik", "", "Quelle: Infografik"),
        ("The lighthouse of Skarn (1911)", "The lighthouse of Skarn (1911)", None),
        ("Fog. It held for days.", "Fog. It held for days.", None),
        ("The keeper. He works for the AP in Skarn", "The keeper. He works for the AP in Skarn", None),
    ],
)
def test_a_credit_is_told_from_the_caption(caption: str, text: str, credit: str | None) -> None:
    assert split_credit(caption) == (text, credit)


def test_a_credit_in_front_of_the_caption_is_no_part_of_it() -> None:
    figure = (
        "<figure><img src='/hull.jpg'><figcaption><b class='credit'>Ann Lee/Meridian</b> The hull</figcaption></figure>"
    )
    block = between(figure)[1]
    assert (block.text, block.credit) == ("The hull", "Ann Lee/Meridian")
