"""What pages write while they are read."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from octavo.model.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.ports import Store


MOMENT = 0.2


@contextmanager
def by_the_way(store: Store, *, seconds: float = MOMENT) -> Iterator[None]:
    """Around what is noted by the way: nobody waits long for it, and where it cannot be written it is missed."""
    with suppress(StoreUnavailable), store.hurried(seconds):
        yield
