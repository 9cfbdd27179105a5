"""Feeds out: valid, private, and not sent twice to who has them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

import feedparser
import pytest
from fastapi.testclient import TestClient
from lxml import etree
from tests.doors.test_briefing import ferry
from tests.doors.test_web_trackers import QUESTION
from tests.doors.web_library import ADDRESS, paragraph

from octavo.model.articles import Block, BlockKind, Span, SpanKind
from octavo.model.fetches import FetchedPage
from octavo.model.sources import Feed
from octavo.model.subjects import Stance
from octavo.sourcing import read_feed
from octavo.web import create_app, feeds

if TYPE_CHECKING:
    from tests.doors.web_library import Library

__all__ = ["ferry"]

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "Ferry & <script>alert(1)</script> \x0b ]]> off Skarn \u202e"


@pytest.fixture
def key(client: TestClient, ferry: Library) -> str:
    client.post("/feeds/key")
    return ferry.paper.feeds.key()


@pytest.fixture
def reader(ferry: Library) -> TestClient:
    """A reader program: it has no session."""
    return TestClient(create_app(ferry.paper, public_url=ADDRESS), base_url=ADDRESS, follow_redirects=False)


def paths(library: Library) -> list[str]:
    source = library.store.sources()[0]
    for title in (HOSTILE, "Ferries are late"):
        library.article(source, title, blocks=(paragraph(f"{title} in Istanbul and Port Elsin."),), tags=("Ferries",))
    library.paper.articles.star([library.paper.articles.listing().rows[0].article])
    library.paper.insights.catch_up()
    subject = library.paper.subjects.common()[0].subject
    library.paper.subjects.set_stance(subject.kind, subject.key, Stance.FOLLOW)
    library.paper.trackers.add(QUESTION)
    library.paper.stories.edition()
    (story,) = library.paper.stories.listing().stories
    return [
        "/edition",
        "/latest",
        "/starred",
        "/stories",
        f"/source/{source.id}",
        f"/story/{story.id}",
        f"/topics/{subject.kind}/{quote(subject.key, safe='')}",
        "/trackers/1",
        "/search?q=ferry",
    ]


def with_key(path: str, key: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}key={key}"


def text_of(one: etree._Element, part: str) -> str:
    return one.findtext(f"{ATOM}{part}") or ""


def fetched(body: bytes, at: datetime) -> FetchedPage:
    return FetchedPage(
        url=ADDRESS,
        final_url=ADDRESS,
        at=at,
        status=200,
        media_type="application/atom+xml",
        charset="utf-8",
        body=body,
    )


def test_every_list_is_a_valid_feed(reader: TestClient, ferry: Library, key: str) -> None:
    for path in paths(ferry):
        reply = reader.get(with_key(f"/feeds/atom{path}", key))
        assert (reply.status_code, reply.headers["content-type"].split(";")[0]) == (200, "application/atom+xml"), path
        feed = etree.fromstring(reply.content)
        assert feed.tag == f"{ATOM}feed"
        entries = feed.findall(f"{ATOM}entry")
        assert entries, path
        # What RFC 4287 §4.1.1 and §4.1.2 ask of feeds and entries.
        for one in (feed, *entries):
            for part in ("id", "title", "updated"):
                assert len(one.findall(f"{ATOM}{part}")) == 1, (path, part)
            assert text_of(one, "id").startswith("http")
            datetime.strptime(text_of(one, "updated"), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
            assert one.find(f"{ATOM}link[@rel='alternate']") is not None
        assert feed.find(f"{ATOM}author") is not None
        assert len({text_of(one, "id") for one in entries}) == len(entries)
        assert not feedparser.parse(reply.content).bozo
        page = fetched(reply.content, ferry.clock.now())
        read = read_feed(page)
        assert isinstance(read, Feed)
        assert len(read.leads) == len(entries), path


def test_each_is_a_json_feed_too(reader: TestClient, ferry: Library, key: str) -> None:
    for path in paths(ferry):
        reply = reader.get(with_key(f"/feeds/json{path}", key))
        document = json.loads(reply.text)
        assert document["version"] == "https://jsonfeed.org/version/1.1"
        assert document["items"], path
        assert all(one["id"] and ("content_html" in one or "content_text" in one) for one in document["items"])


def test_the_key_is_all_it_takes_and_can_be_renewed(reader: TestClient, client: TestClient, ferry: Library) -> None:
    client.post("/feeds/key")
    first = ferry.paper.feeds.key()
    assert f"/feeds/atom/latest?key={first}" in client.get("/feeds").text
    assert reader.get(f"/feeds/atom/latest?key={first}").status_code == 200
    assert reader.get("/feeds/atom/latest").status_code == 303
    client.post("/feeds/key")
    assert ferry.paper.feeds.key() != first
    assert reader.get(f"/feeds/atom/latest?key={first}").status_code == 404
    client.post("/feeds/key/forget")
    assert ferry.paper.feeds.key() == ""
    assert reader.get("/feeds/atom/latest?key=").status_code == 303


def test_a_key_opens_nothing_but_feeds(reader: TestClient, key: str) -> None:
    assert reader.get(f"/account?key={key}").status_code == 303
    assert reader.get(f"/latest?key={key}").status_code == 303
    assert reader.get(f"/feeds?key={key}").status_code == 303


def test_a_reader_that_has_it_gets_nothing_again(reader: TestClient, ferry: Library, key: str) -> None:
    address = f"/feeds/atom/latest?key={key}"
    first = reader.get(address)
    again = reader.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    ferry.article(ferry.store.sources()[0], "Something new")
    news = reader.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert news.status_code == 200
    assert "Something new" in news.text


def test_reading_a_trackers_feed_leaves_its_news(reader: TestClient, ferry: Library, key: str) -> None:
    made = ferry.paper.trackers.add(QUESTION)
    seen = ferry.store.trackers()[0].seen_at
    ferry.clock.advance(ferry.clock.now() - seen)
    reader.get(f"/feeds/atom/trackers/{made.id}?key={key}")
    assert ferry.store.trackers()[0].seen_at == seen


def entry_of(reader: TestClient, address: str, title: str) -> tuple[str, str]:
    """The content and the summary of an article's entry."""
    feed = etree.fromstring(reader.get(address).content)
    (entry,) = (one for one in feed.iter(f"{ATOM}entry") if text_of(one, "title") == title)
    return text_of(entry, "content"), text_of(entry, "summary")


