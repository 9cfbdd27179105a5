"""As many people as may listen to a discussion do so, at one worker, and the pages still answer."""

from __future__ import annotations

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp
import pytest
import uvicorn
from tests.doors.web_library import Library, new_library

from octavo.web import create_app, live

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = ("/", "/latest", "/unread", "/article/1", "/stories", "/search?q=ferry", "/discussion/article/1")


@contextmanager
def served(library: Library) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = create_app(library.paper, public_url=address)
        config = uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join()


async def hear(stream: aiohttp.ClientResponse) -> str:
    """The next stamp that a stream tells."""
    async for line in stream.content:
        if line.startswith(b"data: "):
            return line.decode().strip()
    return ""


async def listen(address: str, link: str, library: Library) -> None:
    jar, connector = aiohttp.CookieJar(unsafe=True), aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(address, cookie_jar=jar, connector=connector) as session:
        await session.get(link)
        path = "/discussion/article/1/live"
        streams = await asyncio.gather(*(session.get(path) for _ in range(live.MOST_LISTENERS)))
        assert {one.status for one in streams} == {200}
        before = await asyncio.gather(*map(hear, streams))
        assert len(set(before)) == 1
        assert (await session.get(path, headers={"accept": "text/html"})).status == 503
        number = library.store.count_articles()
        said = asyncio.to_thread(library.paper.discussion.say, "It was the fog.", key="fog", article=1)  # type: ignore[arg-type]
        heard = asyncio.gather(*map(hear, streams))
        _, replies = await asyncio.gather(said, asyncio.gather(*(session.get(page) for page in PAGES * 3)))
        assert {one.status for one in replies} == {200}
        after = await heard
        assert set(after).isdisjoint(before)
        assert len(set(after)) == 1
        assert library.store.count_articles() == number
        for one in streams:
            one.close()


@pytest.mark.timeout(120)
def test_all_who_listen_hear_a_comment_and_pages_answer_meanwhile(tmp_path: Path) -> None:
    with new_library(tmp_path) as library:
        library.articles(library.source(), 30)
        with served(library) as address:
            listening = listen(address, f"/sign-in/{library.paper.accounts.new_sign_in_link()}", library)
            # In a thread of its own: a browser of other tests may hold this one's event loop.
            with ThreadPoolExecutor(1) as thread:
                thread.submit(asyncio.run, listening).result()
