from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.newsroom.room import NOW, Room

from octavo.kit.zones import zone_of
from octavo.model.discussion import CommentDraft, CommentState
from octavo.model.errors import NotAllowed, TooSoon
from octavo.model.people import Brake
from octavo.model.preferences import ReadingPreferences
from octavo.newsroom.accounts import LONGEST_HERE, LONGEST_OF_NAME, SESSION_IDLE, SESSION_LASTS
from octavo.newsroom.zones import day_for

PASSWORD = "a good long password"
HERE, ELSEWHERE = "192.0.2.7", "198.51.100.3"


def room_with_password() -> Room:
    room = Room()
    room.paper.accounts.set_password(room.paper.me, PASSWORD)
    return room


def fail(room: Room, times: int, name: str = "reader", network: str = HERE) -> list[int]:
    """Try wrong passwords, waiting as long as is asked for; returns the waits in seconds."""
    waits = []
    for _ in range(times):
        try:
            assert room.paper.accounts.sign_in(name, "wrong", network=network) is None
        except TooSoon as error:
            waits.append(error.seconds)
            room.clock.advance(timedelta(seconds=error.seconds))
            assert room.paper.accounts.sign_in(name, "wrong", network=network) is None
    return waits


def test_the_first_failures_cost_nothing_and_then_each_wait_is_longer() -> None:
    room = room_with_password()
    assert fail(room, 5) == []
    waits = fail(room, 14)
    assert waits == sorted(waits)
    assert waits[:4] == [1, 2, 4, 8]
    assert max(waits) == LONGEST_HERE.total_seconds()


def test_unknown_names_are_slowed_down_alike_and_cost_the_same_work() -> None:
    known, unknown = room_with_password(), room_with_password()
    assert fail(known, 12) == fail(unknown, 12, name="nobody")
    assert known.credentials.checked == unknown.credentials.checked == 12


def test_a_throttled_try_looks_at_no_password_whoever_it_is_for() -> None:
    for name in ("reader", "nobody"):
        room = room_with_password()
        fail(room, 5, name=name)
        room.credentials.checked = 0
        with pytest.raises(TooSoon, match="Wait 1 second and try again; a sign-in link works at once"):
            room.paper.accounts.sign_in(name, PASSWORD, network=HERE)
        assert room.credentials.checked == 0


def test_nobody_elsewhere_shuts_the_real_one_out_for_longer_than_a_minute() -> None:
    room = room_with_password()
    for number in range(40):
        fail(room, 4, network=f"203.0.113.{number}")
    with pytest.raises(TooSoon) as caught:
        room.paper.accounts.sign_in("reader", PASSWORD, network=ELSEWHERE)
    assert caught.value.seconds <= LONGEST_OF_NAME.total_seconds()
    room.clock.advance(timedelta(seconds=caught.value.seconds))
    assert room.paper.accounts.sign_in("reader", PASSWORD, network=ELSEWHERE)


def test_a_network_that_tries_many_names_is_slowed_down() -> None:
    room = room_with_password()
    for number in range(20):
        assert fail(room, 1, name=f"name{number}") == []
    assert fail(room, 1, name="another") == [1]
    assert fail(room, 1, name="another", network=ELSEWHERE) == []


def test_getting_in_forgets_ones_own_failures_but_not_those_at_other_names() -> None:
    room = room_with_password()
    for number in range(17):
        fail(room, 1, name=f"name{number}")
    fail(room, 3)
    room.clock.advance(timedelta(seconds=9))
    assert room.paper.accounts.sign_in("reader", PASSWORD, network=HERE)
    assert fail(room, 1, name="another") == [1]


def test_a_sign_in_link_works_however_many_tries_there_were() -> None:
    room = room_with_password()
    fail(room, 30)
    assert room.paper.accounts.redeem(room.paper.accounts.new_sign_in_link())


@given(st.integers(0, 10**6), st.integers(0, 60), st.integers(1, 10**6))
def test_waits_grow_and_have_an_end(failures: int, free: int, longest: int) -> None:
    brake = Brake(key="", free=free, longest=timedelta(seconds=longest))
    assert timedelta(0) <= brake.wait(failures) <= brake.wait(failures + 1) <= brake.longest
    assert (brake.wait(failures) == timedelta(0)) == (failures < free)


