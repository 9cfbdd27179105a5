"""Pictures between the lines of an article: which are its own, what they show, and who took them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.captions import bare_credit, split_credit
from octavo.extracting.figures import picture_url
from octavo.extracting.illustrations import with_figures
from octavo.extracting.loose_pictures import loose_picture
from octavo.extracting.pages import parse_html
from octavo.kit.text import clean_line
from octavo.model.articles import Block, BlockKind

BASE = "https://tide.example/quay/ferry"
FIRST = "The ferry Aurelia ran aground on the Tern Rocks in thick fog on Monday morning."
SECOND = "All 212 passengers were brought ashore by fishing boats before noon, the harbour master said."


def between(markup: str, *texts: str) -> list[Block]:
    """The blocks of two paragraphs with what stands between them on the page."""
    root = parse_html(f"<html><body><article><p>{FIRST}</p>{markup}<p>{SECOND}</p></article></body></html>")
    assert root is not None
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in (FIRST, *texts, SECOND)]
    return list(with_figures(blocks, root.iter(), base=BASE, lead_image=None))


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
    assert with_figures((block,), root.iter(), base=BASE, lead_image=None) == (block,)


def test_a_picture_that_nothing_closes_is_not_looked_through_for_each_that_it_holds() -> None:
    """It would take minutes, and not come to its end before the runner stops it."""
    page = "<picture>" + "<source srcset='data:x 1w'></source>" * 50_000 + "<img src='data:x'>" * 2_000
    root = parse_html(page)
    assert root is not None
    assert {picture_url(one, BASE) for one in root.iter("img")} == {None}


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
        (
            "The ferry on Monday, Feb. 26, 2026. (AP Photo/Ann Lee)",
            "The ferry on Monday, Feb. 26, 2026.",
            "AP Photo/Ann Lee",
        ),
        ("Is it the ferry? Tern Images/Quay via Getty Images", "Is it the ferry?", "Tern Images/Quay via Getty Images"),
        ("The ferry. Photograph by Ann B. Lee.", "The ferry.", "Photograph by Ann B. Lee"),
        ("The ferry. Photo courtesy of the Tern Museum", "The ferry.", "Photo courtesy of the Tern Museum"),
        ("The ferry at the quay [File: Reuters]", "The ferry at the quay", "File: Reuters"),
        ("Image via Getty Images", "", "Image via Getty Images"),
        ("Ann Lee/Shutterstock", "", "Ann Lee/Shutterstock"),
        (
            "Image: The ferry, left, has been towed to its old quay",
            "The ferry, left, has been towed to its old quay",
            None,
        ),
        ("She kept the photo by her bed", "She kept the photo by her bed", None),
        ("Here is one. Pictures by the dozen were taken", "Here is one. Pictures by the dozen were taken", None),
        ("The quay/harbour road in fog", "The quay/harbour road in fog", None),
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


@pytest.mark.parametrize(
    ("inside", "caption", "credit"),
    [
        ("<figcaption>The hull <i class='credit'>Ann Lee</i> / <b>AFP</b></figcaption>", "The hull", "Ann Lee / AFP"),
        ("<figcaption>The hull <i class='credit'>© Ann Lee</i> <u>More</u></figcaption>", "The hull", "© Ann Lee"),
        (
            "<figcaption>The hull.<b>Credit</b><b>Credit...</b><i class='credit'>Ann Lee</i></figcaption>",
            "The hull.",
            "Ann Lee",
        ),
        (
            "<figcaption>A family photo <i class='credit'>(Ann Lee / Meridian)</i></figcaption>",
            "A family photo",
            "Ann Lee / Meridian",
        ),
        ("<figcaption>The hull</figcaption><span class='image-source'>Ann Lee</span>", "The hull", "Ann Lee"),
        ("<p class='credit-box'><figcaption>The hull</figcaption></p>", "The hull", None),
        ("<span class='credit'>Ann Lee</span>", "", None),
        (
            "<figcaption>The tern (<i>Sterna hirundo</i>), <b>The hull</b><b>at noon</b></figcaption>",
            "The tern (Sterna hirundo), The hull at noon",
            None,
        ),
    ],
)
def test_caption_and_credit_of_a_figure_are_told_apart(inside: str, caption: str, credit: str | None) -> None:
    block = between(f"<figure><img src='/hull.jpg'>{inside}</figure>")[1]
    assert (block.text, block.credit) == (caption, credit)


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("(Ann Lee / AP)", "Ann Lee / AP"),
        ("( Ann Lee", "Ann Lee"),
        ("| Ann Lee", "Ann Lee"),
        ("(Photo: Ann Lee) AP", "Photo: Ann Lee AP"),
        ("Ann Lee (Meridian)", "Ann Lee (Meridian)"),
        (" | ", None),
    ],
)
def test_a_credit_stands_without_the_brackets_around_it(written: str, bare: str | None) -> None:
    assert bare_credit(written) == bare


@given(st.text(alphabet="Photo by:/()[]. AB©\n", max_size=120))
def test_a_caption_begins_as_it_was_written_and_its_credit_stands_in_it(caption: str) -> None:
    text, credit = split_credit(caption)
    assert text in caption
    assert credit is None or credit in clean_line(caption)


def drawn_from(body: str, blocks: list[Block]) -> list[str]:
    """What stands in which order; pictures by their files."""
    root = parse_html(f"<html><body>{body}</body></html>")
    assert root is not None
    return [block.url or block.text for block in with_figures(blocks, root.iter(), base=BASE, lead_image=None)]


def test_a_picture_stands_on_its_own_side_of_a_short_heading() -> None:
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, text=FIRST),
        Block(kind=BlockKind.HEADING, text="Rescue", level=2),
        Block(kind=BlockKind.PARAGRAPH, text=SECOND),
    ]
    image = "https://tide.example/hull.jpg"
    under = f"<p>{FIRST}</p><h2>Rescue</h2><figure><img src='/hull.jpg'></figure><p>{SECOND}</p>"
    above = f"<p>{FIRST}</p><figure><img src='/hull.jpg'></figure><h2>Rescue</h2><p>{SECOND}</p>"
    assert drawn_from(under, blocks) == [FIRST, "Rescue", image, SECOND]
    assert drawn_from(above, blocks) == [FIRST, image, "Rescue", SECOND]
    assert drawn_from(f"<h2>Rescue</h2>{above}", blocks) == [FIRST, image, "Rescue", SECOND]
    menu = f"<p>{FIRST}</p><ul><li>Rescue</li></ul><figure><img src='/hull.jpg'></figure><h2>Rescue</h2><p>{SECOND}</p>"
    assert drawn_from(menu, blocks) == [FIRST, image, "Rescue", SECOND]


def test_a_heading_that_comes_back_places_no_picture() -> None:
    heading = Block(kind=BlockKind.HEADING, text="Rescue", level=2)
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=FIRST), heading, Block(kind=BlockKind.PARAGRAPH, text=SECOND)]
    behind = f"<p>{FIRST}</p><h2>Rescue</h2><p>{SECOND}</p><figure><img src='/tern.jpg'></figure><h2>Rescue</h2>"
    assert drawn_from(behind, blocks) == [FIRST, "Rescue", SECOND]


@pytest.mark.parametrize(
    ("href", "inside", "is_shown"),
    [
        ("/quay/other-ferry", "", False),
        ("/quay/other-ferry", "<figcaption><h3>Another ferry</h3><p>It sailed.</p></figcaption>", False),
        ("/quay/gallery", "<figcaption>The hull at low tide.</figcaption>", True),
        ("/large/hull.jpg?w=2000", "", True),
        ("#hull", "", True),
        ("javascript:void(0)", "", True),
        ("", "", True),
    ],
)
def test_a_figure_that_only_leads_to_another_page_is_none_of_the_article(
    href: str, inside: str, is_shown: bool
) -> None:
    figure = f"<div><a href='{href}'><div><figure><img src='/hull.jpg'>{inside}</figure></div></a></div>"
    assert len(between(figure)) == 2 + is_shown


@pytest.mark.parametrize(("between_them", "is_teaser"), [(10, True), (600, False)])
def test_links_are_looked_for_near_a_picture_and_not_in_a_whole_page(between_them: int, is_teaser: bool) -> None:
    link = "<a href='/other'>Another article with a title of its own</a>"
    root = parse_html(f"<html><body><div><img src='/hull.jpg'>{'<i></i>' * between_them}{link}</div></body></html>")
    assert root is not None
    assert (loose_picture(next(root.iter("img")), BASE) is None) is is_teaser
