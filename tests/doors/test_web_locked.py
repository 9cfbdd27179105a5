"""A library that cannot be written can still be read: another program writes, or the disk is full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.doors.events import tell_events
from tests.doors.stocked import stock
from tests.doors.test_web_queries import PAGES
from tests.doors.test_web_unsent import another_writer

from octavo.adapters.store import engine

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library

pytestmark = pytest.mark.timeout(300)


SIGN_IN = "/sign-in/nobody-knows-this-one"


@pytest.fixture(autouse=True)
def _patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that waits for others longer than a test may take, unless told otherwise."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", getattr(request, "param", 3_600))


def test_every_page_can_be_read_while_nothing_can_be_written(
    client: TestClient, library: Library, tmp_path: Path
) -> None:
    stock(library, 4)
    addresses = [one for pages in PAGES.values() for one in pages if one != SIGN_IN]
    with another_writer(tmp_path / "news.db"):
        closed = {one: client.get(one).status_code for one in addresses}
    assert {one: status for one, status in closed.items() if status >= 500} == {}


def test_an_edition_that_cannot_be_kept_can_be_read(client: TestClient, library: Library, tmp_path: Path) -> None:
    ferry, _ = tell_events(library)
    with another_writer(tmp_path / "news.db"):
        page = client.get("/")
    assert page.status_code == 200
    assert f"/story/{library.store.placements([ferry[0].id])[0].story}" in page.text
    assert not library.paper.stories.editions()


def test_what_was_noted_in_vain_is_noted_when_the_library_is_free(
    client: TestClient, library: Library, tmp_path: Path
) -> None:
    article = library.article(library.source())
    with another_writer(tmp_path / "news.db"):
        client.get(f"/article/{article.id}")
    assert library.paper.articles.mark(article.id).read_at is None
    client.get(f"/article/{article.id}")
    assert library.paper.articles.mark(article.id).read_at is not None


@pytest.mark.parametrize("_patience", [0.05], indirect=True)
def test_what_is_done_deliberately_waits_longer_and_ends_in_a_sentence(
    client: TestClient, library: Library, tmp_path: Path
) -> None:
    article = library.article(library.source())
    with another_writer(tmp_path / "news.db"):
        replies = [client.post(f"/article/{article.id}/star"), client.get(SIGN_IN)]
    assert [(reply.status_code, "being written by another program" in reply.text) for reply in replies] == [
        (503, True),
        (503, True),
    ]
