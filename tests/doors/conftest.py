"""A newsroom with a small library in it, and a browser's side of the conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from tests.doors.web_library import ADDRESS, Library, new_library

from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with new_library(tmp_path) as library:
        yield library


@pytest.fixture
def stranger(library: Library) -> Iterator[TestClient]:
    """Somebody who is not signed in."""
    app = create_app(library.paper, public_url=ADDRESS)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(library: Library, stranger: TestClient) -> TestClient:
    """The owner, signed in by a one-time link."""
    assert stranger.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}").status_code == 303
    return stranger
