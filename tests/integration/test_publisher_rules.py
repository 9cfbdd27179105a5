"""A refresh that follows a user's rules for a publisher, over real HTTP."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

import octavo
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEED = b"""<rss version="2.0"><channel><title>The Loopback Post</title><link>/</link><description>News</description>
<item><title>The lamp</title><link>/port/lamp</link><guid>1</guid></item>
<item><title>The stairs</title><link>/stairs</link><guid>2</guid></item></channel></rss>"""
LONG_FEED = FEED.replace(
    b"</channel>",
    b"".join(b"<item><title>No. %d</title><link>/port/%d</link><guid>%d</guid></item>" % (n, n, n) for n in range(3, 6))
    + b"</channel>",
)
TEXT = "".join(
    f"<p>The keeper spoke of the {thing} and of the winters without a boat.</p>" for thing in ("lamp", "stairs", "log")
)
PAGE = f"""<html lang="en"><head><title>Page</title></head><body><article><h1>The keepers</h1>{TEXT}</article>
<div class="side"><h3>The lamp itself</h3><p>It burns.</p><p>Still.</p></div></body></html>""".encode()
WHOLE_FEED = b"""<rss version="2.0"><channel><title>The Loopback Post</title><link>/</link>
<item><title>The gale</title><link>/port/whole</link><guid>9</guid></item></channel></rss>"""
WHOLE_TEXT = "".join(
    f"<p>For the {time} time this year the lamp at the northern pier went out in a gale, and for two hours no boat "
    f"could enter the harbour, where {count} fishermen waited outside the bar, the harbour master of Skarn said.</p>"
    for count, time in enumerate(("first", "second", "third", "fourth", "fifth"), start=11)
)
WHOLE = f"""<html lang="en"><head><title>The gale</title></head><body><article><h1>The gale</h1>{WHOLE_TEXT}</article>
<div class="side"><p>It burns.</p></div></body></html>""".encode()
RULES = """
name = "The Post"
hosts = "127.0.0.1"
paths = "/port"
[[layout]]
body = "div.side"
drop = "h3"
title = "div.side h3"
"""


class _Press(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        feed = {"/feed": FEED, "/long/feed": LONG_FEED, "/whole/feed": WHOLE_FEED}.get(self.path)
        body = feed or (WHOLE if self.path == "/port/whole" else PAGE)
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml" if feed else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        """Say nothing."""


@pytest.fixture
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Press)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_refresh_follows_the_rules_and_reads_them_anew(
    base: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "a-broken.toml").write_text("name = 1", encoding="utf-8")
    (rules / "post.toml").write_text(RULES, encoding="utf-8")

    with octavo.open(tmp_path / "news.db", allow_private_networks=True, publisher_rules=rules) as paper:

        def read() -> dict[str, tuple[str, str, str]]:
            rows = paper.articles.listing().rows
            articles = [paper.articles.article(row.article) for row in rows]
            return {str(one.url).removeprefix(base): (one.title, one.text, one.extracted_by) for one in articles}

        paper.sources.follow(f"{base}/feed")
        report = paper.refresh()
        assert (report.articles_new, report.pages_failed) == (2, 0)
        ruled = ("The lamp itself", "It burns.\n\nStill.", "publisher rules: The Post")
        assert read()["/port/lamp"] == ruled
        assert "publisher rules" not in read()["/stairs"][2]
        assert "The keeper spoke of the lamp" in read()["/stairs"][1]
        assert "a-broken.toml: name must be text in quotation marks, not a number." in caplog.text

        (rules / "post.toml").write_text(f'{RULES}drop_lines = "still"\n', encoding="utf-8")
        assert paper.refresh(again=True).articles_changed == 1
        assert read()["/port/lamp"][1] == "It burns."


def test_rules_that_fit_no_page_any_more_are_told_on_the_page_of_the_source(base: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    file = rules / "post.toml"
    file.write_text(RULES.replace("div.side", "div.rebuilt"), encoding="utf-8")
    with octavo.open(tmp_path / "news.db", allow_private_networks=True, publisher_rules=rules) as paper:
        source = paper.sources.follow(f"{base}/long/feed").source
        paper.refresh()
        doubt = paper.sources.rules_doubt(source.id)
        assert doubt is not None
        assert (doubt.unfit, doubt.latest) == (4, 4)
        app = create_app(paper, public_url="http://paper.test")
        with TestClient(app, base_url="http://paper.test") as client:
            client.get(f"/sign-in/{paper.accounts.new_sign_in_link()}")
            page = client.get(f"/source/{source.id}").text
            assert "The rules for this publisher seem out of date: on 4 of its last 4 articles" in page
            file.write_text(RULES, encoding="utf-8")
            paper.refresh(again=True)
            assert paper.sources.rules_doubt(source.id) is None
            assert "seem out of date" not in client.get(f"/source/{source.id}").text
            assert client.get("/sources").status_code == 200


def test_an_article_says_that_its_rules_held_a_fraction_of_it(base: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "post.toml").write_text(RULES, encoding="utf-8")
    with octavo.open(tmp_path / "news.db", allow_private_networks=True, publisher_rules=rules) as paper:
        paper.sources.follow(f"{base}/whole/feed")
        paper.refresh()
        (row,) = paper.articles.listing().rows
        article = paper.articles.article(row.article)
        assert article.text.count("harbour master of Skarn") == 5
        assert "publisher rules The Post seem out of date" in article.extracted_by
        app = create_app(paper, public_url="http://paper.test")
        with TestClient(app, base_url="http://paper.test") as client:
            client.get(f"/sign-in/{paper.accounts.new_sign_in_link()}")
            page = client.get(f"/article/{article.id}").text
        assert "The rules for this publisher held only a fraction of this article" in page


def test_a_folder_that_is_not_there_stops_nothing(base: str, tmp_path: Path) -> None:
    with octavo.open(tmp_path / "news.db", allow_private_networks=True, publisher_rules=tmp_path / "none") as paper:
        paper.sources.follow(f"{base}/feed")
        assert paper.refresh().articles_new == 2
