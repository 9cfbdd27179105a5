"""What integration tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.integration.http.misbehaving import Misbehaving, misbehaving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", name="misbehaving")
def misbehaving_server() -> Iterator[Misbehaving]:
    """A web server on loopback that does everything wrong; each of its paths can be followed as a feed.

    Fetch from it with ``AiohttpFetcher(allowed_networks=("127.0.0.1/32",))``: then its other face, at 127.0.0.2,
    stands for a private network.
    """
    with misbehaving() as server:
        yield server
