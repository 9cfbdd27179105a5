"""The page of a search and the searches that a reader keeps, at the web door."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.doors.web_library import NOW, paragraph

from octavo.adapters.store.engine import Database
from octavo.model.subjects import SubjectKind
from octavo.newsroom.explaining import Explaining
from octavo.web.spread import spread_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from fastapi.testclient import TestClient
    from sqlalchemy import Connection
    from tests.doors.web_library import Library

SAID = "“The ferry is safe, and so is everybody on it,” Ewa Brandt, the harbour master, said on Monday."


def _titles(html: str) -> list[str]:
    found = re.findall(r'<a class="headline"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one).replace("Unread: ", "").strip() for one in found]


def test_a_search_tells_what_it_did_not_understand_and_searches_on(client: TestClient, library: Library) -> None:
    library.article(library.source())
    html = client.get("/search", params={"q": "ferry before:soon source:Nobody"}).text
    assert "“soon” is no date" in html
    assert "You follow no source “Nobody”" in html
    assert _titles(html) == ["Ferry aground off Skarn"]


def test_the_help_stands_under_the_field_and_the_query_in_it(client: TestClient, library: Library) -> None:
    library.article(library.source())
    html = client.get("/search", params={"q": 'title:"ferry aground"'}).text
    assert 'value="title:&#34;ferry aground&#34;"' in html
    assert "What a search understands" in html
    for field in ("title:", "source:", "author:", "said:", "speaker:", "person:", "lang:", "after:", "is:", "has:"):
        assert f"<code>{field}" in html or field in html


def test_bars_and_sources_lead_to_narrower_searches(client: TestClient, library: Library) -> None:
    courier, tide = library.source("The Elsin Courier"), library.source("Tide")
    library.article(courier, "Ferry one", published_at=NOW - timedelta(days=3))
    library.article(courier, "Ferry two")
    library.article(tide, "Ferry three")
    html = client.get("/search", params={"q": "ferry"}).text
    bars = [unescape(one) for one in re.findall(r'<td><a href="([^"]+)"', html)]
    assert len(bars) == 2
    assert _titles(client.get(bars[1]).text) == ["Ferry one"]
    assert "after%3A2026-11-18" in bars[1]
    sources = [unescape(one) for one in re.findall(r'<a href="([^"]+)"><bdi>', html)]
    assert len(_titles(client.get(sources[0]).text)) == 2
    assert _titles(client.get(sources[1]).text) == ["Ferry three"]
    assert "Most from" not in client.get(sources[0]).text


def test_newest_first_is_one_click_away(client: TestClient, library: Library) -> None:
    source = library.source()
    library.article(source, "Ferry ferry ferry", published_at=NOW - timedelta(days=2))
    library.article(source, "A ferry")
    html = client.get("/search", params={"q": "ferry"}).text
    assert _titles(html)[0] == "Ferry ferry ferry"
    newest = re.search(r'<a href="([^"]+)">Newest</a>', html)
    assert newest
    assert _titles(client.get(unescape(newest[1])).text)[0] == "A ferry"


def test_statements_lead_to_their_sentences(client: TestClient, library: Library) -> None:
    article = library.article(library.source(), blocks=(paragraph("It was foggy."), paragraph(SAID)))
    Explaining(library.paper._resources).catch_up()
    html = client.get("/search", params={"q": "speaker:Brandt said:safe"}).text
    said = re.search(r'<ul class="saidlist"><li><a href="([^"]+)"', html)
    assert said
    page, _, sentence = said[1].partition("#")
    assert page == f"/article/{article.id}"
    assert f'id="{sentence}"' in client.get(page).text
    assert "Ewa Brandt" in html


@pytest.mark.parametrize(
    ("said", "language"), [("“It is safe,” she said.", "en"), ("« C’est sûr », a-t-elle dit.", "fr")]
)
def test_a_pronoun_is_nobodys_name(client: TestClient, library: Library, said: str, language: str) -> None:
    article = library.article(library.source(), blocks=(paragraph(said),), language=language)
    Explaining(library.paper._resources).catch_up()
    html = client.get("/search", params={"q": "said:safe" if language == "en" else "said:sûr"}).text
    assert 'class="saidlist"' in html
    for page in (html, client.get(f"/article/{article.id}").text):
        assert "Speaker unclear" in page
        assert "-t-elle</" not in page.lower()


def test_the_page_of_a_speaker_shows_what_they_say(client: TestClient, library: Library) -> None:
    source = library.source()
    article = library.article(source, blocks=(paragraph("It was foggy."), paragraph(SAID)))
    library.article(source, "Another", blocks=(paragraph("“Nobody is on board,” Otto Holm said on Monday."),))
    Explaining(library.paper._resources).catch_up()
    speakers = {one.subject.name: one.subject.key for one in library.paper.subjects.common(SubjectKind.SPEAKER)}
    html = client.get(f"/topics/speaker/{speakers['Ewa Brandt']}").text
    said = re.findall(r'<ul class="saidlist"><li><a href="/article/(\d+)#([^"]+)"[^>]*><q>([^<]+)</q></a>', html)
    words = "The ferry is safe, and so is everybody on it"
    assert [(int(number), text) for number, _, text in said] == [(article.id, words)]
    assert f"{words}</q></a></li></ul>" in html  # the name stands above
    assert 'class="excerpt"' not in html
    assert 'class="saidlist"' not in client.get("/latest").text


def test_a_search_is_kept_followed_renamed_and_removed(client: TestClient, library: Library) -> None:
    library.article(library.source())
    reply = client.post("/searches", data={"q": "title:ferry", "name": "Ferries"}, follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, "/searches/1")
    html = client.get("/searches/1").text
    assert '<h1><span dir="auto">Ferries</span></h1>' in html
    assert _titles(html) == ["Ferry aground off Skarn"]
    assert "Saved as <bdi>Ferries</bdi>" in client.get("/search", params={"q": "title:ferry"}).text
    assert 'href="/searches/1"' in client.get("/topics").text
    assert 'href="/searches/1"' in client.get("/search").text
    client.post("/searches/1", data={"stance": "mute", "next": "/searches/1"})
    assert "muted" in client.get("/topics").text
    client.post("/searches/1/name", data={"name": "<b>Boats</b>"})
    assert "&lt;b&gt;Boats&lt;/b&gt;" in client.get("/topics").text
    reply = client.post("/searches/1/remove", follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, "/topics")
    assert client.get("/searches/1").status_code == 404
    assert client.post("/searches", data={"q": " ", "name": "x"}).status_code == 400


def test_new_since_the_last_look(client: TestClient, library: Library) -> None:
    source = library.source()
    library.article(source)
    library.article(source, "Ferry afloat")
    kept = library.paper.searches.save("Ferries", "ferry")
    library.store.see_search(library.me.id, kept.id, NOW - timedelta(hours=1))
    client.get("/search", params={"q": "fog"})
    assert "2 new" in client.get("/topics").text
    prefetched = client.get(f"/searches/{kept.id}", headers={"sec-purpose": "prefetch"}).text
    assert "<strong>2</strong> new since you last looked" in prefetched
    assert "new since you last looked" in client.get(f"/searches/{kept.id}").text
    assert "new since you last looked" not in client.get(f"/searches/{kept.id}").text


def test_in_vain_it_offers_what_finds_something(client: TestClient, library: Library) -> None:
    library.article(library.source())
    html = client.get("/search", params={"q": "ferri lang:fr"}).text
    assert "Nothing found" in html
    offered = re.search(r'<div class="instead">.*?<a href="([^"]+)"', html, re.DOTALL)
    assert offered
    assert _titles(client.get(unescape(offered[1])).text)


@pytest.mark.parametrize("kept", [1, 6])
def test_kept_searches_cost_no_more_queries_of_the_library(
    library: Library, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.articles(library.source(), 3)
    for number in range(kept):
        library.paper.searches.save("", f"ferry {number} is:unread -is:starred")
    asked: list[Database] = []
    reading = Database.reading

    def counted(self: Database) -> AbstractContextManager[Connection]:
        asked.append(self)
        return reading(self)

    monkeypatch.setattr(Database, "reading", counted)
    library.paper.searches.list()
    assert len(asked) == 4


@given(
    st.lists(st.tuples(st.dates(), st.integers(1, 10**6)), max_size=30, unique_by=lambda one: one[0]),
    st.text(max_size=20),
)
def test_every_hit_is_in_a_bar(days: list[tuple[date, int]], query: str) -> None:
    spread = spread_of(sorted(days), query)
    if spread is None:
        assert len(days) < 2
        return
    assert sum(bar.articles for bar in spread.bars) == sum(number for _, number in days)
    assert len(spread.bars) <= 62
    for bar in spread.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= spread.width + 0.1
        assert 0 <= bar.y <= bar.y + bar.height <= spread.ground + 0.1
