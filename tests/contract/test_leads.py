"""The contract of the store: leads, from a feed's announcement to a page that was had or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, MINUTE, NOW, add_source, announce, draft, lead

from octavo.model.ids import LeadId
from octavo.model.sources import Feed, Visit

if TYPE_CHECKING:
    from octavo.model.sources import PendingLead
    from octavo.ports import Store


def take(store: Store, minutes: int = 0, limit: int = 9) -> tuple[PendingLead, ...]:
    now = NOW + minutes * MINUTE
    return store.take_leads(now, lease_until=now + HOUR, limit=limit)


def test_a_lead_comes_back_as_the_feed_told_it(store: Store) -> None:
    told = lead(
        published_at=NOW - HOUR,
        updated_at=NOW - MINUTE,
        byline=("Ada Wright", "Ben Ode"),
        teaser="It is late.",
        content="<p>It is <b>late</b>.</p>",
        language="en",
        tags=("ferries", "weather"),
    )
    source = add_source(store)
    assert announce(store, source, told) == 1
    (pending,) = take(store)
    assert (pending.source, pending.lead, pending.attempts) == (source.id, told, 0)


def test_a_lead_is_announced_once(store: Store) -> None:
    source = add_source(store)
    assert announce(store, source, lead("ferry"), lead("strike")) == 2
    assert announce(store, source, lead("ferry"), lead("strike"), lead("storm")) == 1
    assert announce(store, source) == 0


@pytest.mark.parametrize(
    "again",
    [
        lead(url="https://tide.example/moved"),
        lead(guid="another"),
        lead(guid="another", url="https://tide.example/ferry?utm_source=rss#comments"),
    ],
)
def test_a_lead_is_known_by_its_guid_and_by_its_address(store: Store, again: object) -> None:
    source = add_source(store)
    announce(store, source, lead())
    assert isinstance(again, type(lead()))
    assert announce(store, source, again) == 0
    assert len(take(store)) == 1


def test_a_feed_that_repeats_itself_announces_once(store: Store) -> None:
    assert announce(store, add_source(store), lead(), lead(), lead(guid="x")) == 1


def test_the_same_address_is_a_lead_of_each_source(store: Store) -> None:
    for name in ("tide", "post"):
        assert announce(store, add_source(store, name), lead()) == 1
    assert len(take(store)) == 2


@pytest.mark.parametrize("ended", [True, False])
def test_a_lead_that_was_updated_is_fetched_again(store: Store, ended: bool) -> None:
    source = add_source(store)
    announce(store, source, lead(updated_at=NOW - HOUR))
    (pending,) = take(store)
    store.put_off_lead(pending.id, next_at=NOW + HOUR, problem="It is slow.")
    if ended:
        store.close_lead(pending.id, problem="It is gone.")
    assert announce(store, source, lead(updated_at=NOW - HOUR)) == 0
    newer = lead(updated_at=NOW - MINUTE, title="The ferry is later")
    assert announce(store, source, newer) == 1
    (again,) = take(store)
    assert (again.id, again.lead, again.attempts) == (pending.id, newer, 0)
    assert announce(store, source, newer) == 0


def test_an_update_counts_from_when_the_lead_was_seen_where_it_told_none(store: Store) -> None:
    source = add_source(store)
    announce(store, source, lead())
    assert announce(store, source, lead(updated_at=NOW - MINUTE)) == 0
    assert announce(store, source, lead(updated_at=NOW + MINUTE), now=NOW + HOUR) == 1


def test_leads_are_taken_newest_first(store: Store) -> None:
    source = add_source(store)
    announce(
        store,
        source,
        lead("old", published_at=NOW - 2 * HOUR),
        lead("tomorrow", published_at=NOW + 24 * HOUR),
        lead("undated"),
        lead("young", published_at=NOW - HOUR),
    )
    assert [one.lead.guid for one in take(store, limit=2)] == ["undated", "tomorrow"]
    assert [one.lead.guid for one in take(store)] == ["young", "old"]


def test_a_leased_lead_is_not_taken_until_the_lease_runs_out(store: Store) -> None:
    announce(store, add_source(store), lead())
    assert len(take(store)) == 1
    assert take(store, minutes=59) == ()
    assert [one.attempts for one in take(store, minutes=60)] == [0]


def test_a_lead_put_off_waits_and_counts(store: Store) -> None:
    announce(store, add_source(store), lead())
    (pending,) = take(store)
    store.put_off_lead(pending.id, next_at=NOW + 10 * MINUTE, problem="It is slow.")
    assert take(store, minutes=9) == ()
    assert [one.attempts for one in take(store, minutes=10)] == [1]


def test_leases_and_waits_can_be_ignored(store: Store) -> None:
    source = add_source(store)
    announce(store, source, lead("leased"), lead("waiting"), lead("closed"))
    pending = {one.lead.guid: one.id for one in take(store)}
    store.put_off_lead(pending["waiting"], next_at=NOW + HOUR, problem="It is slow.")
    store.close_lead(pending["closed"], problem="It is gone.")
    taken = store.take_leads(NOW, lease_until=NOW + HOUR, limit=9, ignore_leases=True)
    assert {one.lead.guid for one in taken} == {"leased", "waiting"}


def test_leads_can_be_taken_of_some_sources(store: Store) -> None:
    tide, post = add_source(store, "tide"), add_source(store, "post")
    announce(store, tide, lead("one"))
    announce(store, post, lead("two"))
    taken = store.take_leads(NOW, lease_until=NOW + HOUR, limit=9, sources=[post.id])
    assert [one.source for one in taken] == [post.id]
    assert store.take_leads(NOW, lease_until=NOW + HOUR, limit=9, sources=[]) == ()


def test_what_is_done_or_closed_is_not_taken_and_stays_so(store: Store) -> None:
    source = add_source(store)
    announce(store, source, lead("done"), lead("closed"))
    pending = {one.lead.guid: one.id for one in take(store)}
    store.save_article(draft("done"), source=source.id, now=NOW, lead=pending["done"])
    store.close_lead(pending["closed"], problem="It is gone.")
    for each in pending.values():
        store.put_off_lead(each, next_at=NOW, problem="Too late.")
    assert take(store, minutes=600) == ()
    assert announce(store, source, lead("done"), lead("closed")) == 0


def test_unknown_leads_are_passed_over(store: Store) -> None:
    source = add_source(store)
    store.put_off_lead(LeadId(99), next_at=NOW, problem="")
    store.close_lead(LeadId(99), problem="")
    store.save_article(draft(), source=source.id, now=NOW, lead=LeadId(99))
    assert take(store) == ()


def test_a_long_feed_is_taken_whole(store: Store) -> None:
    source = add_source(store)
    many = [lead(f"n{number}") for number in range(1_203)]
    assert announce(store, source, *many) == 1_203
    assert announce(store, source, *many, lead("one more")) == 1
    assert len(take(store, limit=5_000)) == 1_204


def test_times_without_a_zone_are_refused(store: Store) -> None:
    naive = NOW.replace(tzinfo=None)
    source = add_source(store)
    with pytest.raises(ValueError, match="without a zone"):
        store.take_leads(naive, lease_until=NOW, limit=1)
    with pytest.raises(ValueError, match="without a zone"):
        store.put_off_lead(LeadId(1), next_at=naive, problem="")
    with pytest.raises(ValueError, match="without a zone"):
        announce(store, source, lead(published_at=naive))
    assert take(store) == ()


def test_a_visit_that_cannot_be_written_whole_is_not_written_at_all(store: Store) -> None:
    source = add_source(store)
    feed = Feed(title="x", language="en", leads=(lead("good"), lead("bad", updated_at=NOW.replace(tzinfo=None))))
    with pytest.raises(ValueError, match="without a zone"):
        store.record_visit(Visit(source=source.id, at=NOW, next_at=NOW + HOUR), feed=feed)
    assert take(store) == ()
    assert store.visit(source.id) == Visit(source=source.id, next_at=NOW)
    assert store.source(source.id) == source
