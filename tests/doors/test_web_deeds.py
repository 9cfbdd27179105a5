"""What forms do: marks, following, coming in and going out; all of it without JavaScript."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from tests.doors.stocked import stock
from tests.doors.web_library import ADDRESS, NOW

from octavo.model.errors import NotAFeed, StoreUnavailable, Unavailable
from octavo.model.fetches import Reply
from octavo.newsroom.following import SourceDesk
from octavo.newsroom.reading import ReadingDesk
from octavo.web import create_app
from octavo.web.links import subject_address

if TYPE_CHECKING:
    from tests.doors.web_library import Library

PASSWORD = "correct horse battery"


def mark_of(library: Library, article: int) -> tuple[bool, bool]:
    mark = library.paper.articles.mark(article)  # type: ignore[arg-type]
    return mark.read_at is not None, mark.starred_at is not None


def test_marks_by_form_come_back_to_their_place(client: TestClient, library: Library) -> None:
    article = library.article(library.source())
    page = client.get("/latest").text
    button = re.search(r'formaction="([^"]+)" name="next" value="([^"]+)" data-mark="star"', page)
    assert button
    reply = client.post(button[1], data={"next": html.unescape(button[2])})
    assert (reply.status_code, reply.headers["location"]) == (303, f"/latest#a{article.id}")
    assert mark_of(library, article.id) == (False, True)


@pytest.mark.parametrize(
    ("deed", "after"),
    [("read", (True, False)), ("unread", (False, False)), ("star", (False, True)), ("unstar", (False, False))],
)
def test_marks_by_script(client: TestClient, library: Library, deed: str, after: tuple[bool, bool]) -> None:
    article = library.article(library.source())
    reply = client.post(f"/article/{article.id}/{deed}", headers={"accept": "application/json"})
    assert (reply.status_code, reply.content) == (204, b"")
    assert mark_of(library, article.id) == after


def test_a_script_gets_a_sentence_when_a_mark_fails(client: TestClient) -> None:
    reply = client.post("/article/4711/star", headers={"accept": "application/json"})
    assert reply.status_code == 404
    assert "There is no article 4711." in reply.json()["sentence"]


def test_in_the_unread_list_the_way_back_is_the_next_row(client: TestClient, library: Library) -> None:
    first, second = library.articles(library.source(), 2)
    page = client.get("/unread").text
    assert f'formaction="/article/{first.id}/read" name="next" value="/unread#a{second.id}"' in page


def test_marking_all_read_spares_what_came_in_later(client: TestClient, library: Library) -> None:
    courier = library.source()
    library.articles(courier, 3)
    before = re.search(r'name="before" value="([^"]+)"', client.get("/unread").text)
    assert before
    library.clock.advance(timedelta(minutes=5))
    draft_later = library.article(courier, "Later")
    library.store.set_read(library.me.id, [draft_later.id], None)
    reply = client.post("/mark-all-read", data={"before": html.unescape(before[1]), "next": "/unread"})
    assert reply.headers["location"] == "/unread"
    assert "articles are marked as read." in client.get("/unread").text


def test_mark_all_read_of_one_source(client: TestClient, library: Library) -> None:
    courier, post = library.source(), library.source("Evening Post")
    one, other = library.article(courier), library.article(post)
    client.post("/mark-all-read", data={"before": NOW.isoformat(), "source": str(courier.id)})
    assert mark_of(library, one.id)[0]
    assert not mark_of(library, other.id)[0]
    assert "1 article is marked as read." in client.get("/").text
    assert "is marked as read" not in client.get("/").text, "a note is shown once"


@pytest.mark.parametrize("before", ["", "x", "2026-11-21T18:30:00"])
def test_mark_all_read_needs_a_time(client: TestClient, before: str) -> None:
    assert client.post("/mark-all-read", data={"before": before}).status_code == 400


@pytest.mark.parametrize(
    ("error", "status"),
    [(Unavailable("Nobody answers: check the address."), 502), (NotAFeed("There is no feed."), 422)],
)
def test_failing_to_follow_keeps_what_was_typed(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(_desk: SourceDesk, _address: str, **_more: object) -> None:
        raise error

    monkeypatch.setattr(SourceDesk, "follow", fail)
    reply = client.post("/sources/follow", data={"address": 'https://x.example/"><script>'})
    assert reply.status_code == status
    assert str(error) in reply.text
    assert ">https://x.example/&#34;&gt;&lt;script&gt;</textarea>" in reply.text


def test_following_a_feed_leads_to_its_page(client: TestClient, library: Library) -> None:
    feed = b"""<rss version="2.0"><channel><title>Radio Tide</title><link>https://tide.example/</link>
    <item><title>Ferry aground</title><link>https://tide.example/1</link></item></channel></rss>"""
    address = "https://tide.example/feed.xml"
    library.fetcher.script[address] = Reply(
        url=address, status=200, headers={"content-type": "application/rss+xml"}, body=feed, at=NOW
    )
    reply = client.post("/sources/follow", data={"address": "tide.example/feed.xml"})
    assert reply.status_code == 303
    page = client.get(reply.headers["location"]).text
    assert '<h1><span dir="auto">Radio Tide</span></h1>' in page
    assert "1 article is announced" in page
    assert ">just now</time>, next" in page
    client.post("/sources/follow", data={"address": address})
    assert "You follow this already." in client.get("/sources").text


