from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from octavo.model.fetches import FetchedPage

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def fetched() -> Callable[..., FetchedPage]:
    """A page as the fetcher hands it on."""

    def make(
        body: str | bytes, *, url: str = "https://paper.example/feeds/all.xml", charset: str | None = None
    ) -> FetchedPage:
        return FetchedPage(
            url=url,
            final_url=url,
            at=datetime(2026, 3, 1, tzinfo=UTC),
            status=200,
            media_type="",
            charset=charset,
            body=body.encode() if isinstance(body, str) else body,
        )

    return make
