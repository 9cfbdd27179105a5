"""Short ways to make what a store keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from octavo.model.articles import Block, BlockKind, Draft
from octavo.model.sources import Feed, Lead, Source, SourceKind, Visit

if TYPE_CHECKING:
    from octavo.model.articles import Article
    from octavo.model.people import User
    from octavo.ports import Store

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def add_source(store: Store, name: str = "tide", **changes: Any) -> Source:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {
        "url": f"https://{name}.example/feed",
        "kind": SourceKind.FEED,
        "title": name.title(),
        "site_url": None,
        "language": None,
        "now": NOW,
    }
    return store.add_source(**fields | changes)


def follow(store: Store, user: User, name: str = "tide", **changes: Any) -> Source:  # noqa: ANN401 - any field
    source = add_source(store, name, **changes)
    store.subscribe(user.id, source.id, NOW)
    return source


def draft(name: str | None = "ferry", text: str = "The ferry is late.", **changes: Any) -> Draft:  # noqa: ANN401
    fields: dict[str, Any] = {
        "url": None if name is None else f"https://tide.example/{name}",
        "title": (name or "untitled").title(),
        "blocks": paragraphs(text),
        "extracted_by": "test",
    }
    return Draft(**fields | changes)


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)


def save(store: Store, source: Source, made: Draft, now: datetime = NOW) -> Article:
    return store.save_article(made, source=source.id, now=now)[0]


def lead(name: str = "ferry", **changes: Any) -> Lead:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {"url": f"https://tide.example/{name}", "guid": name, "title": name.title()}
    return Lead(**fields | changes)


def announce(store: Store, source: Source, *leads: Lead, now: datetime = NOW) -> int:
    visit = Visit(source=source.id, at=now, succeeded_at=now, next_at=now + HOUR)
    return store.record_visit(visit, feed=Feed(title="The Tide", leads=leads))
