"""Beginning in the browser: what Enter sends, what is dropped, and work that is seen to go on."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.doors.web_library import NOW

from octavo.model.fetches import Reply

if TYPE_CHECKING:
    from tests.browser.conftest import Looker, Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

TIDE = "https://tide.example/feed.xml"
FEED = b"""<rss version="2.0"><channel><title>Radio Tide</title><link>https://tide.example/</link><item>
<title>Ferry aground</title><link>https://tide.example/1</link><description>It is late.</description></item>
</channel></rss>"""
DROP = """(text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], "mine.opml"));
  for (const kind of ["dragover", "drop"]) {
    const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector("h1").dispatchEvent(event);
  }
}"""


def serve(site: Site) -> None:
    reply = Reply(url=TIDE, status=200, headers={"content-type": "application/rss+xml"}, body=FEED, at=NOW)
    site.library.fetcher.script[TIDE] = reply


def test_enter_looks_at_one_address_and_following_needs_one_more_key(look: Looker, site: Site) -> None:
    serve(site)
    with look.page() as page:
        page.goto("/welcome")
        page.locator("#address").fill(TIDE)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Radio Tide")).to_be_visible()
        page.get_by_role("button", name="Follow").press("Enter")
        expect(page.get_by_role("heading", name="Radio Tide", level=1)).to_be_visible()
    assert site.library.paper.work.wait(30)


def test_what_follows_packs_comes_along_once_one_is_ticked(look: Looker) -> None:
    with look.page(java_script_enabled=False, viewport={"width": 390, "height": 800}) as page:
        page.goto("/welcome")
        first = page.locator(".packs .pack").first
        first.scroll_into_view_if_needed()
        expect(page.get_by_role("button", name="Follow what is ticked")).not_to_be_in_viewport()
        first.locator("input").first.check()
        expect(page.get_by_role("button", name="Follow what is ticked")).to_be_in_viewport()


def test_a_list_that_is_dropped_anywhere_is_taken_in(look: Looker, site: Site) -> None:
    serve(site)
    with look.page() as page:
        page.goto("/welcome")
        page.evaluate(DROP, f'<opml version="2.0"><body><outline text="Tide" xmlUrl="{TIDE}"/></body></opml>')
        expect(page.get_by_text("1 added")).to_be_visible()
    assert site.library.paper.work.wait(30)


def test_work_is_seen_to_go_on_and_to_end(look: Looker, site: Site) -> None:
    serve(site)
    go = threading.Event()

    def slow(_request: object) -> Reply:
        go.wait(60)
        body = b"<html><body><article><h1>Ferry aground</h1><p>" + b"The ferry is late again. " * 20 + b"</p></article>"
        return Reply(url="https://tide.example/1", status=200, headers={"content-type": "text/html"}, body=body, at=NOW)

    site.library.fetcher.script["https://tide.example/1"] = slow
    site.library.paper.sources.follow(TIDE)
    with look.page() as page:
        page.goto("/sources")
        page.get_by_role("button", name="Fetch all now").click()
        expect(page.get_by_role("heading", name="Fetching articles")).to_be_visible()
        front = page.context.new_page()
        front.goto("/")
        expect(front.get_by_role("heading", name="Your paper is being made")).to_be_visible()
        expect(front.get_by_text("What your source tells becomes")).to_be_visible()
        expect(front.locator(".working")).to_have_text("Fetching articles… 0 of 1")
        go.set()
        expect(front.get_by_role("heading", name="A quiet day")).to_be_visible()  # one source tells it alone
        expect(page.get_by_role("heading", name="Your paper is ready")).to_be_visible()
        page.get_by_role("button", name="Read the front page").click()
        expect(page).to_have_url(site.address + "/")


def test_axe_finds_nothing_on_the_pages_of_sources(look: Looker, site: Site) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    serve(site)
    with look.page(bypass_csp=True) as page:
        page.goto("/welcome")
        assert axe.Axe().run(page).response["violations"] == []
    source, ill = site.library.source(), site.library.source("Evening Post")
    site.library.article(source)
    site.library.failed(ill, "Nobody answers: wait a while.")
    folder = site.library.paper.sources.put(source.id, "World").folder
    for scheme in ("light", "dark"):
        with look.page(color_scheme=scheme, bypass_csp=True) as page:
            for path in ("/welcome", "/sources", f"/source/{ill.id}", f"/folder/{folder}", "/progress"):
                page.goto(path)
                page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
                assert axe.Axe().run(page).response["violations"] == [], (scheme, path)
            page.goto("/sources")
            page.locator("#address").fill(TIDE)
            page.get_by_role("button", name="Find feed").click()
            expect(page.get_by_role("heading", name="Radio Tide")).to_be_visible()
            assert axe.Axe().run(page).response["violations"] == [], scheme
