"""Beginning, following and arranging in the browser: previews, lists, packs, folders, and work behind the pages."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from tests.doors.events import tell_events
from tests.doors.web_library import ADDRESS, NOW, paragraph

from octavo.model.fetches import Reply
from octavo.model.following import Outcome
from octavo.model.packs import Pack, Publisher
from octavo.model.sources import Feed, Lead, Visit
from octavo.model.work import WorkKind
from octavo.newsroom import Newsroom
from octavo.newsroom.heartbeat import ALIVE_FOR, Heartbeat
from octavo.newsroom.workbench import Workbench
from octavo.sourcing import packs
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from tests.doors.web_library import Library

    from octavo.model.fetches import FetchRequest, NoReply
    from octavo.ports import Store

TIDE, ROCK = "https://tide.example/feed.xml", "https://tide.example/rock.xml"
OTHERS = "packs in other languages</summary>"
OPML = b"""<opml version="2.0"><body><outline text="World"><outline text="My Tide" xmlUrl="https://tide.example/feed.xml"/>
</outline><outline text="Only a page" htmlUrl="https://page.example/"/></body></opml>"""


def feed(title: str = "Radio Tide", entries: int = 3) -> bytes:
    items = "".join(
        f"<item><title>Ferry {n}</title><link>https://tide.example/{n}</link>"
        "<description>The ferry is late.</description>"
        f"<pubDate>Fri, 20 Nov 2026 1{n}:00:00 GMT</pubDate></item>"
        for n in range(entries)
    )
    return (
        f'<rss version="2.0"><channel><title>{title}</title><link>https://tide.example/</link>'
        f"<language>de</language>{items}</channel></rss>"
    ).encode()


def serve(library: Library, url: str, body: bytes, media_type: str = "application/rss+xml") -> None:
    headers = {"content-type": media_type}
    library.fetcher.script[url] = Reply(url=url, status=200, headers=headers, body=body, at=NOW)


def rest(library: Library) -> None:
    assert library.paper.work.wait(30)


def test_a_feed_is_shown_before_it_is_followed(client: TestClient, library: Library) -> None:
    serve(library, TIDE, feed())
    page = client.post("/sources/look", data={"address": "tide.example/feed.xml"}).text
    for words in ("Radio Tide", "German", "Ferry 2", "about 2 articles a day", "teasers in the feed"):
        assert words in page
    assert library.paper.sources.list() == ()
    reply = client.post("/sources/follow", data={"address": TIDE, "folder": "World"})
    rest(library)
    assert reply.headers["location"] == "/source/1"
    assert [one.name for one in library.paper.sources.folders()] == ["World"]
    assert "You follow this already" in client.post("/sources/look", data={"address": TIDE}).text


def test_a_page_with_several_feeds_lets_one_choose(client: TestClient, library: Library) -> None:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{url}">' for url in (TIDE, ROCK))
    serve(library, "https://tide.example/", f"<html><head>{links}</head></html>".encode(), "text/html")
    serve(library, TIDE, feed())
    serve(library, ROCK, feed("Rock"))
    page = client.post("/sources/look", data={"address": "tide.example"}).text
    assert "This page offers 2 feeds." in page
    assert page.count('type="checkbox" name="address"') == 2
    assert page.count(" checked>") == 1
    reply = client.post("/sources/follow", data={"address": [TIDE, ROCK]})
    rest(library)
    assert reply.headers["location"] == "/progress"
    assert {one.source.title for one in library.paper.sources.list()} == {"Radio Tide", "Rock"}


def test_several_addresses_are_looked_at_at_once(client: TestClient, library: Library) -> None:
    serve(library, TIDE, feed())
    page = client.post("/sources/look", data={"address": f"{TIDE}\nhttps://nobody.example\nnot,an address\n"}).text
    assert "Radio Tide" in page
    assert "nobody.example does not answer" in page
    assert 'value="https://not.anaddress/"' in page
    assert (
        client.post("/sources/look", data={"address": "\n".join(f"a{n}.example" for n in range(51))}).status_code == 400
    )


def test_a_slip_of_the_pen_has_a_next_step(client: TestClient) -> None:
    reply = client.post("/sources/look", data={"address": "htp:/example,org"})
    assert reply.status_code == 400
    assert 'value="https://example.org/"' in reply.text


def test_a_list_is_taken_in_and_reported_line_by_line(client: TestClient, library: Library) -> None:
    serve(library, TIDE, feed())
    page = client.post("/sources/import", files={"file": ("mine.opml", OPML)}).text
    rest(library)
    assert "1 added" in page
    assert "1 not followed" in page
    assert 'name="address" value="https://page.example/"' in page
    (followed,) = library.paper.sources.list()
    assert (followed.source.title, followed.renamed_from) == ("My Tide", "Radio Tide")
    assert followed.articles == 3
    assert "1 known already" in client.post("/sources/look", data={"address": OPML.decode()}).text
    exported = client.get("/sources.opml")
    assert exported.headers["content-disposition"] == 'attachment; filename="octavo.opml"'
    report = library.paper.moving.import_opml(exported.content)
    assert [(one.title, one.folder, one.outcome) for one in report.lines] == [("My Tide", "World", Outcome.KNOWN)]


def test_a_wrong_or_large_file_has_a_sentence(client: TestClient) -> None:
    assert "no OPML" in client.post("/sources/import", files={"file": ("x", b"<html>")}).text
    assert "No file was chosen" in client.post("/sources/import").text
    assert client.post("/sources/import", files={"file": ("x", b" " * 5_050_000)}).status_code == 400
    reply = client.post("/sources/import", files={"file": ("x", b" " * 5_200_000)})
    assert (reply.status_code, "more than 5 MB" in reply.text) == (413, True)


def test_packs_are_chosen_whole_or_by_publisher(client: TestClient, library: Library) -> None:
    one, other = packs()[0], packs()[1]
    assert "Nothing is chosen" in client.post("/welcome/packs").text
    single = other.publishers[0].feed
    reply = client.post("/welcome/packs", data={"pack": [one.key], "feed": [single], "folders": "true"})
    rest(library)
    assert reply.headers["location"] == "/progress"
    assert {follow.source.url for follow in library.paper.sources.list()} == {p.feed for p in one.publishers} | {single}
    assert {folder.name for folder in library.paper.sources.folders()} == {one.name, other.name}
    assert "does not answer" in client.get("/progress").text


def test_the_browsers_language_comes_first_and_what_the_host_offers_before_it(
    client: TestClient, library: Library
) -> None:
    page = client.get("/welcome", headers={"accept-language": "vi-VN,vi;q=0.9,de;q=0.5"}).text
    assert page.index("Việt Nam") < page.index("Deutschland") < page.index(OTHERS) < page.index("World news")
    assert OTHERS not in client.get("/welcome", headers={"accept-language": "tlh"}).text, "then all stand open"
    tide = Publisher(name="Tide", feed=TIDE, site="https://tide.example/", language="en")
    library.paper.moving.offer(Pack(key="mine", name="Tides", language="en", publishers=(tide,)))
    page = client.get("/welcome", headers={"accept-language": "vi"}).text
    assert page.index("Tides") < page.index("Việt Nam")


def test_folders_have_lists_and_are_renamed_read_and_removed(client: TestClient, library: Library) -> None:
    courier, post = library.source(), library.source("Evening Post")
    inside, outside = library.article(courier, "Inside"), library.article(post, "Outside")
    client.post(f"/sources/{courier.id}/arrange", data={"title": "Mine", "folder": "World"})
    (folder,) = library.paper.sources.folders()
    page = client.get(f"/folder/{folder.id}").text
    assert ("Inside" in page, "Outside" in page, "Mine" in page) == (True, False, True)
    assert f'href="/folder/{folder.id}"' in client.get("/latest").text
    data = {"before": NOW.isoformat(), "folder": folder.id, "next": f"/folder/{folder.id}/unread"}
    client.post("/mark-all-read", data=data)
    assert "You have read this folder" in client.get(f"/folder/{folder.id}/unread").text
    assert library.paper.articles.mark(inside.id).read_at
    assert library.paper.articles.mark(outside.id).read_at is None
    client.post(f"/folders/{folder.id}/rename", data={"name": "Planet"})
    assert "Planet" in client.get("/sources").text
    assert client.post(f"/folders/{folder.id}/rename", data={"name": " "}).status_code == 400
    client.post(f"/folders/{folder.id}/remove")
    assert client.get(f"/folder/{folder.id}").status_code == 404
    assert len(library.paper.sources.list()) == 2


def test_sources_are_sorted_and_those_in_trouble_can_be_tried(client: TestClient, library: Library) -> None:
    well, ill = library.source("A well one"), library.source("Z in trouble")
    library.articles(well, 2)
    library.failed(ill, "Nobody answers: wait a while.")
    by_name, by_trouble = (client.get("/sources", params={"sort": sort}).text for sort in ("name", "trouble"))
    place = '<li id="s{}">'.format
    assert by_name.index(place(well.id)) < by_name.index(place(ill.id))
    assert by_trouble.index(place(ill.id)) < by_trouble.index(place(well.id))
    assert f'formaction="/sources/{ill.id}/visit"' in by_name
    serve(library, ill.url, feed(entries=0))
    client.post(f"/sources/{ill.id}/visit")
    rest(library)
    assert "Nobody answers" not in client.get("/sources").text
    assert client.post("/sources/4711/visit").status_code == 404


def slowly(library: Library, url: str) -> tuple[threading.Event, threading.Event]:
    """Let a page come only when the second event is set; the first one says that it was asked for."""
    begun, go = threading.Event(), threading.Event()

    def slow(_request: object) -> Reply:
        begun.set()
        go.wait(30)
        return Reply(url=url, status=200, headers={"content-type": "text/html"}, body=b"<p>x</p>", at=NOW)

    library.fetcher.script[url] = slow
    return begun, go


def test_work_is_shown_while_it_goes_on_and_can_be_stopped(client: TestClient, library: Library) -> None:
    source = library.source()
    serve(library, source.url, feed())
    begun, go = slowly(library, "https://tide.example/2")
    assert client.post("/refresh").headers["location"] == "/progress"
    assert begun.wait(30)
    page = client.get("/progress").text
    assert "Fetching articles" in page
    assert "0 of 3" in page
    assert '<meta http-equiv="refresh"' in page
    assert 'class="working"' in client.get("/latest").text
    front = client.get("/").text
    assert "Your paper is being made" in front
    assert '<meta http-equiv="refresh"' in front
    assert "quiet day" not in front
    assert "That is all" not in front
    client.post("/refresh")  # waits for its turn
    client.post("/progress/stop")
    assert "Stopping" in client.get("/progress/now").text
    go.set()
    rest(library)
    page = client.get("/progress").text
    assert "Stopped" in page
    assert "http-equiv" not in page
    assert "A quiet day" in client.get("/").text


def test_a_glance_at_the_first_edition_before_it_is_ready_does_not_fix_it(client: TestClient, library: Library) -> None:
    serve(library, library.source().url, feed())
    begun, go = slowly(library, "https://tide.example/2")
    client.post("/refresh")
    assert begun.wait(30)
    client.post("/refresh")  # begins when the other one has ended
    assert "Your paper is being made" in client.get("/").text
    tell_events(library)
    library.clock.advance(timedelta(seconds=10))
    go.set()
    rest(library)
    assert 'class="row pick' in client.get("/").text


def test_only_the_owner_groups_anew(client: TestClient, library: Library) -> None:
    library.article(library.source(), blocks=(paragraph("One."),))
    client.post("/regroup")
    rest(library)
    assert "Grouped anew" in client.get("/progress").text
    client.cookies.clear()
    client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link(library.paper.accounts.add('Bea'))}")
    assert client.post("/regroup").status_code == 403


def test_where_a_form_leads_loading_again_is_no_dead_end(client: TestClient) -> None:
    for path in ("/sources/look", "/sources/import", "/sources/follow"):
        assert client.get(path).headers["location"] == "/sources"


@pytest.fixture
def restarted(library: Library) -> Iterator[TestClient]:
    """The pages of a server that begins now, over what another one left."""
    resources = replace(library.paper._resources, workbench=Workbench())
    with TestClient(
        create_app(Newsroom(resources, library.me), public_url=ADDRESS), base_url=ADDRESS, follow_redirects=False
    ) as client:
        client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
        yield client


def test_what_was_here_before_one_followed_it_is_not_called_nothing(client: TestClient, library: Library) -> None:
    source = library.source()
    article = library.article(source)
    serve(library, source.url, b"<rss version='2.0'><channel><title>Radio Tide</title></channel></rss>")
    client.post("/refresh")
    rest(library)
    for address in ("/progress", "/progress/now"):
        page = client.get(address).text
        assert "Your paper is ready" in page
        assert "0 new, 1 unread" in page
    library.paper.articles.mark_read([article.id])
    assert "Nothing new" in client.get("/progress").text


def test_after_a_restart_the_page_of_progress_says_what_is_left_and_goes_on(
    restarted: TestClient, library: Library
) -> None:
    source = library.source("The Tide")
    assert "1</strong> source was never visited" in " ".join(restarted.get("/progress").text.split())
    announced = Feed(title="The Tide", leads=(Lead(guid="a", url="https://tide.example/a", title="Ferry aground"),))
    library.store.record_visit(Visit(source=source.id, at=NOW, next_at=NOW), feed=announced)
    library.store.take_leads(NOW, lease_until=NOW + timedelta(minutes=10), limit=9)  # and then it died
    page = " ".join(restarted.get("/progress").text.split())
    assert "Not finished" in page
    assert "<strong>1</strong> page waits to be fetched" in page
    assert "Go on now" in page
    serve(library, source.url, feed())
    assert restarted.post("/refresh").status_code == 303


def test_a_regrouping_that_was_cut_off_is_told_and_can_be_left(restarted: TestClient, library: Library) -> None:
    library.store.note_regrouping(NOW)
    page = restarted.get("/progress").text
    assert "All articles were being grouped anew" in page
    assert "Go on now" not in page
    restarted.post("/progress/stop")
    assert "Nothing is being fetched" in restarted.get("/progress").text


@pytest.fixture
def regrouping(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """All articles are grouped anew in this process, until the event is set."""
    begun, ends = threading.Event(), threading.Event()

    def slow(_self: object, report: Callable[[int], None]) -> None:
        begun.set()
        ends.wait(30)
        report(1)

    monkeypatch.setattr("octavo.newsroom.grouping.Grouping.regroup", slow)
    assert library.paper.work.regroup()
    assert begun.wait(30)
    yield ends
    ends.set()
    assert library.paper.work.wait(30)


def test_what_another_process_does_is_not_said_to_be_cut_off(
    restarted: TestClient, library: Library, regrouping: threading.Event
) -> None:
    page = " ".join(restarted.get("/progress").text.split())
    assert "Not finished" not in page
    assert "Grouping all articles anew in another process" in page
    assert "are being grouped anew in another process" in page
    assert restarted.post("/regroup").status_code == 502
    restarted.post("/progress/stop")
    assert library.store.backlog().regroup_began_at is not None
    regrouping.set()
    assert library.paper.work.wait(30)
    assert "Nothing is being fetched" in restarted.get("/progress").text


def test_what_gives_no_sign_any_more_was_cut_off(
    restarted: TestClient, library: Library, regrouping: threading.Event
) -> None:
    assert not regrouping.is_set()
    library.clock.advance(ALIVE_FOR)
    page = " ".join(restarted.get("/progress").text.split())
    assert "Not finished" in page
    assert "All articles were being grouped anew" in page


def test_work_that_goes_on_gives_one_sign_after_the_other(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    renewed = threading.Event()
    note_life = type(library.store).note_life

    def noting(store: Store, kind: WorkKind, at: datetime) -> None:
        note_life(store, kind, at)
        if at > NOW:
            renewed.set()

    monkeypatch.setattr("octavo.newsroom.heartbeat.EVERY_SECONDS", 0.01)
    monkeypatch.setattr(type(library.store), "note_life", noting)
    with Heartbeat(library.store, library.clock, WorkKind.REFRESH) as heartbeat:
        assert library.store.backlog().refresh_alive_at is None
        heartbeat.begin()
        assert library.store.backlog().refresh_alive_at is not None
        later = library.clock.advance(ALIVE_FOR)
        assert renewed.wait(30)
        assert library.store.backlog().refresh_alive_at == later.replace(microsecond=0)
    assert library.store.backlog().refresh_alive_at is None


def test_a_refresh_of_another_process_is_told(restarted: TestClient, library: Library) -> None:
    source = library.source("The Tide")
    pages = []
    fetch = library.paper._resources.fetcher.fetch

    def looking(requests: Iterable[tuple[int, FetchRequest]]) -> Iterator[tuple[int, Reply | NoReply]]:
        pages.append(restarted.get("/progress").text)
        return fetch(requests)

    serve(library, source.url, feed())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library.paper._resources.fetcher, "fetch", looking)
        library.paper.refresh()
    assert "Fetching articles in another process" in pages[0]
    assert library.store.backlog().refresh_alive_at is None


def test_a_regrouping_is_noted_until_it_ends_or_is_stopped_but_not_when_the_server_ends(library: Library) -> None:
    article = library.article(library.source("The Tide"), "Ferry aground")
    assert article.id
    work = library.paper.work
    assert work.regroup()
    assert work.wait(30)
    assert library.store.backlog().regroup_began_at is None

    def ends(_self: object, report: Callable[[int], None]) -> None:
        noted.append(library.store.backlog().regroup_began_at)
        library.paper._resources.workbench._closed = True
        report(1)

    noted: list[datetime | None] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("octavo.newsroom.grouping.Grouping.regroup", ends)
        assert work.regroup()
        assert work.wait(30)
    assert noted[0] is not None
    assert library.store.backlog().regroup_began_at == noted[0]
