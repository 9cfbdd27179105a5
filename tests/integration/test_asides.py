"""What a reader does by the way while another program holds the library is written when that one lets go."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING

import pytest
from tests.doors.web_library import new_library

from octavo.adapters.store import engine, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.doors.web_library import Library

pytestmark = pytest.mark.timeout(300)

HOLDER = """
import sqlite3, sys
library = sqlite3.connect(sys.argv[1], isolation_level=None)
library.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


class Holder:
    """A program that writes, and does not let go before it is told to."""

    def __init__(self, library: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(library)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "held\n"

    def let_go(self) -> None:
        self._process.communicate("go\n")


@contextmanager
def held(library: Path) -> Iterator[Holder]:
    holder = Holder(library)
    try:
        yield holder
    finally:
        holder.let_go()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with new_library(tmp_path) as library:
        yield library


def test_an_article_opened_while_another_program_writes_for_long_is_read_afterwards(
    library: Library, tmp_path: Path
) -> None:
    desk = library.paper.articles
    first, second = library.articles(library.source(), 2)
    with held(tmp_path / "news.db"):  # the first one is waited for as long as any mark is, and given up then
        assert desk.opened(first.id).mark.read_at is not None
        assert desk.opened(second.id).mark.read_at is not None
        assert desk.mark(first.id).read_at is None
    library.paper.catch_up()
    assert desk.mark(first.id).read_at is not None
    assert desk.mark(second.id).read_at is not None


def test_whoever_comes_next_writes_what_waits(library: Library, tmp_path: Path) -> None:
    article = library.article(library.source())
    session = library.paper.accounts.redeem(library.paper.accounts.new_sign_in_link())
    assert session is not None
    with held(tmp_path / "news.db"):
        library.paper.articles.opened(article.id)
    library.paper.accounts.of_session(session)
    assert library.paper.articles.mark(article.id).read_at is not None


def test_what_is_marked_unread_by_hand_stays_unread(library: Library, tmp_path: Path) -> None:
    desk = library.paper.articles
    article = library.article(library.source())
    with held(tmp_path / "news.db"):
        desk.opened(article.id)
    desk.mark_unread([article.id])
    library.paper.catch_up()
    assert desk.mark(article.id).read_at is None


def test_a_library_that_closes_in_order_writes_what_waits(tmp_path: Path) -> None:
    with new_library(tmp_path) as library:
        article = library.article(library.source())
        with held(tmp_path / "news.db"):
            library.paper.articles.opened(article.id)
    store = open_store(str(tmp_path / "news.db"))
    assert store.mark(library.me.id, article.id).read_at is not None
    store.close()


def test_a_library_that_stays_locked_can_be_closed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    with new_library(tmp_path) as library:
        article = library.article(library.source())
        with held(tmp_path / "news.db"):
            library.paper.articles.opened(article.id)
            library.paper.close()
    assert "1 of what readers did by the way could not be written" in caplog.text


def test_a_server_that_is_asked_to_end_writes_what_waits(tmp_path: Path) -> None:
    with new_library(tmp_path) as library:
        article = library.article(library.source())
    file = tmp_path / "news.db"
    known = {
        "OCTAVO_DATABASE": str(file),
        "OCTAVO_DATA_DIR": str(tmp_path),
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "octavo", "serve", "--port", "0", "--no-refresh"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **known, "COLUMNS": "200", "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert server.stdout is not None
        said = "".join(server.stdout.readline() for _ in range(2))
        link = re.search(r"http\S+/sign-in/\S+", said)
        assert link is not None, said
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        browser.open(link[0]).read()
        with held(file):
            browser.open(f"{link[0].partition('/sign-in/')[0]}/article/{article.id}").read()
            server.send_signal(signal.SIGTERM)
        server.wait(60)
    finally:
        server.kill()
        server.communicate()
    store = open_store(str(file))
    assert store.mark(library.me.id, article.id).read_at is not None
    store.close()
