"""A store in memory."""

from __future__ import annotations

from octavo.testing.accounts import MemoryAccounts
from octavo.testing.insights import MemoryInsights
from octavo.testing.model_calls import MemoryModelCalls
from octavo.testing.moderation import MemoryModeration
from octavo.testing.searches import MemorySearches
from octavo.testing.sites import MemorySites
from octavo.testing.sources import MemorySources
from octavo.testing.trackers import MemoryTrackers


class MemoryStore(
    MemorySources,
    MemoryModeration,
    MemoryInsights,
    MemoryTrackers,
    MemorySearches,
    MemorySites,
    MemoryAccounts,
    MemoryModelCalls,
):
    """A whole library in memory, safe between threads; it is gone with the object."""

    def close(self) -> None:
        """Nothing to let go of."""
