"""What somebody wrote outlives whatever keeps it from being taken: it comes back in the form, with a reason."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, contextmanager
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from tests.doors.test_web_discussion import say
from tests.doors.web_library import ADDRESS

from octavo.adapters.store import engine
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx2 import Response
    from tests.doors.web_library import Library

    from octavo.model.articles import Article

WORDS = "Line one & <two>.\r\n\r\n“Line” three."


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that waits for others a moment only."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)


@pytest.fixture
def article(library: Library) -> Article:
    return library.article(library.source())


def fields_of(page: str) -> dict[str, str]:
    """The form on a page, as a browser would send it again."""
    form = page.partition('class="say"')[2].partition("</form>")[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    name, words = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)[0]
    return {**{field: unescape(value) for field, value in hidden}, name: unescape(words)}


def comes_back(reply: Response, status: int) -> dict[str, str]:
    assert reply.status_code == status
    assert re.search(r'role="alert">[A-Z][^<]{10,}\.', reply.text), "a sentence says why"
    return fields_of(reply.text)


@contextmanager
def another_writer(library: Path) -> Iterator[None]:
    """Another program that writes and does not let go."""
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_a_comment_on_a_locked_library_is_sent_again_from_the_page_that_says_so(
    client: TestClient, library: Library, article: Article, tmp_path: Path
) -> None:
    form = {"body": WORDS, "key": "k", "article": str(article.id), "next": f"/article/{article.id}"}
    with another_writer(tmp_path / "news.db"):
        again = comes_back(client.post("/discussion/say", data=form), 503)
    assert again == form
    assert client.post("/discussion/say", data=again).status_code == 303
    assert client.post("/discussion/say", data=again).status_code == 303
    (kept,) = library.store.comments_of(library.me.id, 10)
    assert kept.body == WORDS.replace("\r\n", "\n")


def test_a_session_that_ended_costs_no_words(client: TestClient, library: Library, article: Article) -> None:
    client.cookies.clear()
    reply = client.post("/discussion/say", data={"body": WORDS, "key": "k", "article": str(article.id)})
    again = comes_back(reply, 401)
    assert 'href="/sign-in" target="_blank"' in reply.text
    client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
    assert client.post("/discussion/say", data=again).status_code == 303
    assert len(library.store.comments_of(library.me.id, 10)) == 1


def test_changes_notes_and_reports_come_back_as_well(client: TestClient, library: Library, article: Article) -> None:
    comment = say(client, "The tide was low.", article=article.id)
    late = {"body": WORDS}
    note = {"place": "0.0-0.4", "revision": "1", "kind": "highlight", "body": WORDS}
    client.cookies.clear()
    for path, data in (
        (f"/comment/{comment}/edit", late),
        (f"/article/{article.id}/notes", note),
        (f"/comment/{comment}/report", {"kind": "abuse", "note": WORDS}),
    ):
        assert comes_back(client.post(path, data=data), 401) == data
    client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
    library.clock.advance(timedelta(hours=1))
    assert comes_back(client.post(f"/comment/{comment}/edit", data=late), 403) == late
    assert comes_back(client.post("/comment/999/edit", data=late), 404) == late


def test_a_failure_that_nobody_foresaw_keeps_them_too(
    library: Library, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    app = create_app(library.paper, public_url=ADDRESS)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False) as client:
        client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
        monkeypatch.setattr(type(library.store), "add_comment", fail)
        form = {"body": WORDS, "key": "k", "article": str(article.id)}
        reply = client.post("/discussion/say", data=form)
    assert comes_back(reply, 500) == form
    assert "secret detail" not in reply.text


def test_what_another_site_sends_is_not_shown(client: TestClient, article: Article) -> None:
    form = {"body": WORDS, "key": "k", "article": str(article.id)}
    reply = client.post("/discussion/say", data=form, headers={"origin": "https://evil.example"})
    assert reply.status_code == 403
    assert "Line one" not in reply.text


def test_passwords_are_never_shown_again(client: TestClient) -> None:
    client.post("/account/password", data={"password": "the first secret", "again": "the first secret"})
    fields = {"current": "wrong secret", "password": "another secret", "body": "x"}
    reply = client.post("/account/password", data=fields)
    assert reply.status_code in (400, 403)
    assert "secret" not in reply.text
