"""The contract of the store: accounts, sessions, sign-in links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, MINUTE, NOW

from octavo.model.errors import AlreadyThere, NotFound
from octavo.model.ids import UserId

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.people import User
    from octavo.ports import Store


def _whose(store: Store, digest: str, now: datetime) -> User | None:
    found = store.session(digest, now)
    return found.user if found else None


def test_the_owner_is_made_once(store: Store) -> None:
    owner = store.ensure_owner("Ada", NOW)
    assert (owner.name, owner.is_owner, owner.created_at, owner.has_password) == ("Ada", True, NOW, False)
    assert store.ensure_owner("Somebody else", NOW + HOUR) == owner
    assert store.users() == (owner,)


def test_accounts_are_found_by_id_and_by_name_without_regard_to_case(store: Store, owner: User) -> None:
    user = store.add_user("Jürgen Straße", password_hash="hash", now=NOW)
    assert (user.is_owner, user.has_password) == (False, True)
    assert store.user(user.id) == user
    assert store.user_by_name("JÜRGEN STRASSE") == user
    assert store.users() == (owner, user)
    assert store.user(UserId(99)) is None
    assert store.user_by_name("Jurgen") is None


@pytest.mark.parametrize("name", ["Ada", "ADA", "ada"])
def test_a_name_is_taken_once(store: Store, owner: User, name: str) -> None:
    with pytest.raises(AlreadyThere):
        store.add_user(name, password_hash=None, now=NOW)
    assert store.users() == (owner,)


def test_a_password_is_kept_as_its_hash(store: Store, owner: User) -> None:
    assert store.password_hash(owner.id) is None
    store.set_password(owner.id, "hash")
    assert store.password_hash(owner.id) == "hash"
    found = store.user(owner.id)
    assert found is not None
    assert found.has_password
    assert store.password_hash(UserId(99)) is None


def test_a_new_password_ends_all_sessions_of_that_account(store: Store, owner: User) -> None:
    other = store.add_user("Ben", password_hash=None, now=NOW)
    for digest, user in (("one", owner), ("two", owner), ("three", other)):
        store.add_session(digest, user.id, now=NOW, expires_at=NOW + HOUR)
    store.set_password(owner.id, "hash")
    assert [_whose(store, digest, NOW) for digest in ("one", "two", "three")] == [None, None, other]


def test_a_session_lasts_until_it_expires_or_is_ended(store: Store, owner: User) -> None:
    for digest in ("one", "two"):
        store.add_session(digest, owner.id, now=NOW, expires_at=NOW + HOUR)
    assert _whose(store, "one", NOW + HOUR - MINUTE) == owner
    assert _whose(store, "one", NOW + HOUR) is None
    assert _whose(store, "another", NOW) is None
    store.end_session("one")
    store.end_session("one")
    assert _whose(store, "one", NOW) is None
    assert _whose(store, "two", NOW) == owner


def test_a_new_session_leaves_those_that_last(store: Store, owner: User) -> None:
    store.add_session("lasting", owner.id, now=NOW, expires_at=NOW + 2 * HOUR)
    store.add_session("new", owner.id, now=NOW + HOUR, expires_at=NOW + 2 * HOUR)
    assert _whose(store, "lasting", NOW + HOUR) == owner


def test_a_sign_in_link_works_once(store: Store, owner: User) -> None:
    store.add_sign_in_link("link", owner.id, expires_at=NOW + HOUR)
    store.add_sign_in_link("other", owner.id, expires_at=NOW + HOUR)
    assert store.redeem_sign_in_link("no such link", NOW) is None
    assert store.redeem_sign_in_link("link", NOW) == owner
    assert store.redeem_sign_in_link("link", NOW) is None
    assert store.redeem_sign_in_link("other", NOW) == owner


def test_a_sign_in_link_expires(store: Store, owner: User) -> None:
    store.add_sign_in_link("link", owner.id, expires_at=NOW + HOUR)
    assert store.redeem_sign_in_link("link", NOW + HOUR) is None
    assert store.redeem_sign_in_link("link", NOW) is None


def test_unknown_accounts_get_nothing(store: Store, owner: User) -> None:
    nobody = UserId(owner.id + 99)
    with pytest.raises(NotFound):
        store.set_password(nobody, "hash")
    with pytest.raises(NotFound):
        store.add_session("one", nobody, now=NOW, expires_at=NOW + HOUR)
    with pytest.raises(NotFound):
        store.add_sign_in_link("link", nobody, expires_at=NOW + HOUR)


def test_times_without_a_zone_are_refused(store: Store, owner: User) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a zone"):
        store.add_user("Ben", password_hash=None, now=naive)
    with pytest.raises(ValueError, match="without a zone"):
        store.add_session("one", owner.id, now=NOW, expires_at=naive)
    with pytest.raises(ValueError, match="without a zone"):
        store.add_sign_in_link("link", owner.id, expires_at=naive)
    store.add_sign_in_link("link", owner.id, expires_at=NOW + HOUR)
    with pytest.raises(ValueError, match="without a zone"):
        store.redeem_sign_in_link("link", naive)
    assert store.redeem_sign_in_link("link", NOW) == owner
    assert store.users() == (owner,)
