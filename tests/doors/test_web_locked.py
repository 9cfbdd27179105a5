"""A library that cannot be written can still be read: another program writes, or the disk is full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.doors.stocked import stock
from tests.doors.test_web_queries import PAGES
from tests.doors.test_web_unsent import another_writer

from octavo.adapters.store import engine

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that waits for others a moment only."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)


def test_every_page_can_be_read_while_nothing_can_be_written(
    client: TestClient, library: Library, tmp_path: Path
) -> None:
    stock(library, 4)
    addresses = [one for pages in PAGES.values() for one in pages]
    with another_writer(tmp_path / "news.db"):
        closed = {one: client.get(one).status_code for one in addresses}
    # A link signs in once: that is written down before anybody is let in.
    assert {one: status for one, status in closed.items() if status >= 500} == {"/sign-in/nobody-knows-this-one": 503}
