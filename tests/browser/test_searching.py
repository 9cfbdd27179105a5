"""Searching in the browser: the field, the strip of hits over time, and no row that breaks its grid."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.doors.web_library import NOW, paragraph

from octavo.newsroom.explaining import Explaining

if TYPE_CHECKING:
    from tests.browser.conftest import Looker, Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SAID = "“The ferry is safe, and so is everybody on it,” Ewa Brandt, the harbour master, said on Monday."


@pytest.fixture
def found(site: Site) -> None:
    source = site.library.source()
    site.library.article(source, "Ferry aground", blocks=(paragraph(SAID),))
    site.library.article(source, "Ferry late", published_at=NOW - timedelta(days=3))
    Explaining(site.library.paper._resources).catch_up()


@pytest.mark.usefixtures("found")
def test_one_field_is_seen_and_a_slash_goes_there(look: Looker) -> None:
    with look.page() as page:
        page.goto("/search?q=ferry")
        expect(page.locator("#find")).to_be_hidden()
        page.keyboard.press("/")
        expect(page.locator("#words")).to_be_focused()
        page.keyboard.type("title:late")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=title%3Alate")
        expect(page.locator(".row")).to_have_count(1)


@pytest.mark.usefixtures("found")
def test_a_bar_narrows_the_search_to_its_days(look: Looker) -> None:
    with look.page() as page:
        page.goto("/search?q=ferry")
        page.locator(".spread svg a").first.click()
        expect(page.locator("#words")).to_have_value("ferry after:2026-11-18 before:2026-11-19")
        expect(page.locator(".row .headline")).to_have_text(["Unread: Ferry late"])
        page.goto("/search?q=ferry")
        page.get_by_text("By day", exact=True).click()
        page.get_by_role("link", name="Saturday 21 November 2026").click()
        expect(page.locator(".row .headline")).to_have_text(["Unread: Ferry aground"])


@pytest.mark.usefixtures("found")
def test_a_search_is_kept_and_followed_without_a_script(look: Looker) -> None:
    with look.page(java_script_enabled=False) as page:
        page.goto("/search?q=ferry")
        page.get_by_text("Save this search").click()
        page.locator("#kept-name").fill("Ferries")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("h1")).to_have_text("Ferries")
        page.get_by_role("button", name="Follow").click()
        expect(page.get_by_role("button", name="Following")).to_be_visible()
        page.goto("/topics")
        expect(page.get_by_role("link", name="Ferries")).to_be_visible()


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize("width", [360, 820, 1440])
def test_statements_stand_under_their_headline_at_any_width(look: Looker, width: int) -> None:
    with look.page(viewport={"width": width, "height": 900}) as page:
        for path in ("/search?q=speaker:brandt", "/search", "/search?q=zeppelin+colour:red", "/topics"):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.goto("/search?q=speaker:brandt")
        said, title = page.locator(".saidlist").bounding_box(), page.locator(".row h2").bounding_box()
        assert said
        assert title
        assert said["x"] == title["x"]
        assert said["y"] >= title["y"] + title["height"] - 1


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(look: Looker, site: Site, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    site.library.article(site.library.source("Tide"), "A ferry in fog")
    site.library.paper.searches.save("Ferries", "ferry")
    with look.page(color_scheme=scheme) as page:
        for path in (
            "/search",
            "/search?q=ferry+colour:red",
            "/search?q=speaker:brandt",
            "/search?q=feri",
            "/searches/1",
        ):
            page.goto(path)
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert axe.Axe().run(page).response["violations"] == [], path


UNDER = """() => {
  const line = document.querySelector(".spread line").getBoundingClientRect().bottom;
  return [...document.querySelectorAll(".spread text")].map((day) => day.getBoundingClientRect().top - line);
}"""


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_days_of_the_strip_stand_clear_of_its_ground(look: Looker, width: int, direction: str) -> None:
    with look.page(viewport={"width": width, "height": 900}) as page:
        page.goto("/search?q=ferry")
        page.evaluate("(way) => { document.documentElement.dir = way; }", direction)
        gaps = page.evaluate(UNDER)
        assert len(gaps) == 2
        assert min(gaps) > 0
