"""A newsroom over a real store, and short words for filling it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from octavo.adapters.store import open_store
from octavo.model.articles import Block, BlockKind, Draft
from octavo.model.sources import Source, SourceKind, Visit
from octavo.newsroom import Newsroom, Resources
from octavo.testing import FixedClock, MemorySearchIndex, PlainCredentials, ScriptedFetcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from octavo.model.articles import Article
    from octavo.model.people import User
    from octavo.ports import Mailer, Pictures, Store

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
ADDRESS = "http://127.0.0.1:8010"


def paragraph(text: str, **more: Any) -> Block:  # noqa: ANN401 (a block's fields)
    return Block(kind=BlockKind.PARAGRAPH, text=text, **more)


@dataclass
class Library:
    """A real store with a person in it, and short words for filling it."""

    store: Store
    clock: FixedClock
    fetcher: ScriptedFetcher
    paper: Newsroom
    me: User
    _count: int = field(default=0)

    def source(self, title: str = "The Elsin Courier", kind: SourceKind = SourceKind.FEED) -> Source:
        url = f"https://{len(self.store.sources())}.example/feed.xml"
        source = self.store.add_source(url=url, kind=kind, title=title, site_url=None, language=None, now=NOW)
        self.store.subscribe(self.me.id, source.id, NOW)
        return source

    def article(self, source: Source, title: str = "Ferry aground off Skarn", **more: Any) -> Article:  # noqa: ANN401
        self._count += 1
        fields: dict[str, Any] = {
            "url": f"https://press.example/{self._count}",
            "blocks": (paragraph(f"Text number {self._count} about the ferry."),),
            "published_at": NOW - timedelta(minutes=self._count),
            "language": "en",
        }
        draft = Draft(title=title, **{**fields, **more})
        return self.store.save_article(draft, source=source.id, now=NOW)[0]

    def articles(self, source: Source, count: int) -> tuple[Article, ...]:
        return tuple(self.article(source, f"Headline {n}") for n in range(count))

    def failed(self, source: Source, problem: str) -> None:
        self.store.record_visit(
            Visit(source=source.id, at=NOW, next_at=NOW + timedelta(hours=2), failures=3, reason="x", problem=problem)
        )


@contextmanager
def new_library(folder: Path, mailer: Mailer | None = None, pictures: Pictures | None = None) -> Iterator[Library]:
    """An empty library with its owner; without ``pictures`` none are shown."""
    folder.mkdir(exist_ok=True)
    store = open_store(str(folder / "news.db"))
    clock = FixedClock(NOW)
    fetcher = ScriptedFetcher(at=NOW)
    me = store.ensure_owner("reader", NOW)
    resources = Resources(
        store=store,
        fetcher=fetcher,
        index=MemorySearchIndex(),
        clock=clock,
        credentials=PlainCredentials(),
        mailer=mailer,
        pictures=pictures,
    )
    with Newsroom(resources, me) as paper:
        yield Library(store=store, clock=clock, fetcher=fetcher, paper=paper, me=me)
