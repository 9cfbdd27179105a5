"""A newsroom over a library in memory, with four articles in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.contract.making import add_source, draft, save

from octavo.newsroom import Newsroom, Resources
from octavo.testing import FixedClock, MemorySearchIndex, MemoryStore, PlainCredentials, ScriptedFetcher

if TYPE_CHECKING:
    from octavo.model.articles import Article

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)


class CountingCredentials(PlainCredentials):
    """Counts how often a password is checked against a hash: that is the work which takes time."""

    def __init__(self) -> None:
        super().__init__()
        self.checked = 0

    def verify_password(self, password_hash: str | None, password: str) -> bool:
        self.checked += 1
        return super().verify_password(password_hash, password)


@dataclass(frozen=True, kw_only=True)
class Room:
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    credentials: CountingCredentials = field(default_factory=CountingCredentials)

    @property
    def paper(self) -> Newsroom:
        """The newsroom of the owner, as they now are."""
        resources = Resources(
            store=self.store,
            fetcher=ScriptedFetcher(at=NOW),
            index=MemorySearchIndex(),
            clock=self.clock,
            credentials=self.credentials,
        )
        return Newsroom(resources, self.store.ensure_owner("reader", NOW))

    def articles(self, count: int = 4) -> tuple[Article, ...]:
        source = add_source(self.store)
        return tuple(save(self.store, source, draft(f"n{n}", f"Text {n}.")) for n in range(count))
