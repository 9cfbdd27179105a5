"""The contract of the store: searches that people keep, and which articles they marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, NOW, add_source, draft, follow, save

from octavo.model.errors import NotFound
from octavo.model.ids import UserId
from octavo.model.search import MarkState, SearchId
from octavo.model.subjects import Stance

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store


def test_a_search_is_kept_once_with_what_its_person_wants_of_it(
    store: Store, owner: User, again: Callable[[], Store]
) -> None:
    made = store.add_search(owner.id, "Ferries", "ferry lang:en", NOW)
    assert (made.name, made.query, made.stance, made.created_at, made.seen_at) == (
        "Ferries",
        "ferry lang:en",
        None,
        NOW,
        NOW,
    )
    assert store.add_search(owner.id, "Another name", "ferry lang:en", NOW + HOUR) == made
    other = store.add_search(owner.id, "Fog\x00", "fog", NOW)
    assert store.rename_search(owner.id, made.id, "Ships")
    assert store.set_search_stance(owner.id, made.id, Stance.FOLLOW)
    assert store.see_search(owner.id, made.id, NOW + HOUR)
    first, second = again().searches(owner.id)
    assert (first.id, first.name, first.stance, first.seen_at) == (made.id, "Ships", Stance.FOLLOW, NOW + HOUR)
    assert (second.id, second.name) == (other.id, "Fog\ufffd")
    assert store.set_search_stance(owner.id, made.id, None)
    assert store.remove_search(owner.id, other.id)
    assert [one.stance for one in again().searches(owner.id)] == [None]


def test_only_its_person_sees_or_changes_a_search(store: Store, owner: User) -> None:
    bea = store.add_user("Bea", password_hash=None, now=NOW)
    made = store.add_search(owner.id, "Ferries", "ferry", NOW)
    assert store.searches(bea.id) == ()
    assert not store.rename_search(bea.id, made.id, "Mine")
    assert not store.set_search_stance(bea.id, made.id, Stance.MUTE)
    assert not store.see_search(bea.id, made.id, NOW + HOUR)
    assert not store.remove_search(bea.id, made.id)
    assert store.searches(owner.id) == (made,)
    assert store.add_search(bea.id, "Ferries", "ferry", NOW).id != made.id


def test_what_is_not_there_is_told(store: Store, owner: User) -> None:
    with pytest.raises(NotFound):
        store.add_search(UserId(99), "Ferries", "ferry", NOW)
    assert not store.remove_search(owner.id, SearchId(99))
    assert not store.rename_search(owner.id, SearchId(99), "x")


def test_marked_articles_are_told_by_their_numbers(store: Store, owner: User) -> None:
    tide, elsewhere = follow(store, owner), add_source(store, "elsewhere")
    one, two, three = (save(store, tide, draft(name)) for name in ("one", "two", "three"))
    away = save(store, elsewhere, draft("away"))
    assert store.marked(owner.id, MarkState.STARRED) == ()
    store.set_read(owner.id, [two.id, away.id], NOW)
    store.set_starred(owner.id, [three.id], NOW)
    assert store.marked(owner.id, MarkState.UNREAD) == (one.id, three.id)
    assert store.marked(owner.id, MarkState.READ) == (two.id, away.id)
    assert store.marked(owner.id, MarkState.STARRED) == (three.id,)
    assert store.marked(owner.id, MarkState.UNREAD, [three.id, two.id]) == (three.id,)
    assert store.marked(owner.id, MarkState.UNREAD, []) == ()


def test_an_article_in_two_sources_is_marked_once(store: Store, owner: User) -> None:
    tide, wave = follow(store, owner), follow(store, owner, "wave")
    one = save(store, tide, draft())
    save(store, wave, draft())
    assert store.marked(owner.id, MarkState.UNREAD) == (one.id,)
