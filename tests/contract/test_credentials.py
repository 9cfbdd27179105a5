"""The contract of credentials and of clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from octavo.adapters.clock import SystemClock
from octavo.adapters.credentials import Argon2Credentials
from octavo.testing import FixedClock, PlainCredentials

if TYPE_CHECKING:
    from octavo.ports import Clock, Credentials


@pytest.fixture(params=[Argon2Credentials, PlainCredentials], scope="module")
def credentials(request: pytest.FixtureRequest) -> Credentials:
    made: Credentials = request.param()
    return made


@pytest.mark.parametrize("password", ["tide and time", "", "Straße 🌊", "a\x00b", "\ud800", "x" * 5_000])
def test_the_right_password_is_right_and_others_are_not(credentials: Credentials, password: str) -> None:
    kept = credentials.hash_password(password)
    assert kept != password
    assert credentials.verify_password(kept, password)
    assert not credentials.verify_password(kept, password + "x")


def test_no_hash_has_no_right_password(credentials: Credentials) -> None:
    assert not credentials.verify_password(None, "")
    assert not credentials.verify_password(None, "tide and time")


def test_a_damaged_hash_has_no_right_password(credentials: Credentials) -> None:
    assert not credentials.verify_password("", "")
    assert not credentials.verify_password("$argon2id$v=19$broken", "tide and time")


def test_tokens_differ_and_are_safe_in_an_address(credentials: Credentials) -> None:
    tokens = {credentials.new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert all(token.replace("-", "").replace("_", "").isalnum() for token in tokens)
    assert all(token.isascii() for token in tokens)


def test_real_hashes_are_salted_and_name_their_parameters() -> None:
    credentials = Argon2Credentials()
    one, other = (credentials.hash_password("tide and time") for _ in range(2))
    assert one != other
    assert one.startswith("$argon2id$")
    assert "tide" not in one


def test_real_tokens_hold_256_bits() -> None:
    assert len(Argon2Credentials().new_token()) == 43


@pytest.mark.parametrize("clock", [SystemClock(), FixedClock(datetime(2026, 1, 5, 8, tzinfo=UTC))])
def test_clocks_tell_an_aware_time_in_utc(clock: Clock) -> None:
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert first <= second


def test_a_fixed_clock_stands_still_until_it_is_moved() -> None:
    clock = FixedClock(datetime(2026, 1, 5, 10, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now() == clock.now() == datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert clock.advance(timedelta(minutes=5)) == clock.now() == datetime(2026, 1, 5, 8, 5, tzinfo=UTC)
    with pytest.raises(ValueError, match="without a zone"):
        FixedClock(datetime(2026, 1, 5, tzinfo=UTC).replace(tzinfo=None))
