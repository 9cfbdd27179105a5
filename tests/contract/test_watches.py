"""The contract of the store: pages that are looked at again, for they may be changed after publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.contract.making import HOUR, MINUTE, NOW, add_source, announce, draft, lead

from octavo.model.sources import PendingLead, Watch

if TYPE_CHECKING:
    from octavo.ports import Store

SOON = Watch(next_at=NOW + HOUR, looks=1, etag='"a"', last_modified="Mon, 05 Jan 2026 08:00:00 GMT")
LATER = Watch(next_at=NOW + 6 * HOUR, looks=2, etag='"b"')


def _take(store: Store, minutes: int = 0, *, leases: bool = False, watches: bool = False) -> tuple[PendingLead, ...]:
    now = NOW + minutes * MINUTE
    until = now + HOUR
    return store.take_leads(now, lease_until=until, limit=9, ignore_leases=leases, ignore_watches=watches)


def _watched(store: Store, watch: Watch = SOON) -> PendingLead:
    """A lead whose article was had and whose page is watched."""
    source = add_source(store)
    announce(store, source, lead())
    (pending,) = _take(store)
    store.save_article(draft(), source=source.id, now=NOW, lead=pending.id, watch=watch)
    return pending


def test_a_watched_page_is_due_when_its_next_look_is(store: Store) -> None:
    pending = _watched(store)
    assert pending.watch is None
    assert _take(store, minutes=59) == ()
    (again,) = _take(store, minutes=60)
    assert (again.id, again.lead, again.watch) == (pending.id, pending.lead, SOON)
    assert _take(store, minutes=61) == ()


def test_watched_pages_are_taken_ahead_of_time_only_when_so_asked(store: Store) -> None:
    _watched(store)
    assert _take(store, leases=True) == ()
    assert len(_take(store, watches=True)) == 1


def test_what_brought_nothing_is_looked_at_later_or_no_more(store: Store) -> None:
    pending = _watched(store)
    store.watch_lead(pending.id, LATER)
    assert _take(store, minutes=300) == ()
    (again,) = _take(store, minutes=360)
    assert again.watch == LATER
    store.watch_lead(pending.id, None)
    assert _take(store, minutes=9999, leases=True, watches=True) == ()


def test_a_look_that_brings_a_change_keeps_the_watch(store: Store) -> None:
    pending = _watched(store)
    (again,) = _take(store, minutes=60)
    changed = draft(text="The ferry was early.")
    article, new = store.save_article(changed, source=again.source, now=NOW + HOUR, lead=again.id, watch=LATER)
    assert (article.revision, new) == (2, True)
    (third,) = _take(store, minutes=360)
    assert (third.id, third.watch) == (pending.id, LATER)


def test_an_update_in_the_feed_does_not_wait_for_the_next_look(store: Store) -> None:
    pending = _watched(store)
    announce(store, add_source(store), lead(updated_at=NOW + MINUTE), now=NOW + MINUTE)
    (again,) = _take(store, minutes=1)
    assert (again.id, again.lead.updated_at) == (pending.id, NOW + MINUTE)
    assert again.watch is not None
    assert again.watch.etag == SOON.etag


def test_watching_what_is_closed_or_unknown_changes_nothing(store: Store) -> None:
    pending = _watched(store)
    store.close_lead(pending.id, problem="gone")
    store.watch_lead(pending.id, SOON)
    store.watch_lead(type(pending.id)(999), SOON)
    assert _take(store, minutes=9999, leases=True, watches=True) == ()
