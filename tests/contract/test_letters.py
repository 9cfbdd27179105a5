"""The contract of the store: who wants letters, and that none is sent twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, NOW

from octavo.model.errors import NotFound
from octavo.model.ids import UserId
from octavo.model.letters import LetterState, MailWishes

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store


def wishes(user: User, **changes: object) -> MailWishes:
    made = MailWishes(
        user=user.id, address="ada@example.org", leave_key="leave", hour=6, days=(0, 4), zone="Asia/Tokyo"
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_what_a_person_wants_is_kept_and_replaced(store: Store, owner: User, again: Callable[[], Store]) -> None:
    assert store.mail_wishes(owner.id) is None
    store.save_mail_wishes(wishes(owner, proof="digest", proof_until=NOW + HOUR))
    assert again().mail_wishes(owner.id) == wishes(owner, proof="digest", proof_until=NOW + HOUR)
    store.save_mail_wishes(wishes(owner, hour=20, confirmed_at=NOW))
    assert store.all_mail_wishes() == (wishes(owner, hour=20, confirmed_at=NOW),)
    store.forget_mail_wishes(owner.id)
    assert store.all_mail_wishes() == ()
    with pytest.raises(NotFound):
        store.save_mail_wishes(wishes(replace(owner, id=UserId(99))))


def test_links_in_letters_lead_to_whom_they_were_sent(store: Store, owner: User) -> None:
    kept = wishes(owner, proof="digest", proof_until=NOW + HOUR)
    store.save_mail_wishes(kept)
    assert store.mail_wishes_of_proof("digest", NOW) == kept
    assert store.mail_wishes_of_proof("digest", NOW + HOUR) is None
    assert store.mail_wishes_of_proof("other\x00", NOW) is None
    assert store.mail_wishes_of_leave_key("leave") == kept
    assert store.mail_wishes_of_leave_key("\ud800") is None


def test_a_letter_is_claimed_once(store: Store, owner: User, again: Callable[[], Store]) -> None:
    other = again()
    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(lambda n: (store, other)[n % 2].claim_letter(owner.id, "one", NOW), range(16)))
    assert claimed.count(True) == 1
    assert not store.claim_letter(owner.id, "one", NOW + 24 * HOUR)
    (record,) = store.letters(owner.id, 5)
    assert store.letter(owner.id, "one") == record
    assert store.letter(owner.id, "two\x00") is None
    assert (record.state, record.attempts, record.at) == (LetterState.SENDING, 1, NOW)
    with pytest.raises(NotFound):
        store.claim_letter(UserId(99), "one", NOW)


def test_only_what_waits_is_tried_again_when_its_time_has_come(store: Store, owner: User) -> None:
    assert store.claim_letter(owner.id, "one", NOW)
    store.settle_letter(owner.id, "one", state=LetterState.WAITING, next_at=NOW + HOUR, problem="No answer.\x00")
    assert store.letters(owner.id, 1)[0].problem == "No answer.\ufffd"
    assert not store.claim_letter(owner.id, "one", NOW)
    assert store.claim_letter(owner.id, "one", NOW + HOUR)
    assert store.letters(owner.id, 1)[0].attempts == 2
    store.settle_letter(owner.id, "one", state=LetterState.SENT)
    assert not store.claim_letter(owner.id, "one", NOW + 9 * HOUR)
    store.settle_letter(owner.id, "nothing", state=LetterState.SENT)
    assert [one.state for one in store.letters(owner.id, 5)] == [LetterState.SENT]


def test_letters_are_listed_latest_first_and_forgotten(store: Store, owner: User) -> None:
    for number in range(3):
        store.claim_letter(owner.id, f"letter {number}", NOW + number * HOUR)
    assert [one.key for one in store.letters(owner.id, 2)] == ["letter 2", "letter 1"]
    assert store.forget_letters(NOW + HOUR) == 1
    assert len(store.letters(owner.id, 9)) == 2
