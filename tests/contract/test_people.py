"""The contract of the store: preferences, sessions, failures to sign in, and removing an account."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.making import HOUR, MINUTE, NOW, add_source, draft, save

from octavo.model.discussion import CommentDraft, CommentState
from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, UserId
from octavo.model.people import Brake, Mark, Tally
from octavo.model.preferences import ReadingPreferences, Theme, from_json, from_values, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from octavo.model.people import User
    from octavo.ports import Store

SEPIA = ReadingPreferences(theme=Theme.SEPIA, size=5, zone="Europe/Berlin", keys=False)
NAME = Brake(key="name:ada", free=2, longest=timedelta(minutes=1))
NETWORK = Brake(key="network:192.0.2.1", free=4, longest=timedelta(minutes=15))
WEEK = timedelta(days=7)


def _try(store: Store, now: datetime, *brakes: Brake, most: int = 100) -> timedelta:
    """How long a try has to wait; no time where it was allowed and counted."""
    return store.begin_try(brakes or (NAME, NETWORK), now, forget_before=now - WEEK, most=most) - now


def test_preferences_come_with_the_person(store: Store, owner: User) -> None:
    store.save_reading_preferences(owner.id, SEPIA)
    store.add_session("one", owner.id, now=NOW, expires_at=NOW + HOUR)
    session = store.session("one", NOW)
    assert session is not None
    found = (store.user(owner.id), store.user_by_name("ada"), *store.users(), session.user)
    assert [user and user.preferences for user in found] == [SEPIA] * 4
    store.save_reading_preferences(owner.id, ReadingPreferences())
    assert store.users() == (owner,)
    with pytest.raises(NotFound):
        store.save_reading_preferences(UserId(owner.id + 9), SEPIA)


def test_some_are_changed_and_the_others_stay(store: Store, owner: User) -> None:
    store.save_reading_preferences(owner.id, SEPIA)
    wanted = replace(SEPIA, size=1, keys=True)
    assert store.change_reading_preferences(owner.id, {"size": 1, "keys": True, "unknown": 3}) == wanted
    found = store.user(owner.id)
    assert found is not None
    assert found.preferences == wanted
    with pytest.raises(NotFound):
        store.change_reading_preferences(UserId(owner.id + 9), {})


def test_changes_at_once_are_all_kept(store: Store, owner: User) -> None:
    chosen: list[dict[str, object]] = [{"size": 5}, {"theme": "sepia"}, {"zone": "Europe/Berlin"}, {"keys": False}]
    with ThreadPoolExecutor(len(chosen)) as pool:
        list(pool.map(lambda one: store.change_reading_preferences(owner.id, one), chosen))
    found = store.user(owner.id)
    assert found is not None
    assert found.preferences == SEPIA


def test_preferences_survive_a_restart(store: Store, owner: User, again: Callable[[], Store]) -> None:
    store.save_reading_preferences(owner.id, SEPIA)
    found = again().user(owner.id)
    assert found is not None
    assert found.preferences == SEPIA


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.sampled_from(["theme", "size", "zone", "keys", "x"]), x),
    )
)
def test_any_values_are_some_preferences_and_come_back(values: object) -> None:
    found = from_values(values)
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize(
    "text", [None, "", "[", "[" * 100_000, "3", '{"theme": "plaid", "size": true, "zone": "\x00"}']
)
def test_what_cannot_be_read_counts_as_never_chosen(text: str | None) -> None:
    assert from_json(text) == ReadingPreferences()


def test_sessions_tell_when_they_began_and_were_seen(store: Store, owner: User) -> None:
    store.add_session("one", owner.id, now=NOW, expires_at=NOW + HOUR, agent="A browser")
    store.add_session("two", owner.id, now=NOW + MINUTE, expires_at=NOW + HOUR)
    assert [one.digest for one in store.sessions(owner.id, NOW)] == ["two", "one"]
    store.see_session("one", NOW + 2 * MINUTE, expires_at=NOW + 2 * HOUR)
    store.see_session("no such session", NOW, expires_at=NOW)
    first, second = store.sessions(owner.id, NOW)
    assert (first.digest, first.begun_at, first.seen_at, first.expires_at, first.agent, first.user) == (
        "one",
        NOW,
        NOW + 2 * MINUTE,
        NOW + 2 * HOUR,
        "A browser",
        owner,
    )
    assert (second.digest, second.seen_at, second.agent) == ("two", NOW + MINUTE, "")
    assert [one.digest for one in store.sessions(owner.id, NOW + HOUR)] == ["one"]


def test_all_sessions_but_one_are_ended(store: Store, owner: User) -> None:
    other = store.add_user("Ben", password_hash=None, now=NOW)
    for digest, user in (("one", owner), ("two", owner), ("three", owner), ("four", other)):
        store.add_session(digest, user.id, now=NOW, expires_at=NOW + HOUR)
    assert store.end_sessions(owner.id, but="two") == 2
    assert [one.digest for one in store.sessions(owner.id, NOW)] == ["two"]
    assert store.end_sessions(owner.id) == 1
    assert [one.digest for one in store.sessions(other.id, NOW)] == ["four"]


def test_an_account_has_only_so_many_sessions(store: Store, owner: User) -> None:
    for number in range(5):
        store.add_session(str(number), owner.id, now=NOW + number * MINUTE, expires_at=NOW + HOUR, most=3)
    assert [one.digest for one in store.sessions(owner.id, NOW)] == ["4", "3", "2"]


def test_a_new_password_takes_links_away(store: Store, owner: User) -> None:
    store.add_sign_in_link("link", owner.id, expires_at=NOW + HOUR)
    store.set_password(owner.id, "hash")
    assert store.redeem_sign_in_link("link", NOW) is None


def test_failures_make_the_next_try_wait_longer_and_longer(store: Store) -> None:
    assert [_try(store, NOW) for _ in range(2)] == [timedelta(0)] * 2
    now, waits = NOW, []
    for _ in range(9):
        wait = _try(store, now)
        waits.append(wait.total_seconds())
        now += wait
        assert _try(store, now) == timedelta(0)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 64]  # the network's waits grow on


def test_a_try_that_has_to_wait_is_not_counted(store: Store) -> None:
    for _ in range(2):
        _try(store, NOW)
    assert {_try(store, NOW) for _ in range(20)} == {timedelta(seconds=1)}


def test_who_got_in_is_no_longer_slowed_down(store: Store) -> None:
    for _ in range(2):
        _try(store, NOW)
    store.end_try(forget=[NAME.key], take_back=[NETWORK.key])
    assert [_try(store, NOW) for _ in range(2)] == [timedelta(0)] * 2
    assert _try(store, NOW) == timedelta(seconds=1)
    store.end_try(forget=[NAME.key], take_back=[])
    assert _try(store, NOW) == timedelta(0)
    assert _try(store, NOW, NETWORK) == timedelta(seconds=1)


def test_all_processes_count_together(store: Store, again: Callable[[], Store]) -> None:
    for one in (store, again()):
        _try(one, NOW)
    assert _try(again(), NOW) == timedelta(seconds=1)


def test_old_failures_are_forgotten(store: Store) -> None:
    for _ in range(2):
        _try(store, NOW)
    assert _try(store, NOW + WEEK + MINUTE) == timedelta(0)
    assert _try(store, NOW + WEEK + MINUTE) == timedelta(0)


def test_only_so_many_failures_are_kept(store: Store) -> None:
    for number in range(12):
        brake = Brake(key=str(number), free=0, longest=HOUR)
        _try(store, NOW + timedelta(milliseconds=number), brake, most=5)
    waits = [_try(store, NOW + timedelta(milliseconds=20), Brake(key=str(n), free=0, longest=HOUR)) for n in range(12)]
    assert sum(wait > timedelta(0) for wait in waits) == 6


def test_an_account_goes_with_what_is_its_alone_and_its_words_stay(store: Store, owner: User) -> None:
    ben = store.add_user("Ben", password_hash="hash", now=NOW)
    source = add_source(store)
    article = save(store, source, draft())
    store.subscribe(ben.id, source.id, NOW)
    store.set_read(ben.id, [article.id], NOW)
    store.set_starred(ben.id, [article.id], NOW)
    store.add_tracker(ben.id, "Who won?", NOW)
    store.save_reading_preferences(ben.id, SEPIA)
    store.add_session("one", ben.id, now=NOW, expires_at=NOW + HOUR)
    store.add_sign_in_link("link", ben.id, expires_at=NOW + HOUR)
    said = CommentDraft(
        article=article.id, author=ben.id, name="Ben", body="Well.", at=NOW, key="k", state=CommentState.PUBLISHED
    )
    comment, _ = store.add_comment(said)
    assert store.tally(ben.id) == Tally(read=1, starred=1, comments=1, trackers=1)
    store.remove_user(ben.id)
    assert store.users() == (owner,)
    assert store.session("one", NOW) is None
    assert store.redeem_sign_in_link("link", NOW) is None
    assert store.marks(ben.id, after=ArticleId(0), limit=9) == ()
    assert store.trackers() == ()
    kept = store.comments([comment.id])[0]
    assert (kept.author, kept.name, kept.body) == (None, "Ben", "Well.")
    assert store.add_user("Ben", password_hash=None, now=NOW).preferences == ReadingPreferences()
    with pytest.raises(NotFound):
        store.remove_user(ben.id)


def test_marks_are_listed_by_article(store: Store, owner: User) -> None:
    source = add_source(store)
    made = [save(store, source, draft(f"n{n}", f"Text {n}.")).id for n in range(5)]
    store.set_read(owner.id, made[:3], NOW)
    store.set_starred(owner.id, made[2:4], NOW)
    store.set_read(owner.id, made[:1], None)
    assert _marks(store, owner, made) == {made[1]: (NOW, None), made[2]: (NOW, NOW), made[3]: (None, NOW)}
    assert [mark.article for mark in store.marks(owner.id, after=made[1], limit=1)] == [made[2]]


def test_many_articles_are_found_by_their_addresses(store: Store) -> None:
    source = add_source(store)
    saved = [save(store, source, draft(f"n{n}", f"Text {n}.")) for n in range(3)]
    made = {article.url: article.id for article in saved}
    assert store.articles_at([*[url for url in made if url], "https://no.example/", "no address", "\x00"]) == made


def test_marks_of_elsewhere_are_written_and_those_of_here_keep_their_times(store: Store, owner: User) -> None:
    source = add_source(store)
    store.subscribe(owner.id, source.id, NOW)
    made = [save(store, source, draft(f"n{n}", f"Text {n}.")).id for n in range(4)]
    store.set_read(owner.id, made[:1], NOW)
    elsewhere = [(made[0], HOUR, None), (made[1], MINUTE, HOUR), (made[2], None, MINUTE), (ArticleId(999), HOUR, HOUR)]
    marks = [
        Mark(
            user=owner.id,
            article=article,
            read_at=NOW + read if read else None,
            starred_at=NOW + star if star else None,
        )
        for article, read, star in elsewhere
    ]
    store.put_marks(owner.id, marks)
    store.put_marks(owner.id, marks)
    assert _marks(store, owner, made) == {
        made[0]: (NOW, None),
        made[1]: (NOW + MINUTE, NOW + HOUR),
        made[2]: (None, NOW + MINUTE),
    }
    assert [one.unread for one in store.subscriptions(owner.id)] == [2]
    with pytest.raises(NotFound):
        store.put_marks(UserId(owner.id + 9), marks)


def _marks(store: Store, owner: User, made: Sequence[ArticleId]) -> dict[ArticleId, tuple[object, object]]:
    found: tuple[Mark, ...] = store.marks(owner.id, after=ArticleId(made[0] - 1), limit=9)
    return {mark.article: (mark.read_at, mark.starred_at) for mark in found}