def test_following_nonsense_is_a_sentence(client: TestClient) -> None:
    reply = client.post("/sources/follow", data={"address": "not an address"})
    assert reply.status_code == 400
    assert 'role="alert"' in reply.text


def test_unfollowing_can_be_taken_back(client: TestClient, library: Library) -> None:
    courier = library.source()
    reply = client.post(f"/sources/{courier.id}/unfollow")
    assert reply.status_code == 303
    page = client.get(reply.headers["location"]).text
    assert "You no longer follow it." in page
    again = f"/sources/{courier.id}/follow-again"
    assert f'action="{again}"' in page
    assert client.post(again).headers["location"] == f"/source/{courier.id}"
    assert [one.source for one in library.paper.sources.list()] == [courier]
    assert client.post("/sources/4711/unfollow").status_code == 404


def test_everything_but_the_entrance_needs_a_session(stranger: TestClient) -> None:
    for path in ("/", "/unread", "/starred", "/sources", "/source/1", "/article/1", "/search?q=x", "/account"):
        reply = stranger.get(path)
        assert reply.status_code == 303
        assert reply.headers["location"].startswith("/sign-in")
    for path in ("/article/1/star", "/mark-all-read", "/sources/follow", "/sources/1/unfollow", "/sign-out"):
        assert stranger.post(path, data={"before": NOW.isoformat()}).headers["location"] == "/sign-in"
    assert stranger.post("/article/1/star", headers={"accept": "application/json"}).status_code == 401
    assert stranger.get("/healthz").text == "ok\n"
    assert stranger.get("/sign-in").status_code == 200


def test_sign_in_leads_to_where_one_wanted_to_go(stranger: TestClient, library: Library) -> None:
    library.paper.accounts.set_password(library.me, PASSWORD)
    to_door = stranger.get("/search?q=a+b").headers["location"]
    page = stranger.get(to_door).text
    wanted = re.search(r'name="next" value="([^"]+)"', page)
    assert wanted
    reply = stranger.post("/sign-in", data={"name": "reader", "password": PASSWORD, "next": html.unescape(wanted[1])})
    assert (reply.status_code, reply.headers["location"]) == (303, "/search?q=a+b")
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize(
    "to",
    [
        *("//evil.test", "https://evil.test", "/\\evil.test", "/\t/evil.test", "javascript:1", "", "x"),
        *(
            "https:evil.test",
            "///evil.test",
            "\\\\evil.test",
            "/\r\n/evil.test",
            " //evil.test",
            "/ /evil.test",
            "\x00/",
        ),
        *("http:/evil.test", "//evil.test@here", "?//evil.test", "data:,x", "/x\r\nSet-Cookie: a=b", "/\x7f/evil.test"),
    ],
)
def test_sign_in_leads_nowhere_else(stranger: TestClient, library: Library, to: str) -> None:
    library.paper.accounts.set_password(library.me, PASSWORD)
    reply = stranger.post("/sign-in", data={"name": "reader", "password": PASSWORD, "next": to})
    assert reply.headers["location"] == "/"


def test_sign_in_tells_nothing_about_names(stranger: TestClient, library: Library) -> None:
    library.paper.accounts.set_password(library.me, PASSWORD)
    known = stranger.post("/sign-in", data={"name": "reader", "password": "wrong"})
    unknown = stranger.post("/sign-in", data={"name": "nobody", "password": "wrong"})
    assert known.status_code == unknown.status_code == 403
    assert known.text.replace("reader", "*") == unknown.text.replace("nobody", "*")
    assert "set-cookie" not in known.headers


def test_a_sign_in_link_works_once(stranger: TestClient, library: Library) -> None:
    link = f"/sign-in/{library.paper.accounts.new_sign_in_link()}"
    assert stranger.get(link, headers={"sec-purpose": "prefetch"}).status_code == 403
    assert stranger.get(link).headers["location"] == "/"
    assert stranger.get(link).headers["location"] == "/", "who is in already just goes on"
    stranger.cookies.clear()
    again = stranger.get(link)
    assert again.status_code == 403
    assert "has been used" in again.text


