"""What pages write while they are read."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from octavo.model.errors import OctavoError, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from octavo.model.ids import UserId
    from octavo.ports import Store

LOG = logging.getLogger("octavo.asides")
MOMENT = 0.2
MOST_ASIDES = 1_000
# Nobody who opens a page waits while more of what others did is written.
_AT_ONCE = 20


@contextmanager
def by_the_way(store: Store, *, seconds: float = MOMENT) -> Iterator[None]:
    """Around what is noted by the way: nobody waits long for it, and where it cannot be written it is missed."""
    with suppress(StoreUnavailable), store.hurried(seconds):
        yield


class Aside(NamedTuple):
    """Who did by the way what, and to what: a later one takes the place of an earlier one that still waits."""

    user: UserId
    deed: str
    of: int


class Asides:
    """What readers did by the way, until the library can be written: in order, and never after what came later.

    It is in memory alone, and bounded: what comes when ``most`` wait is missed.
    """

    def __init__(self, most: int = MOST_ASIDES) -> None:
        self._most = most
        self._waiting: dict[Aside, Callable[[], object]] = {}
        self._guard = threading.Lock()
        # Whoever has it is the only one who writes what waits: what comes later is written later.
        self._turn = threading.RLock()

    def __len__(self) -> int:
        return len(self._waiting)

    def note(self, store: Store, aside: Aside, write: Callable[[], object], *, seconds: float = MOMENT) -> None:
        """Write this after what waits already, or within ``seconds`` not, and then at the next chance."""
        with self._guard:
            self._waiting.pop(aside, None)
            if len(self._waiting) >= self._most:
                LOG.warning("%d notes wait for the library: one of what readers do by the way is missed", self._most)
                return
            self._waiting[aside] = write
        self.catch_up(store, seconds=seconds)

    def catch_up(self, store: Store, *, seconds: float = 0.0) -> None:
        """Write of what waits what can be written without waiting longer for other writers."""
        if self._waiting and self._turn.acquire(timeout=seconds):
            try:
                with by_the_way(store, seconds=seconds):
                    self._write(self._due()[:_AT_ONCE])
            finally:
                self._turn.release()

    @contextmanager
    def first(self, user: UserId) -> Iterator[None]:
        """Around what a person does deliberately: what they did before is written before, and nothing of it after.

        Where nothing of theirs waits, nobody else is waited for.
        """
        if not any(aside.user == user for aside, _ in self._due()):
            yield
            return
        with self._turn:
            self._write([one for one in self._due() if one[0].user == user])
            yield

    def close(self) -> None:
        """Write all that waits, as patiently as what is done deliberately."""
        with self._turn:
            try:
                self._write(self._due())
            except StoreUnavailable as error:
                LOG.warning("%d of what readers did by the way could not be written: %s", len(self), error)

    def _due(self) -> list[tuple[Aside, Callable[[], object]]]:
        with self._guard:
            return list(self._waiting.items())

    def _write(self, some: list[tuple[Aside, Callable[[], object]]]) -> None:
        for aside, write in some:
            try:
                write()
            except StoreUnavailable:
                raise
            except OctavoError as error:  # the account or the article is gone: there is nothing to note any more
                LOG.info("%s of %d is not noted: %s", aside.deed, aside.of, error)
            with self._guard:
                if self._waiting.get(aside) is write:
                    del self._waiting[aside]
