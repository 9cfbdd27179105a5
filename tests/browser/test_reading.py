"""Reading with the keyboard, without JavaScript, and in both themes."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import kept
from tests.doors.events import tell_events
from tests.doors.web_library import NOW, paragraph

from octavo.model.articles import Block, BlockKind
from octavo.model.preferences import ReadingPreferences

if TYPE_CHECKING:
    from tests.browser.conftest import Looker, Site

    from octavo.model.articles import Article

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
HOSTILE = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"


@pytest.fixture
def articles(site: Site) -> tuple[Article, ...]:
    source = site.library.source()
    return site.library.articles(source, 5)


def headline(article: Article) -> str:
    return f"#a{article.id} .headline"


def test_j_k_and_o(look: Looker, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.keyboard.press("j")
        expect(page.locator(headline(articles[0]))).to_be_focused()
        page.keyboard.press("j")
        expect(page.locator(headline(articles[1]))).to_be_focused()
        page.keyboard.press("k")
        expect(page.locator(headline(articles[0]))).to_be_focused()
        page.keyboard.press("o")
        page.wait_for_url(f"**/article/{articles[0].id}")
        page.keyboard.press("n")
        page.wait_for_url(f"**/article/{articles[1].id}")
        page.keyboard.press("p")
        page.wait_for_url(f"**/article/{articles[0].id}")
        page.keyboard.press("j")
        page.wait_for_url(f"**/article/{articles[1].id}")
        page.keyboard.press("u")
        page.wait_for_url(f"**/latest#a{articles[1].id}")
        expect(page.locator(headline(articles[1]))).to_be_focused()


def test_m_and_s_mark_without_leaving(look: Looker, site: Site, articles: tuple[Article, ...]) -> None:
    first = articles[0]
    with look.page() as page:
        expect(page.locator("[data-unread]")).to_have_text("5")
        page.keyboard.press("j")
        page.keyboard.press("m")
        expect(page.locator("#live")).to_have_text("Marked as read")
        expect(page.locator(f"#a{first.id}")).to_have_class(re.compile(r"\bread\b"))
        expect(page.locator("[data-unread]")).to_have_text("4")
        assert site.library.paper.articles.mark(first.id).read_at
        page.keyboard.press("m")
        expect(page.locator("#live")).to_have_text("Marked as unread")
        assert site.library.paper.articles.mark(first.id).read_at is None
        page.keyboard.press("s")
        expect(page.locator("#live")).to_have_text("Starred")
        expect(page.locator(f"#a{first.id} .star")).to_have_attribute("aria-pressed", "true")
        assert site.library.paper.articles.mark(first.id).starred_at
        expect(page.locator(headline(first))).to_be_focused()


def test_a_mark_that_cannot_be_kept_is_taken_back(look: Looker, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.route("**/article/*/star", lambda route: route.abort())
        page.keyboard.press("j")
        page.keyboard.press("s")
        expect(page.locator(".note")).to_contain_text("The server cannot be reached")
        expect(page.locator(f"#a{articles[0].id} .star")).to_have_attribute("aria-pressed", "false")
    look.complaints[:] = [c for c in look.complaints if "ERR_FAILED" not in c]


def test_what_a_form_did_is_read_out(look: Looker, site: Site) -> None:
    tell_events(site.library)
    with look.page() as page:
        page.goto("/stories")
        page.locator("a.headline").first.click()
        page.get_by_role("button", name="Follow", exact=True).click()
        expect(page.locator("#live")).to_have_text("You follow this story now. Its news comes into your edition.")


def test_search_help_and_chords(look: Looker, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.keyboard.press("/")
        expect(page.locator("#find")).to_be_focused()
        page.keyboard.type("jsm?")
        expect(page.locator("#find")).to_have_value("jsm?")
        expect(page.locator("#keys")).to_be_hidden()
        page.locator("#find").blur()
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        page.keyboard.press("j")
        expect(page.locator(headline(articles[0]))).not_to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).to_be_hidden()
        for key, path in (("u", "/unread"), ("s", "/starred"), ("f", "/sources"), ("h", "/latest"), ("o", "/topics")):
            page.keyboard.press("g")
            page.keyboard.press(key)
            page.wait_for_url(f"**{path}")


def test_keys_with_modifiers_belong_to_the_browser(look: Looker, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.keyboard.press("Alt+j")
        page.keyboard.press("Control+j")
        expect(page.locator(headline(articles[0]))).not_to_be_focused()


def test_without_javascript_everything_is_a_form(look: Looker, site: Site, articles: tuple[Article, ...]) -> None:
    with look.page(java_script_enabled=False) as page:
        page.locator(f"#a{articles[2].id} .star").click()
        page.wait_for_url(f"**/latest#a{articles[2].id}")
        expect(page.locator(f"#a{articles[2].id} .star")).to_have_attribute("aria-pressed", "true")
        page.locator(headline(articles[0])).click()
        expect(page.locator("h1")).to_have_text("Headline 0")
        assert site.library.paper.articles.mark(articles[0].id).read_at
        page.locator(".seen").click()
        page.wait_for_url(f"**/unread#a{articles[0].id}")
        expect(page.locator("[data-unread]")).to_have_text("5")
        page.locator("#find").fill("ferry")
        page.locator("#find").press("Enter")
        expect(page.locator("mark").first).to_have_text("ferry")
        page.get_by_role("button", name="Dark").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.goto("/unread")
        page.locator("summary").click()
        page.get_by_role("button", name="Yes, all 5").click()
        expect(page.locator(".note")).to_have_text("5 articles are marked as read.")


def test_the_theme_follows_the_system_until_chosen(look: Looker, site: Site, articles: tuple[Article, ...]) -> None:
    assert articles
    seen = {}
    for scheme in ("light", "dark"):
        site.library.paper.accounts.prefer(ReadingPreferences())
        with look.page(color_scheme=scheme) as page:
            seen[scheme] = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            with kept(page, "/theme"):
                page.get_by_role("button", name="Light").click()
            expect(page.locator("html")).to_have_attribute("data-theme", "light")
            chosen = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            assert chosen == seen["light"]
    assert seen["light"] != seen["dark"]


@pytest.mark.parametrize("width", [360, 390, 820, 1440])
def test_no_page_scrolls_sideways(look: Looker, site: Site, articles: tuple[Article, ...], width: int) -> None:
    blocks = (
        paragraph("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung" * 3),
        Block(kind=BlockKind.TABLE, text="\n".join("\t".join(["a wide cell of a table"] * 12) for _ in range(3))),
        Block(kind=BlockKind.PREFORMATTED, text="x" * 400),
    )
    wide = site.library.article(
        site.library.source("A newspaper with a very long name indeed"), "W" * 120, blocks=blocks
    )
    tell_events(site.library)
    with look.page(viewport={"width": width, "height": 800}) as page:
        for path in (
            "/",
            "/sources",
            f"/article/{wide.id}",
            "/search?q=ferry",
            "/latest",
            "/topics",
            "/stories",
            "/story/1",
            "/account",
        ):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert articles


def test_the_reading_column_has_its_measure(look: Looker, site: Site) -> None:
    article = site.library.article(site.library.source(), blocks=(paragraph("The ferry is still on the rocks. " * 30),))
    with look.page(viewport={"width": 1440, "height": 900}) as page:
        page.goto(f"/article/{article.id}")
        size, leading, width = page.evaluate(
            """() => { const p = document.querySelector('.text p'), s = getComputedStyle(p);
            return [parseFloat(s.fontSize), parseFloat(s.lineHeight), p.getBoundingClientRect().width] }"""
        )
        assert size == 19
        assert leading / size == pytest.approx(1.6, abs=0.01)
        assert width < 36 * size


def test_hostile_text_does_not_run(look: Looker, site: Site) -> None:
    source = site.library.source(HOSTILE)
    article = site.library.article(source, HOSTILE, blocks=(paragraph(HOSTILE),), byline=(HOSTILE,))
    site.library.failed(source, HOSTILE)
    with look.page() as page:
        for path in ("/", "/latest", "/sources", f"/article/{article.id}", f"/search?q={HOSTILE}"):
            page.goto(path)
            assert "run" not in page.title().split("·")[-1]
            assert page.locator("main img, main script").count() == 0


def test_the_list_of_sources_unfolds_on_a_phone(look: Looker, articles: tuple[Article, ...]) -> None:
    assert articles
    with look.page(viewport={"width": 390, "height": 800}) as page:
        expect(page.locator("#sources")).to_be_hidden()
        page.get_by_role("button", name="By source").click()
        expect(page.locator("#sources")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#sources")).to_be_hidden()
    with look.page(viewport={"width": 1440, "height": 800}) as page:
        expect(page.locator("#sources")).to_be_visible()


def test_a_failure_to_follow_puts_the_focus_on_the_address(look: Looker) -> None:
    with look.page() as page:
        page.goto("/sources")
        page.locator("#address").fill("not an address")
        page.get_by_role("button", name="Find feed").click()
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.locator("#address")).to_be_focused()
        expect(page.locator("#address")).to_have_value("not an address")
    look.complaints[:] = [c for c in look.complaints if "400" not in c]


def test_axe_finds_nothing(look: Looker, site: Site) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    source = site.library.source()
    article = site.library.article(source, published_at=NOW - timedelta(hours=3))
    ferry, _ = tell_events(site.library)
    for scheme in ("light", "dark"):
        with look.page(color_scheme=scheme, bypass_csp=True) as page:
            for path in (
                "/",
                "/unread",
                "/starred",
                "/sources",
                f"/source/{source.id}",
                f"/article/{article.id}",
                f"/article/{ferry[0].id}",
                "/latest",
                "/topics",
                "/stories",
                f"/story/{site.library.store.placements([ferry[0].id])[0].story}",
                "/account",
            ):
                page.goto(path)
                assert axe.Axe().run(page).response["violations"] == [], (scheme, path)


LINES = """words => {
    const link = document.querySelector(".lead .headline"), range = document.createRange(), lines = [];
    link.textContent = words;
    let top = null;
    for (let at = 0; at < words.length; at += 1) {
        range.setStart(link.firstChild, at);
        range.setEnd(link.firstChild, at + 1);
        const box = range.getClientRects()[0];
        if (!box) continue;
        if (box.top !== top) lines.push("");
        top = box.top;
        lines[lines.length - 1] += words[at];
    }
    return lines.map((line) => line.trim());
}"""


@pytest.mark.parametrize("width", [390, 820, 1024, 1440])
def test_no_line_of_the_lead_is_left_with_a_short_word(look: Looker, site: Site, width: int) -> None:
    tell_events(site.library)
    with look.page(viewport={"width": width, "height": 900}) as page:
        page.goto("/")
        for headline_ in (
            "Terceira counts its damaged houses after earthquake; Marren team recalled",
            "By one vote, Westing gives its fairground to the data centre",
            "Hospital attack: 2,300 appointments now cancelled, says ministry",
            "Government survives by three votes as one of its own abstains",
        ):
            lines = page.evaluate(LINES, headline_)
            assert [line for line in lines if " " not in line and len(line) < 9] == [], lines
