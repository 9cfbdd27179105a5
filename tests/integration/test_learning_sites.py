"""What a site's pages teach, over real HTTP: its own lines go, and a new layout raises the alarm."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

import octavo
from octavo.cli.group import octavo as command
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from octavo.newsroom import Newsroom

FOOTER = "The Loopback Post is owned by its readers, and it is printed on every day but one of the year."
SUBJECTS = ("lamp", "ferry", "ledger", "bridge", "harvest", "choir", "tunnel", "orchard", "library", "regatta")


class _Press(BaseHTTPRequestHandler):
    """Publishes the articles up to a number; those from another number on in a layout that nobody can read."""

    count: ClassVar[int] = 0
    broken_from: ClassVar[int] = 1_000

    def do_GET(self) -> None:
        number = self.path.removeprefix("/story/")
        body = self._feed() if self.path == "/feed" else self._page(int(number))
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _feed(self) -> bytes:
        items = "".join(
            f"<item><title>{_title(number)}</title><link>/story/{number}</link><guid>{number}</guid></item>"
            for number in range(1, self.count + 1)
        )
        text = f"<rss version='2.0'><channel><title>The Loopback Post</title><link>/</link>{items}</channel></rss>"
        return text.encode()

    def _page(self, number: int) -> bytes:
        title, subject = _title(number), SUBJECTS[number % len(SUBJECTS)]
        if number >= self.broken_from:
            return f"<html lang=en><title>{title}</title><body><div id=app>Loading</div></body></html>".encode()
        text = "".join(
            f"<p>In part {part} of its {number}th report the council spoke of the {subject}, of what it cost and why, "
            f"and of the {number * part} people who had signed for it.</p>"
            for part in range(1, 7)
        )
        return (
            f"<html lang=en><title>{title}</title><body><article><h1>{title}</h1>{text}<p>{FOOTER}</p></article></body>"
        ).encode()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        """Say nothing."""


def _title(number: int) -> str:
    return f"Council speaks of the {SUBJECTS[number % len(SUBJECTS)]} for the {number}th time"


@pytest.fixture
def base() -> Iterator[str]:
    _Press.count, _Press.broken_from = 0, 1_000
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Press)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _refresh_with(paper: Newsroom, count: int) -> None:
    _Press.count = count
    paper.refresh()


def _last_lines(paper: Newsroom) -> dict[str, str]:
    rows = paper.articles.listing().rows
    return {row.title: paper.articles.article(row.article).blocks[-1].text for row in rows}


def test_a_line_that_all_articles_end_with_goes_from_the_fourth_on(base: str, tmp_path: Path) -> None:
    for number in range(1, 7):
        with octavo.open(tmp_path / "news.db", allow_private_networks=True) as paper:
            if number == 1:
                paper.sources.follow(f"{base}/feed")
            _refresh_with(paper, number)
            last = _last_lines(paper)
            assert (last[_title(number)] == FOOTER) == (number <= 3)
    with octavo.open(tmp_path / "news.db", allow_private_networks=True) as paper:
        paper.refresh(again=True)
        rows = paper.articles.listing().rows
        assert [row.revision for row in rows] == [1] * 6
        assert sum(line == FOOTER for line in _last_lines(paper).values()) == 3


def test_a_new_layout_raises_the_alarm(base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with octavo.open(path, allow_private_networks=True) as paper:
        _Press.broken_from = 15
        paper.sources.follow(f"{base}/feed")
        _refresh_with(paper, 14)
        _refresh_with(paper, 18)
        assert [one.layout for one in paper.sources.list()] == [None]
        _refresh_with(paper, 22)
        (followed,) = paper.sources.list()
        assert followed.layout is not None
        assert (followed.layout.host, followed.layout.incomplete, followed.layout.latest) == ("127.0.0.1", 8, 8)
        sentence = "The layout of 127.0.0.1 seems to have changed: 8 of the last 8 articles may be incomplete."
        app = create_app(paper, public_url="http://paper.test")
        with TestClient(app, base_url="http://paper.test") as client:
            client.get(f"/sign-in/{paper.accounts.new_sign_in_link()}")
            for address in ("/sources", f"/source/{followed.source.id}"):
                assert sentence in client.get(address).text
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(command, ["--library", str(path), "sources", "--json"], catch_exceptions=False)
    (told,) = json.loads(printed.output)
    assert told["layout_change"]["incomplete"] == 8
    assert told["layout_change"]["sentence"].startswith(sentence)
