"""Notes on selected words, and the place where one stopped reading, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.doors.web_library import paragraph

from octavo.kit.stretches import Stretch
from octavo.model.articles import Block, BlockKind, Span, SpanKind

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Looker, Site

    from octavo.model.articles import Article

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
ONE = "The 😀 ferry is late. Nobody knows why, said the crew. It rains."
TWO = "The pier is closed. The port is not."
LINK = Span(kind=SpanKind.LINK, start=6, end=11, url="https://ferry.example/")
SELECT = """([from, start, to, end]) => {
  const blocks = document.querySelectorAll("article > .text > :not(.sidenote)");
  const find = (n, at) => {
    const walker = document.createTreeWalker(blocks[n], NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (at <= walker.currentNode.data.length) return [walker.currentNode, at];
      at -= walker.currentNode.data.length;
    }
  };
  getSelection().setBaseAndExtent(...find(from, start), ...find(to, end));
}"""


@pytest.fixture
def article(site: Site) -> Article:
    blocks = (
        paragraph(ONE, spans=(LINK,)),
        Block(kind=BlockKind.HEADING, text="At the pier", level=2),
        paragraph(TWO),
        *(paragraph(f"Paragraph {n} of many. " * 12) for n in range(12)),
    )
    return site.library.article(site.library.source(), blocks=blocks)


def select(page: Page, *ends: int) -> None:
    """From a place in one block to a place in another, as the browser counts."""
    page.evaluate(SELECT, list(ends))
    expect(page.locator("#noting")).to_be_visible()


def words(page: Page) -> str:
    return "".join(page.locator("article > .text mark").all_inner_texts())


def test_words_of_a_note_are_no_words_of_the_article(look: Looker, site: Site, article: Article) -> None:
    place = Stretch(block=0, start=0, last=0, end=12)
    site.library.paper.notes.add(article.id, at=place, body="Ask the crew about it.")
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        select(page, 2, 0, 2, 8)
        page.evaluate("getSelection().selectAllChildren(document.querySelector('.sidenote p'))")
        expect(page.locator("#noting")).to_be_hidden()


def test_h_keeps_the_very_words_that_are_selected(look: Looker, site: Site, article: Article) -> None:
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        # In the browser's count the face is two characters, in the library's one.
        select(page, 0, 7, 2, 8)
        page.keyboard.press("h")
        expect(page.locator(".kept")).to_have_count(1)
        expect(page.locator("#noting")).to_be_hidden()
        expect(page.locator("#live")).to_have_text("Kept in your notes")
        (kept,) = site.library.paper.notes.listing().notes
        assert kept.note.at == Stretch(block=0, start=6, last=2, end=8)
        assert kept.note.words == (ONE[6:], "At the pier", "The pier")
        # What is marked already can be marked again, across the marks.
        select(page, 0, 13, 0, 20)
        page.get_by_role("button", name="Doubt").click()
        expect(page.locator(".kept")).to_have_count(2)
        assert site.library.paper.notes.listing().notes[0].note.quote == ONE[12:19]


def test_a_note_is_written_in_place_and_links_go_both_ways(look: Looker, site: Site, article: Article) -> None:
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        select(page, 2, 0, 2, 19)
        page.keyboard.press("e")
        expect(page.locator("#note-body")).to_be_focused()
        page.keyboard.type("Since when? he asked")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".sidenote")).to_contain_text("Since when? he asked")
        expect(page.locator(".to-note")).to_be_focused()
        assert words(page) == "The pier is closed."
        page.locator(".to-note").click()
        expect(page).to_have_url(re.compile("#note-1$"))
        page.locator("#note-1 blockquote a").click()
        expect(page).to_have_url(re.compile("#n1$"))
        page.locator("#note-1").get_by_role("button", name="Delete").click()
        expect(page.locator("#note-1")).to_have_count(0)
        assert words(page) == ""
        page.get_by_role("button", name="Put it back").click()
        expect(page.locator(".sidenote")).to_contain_text("Since when?")
        assert site.library.paper.notes.listing().notes[0].note.body == "Since when? he asked"


def test_escape_lets_go_and_keys_outside_a_selection_do_nothing(look: Looker, site: Site, article: Article) -> None:
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        page.keyboard.press("h")
        select(page, 0, 0, 0, 9)
        page.keyboard.press("e")
        page.keyboard.type("he")
        page.keyboard.press("Escape")
        expect(page.locator("#noting")).to_be_hidden()
        select(page, 0, 0, 0, 9)
        page.get_by_role("button", name="Note", exact=True).click()
        page.get_by_role("button", name="Cancel").click()
        expect(page.locator("#noting")).to_be_hidden()
        select(page, 0, 0, 0, 9)
        expect(page.locator("#note-body")).to_have_value("")
        page.keyboard.press("g")
        page.keyboard.press("h")
        page.wait_for_url("**/latest")
        assert site.library.paper.notes.listing().notes == ()


def test_what_cannot_be_kept_says_so_and_loses_nothing(look: Looker, article: Article) -> None:
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        page.route("**/notes", lambda route: route.abort())
        select(page, 0, 0, 0, 9)
        page.keyboard.press("e")
        page.keyboard.type("Mine.")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("The server cannot be reached")
        expect(page.locator("#note-body")).to_have_value("Mine.")
    look.complaints[:] = [c for c in look.complaints if "ERR_FAILED" not in c]


def test_without_javascript_a_sentence_is_noted(look: Looker, article: Article) -> None:
    with look.page(java_script_enabled=False) as page:
        page.goto(f"/article/{article.id}")
        expect(page.locator("#noting")).to_be_hidden()
        page.get_by_role("link", name="choose a sentence").click()
        page.get_by_role("link", name=f"Note on: {TWO[:19]}").click()
        page.locator("#note-body").fill("Since when?")
        page.get_by_role("button", name="Save").click()
        page.wait_for_url(re.compile(f"/article/{article.id}#note-1$"))
        expect(page.locator(".sidenote")).to_contain_text("Since when?")
        assert words(page) == TWO[:19]


def test_another_device_goes_on_where_one_stopped(look: Looker, article: Article) -> None:
    with look.page(viewport={"width": 390, "height": 700}) as page:
        page.goto(f"/article/{article.id}")
        with page.expect_response("**/place") as reply:
            page.locator("article > .text > p").nth(6).scroll_into_view_if_needed()
            page.mouse.wheel(0, 900)
        assert reply.value.status == 204
        shown = page.locator(".read-line").evaluate("(line) => Number(line.style.getPropertyValue('--share'))")
        assert 0 < shown < 1
    with look.page() as page:
        expect(page.locator(".halfway")).to_be_visible()
        page.goto(f"/article/{article.id}")
        expect(page.locator("h1")).to_be_in_viewport()
        page.get_by_role("link", name="Go on where you stopped").click()
        expect(page.locator("h1")).not_to_be_in_viewport()


def test_a_finished_article_leaves_no_place(look: Looker, site: Site, article: Article) -> None:
    site.library.paper.articles.keep_place(article.id, block=3, start=0, share=40)
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        with page.expect_response("**/place"):
            page.keyboard.press("End")
        assert site.library.paper.articles.place(article.id) is None


def test_axe_finds_nothing_on_notes(look: Looker, site: Site, article: Article) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    notes = site.library.paper.notes
    notes.add(article.id, at=Stretch(block=0, start=0, last=2, end=19), body="One\n\n- two")
    gone = notes.add(article.id, quote="The port")
    for scheme in ("light", "dark"):
        with look.page(color_scheme=scheme, bypass_csp=True) as page:
            for path in (
                f"/article/{article.id}",
                "/notes",
                "/note/1",
                f"/article/{article.id}/notes/new?place=0.0-0.9",
            ):
                page.goto(path)
                if path == f"/article/{article.id}":
                    select(page, 0, 0, 0, 9)
                    page.keyboard.press("e")
                assert axe.Axe().run(page).response["violations"] == [], (scheme, path)
        notes.delete(gone.id)


def test_an_arabic_article_runs_from_right_to_left(look: Looker, site: Site) -> None:
    blocks = (
        paragraph("وصلت العبّارة إلى الميناء بعد تأخر دام ثلاث ساعات."),
        Block(kind=BlockKind.QUOTE, text="«لا نعرف السبب»، قال Reuters يوم 12 June."),
        Block(kind=BlockKind.LIST_ITEM, text="استمرار المحادثات.", level=1),
        Block(kind=BlockKind.TABLE, text="السنة\tالعدد\n2023\t1,200\n2024\t6,057"),
    )
    article = site.library.article(site.library.source(), "وصول العبّارة", blocks=blocks, language="ar")
    with look.page() as page:
        page.goto(f"/article/{article.id}")
        quote = page.locator("article > .text blockquote")
        assert quote.evaluate("(e) => getComputedStyle(e).borderRightWidth") == "3px"
        assert quote.evaluate("(e) => getComputedStyle(e).fontStyle") == "normal"
        first, second = (page.locator("th").nth(n).bounding_box() for n in (0, 1))
        assert first
        assert second
        assert first["x"] > second["x"]
        select(page, 0, 0, 0, 13)
        page.keyboard.press("h")
        expect(page.locator("mark")).to_have_text("وصلت العبّارة")
        mark = page.locator("mark").bounding_box()
        star = page.locator(".to-note").bounding_box()
        assert mark
        assert star
        assert star["x"] < mark["x"]
