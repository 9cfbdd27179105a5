"""The contract of the store: questions that are answered again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, NOW

from octavo.model.errors import NotFound
from octavo.model.ids import UserId
from octavo.model.trackers import KeptAnswer, TrackerId

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store

FIRST = KeptAnswer(at=NOW, answer=b"\x00first\xff", reason="")
SECOND = KeptAnswer(at=NOW + HOUR, answer=b"second", reason="New: 1,212.")


def test_a_question_is_kept_once_with_its_answers(store: Store, owner: User, again: Callable[[], Store]) -> None:
    made = store.add_tracker(owner.id, "How many bodies?", NOW)
    assert store.add_tracker(owner.id, "How many bodies?", NOW + HOUR) == made
    assert (made.changed_at, made.has_news) == (None, False)
    store.record_answer(made.id, FIRST)
    assert store.trackers(owner.id) == (made,)
    store.record_answer(made.id, SECOND)
    (changed,) = again().trackers()
    assert (changed.changed_at, changed.has_news) == (NOW + HOUR, True)
    assert store.tracked(made.id, 5) == (SECOND, FIRST)
    assert store.tracked(made.id, 1) == (SECOND,)
    store.see_tracker(made.id, NOW + 2 * HOUR)
    assert not store.trackers(owner.id)[0].has_news


def test_only_its_person_forgets_a_question(store: Store, owner: User) -> None:
    other = store.add_user("Bea", password_hash=None, now=NOW)
    made = store.add_tracker(owner.id, "Who?\x00", NOW)
    store.record_answer(made.id, FIRST)
    assert store.trackers(other.id) == ()
    assert not store.remove_tracker(other.id, made.id)
    assert store.remove_tracker(owner.id, made.id)
    assert store.trackers() == ()
    assert store.tracked(made.id, 5) == ()


def test_what_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(NotFound):
        store.record_answer(TrackerId(99), FIRST)
    with pytest.raises(NotFound):
        store.add_tracker(UserId(99), "?", NOW)
