"""What the door keeps out."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import pytest
from fastapi.testclient import TestClient
from tests.doors.stocked import stock
from tests.doors.web_library import ADDRESS, paragraph

from octavo.model.articles import Block, BlockKind, Image, Span, SpanKind
from octavo.web import create_app

if TYPE_CHECKING:
    from tests.doors.web_library import Library

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "--><iframe srcdoc='<script>alert(1)</script>'>",
    '" autofocus onfocus="alert(1)',
    "</textarea><base href=//evil.test>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "\u202e\u2066<b>",
    "\x00<script\x00>alert(1)</script>",
]
BAD_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.test/x",
    "\x01javascript:alert(1)",
    "https:evil",
    "http://",
]
OURS = {"script": ["src", "type"], "link": ["href", "rel", "type"]}


class Reader(HTMLParser):
    """Collects what could run or lead somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.hrefs: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"img", "svg", "iframe", "base", "math", "object", "embed", "style", "b"}:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.found.append(name)
            if name in {"href", "src", "action", "formaction"}:
                self.hrefs.append(value or "")
        if tag == "script":
            self.scripts += 1


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_becomes_markup(client: TestClient, library: Library, payload: str) -> None:
    clean = payload.replace("\x00", "")
    source = library.source(clean)
    library.failed(source, clean)
    kinds = [k for k in BlockKind if k is not BlockKind.LIST_ITEM]
    blocks = tuple(Block(kind=k, text=clean, credit=clean, url=clean) for k in kinds)
    blocks += (
        Block(kind=BlockKind.LIST_ITEM, text=clean, level=1),
        Block(kind=BlockKind.TABLE, text=f"{clean}\t{clean}"),
    )
    article = library.article(
        source,
        clean,
        blocks=blocks,
        byline=(clean,),
        section=clean,
        publisher=clean,
        language=clean,
        partial=clean,
        image=Image(url=clean, caption=clean, credit=clean),
        url=f"https://press.example/?{clean}",
    )
    other = library.article(source, clean)
    library.store.relate(article.id, other.id, reason=clean)
    named = "".join(payload.splitlines()).strip() or "x"
    folder = library.paper.sources.put(source.id, named).folder
    library.paper.sources.rename(source.id, named)
    pages = (
        "/",
        "/latest",
        "/topics",
        "/sources",
        f"/folder/{folder}",
        f"/source/{source.id}",
        f"/article/{article.id}",
        "/unread",
    )
    replies = [client.get(path) for path in pages]
    replies += [client.get("/search", params={"q": payload}), client.get("/sources", params={"address": payload})]
    replies.append(client.post("/sources/look", data={"address": f"{payload}\nhttps://nobody.example"}))
    outline = f"<outline text={quoteattr(clean)} htmlUrl={quoteattr(clean)}/>"
    replies.append(client.post("/sources/import", files={"file": ("x", f"<opml><body>{outline}</body></opml>")}))
    replies.append(client.get("/sign-in", params={"next": payload}))
    replies.append(client.post("/sign-in", data={"name": payload, "password": "x", "next": payload}))
    for reply in replies:
        assert reply.status_code in (200, 303, 400, 403, 502)
        reader = read(reply.text)
        assert reader.found == []
        assert reader.scripts <= 1
        assert all(h.startswith(("/", "#", "https://", "http://")) for h in reader.hrefs), reader.hrefs


@pytest.mark.parametrize("url", BAD_LINKS)
def test_links_lead_to_web_addresses_only(client: TestClient, library: Library, url: str) -> None:
    blocks = (
        paragraph("Click here now", spans=(Span(kind=SpanKind.LINK, start=0, end=5, url=url),)),
        Block(kind=BlockKind.FIGURE, text="Picture", url=url),
    )
    article = library.article(library.source(), blocks=blocks, url=url)
    page = client.get(f"/article/{article.id}").text
    assert "Click here now" in page
    assert html.escape(url) not in [h for h in read(page).hrefs if not h.startswith("/article/")]
    assert not any(h.lower().strip("\x01 ").startswith(("java", "data", "vb", "file", "//")) for h in read(page).hrefs)
    assert client.get(f"/article/{article.id}/original").status_code == 404


def test_headers_of_a_page(client: TestClient) -> None:
    headers = client.get("/").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == "private, no-store"
    assert "camera=()" in headers["permissions-policy"]


def test_pages_hold_nothing_inline(client: TestClient, library: Library) -> None:
    article = library.article(library.source())
    for path in ("/", "/latest", "/sources", "/account", "/search?q=a", f"/article/{article.id}"):
        page = client.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == 1


