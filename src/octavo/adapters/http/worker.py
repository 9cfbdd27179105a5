"""The event loop and its thread."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from octavo.adapters.http.exchange import Exchange
    from octavo.model.fetches import FetchRequest, NoReply, Reply

# Names are resolved by blocking calls; a name server that hangs holds up no more than its own.
_RESOLVER_THREADS = 16


class Worker:
    """Runs one exchange on an event loop in a thread of its own, until it is stopped."""

    def __init__(self, open_exchange: Callable[[], AbstractAsyncContextManager[Exchange]]) -> None:
        self._open_exchange = open_exchange
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="octavo-resolve"))
        self._stopping = asyncio.Event()
        opened: Future[Exchange] = Future()
        self._thread = threading.Thread(target=self._run, args=(opened,), name="octavo-fetch", daemon=True)
        self._thread.start()
        self._exchange = opened.result()

    def submit(self, request: FetchRequest) -> Future[Reply | NoReply]:
        """Begin to answer a request."""
        return asyncio.run_coroutine_threadsafe(self._exchange.answer(request), self._loop)

    def stop(self) -> None:
        """Cancel what is under way, close all connections, and end the thread."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def _run(self, opened: Future[Exchange]) -> None:
        try:
            self._loop.run_until_complete(self._serve(opened))
        except Exception as error:  # noqa: BLE001 -- it is raised where somebody waits
            if not opened.done():
                opened.set_exception(error)
        finally:
            # does not wait for threads that resolve names
            self._loop.close()

    async def _serve(self, opened: Future[Exchange]) -> None:
        async with self._open_exchange() as exchange:
            opened.set_result(exchange)
            await self._stopping.wait()
            rest = asyncio.all_tasks() - {asyncio.current_task()}
            for task in rest:
                task.cancel()
            await asyncio.gather(*rest, return_exceptions=True)
            # one more turn, in which those who wait for the cancelled are told
            await asyncio.sleep(0)