def test_a_reader_may_ask_for_whole_articles(reader: TestClient, ferry: Library, key: str) -> None:
    link = Span(start=4, end=9, kind=SpanKind.LINK, url="https://example.org/ferry")
    evil = Span(start=0, end=3, kind=SpanKind.LINK, url="javascript:alert(1)")
    blocks = (
        Block(kind=BlockKind.HEADING, text="At sea", level=2),
        Block(kind=BlockKind.PARAGRAPH, text="The ferry <script>alert(1)</script> sailed.", spans=(link, evil)),
        Block(kind=BlockKind.FIGURE, text="The quay", url="https://example.org/quay.jpg", credit="A. Brock"),
    )
    ferry.article(ferry.store.sources()[0], "Ferries & tides", blocks=blocks)
    content, summary = entry_of(reader, f"/feeds/atom/latest?key={key}&full=1", "Ferries & tides")
    assert summary == ""
    assert "<h2" in content
    assert '<a href="https://example.org/ferry"' in content
    assert "&lt;script&gt;" in content
    assert "javascript:" not in content
    assert "The quay" in content
    assert "<img" not in content
    content, summary = entry_of(reader, f"/feeds/atom/latest?key={key}", "Ferries & tides")
    assert content == ""
    assert summary
    items = json.loads(reader.get(f"/feeds/json/latest?key={key}&full=1").text)["items"]
    assert any("example.org/ferry" in one.get("content_html", "") for one in items)


def test_whole_articles_end_where_a_feed_is_full(
    reader: TestClient, ferry: Library, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST_TEXT", 2_000)
    ferry.article(ferry.store.sources()[0], "Long", blocks=(paragraph("The ferry is late again. " * 200),))
    items = json.loads(reader.get(f"/feeds/json/latest?key={key}&full=1").text)["items"]
    assert all(len(one.get("content_html", "")) <= 2_000 for one in items)
    assert any("content_text" in one for one in items)


def test_the_page_of_feeds_shows_addresses_with_whole_articles(client: TestClient, key: str) -> None:
    page = client.get("/feeds").text
    assert 'href="/feeds?full=1"' in page
    assert f'"/feeds/atom/latest?key={key}"' in page
    page = client.get("/feeds?full=1").text
    assert f'"/feeds/atom/latest?key={key}&amp;full=1"' in page
    assert f'"/feeds/atom/edition?key={key}"' in page


def test_pages_name_their_feeds(client: TestClient, ferry: Library, key: str) -> None:
    for path in paths(ferry):
        page = "/" if path == "/edition" else path
        text = client.get(page).text
        assert 'type="application/atom+xml"' in text, page
        assert f"key={key}" in text, page
