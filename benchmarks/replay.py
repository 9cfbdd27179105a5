"""Replay captured pages: serve them over loopback with a feed for each publisher, and run the whole pipeline over them.

    python benchmarks/replay.py --data DIR [--pages N] [--library FILE]

DIR holds ``manifest.json`` and ``html/<id>.html.gz`` as for ``benchmarks/extraction.py``. Prints feeds, pages fetched,
extracted, partial and failed with reasons, and pages per second of wall time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import octavo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from octavo.model.refreshes import RefreshReport
    from octavo.newsroom import Newsroom

Answer: TypeAlias = "Callable[[], tuple[str, bytes]]"

_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedPage:
    """One page of the data: its id, its publisher, and where its bytes are."""

    id: str
    publisher: str
    file: Path

    def body(self) -> bytes:
        """The page's bytes as they were captured, in whatever charset."""
        return gzip.decompress(self.file.read_bytes())


def captured(data: Path, limit: int | None = None) -> tuple[CapturedPage, ...]:
    """The pages of a folder, at most ``limit`` of them."""
    entries = json.loads((data / "manifest.json").read_text("utf-8"))["pages"][:limit]
    return tuple(
        CapturedPage(
            id=entry["id"],
            publisher=entry.get("publisher_group") or entry["dataset"],
            file=data / "html" / f"{entry['id']}.html.gz",
        )
        for entry in entries
    )


@dataclass(slots=True)
class Press:
    """A running server: its address, its feeds, and what it has served."""

    address: str
    feeds: tuple[str, ...]
    served: Counter[str]
    answers: dict[str, Answer]


@contextmanager
def serve(pages: Sequence[CapturedPage]) -> Iterator[Press]:
    """Serve every page at ``/p/<id>`` without a charset, and a feed for each publisher at ``/f/<name>.xml``."""
    by_publisher: dict[str, list[CapturedPage]] = {}
    for page in pages:
        by_publisher.setdefault(page.publisher, []).append(page)
    answers: dict[str, Answer] = {f"/p/{page.id}": partial(_page_answer, page) for page in pages}
    feeds = {feed_path(publisher): partial(_feed_answer, publisher, its) for publisher, its in by_publisher.items()}
    answers.update(feeds)
    served: Counter[str] = Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answers, served))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield Press(address=address, feeds=tuple(address + path for path in feeds), served=served, answers=answers)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def feed_path(publisher: str) -> str:
    """Where a publisher's feed is served."""
    return f"/f/{quote(publisher, safe='')}.xml"


def _page_answer(page: CapturedPage) -> tuple[str, bytes]:
    return "text/html", page.body()


def _feed_answer(publisher: str, pages: Sequence[CapturedPage]) -> tuple[str, bytes]:
    return "application/rss+xml", feed(publisher, pages)


def _handler(answers: Mapping[str, Answer], served: Counter[str]) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            answer = answers.get(self.path)
            media_type, body = answer() if answer else ("text/plain", b"not here")
            served["found" if answer else "missing"] += 1
            self.send_response(200 if answer else 404)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def feed(publisher: str, pages: Sequence[CapturedPage]) -> bytes:
    """An RSS 2.0 feed of a publisher's pages with relative links, titles as the pages have them, and no dates."""
    items = "".join(
        f"<item><title>{escape(_title(page))}</title><link>/p/{page.id}</link>"
        f'<guid isPermaLink="false">{page.id}</guid></item>'
        for page in pages
    )
    head = f"<title>{escape(publisher)}</title><link>/</link><description>Captured pages</description>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def _title(page: CapturedPage) -> str:
    found = _TITLE.search(page.body())
    return " ".join(unescape(found.group(1).decode("utf-8", "replace")).split()) if found else page.id


def replay(paper: Newsroom, press: Press) -> RefreshReport:
    """Follow every feed of the press, then refresh."""
    for address in press.feeds:
        paper.sources.follow(address)
    return paper.refresh()


def describe(report: RefreshReport, press: Press, pages: int, seconds: float) -> str:
    """What came of it, as text for people."""
    lines = [
        f"feeds followed   {len(press.feeds):5d}",
        f"pages announced  {pages:5d}",
        f"extracted        {report.articles_new + report.articles_changed + report.articles_unchanged:5d}",
        f"failed           {report.pages_failed:5d}",
        *(f"  {count:5d} × {reason}" for reason, count in report.page_failures),
        *(f"  feed {title}: {sentence}" for title, sentence in report.problems),
        f"replies served   {sum(press.served.values()):5d}",
        f"pages/s          {pages / seconds:7.1f} ({seconds:.1f} s)",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", type=int, help="only the first N pages")
    parser.add_argument("--library", type=Path, help="keep the library here instead of a temporary folder")
    options = parser.parse_args()
    pages = captured(options.data, options.pages)
    with tempfile.TemporaryDirectory() as folder, serve(pages) as press:
        library = options.library or Path(folder) / "news.db"
        with octavo.open(str(library), allow_private_networks=True, per_host=8) as paper:
            begun = time.monotonic()
            report = replay(paper, press)
            print(describe(report, press, len(pages), time.monotonic() - begun))


if __name__ == "__main__":
    main()
