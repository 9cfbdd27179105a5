"""The contract of the store: what is read at one moment fits together, and shows what its reader wrote."""

from __future__ import annotations

import threading
from contextvars import copy_context
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from tests.contract.making import NOW, follow

from octavo.adapters.store import SqlStore, open_store
from octavo.model.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from octavo.model.people import User
    from octavo.ports import Store

pytestmark = pytest.mark.timeout(120)


def _beside(deed: Callable[[], object]) -> None:
    """Do it in a thread of its own, as another request would."""
    thread = threading.Thread(target=deed)
    thread.start()
    thread.join()


def test_what_others_write_meanwhile_is_not_seen(store: Store, owner: User) -> None:
    if not isinstance(store, SqlStore):
        pytest.skip("In memory all is seen at once.")
    first = follow(store, owner)
    with store.at_one_moment():
        assert store.count_followed(owner.id).sources == 1
        _beside(lambda: store.unsubscribe(owner.id, first.id))
        assert store.count_followed(owner.id).sources == 1
        assert len(store.subscriptions(owner.id)) == 1
    assert store.count_followed(owner.id).sources == 0


def test_what_is_asked_for_twice_is_read_once(store: Store, owner: User) -> None:
    if not isinstance(store, SqlStore):
        pytest.skip("In memory nothing is read.")
    follow(store, owner)
    asked: list[str] = []
    event.listen(store._database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    with store.at_one_moment():
        assert store.subscriptions(owner.id) == store.subscriptions(owner.id)
    assert sum("FROM subscriptions" in statement for statement in asked) == 1
    store.subscriptions(owner.id)
    assert sum("FROM subscriptions" in statement for statement in asked) == 2


def test_what_its_reader_writes_is_seen_at_once(store: Store, owner: User) -> None:
    source = follow(store, owner)
    with store.at_one_moment():
        assert store.count_followed(owner.id).sources == len(store.subscriptions(owner.id)) == 1
        store.unsubscribe(owner.id, source.id)
        assert store.count_followed(owner.id).sources == len(store.subscriptions(owner.id)) == 0
        store.subscribe(owner.id, source.id, NOW)
        assert store.count_followed(owner.id).sources == len(store.subscriptions(owner.id)) == 1


def test_a_read_that_fails_does_not_spoil_the_next(store: Store, owner: User) -> None:
    source = follow(store, owner)
    with store.at_one_moment():
        with pytest.raises(NotFound):
            store.subscribe(owner.id, type(source.id)(404), NOW)
        assert store.count_followed(owner.id).sources == 1
        if isinstance(store, SqlStore):
            with pytest.raises(ZeroDivisionError), store._database.reading():
                raise ZeroDivisionError
        assert store.count_followed(owner.id).sources == 1


def test_moments_of_two_threads_are_their_own(store: Store, owner: User) -> None:
    source = follow(store, owner)
    found: list[int] = []

    def look() -> None:
        with store.at_one_moment():
            found.append(store.count_followed(owner.id).sources)

    with store.at_one_moment():
        store.unsubscribe(owner.id, source.id)
        _beside(look)
        assert found == [store.count_followed(owner.id).sources] == [0]


def test_another_library_has_moments_of_its_own(store: Store, owner: User, tmp_path: Path) -> None:
    follow(store, owner)
    other = open_store(str(tmp_path / "other.db"))
    try:
        with store.at_one_moment():
            assert store.count_followed(owner.id).sources == 1
            assert other.count_followed(owner.id).sources == 0
            with other.at_one_moment():
                assert other.count_followed(owner.id).sources == 0
                assert store.count_followed(owner.id).sources == 1
    finally:
        other.close()


def test_a_thread_that_inherits_a_moment_reads_for_itself(store: Store, owner: User) -> None:
    follow(store, owner)
    found: list[int] = []
    with store.at_one_moment():
        assert store.count_followed(owner.id).sources == 1
        mine = copy_context()
        _beside(lambda: found.append(mine.run(lambda: store.count_followed(owner.id).sources)))
        assert store.count_followed(owner.id).sources == 1
    assert found == [1]
