"""Work on one page or article without the cyclic garbage collector, which finds nothing there and takes time."""

from __future__ import annotations

import gc
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Whoever takes the one turn switches the collector; to take it and to give it back are atomic.
_TURNS: deque[None] = deque((None,))


@contextmanager
def uncollected() -> Iterator[None]:
    """For short work that makes many objects and no cycles: Python's cyclic garbage collector rests meanwhile.

    What is no cycle is freed as ever, by its count of references. Of several threads, or calls within each other, the
    first decides: the collector is back when its work ends, and one that a caller has switched off stays off.
    """
    if not gc.isenabled() or not _takes_turn():
        yield
        return
    try:
        gc.disable()
        yield
    finally:
        gc.enable()
        _TURNS.append(None)


def _takes_turn() -> bool:
    try:
        _TURNS.pop()
    except IndexError:
        return False
    return True
