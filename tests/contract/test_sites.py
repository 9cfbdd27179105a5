"""What is learned of sites, and the alarms about them, in every store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.contract.making import HOUR, NOW, draft, follow, save

from octavo.model.ids import SourceId
from octavo.model.sites import LayoutChange, SiteHabits

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store

TIDE = SiteHabits(host="tide.example", state=b"\x00learned\xff", updated_at=NOW)
CHANGE = LayoutChange(host="tide.example", incomplete=6, latest=8)


def layouts(store: Store, owner: User) -> list[LayoutChange | None]:
    return [one.layout for one in store.subscriptions(owner.id)]


def test_nothing_is_known_of_a_new_host(store: Store) -> None:
    assert store.site_habits("tide.example") is None
    assert store.forget_sites(NOW) == 0


def test_habits_are_kept_and_replaced(store: Store, again: Callable[[], Store]) -> None:
    store.save_site_habits(TIDE, sources=(), change=None)
    assert again().site_habits("tide.example") == TIDE
    later = replace(TIDE, state=b"more", updated_at=NOW + HOUR)
    store.save_site_habits(later, sources=(), change=None)
    assert store.site_habits("tide.example") == later
    assert store.site_habits("www.tide.example") is None


def test_a_host_that_no_database_can_hold_is_kept_all_the_same(store: Store) -> None:
    hostile = replace(TIDE, host="tide\x00\ud800.example")
    store.save_site_habits(hostile, sources=(), change=None)
    found = store.site_habits(hostile.host)
    assert found is not None
    assert found.state == TIDE.state


def test_sources_bear_the_alarm_about_their_host(store: Store, owner: User, again: Callable[[], Store]) -> None:
    post, tide = follow(store, owner, "post"), follow(store, owner)
    assert layouts(store, owner) == [None, None]
    store.save_site_habits(TIDE, sources=(tide.id, SourceId(99)), change=CHANGE)
    assert layouts(again(), owner) == [None, CHANGE]
    worse = replace(CHANGE, incomplete=7)
    store.save_site_habits(TIDE, sources=(post.id,), change=worse)
    assert layouts(store, owner) == [worse, worse]
    store.save_site_habits(replace(TIDE, host="post.example"), sources=(post.id,), change=None)
    assert layouts(store, owner) == [worse, worse]
    store.save_site_habits(TIDE, sources=(), change=None)
    assert layouts(store, owner) == [None, None]


def test_an_alarm_about_another_host_takes_the_place_of_the_first(store: Store, owner: User) -> None:
    tide = follow(store, owner)
    other = LayoutChange(host="blog.example", incomplete=5, latest=8)
    store.save_site_habits(TIDE, sources=(tide.id,), change=CHANGE)
    store.save_site_habits(replace(TIDE, host="blog.example"), sources=(tide.id,), change=other)
    store.save_site_habits(TIDE, sources=(), change=None)
    assert layouts(store, owner) == [other]


def test_what_was_not_read_for_long_is_forgotten(store: Store, owner: User) -> None:
    store.save_site_habits(TIDE, sources=(follow(store, owner).id,), change=CHANGE)
    store.save_site_habits(replace(TIDE, host="new.example", updated_at=NOW + HOUR), sources=(), change=None)
    assert store.forget_sites(NOW + HOUR) == 1
    assert store.site_habits("tide.example") is None
    assert layouts(store, owner) == [None]
    assert store.site_habits("new.example") is not None


def test_what_chose_the_latest_articles_is_told_the_latest_first(store: Store, owner: User) -> None:
    tide, post = follow(store, owner), follow(store, owner, "post")
    for hour, method in enumerate(("octavo", "publisher rules: The Tide", "trafilatura")):
        save(store, tide, draft(f"ferry-{hour}", published_at=NOW - hour * HOUR, extracted_by=method))
    assert store.chosen_by(tide.id, 10) == ("octavo", "publisher rules: The Tide", "trafilatura")
    assert store.chosen_by(tide.id, 2) == ("octavo", "publisher rules: The Tide")
    assert store.chosen_by(post.id, 10) == ()
    assert store.chosen_by(SourceId(99), 10) == ()
