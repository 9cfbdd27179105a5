"""What only a browser shows of pictures: whence they come, that nothing moves, what is left of a missing one."""

from __future__ import annotations

import io
import socket
from typing import TYPE_CHECKING

import pytest
from PIL import Image as PictureFile
from playwright.sync_api import expect
from tests.browser.conftest import Looker, Site, served
from tests.doors.web_library import new_library, paragraph

from octavo.model.articles import Block, BlockKind, Image
from octavo.testing import ScriptedPictures
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

WORLD = {f"https://img.press.example/harbour-{n}.jpg": (1200, 700 + 60 * n) for n in range(12)}
LEAD, *REST = WORLD
MISSING = "https://img.press.example/gone.jpg"
SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(
  list.getEntries().filter(one => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0)
)).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 400))"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    pictures = ScriptedPictures(WORLD)
    with new_library(tmp_path, pictures=pictures) as library, socket.create_server(("127.0.0.1", 0)) as listener:
        source = library.source()
        blocks = [paragraph("The ferry ran aground off Skarn. " * 12)]
        for url in (*REST[:3], MISSING):
            blocks += [
                Block(kind=BlockKind.FIGURE, text="Seen from Skarn.", url=url),
                paragraph("Nobody was hurt. " * 30),
            ]
        library.article(source, "The first", image=Image(url=LEAD, caption="The ferry."), blocks=tuple(blocks))
        for number, url in enumerate(REST):
            library.article(source, f"Headline {number}", image=Image(url=url))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with served(create_app(library.paper, public_url=address), listener):
            yield Site(address=address, library=library)


@pytest.fixture
def look(browser: Browser, site: Site) -> Iterator[Looker]:
    """As everywhere, but that a picture may be missing."""
    looker = Looker(browser, site)
    yield looker
    assert [one for one in looker.complaints if "404" not in one] == []


def scroll_through(page: Page) -> None:
    """Go past every picture as a reader does: each has come, or failed to, before the next is looked at."""
    for one in page.locator("img").all():
        one.evaluate("(picture) => picture.scrollIntoView({ block: 'center', behavior: 'instant' })")
        expect(one).to_have_js_property("complete", True)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["/article/1", "/latest"])
def test_pictures_come_from_here_and_nothing_moves(look: Looker, path: str, width: int) -> None:
    with look.page(viewport={"width": width, "height": 800}) as page:
        page.goto(path)
        scroll_through(page)
        loaded = page.eval_on_selector_all("img", "all => all.filter(one => one.naturalWidth > 0).length")
        assert loaded >= 4
        assert page.evaluate(SHIFTS) < 0.01


def test_a_missing_picture_leaves_its_caption_and_no_torn_sign(look: Looker) -> None:
    with look.page(viewport={"width": 820, "height": 900}) as page:
        page.goto("/article/1")
        scroll_through(page)
        missing = page.locator("img[data-picture=missing]")
        expect(missing).to_have_count(1)
        expect(missing).to_be_hidden()
        assert page.get_by_text("Seen from Skarn.").last.is_visible()
        page.reload()
        scroll_through(page)
        assert page.locator("img").count() == 4


def test_without_scripts_a_missing_picture_shows_no_torn_sign_either(look: Looker) -> None:
    with look.page(java_script_enabled=False, viewport={"width": 820, "height": 900}) as page:
        page.goto("/article/1")
        scroll_through(page)
        figure = page.locator("figure").last
        figure.scroll_into_view_if_needed()
        with PictureFile.open(io.BytesIO(figure.locator("img").screenshot())) as shot:
            inside = shot.convert("RGB").crop((4, 4, shot.width - 4, shot.height - 4))
        assert len(inside.getcolors() or ()) == 1
        assert figure.get_by_text("Seen from Skarn.").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_with_pictures_have_no_barriers(look: Looker, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with look.page(color_scheme=scheme) as page:
        for path in ("/article/1", "/latest"):
            page.goto(path)
            scroll_through(page)
            assert axe.Axe().run(page).response["violations"] == [], path
