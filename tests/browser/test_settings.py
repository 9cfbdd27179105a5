"""Reading settings, keys, and where the focus goes, as only a browser shows them."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import kept
from tests.doors.events import tell_events
from tests.doors.web_library import NOW, paragraph

from octavo.model.preferences import Density, ReadingPreferences, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page
    from tests.browser.conftest import Looker, Site

    from octavo.model.articles import Article
    from octavo.model.ids import UserId

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
SETTINGS = (
    "/settings/reading",
    "/settings/keyboard",
    "/settings/discussion",
    "/settings/sessions",
    "/settings/people",
    "/settings/data",
    "/account",
)


@pytest.fixture
def articles(site: Site) -> tuple[Article, ...]:
    return site.library.articles(site.library.source(), 45)


def headline(article: Article) -> str:
    return f"#a{article.id} .headline"


def preferences(site: Site) -> ReadingPreferences:
    found = site.library.store.user(site.library.me.id)
    assert found is not None
    return found.preferences


def pixels(page: Page, selector: str, name: str) -> float:
    return float(
        page.evaluate("([s, n]) => parseFloat(getComputedStyle(document.querySelector(s))[n])", [selector, name])
    )


def test_aa_changes_the_article_at_once_and_for_good(look: Looker, site: Site, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.goto(f"/article/{articles[0].id}")
        before = pixels(page, ".text p", "fontSize")
        page.locator("[data-aa] summary").click()
        with kept(page, "/settings/look"):
            page.get_by_role("button", name="Largest").click()
        expect(page.locator("#live")).to_have_text("Kept")
        expect(page.get_by_role("button", name="Largest")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("button", name="Largest")).to_be_focused()
        assert pixels(page, ".text p", "fontSize") > before
        with kept(page, "/settings/look"):
            page.get_by_role("button", name="Sepia").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "sepia")
        page.keyboard.press("Escape")
        expect(page.locator("[data-aa]")).not_to_have_attribute("open", "")
        expect(page.locator("[data-aa] summary")).to_be_focused()
        page.reload()
        assert pixels(page, ".text p", "fontSize") == 26
        expect(page.locator("html")).to_have_attribute("data-theme", "sepia")
    assert preferences(site) == ReadingPreferences(size=5, theme=Theme.SEPIA)


def test_aa_works_without_javascript(look: Looker, articles: tuple[Article, ...]) -> None:
    with look.page(java_script_enabled=False) as page:
        page.goto(f"/article/{articles[0].id}")
        page.locator("[data-aa] summary").click()
        page.get_by_role("button", name="Sans").click()
        page.wait_for_url(f"**/article/{articles[0].id}")
        expect(page.locator("html")).to_have_attribute("data-typeface", "sans")
        expect(page.locator(".note")).to_have_text("Saved.")
        page.goto("/settings/reading")
        page.get_by_label("Compact").check()
        page.get_by_role("button", name="Save").click()
        expect(page.locator("html")).to_have_attribute("data-density", "compact")


def test_a_choice_that_cannot_be_kept_is_taken_back(look: Looker, articles: tuple[Article, ...]) -> None:
    assert articles
    with look.page() as page:
        page.goto("/starred")
        page.route("**/settings/look", lambda route: route.abort())
        page.keyboard.press("x")
        expect(page.locator("#live")).to_contain_text("could not be kept")
        expect(page.locator("html")).to_have_attribute("data-density", "")
    look.complaints[:] = [c for c in look.complaints if "ERR_FAILED" not in c]


def test_a_setting_that_cannot_be_kept_shows_again_what_is_kept(look: Looker, site: Site) -> None:
    with look.page() as page:
        page.goto("/settings/reading")
        page.route("**/settings/look", lambda route: route.abort())
        for name, kept_one in (("Sepia", "As the system"), ("Compact", "Comfortable"), ("12 hours", "24 hours")):
            page.get_by_label(name).click()  # not check(): it is taken back at once
            expect(page.get_by_label(kept_one)).to_be_checked()
        zone = page.get_by_label("Time zone").input_value()
        page.get_by_label("Time zone").select_option("Europe/Berlin")
        expect(page.get_by_label("Time zone")).to_have_value(zone)
        page.get_by_label("Show pictures").click()
        expect(page.locator("#live")).to_contain_text("could not be kept")
        expect(page.get_by_label("Show pictures")).to_be_checked()
    assert preferences(site) == ReadingPreferences()
    look.complaints[:] = [c for c in look.complaints if "ERR_FAILED" not in c]


def test_the_last_of_quick_choices_stays_also_when_the_page_is_left(look: Looker, site: Site) -> None:
    go, last = threading.Event(), threading.Event()
    keep = site.library.store.change_reading_preferences

    def slow(user: UserId, chosen: Mapping[str, object]) -> ReadingPreferences:
        go.wait(30)
        found = keep(user, chosen)
        if found == ReadingPreferences(theme=Theme.CONTRAST, density=Density.COMPACT):
            last.set()
        return found

    site.library.store.change_reading_preferences = slow  # type: ignore[method-assign]
    with look.page() as page:
        page.goto("/settings/reading")
        for name in ("Sepia", "Dark", "High contrast"):
            page.get_by_role("radio", name=name).check()
        page.get_by_label("Compact").check()
        with kept(page, "/settings/look"):
            go.set()
        page.goto("/latest")
        assert last.wait(30)
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", "contrast")
        expect(page.locator("html")).to_have_attribute("data-density", "compact")


def test_settings_are_kept_as_they_are_chosen(look: Looker, site: Site) -> None:
    with look.page() as page:
        page.goto("/settings/reading")
        expect(page.get_by_role("button", name="Save")).to_be_hidden()
        with kept(page, "/settings/look"):
            page.get_by_label("High contrast").check()
        expect(page.locator("html")).to_have_attribute("data-theme", "contrast")
        with kept(page, "/settings/look"):
            page.get_by_label("Time zone").select_option("Europe/Berlin")
        with kept(page, "/settings/look"):
            page.get_by_label("Show pictures").uncheck()
        page.goto("/settings/reading")
        expect(page.get_by_label("High contrast")).to_be_checked()
        expect(page.get_by_label("Show pictures")).not_to_be_checked()
    assert preferences(site) == ReadingPreferences(theme=Theme.CONTRAST, zone="Europe/Berlin", pictures=False)


def test_the_zone_of_this_computer_is_offered(look: Looker, site: Site) -> None:
    with look.page(timezone_id="America/Halifax") as page:
        page.goto("/settings/reading")
        expect(page.locator("[data-told]")).to_contain_text("18:30 UTC")
        page.get_by_role("button", name="Use this computer’s: America/Halifax").click()
        expect(page.locator("[data-told]")).to_contain_text("14:30 AST")
        expect(page.get_by_label("Time zone")).to_have_value("America/Halifax")
        page.goto("/settings/reading")
        expect(page.locator("[data-zone]")).to_be_hidden()
    assert preferences(site) == ReadingPreferences(zone="America/Halifax")


def test_keys_change_the_looks(look: Looker, site: Site, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.goto(f"/article/{articles[0].id}")
        for key, size in (("+", "4"), ("=", "5")):
            with kept(page, "/settings/look"):
                page.keyboard.press(key)
            expect(page.locator("html")).to_have_attribute("data-size", size)
            expect(page.locator("#live")).to_have_text("Kept")
        page.keyboard.press("+")
        expect(page.locator("#live")).to_have_text("The type is at its largest.")
        with kept(page, "/settings/look"):
            page.keyboard.press("-")
        expect(page.locator("html")).to_have_attribute("data-size", "4")
        page.goto("/latest")
        tall = page.locator(f"#a{articles[3].id}").bounding_box()
        with kept(page, "/settings/look"):
            page.keyboard.press("x")
        expect(page.locator("html")).to_have_attribute("data-density", "compact")
        short = page.locator(f"#a{articles[3].id}").bounding_box()
        assert tall is not None
        assert short is not None
        assert short["height"] < tall["height"]
    assert preferences(site) == ReadingPreferences(size=4, density=Density.COMPACT)


def test_d_marks_as_read_and_goes_on(look: Looker, site: Site, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.goto("/unread")
        page.keyboard.press("j")
        with kept(page, f"/article/{articles[0].id}/read"):
            page.keyboard.press("d")
        expect(page.locator(headline(articles[1]))).to_be_focused()
        expect(page.locator(f"#a{articles[0].id}")).to_have_class(re.compile(r"\bread\b"))
        page.keyboard.press("o")
        page.wait_for_url(f"**/article/{articles[1].id}")
        page.keyboard.press("d")
        page.wait_for_url(f"**/article/{articles[2].id}")
        assert site.library.paper.articles.mark(articles[0].id).read_at


def test_c_leads_to_the_comments(look: Looker, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.wait_for_url(f"**/article/{articles[0].id}#discussion")
        page.keyboard.press("c")
        expect(page.locator("[data-talk]")).to_be_focused()


def test_mark_all_read_asks_and_escape_goes_back(look: Looker, site: Site, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.keyboard.press("Shift+A")
        expect(page.get_by_role("button", name="Yes, all 45")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".confirm summary")).to_be_focused()
        expect(page.get_by_role("button", name="Yes, all 45")).to_be_hidden()
        page.keyboard.press("Shift+A")
        page.keyboard.press("Enter")
        expect(page.locator(".note")).to_have_text("45 articles are marked as read.")
    assert site.library.paper.articles.mark(articles[9].id).read_at


def test_the_focus_after_a_mark_a_dialog_and_a_search_field(look: Looker, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.goto("/unread")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("m")
        expect(page.locator("#live")).to_have_text("Marked as read")
        expect(page.locator(headline(articles[1]))).to_be_focused()
        page.keyboard.press("?")
        expect(page.locator("#keys").get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(headline(articles[1]))).to_be_focused()
        page.keyboard.press("/")
        page.keyboard.press("Escape")
        expect(page.locator("#find")).not_to_be_focused()


def test_without_javascript_a_mark_in_the_unread_list_leads_to_the_next_row(
    look: Looker, articles: tuple[Article, ...]
) -> None:
    with look.page(java_script_enabled=False) as page:
        page.goto("/unread")
        page.locator(f"#a{articles[2].id} .seen").click()
        page.wait_for_url(f"**/unread#a{articles[3].id}")
        expect(page.locator(f"#a{articles[2].id}")).to_have_count(0)


def test_without_javascript_a_decision_leads_back_to_where_it_stands_and_says_so_there(
    look: Looker, site: Site
) -> None:
    ferry, _ = tell_events(site.library)
    (placed,) = site.library.store.placements([ferry[0].id])
    with look.page(java_script_enabled=False) as page:
        page.goto(f"/story/{placed.story}")
        page.get_by_text("This story is complete").click()
        page.get_by_role("button", name="Lock it").click()
        page.wait_for_url("**#byhand")
        expect(page.get_by_role("button", name="Undo")).to_be_in_viewport()
        expect(page.locator(".note")).to_be_in_viewport()
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".note")).to_contain_text("undone")
        expect(page.locator("#byhand")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("address", "button"), [("/settings/reading", "Save"), ("/moderation/house", "Save these rules")]
)
def test_without_javascript_a_long_form_that_was_kept_stands_at_its_end_and_says_so_there(
    look: Looker, address: str, button: str
) -> None:
    with look.page(java_script_enabled=False, viewport={"width": 390, "height": 500}) as page:
        page.goto(address)
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_url("**#kept")
        expect(page.get_by_role("button", name=button, exact=True)).to_be_in_viewport()
        expect(page.locator(".note")).to_be_in_viewport()


def test_what_became_of_the_key_of_feeds_is_said_where_one_looks(look: Looker) -> None:
    with look.page(java_script_enabled=False, viewport={"width": 390, "height": 844}) as page:
        page.goto("/feeds")
        for button, sentence in (("Make a key", "new key"), ("Make a new key", "new key"), ("Take the key", "is gone")):
            page.get_by_role("button", name=button).click()
            expect(page.locator(".note")).to_contain_text(sentence)
            expect(page.locator(".note")).to_be_in_viewport()


def test_after_posting_the_focus_is_on_what_was_said(look: Looker, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.goto(f"/article/{articles[0].id}")
        page.locator("#say-body").fill("What a ferry.")
        page.get_by_role("button", name="Post").click()
        expect(page.locator(".comment")).to_be_focused()


def test_j_and_k_walk_along_every_list(look: Looker, site: Site) -> None:
    tell_events(site.library)
    site.library.paper.insights.catch_up()
    site.library.paper.trackers.add("Where is the ferry?")
    site.library.paper.trackers.add("Who won the cup?")
    for number in (1, 2):
        site.library.paper.discussion.say(
            f"Words {number}.", key=f"k{number}", article=site.library.articles(site.library.source(), 1)[0].id
        )
    with look.page() as page:
        for path in (
            "/",
            "/stories",
            "/story/1",
            "/topics",
            "/search?q=ferry",
            "/trackers",
            "/discussion",
            "/sources",
            "/settings/people",
        ):
            page.goto(path)
            page.keyboard.press("j")
            assert page.evaluate("document.activeElement !== document.body"), path
            first = page.evaluate("document.activeElement.outerHTML")
            page.keyboard.press("j")
            second = page.evaluate("document.activeElement.outerHTML")
            page.keyboard.press("k")
            assert page.evaluate("document.activeElement.outerHTML") == first, path
            if path not in ("/", "/settings/people", "/story/1"):
                assert second != first, path


def test_letters_are_only_letters_where_keys_are_switched_off(look: Looker, articles: tuple[Article, ...]) -> None:
    with look.page() as page:
        page.goto("/settings/keyboard")
        with kept(page, "/settings/look"):
            page.get_by_label("Use these keys").uncheck()
        expect(page.locator("html")).to_have_attribute("data-keys", "false")
        expect(page.locator("#live")).to_have_text("Kept")
        expect(page.locator("#show-keys")).to_be_hidden()
        page.goto("/latest")
        for key in ("j", "x", "?", "c", "m"):
            page.keyboard.press(key)
        expect(page.locator(headline(articles[0]))).not_to_be_focused()
        expect(page.locator("#keys")).to_be_hidden()
        expect(page.locator("html")).not_to_have_attribute("data-density", "compact")
        page.goto("/settings/keyboard")
        page.get_by_label("Use these keys").check()
        page.get_by_label("Use these keys").blur()
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()


@pytest.mark.parametrize("theme", list(Theme))
def test_axe_finds_nothing_in_any_theme(look: Looker, site: Site, theme: Theme) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    article = site.library.article(site.library.source(), published_at=NOW - timedelta(hours=3))
    tell_events(site.library)
    site.library.paper.accounts.add("Ben")
    site.library.paper.accounts.prefer(ReadingPreferences(theme=theme))
    schemes = ("light", "dark") if theme in (Theme.AUTO, Theme.CONTRAST) else ("light",)
    for scheme in schemes:
        with look.page(color_scheme=scheme, bypass_csp=True) as page:
            for path in (f"/article/{article.id}", "/", "/latest", *SETTINGS):
                page.goto(path)
                for summary in page.locator("[data-aa] summary, .gone-for-good summary").all():
                    summary.click()
                assert axe.Axe().run(page).response["violations"] == [], (theme, scheme, path)
            page.goto("/latest")
            page.keyboard.press("?")
            assert axe.Axe().run(page).response["violations"] == [], (theme, scheme, "keys")


@pytest.mark.parametrize("size", [3, 5])
def test_settings_and_articles_reflow(look: Looker, site: Site, size: int) -> None:
    # 320 px wide is what 1280 px are at a zoom of 400 % (WCAG 2.2, 1.4.10).
    article = site.library.article(site.library.source(), blocks=(paragraph("The ferry is on the rocks. " * 30),))
    site.library.paper.accounts.add("B" * 64)
    site.library.paper.accounts.prefer(ReadingPreferences(size=size))
    for width in (320, 720):
        with look.page(viewport={"width": width, "height": 700}) as page:
            for path in (f"/article/{article.id}", *SETTINGS):
                page.goto(path)
                for summary in page.locator("[data-aa] summary").all():
                    summary.click()
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_nothing_moves_where_less_motion_is_wanted(look: Looker, articles: tuple[Article, ...]) -> None:
    assert articles
    with look.page(reduced_motion="reduce") as page:
        durations = "[...document.querySelectorAll('*')].map((e) => getComputedStyle(e).transitionDuration)"
        assert set(page.evaluate(durations)) == {"0s"}


def test_high_contrast_is_also_what_the_system_asks_for(look: Looker, site: Site) -> None:
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    with look.page(contrast="more") as page:
        asked = page.evaluate(colour)
    site.library.paper.accounts.prefer(ReadingPreferences(theme=Theme.CONTRAST))
    with look.page() as page:
        assert page.evaluate(colour) == asked == "rgb(255, 255, 255)"
