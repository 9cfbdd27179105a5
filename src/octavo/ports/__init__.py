"""What Octavo needs from the world: a few small protocols, implemented by adapters and by the fakes in ``testing``."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from octavo.ports.following import FollowingStore
from octavo.ports.letters import LetterStore, Mailer
from octavo.ports.library import (
    ArticleStore,
    InsightStore,
    MarkStore,
    ModelStore,
    SiteStore,
    SourceStore,
    StoryStore,
    TrackerStore,
)
from octavo.ports.notes import NoteStore, PlaceStore
from octavo.ports.people import AccountStore, BrakeStore
from octavo.ports.searches import SearchStore
from octavo.ports.talk import DiscussionStore
from octavo.ports.work import WorkStore
from octavo.ports.world import Clock, Credentials, Embedder, Fetcher, LanguageModel, Pictures, SearchIndex

__all__ = [
    "AccountStore",
    "ArticleStore",
    "BrakeStore",
    "Clock",
    "Credentials",
    "DiscussionStore",
    "Embedder",
    "Fetcher",
    "FollowingStore",
    "InsightStore",
    "LanguageModel",
    "LetterStore",
    "Mailer",
    "MarkStore",
    "ModelStore",
    "NoteStore",
    "Pictures",
    "PlaceStore",
    "SearchIndex",
    "SearchStore",
    "SiteStore",
    "SourceStore",
    "Store",
    "StoryStore",
    "TrackerStore",
    "WorkStore",
]


class Store(
    SourceStore,
    FollowingStore,
    ArticleStore,
    MarkStore,
    StoryStore,
    InsightStore,
    TrackerStore,
    NoteStore,
    PlaceStore,
    SearchStore,
    SiteStore,
    AccountStore,
    BrakeStore,
    DiscussionStore,
    ModelStore,
    LetterStore,
    WorkStore,
    Protocol,
):
    """The library. Every method is one transaction: it happened, or it did not.

    Times go in and come out aware and in UTC. Raises StoreUnavailable when the library cannot be read or written.
    """

    def hurried(self, seconds: float) -> AbstractContextManager[None]:
        """Within it writes wait so long at most for other writers, and then raise StoreUnavailable.

        For some time after that was in vain they do not wait at all.
        """

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Within it, all that this thread reads is of one moment, until it writes: what it writes it then sees."""

    def size(self) -> int:
        """How many bytes the library takes up, about."""

    def close(self) -> None:
        """Let go of files and connections."""
