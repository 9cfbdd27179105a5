"""Every store of the project, each with an empty library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.contract.making import NOW

from octavo.adapters.store import open_store
from octavo.testing import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from octavo.model.people import User
    from octavo.ports import Store


def _store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        return MemoryStore()
    return open_store(request.getfixturevalue(request.param))


_DATABASES = ["sqlite_url", pytest.param("pg_url", marks=pytest.mark.postgres)]


@pytest.fixture(params=["memory", *_DATABASES])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store of each kind."""
    made = _store(request)
    yield made
    made.close()


@pytest.fixture
def again(request: pytest.FixtureRequest, store: Store) -> Iterator[Callable[[], Store]]:
    """Opens the library of ``store`` once more, as another process would; in memory there is only the one."""
    opened: list[Store] = []

    def open_again() -> Store:
        if isinstance(store, MemoryStore):
            return store
        opened.append(open_store(request.getfixturevalue(request.node.callspec.params["store"])))
        return opened[-1]

    yield open_again
    for one in opened:
        one.close()


@pytest.fixture(params=_DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty library in each database."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def owner(store: Store) -> User:
    """The owner of the library."""
    return store.ensure_owner("Ada", NOW)
