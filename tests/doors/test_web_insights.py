"""What pages show of what articles and stories say, and what a reader makes of topics."""

from __future__ import annotations

import html
import re
from dataclasses import fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.doors.events import tell_events
from tests.doors.test_web_stories import statements
from tests.doors.web_library import NOW, paragraph

from octavo import explaining
from octavo.model.articles import Draft
from octavo.model.subjects import Stance, SubjectKind

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library

    from octavo.model.articles import Article
    from octavo.model.findings import StoryInsights

FERRY = (
    "The ferry Marren Star ran aground off Skarn on Friday with 214 people aboard, the coastguard said.",
    "“Nobody was hurt, and everybody was calm,” harbour master Edda Roos told reporters in Bergen.",
    "The rescue took nine hours. Two helicopters and 14 boats brought the passengers to Bergen in Norway.",
    "“We will find out why the radar was off,” Roos said. The company wants to tow the ferry to Hamburg in Germany.",
)
BRIDGE = "The Elsin bridge was closed for an hour, the town council said. It is open again since noon and all is well."


def tell(library: Library, *texts: str, **more: Any) -> Article:  # noqa: ANN401 (fields of an article)
    source = library.source()
    article = library.article(source, blocks=tuple(paragraph(text) for text in texts), **more)
    library.paper.insights.catch_up()
    return article


def test_each_claim_leads_to_its_sentence_on_the_page(client: TestClient, library: Library) -> None:
    article = tell(library, *FERRY)
    page = client.get(f"/article/{article.id}").text
    claims = re.findall(r'href="#(s\d+-\d+)" data-claim', page)
    assert len(claims) >= 5
    assert {claim for claim in claims if f'id="{claim}"' not in page} == set()
    assert "“Nobody was hurt, and everybody was calm”" in re.sub("[,]”", "”", html.unescape(page))
    assert "Edda Roos" in page
    assert "214 people" in page


def test_an_article_is_read_once_and_again_when_it_changes(client: TestClient, library: Library) -> None:
    article = tell(library, *FERRY)
    (kept,) = library.store.explained([article.id])
    assert kept.revision == 1
    assert library.paper.insights.catch_up() == 0
    changed = tuple(paragraph(text) for text in (*FERRY[:2], BRIDGE))
    draft_of(library, article, changed)
    assert "215" not in client.get(f"/article/{article.id}").text, "a page never shows what an older version said"
    assert library.paper.insights.catch_up() == 1
    assert library.store.explained([article.id])[0].revision == 2


def draft_of(library: Library, article: Article, blocks: tuple[object, ...]) -> None:
    values = {field.name: getattr(article, field.name) for field in fields(Draft)}
    library.store.save_article(Draft(**{**values, "blocks": blocks}), source=article.source, now=NOW)


def test_insights_of_damaged_bytes_are_found_anew(client: TestClient, library: Library) -> None:
    article = tell(library, *FERRY)
    (kept,) = library.store.explained([article.id])
    state = library.store.explaining_state()
    assert library.store.save_explained([replace(kept, insights=b"damaged")], after=state, state=state)
    assert "Edda Roos" in client.get(f"/article/{article.id}").text


