"""What a page costs in a library of 100,000 articles: processor time, queries, and bytes on the wire.

    python benchmarks/pages_speed.py [--articles 100000] [--folder FOLDER] [--times 40] [--refresh] [--address postgresql://…]

The library is filled once and kept in the folder (see ``pages_library.py``); a second run is quick. Each page is asked
for through the web application, in this one process, by a person who is signed in. CPU is the median of many requests,
by the clock of the process, with one thread for numpy; it is comparable between programs only within one run. The peer
of the same run is reader (https://github.com/lemon24/reader) with its own web application over the same articles.
``--refresh`` measures what it costs to take in 100 new articles, beside a small library.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import gzip
import os
import re
import resource
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.pages_library import NOW, Press, opened, peer_of
from sqlalchemy import event

from octavo.adapters.store import SqlStore
from octavo.model.ids import ArticleId, SourceId
from octavo.newsroom.explaining import Explaining
from octavo.newsroom.grouping import Grouping
from octavo.newsroom.indexing import catch_up
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.newsroom import Newsroom

ADDRESS = "http://127.0.0.1:8010"
# Milliseconds of CPU that a page may cost with 100,000 articles.
BARS = {"edition": 10, "list": 12, "article": 12, "story": 20, "search": 30}
FIRST_VIEW = 60_000


def median_of(work: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU that a piece of work takes, the median of many, after two that load what is needed."""
    work()
    work()
    taken = []
    for _ in range(times):
        begun = time.process_time_ns()
        work()
        taken.append(time.process_time_ns() - begun)
    return median(taken) / 1e6


def pages(paper: Newsroom, total: int) -> dict[str, list[str]]:
    """Addresses by the kind of page."""
    name = Press(total).names[3]
    said = paper.subjects.named(name, limit=1)
    lists = ["/latest", "/unread", "/starred", "/source/2", "/stories"]
    lists += [f"/topics/{one.kind}/{one.key}" for one in said]
    deep = paper.articles.listing(limit=40)
    while deep.next and len(lists) < 8:  # noqa: PLR2004 - some pages further on
        deep = paper.articles.listing(limit=200, after=deep.next)
        if deep.next:
            at = deep.next.sort_at
            lists.append(f"/latest?after={int(at.timestamp() * 1_000_000)}-{deep.next.article}")
    story = max(paper.stories.listing(limit=30).stories, key=lambda one: len(one.articles))
    article, old = total - 100, total // 3
    title = paper.articles.article(ArticleId(article)).title
    rare = title.split()[2]
    return {
        "edition": ["/"],
        "list": lists,
        "article": [f"/article/{article}", f"/article/{old}"],
        "story": [f"/story/{story.id}"],
        "search": [
            f"/search?q={rare}",
            "/search?q=government",
            "/search?q=the+government+week",
            "/search?q=government+week+said+people+new+year",
            "/search?q=the+of+and+to+in+a",
            "/search?q=%22the+government%22",
            "/search?q=%22one+of+the%22",
            f"/search?q=%22{name.replace(' ', '+')}%22",
            f"/search?q={rare}+-government",
            "/search?q=nothingatall",
            "/search?q=people+in+the+government+said+nothingatall",
            "/search?q=is:unread",
            "/search?q=government+is:unread",
            "/search?q=is:unread&from=5000",
        ],
        "topics": ["/topics"],
        "discussion": ["/discussion", f"/discussion/article/{total - 5}"],
        "ask": [f"/ask?q=What+did+{name.replace(' ', '+')}+say"],
        "sources": ["/sources"],
    }


