"""Lists that go on by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.doors.web_library import NOW, Library

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Looker, Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
PAGE, MANY = 40, 300


def fill(library: Library, many: int = MANY) -> None:
    """So many articles, a day for every seventy of them, so that days end within pages."""
    sources = [library.source("The Elsin Courier"), library.source("Evening Post")]
    for number in range(many):
        at = NOW - timedelta(days=number // 70, minutes=number % 70)
        library.article(sources[number % 2], f"Headline {number}", published_at=at)


def to_the_end(page: Page) -> None:
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")


def rows(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".row .headline", "all => all.map((one) => one.lastChild.textContent)")
    return found


def read_on(page: Page, pages: int) -> None:
    for number in range(1, pages + 1):
        to_the_end(page)
        expect(page.locator(".row").nth(number * PAGE - 1)).to_be_attached()


def test_a_list_goes_on_until_a_button_and_each_day_has_one_heading(look: Looker, site: Site) -> None:
    fill(site.library)
    with look.page() as page:
        read_on(page, 6)
        more = page.get_by_role("button", name="More", exact=True)
        expect(more).to_be_visible()
        expect(page.locator("#live")).to_have_text("40 more")
        to_the_end(page)
        expect(page.locator(".colophon")).to_be_in_viewport()
        assert rows(page) == [f"Headline {number}" for number in range(6 * PAGE)]
        assert page.locator(".dayname").count() == 4
        more.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".row .headline", has_text="Headline 240")).to_be_focused()
        read_on(page, 7)
        to_the_end(page)
        expect(page.locator(".row")).to_have_count(MANY)
        assert rows(page) == [f"Headline {number}" for number in range(MANY)]
        expect(page.locator(".pages .older")).to_have_count(0)
        ids = page.eval_on_selector_all("[id]", "all => all.map((one) => one.id)")
        assert len(ids) == len(set(ids))


def test_the_way_back_leads_to_the_same_place(look: Looker, site: Site) -> None:
    fill(site.library, 150)
    with look.page() as page:
        read_on(page, 3)
        far = page.locator(".row .headline", has_text="Headline 95")
        far.scroll_into_view_if_needed()
        place = page.evaluate("scrollY")
        far.click()
        page.wait_for_url("**/article/*")
        page.go_back()
        expect(far).to_be_in_viewport()
        assert page.evaluate("scrollY") == pytest.approx(place, abs=40)
        far.click()
        page.wait_for_url("**/article/*")
        page.keyboard.press("j")
        expect(page.locator("h1")).to_have_text("Headline 96")
        page.keyboard.press("u")
        expect(page.locator(".row .headline", has_text="Headline 96")).to_be_focused()
        expect(page.locator(".row .headline", has_text="Headline 96")).to_be_in_viewport()


def test_j_and_k_go_across_the_border_and_marks_work_there(look: Looker, site: Site) -> None:
    fill(site.library, 60)
    with look.page() as page:
        page.locator(".row .headline", has_text="Headline 39").focus()
        page.keyboard.press("j")
        expect(page.locator(".row .headline", has_text="Headline 40")).to_be_focused()
        page.keyboard.press("m")
        expect(page.locator("[data-unread]")).to_have_text("59")
        page.keyboard.press("k")
        expect(page.locator(".row .headline", has_text="Headline 39")).to_be_focused()


def test_where_the_server_does_not_answer_the_link_stays(look: Looker, site: Site) -> None:
    fill(site.library, 60)
    with look.page() as page:
        page.route("**/unread?after=*", lambda route: route.abort())
        page.goto("/unread")
        to_the_end(page)
        expect(page.locator("#live")).to_contain_text("could not go on")
        page.unroute("**/unread?after=*")
        page.locator(".pages .older").click()
        page.wait_for_url("**/unread?after=*")
        expect(page.locator(".row")).to_have_count(20)
    look.complaints[:] = [c for c in look.complaints if "ERR_FAILED" not in c]


def test_every_kind_of_list_goes_on(look: Looker, site: Site) -> None:
    fill(site.library, 130)
    site.library.paper.articles.star([one.id for one in site.library.store.articles(range(1, 131))])  # type: ignore[arg-type]
    with look.page() as page:
        for path in ("/unread", "/starred", "/source/1", "/search?q=ferry"):
            page.goto(path)
            first = len(rows(page))
            to_the_end(page)
            expect(page.locator(".row").nth(first)).to_be_attached()
            assert len(set(rows(page))) == len(rows(page))


def test_without_javascript_the_link_leads_on(look: Looker, site: Site) -> None:
    fill(site.library, 60)
    with look.page(java_script_enabled=False) as page:
        expect(page.locator(".row")).to_have_count(PAGE)
        page.locator(".pages .older").click()
        expect(page.locator(".row")).to_have_count(20)
