"""Pages at twice the size and on the smallest screens: nothing scrolls sideways, no bar takes the room to read.

WCAG 2.2, 1.4.4 and 1.4.10.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.test_every_page import addresses
from tests.doors.stocked import stock
from tests.doors.web_library import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserType, Page
    from tests.browser.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
# What sticks or is fixed may take a third of the screen at most, or there is no room to read beside it.
BARS = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const { position } = getComputedStyle(one), { width, height } = one.getBoundingClientRect();
  return ["sticky", "fixed"].includes(position) && one.checkVisibility() && width > innerWidth / 2
    && height > innerHeight / 3;
}).map((one) => `${one.tagName}.${one.className}`)"""


@contextmanager
def browsing(
    chromium: BrowserType, folder: Path, site: Site, *, letters: int, width: int, height: int
) -> Iterator[Page]:
    """A browser whose owner has set its letters to so many pixels; 16 is what browsers come with."""
    (folder / "Default").mkdir(parents=True)
    kept = {"webkit": {"webprefs": {"default_font_size": letters}}}
    (folder / "Default" / "Preferences").write_text(json.dumps(kept))
    with chromium.launch_persistent_context(
        folder,
        executable_path=CHROMIUM,
        args=list(QUIET),
        base_url=site.address,
        viewport={"width": width, "height": height},
    ) as context:
        page = context.new_page()
        page.goto(site.link())
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{letters}px"
        yield page


@pytest.mark.parametrize(
    ("letters", "width", "height"), [(16, 320, 256), (32, 360, 640), (32, 640, 512), (32, 1280, 800)]
)
def test_every_page_has_room(
    chromium: BrowserType, tmp_path: Path, site: Site, letters: int, width: int, height: int
) -> None:
    stock(site.library, 4)
    found = {}
    with browsing(chromium, tmp_path / "profile", site, letters=letters, width=width, height=height) as page:
        for address in addresses():
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            bars = page.evaluate(BARS)
            if wide > 0 or bars:
                found[address] = (wide, bars)
    assert found == {}


def test_a_long_day_and_what_a_list_offers_do_not_lie_on_each_other(
    chromium: BrowserType, tmp_path: Path, site: Site
) -> None:
    site.library.article(site.library.source(), published_at=NOW - timedelta(days=400))
    with browsing(chromium, tmp_path / "profile", site, letters=16, width=320, height=400) as page:
        page.goto("/unread")
        day = page.evaluate(
            "() => { const words = document.createRange();"
            " words.selectNodeContents(document.querySelector('.dayname'));"
            " const { right, top, bottom } = words.getBoundingClientRect(); return [right, top, bottom]; }"
        )
        box = page.locator(".unfold").bounding_box()
        assert box is not None
        assert box["x"] >= day[0] or box["y"] >= day[2] or box["y"] + box["height"] <= day[1] + 1


@pytest.mark.parametrize("letters", [16, 32])
def test_a_kept_answer_has_the_width_of_a_phone(
    chromium: BrowserType, tmp_path: Path, site: Site, letters: int
) -> None:
    stock(site.library, 2)
    with browsing(chromium, tmp_path / "profile", site, letters=letters, width=360, height=640) as page:
        page.goto("/trackers/1")
        cell = page.locator(".answered td:nth-child(2)").first.bounding_box()
        table = page.locator(".answered").bounding_box()
        assert cell is not None
        assert table is not None
        assert cell["width"] == pytest.approx(table["width"], abs=1)


def test_twice_the_letters_leave_headlines_whole_and_days_of_a_strip_legible(
    chromium: BrowserType, tmp_path: Path, site: Site
) -> None:
    source = site.library.source()
    for days in (0, 3):
        site.library.article(source, "Ferry aground", published_at=NOW - timedelta(days=days))
    high = {}
    for letters in (16, 32):
        with browsing(chromium, tmp_path / str(letters), site, letters=letters, width=390, height=844) as page:
            page.goto("/search?q=ferry")
            labels = page.locator(".spread text")
            high[letters] = labels.first.evaluate("one => one.getBoundingClientRect().height")
            first, last = labels.first.bounding_box(), labels.last.bounding_box()
            assert first is not None
            assert last is not None
            assert first["x"] + first["width"] < last["x"]
            page.goto("/moderation")
            wide = "one => { const words = document.createRange(); words.selectNodeContents(one);"
            wide += " return [...words.getClientRects()].length; }"
            page.locator("h1").evaluate("one => { one.textContent = 'Moderators'; }")
            assert page.locator("h1").evaluate(wide) == 1
    assert high[32] > 1.8 * high[16]
