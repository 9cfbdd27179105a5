"""No page asks its library more often because there is more in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event
from tests.doors.stocked import stock
from tests.doors.web_library import ADDRESS, NOW, new_library

from octavo.adapters.store import SqlStore
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

FEW, MANY = 10, 60

# An address for every route that answers GET. Queries are what makes a page dear: a new route needs a line here.
PAGES = {
    "/": ["/"],
    "/account": ["/account"],
    "/article/{article}": ["/article/1", "/article/2"],
    "/article/{article}/ask": ["/article/1/ask?q=What+of+the+ferry"],
    "/article/{article}/changes/{number}": ["/article/1/changes/5"],
    "/article/{article}/copy": ["/article/2/copy"],
    "/article/{article}/original": ["/article/1/original"],
    "/article/{article}/revisions/{number}": ["/article/1/revisions/5"],
    "/ask": ["/ask", "/ask?q=What+of+the+ferry"],
    "/comment/{comment}": ["/comment/1", "/comment/1?act=quote"],
    "/discussion": ["/discussion"],
    "/discussion/article/{article}/sentences": ["/discussion/article/1/sentences"],
    "/discussion/{kind}/{number}": ["/discussion/article/1", "/discussion/story/1"],
    "/discussion/{kind}/{number}/feed": ["/discussion/article/1/feed", "/discussion/story/1/feed"],
    "/edition": ["/edition"],
    "/edition/{day}": [f"/edition/{NOW.date()}"],
    "/healthz": ["/healthz"],
    "/latest": ["/latest"],
    "/model": ["/model"],
    "/moderation": ["/moderation"],
    "/moderation/house": ["/moderation/house"],
    "/moderation/log": ["/moderation/log"],
    "/robots.txt": ["/robots.txt"],
    "/search": ["/search", "/search?q=ferry"],
    "/sign-in": ["/sign-in"],
    "/sign-in/{token}": ["/sign-in/nobody-knows-this-one"],
    "/source/{source}": ["/source/1"],
    "/sources": ["/sources"],
    "/starred": ["/starred"],
    "/static/{version}/{name}": ["/static/x/octavo.css"],
    "/stories": ["/stories"],
    "/story/{story}": ["/story/1", "/story/2"],
    "/story/{story}/ask": ["/story/1/ask?q=What+of+the+ferry"],
    "/topics": ["/topics"],
    "/topics/{kind}/{key}": ["/topics/topic/topic1", "/topics/speaker/speaker1", "/topics/place/place1"],
    "/trackers": ["/trackers"],
    "/trackers/{tracker}": ["/trackers/1"],
    "/unread": ["/unread"],
}
# A stream that never ends has a test of its own.
STREAMS = {"/discussion/{kind}/{number}/live"}
# What a page may cost at most.
MOST = 28


def routes(app: FastAPI) -> set[str]:
    """The routes of an application that answer GET, as they are written down."""
    return {path for path, answers in app.openapi()["paths"].items() if "get" in answers}


def counted(folder: Path, many: int) -> Iterator[tuple[str, int]]:
    """Every page of a library with so many of everything, and how many statements it sends to the database."""
    with new_library(folder) as library:
        stock(library, many)
        app = create_app(library.paper, public_url=ADDRESS)
        assert isinstance(library.store, SqlStore)
        sent: list[str] = []
        engine = library.store._database.engine
        event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: sent.append(statement))
        with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
            client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
            for address in (one for pages in PAGES.values() for one in pages):
                client.get(address)  # the first look keeps what is found over a story, and brings the index in step
                sent.clear()
                reply = client.get(address)
                assert reply.status_code in (200, 301, 303) or "nobody" in address, (address, reply.text)
                yield address, sum(not statement.startswith("BEGIN") for statement in sent)


@pytest.mark.filterwarnings("ignore:Duplicate Operation ID")  # one route answers GET and HEAD
def test_every_route_has_its_case(client: TestClient) -> None:
    app = client.app
    assert routes(app) == {*PAGES, *STREAMS}  # type: ignore[arg-type]


@pytest.mark.timeout(180)
def test_no_page_asks_more_often_because_there_is_more(tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    for folder in (few, many):
        folder.mkdir()
    before, after = dict(counted(few, FEW)), dict(counted(many, MANY))
    # A page that is full may ask once how much there is that it does not show.
    assert {address: count for address, count in after.items() if count > before[address] + 1} == {}
    assert {address: count for address, count in after.items() if count > MOST} == {}
