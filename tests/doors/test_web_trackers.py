"""Questions that somebody keeps an eye on, through the web door."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.doors.web_library import paragraph

from octavo.newsroom.tracking import look_again

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library

QUESTION = "How many gannets died at Sula Head?"
FIRST = "So far 240 gannets died at Sula Head, wardens said on Monday. The path is open, the reserve said."
THEN = "The number of gannets that died at Sula Head is 3,800, wardens said on Thursday. So 3,800 gannets died there."


def tell(library: Library, text: str) -> None:
    library.article(library.store.sources()[0], "Gannets at Sula Head", blocks=(paragraph(text),))


def test_an_answer_that_changes_is_news_with_its_history(client: TestClient, library: Library) -> None:
    library.source()
    tell(library, FIRST)
    assert "No question yet" in client.get("/trackers").text
    assert "Keep an eye on this question" in client.get("/ask", params={"q": QUESTION}).text
    for question in (QUESTION, f" {QUESTION} "):
        assert client.post("/trackers", data={"q": question}).headers["location"] == "/trackers/1"
    assert "240 gannets died" in client.get("/trackers/1").text
    library.clock.advance(timedelta(hours=2))
    resources = library.paper._resources
    assert look_again(resources) == 0
    assert "no change" in client.get("/trackers").text
    tell(library, THEN)
    assert look_again(resources) == 1
    assert 'class="tag new"' in client.get("/trackers").text
    page = client.get("/trackers/1").text
    assert page.index("3,800") < page.index("240 gannets died")
    assert "New: 3,800" in page
    assert 'class="tag new"' not in client.get("/trackers").text
    client.post("/trackers/1/remove")
    assert client.get("/trackers/1").status_code == 404


def test_no_question_is_a_sentence(client: TestClient) -> None:
    reply = client.post("/trackers", data={"q": "   "})
    assert reply.status_code == 400
    assert "Ask a question first." in reply.text


def test_answers_that_are_figures_are_drawn_and_new_ones_are_named_everywhere(
    client: TestClient, library: Library
) -> None:
    library.source()
    tell(library, FIRST)
    library.paper.insights.catch_up()
    client.post("/trackers", data={"q": QUESTION})
    assert "<svg" not in client.get("/trackers/1").text
    library.clock.advance(timedelta(hours=2))
    tell(library, THEN)
    library.paper.insights.catch_up()
    assert look_again(library.paper._resources) == 1
    assert "1<span" in client.get("/latest").text
    assert "new answer</span>" in client.get("/latest").text
    assert QUESTION in client.get("/briefing").text
    page = client.get("/trackers/1").text
    assert "<svg" in page
    assert "240 on 21 November 2026, 3,800 on 21 November 2026, in 2 statements" in page
    assert page.count('href="/article/2#s0-0"') >= 2
    assert "new answer</span>" not in client.get("/latest").text
