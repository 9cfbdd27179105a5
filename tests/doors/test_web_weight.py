"""What a first visit weighs on the wire."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

from octavo.web.rendering import Press

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library

FIRST_VIEW = 60_000


def test_the_first_view_is_light(client: TestClient, library: Library) -> None:
    for _ in range(60):
        library.article(library.source("The Elsin Courier and Advertiser"), "Ferry aground off Skarn in thick fog")
    page = client.get("/latest")
    base = re.findall(r"/static/[0-9a-f]+/", page.text)[0]
    weight = len(gzip.compress(page.content, 5))
    for name in Press().files:
        reply = client.get(base + name, headers={"accept-encoding": "gzip"})
        weight += int(reply.headers["content-length"])
    assert weight <= FIRST_VIEW


def test_static_files_are_packed_once_and_kept_for_good(client: TestClient) -> None:
    press = Press()
    for name, file in press.files.items():
        address = f"/static/{press.version}/{name}"
        packed = client.get(address, headers={"accept-encoding": "gzip"})
        plain = client.get(address, headers={"accept-encoding": "identity"})
        assert packed.content == plain.content == file.body
        assert packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) == len(file.packed)
        assert "content-encoding" not in plain.headers
        for reply in (packed, plain):
            assert "immutable" in reply.headers["cache-control"]
            assert "accept-encoding" in reply.headers["vary"].lower()
        assert client.get(f"/static/older/{name}").headers["cache-control"] == "no-cache"
