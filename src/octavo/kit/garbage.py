"""Work on one page or article without the cyclic garbage collector, which finds nothing there and takes time."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAUSING = Lock()


@contextmanager
def uncollected() -> Iterator[None]:
    """For short work that makes many objects and no cycles: Python's cyclic garbage collector rests meanwhile.

    What is no cycle is freed as ever, by its count of references. Of several threads, or calls within each other, the
    first decides: the collector is back when its work ends, and one that a caller has switched off stays off.
    """
    if not gc.isenabled() or not _PAUSING.acquire(blocking=False):
        yield
        return
    try:
        gc.disable()
        yield
    finally:
        gc.enable()
        _PAUSING.release()
