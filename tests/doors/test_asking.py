"""Asking in the browser and at the command line."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from click.testing import CliRunner
from tests.doors.test_cli_stories import run, week
from tests.doors.web_library import paragraph

from octavo.cli.group import octavo
from octavo.model.ids import ArticleId
from octavo.web.links import subject_address

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from tests.doors.test_cli import Run
    from tests.doors.web_library import Library

__all__ = ["run", "week"]

FERRY = (
    paragraph("The ferry Aurelia ran on to rocks off Skarn. All 212 people on the ferry were brought ashore."),
    paragraph("Captain Stellan Brock was the last to leave <the> ship & “its” lights-on bridge."),
)


@pytest.fixture
def ferry(library: Library) -> int:
    source = library.source()
    library.article(source, "Gannets counted", blocks=(paragraph("There are 5,100 gannets at Sula Head."),))
    return library.article(source, "Ferry aground", blocks=FERRY).id


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_a_question_is_answered_with_the_sentence_its_outlet_and_the_way_there(client: TestClient, ferry: int) -> None:
    page = client.get("/ask", params={"q": "How many people were on the ferry?"}).text
    cited = re.search(r'<a class="said" href="([^"]+)">(.*?)</a>', page)
    assert cited is not None
    assert text_of(cited[2]) == "All 212 people on the ferry were brought ashore."
    assert "<mark>people</mark>" in cited[2]
    assert "The Elsin Courier" in page
    path, _, place = cited[1].partition("#")
    assert path == f"/article/{ferry}"
    assert f'id="{place}" data-s="{place}">All 212 people' in client.get(path).text


@pytest.mark.usefixtures("ferry")
def test_what_an_article_says_is_text_and_no_markup(client: TestClient) -> None:
    page = client.get("/ask", params={"q": "Who was the last to leave the ship?"}).text
    assert "&lt;the&gt; <mark>ship</mark> &amp; “its”" in page


def test_what_is_not_there_is_not_answered_and_says_so(client: TestClient, ferry: int) -> None:
    page = client.get("/ask", params={"q": "Who is the president of Brazil?"}).text
    assert "Not found in what you follow" in page
    assert 'class="said"' not in page
    for path in (f"/article/{ferry}/ask",):
        page = client.get(path, params={"q": "Who is the president of Brazil?"}).text
        assert "Not found in this article" in page
        assert "/ask?q=Who%20is%20the%20president%20of%20Brazil%3F" in page


@pytest.mark.usefixtures("ferry")
def test_a_further_question_takes_the_conversation_along_without_scripts(client: TestClient) -> None:
    first = client.get("/ask", params={"q": "Who is Stellan Brock?"}).text
    fields = re.findall(r'<input type="hidden" name="earlier" value="([^"]*)">', first)
    assert fields == ["Who is Stellan Brock?"]
    second = client.get("/ask", params={"q": "Did he leave the ship last?", "earlier": fields}).text
    assert 'Understood as: <q dir="auto">Did Stellan Brock leave the ship last?</q>' in second
    assert re.findall(r'name="earlier" value="([^"]*)"', second) == [
        "Who is Stellan Brock?",
        "Did he leave the ship last?",
    ]
    again = re.search(r'<nav class="meta earlier".*?href="([^"]+)"', second, re.DOTALL)
    assert again is not None
    assert parse_qsl(urlsplit(html.unescape(again[1])).query) == [("q", "Who is Stellan Brock?")]


def test_an_article_and_a_story_answer_for_themselves(client: TestClient, library: Library, ferry: int) -> None:
    page = client.get(f"/article/{ferry}/ask", params={"q": "How many gannets are there at Sula Head?"}).text
    assert "Not found in this article" in page
    assert "Ferry aground" in page
    assert "5,100" in client.get("/ask", params={"q": "How many gannets are there at Sula Head?"}).text
    library.paper.stories.catch_up()
    story = library.store.placements([ArticleId(ferry)])[0].story
    page = client.get(f"/story/{story}/ask", params={"q": "How many people were on the ferry?"}).text
    assert "All 212 people" in text_of(page)
    assert f'action="/story/{story}/ask"' in page


def test_without_a_question_there_is_a_form(client: TestClient, ferry: int) -> None:
    for path in ("/ask", f"/article/{ferry}/ask"):
        page = client.get(path).text
        assert f'action="{path}"' in page
        assert 'name="q"' in page


def test_what_is_not_there_cannot_be_asked_and_strangers_ask_nothing(client: TestClient) -> None:
    assert client.get("/article/999/ask", params={"q": "x"}).status_code == 404
    assert client.get("/story/999/ask", params={"q": "x"}).status_code == 404
    client.cookies.clear()
    assert client.get("/ask", params={"q": "x"}).status_code == 303


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><b>', "x" * 100_000, "\x00\n", "？" * 500])
@pytest.mark.usefixtures("ferry")
def test_any_question_has_a_page(client: TestClient, text: str) -> None:
    reply = client.get("/ask", params={"q": text[:60_000], "earlier": [text[:600]] * 9})
    assert reply.status_code == 200
    assert "<script>alert" not in reply.text


def test_the_command_line_asks(run: Run) -> None:
    shown = run("ask", "Who won the Nordvang Prize?")
    assert "Oluchi Tarrant" in shown
    found = run.json("ask", "--json", "Who", "won", "the", "Nordvang", "Prize?")
    assert found["found"]
    for claim in found["claims"]:
        assert claim["text"] == claim["citations"][0]["quote"]
    article = found["claims"][0]["citations"][0]["article"]
    page = run.json("read", str(article), "--json")
    one = found["claims"][0]["citations"][0]
    assert one["quote"] in " ".join(page["paragraphs"])
    assert "Not found in what you follow." in run("ask", "Who is the president of Brazil?")
    assert "Not found" in run("ask", "--article", str(article), "How high is the interest rate?")
    assert "Understood as: When did Oluchi Tarrant win?" in run(
        "ask", "When did she win?", "--after", "Who is Oluchi Tarrant?"
    )


@pytest.mark.parametrize("more", [("--story", "1"), ("--topic", "Skarn"), ("--story", "1", "--topic", "Skarn")])
def test_an_article_and_more_at_once_are_too_much(more: tuple[str, ...]) -> None:
    result = CliRunner().invoke(octavo, ("ask", "--article", "1", *more, "x"))
    assert result.exit_code == 2
    assert "one of them" in result.output


def test_a_kind_without_a_topic_asks_for_one() -> None:
    result = CliRunner().invoke(octavo, ("ask", "--kind", "place", "x"))
    assert result.exit_code == 2
    assert "--topic" in result.output


def test_the_command_line_asks_a_topic_as_its_page_does(run: Run) -> None:
    topics = run.json("topics", "--json")
    name, kind = topics[0]["name"], topics[0]["kind"]
    about = {one["article"] for one in run.json("topics", name, "--kind", kind, "-n", "500", "--json")}
    found = run.json("ask", "--topic", name.lower(), "--kind", kind, "--json", f"What happened in {name}?")
    assert {one["article"] for one in found["passages"]} <= about
    shown = run("ask", "--topic", name, "--kind", kind, "Who is the president of Brazil?")
    assert f"Not found in the articles about {name}." in shown
    assert "No article is about" in str(run.refused("ask", "--topic", "Zzyzx", "Who?"))


@pytest.mark.usefixtures("ferry")
def test_a_topic_is_asked_from_its_own_articles_alone(client: TestClient, library: Library) -> None:
    source = library.store.sources()[0]
    for title, text in (
        ("Ferry delayed", "In Istanbul 300 people waited for the ferry to Kadikoy on Monday, the harbour said."),
        ("Ferry again", "The ferry of Istanbul sailed again at noon with 280 people, the harbour of Istanbul said."),
    ):
        library.article(source, title, blocks=(paragraph(text),))
    library.paper.insights.catch_up()
    istanbul = next(one.subject for one in library.paper.subjects.common() if one.subject.name == "Istanbul")
    address = subject_address(istanbul)
    assert f'action="/ask{address}"' in client.get(address).text
    page = text_of(client.get(f"/ask{address}", params={"q": "How many people were on the ferry?"}).text)
    assert "280 people" in page
    assert "212 people" not in page
    assert client.get("/ask/topics/place/nowhere").status_code == 404
    assert client.get("/ask/topics/nothing/x").status_code == 404
