"""A store in memory."""

from __future__ import annotations

from octavo.testing.leaving import MemoryPeople
from octavo.testing.sites import MemorySites


class MemoryStore(MemoryPeople, MemorySites):
    """A whole library in memory, safe between threads; it is gone with the object."""

    def close(self) -> None:
        """Nothing to let go of."""
