"""Whatever happens, in whatever order, a library on SQLite ends up as the one in memory does, which counts nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.contract.making import HOUR, MINUTE, NOW, add_source, announce, draft, lead

from octavo.adapters.store import open_store
from octavo.model.ids import ArticleId, SourceId, StoryId, UserId
from octavo.model.listing import Cursor, ListQuery, Shelf
from octavo.model.stories import Placement, Regrouping, StoryQuery
from octavo.testing import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from octavo.ports import Store

users = st.sampled_from([UserId(1), UserId(2)])
sources = st.sampled_from([SourceId(1), SourceId(2), SourceId(3)])
articles = st.lists(st.integers(1, 8).map(ArticleId), max_size=3)
parts = st.sampled_from([None, "cut"])
names = st.sampled_from(["one", "two", "three", None])
moments = st.integers(-3, 3).map(lambda minutes: NOW + minutes * MINUTE)
maybe = st.one_of(st.none(), moments)


class History(RuleBasedStateMachine):
    """The same calls to both stores; each must answer the same."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "news.db")
        self.stores: tuple[Store, Store] = (MemoryStore(), open_store(str(self.folder / "news.db")))
        for store in self.stores:
            store.ensure_owner("Ada", NOW)
            store.add_user("Ben", password_hash=None, now=NOW)
            for name in ("tide", "post", "courier"):
                add_source(store, name)

    def teardown(self) -> None:
        self.stores[1].close()
        shutil.rmtree(self.folder)

    def both(self, call: Callable[[Store], object]) -> None:
        expected, found = (call(store) for store in self.stores)
        assert found == expected

    @rule(
        source=sources,
        name=names,
        text=st.sampled_from("ab"),
        partial=st.sampled_from([None, "cut"]),
        at=maybe,
        now=moments,
    )
    def save(
        self, source: SourceId, name: str | None, text: str, partial: str | None, at: datetime | None, now: datetime
    ) -> None:
        made = draft(name, text, partial=partial, published_at=at)
        self.both(lambda store: store.save_article(made, source=source, now=now))

    @rule(user=users, source=sources)
    def subscribe(self, user: UserId, source: SourceId) -> None:
        self.both(lambda store: store.subscribe(user, source, NOW))

    @rule(user=users, source=sources)
    def unsubscribe(self, user: UserId, source: SourceId) -> None:
        self.both(lambda store: store.unsubscribe(user, source))

    @rule(user=users, chosen=articles, at=maybe)
    def read(self, user: UserId, chosen: list[ArticleId], at: datetime | None) -> None:
        self.both(lambda store: store.set_read(user, chosen, at))

    @rule(user=users, chosen=articles, at=maybe)
    def star(self, user: UserId, chosen: list[ArticleId], at: datetime | None) -> None:
        self.both(lambda store: store.set_starred(user, chosen, at))

    @rule(user=users, source=st.one_of(st.none(), sources), before=moments)
    def read_all(self, user: UserId, source: SourceId | None, before: datetime) -> None:
        self.both(lambda store: store.mark_all_read(user, read_at=NOW, source=source, before=before))

    @rule(source=sources, name=st.sampled_from("abc"), other=st.sampled_from("abc"), at=maybe, now=moments)
    def announce(self, source: SourceId, name: str, other: str, at: datetime | None, now: datetime) -> None:
        told = lead(name, url=f"https://tide.example/{other}", updated_at=at)
        self.both(lambda store: announce(store, store.sources()[source - 1], told, now=now))

    @rule(now=moments, limit=st.integers(1, 3), end=st.integers(0, 3))
    def work(self, now: datetime, limit: int, end: int) -> None:
        self.both(lambda store: store.take_leads(now, lease_until=now + MINUTE, limit=limit))
        self.both(lambda store: store.due_sources(now, lease_until=now + HOUR, limit=limit))
        for pending in self.stores[0].take_leads(now, lease_until=now, limit=end, ignore_leases=True):
            self.both(lambda store, one=pending.id: store.put_off_lead(one, next_at=now, problem="slow"))  # type: ignore[misc]

    @rule(chosen=articles, story=st.integers(1, 4).map(StoryId), at=moments, into=st.integers(0, 4).map(StoryId))
    def group(self, chosen: list[ArticleId], story: StoryId, at: datetime, into: StoryId) -> None:
        placed = tuple(
            Placement(article=article, story=into or story, at=at, outlet="tide", reason="names") for article in chosen
        )
        merged = ((story, into),) if into and into != story else ()
        after = self.stores[0].grouping_state().position
        made = Regrouping(placements=placed, merged=merged, position=after + 1)
        self.both(lambda store: store.save_regrouping(made, after=after))

    @invariant()
    def the_same_stories_are_seen(self) -> None:
        self.both(lambda store: store.placements_since(NOW - HOUR))
        self.both(lambda store: store.current_stories([StoryId(number) for number in range(1, 6)]))
        self.both(lambda store: (store.grouping_state(), store.last_story()))
        for user in (UserId(1), UserId(2)):
            self.both(lambda store, user=user: store.coverage(user, [StoryId(1), StoryId(2)]))  # type: ignore[misc]
            for fewest in (1, 2):
                query = StoryQuery(user=user, since=NOW - HOUR, fewest_articles=fewest, limit=2)
                self.both(lambda store, query=query: store.stories(query))  # type: ignore[misc]

    @invariant()
    def the_same_is_seen(self) -> None:
        self.both(lambda store: store.changed_articles(0, 99))
        self.both(lambda store: (store.count_articles(), store.sources(), store.followed_sources()))
        self.both(lambda store: [store.revisions(ArticleId(number)) for number in range(1, 4)])
        for user in (UserId(1), UserId(2)):
            self.both(lambda store, user=user: store.subscriptions(user))  # type: ignore[misc]
            self.both(lambda store, user=user: [store.mark(user, ArticleId(n)) for n in range(1, 6)])  # type: ignore[misc]
            for shelf in Shelf:
                for source in (None, SourceId(2)):
                    query = ListQuery(user=user, shelf=shelf, source=source, limit=3)
                    self.both(lambda store, query=query: store.listing(query))  # type: ignore[misc]
        after = Cursor(sort_at=NOW, article=ArticleId(2))
        self.both(lambda store: store.listing(ListQuery(user=UserId(1), after=after)))


@pytest.mark.timeout(600)
def test_the_two_libraries_never_differ(sqlite_template: Path) -> None:
    History.template = sqlite_template
    run_state_machine_as_test(History, settings=settings(max_examples=15, stateful_step_count=25, deadline=None))
