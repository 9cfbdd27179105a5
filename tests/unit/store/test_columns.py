from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from octavo.adapters.store.columns import Moment, Words, key_of
from octavo.model.keeping import storable

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

SQLITE = sqlite.dialect()
POSTGRES = postgresql.dialect()  # type: ignore[no-untyped-call]
moments = st.datetimes(timezones=st.timezones()).map(storable)


@given(moments, moments)
def test_times_sort_on_sqlite_as_they_do_in_the_world(one: datetime, other: datetime) -> None:
    column = Moment()
    first, second = (column.process_bind_param(moment, SQLITE) for moment in (one, other))
    assert (first < second) == (one < other)
    assert (first == second) == (one == other)
    assert len(first) == len(second)
    assert column.result_processor(SQLITE, None)(first) == one


@given(moments)
def test_times_go_to_postgresql_as_they_are(moment: datetime) -> None:
    column = Moment()
    assert column.result_processor(POSTGRES, None)(column.process_bind_param(moment, POSTGRES)) == moment


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRES])
def test_no_time_is_no_time_and_a_time_without_a_zone_is_none(dialect: Dialect) -> None:
    column = Moment()
    assert column.process_bind_param(None, dialect) is None
    assert column.result_processor(dialect, None)(None) is None
    with pytest.raises(ValueError, match="without a zone"):
        column.process_bind_param(datetime(2026, 1, 5, tzinfo=UTC).replace(tzinfo=None), dialect)


@given(st.text(st.characters()))
def test_words_can_always_be_written(text: str) -> None:
    kept = Words().process_bind_param(text, POSTGRES)
    assert kept is not None
    assert "\x00" not in kept
    assert kept.encode().decode() == kept
    assert len(kept) == len(text)


@given(st.text(st.characters()), st.text(st.characters()))
def test_keys_tell_texts_apart(one: str, other: str) -> None:
    assert (key_of(one) == key_of(other)) == (one == other)
    assert len(key_of(one)) == 32
