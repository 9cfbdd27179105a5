"""Articles over several pages and pages that scripts build, over real HTTP."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest
from click.testing import CliRunner

import octavo
from octavo.cli.group import octavo as command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "The keeper of part {} spoke of the {}, of the winters without a boat and of the lamp that will go out."
FEED = b"""<rss version="2.0"><channel><title>The Loopback Post</title><link>/</link><description>News</description>
<item><title>The keepers</title><link>/keepers</link><guid>1</guid></item>
<item><title>The shell</title><link>/shell</link><guid>2</guid></item></channel></rss>"""


def _page(title: str, part: int, more: str = "") -> bytes:
    text = "".join(f"<p>{TEXT.format(part, thing)}</p>" for thing in ("lamp", "stairs", "ledger"))
    return f"<html lang=en><title>{title}</title><article><h1>{title}</h1>{text}</article>{more}</html>".encode()


PAGES = {
    "/feed": FEED,
    "/keepers": _page("The keepers", 1, '<a rel="next" href="/keepers?page=2">2</a>'),
    "/keepers?page=2": _page("The keepers", 2, '<a rel="next" href="/keepers?page=3">3</a><a href="/keepers">1</a>'),
    "/keepers?page=3": _page("The keepers", 3, '<a rel="next" href="/keepers">Next</a>'),
    "/shell": b"<html><title>The shell</title><link rel=amphtml href=/shell/amp><body><div id=app></div></body></html>",
    "/shell/amp": _page("The shell", 1, '<link rel="canonical" href="/shell">'),
}


class _Press(BaseHTTPRequestHandler):
    hits: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        self.hits[self.path] += 1
        body = PAGES.get(self.path, b"")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        """Say nothing."""


@pytest.fixture
def base() -> Iterator[str]:
    _Press.hits.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Press)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_refresh_gathers_all_pages_of_an_article(base: str, tmp_path: Path) -> None:
    with octavo.open(tmp_path / "news.db", allow_private_networks=True) as paper:
        paper.sources.follow(f"{base}/feed")
        report = paper.refresh()
        assert (report.articles_new, report.pages_failed) == (2, 0)
        articles = {row.title: paper.articles.article(row.article) for row in paper.articles.listing().rows}
    assert (len(articles["The keepers"].blocks), articles["The keepers"].partial) == (9, None)
    assert (len(articles["The shell"].blocks), articles["The shell"].url) == (3, f"{base}/shell")
    assert {path: _Press.hits[path] for path in PAGES if path != "/feed"} == dict.fromkeys(list(PAGES)[1:], 1)


def test_extract_from_the_web_gathers_them_too(base: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OCTAVO_ALLOW_PRIVATE_NETWORKS", "true")
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(command, ["extract", f"{base}/keepers", "--json"], catch_exceptions=False)
    assert len(json.loads(printed.output)["paragraphs"]) == 9
