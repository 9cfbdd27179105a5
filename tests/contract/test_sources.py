"""The contract of the store: sources, who follows them, and visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, MINUTE, NOW, add_source, draft, follow, save

from octavo.model.errors import NotFound
from octavo.model.ids import SourceId, UserId
from octavo.model.sources import Feed, SourceKind, Visit

if TYPE_CHECKING:
    from octavo.model.people import User
    from octavo.ports import Store


def test_a_source_is_kept_as_it_was_added(store: Store) -> None:
    source = add_source(store, site_url="https://tide.example/", language="en")
    assert store.source(source.id) == source
    assert store.source_by_url("https://tide.example/feed") == source
    assert (source.title, source.site_url, source.language, source.added_at) == (
        "Tide",
        "https://tide.example/",
        "en",
        NOW,
    )


def test_adding_a_known_address_gives_the_source_that_is_there(store: Store) -> None:
    first = add_source(store)
    again = add_source(store, title="Another title", now=NOW + HOUR)
    assert again == first
    assert store.sources() == (first,)


def test_sources_are_in_order_of_their_ids(store: Store) -> None:
    made = tuple(add_source(store, name) for name in ("tide", "post", "courier"))
    assert store.sources() == made
    assert [source.id for source in made] == sorted({source.id for source in made})


def test_an_address_is_compared_exactly(store: Store) -> None:
    add_source(store)
    assert store.source_by_url("https://tide.example/feed?utm_source=x") is None
    assert store.source_by_url("https://TIDE.example/feed") is None


def test_what_is_unknown_is_none(store: Store) -> None:
    assert store.source(SourceId(99)) is None
    assert store.visit(SourceId(99)) is None
    assert store.subscriptions(UserId(99)) == ()
    assert store.sources() == ()


def test_a_new_source_is_due_at_once(store: Store, owner: User) -> None:
    source = follow(store, owner)
    assert store.visit(source.id) == Visit(source=source.id, next_at=NOW)
    assert [due for due, _ in store.due_sources(NOW, lease_until=NOW + HOUR, limit=5)] == [source]


def test_following_twice_is_following_once(store: Store, owner: User) -> None:
    source = follow(store, owner)
    save(store, source, draft())
    store.subscribe(owner.id, source.id, NOW + HOUR)
    (subscription,) = store.subscriptions(owner.id)
    assert (subscription.source, subscription.articles, subscription.unread) == (source, 1, 1)


def test_nobody_follows_what_is_not_there(store: Store, owner: User) -> None:
    with pytest.raises(NotFound):
        store.subscribe(owner.id, SourceId(99), NOW)
    with pytest.raises(NotFound):
        store.subscribe(UserId(99), add_source(store).id, NOW)
    store.unsubscribe(owner.id, SourceId(99))
    store.unsubscribe(UserId(99), SourceId(99))


def test_following_brings_what_is_there_already(store: Store, owner: User) -> None:
    source = add_source(store)
    first = save(store, source, draft("ferry"))
    save(store, source, draft("strike"))
    store.set_read(owner.id, [first.id], NOW)
    store.subscribe(owner.id, source.id, NOW)
    (subscription,) = store.subscriptions(owner.id)
    assert (subscription.articles, subscription.unread) == (2, 1)


def test_unfollowing_keeps_articles_marks_and_stars(store: Store, owner: User) -> None:
    source = follow(store, owner)
    article = save(store, source, draft())
    store.set_read(owner.id, [article.id], NOW)
    store.set_starred(owner.id, [article.id], NOW)
    store.unsubscribe(owner.id, source.id)
    assert store.subscriptions(owner.id) == ()
    assert store.article(article.id) == article
    mark = store.mark(owner.id, article.id)
    assert (mark.read_at, mark.starred_at) == (NOW, NOW)
    store.subscribe(owner.id, source.id, NOW)
    assert store.subscriptions(owner.id)[0].unread == 0


def test_subscriptions_are_by_title_without_regard_to_case(store: Store, owner: User) -> None:
    for name, title in (("a", "Öre"), ("b", "zeit"), ("c", "Abend"), ("d", "abc"), ("e", "ABC")):
        follow(store, owner, name, title=title)
    assert [one.source.title for one in store.subscriptions(owner.id)] == ["abc", "ABC", "Abend", "zeit", "Öre"]


def test_subscriptions_carry_the_last_visit(store: Store, owner: User) -> None:
    source = follow(store, owner)
    visit = Visit(source=source.id, at=NOW, next_at=NOW + HOUR, failures=2, reason="timed out", problem="It is slow.")
    store.record_visit(visit)
    assert store.subscriptions(owner.id)[0].visit == visit


def test_each_person_follows_and_reads_for_themselves(store: Store, owner: User) -> None:
    other = store.add_user("Ben", password_hash=None, now=NOW)
    source = follow(store, owner)
    store.subscribe(other.id, source.id, NOW)
    article = save(store, source, draft())
    store.set_read(other.id, [article.id], NOW)
    assert [store.subscriptions(user.id)[0].unread for user in (owner, other)] == [1, 0]


def test_due_sources_come_longest_overdue_first_and_only_once(store: Store, owner: User) -> None:
    late, later, future = (follow(store, owner, name) for name in ("late", "later", "future"))
    for source, next_at in ((late, NOW - HOUR), (later, NOW - MINUTE), (future, NOW + MINUTE)):
        store.record_visit(Visit(source=source.id, at=NOW - HOUR, next_at=next_at))
    assert [source.id for source, _ in store.due_sources(NOW, lease_until=NOW + HOUR, limit=1)] == [late.id]
    assert [source.id for source, _ in store.due_sources(NOW, lease_until=NOW + HOUR, limit=9)] == [later.id]
    assert store.due_sources(NOW, lease_until=NOW + HOUR, limit=9) == ()


def test_a_lease_runs_out(store: Store, owner: User) -> None:
    source = follow(store, owner)
    store.due_sources(NOW, lease_until=NOW + MINUTE, limit=9)
    assert store.due_sources(NOW + MINUTE / 2, lease_until=NOW + HOUR, limit=9) == ()
    assert [due for due, _ in store.due_sources(NOW + MINUTE, lease_until=NOW + HOUR, limit=9)] == [source]


def test_what_is_gone_unfollowed_or_no_feed_is_never_due(store: Store, owner: User) -> None:
    gone = follow(store, owner, "gone")
    store.record_visit(Visit(source=gone.id, at=NOW, next_at=NOW, gone=True))
    follow(store, owner, "box", kind=SourceKind.CLIPPINGS)
    left = follow(store, owner, "left")
    store.unsubscribe(owner.id, left.id)
    add_source(store, "lonely")
    assert store.due_sources(NOW + HOUR, lease_until=NOW + 2 * HOUR, limit=9) == ()
    assert store.followed_sources() == ()


def test_followed_sources_are_there_whether_due_or_not(store: Store, owner: User) -> None:
    other = store.add_user("Ben", password_hash=None, now=NOW)
    first, second = follow(store, owner, "first"), follow(store, owner, "second")
    store.subscribe(other.id, second.id, NOW)
    store.due_sources(NOW, lease_until=NOW + HOUR, limit=9)
    assert [source for source, _ in store.followed_sources()] == [first, second]
    assert [visit.next_at for _, visit in store.followed_sources()] == [NOW + HOUR, NOW + HOUR]


def test_a_visit_is_kept_whole(store: Store) -> None:
    source = add_source(store)
    visit = Visit(
        source=source.id,
        at=NOW,
        succeeded_at=NOW - HOUR,
        next_at=NOW + HOUR,
        etag='W/"x"',
        last_modified="Mon, 05 Jan 2026 08:00:00 GMT",
        failures=3,
        reason="server error",
        problem="The server is broken: wait.",
        gone=True,
    )
    assert store.record_visit(visit) == 0
    assert store.visit(source.id) == visit
    good = Visit(source=source.id, at=NOW + HOUR, succeeded_at=NOW + HOUR, next_at=NOW + 2 * HOUR)
    store.record_visit(good)
    assert store.visit(source.id) == good


def test_a_visit_to_an_unknown_source_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        store.record_visit(Visit(source=SourceId(99), next_at=NOW))


def test_the_feed_gives_site_and_language_and_the_title_only_where_there_is_none(store: Store) -> None:
    named, nameless = add_source(store, "named"), add_source(store, "nameless", title="")
    feed = Feed(title="From the feed", site_url="https://site.example/", language="de")
    for source in (named, nameless):
        store.record_visit(Visit(source=source.id, at=NOW, next_at=NOW), feed=feed)
    told = replace(named, site_url="https://site.example/", language="de")
    assert store.source(named.id) == told
    assert store.source(nameless.id) == replace(
        nameless, title="From the feed", site_url="https://site.example/", language="de"
    )
    store.record_visit(Visit(source=named.id, at=NOW, next_at=NOW), feed=Feed(title="Other"))
    assert store.source(named.id) == told


def test_a_source_moves_unless_another_has_the_address(store: Store) -> None:
    moved, other = add_source(store, "moved"), add_source(store, "other")
    visit = Visit(source=moved.id, at=NOW, next_at=NOW)
    store.record_visit(visit, url=other.url)
    assert store.source(moved.id) == moved
    store.record_visit(visit, feed=Feed(title="x", language="fr"), url="https://new.example/feed")
    assert store.source(moved.id) == replace(moved, url="https://new.example/feed", language="fr")
    assert store.source_by_url(moved.url) is None
    assert add_source(store, "moved").id not in {moved.id, other.id}


def test_times_without_a_zone_are_refused(store: Store, owner: User) -> None:
    naive = NOW.replace(tzinfo=None)
    source = follow(store, owner)
    with pytest.raises(ValueError, match="without a zone"):
        add_source(store, "other", now=naive)
    with pytest.raises(ValueError, match="without a zone"):
        store.due_sources(naive, lease_until=NOW, limit=1)
    with pytest.raises(ValueError, match="without a zone"):
        store.due_sources(NOW, lease_until=naive, limit=1)
    with pytest.raises(ValueError, match="without a zone"):
        store.record_visit(Visit(source=source.id, next_at=naive))
    assert store.visit(source.id) == Visit(source=source.id, next_at=NOW)


def test_times_come_back_in_utc_whatever_zone_they_had(store: Store) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    source = add_source(store, now=there)
    assert source.added_at == NOW
    assert source.added_at.utcoffset() == timedelta()