def test_a_text_that_breaks_a_rule_ends_neither_a_run_nor_a_page(
    client: TestClient, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a rule is broken")

    for rule in ("article_insights", "story_insights"):
        monkeypatch.setattr(explaining, rule, broken)
    article = library.article(library.source(), blocks=tuple(paragraph(text) for text in FERRY))
    assert client.get(f"/article/{article.id}").status_code == 200
    assert library.paper.insights.catch_up() == 1
    assert client.get(f"/article/{article.id}").status_code == 200
    ferry, _ = tell_events(library)
    assert client.get("/").status_code == 200
    story = library.store.placements([ferry[0].id])[0].story
    assert client.get(f"/story/{story}").status_code == 200


def test_a_story_takes_up_what_is_kept_of_its_articles_unless_some_wait_to_be_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ferry, _ = tell_events(library)
    taken: list[set[int]] = []
    told = explaining.story_insights

    def watched(documents: Any, *, found: Any, **more: Any) -> StoryInsights:  # noqa: ANN401 - passed on as they come
        taken.append(set(found))
        insights = told(documents, found=found, **more)
        assert insights == told(documents, **more)
        return insights

    monkeypatch.setattr(explaining, "story_insights", watched)
    story = library.store.placements([ferry[0].id])[0].story
    library.paper.insights.of_story(story)
    assert taken == [set()], "the articles have not been read yet"
    monkeypatch.setattr(explaining, "RULES_VERSION", explaining.RULES_VERSION + 1)
    library.paper.insights.catch_up()
    library.paper.insights.of_story(story)
    assert taken == [set(), {one.id for one in ferry}]


def test_hostile_words_stay_words(client: TestClient, library: Library) -> None:
    hostile = (
        '“<script>alert(1)</script> is what I say,” Edda "><img src=x onerror=alert(1)> Roos said on Friday in Oslo.'
    )
    article = tell(library, hostile, *FERRY, tags=("<b>bold</b> topic", "\"'><svg>"))
    for path in (f"/article/{article.id}", "/topics"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>bold" not in page


GORGE = "A bus carrying pilgrims plunged into the Orrin gorge near Veldt, killing at least {} people, the police said."
FURTHER = (
    "Clouds hung low over Veldt all morning, so no helicopter could land beside the wreck until the afternoon came.",
    "Hospitals in Harrow asked for blood, and hundreds stood in line at the market hall where nurses had set up beds.",
    "Its brakes had been looked at in spring by a workshop that has lost its licence since, the ministry found out.",
    "Mourners filled the cathedral, the president among them, and bells rang in all villages along the pilgrims' way.",
)


def test_a_figure_that_moves_is_drawn_on_the_readers_clock_with_outlets_by_name(
    client: TestClient, library: Library
) -> None:
    told = ((4, 12, "Courier"), (3, 19, "Gazette"), (2, 27, "Morgenblatt"), (1, 34, "Courier"))
    titles = (
        "Bus plunges into Orrin gorge",
        "Orrin gorge toll rises",
        "Veldt bus: inquiry opens",
        "Orrin gorge search ends",
    )
    for (days, toll, outlet), title, further in zip(told, titles, FURTHER, strict=True):
        library.article(
            library.source(outlet),
            title,
            blocks=(paragraph(GORGE.format(toll)), paragraph(further)),
            published_at=NOW - timedelta(days=days),
        )
    library.paper.stories.catch_up()
    library.paper.insights.catch_up()
    client.post("/settings/look", data={"zone": "Asia/Tokyo"})
    page = html.unescape(client.get("/story/1").text)
    chart = page[page.index('<figure class="chart">') :].partition("</figure>")[0]
    assert 'role="img" aria-label="' in chart
    assert "at least 12 on 18 November 2026, at least 34 on 21 November 2026, in 4 statements" in chart
    assert re.findall(r"<time[^>]*>([^<]+)</time></td><td[^>]*>([^<]+)</td>", chart) == [
        ("18 Nov 2026, 03:30", "Courier"),
        ("19 Nov 2026, 03:30", "Gazette"),
        ("20 Nov 2026, 03:30", "Morgenblatt"),
        ("21 Nov 2026, 03:30", "Courier"),
    ]


def test_a_language_without_rules_says_so(client: TestClient, library: Library) -> None:
    text = (
        "Ferja gjekk på grunn fredag. «Ingen vart skadde», sa hamnesjefen. Redninga tok ni timar, og alle er trygge no."
    )
    article = tell(
        library, text, *(f"Setning nummer {n} handlar om ferja og hamna i byen." for n in range(6)), language="nn"
    )
    assert "does not read quotations in Norwegian Nynorsk yet" in client.get(f"/article/{article.id}").text


def test_topics_are_listed_followed_and_muted(client: TestClient, library: Library) -> None:
    article = tell(library, *FERRY, tags=("Ferries",))
    assert "Ferries" in client.get("/topics").text
    page = client.get("/topics/topic/ferrie")
    assert article.title in page.text
    reply = client.post("/topics/topic/ferrie", data={"stance": "follow", "next": "/topics"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/topics#wanted")
    assert "You follow this now" in client.get("/topics").text
    assert [(one.subject.name, one.stance) for one in library.paper.subjects.interests()] == [
        ("Ferries", Stance.FOLLOW)
    ]
    client.post("/topics/topic/ferrie", data={"stance": "nonsense"})
    assert library.paper.subjects.interests() == ()
    assert client.get("/topics/topic/nothing").status_code == 404
    assert client.get("/topics/planet/ferrie").status_code == 404


def test_places_are_one_subject_in_all_languages(library: Library) -> None:
    source = library.source()
    for text, language in (
        ("The talks in Geneva, Switzerland, ended. Ministers left Geneva for Paris in France.", "en"),
        ("Die Gespräche in Genf in der Schweiz endeten. Die Minister flogen nach Paris in Frankreich.", "de"),
    ):
        library.article(source, blocks=(paragraph(text),), language=language)
    library.paper.insights.catch_up()
    common = library.paper.subjects.common(SubjectKind.PLACE)
    assert {one.subject.name for one in common if one.articles == 2} >= {"Geneva", "Paris"}


def test_the_edition_says_what_a_wish_did(client: TestClient, library: Library) -> None:
    ferry, _cup = tell_events(library)
    library.paper.insights.catch_up()
    (placed,) = library.store.placements([ferry[0].id])
    subjects = library.paper.subjects.of_article(ferry[0].id)
    assert subjects, "the ferry's articles are about something"
    library.paper.subjects.set_stance(subjects[0].kind, subjects[0].key, Stance.MUTE)
    assert f"/story/{placed.story}" not in client.get("/").text
    library.paper.subjects.set_stance(subjects[0].kind, subjects[0].key, Stance.FOLLOW)
    client.post("/edition")
    assert f"you follow {subjects[0].name}" in html.unescape(client.get("/").text)


def test_of_sentences_in_a_row_in_one_outlet_the_last_names_it(client: TestClient, library: Library) -> None:
    text = (
        "“Nobody was hurt, and everybody was calm,” harbour master Edda Roos said.",
        "“The rescue took nine hours in all,” Edda Roos said.",
    )
    article = library.article(library.source("Radio Tide"), blocks=tuple(map(paragraph, text)))
    library.paper.stories.catch_up()
    library.paper.insights.catch_up()
    (placed,) = library.store.placements([article.id])
    page = client.get(f"/story/{placed.story}").text
    said = page[page.index('id="said-title"') :].partition("</section>")[0]
    assert said.count("<li>") == 2
    assert said.count("Radio Tide") == 1
    assert said.index("nine hours") < said.index("Radio Tide")


def test_a_story_says_what_is_new_since_the_last_look(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    (placed,) = library.store.placements([ferry[0].id])
    assert "new since you last looked" not in client.get(f"/story/{placed.story}").text
    library.clock.advance(timedelta(minutes=5))
    assert "new since you last looked" not in client.get(f"/story/{placed.story}").text
    library.clock.advance(timedelta(hours=3))
    draft = Draft(
        title=ferry[0].title,
        url="https://w.example/1",
        blocks=ferry[0].blocks,
        language="en",
        published_at=ferry[1].published_at,
    )
    source = library.source("Western Dispatch")
    late, *_ = library.store.save_article(draft, source=source.id, now=library.clock.now())
    library.paper.stories.catch_up()
    assert library.store.placements([late.id])[0].story == placed.story
    page = client.get(f"/story/{placed.story}").text
    assert f'<a href="#a{late.id}">1 new article</a> <span>since you last looked' in page
    assert page.count("new since you last looked") == 1
    reply = client.post(f"/story/{placed.story}/stance", data={"stance": "follow"})
    assert reply.headers["location"] == f"/story/{placed.story}#wanted"
    assert [one.id for one in library.paper.stories.followed()] == [placed.story]
    assert "Following" in client.get(f"/story/{placed.story}").text


@pytest.mark.parametrize("path", ["/topics", "/topics/topic/ferrie"])
def test_the_number_of_queries_does_not_grow_with_articles(client: TestClient, library: Library, path: str) -> None:
    source = library.source()

    def more(count: int) -> None:
        for _ in range(count):
            library.article(source, blocks=(paragraph(FERRY[0]),), tags=("Ferries", "Harbour"))
        library.paper.insights.catch_up()
        client.get(path)

    more(2)
    with statements() as few:
        client.get(path)
    more(8)
    with statements() as many:
        client.get(path)
    assert len(many) == len(few) > 0
