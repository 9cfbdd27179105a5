"""The contract of the store: what waits to be done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.contract.making import HOUR, NOW, add_source, announce, draft, lead, save

from octavo.model.work import Backlog, WorkKind

if TYPE_CHECKING:
    from octavo.model.people import User
    from octavo.ports import Store


def test_nothing_waits_in_an_empty_library(store: Store) -> None:
    assert store.backlog() == Backlog()
    assert store.backlog().is_empty


def test_only_sources_that_somebody_follows_wait_for_their_first_visit(store: Store, owner: User) -> None:
    source = add_source(store)
    assert store.backlog().sources == 0
    store.subscribe(owner.id, source.id, NOW)
    assert store.backlog().sources == 1
    announce(store, source)
    assert store.backlog().sources == 0


def test_pages_wait_until_they_were_tried_whoever_leased_them(store: Store) -> None:
    source = add_source(store)
    announce(store, source, lead("one"), lead("two"), lead("three"))
    assert store.backlog().pages == 3
    first, second, _ = store.take_leads(NOW, lease_until=NOW + HOUR, limit=9)
    assert store.backlog().pages == 3
    store.put_off_lead(first.id, next_at=NOW + HOUR, problem="Busy.")
    store.close_lead(second.id, problem="Gone.")
    assert store.backlog().pages == 1


def test_articles_wait_to_be_set_among_stories(store: Store) -> None:
    source = add_source(store)
    save(store, source, draft("one"))
    save(store, source, draft("two"))
    assert store.backlog().articles == 2


def test_a_regrouping_is_remembered_until_it_ends(store: Store) -> None:
    store.note_regrouping(NOW)
    assert store.backlog().regroup_began_at == NOW.replace(microsecond=0)
    store.note_regrouping(NOW + timedelta(days=1))
    assert store.backlog().regroup_began_at == NOW.replace(microsecond=0) + timedelta(days=1)
    store.note_regrouping(None)
    assert store.backlog().is_empty
    store.note_regrouping(None)


def test_work_gives_signs_of_life_until_it_ends(store: Store) -> None:
    first, second = NOW.replace(microsecond=0), NOW.replace(microsecond=0) + timedelta(seconds=15)
    store.note_life(WorkKind.REGROUP, NOW)
    assert store.backlog() == Backlog(regroup_alive_at=first)
    assert store.backlog().is_empty
    store.note_life(WorkKind.REGROUP, second)
    store.note_life(WorkKind.REFRESH, NOW)
    assert store.backlog() == Backlog(regroup_alive_at=second, refresh_alive_at=first)
    store.note_end(WorkKind.REGROUP, first)  # somebody else went on since
    assert store.backlog().regroup_alive_at == second
    store.note_end(WorkKind.REGROUP, second)
    assert store.backlog() == Backlog(refresh_alive_at=first)
    store.note_end(WorkKind.REFRESH, NOW)
    assert store.backlog() == Backlog()
