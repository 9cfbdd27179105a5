"""The pages of settings: how to read, where one is signed in, who may come in, and what is one's own."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from tests.doors.test_web_stories import statements
from tests.doors.web_library import ADDRESS, NOW, paragraph

from octavo.model.articles import Block, BlockKind
from octavo.model.errors import InvalidInput
from octavo.model.preferences import ReadingPreferences
from octavo.web import create_app
from octavo.web.devices import device_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from httpx2 import Response
    from tests.doors.web_library import Library

PASSWORD = "a good long password"
PAGES = (
    "/settings/reading",
    "/settings/keyboard",
    "/settings/sessions",
    "/settings/people",
    "/settings/data",
    "/settings/data/mine.jsonl",
    "/account",
)
LINK = re.compile(rf'value="{re.escape(ADDRESS)}(/sign-in/[^"]+)"')


def preferences(library: Library) -> ReadingPreferences:
    found = library.store.user(library.me.id)
    assert found is not None
    return found.preferences


@pytest.fixture
def ben(library: Library) -> Iterator[TestClient]:
    """Somebody else, signed in."""
    link = library.paper.accounts.new_sign_in_link(library.paper.accounts.add("Ben"))
    app = create_app(library.paper, public_url=ADDRESS)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as other:
        other.get(f"/sign-in/{link}")
        yield other


def test_strangers_are_sent_to_sign_in(stranger: TestClient) -> None:
    for path in PAGES:
        assert stranger.get(path).headers["location"].startswith("/sign-in"), path
    for path in ("/settings/look", "/settings/sessions/end", "/settings/people/add", "/account/remove"):
        assert stranger.post(path).headers["location"] == "/sign-in", path
    file = {"file": ("mine.jsonl", b"{}")}
    assert stranger.post("/settings/data/bring", files=file).headers["location"] == "/sign-in"


def test_every_page_of_settings_leads_to_every_other(client: TestClient) -> None:
    assert client.get("/settings").headers["location"] == "/settings/reading"
    for path in PAGES[:-2]:
        page = client.get(path).text
        assert page.count('aria-current="page"') == 1
        assert all(f'href="{other}"' in page for other in (*PAGES[:-2], "/model", "/settings/discussion", "/account"))


def test_what_is_chosen_is_worn_by_every_page(client: TestClient, library: Library) -> None:
    article = library.article(library.source())
    chosen = {"theme": "sepia", "size": "5", "typeface": "sans", "measure": "wide", "leading": "open"}
    form = {**chosen, "density": "compact", "keys": "false", "next": f"/article/{article.id}"}
    assert client.post("/settings/look", data=form).headers["location"] == f"/article/{article.id}"
    for path in ("/", "/latest", f"/article/{article.id}", "/settings/reading"):
        head = client.get(path).text.partition("<head>")[0]
        assert all(f'data-{name}="{value}"' in head for name, value in chosen.items()), path
        assert 'data-density="compact"' in head
        assert 'data-keys="false"' in head
    assert 'data-theme="sepia"' in client.get("/no/such/page").text
    client.post("/settings/look", data={"size": "3"})
    assert "data-size" not in client.get("/").text.partition("<head>")[0]
    assert preferences(library).typeface == "sans"


def test_a_script_keeps_one_choice_without_a_page(client: TestClient, library: Library) -> None:
    reply = client.post("/settings/look", data={"density": "compact"}, headers={"accept": "application/json"})
    assert (reply.status_code, reply.content) == (204, b"")
    assert preferences(library) == ReadingPreferences(density="compact")  # type: ignore[arg-type]  # a text equals it


def test_a_box_that_is_not_ticked_says_no(client: TestClient, library: Library) -> None:
    client.post("/settings/look", data={"pictures": "false", "read_on_open": ["false", "true"]})
    assert (preferences(library).pictures, preferences(library).read_on_open) == (False, True)


@pytest.mark.parametrize(
    "form",
    [
        {"theme": "plaid"},
        {"size": "6"},
        {"size": "x"},
        {"keys": "maybe"},
        {"zone": "Mars/Olympus"},
        {"zone": "../../etc/passwd"},
        {"zone": "x" * 500},
        {"first_page": "/evil"},
    ],
)
def test_what_cannot_be_chosen_is_refused(client: TestClient, library: Library, form: dict[str, str]) -> None:
    reply = client.post("/settings/look", data={"density": "compact", **form})
    assert reply.status_code == 400
    assert preferences(library) == ReadingPreferences()


def test_the_colours_are_kept_for_the_account_and_for_the_browser(client: TestClient, library: Library) -> None:
    client.post("/theme", data={"theme": "sepia"})
    assert preferences(library).theme == "sepia"
    client.post("/sign-out")
    assert 'data-theme="sepia"' in client.get("/sign-in").text
    client.post("/theme", data={"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/sign-in").text
    assert preferences(library).theme == "sepia"


def test_opening_marks_as_read_only_where_one_wants_it(client: TestClient, library: Library) -> None:
    one, two = library.articles(library.source(), 2)
    client.post("/settings/look", data={"read_on_open": "false"})
    client.get(f"/article/{one.id}")
    assert library.paper.articles.mark(one.id).read_at is None
    client.post("/settings/look", data={"read_on_open": "true"})
    client.get(f"/article/{two.id}")
    assert library.paper.articles.mark(two.id).read_at == NOW


def test_times_and_days_are_those_of_the_readers_zone(client: TestClient, library: Library) -> None:
    source = library.source()
    article = library.article(source, published_at=NOW - timedelta(hours=2))
    assert "Saturday 21 November 2026, 16:30 UTC" in client.get(f"/article/{article.id}").text
    client.post("/settings/look", data={"zone": "Pacific/Auckland", "hours": "12"})
    page = client.get(f"/article/{article.id}").text
    assert "Sunday 22 November 2026, 5:30 am NZDT" in page
    assert 'datetime="2026-11-21T16:30:00Z"' in page
    late = library.article(source, published_at=NOW - timedelta(hours=8))
    heads = re.findall(r'class="dayname" id="d([^"]+)">([^<]+)<', client.get("/latest").text)
    assert heads == [("2026-11-22", "Today"), ("2026-11-21", "Yesterday")]
    assert late.id
    assert "Sunday 22 November 2026" in client.get("/").text
    client.post("/settings/look", data={"zone": "Asia/Kathmandu", "hours": "24"})
    assert "22:15 UTC+05:45" in client.get(f"/article/{article.id}").text


def test_entries_of_a_live_page_bear_the_readers_time(client: TestClient, library: Library) -> None:
    blocks = (Block(kind=BlockKind.LIVE_ENTRY, text="Kick-off", at=NOW), paragraph("Off they go."))
    article = library.article(library.source(), blocks=blocks)
    assert ">18:30</time>" in client.get(f"/article/{article.id}").text
    client.post("/settings/look", data={"zone": "America/New_York", "hours": "12"})
    page = client.get(f"/article/{article.id}").text
    assert ">1:30 pm</time>" in page
    assert 'datetime="2026-11-21T18:30:00Z" title="Saturday 21 November 2026, 1:30 pm EST"' in page


def test_signing_in_leads_to_the_page_one_begins_with(client: TestClient, library: Library) -> None:
    client.post("/settings/look", data={"first_page": "unread"})
    client.cookies.clear()
    link = library.paper.accounts.new_sign_in_link()
    assert client.get(f"/sign-in/{link}").headers["location"] == "/unread"
    library.paper.accounts.set_password(library.me, PASSWORD)
    client.cookies.clear()
    form = {"name": "reader", "password": PASSWORD}
    assert client.post("/sign-in", data=form).headers["location"] == "/unread"
    assert client.post("/sign-in", data={**form, "next": "/topics"}).headers["location"] == "/topics"


def _fail(client: TestClient, name: str = "reader", headers: dict[str, str] | None = None) -> Response:
    return client.post("/sign-in", data={"name": name, "password": "wrong"}, headers=headers)


def test_too_many_tries_have_to_wait_and_are_told_so(stranger: TestClient, library: Library) -> None:
    library.paper.accounts.set_password(library.me, PASSWORD)
    for name in ("reader", "nobody"):
        assert [_fail(stranger, name).status_code for _ in range(5)] == [403] * 5
        reply = _fail(stranger, name)
        assert (reply.status_code, reply.headers["retry-after"]) == (429, "1")
        assert "There were too many tries. Wait 1 second and try again; a sign-in link works at once" in reply.text
        assert 'role="alert"' in reply.text
    assert stranger.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}").status_code == 303
    stranger.cookies.clear()
    library.clock.advance(timedelta(seconds=1))
    right = stranger.post("/sign-in", data={"name": "reader", "password": PASSWORD})
    assert right.status_code == 303


def test_guessing_the_present_password_is_slowed_down_too(client: TestClient, library: Library) -> None:
    client.post("/account/password", data={"password": PASSWORD})
    form = {"current": "wrong", "password": "another password"}
    assert [client.post("/account/password", data=form).status_code for _ in range(6)] == [403] * 5 + [429]
    assert library.paper.accounts.of_session(client.cookies["octavo-8010"])


@pytest.mark.parametrize(
    ("proxies", "forwarded", "slowed"),
    [
        ((), "192.0.2.{n}", True),  # anybody can write this
        (("10.0.0.0/8",), "192.0.2.{n}", False),
        (("10.0.0.0/8",), "198.51.100.9, 192.0.2.{n}", False),
        (("10.0.0.0/8",), "198.51.100.{n}, 192.0.2.9", True),  # what stands before a stranger is a stranger's word
        (("10.0.0.0/8",), "192.0.2.{n}, 10.1.1.1", False),
        (("10.0.0.0/8",), "2001:db8:0:{n}::1", False),
        (("10.0.0.0/8",), "2001:db8::{n}", True),  # one household
        (("10.0.0.0/8",), "[2001:db8::{n}]:4711", True),
        (("10.0.0.0/8",), "::ffff:192.0.2.{n}", False),
        (("10.0.0.0/8",), "no address {n}", True),
        (("10.0.0.0/8",), "", True),
    ],
)
def test_who_tries_is_known_by_what_a_trusted_proxy_says(
    library: Library, proxies: tuple[str, ...], forwarded: str, slowed: bool
) -> None:
    library.paper.accounts.set_password(library.me, PASSWORD)
    app = create_app(library.paper, public_url=ADDRESS, trusted_proxies=proxies)
    with TestClient(app, base_url=ADDRESS, client=("10.0.0.7", 4711)) as client:
        found = [_fail(client, headers={"x-forwarded-for": forwarded.format(n=n)}).status_code for n in range(1, 8)]
    assert (429 in found) == slowed


def test_a_proxy_that_is_no_network_is_refused(library: Library) -> None:
    with pytest.raises(InvalidInput, match="trusted_proxies"):
        create_app(library.paper, public_url=ADDRESS, trusted_proxies=("proxy.example",))


def test_signing_in_again_ends_the_session_one_came_with(client: TestClient, library: Library) -> None:
    before = client.cookies["octavo-8010"]
    client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
    assert client.cookies["octavo-8010"] != before
    assert library.paper.accounts.of_session(before) is None


def test_a_new_password_gives_a_new_session(client: TestClient, library: Library) -> None:
    before = client.cookies["octavo-8010"]
    client.post("/account/password", data={"password": PASSWORD})
    assert client.cookies["octavo-8010"] != before
    assert library.paper.accounts.of_session(before) is None
    assert client.get("/account").status_code == 200


def test_sessions_are_listed_and_ended(client: TestClient, library: Library) -> None:
    desk = library.paper.accounts
    phone = desk.redeem(desk.new_sign_in_link(), agent="Mozilla/5.0 (Android 15; Mobile; rv:140.0) Firefox/140.0")
    other = desk.redeem(desk.new_sign_in_link(), agent="<script>alert(1)</script>")
    page = client.get("/settings/sessions").text
    assert page.index("this one") < page.index("Firefox on Android")
    assert "An unknown browser" in page
    assert phone
    digest = next(one.digest for one in desk.sessions() if "Android" in one.agent)
    assert client.post("/settings/sessions/end", data={"session": digest}).status_code == 303
    assert desk.of_session(phone) is None
    assert other
    assert desk.of_session(other)
    client.post("/settings/sessions/end")
    assert "1 other session has ended." in client.get("/settings/sessions").text
    assert desk.of_session(other) is None


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on an iPhone"),
        ("Mozilla/5.0 (Macintosh) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome on a Mac"),
        ("python-requests/2.32", "A Python program"),
        ("Something (Linux)", "Something on Linux"),
        ("", "An unknown browser"),
    ],
)
def test_browsers_are_named_in_words(agent: str, words: str) -> None:
    assert device_of(agent) == words


def test_the_owner_lets_people_in_and_shows_the_link_once(client: TestClient, library: Library) -> None:
    page = client.post("/settings/people/add", data={"name": "Ben"}).text
    link = LINK.search(page)
    assert link
    assert not LINK.search(client.get("/settings/people").text)
    assert client.post("/settings/people/add", data={"name": "BEN"}).status_code == 409
    assert client.post("/settings/people/add", data={"name": "?"}).status_code == 400
    client.cookies.clear()
    assert client.get(link[1]).status_code == 303
    assert "Ben" in client.get("/account").text
    assert library.paper.accounts.find("Ben").has_password is False


def test_the_owner_makes_links_and_removes_people(client: TestClient, library: Library, ben: TestClient) -> None:
    assert LINK.search(client.post("/settings/people/link", data={"name": "Ben"}).text)
    assert client.post("/settings/people/link", data={"name": "Nobody"}).status_code == 404
    assert client.post("/settings/people/remove", data={"name": "reader"}).status_code == 403
    assert client.post("/settings/people/remove", data={"name": "Ben"}).headers["location"] == "/settings/people"
    assert [user.name for user in library.paper.accounts.list()] == ["reader"]
    assert ben.get("/latest").headers["location"].startswith("/sign-in")


def test_only_the_owner_looks_after_accounts(ben: TestClient, library: Library) -> None:
    assert ben.get("/settings/people").status_code == 403
    assert "/settings/people" not in ben.get("/account").text
    for deed in ("add", "link", "remove"):
        assert ben.post(f"/settings/people/{deed}", data={"name": "reader"}).status_code == 403
    assert len(library.paper.accounts.list()) == 2


def test_one_removes_ones_own_account_with_the_password(ben: TestClient, library: Library) -> None:
    ben.post("/account/password", data={"password": PASSWORD})
    assert ben.post("/account/remove", data={"current": "wrong"}).status_code == 403
    assert ben.post("/account/remove", data={"current": PASSWORD}).headers["location"] == "/sign-in"
    assert [user.name for user in library.paper.accounts.list()] == ["reader"]
    assert "The account is removed." in ben.get("/sign-in").text


def test_the_owners_account_is_not_removed(client: TestClient, library: Library) -> None:
    assert client.post("/account/remove").status_code == 403
    assert "Remove this account" not in client.get("/account").text
    assert library.paper.accounts.list()


def test_what_is_mine_goes_out_and_comes_in_again(client: TestClient, library: Library, ben: TestClient) -> None:
    one, two = library.articles(library.source(), 2)
    library.paper.articles.star([one.id])
    library.paper.articles.mark_read([two.id])
    client.post("/settings/look", data={"theme": "sepia"})
    reply = client.get("/settings/data/mine.jsonl")
    assert reply.headers["content-disposition"] == 'attachment; filename="octavo-reader-2026-11-21.jsonl"'
    kinds = [json.loads(line).get("kind") for line in reply.text.splitlines()]
    assert kinds == [None, "preferences", "subscription", "mark", "mark"]
    brought = ben.post("/settings/data/bring", files={"file": ("mine.jsonl", reply.content)})
    assert brought.headers["location"] == "/settings/data"
    assert "4 things were brought in." in ben.get("/settings/data").text
    assert ben.get("/settings/data/mine.jsonl").text.splitlines()[1:] == reply.text.splitlines()[1:]
    assert 'data-theme="sepia"' in ben.get("/").text


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{}", b"[" * 2_000_000, b'{"octavo-data": 1}\n{'])
def test_another_file_is_refused_with_a_sentence(client: TestClient, content: bytes) -> None:
    reply = client.post("/settings/data/bring", files={"file": ("x.jsonl", content)})
    assert reply.status_code == 400
    assert 'role="alert"' in reply.text


def test_a_file_that_is_missing_or_too_large_is_refused(client: TestClient) -> None:
    assert "Choose a file first." in client.post("/settings/data/bring", data={"x": "1"}).text
    reply = client.post("/settings/data/bring", content=b"", headers={"content-length": "32000001"})
    assert reply.status_code == 413
    chunks = (b"x" for _ in range(3))
    assert client.post("/settings/data/bring", content=chunks).status_code == 413


@pytest.mark.parametrize("path", ["/settings/sessions", "/settings/people", "/settings/data", "/settings/reading"])
def test_the_number_of_queries_does_not_grow(client: TestClient, library: Library, path: str) -> None:
    def fill(first: int, last: int) -> None:
        desk = library.paper.accounts
        for number in range(first, last):
            desk.redeem(desk.new_sign_in_link(desk.add(f"person{number}")))
            desk.redeem(desk.new_sign_in_link())
            library.paper.articles.star([library.article(library.source()).id])

    fill(0, 2)
    with statements() as few:
        client.get(path)
    fill(2, 12)
    with statements() as many:
        client.get(path)
    assert len(few) == len(many)


def test_keys_and_the_help_agree(client: TestClient) -> None:
    page = client.get("/settings/keyboard").text
    for address in re.findall(r'data-go="([^"]+)"', page):
        assert client.get(address).status_code in (200, 303), address
    script = client.get(re.search(r'src="(/static/[^"]+/)octavo.js"', page)[1] + "keys.js").text  # type: ignore[index]
    deeds = set(re.findall(r'^  "?([^\s":]+)"?: ', script, re.MULTILINE)) - {"="}
    assert deeds - set(re.findall(r"<kbd>([^<]+)</kbd>", page)) == set()
    assert len(deeds) > 15
