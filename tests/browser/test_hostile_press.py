"""A publisher, a commentator and a language model that all mean ill: read in a real browser, none of them runs a thing.

The looker fails on every request to another site and on every complaint of the browser, and a browser complains of each
script that the content security policy had to stop: nothing may get even that far.
"""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import Looker, Site, served
from tests.browser.payloads import PAYLOADS
from tests.doors.web_library import Library

import octavo
from octavo.testing.scripted_model import says, scripted_model
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from octavo.model.listing import Row
    from octavo.newsroom import Newsroom
    from octavo.testing.scripted_model import Asked

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
A_PAGE = 4
A_REPLY = 13
SENTENCES = (
    "The ferry Aurelia struck the Tern Rocks off Skarn on Saturday with {} people aboard.",
    "“Nobody was hurt, and everybody was calm,” harbour master Edda Roos said.",
    "The rescue took nine hours and ended on 14 November in the harbour of Skarn.",
)
MARKUP = ":is(script, iframe, object, embed, base, math, video, audio, style, frameset, marquee, input[autofocus])"
HANDLERS = "[onerror], [onload], [onclick], [onfocus], [ontoggle], [onmouseover], [style], [srcdoc], [ping]"
LINKS = "a:not([href^='http://']):not([href^='https://']):not([href^='/']):not([href^='#'])"


def test_there_are_enough_of_them() -> None:
    assert len(set(PAYLOADS)) >= 120


def _xml(text: str) -> str:
    """A text as the text of an XML element; what XML has no letter for is left out."""
    return escape("".join(char for char in text if char >= " " or char in "\t\n"))


def _feed(base: str) -> bytes:
    items = "".join(
        f"<item><title>{_xml(payload)} {n}</title><link>{base}/{n}</link><guid>{n}</guid>"
        f"<author>{_xml(payload)}</author><category>{_xml(payload)}</category><description>{_xml(payload)}</description></item>"
        for n, payload in enumerate(PAYLOADS)
    )
    name = _xml(PAYLOADS[1])
    return f'<rss version="2.0"><channel><title>{name}</title><link>{base}</link>{items}</channel></rss>'.encode()


def _page(number: int) -> bytes:
    """A page whose head, headline, byline, caption and text are payloads: as markup, as text, and as text of text."""
    mine = [PAYLOADS[(number + step) % len(PAYLOADS)] for step in range(A_PAGE)]
    quoted = [escape(one) for one in mine]
    data = json.dumps({"@type": "NewsArticle", "headline": mine[0], "author": {"name": mine[1]}, "keywords": mine})
    text = "".join(
        f"<p>{SENTENCES[0].format(number)} {raw} {SENTENCES[1]}</p><p>{SENTENCES[2]} {told}</p>"
        f"<blockquote><p>{told} {SENTENCES[1]}</p></blockquote><ul><li>{SENTENCES[0].format(raw)}</li></ul>"
        for raw, told in zip(mine, quoted, strict=True)
    )
    return (
        f"<html lang='{quoted[0]}'><head><title>{quoted[0]} {number}</title><meta name=author content='{quoted[1]}'>"
        f"<meta property=og:site_name content='{quoted[2]}'><meta property=article:section content='{quoted[3]}'>"
        f"<meta property=article:tag content='{quoted[0]}'><script type='application/ld+json'>{data}</script></head>"
        f"<body><article><h1>{quoted[0]} {number}</h1><p class=byline>By {quoted[1]}</p><figure><img src=/p.png "
        f"alt='{quoted[2]}'><figcaption>{quoted[3]} {SENTENCES[2]}</figcaption></figure>{text}</article></body></html>"
    ).encode("utf-8", "replace")


class _Press(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        number = self.path.strip("/")
        body = _page(int(number)) if number.isdigit() else _feed(f"http://{self.headers['Host']}")
        kind = "text/html; charset=utf-8" if number.isdigit() else "application/rss+xml"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        """Say nothing."""


@contextmanager
def hostile_press() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Press)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/feed"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Liar:
    """A model that ends each sentence that it could cite with a payload, and adds some that cite payloads."""

    def __init__(self) -> None:
        self._left = list(PAYLOADS)

    def __call__(self, asked: Asked) -> str:
        mine, self._left = self._left[:A_REPLY], self._left[A_REPLY:]
        lines = zip(asked.lines.items(), mine, strict=False)
        sentences = [{"text": f"{line} {payload}", "cites": [number, payload]} for (number, line), payload in lines]
        sentences += [{"text": payload, "cites": [payload]} for payload in mine]
        return json.dumps({"found": True, "sentences": sentences})


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    with (
        scripted_model(says(_Liar())) as model,
        hostile_press() as feed,
        octavo.open(
            folder / "news.db", allow_private_networks=True, llm_address=model.base_url, llm_model=PAYLOADS[0]
        ) as opened,
    ):
        opened.sources.follow(feed)
        opened.refresh()
        yield opened


@pytest.fixture
def look(browser: Browser, paper: Newsroom) -> Iterator[Looker]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with served(create_app(paper, public_url=address), listener):
            looker = Looker(browser, Site(address=address, library=_Papered(paper)))
            yield looker
            # Its pictures are none, and the server says so to the browser.
            assert [one for one in looker.complaints if "404 (Not Found)" not in one] == []


class _Papered(Library):
    """What a looker needs of a library."""

    def __init__(self, paper: Newsroom) -> None:
        self.paper = paper


def check(page: Page, path: str) -> None:
    page.goto(path)
    assert page.title() != "run", path
    for selector in (MARKUP, HANDLERS, LINKS):
        assert page.locator(f"main {selector}").count() == 0, (path, selector)


def test_what_a_publisher_sends_stays_words(look: Looker, paper: Newsroom) -> None:
    rows: list[Row] = []
    cursor = None
    while not rows or cursor:
        listing = paper.articles.listing(after=cursor)
        rows += listing.rows
        cursor = listing.next
    assert len(rows) >= len(PAYLOADS) * 0.9
    with look.page() as page:
        for path in ("/", "/stories", "/topics", "/sources", "/unread", "/search?q=ferry", "/ask?q=Who+said+that"):
            check(page, path)
        path = "/latest"
        while path:
            check(page, path)
            older = page.locator("a.older")
            path = (older.get_attribute("href") or "") if older.count() else ""
        for row in rows[::A_PAGE]:
            check(page, f"/article/{row.article}")
        for story in paper.stories.listing(limit=5).stories:
            check(page, f"/story/{story.id}")


def test_what_a_model_writes_stays_words(look: Looker, paper: Newsroom) -> None:
    seen = 0
    with look.page() as page:
        for row in paper.articles.listing().rows[: len(PAYLOADS) // A_REPLY + 1]:
            page.goto(f"/article/{row.article}")
            page.get_by_role("button", name="language model").first.click()
            page.wait_for_url("**/written")
            assert page.title() != "run"
            seen += page.locator(".dropped li, .points li").count()
            for selector in (MARKUP, HANDLERS, LINKS):
                assert page.locator(f"main {selector}").count() == 0, selector
    assert seen >= len(PAYLOADS)
