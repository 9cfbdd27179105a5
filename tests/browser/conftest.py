"""Octavo served on loopback and looked at in Chromium. Whatever goes wrong in the browser fails the test."""

from __future__ import annotations

import shutil
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import expect, sync_playwright
from tests.doors.web_library import Library, new_library

from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI
    from playwright.sync_api import Browser, BrowserType, Page, Response

# Long enough for a machine that has much else to do; what does come, comes at once.
expect.set_options(timeout=30_000)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Site:
    """A running Octavo."""

    address: str
    library: Library

    def link(self) -> str:
        return f"{self.address}/sign-in/{self.library.paper.accounts.new_sign_in_link()}"


class Looker:
    """Opens pages as one signed-in person and notes everything that must not happen."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser = browser
        self._site = site
        self.complaints: list[str] = []
        self.refused = 0

    @contextmanager
    def page(self, **options: Any) -> Iterator[Page]:  # noqa: ANN401 (Playwright's many options)
        with self._browser.new_context(base_url=self._site.address, **options) as context:
            page = context.new_page()
            page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            page.on("request", lambda request: self._check(request.url))
            page.on("response", self._note)
            page.goto(self._site.link())
            page.goto("/latest")
            yield page

    def _check(self, url: str) -> None:
        if not url.startswith(self._site.address + "/"):
            self.complaints.append(f"a request to {url}")

    def _note(self, response: Response) -> None:
        self.refused += response.status >= 400


@contextmanager
def kept(page: Page, *paths: str, status: int = 204) -> Iterator[None]:
    """Wait until the server has kept what a script sends within this block: it shows it before it is kept."""

    def is_one(reply: Response) -> bool:
        return reply.request.method == "POST" and urlsplit(reply.url).path in paths

    with page.expect_response(is_one) as reply:
        yield
    assert reply.value.status == status, reply.value.url


@contextmanager
def served(app: FastAPI, listener: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """What starts browsers; there can be only one in a process."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    started = chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
    yield started
    started.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with new_library(tmp_path) as library, socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with served(create_app(library.paper, public_url=address), listener):
            yield Site(address=address, library=library)


@pytest.fixture
def look(browser: Browser, site: Site) -> Iterator[Looker]:
    looker = Looker(browser, site)
    yield looker
    assert looker.complaints == []
