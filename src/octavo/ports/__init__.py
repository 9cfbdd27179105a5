"""What Octavo needs from the world: a few small protocols, implemented by adapters and by the fakes in ``testing``."""

from __future__ import annotations

from typing import Protocol

from octavo.ports.library import (
    AccountStore,
    ArticleStore,
    InsightStore,
    MarkStore,
    ModelStore,
    SiteStore,
    SourceStore,
    StoryStore,
    TrackerStore,
)
from octavo.ports.talk import DiscussionStore
from octavo.ports.world import Clock, Credentials, Embedder, Fetcher, LanguageModel, SearchIndex

__all__ = [
    "AccountStore",
    "ArticleStore",
    "Clock",
    "Credentials",
    "DiscussionStore",
    "Embedder",
    "Fetcher",
    "InsightStore",
    "LanguageModel",
    "MarkStore",
    "ModelStore",
    "SearchIndex",
    "SiteStore",
    "SourceStore",
    "Store",
    "StoryStore",
    "TrackerStore",
]


class Store(
    SourceStore,
    ArticleStore,
    MarkStore,
    StoryStore,
    InsightStore,
    TrackerStore,
    SiteStore,
    AccountStore,
    DiscussionStore,
    ModelStore,
    Protocol,
):
    """The library. Every method is one transaction: it happened, or it did not.

    Times go in and come out aware and in UTC. Raises StoreUnavailable when the library cannot be read or written.
    """

    def close(self) -> None:
        """Let go of files and connections."""
