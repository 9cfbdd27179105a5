"""No page asks its library more often because there is more in it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event
from tests.doors.stocked import stock
from tests.doors.web_library import ADDRESS, NOW, Library, new_library

from octavo.adapters.store import SqlStore
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

# Of the fewer there is more than one page already: what a second page costs, a third one must not cost again.
FEW, MANY = 64, 98

# The key of a picture that no article has.
NOBODYS = "0" * 24

# An address for every route that answers GET. Queries are what makes a page dear: a new route needs a line here.
PAGES = {
    "/": ["/"],
    "/account": ["/account"],
    "/article/{article}": ["/article/1", "/article/2"],
    "/article/{article}/ask": ["/article/1/ask?q=What+of+the+ferry"],
    "/article/{article}/changes/{number}": ["/article/1/changes/5"],
    "/article/{article}/copy": ["/article/2/copy"],
    "/article/{article}/explain": ["/article/1/explain"],
    "/article/{article}/notes/new": ["/article/1/notes/new?place=0.0-0.5"],
    "/article/{article}/original": ["/article/1/original"],
    "/article/{article}/revisions/{number}": ["/article/1/revisions/5"],
    "/article/{article}/translate": ["/article/1/translate"],
    "/ask": ["/ask", "/ask?q=What+of+the+ferry"],
    "/ask/topics/{kind}/{key}": ["/ask/topics/topic/topic1?q=What+of+the+ferry"],
    "/briefing": ["/briefing"],
    "/briefing.md": ["/briefing.md"],
    "/briefing.txt": ["/briefing.txt"],
    "/briefing/{day}": [f"/briefing/{NOW.date()}"],
    "/comment/{comment}/feed": ["/comment/1/feed"],
    "/comment/{comment}": ["/comment/1", "/comment/1?act=quote"],
    "/discussion": ["/discussion"],
    "/discussion/article/{article}/sentences": ["/discussion/article/1/sentences"],
    "/discussion/{kind}/{number}": ["/discussion/article/1", "/discussion/story/1"],
    "/discussion/{kind}/{number}/feed": ["/discussion/article/1/feed", "/discussion/story/1/feed"],
    "/edition": ["/edition"],
    "/edition/{day}": [f"/edition/{NOW.date()}"],
    "/feeds": ["/feeds"],
    "/feeds/{form}/edition": ["/feeds/atom/edition"],
    "/feeds/{form}/latest": ["/feeds/atom/latest"],
    "/feeds/{form}/search": ["/feeds/json/search?q=ferry"],
    "/feeds/{form}/source/{source}": ["/feeds/atom/source/1"],
    "/feeds/{form}/starred": ["/feeds/atom/starred"],
    "/feeds/{form}/stories": ["/feeds/atom/stories"],
    "/feeds/{form}/story/{story}": ["/feeds/atom/story/1"],
    "/feeds/{form}/topics/{kind}/{subject}": ["/feeds/atom/topics/topic/topic1"],
    "/feeds/{form}/trackers/{tracker}": ["/feeds/atom/trackers/1"],
    "/folder/{folder}": ["/folder/1"],
    "/folder/{folder}/unread": ["/folder/1/unread"],
    "/healthz": ["/healthz"],
    "/latest": ["/latest"],
    "/mail": ["/mail"],
    "/mail/confirm/{token}": ["/mail/confirm/nobody-knows-this-one"],
    "/mail/leave/{key}": ["/mail/leave/nobody-knows-this-one"],
    "/model": ["/model"],
    "/moderation": ["/moderation"],
    "/moderation/house": ["/moderation/house"],
    "/moderation/log": ["/moderation/log"],
    "/note/{note}": ["/note/1"],
    "/notes": ["/notes", "/notes?q=ferry"],
    "/notes.json": ["/notes.json"],
    "/notes.md": ["/notes.md"],
    "/picture/{article}/{key}/{width}": [f"/picture/1/{NOBODYS}/320"],
    "/progress": ["/progress"],
    "/progress/now": ["/progress/now"],
    "/robots.txt": ["/robots.txt"],
    "/search": ["/search", "/search?q=ferry"],
    "/searches": ["/searches"],
    "/searches/{search}": ["/searches/1"],
    "/settings": ["/settings"],
    "/settings/data": ["/settings/data"],
    "/settings/data/mine.jsonl": ["/settings/data/mine.jsonl"],
    "/settings/discussion": ["/settings/discussion"],
    "/settings/keyboard": ["/settings/keyboard"],
    "/settings/people": ["/settings/people"],
    "/settings/reading": ["/settings/reading"],
    "/settings/sessions": ["/settings/sessions"],
    "/sign-in": ["/sign-in"],
    "/sign-in/{token}": ["/sign-in/nobody-knows-this-one"],
    "/source/{source}": ["/source/1"],
    "/sources": ["/sources"],
    "/sources.opml": ["/sources.opml"],
    "/starred": ["/starred"],
    "/static/{version}/{name}": ["/static/x/octavo.css"],
    "/sources/follow": ["/sources/follow"],
    "/sources/import": ["/sources/import"],
    "/sources/look": ["/sources/look"],
    "/stories": ["/stories"],
    "/story/{story}": ["/story/1", "/story/2"],
    "/story/{story}/ask": ["/story/1/ask?q=What+of+the+ferry"],
    "/story/{story}/merge": ["/story/1/merge"],
    "/story/{story}/move": ["/story/1/move?article=1"],
    "/thumbnail/{article}/{key}/{width}": [f"/thumbnail/1/{NOBODYS}/320"],
    "/topics": ["/topics"],
    "/topics/{kind}/{key}": ["/topics/topic/topic1", "/topics/speaker/speaker1", "/topics/place/place1"],
    "/trackers": ["/trackers"],
    "/trackers/{tracker}": ["/trackers/1"],
    "/unread": ["/unread"],
    "/welcome": ["/welcome"],
}
# Streams that never end have tests of their own.
STREAMS = {"/discussion/{kind}/{number}/live", "/progress/live"}
# What a page may cost at most; the feed of editions tells seven days, each with all that a briefing needs.
MOST, OF_EDITIONS = 30, 7 * 14


def routes(app: FastAPI) -> set[str]:
    """The routes of an application that answer GET, as they are written down."""
    return {path for path, answers in app.openapi()["paths"].items() if "get" in answers}


@contextmanager
def stocked(folder: Path, many: int) -> Iterator[tuple[Library, TestClient, list[str]]]:
    """A library with so many of everything, somebody who is signed in, and the statements sent since."""
    with new_library(folder) as library:
        stock(library, many)
        app = create_app(library.paper, public_url=ADDRESS)
        assert isinstance(library.store, SqlStore)
        sent: list[str] = []
        engine = library.store._database.engine
        event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: sent.append(statement))
        with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
            client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
            yield library, client, sent


def counted(folder: Path, many: int) -> Iterator[tuple[str, int]]:
    """Every page of a library with so many of everything, and how many statements it sends to the database."""
    with stocked(folder, many) as (_, client, sent):
        for address in (one for pages in PAGES.values() for one in pages):
            client.get(address)  # the first look keeps what is found over a story, and brings the index in step
            sent.clear()
            reply = client.get(address)
            assert reply.status_code in (200, 301, 303) or "nobody" in address or NOBODYS in address, (
                address,
                reply.text,
            )
            yield address, sum(not statement.startswith("BEGIN") for statement in sent)


@pytest.mark.filterwarnings("ignore:Duplicate Operation ID")  # one route answers GET and HEAD
def test_every_route_has_its_case(client: TestClient) -> None:
    app = client.app
    assert routes(app) == {*PAGES, *STREAMS}  # type: ignore[arg-type]


@pytest.mark.timeout(600)
def test_no_page_asks_more_often_because_there_is_more(tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    for folder in (few, many):
        folder.mkdir()
    before, after = dict(counted(few, FEW)), dict(counted(many, MANY))
    assert {address: count for address, count in after.items() if count > before[address]} == {}
    assert after.pop("/feeds/atom/edition") <= OF_EDITIONS
    assert {address: count for address, count in after.items() if count > MOST} == {}


def test_looking_again_writes_nothing(tmp_path: Path) -> None:
    with stocked(tmp_path, FEW) as (library, client, sent):
        silent = f"/article/{_without_comments(library)}"
        for address in ("/article/1", silent, "/latest", "/", "/search?q=ferry", "/topics"):
            assert client.get(address).status_code == 200
            sent.clear()
            assert client.get(address).status_code == 200
            assert [one for one in sent if not one.startswith(("SELECT", "BEGIN", "WITH"))] == [], address
            assert "BEGIN IMMEDIATE" not in sent, address


def _without_comments(library: Library) -> int:
    """An article that nobody has said anything of."""
    told = library.paper.articles.listing(limit=200).rows
    return next(row.article for row in told if not library.paper.discussion.on_article(row.article).threads)
