"""A language model in the browser: a term explained where it stands, and pages that come in two pieces."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Looker, Site, served
from tests.doors.web_library import new_library, paragraph
from tests.unit.newsroom.writing_library import FERRY, said

from octavo.newsroom import Newsroom
from octavo.testing import ScriptedLanguageModel, ScriptedMailer
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from octavo.model.writing import ModelRequest

pytestmark = pytest.mark.browser
AXE = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
# Held while the model is to be slow.
GATE = threading.Event()


SELECT = """() => {
  const words = document.createTreeWalker(document.querySelector("article > .text"), NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const at = words.currentNode.data.indexOf("Aurora");
    if (at >= 0) return getSelection().setBaseAndExtent(words.currentNode, at, words.currentNode, at + 6);
  }
}"""


def answer(_request: ModelRequest) -> str:
    GATE.wait(20)
    return said((FERRY[0], ["s1"]), ("The king has 99 cows.", ["s1"]))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    GATE.set()
    with new_library(tmp_path, ScriptedMailer()) as library, socket.create_server(("127.0.0.1", 0)) as listener:
        resources = replace(library.paper._resources, language_model=ScriptedLanguageModel(answer))
        paper = Newsroom(resources, library.me)
        library.article(library.source(), "Ferry sinks", blocks=(paragraph(" ".join(FERRY)),))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with served(create_app(paper, public_url=address), listener):
            yield Site(address=address, library=library)


@pytest.fixture
def look(browser: Browser, site: Site) -> Iterator[Looker]:
    looker = Looker(browser, site)
    yield looker
    assert looker.complaints == []


def test_a_selected_term_is_explained_where_it_stands(look: Looker) -> None:
    with look.page() as page:
        page.goto("/article/1")
        expect(page.get_by_role("button", name="Explain", exact=True)).to_be_hidden()
        page.evaluate(SELECT)
        page.get_by_role("button", name="Explain", exact=True).click()
        box = page.get_by_role("dialog")
        expect(box.get_by_text(FERRY[0])).to_be_visible()
        expect(box.get_by_text("1 sentence dropped by the check")).to_be_visible()
        assert AXE.Axe().run(page).response["violations"] == []
        box.get_by_role("button", name="Close").click()
        expect(box).to_have_count(0)


def test_what_is_known_stands_there_while_the_model_works(look: Looker) -> None:
    for scripts, question in ((True, "Where did the ferry Aurora sink?"), (False, "When did the ferry Aurora sink?")):
        with look.page(java_script_enabled=scripts) as page:
            page.goto(f"/ask?q={question}")
            GATE.clear()
            page.get_by_role("button", name="Let the language model answer").click(no_wait_after=True)
            expect(page.get_by_text("It reads these passages")).to_be_visible()
            expect(page.locator(".claims").first).to_be_visible()
            GATE.set()
            expect(page.get_by_text("Written by scripted")).to_be_visible()
            expect(page.get_by_text("It reads these passages")).to_be_hidden()


@pytest.mark.parametrize(
    "path", ["/briefing", "/mail", "/feeds", "/trackers/1", "/article/1/explain", "/article/1/translate"]
)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(look: Looker, site: Site, path: str) -> None:
    site.library.paper.trackers.add("Where did the ferry Aurora sink?")
    for width, scheme in ((390, "dark"), (1440, "light")):
        with look.page(viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
            page.goto(path)
            assert AXE.Axe().run(page).response["violations"] == []
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
