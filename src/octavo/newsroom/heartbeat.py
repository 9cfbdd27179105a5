"""Signs of life of long work: another process at the same library sees that it goes on, or that it was cut off.

A time stands in the library while the work goes on and is renewed until it ends. Whoever dies renews it no more.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.model.errors import OctavoError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    from octavo.model.work import WorkKind
    from octavo.ports import Clock, Store

LOG = logging.getLogger("octavo.work")
EVERY_SECONDS = 15.0
# Longer than a library is locked while much is written to it.
ALIVE_FOR = timedelta(minutes=2)


class Heartbeat:
    """Notes in the library that work of a kind goes on, from ``begin`` until the block ends."""

    def __init__(self, store: Store, clock: Clock, kind: WorkKind) -> None:
        self._store = store
        self._clock = clock
        self._kind = kind
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None
        self._last: datetime | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ends.set()
        if self._thread is not None:
            self._thread.join()
        if self._last is not None:
            self._try(lambda last: self._store.note_end(self._kind, last), self._last)

    def begin(self) -> None:
        """Note it now, and again and again; more often than once does no harm."""
        if self._thread is None and not self._ends.is_set():
            self._beat()
            self._thread = threading.Thread(target=self._go_on, name="octavo-heartbeat", daemon=True)
            self._thread.start()

    def _go_on(self) -> None:
        while not self._ends.wait(EVERY_SECONDS):
            self._beat()

    def _beat(self) -> None:
        self._try(self._note, self._clock.now())

    def _note(self, now: datetime) -> None:
        self._store.note_life(self._kind, now)
        self._last = now

    def _try(self, note: Callable[[datetime], None], at: datetime) -> None:
        try:
            note(at)
        except OctavoError as error:  # work does not end because a sign of it was not written
            LOG.info("work: no sign of life: %s", error)


def is_alive(at: datetime | None, now: datetime) -> bool:
    """Whether a sign of life is young enough that the work still goes on."""
    return at is not None and now - at < ALIVE_FOR
