"""The briefing: an edition as text, on a page."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from tests.doors.web_library import paragraph

from octavo.model.articles import Draft
from octavo.web.letters import as_markdown, as_text

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library

FIRST = "The ferry Aurora ran aground off Skarn on Saturday with 42 passengers aboard, the coast guard said."
OTHER = "All 42 passengers of the ferry Aurora were saved off Skarn on Saturday, the harbour master of Skarn said."
REST = {
    "The Elsin Courier": (
        "A lifeboat from Port Elsin reached the ship within twenty minutes and took the passengers off in four trips.",
        "The master of the Aurora said the steering had failed in the narrows. An inquiry begins on Monday.",
    ),
    "Radio Tide": (
        "It took the lifeboat four trips to bring everybody to the quay, where families waited.",
        "Divers will look at the hull of the ferry on Sunday, the harbour office said. Sailings are cancelled.",
    ),
}


@pytest.fixture
def ferry(library: Library) -> Library:
    for name, text in (("The Elsin Courier", FIRST), ("Radio Tide", OTHER)):
        blocks = (paragraph(text), *(paragraph(more) for more in REST[name]))
        library.article(library.source(name), "Ferry Aurora aground off Skarn", blocks=blocks)
    library.paper.stories.catch_up()
    return library


def test_each_story_is_told_in_cited_sentences(client: TestClient, ferry: Library) -> None:
    page = client.get("/briefing").text
    assert "Ferry Aurora aground off Skarn" in page
    briefing = ferry.paper.briefing.of()
    (story,) = briefing.stories
    assert set(story.outlets) == {"The Elsin Courier", "Radio Tide"}
    assert f'<h2 dir="auto" lang="en"><a href="/story/{story.story}"' in page
    assert story.points
    for point in story.points:
        cited = point.claim.citations[0]
        assert point.claim.text in page
        assert f'href="/article/{cited.article}#s{cited.block}-{cited.start}"' in page
        assert ferry.store.article(cited.article).blocks[cited.block].text[cited.start : cited.end] == cited.quote  # type: ignore[union-attr]


def test_it_is_the_same_in_plain_text_and_markdown(client: TestClient, ferry: Library) -> None:
    point = ferry.paper.briefing.of().stories[0].points[0]
    text, markdown = client.get("/briefing.txt"), client.get("/briefing.md")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert point.claim.text in " ".join(text.text.split())
    assert all(len(line) <= 72 or "http" in line for line in text.text.splitlines())
    assert "[1] " in text.text
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert f"- {point.claim.text} ([{point.outlet}](<http" in markdown.text
    day = ferry.paper.now().date().isoformat()
    assert client.get(f"/briefing/{day}.txt").text == text.text
    assert client.get(f"/briefing/{day}.md").text == markdown.text


def test_hostile_words_are_words_in_every_form(client: TestClient, library: Library) -> None:
    hostile = "Ferry <script>alert(1)</script> [x](javascript:alert(1)) off Skarn `rm` | *now*"
    for name in ("A", "B"):
        library.article(library.source(name), hostile, blocks=(paragraph(FIRST),))
    library.paper.stories.catch_up()
    assert "<script>alert" not in client.get("/briefing").text
    markdown = as_markdown(library.paper.briefing.of())
    rendered = MarkdownIt().render(markdown)
    assert "javascript:alert(1)" in rendered
    assert not re.search("<script|<em>now|<code>|href=.javascript", rendered)


def test_an_earlier_day_is_told_as_it_then_was(client: TestClient, ferry: Library) -> None:
    day = ferry.paper.now().date()
    then = as_text(ferry.paper.briefing.of())
    ferry.clock.advance(timedelta(days=1))
    late = "The ferry Aurora off Skarn was towed into Skarn harbour on Sunday, and her 42 passengers went home."
    blocks = tuple(paragraph(text) for text in (late, FIRST, *REST["The Elsin Courier"]))
    now, title = ferry.paper.now(), "Ferry Aurora aground off Skarn"
    draft = Draft(url="https://press.example/late", title=title, blocks=blocks, published_at=now, language="en")
    ferry.store.save_article(draft, source=ferry.source("Evening Post").id, now=now)
    ferry.paper.stories.catch_up()
    (story,) = ferry.paper.stories.listing().stories
    assert len(story.articles) == 3
    assert as_text(ferry.paper.briefing.of(day)) == then
    assert client.get(f"/briefing/{day.isoformat()}").status_code == 200


def test_a_day_without_an_edition_is_a_sentence(client: TestClient) -> None:
    assert "There is no edition of 1 January 2020" in client.get("/briefing/2020-01-01").text
    assert "Briefings have addresses such as" in client.get("/briefing/yesterday").text
    assert "A quiet day" in client.get("/briefing").text
