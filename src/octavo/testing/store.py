"""A store in memory."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from octavo.testing.leaving import MemoryPeople
from octavo.testing.sites import MemorySites
from octavo.testing.work import MemoryWork

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class MemoryStore(MemoryPeople, MemorySites, MemoryWork):
    """A whole library in memory, safe between threads; it is gone with the object."""

    def hurried(self, seconds: float) -> AbstractContextManager[None]:
        """Nobody waits here."""
        del seconds
        return nullcontext()

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Nothing here is kept from seeing what others write."""
        return nullcontext()

    def close(self) -> None:
        """Nothing to let go of."""