def test_static_files_are_kept_under_their_version(stranger: TestClient) -> None:
    page = stranger.get("/sign-in").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    reply = stranger.get(address)
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reply.headers["content-type"].startswith("text/css")
    stale = address.replace(address.split("/")[2], "0123456789ab")
    assert stranger.get(stale).headers["cache-control"] == "no-cache"
    assert stranger.get("/static/x/../app.py").status_code == 404
    assert stranger.get("/static/x/..%2f__init__.py").status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.test", "evil.test:8010", "127.0.0.1.evil.test", "", "[::1", "localhost.evil.test"]
)
def test_foreign_names_are_not_answered(client: TestClient, host: str) -> None:
    reply = client.get("/", headers={"host": host})
    assert reply.status_code == 421
    assert "does not answer to this name" in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize(
    "host", ["localhost:8010", "127.0.0.1", "[::1]:9", "LOCALHOST", "paper.lan:80", "news.example"]
)
def test_known_names_are_answered(library: Library, host: str) -> None:
    app = create_app(library.paper, public_url="https://news.example", trusted_hosts=("paper.lan",))
    with TestClient(app) as client:
        assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.test"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://evil.test", "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:8010.evil.test"},
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "/article/1/star",
        "/mark-all-read",
        "/sources/follow",
        "/sources/1/unfollow",
        "/sources/look",
        "/sources/import",
        "/sources/1/arrange",
        "/folders/1/remove",
        "/welcome/packs",
        "/refresh",
        "/regroup",
        "/progress/stop",
        "/sign-in",
        "/sign-out",
        "/account/password",
        "/theme",
    ],
)
def test_posts_from_other_sites_are_refused(
    client: TestClient, library: Library, path: str, headers: dict[str, str]
) -> None:
    article = library.article(library.source())
    reply = client.post(path, headers=headers)
    assert reply.status_code == 403
    assert "came from another site" in reply.text
    assert library.paper.articles.mark(article.id).starred_at is None


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": ADDRESS},
        {"origin": "http://localhost:1", "host": "localhost:1"},
    ],
)
def test_posts_of_our_own_pass(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/theme", data={"theme": "dark"}, headers=headers).status_code == 303


def test_a_large_body_is_refused(client: TestClient) -> None:
    reply = client.post("/sources/follow", data={"address": "x" * 1_000_001})
    assert reply.status_code == 413
    assert "more than 1 MB" in reply.text


def test_a_large_body_without_a_length_is_refused(client: TestClient) -> None:
    chunks = (b"x" * 100_000 for _ in range(11))
    assert client.post("/sources/follow", content=chunks).status_code == 413


def test_one_person_sees_only_their_own_list(client: TestClient, library: Library) -> None:
    library.article(library.source())
    other = library.paper.accounts.add("other")
    link = library.paper.accounts.new_sign_in_link(other)
    client.cookies.clear()
    client.get(f"/sign-in/{link}")
    assert ">A newspaper made of other newspapers</h" in client.get("/").text


def every_post(client: TestClient) -> list[str]:
    """An address for every route that answers POST."""
    paths = client.app.openapi()["paths"]  # type: ignore[attr-defined]
    return [re.sub(r"{[^}]+}", "1", path) for path, answers in paths.items() if "post" in answers]


@pytest.mark.filterwarnings("ignore:Duplicate Operation ID")  # one route answers GET and HEAD
def test_no_route_acts_for_another_site(client: TestClient, library: Library) -> None:
    stock(library, 2)
    before = client.get("/settings/data").text
    addresses = every_post(client)
    assert len(addresses) >= 70
    for headers in ({"origin": "https://evil.test"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        found = {one: client.post(one, headers=headers).status_code for one in addresses}
        assert {one: status for one, status in found.items() if status != 403} == {}
    assert client.get("/settings/data").text == before


# Coming in, looks, and letters, whose readers are in no account; guests write where the house rules let them.
FOR_STRANGERS = {"/sign-in", "/theme", "/mail/leave/1", "/mail/confirm/1"}


@pytest.mark.filterwarnings("ignore:Duplicate Operation ID")
def test_no_route_acts_for_a_stranger(stranger: TestClient, library: Library) -> None:
    stock(library, 2)
    for address in set(every_post(stranger)) - FOR_STRANGERS:
        reply = stranger.post(address)
        assert (reply.status_code, reply.headers.get("location")) == (303, "/sign-in") or reply.status_code in (
            401,
            422,
        ), address
