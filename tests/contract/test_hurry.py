"""The contract of the store: who does not want to wait for another writer waits a moment only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.contract.making import NOW, follow

from octavo.adapters.store import SqlStore
from octavo.model.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store

pytestmark = pytest.mark.timeout(120)


@pytest.mark.parametrize("is_same", [True, False], ids=["same process", "another process"])
def test_a_hurried_write_is_given_up_while_another_writes(
    store: Store, again: Callable[[], Store], owner: User, *, is_same: bool
) -> None:
    other = store if is_same else again()
    if not isinstance(other, SqlStore):
        pytest.skip("Nobody waits in memory.")
    source = follow(store, owner)
    with other._database.writing():
        for _ in range(2):
            with pytest.raises(StoreUnavailable), store.hurried(0.1):
                store.unsubscribe(owner.id, source.id)
    with store.hurried(0.1):
        store.unsubscribe(owner.id, source.id)
    store.subscribe(owner.id, source.id, NOW)
