"""The fetcher: asynchronous within, synchronous at its port."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError, Future
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from ipaddress import ip_network
from itertools import islice
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

import aiohttp

from octavo.adapters.http.causes import cause_of
from octavo.adapters.http.exchange import Exchange
from octavo.adapters.http.guard import connector
from octavo.adapters.http.worker import Worker
from octavo.model.fetches import FailureReason, FetchRequest, NoReply, Reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Generator, Iterable, Sequence

Key = TypeVar("Key")
_Answer = Future[Reply | NoReply]

# Drawn ahead of what runs, so that one busy host at the head of the line does not leave the others idle.
_DRAWN_PER_TURN = 2
# Publishers send long policies and cookies; the client's own limit is 8 KiB a line.
_LONGEST_HEADER = 32_768


class AiohttpFetcher:
    """Fetches over HTTP/1.1, many documents at once; implements ``Fetcher``. May be used from several threads.

    Private networks are out of reach unless ``allow_private_networks`` is set or they are among
    ``allowed_networks`` (CIDR). ``timeout_seconds`` is for one document with its redirects, without the time it waits
    for its turn. ``allowed_ports``: 80, 443 and those from 1024 up when ``None``. The thread starts with the first
    request.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        allow_private_networks: bool = False,
        allowed_networks: Sequence[str] = (),
        timeout_seconds: float = 20,
        concurrency: int = 24,
        per_host: int = 2,
        allowed_ports: Collection[int] | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._allow_private_networks = allow_private_networks
        self._allowed_networks = tuple(ip_network(network, strict=False) for network in allowed_networks)
        self._timeout_seconds = timeout_seconds
        self._concurrency = concurrency
        self._per_host = per_host
        self._allowed_ports = None if allowed_ports is None else frozenset(allowed_ports)
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._closed = False

    def fetch(self, requests: Iterable[tuple[Key, FetchRequest]]) -> Generator[tuple[Key, Reply | NoReply], None, None]:
        """Fetch many documents at once and yield each answer with its key as it comes; never raises for one of them.

        Error pages, redirects and 304 have no body. ``Reply.url`` never holds credentials. Raises what drawing from
        ``requests`` raises.
        """
        done: SimpleQueue[_Answer] = SimpleQueue()
        under_way: dict[_Answer, Key] = {}
        waiting = iter(requests)
        try:
            while True:
                for key, request in islice(waiting, self._concurrency * _DRAWN_PER_TURN - len(under_way)):
                    answer = self._start(request)
                    under_way[answer] = key
                    answer.add_done_callback(done.put)
                if not under_way:
                    return
                answer = done.get()
                yield under_way.pop(answer), _value(answer)
        finally:
            for answer in under_way:
                answer.cancel()

    def close(self) -> None:
        """Abandon what is under way and let go of connections and the thread."""
        with self._lock:
            self._closed = True
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    def _start(self, request: FetchRequest) -> _Answer:
        with self._lock:
            if self._closed:
                answer: _Answer = Future()
                answer.cancel()
                return answer
            if self._worker is None:
                self._worker = Worker(self._open_exchange)
            return self._worker.submit(request)

    @asynccontextmanager
    async def _open_exchange(self) -> AsyncIterator[Exchange]:
        pool = connector(allow_private_networks=self._allow_private_networks, allowed_networks=self._allowed_networks)
        async with aiohttp.ClientSession(
            connector=pool,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent},
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        ) as session:
            yield Exchange(
                session,
                timeout_seconds=self._timeout_seconds,
                concurrency=self._concurrency,
                per_host=self._per_host,
                allowed_ports=self._allowed_ports,
            )


def _value(answer: _Answer) -> Reply | NoReply:
    try:
        return answer.result()
    except CancelledError:
        return NoReply(reason=FailureReason.UNREACHABLE, detail="the fetcher was closed", at=datetime.now(UTC))
    except Exception as error:  # noqa: BLE001 -- a defect of ours must not stop the others either
        reason, detail = cause_of(error)
        return NoReply(reason=reason, detail=detail, at=datetime.now(UTC))