def test_the_session_cookie_on_loopback(stranger: TestClient, library: Library) -> None:
    reply = stranger.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith("octavo-8010=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_the_session_cookie_on_https(library: Library) -> None:
    app = create_app(library.paper, public_url="https://news.example")
    with TestClient(app, base_url="https://news.example", follow_redirects=False) as client:
        cookie = client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}").headers["set-cookie"]
        assert cookie.startswith("__Host-octavo=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
        assert client.get("/").status_code == 200


def test_signing_out_ends_the_session(client: TestClient) -> None:
    session = client.cookies["octavo-8010"]
    assert client.post("/sign-out").headers["location"] == "/sign-in"
    client.cookies.set("octavo-8010", session)
    assert client.get("/").status_code == 303


def test_the_owner_sets_a_first_password_and_stays_in(client: TestClient, library: Library) -> None:
    assert "no password yet" in client.get("/account").text
    assert client.post("/account/password", data={"password": "short"}).status_code == 400
    before = client.cookies["octavo-8010"]
    elsewhere = library.paper.accounts.redeem(library.paper.accounts.new_sign_in_link())
    unused = library.paper.accounts.new_sign_in_link()
    assert elsewhere
    assert client.post("/account/password", data={"password": PASSWORD}).status_code == 303
    assert client.cookies["octavo-8010"] != before, "the session is renewed"
    assert library.paper.accounts.of_session(elsewhere) is None, "all others end"
    assert library.paper.accounts.redeem(unused) is None
    assert "Your password is set." in client.get("/account").text
    assert library.paper.accounts.sign_in("reader", PASSWORD)


def test_changing_a_password_needs_the_present_one(client: TestClient, library: Library) -> None:
    client.post("/account/password", data={"password": PASSWORD})
    reply = client.post("/account/password", data={"current": "wrong", "password": "another password"})
    assert reply.status_code == 403
    assert library.paper.accounts.sign_in("reader", PASSWORD)


def test_the_theme_is_remembered_without_script(client: TestClient) -> None:
    assert "data-theme" not in client.get("/").text
    assert client.post("/theme", data={"theme": "dark", "next": "/unread"}).headers["location"] == "/unread#colours"
    assert '<html lang="en" data-theme="dark">' in client.get("/").text
    assert client.post("/theme", data={"theme": "pink"}).status_code == 400


def test_a_closed_library_is_a_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable("The disk is full: make room.")

    monkeypatch.setattr(ReadingDesk, "listing", fail)
    reply = client.get("/latest")
    assert reply.status_code == 503
    assert "The disk is full: make room." in reply.text


def test_an_unexpected_failure_is_a_page_that_tells_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    app = create_app(library.paper, public_url=ADDRESS)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
        monkeypatch.setattr(ReadingDesk, "listing", fail)
        reply = client.get("/latest")
    assert reply.status_code == 500
    assert "secret detail" not in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_without_scripts_a_form_leads_to_what_it_acted_upon(client: TestClient, library: Library) -> None:
    stock(library, 2)
    reaction = library.paper.discussion.rules().reactions[0]
    subject = next(one.subject for one in library.paper.subjects.common())
    for path, data in (
        ("/story/1/stance", {"stance": "follow"}),
        ("/story/1/lock", {}),
        ("/article/1/star", {"next": "/article/1#marked"}),
        ("/article/1/read", {"next": "/latest#a1"}),
        ("/article/1/notes", {"place": "0.0-0.4"}),
        ("/note/1/delete", {"next": "/article/1"}),
        ("/note/1/restore", {"next": "/notes"}),
        ("/discussion/say", {"body": "The tide was low.", "key": "k", "article": "1", "next": "/article/1"}),
        ("/comment/1/react", {"kind": reaction, "next": "/article/1"}),
        ("/comment/1/mute", {}),
        ("/comment/1/report", {"kind": "spam"}),
        ("/discussion/article/1/follow", {"next": "/article/1"}),
        ("/discussion/hide", {"next": "/article/1"}),
        ("/moderation/people", {"name": "reader0", "deed": "first"}),
        (subject_address(subject), {"stance": "less"}),
        ("/theme", {"theme": "dark", "next": "/latest"}),
    ):
        reply = client.post(path, data=data)
        assert reply.status_code == 303, (path, reply.text)
        page, _, anchor = reply.headers["location"].partition("#")
        assert anchor, path
        found = re.findall(f'id="{re.escape(anchor)}"', client.get(page, follow_redirects=True).text)
        assert len(found) == 1, (path, anchor)
