"""Pictures over real HTTP from servers that mean no good."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from octavo.adapters.http import AiohttpFetcher
from octavo.adapters.pictures import PillowPictures
from octavo.demo import PressServer, load_articles, papers, second_edition
from octavo.model.pictures import NoPicture, Picture, PictureFailure
from octavo.testing.pictures import plain_png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.http.misbehaving import Misbehaving


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[PillowPictures]:
    fetcher = AiohttpFetcher(
        user_agent="Octavo/test", allowed_networks=("127.0.0.1/32",), timeout_seconds=3, per_host=4
    )
    made = PillowPictures(fetcher=fetcher, folder=tmp_path / "pictures", limit=10_000_000)
    yield made
    made.close()


@contextmanager
def gallery(body: bytes, *, wait: threading.Event | None = None) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that shows one picture at every address, and the headers it was asked with."""
    asked: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append({name.lower(): value for name, value in self.headers.items()})
            if wait is not None:
                wait.wait(10)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Set-Cookie", "reader=42; Path=/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("path", "reason", "passing"),
    [
        ("/huge", PictureFailure.TOO_LARGE, False),
        ("/huge-unannounced", PictureFailure.TOO_LARGE, False),
        ("/endless", PictureFailure.TOO_LARGE, False),
        ("/bomb", PictureFailure.TOO_LARGE, False),
        ("/slow", PictureFailure.UNREACHABLE, True),
        ("/silent", PictureFailure.UNREACHABLE, True),
        ("/truncated", PictureFailure.UNREACHABLE, True),
        ("/429", PictureFailure.UNREACHABLE, True),
        ("/loop", PictureFailure.UNREACHABLE, False),
        ("/to-private", PictureFailure.UNREACHABLE, False),
        ("/to-metadata", PictureFailure.UNREACHABLE, False),
        ("/to-file", PictureFailure.UNREACHABLE, False),
        ("/article", PictureFailure.NOT_A_PICTURE, False),
        ("/empty", PictureFailure.NOT_A_PICTURE, False),
    ],
)
def test_what_a_server_does_wrong_is_a_value_and_forgiven_only_later(
    pictures: PillowPictures, misbehaving: Misbehaving, path: str, reason: PictureFailure, *, passing: bool
) -> None:
    url, private = f"{misbehaving.url(path)}?picture", misbehaving.hits["/private"]
    found = pictures.bring(url, 320)
    assert isinstance(found, NoPicture)
    assert (found.reason, found.passing) == (reason, passing)
    hits = misbehaving.hits.total()
    assert pictures.bring(url, 640) == found
    assert misbehaving.hits.total() == hits
    assert misbehaving.hits["/private"] == private


def test_publishers_learn_nothing_of_who_reads(pictures: PillowPictures) -> None:
    with gallery(plain_png(400, 300)) as (address, asked):
        for number in range(3):
            assert isinstance(pictures.bring(f"{address}/{number}.png", 320), Picture)
    for headers in asked:
        assert not {"cookie", "referer", "origin", "accept-language", "x-forwarded-for"} & headers.keys()
        assert headers["user-agent"] == "Octavo/test"
        assert "svg" not in headers["accept"]


def test_what_many_ask_for_at_once_is_fetched_once(pictures: PillowPictures) -> None:
    open_doors = threading.Event()
    with gallery(plain_png(1_600, 1_000), wait=open_doors) as (address, asked), ThreadPoolExecutor(12) as pool:
        waiting = [pool.submit(pictures.bring, f"{address}/one.png", width) for width in (160, 320, 640, 960) * 3]
        open_doors.set()
        found = [one.result(30) for one in waiting]
    assert [one.width for one in found if isinstance(one, Picture)] == [160, 320, 640, 960] * 3
    assert len(asked) == 1


def test_the_demo_press_shows_its_pictures_on_the_same_way(pictures: PillowPictures) -> None:
    with PressServer(now=second_edition(date(2026, 11, 21))) as press:
        sites = {paper.key: feed.site_url.rstrip("/") for paper, feed in zip(papers.ALL, press.feeds, strict=True)}
        shown = [one for one in load_articles(date(2026, 11, 21)) if one.image_caption][:5]
        found = [pictures.bring(sites[one.paper] + papers.picture_path(one), 640) for one in shown]
    assert [(one.width, one.height) for one in found if isinstance(one, Picture)] == [(640, 360)] * len(shown)