def test_being_here_makes_a_session_last_but_not_for_ever() -> None:
    room = room_with_password()
    token = room.paper.accounts.sign_in("reader", PASSWORD)
    assert token
    while room.clock.now() < NOW + SESSION_LASTS - timedelta(days=1):
        assert room.paper.accounts.of_session(token)
        room.clock.advance(SESSION_IDLE - timedelta(days=1))
    room.clock.advance(NOW + SESSION_LASTS - room.clock.now())
    assert room.paper.accounts.of_session(token) is None


def test_a_session_ends_when_nobody_was_there_for_a_month() -> None:
    room = room_with_password()
    token = room.paper.accounts.sign_in("reader", PASSWORD, agent="A browser")
    assert token
    assert [one.agent for one in room.paper.accounts.sessions()] == ["A browser"]
    room.clock.advance(SESSION_IDLE)
    assert room.paper.accounts.of_session(token) is None
    assert room.paper.accounts.sessions() == ()


def test_only_ones_own_sessions_can_be_ended() -> None:
    room = room_with_password()
    accounts = room.paper.accounts
    tokens = [accounts.sign_in("reader", PASSWORD) for _ in range(3)]
    ben = accounts.add("Ben")
    theirs = accounts.redeem(accounts.new_sign_in_link(ben))
    assert theirs
    foreign = room.paper.as_user(ben).accounts.sessions()[0]
    accounts.end_session(foreign.digest)
    assert accounts.of_session(theirs) == ben
    assert accounts.end_other_sessions(tokens[0]) == 2
    assert [accounts.of_session(token or "") is not None for token in tokens] == [True, False, False]


def test_a_renewed_session_has_another_token() -> None:
    room = room_with_password()
    token = room.paper.accounts.sign_in("reader", PASSWORD)
    assert token
    new = room.paper.accounts.renew_session(token)
    assert new != token
    assert room.paper.accounts.of_session(token) is None
    assert room.paper.accounts.of_session(new) == room.paper.me


def test_the_owner_stays_and_only_the_owner_removes_others() -> None:
    room = room_with_password()
    owner, ben, cleo = room.paper, room.paper.accounts.add("Ben"), room.paper.accounts.add("Cleo")
    with pytest.raises(NotAllowed, match="goes with the library"):
        owner.accounts.remove(owner.me)
    with pytest.raises(NotAllowed, match="Only the owner"):
        owner.as_user(ben).accounts.remove(cleo)
    owner.as_user(ben).accounts.remove(ben)
    owner.accounts.remove(cleo)
    assert owner.accounts.list() == (owner.me,)


@pytest.mark.parametrize("erase", [False, True])
def test_what_somebody_said_stays_or_is_erased_with_them(erase: bool) -> None:
    room = room_with_password()
    article = room.articles(1)[0]
    ben = room.paper.accounts.add("Ben")
    said = None
    for number in range(3):
        draft = CommentDraft(
            article=article.id,
            author=ben.id,
            name="Ben",
            body="Well.",
            at=NOW,
            key=f"k{number}",
            state=CommentState.PUBLISHED,
        )
        said, _ = room.store.add_comment(draft)
    room.paper.accounts.remove(ben, erase=erase)
    assert said
    kept = room.store.comments([said.id])[0]
    assert (kept.author, kept.body, kept.state) == (
        (None, "", CommentState.PURGED) if erase else (None, "Well.", CommentState.PUBLISHED)
    )


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", 21), ("Pacific/Auckland", 22), ("Nowhere/At all", 21), ("../etc", 21)]
)
def test_the_edition_is_that_of_the_readers_own_day(zone: str, day: int) -> None:
    room = room_with_password()
    room.paper.accounts.prefer(ReadingPreferences(zone=zone))
    assert day_for(room.paper.me, NOW).day == day
    assert room.paper.stories.edition().edition.day.day == day
    assert zone_of(zone) is not None
