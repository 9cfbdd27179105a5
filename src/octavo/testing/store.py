"""A store in memory."""

from __future__ import annotations

from octavo.testing.leaving import MemoryPeople
from octavo.testing.sites import MemorySites
from octavo.testing.work import MemoryWork


class MemoryStore(MemoryPeople, MemorySites, MemoryWork):
    """A whole library in memory, safe between threads; it is gone with the object."""

    def close(self) -> None:
        """Nothing to let go of."""
