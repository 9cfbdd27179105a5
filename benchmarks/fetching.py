"""Conditional requests: what one costs with the project's fetcher and with httpx, side by side.

Run from the project's folder: ``PYTHONPATH=src python benchmarks/fetching.py [seconds]``. A loopback server in another
process answers 304 to all; each client gets the same number of seconds in turn, three times. CPU is this process's own
and is the figure to compare; requests per second depend on what else the machine does.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import time
from http import HTTPStatus
from statistics import median
from typing import TYPE_CHECKING

import httpx

from octavo.adapters.http import AiohttpFetcher
from octavo.model.fetches import FetchRequest, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

NOT_MODIFIED = b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\nCache-Control: max-age=600\r\n\r\n'
CONCURRENCY = 24
ROUNDS = 3


async def _serve(pipe: Connection) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(NOT_MODIFIED)
                await writer.drain()
        except (EOFError, OSError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    async with server:
        await server.serve_forever()


def serve(pipe: Connection) -> None:
    asyncio.run(_serve(pipe))


def with_octavo(url: str, seconds: float) -> int:
    """How many requests the project's fetcher makes in so many seconds."""
    end = time.monotonic() + seconds

    def requests() -> Iterator[tuple[None, FetchRequest]]:
        while time.monotonic() < end:
            yield None, FetchRequest(url=url, etag='"v1"')

    fetcher = AiohttpFetcher(
        user_agent="Octavo/benchmark", allow_private_networks=True, concurrency=CONCURRENCY, per_host=CONCURRENCY
    )
    try:
        return sum(
            isinstance(reply, Reply) and reply.status == HTTPStatus.NOT_MODIFIED
            for _, reply in fetcher.fetch(requests())
        )
    finally:
        fetcher.close()


def with_httpx(url: str, seconds: float) -> int:
    """How many requests httpx makes, with as many under way at a time."""
    end = time.monotonic() + seconds

    async def one_after_another(client: httpx.AsyncClient) -> int:
        done = 0
        while time.monotonic() < end:
            answer = await client.get(url, headers={"If-None-Match": '"v1"'})
            done += answer.status_code == HTTPStatus.NOT_MODIFIED
        return done

    async def all_of_them() -> int:
        async with httpx.AsyncClient(follow_redirects=True) as client:
            return sum(await asyncio.gather(*(one_after_another(client) for _ in range(CONCURRENCY))))

    return asyncio.run(all_of_them())


def measure(run: Callable[[str, float], int], url: str, seconds: float) -> tuple[float, float]:
    """Requests per second, and microseconds of CPU per request."""
    cpu, clock = time.process_time(), time.monotonic()
    done = run(url, seconds)
    return done / (time.monotonic() - clock), (time.process_time() - cpu) / max(done, 1) * 1e6


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        url = f"http://127.0.0.1:{ours.recv()}/feed.xml"
        clients = {"octavo (aiohttp)": with_octavo, f"httpx {httpx.__version__}": with_httpx}
        turns = [(name, measure(run, url, seconds)) for _ in range(ROUNDS) for name, run in clients.items()]
    finally:
        server.terminate()
        server.join()
    print(f"{'conditional requests':24}{'requests/s':>12}{'CPU µs each':>14}   (median of {ROUNDS})")
    for name in clients:
        rounds = [result for turn, result in turns if turn == name]
        print(f"{name:24}{median(rate for rate, _ in rounds):12.0f}{median(cost for _, cost in rounds):14.0f}")


if __name__ == "__main__":
    main()
