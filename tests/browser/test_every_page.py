"""Every page, in light and in dark: axe finds nothing on it, and a phone has room for its words and for fingers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.doors.stocked import stock
from tests.doors.test_web_queries import PAGES

if TYPE_CHECKING:
    from tests.browser.conftest import Looker, Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
# What answers with no page: documents, streams, pictures, and what leads out of here or out of the account.
NO_PAGES = ("/feeds/", "/picture/", "/thumbnail/", "/static/", "/healthz", "/robots", "/progress/now", "/sources.opml")
# WCAG 2.2's smallest target is not among what axe looks for by itself.
OPTIONS = {"rules": {"target-size": {"enabled": True}}}
ELSEWHERE = ("/original", "/feed", ".md", ".txt", ".json", ".jsonl", "nobody-knows-this-one")


def addresses() -> list[str]:
    """The address of every page, without the machine's own."""
    every = [one for pages in PAGES.values() for one in pages]
    return [one for one in every if not one.startswith(NO_PAGES) and not one.split("?")[0].endswith(ELSEWHERE)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(look: Looker, site: Site, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    stock(site.library, 4)
    found = {}
    with look.page(color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 844}) as page:
        for address in addresses():
            page.goto(address)
            broken = [one["id"] for one in axe.Axe().run(page, options=OPTIONS).response["violations"]]
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            if broken or wide:
                found[address] = [*broken, *(["wider than the screen"] if wide else [])]
    assert found == {}