class Browser:
    """Asks an ASGI application as one signed-in person, in this process, without a server or a client between."""

    def __init__(self, paper: Newsroom) -> None:
        self._app = create_app(paper, public_url=ADDRESS)
        self._loop = asyncio.new_event_loop()
        self._cookie = ""
        _, headers, _ = self.get(f"/sign-in/{paper.accounts.new_sign_in_link()}")
        self._cookie = headers["set-cookie"]

    def get(self, address: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers, and the body as it goes over the wire."""
        return self._loop.run_until_complete(self._get(address))

    async def _get(self, address: str) -> tuple[int, dict[str, str], bytes]:
        path, _, query = address.partition("?")
        asked = {"host": "127.0.0.1:8010", "accept-encoding": "gzip", "accept": "text/html", "cookie": self._cookie}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": unquote(path), "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in asked.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8010),
        }  # fmt: skip
        told: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:  # noqa: ANN401
            told.append(message)

        await self._app(scope, receive, send)
        headers = {name.decode(): value.decode() for name, value in told[0]["headers"]}
        cookies = [value.decode().partition(";")[0] for name, value in told[0]["headers"] if name == b"set-cookie"]
        headers["set-cookie"] = "; ".join(cookies)
        return told[0]["status"], headers, b"".join(one.get("body", b"") for one in told[1:])


def measure(paper: Newsroom, total: int, times: int) -> None:
    """Print what each page costs."""
    store = paper._resources.store
    assert isinstance(store, SqlStore)
    queries: list[str] = []
    note = lambda _c, _k, statement, *_: queries.append(statement)  # noqa: E731
    event.listen(store._database.engine, "before_cursor_execute", note)
    browser = Browser(paper)
    print(f"\n{'page':12} {'CPU ms':>7} {'queries':>8} {'wire bytes':>10}")
    for kind, addresses in pages(paper, total).items():
        for address in addresses:
            status, _, body = browser.get(address)
            assert status == 200, (status, address)  # noqa: PLR2004
            queries.clear()
            browser.get(address)
            asked = sum(not one.startswith("BEGIN") for one in queries)
            cost = median_of(lambda address=address: browser.get(address), times)  # type: ignore[misc]
            over = "  OVER THE BAR" if cost > BARS.get(kind, 1e9) else ""
            print(f"{kind:12} {cost:7.1f} {asked:8} {len(body):10,}   {address[:70]}{over}", flush=True)
    first_view(browser)


def first_view(browser: Browser) -> None:
    """What a browser loads for the first page it sees: the page, the style and all scripts."""
    _, _, page = browser.get("/latest")
    (base,) = set(re.findall(r"/static/[0-9a-f]+/", gzip.decompress(page).decode()))
    static = Path(__file__).parents[1] / "src/octavo/web/static"
    sizes = {"page": len(page)}
    sizes |= {file.name: len(browser.get(base + file.name)[2]) for file in sorted(static.iterdir())}
    print(f"\nfirst view: {sum(sizes.values()):,} bytes on the wire, of at most {FIRST_VIEW:,}: ", end="")
    print(", ".join(f"{name} {size:,}" for name, size in sizes.items()))


def measure_peer(path: Path, total: int, times: int) -> None:
    """Print what the like pages of reader cost: of its application, and of its older one that has the search."""
    from reader._app import create_app as peer_app  # noqa: PLC0415 - only who measures beside it needs it
    from reader._app.legacy import create_app as older_app  # noqa: PLC0415
    from werkzeug.test import create_environ, run_wsgi_app  # noqa: PLC0415

    config = {"": {"url": str(path)}, "web": {}}
    apps = {"new": peer_app(config), "older": older_app(config)}
    press = Press(total)
    piece = press.piece(1)
    entry = f"/entry?feed=https%3A%2F%2Fpaper{piece.source}.example%2Ffeed&entry=1"
    rare = piece.draft.title.split()[2]
    asked = [
        ("list", "new", "/"),
        ("list, unread", "new", "/?read=no"),
        ("list, one", "new", "/?feed=https%3A%2F%2Fpaper2.example%2Ffeed"),
        ("article", "new", entry),
        ("search", "older", f"/?show=all&limit=20&q={rare}"),
        ("search", "older", "/?show=all&limit=20&q=government"),
    ]
    print("\nreader (its lists have 64 lines, of one feed 256)")
    for kind, app, address in asked:

        def ask(app: str = app, address: str = address) -> tuple[str, bytes]:
            body, status, _ = run_wsgi_app(apps[app], create_environ(address, "http://127.0.0.1"))
            return status, b"".join(body)

        status, body = ask()
        wire = len(gzip.compress(body, 5))
        print(f"{kind:12} {median_of(ask, times):7.1f} {'':8} {wire:10,}   {address[:70]} ({status})", flush=True)


def at_rest() -> float:
    """Megabytes that this process has in memory."""
    pages_in = int(Path("/proc/self/statm").read_text().split()[1])
    return pages_in * resource.getpagesize() / 1e6


def refresh_cost(paper: Newsroom, total: int) -> dict[str, float]:
    """Seconds of CPU to write, index, group and explain 100 new articles, and to print an edition."""
    resources, press = paper._resources, Press(total)
    press.events = max(1, total // 2)
    new = [press.piece(total) for _ in range(100)]
    serial = resources.store.count_articles()
    taken: dict[str, float] = {}

    def timed(name: str, work: Callable[[], object]) -> None:
        begun = time.process_time()
        work()
        taken[name] = time.process_time() - begun

    def write() -> None:
        for number, piece in enumerate(new):
            at = NOW - timedelta(minutes=number)
            draft = replace(piece.draft, url=f"https://new.example/{serial + number}", published_at=at)
            resources.store.save_article(draft, source=SourceId(piece.source), now=NOW)

    catch_up(resources)
    Grouping(resources).catch_up()
    Explaining(resources).catch_up(at_once=None)
    timed("write", write)
    timed("index", lambda: catch_up(resources))
    timed("group", Grouping(resources).catch_up)
    timed("explain", Explaining(resources).catch_up)
    timed("edition", lambda: paper.stories.edition(again=True))
    return taken


def measure_refresh(folder: Path, total: int, recent: int) -> None:
    """Print what 100 new articles cost, in a copy of the library and in a small one with as many recent articles."""
    opened(folder / "small", total=2 * recent, recent=recent, address=None, say=say).close()
    big, small = _refreshed(folder, total, recent), _refreshed(folder / "small", 2 * recent, recent)
    print(f"\n100 new articles, CPU ms: in {total:,} articles, in {2 * recent:,}, and how many times as much")
    for name, cost in big.items():
        print(f"{name:12} {1000 * cost:9.0f} {1000 * small[name]:9.0f} {cost / small[name]:7.2f}")


def _refreshed(folder: Path, total: int, recent: int) -> dict[str, float]:
    """What it costs in a copy, so that the library stays as it is."""
    with tempfile.TemporaryDirectory(dir=folder) as copy:
        for source in (folder / name for name in ("news.db", "news.db-index", "done")):
            if source.is_dir():
                shutil.copytree(source, Path(copy) / source.name)
            else:
                shutil.copy(source, copy)
        with opened(Path(copy), total=total, recent=recent, address=None, say=say) as paper:
            found = refresh_cost(paper, total)
            state = paper._resources.store.grouping_state().state or b""
    print(f"{total:,} articles: what grouping knows takes {len(state) / 1e6:.1f} MB")
    return found


def say(text: str) -> None:
    print(f"{time.process_time():6.0f} s  {text}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--recent", type=int, default=1_500)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "octavo-pages")
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--refresh", action="store_true")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--address", help="of an empty PostgreSQL database, instead of a file in the folder")
    given = parser.parse_args()
    began = time.process_time()
    paper = opened(given.folder, total=given.articles, recent=given.recent, address=given.address, say=say)
    print(f"opened in {time.process_time() - began:.2f} s of CPU")
    gc.collect()
    before = at_rest()
    measure(paper, given.articles, given.times)
    print(f"memory: {before:.0f} MB before the first page, {at_rest():.0f} MB after the last")
    if not given.no_peer and given.address is None:
        measure_peer(peer_of(given.folder, paper, say), given.articles, given.times)
    paper.close()
    if given.refresh:
        measure_refresh(given.folder, given.articles, given.recent)


if __name__ == "__main__":
    main()
