"""Pages that come in two pieces: what is known at once, and what is worked on. No script is needed."""

from __future__ import annotations

import logging
import queue
import threading
from typing import TYPE_CHECKING, TypeVar

from starlette.responses import StreamingResponse

from octavo.model.errors import OctavoError
from octavo.web.errors import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.responses import Response

T = TypeVar("T")

LOG = logging.getLogger("octavo.web")
# Where the second piece goes in a page.
GAP = "<!-- the rest is being worked on -->"
_A_SIGN = 200
_MOST_SIGNS = 120
_PATIENCE = 10.0
_AT_ONCE = threading.BoundedSemaphore(8)
_TOO_MANY = "Many people are asking just now. Try again in a minute."


def in_two_pieces(
    page: Response,
    work: Callable[[Callable[[int], None], Callable[[], bool]], T],
    shown: Callable[[T | str], str],
) -> Response:
    """Send a page up to its gap, a dot now and then while the work goes on, and then what came of it and the rest.

    Args:
        page: a page with the gap in it.
        work: what takes its time; it is given how to tell how many characters there are, and whether nobody waits.
        shown: what came of the work as HTML, or the sentence why nothing did.
    """
    begin, _, end = bytes(page.body).decode().partition(GAP)
    response = StreamingResponse(_pieces(begin, end, work, shown), media_type="text/html")
    # Packing would hold the first piece back; so would a proxy that gathers answers.
    response.headers["Content-Encoding"] = "identity"
    response.headers["X-Accel-Buffering"] = "no"
    for name, value in page.headers.items():
        if name == "set-cookie":
            response.headers.append(name, value)
    return response


def _pieces(
    begin: str,
    end: str,
    work: Callable[[Callable[[int], None], Callable[[], bool]], T],
    shown: Callable[[T | str], str],
) -> Iterator[str]:
    yield begin
    signs: queue.SimpleQueue[int | None] = queue.SimpleQueue()
    gone, result = threading.Event(), list[T | str]()

    def run() -> None:
        result.append(_done(lambda: work(signs.put, gone.is_set)))
        signs.put(None)

    threading.Thread(target=run, name="octavo-writing", daemon=True).start()
    try:
        yield from _dots(signs)
        yield f"</p>{shown(result[0])}{end}"
    finally:
        gone.set()


def _done(work: Callable[[], T]) -> T | str:
    """What comes of the work, or a sentence."""
    if not _AT_ONCE.acquire(blocking=False):
        return _TOO_MANY
    try:
        return work()
    except OctavoError as error:
        return str(error)
    except Exception:  # a page half sent cannot become an error page; the log keeps the cause
        LOG.exception("a page could not be finished")
        return SENTENCES[500]
    finally:
        _AT_ONCE.release()


def _dots(signs: queue.SimpleQueue[int | None]) -> Iterator[str]:
    dots = 0
    while True:
        try:
            count = signs.get(timeout=_PATIENCE)
        except queue.Empty:
            yield " "
            continue
        if count is None:
            return
        if count // _A_SIGN > dots and dots < _MOST_SIGNS:
            dots += 1
            yield "·"
