"""What a language model answered and used, and who is not to be sent to it, in every store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, NOW, draft, follow, save

from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, SourceId, UserId
from octavo.model.writing import DayUse, KeptReply, ModelUsage

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store

REPLY = KeptReply(digest="d1", text='{"found": true}', model="m", prompt_version="answer/1", at=NOW)


def test_answers_are_kept_replaced_and_forgotten(store: Store, again: Callable[[], Store]) -> None:
    assert store.kept_reply("d1") is None
    store.keep_reply(REPLY)
    assert again().kept_reply("d1") == REPLY
    newer = replace(REPLY, text="[]", at=NOW + HOUR)
    store.keep_reply(newer)
    assert store.kept_reply("d1") == newer
    store.keep_reply(replace(REPLY, digest="d2"))
    assert store.forget_replies(NOW + HOUR) == 1
    assert store.kept_reply("d2") is None
    assert store.kept_reply("d1") == newer


def test_an_answer_that_no_database_can_hold_is_kept_all_the_same(store: Store) -> None:
    store.keep_reply(replace(REPLY, text="a\x00b\ud800", model="\x00"))
    kept = store.kept_reply("d1")
    assert kept is not None
    assert (kept.text, kept.model) == ("a\ufffdb\ufffd", "\ufffd")


def test_use_adds_up_by_day(store: Store, again: Callable[[], Store]) -> None:
    today, tomorrow = NOW.date(), (NOW + 24 * HOUR).date()
    assert store.use_on(today) == DayUse(day=today, usage=ModelUsage())
    store.add_use(today, ModelUsage(tokens_in=100, tokens_out=20, requests=1), 0.25)
    total = store.add_use(today, ModelUsage(tokens_in=2**40, tokens_out=1, requests=2, estimated=True), 0.000002)
    usage = ModelUsage(tokens_in=2**40 + 100, tokens_out=21, requests=3, estimated=True)
    assert total == DayUse(day=today, usage=usage, cost=0.250002)
    assert again().use_on(today) == total
    assert store.use_on(tomorrow).usage.tokens == 0


def test_people_switch_the_model_off_for_themselves(store: Store, owner: User, again: Callable[[], Store]) -> None:
    other = store.add_user("Bea", password_hash=None, now=NOW)
    assert not store.model_is_off(owner.id)
    for _ in range(2):
        store.set_model_off(owner.id, off=True)
        assert again().model_is_off(owner.id)
    assert not store.model_is_off(other.id)
    store.set_model_off(owner.id, off=False)
    assert not store.model_is_off(owner.id)
    with pytest.raises(NotFound):
        store.set_model_off(UserId(99), off=True)


def test_sources_are_switched_off(store: Store, owner: User, again: Callable[[], Store]) -> None:
    tide, post = follow(store, owner), follow(store, owner, "post")
    assert store.sources_without_model() == ()
    for source in (post, tide, tide):
        store.set_source_off(source.id, off=True)
    assert again().sources_without_model() == tuple(sorted((tide.id, post.id)))
    store.set_source_off(tide.id, off=False)
    assert store.sources_without_model() == (post.id,)
    with pytest.raises(NotFound):
        store.set_source_off(SourceId(99), off=True)


def test_what_a_switched_off_source_lists_is_not_sent_whoever_else_lists_it(store: Store, owner: User) -> None:
    tide, post = follow(store, owner), follow(store, owner, "post")
    ours = save(store, tide, draft())
    store.save_article(draft(), source=post.id, now=NOW)
    assert store.articles_without_model([ours.id, ArticleId(99)]) == frozenset()
    store.set_source_off(post.id, off=True)
    assert store.articles_without_model([ours.id, ArticleId(99)]) == {ours.id}
    assert store.articles_without_model([]) == frozenset()
