"""A store in memory."""

from __future__ import annotations

from octavo.testing.accounts import MemoryAccounts
from octavo.testing.following import MemoryFollowing
from octavo.testing.insights import MemoryInsights
from octavo.testing.model_calls import MemoryModelCalls
from octavo.testing.moderation import MemoryModeration
from octavo.testing.sites import MemorySites
from octavo.testing.trackers import MemoryTrackers


class MemoryStore(
    MemoryFollowing, MemoryModeration, MemoryInsights, MemoryTrackers, MemorySites, MemoryAccounts, MemoryModelCalls
):
    """A whole library in memory, safe between threads; it is gone with the object."""

    def close(self) -> None:
        """Nothing to let go of."""
