"""Pages of stories and editions, and what forms on them do."""

from __future__ import annotations

import html
import re
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.doors.events import PAPERS, tell_events
from tests.doors.stocked import stock
from tests.doors.web_library import NOW, paragraph

from octavo.model.stories import DecisionKind
from octavo.model.subjects import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library

    from octavo.model.articles import Article
    from octavo.model.ids import StoryId


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of databases meanwhile."""
    seen: list[str] = []

    def note(*args: object) -> None:
        seen.append(str(args[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def story_of(library: Library, article: Article) -> StoryId:
    (placed,) = library.store.placements([article.id])
    return placed.story


def test_empty_pages_say_how_to_fill_them(client: TestClient, library: Library) -> None:
    assert "No stories yet" in client.get("/stories").text
    assert "No topics yet" in client.get("/topics").text
    assert ">A newspaper made of other newspapers</h" in client.get("/").text
    library.source()
    assert "A quiet day" in client.get("/").text


def test_an_edition_has_the_stories_of_the_day_and_ends(client: TestClient, library: Library) -> None:
    ferry, cup = tell_events(library)
    page = client.get("/").text
    places = [page.index(f'href="/story/{story_of(library, one[0])}"') for one in (ferry, cup)]
    assert places == sorted(places)
    assert "New: 3 articles from 3 outlets" in page
    assert "Printed" in page
    assert "just now" in page
    assert "That is all for today" in page
    assert all(paper in page for paper in PAPERS)


def told_of(page: str) -> str:
    """The one description in the head of a page, as a browser reads it."""
    (found,) = re.findall(r'<meta name="description" content="([^"]*)">', page.partition("</head>")[0])
    return html.unescape(found)


def test_the_head_of_a_page_says_what_it_is_about(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    story = library.paper.stories.page(story_of(library, ferry[0])).story
    about = told_of(client.get(f"/story/{story.id}").text)
    assert about.startswith(f"{story.headline.rstrip('.')}. ")
    assert len(about) > len(story.headline) + 20
    assert told_of(client.get("/").text).startswith(story.headline)
    assert told_of(client.get("/sources").text) == "A newspaper made of other newspapers, on your own machine."
    assert told_of(client.get("/edition/2026-11-01").text).startswith("A newspaper made of other newspapers")
    client.cookies.clear()
    assert told_of(client.get("/sign-in").text).startswith("A newspaper made of other newspapers")


def test_a_description_is_short_and_cannot_leave_its_attribute(client: TestClient, library: Library) -> None:
    text = '"><script>alert(1)</script> & the ferry ' + "Aurelia " * 80
    article = library.article(library.source(), "Ferry aground", blocks=(paragraph(text),))
    page = client.get(f"/article/{article.id}").text
    about = told_of(page)
    assert about.startswith('"><script>alert(1)</script> & the ferry')
    assert len(about) <= 200
    assert "<script>alert" not in page
    bare = library.article(library.source(), "Only a title", blocks=())
    assert told_of(client.get(f"/article/{bare.id}").text) == "Only a title"


def test_who_ran_the_text_of_another_is_named_apart(client: TestClient, library: Library) -> None:
    stock(library, 4)
    for path in ("/stories", "/edition"):
        words = re.sub(r"<[^>]+>", "", client.get(path, follow_redirects=True).text)
        assert re.search(r"Paper 0; copied by (Paper [123], ){2}Paper [123]\b", words), path


def test_what_stands_in_an_edition_stays_and_later_news_come_at_its_end(client: TestClient, library: Library) -> None:
    ferry, cup = (story_of(library, one[0]) for one in tell_events(library))
    library.paper.stories.set_stance(ferry, Stance.MUTE)
    assert f"/story/{ferry}" not in client.get("/").text
    library.paper.stories.set_stance(ferry, Stance.FOLLOW)
    assert f"/story/{ferry}" not in client.get("/").text, "it was printed a moment ago"
    library.clock.advance(timedelta(hours=1))
    later = client.get("/").text
    assert later.index(f"/story/{cup}") < later.index(f"/story/{ferry}")
    assert "you follow this story" in later
    assert client.post("/edition").headers["location"] == "/"
    again = client.get("/").text
    assert again.index(f"/story/{ferry}") < again.index(f"/story/{cup}")


def test_editions_of_other_days_have_addresses(client: TestClient, library: Library) -> None:
    tell_events(library)
    client.get("/")
    library.clock.advance(timedelta(days=1))
    assert f'href="/edition/{NOW.date().isoformat()}"' in client.get("/").text
    earlier = client.get(f"/edition/{NOW.date().isoformat()}")
    assert "Saturday 21 November 2026" in earlier.text
    assert f"That was all: 2 of 2 stories. Printed at {NOW:%H:%M}." in earlier.text
    assert " ago<" not in earlier.text, "what is said of that day is not of this hour"
    assert client.get("/edition/2020-01-01").status_code == 404
    assert client.get("/edition/nonsense").status_code == 404


def test_stories_are_listed_with_their_outlets(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    page = client.get("/stories").text
    assert "<strong>3 outlets</strong>" in page
    assert f'href="/story/{story_of(library, ferry[0])}"' in page
    library.paper.articles.mark_read([one.id for one in ferry])
    assert client.get("/stories").text.count("Unread: ") == 1


def test_the_list_of_stories_goes_on_page_by_page(
    client: TestClient, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_events(library)
    monkeypatch.setattr("octavo.web.stories.STORIES", 1)
    first = client.get("/stories").text
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older
    second = client.get(html.unescape(older[1])).text
    assert first.count('class="headline"') == second.count('class="headline"') == 1
    assert client.get("/stories?after=nonsense").status_code == 400


def test_a_story_tells_who_was_first_and_why_each_article_is_in_it(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    page = client.get(f"/story/{story_of(library, ferry[0])}").text
    assert all(one.title in page for one in ferry)
    assert 'First: <strong dir="auto">The Elsin Courier</strong>' in page
    assert "opened the story" in page
    assert re.search(r"in common: [^<]*Aurelia", page)
    assert "3 independent outlets" in page


def test_a_copy_is_called_one_and_counted_once(client: TestClient, library: Library) -> None:
    source, other = library.source("The Elsin Courier"), library.source("Evening Post")
    text = tuple(paragraph(line) for line in LONG)
    one = library.article(
        source, "Ferry aground", url="https://a.example/1", blocks=text, published_at=NOW - timedelta(hours=3)
    )
    copy = library.article(
        other, "Ferry aground", url="https://b.example/1", blocks=text, published_at=NOW - timedelta(hours=1)
    )
    library.paper.stories.catch_up()
    page = client.get(f"/story/{story_of(library, one)}").text
    assert "1 independent outlet" in page
    assert f'the same text as <a href="#a{one.id}">The Elsin Courier</a>' in page
    assert story_of(library, copy) == story_of(library, one)
    assert f'href="/article/{copy.id}/copy"' in page


def test_it_is_shown_what_a_copy_changed(client: TestClient, library: Library) -> None:
    text = tuple(paragraph(line) for line in LONG)
    one = library.article(library.source(), "Ferry aground", url="https://a.example/1", blocks=text)
    edited = (*text[:2], paragraph(LONG[2].replace("Tuesday", "Thursday")))
    copy = library.article(
        library.source("Evening Post"),
        "FERRY ON THE ROCKS",
        url="https://b.example/1",
        blocks=edited,
        published_at=NOW,
    )
    library.paper.stories.catch_up()
    page = client.get(f"/article/{copy.id}/copy").text
    assert "<del>Tuesday</del><ins>Thursday</ins>" in page
    assert LONG[1] in page
    assert client.get(f"/article/{one.id}/copy").status_code == 404


def test_an_article_shows_who_else_tells_it(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    page = client.get(f"/article/{ferry[1].id}").text
    assert "The story: 3 outlets, 3 articles" in page
    assert ferry[0].title in page
    alone = library.article(library.source("Western Dispatch"), "Old Moss takes the sheepdog trials")
    assert "The story:" not in client.get(f"/article/{alone.id}").text


def test_an_article_shows_what_went_before_and_after(client: TestClient, library: Library) -> None:
    _, cup = tell_events(library)
    later = library.article(
        library.source("Western Dispatch"),
        "A hard winter for the hospitals of the west",
        url="https://west.example/winter",
        blocks=(
            paragraph(
                "Measles, broken wrists and a shortage of nurses: the hospitals of the western islands have had a hard "
                "winter, and the spring will not be easier, said Dr Pia Lorentz, who heads the clinic at Westing. "
                "Beds are let to visitors of relatives, operations wait eleven weeks, and a new boiler is on its way "
                "by sea. Nobody on the board wants to close a ward, and nobody can say how to keep them all open."
            ),
            paragraph(
                "Of the nine surgeons whom the clinic advertised for, two came. One of them, a keen goalkeeper, chose "
                "Westing because his brother-in-law Jonas Vell plays for Tolvey Athletic. The other likes the sea."
            ),
        ),
        published_at=NOW,
    )
    library.store.add_decision(  # of articles that grouping has not seen yet
        library.me.id, kind=DecisionKind.APART, articles=[later.id], others=[one.id for one in cup], now=NOW
    )
    library.paper.stories.catch_up()
    assert story_of(library, later) != story_of(library, cup[0])
    assert "A hard winter" in client.get(f"/article/{cup[0].id}").text
    page = client.get(f"/article/{later.id}").text
    assert "same topic" in page
    assert re.search(r"in common: [^<]*Jonas", page)
    library.paper.articles.mark_read([one.id for one in cup])
    assert "same topic" not in client.get(f"/article/{later.id}").text


def test_articles_are_taken_out_put_back_and_old_addresses_lead_on(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    story = story_of(library, ferry[0])
    reply = client.post(f"/story/{story}/split", data={"article": [str(ferry[2].id)]})
    assert (reply.status_code, reply.headers["location"]) == (303, f"/story/{story}#byhand")
    page = client.get(f"/story/{story}").text
    assert "They are a story of their own now." in page
    assert ferry[2].title not in re.sub(r"<form.*?</form>", "", page, flags=re.DOTALL)
    new = story_of(library, ferry[2])
    undo = re.search(r'action="(/story/\d+/undo/\d+)"', page)
    assert undo
    client.post(undo[1])
    assert story_of(library, ferry[2]) == story
    assert client.get(f"/story/{new}").headers["location"] == f"/story/{story}"


def test_stories_are_made_one_and_stay_one(client: TestClient, library: Library) -> None:
    ferry, cup = tell_events(library)
    story, other = story_of(library, ferry[0]), story_of(library, cup[0])
    client.post(f"/story/{other}/merge", data={"other": str(story)})
    assert {story_of(library, one) for one in (*ferry, *cup)} == {story}
    assert client.get(f"/story/{other}").headers["location"] == f"/story/{story}"
    library.paper.stories.regroup()
    assert {story_of(library, one) for one in (*ferry, *cup)} == {story}
    assert client.get(f"/story/{other}").headers["location"] == f"/story/{story}"


def test_the_same_story_is_chosen_from_the_latest_or_named_by_its_address(client: TestClient, library: Library) -> None:
    ferry, cup = tell_events(library)
    story, other = story_of(library, ferry[0]), story_of(library, cup[0])
    assert f'href="/story/{story}/merge"' in client.get(f"/story/{story}").text
    page = client.get(f"/story/{story}/merge").text
    assert re.findall(r'type="radio" name="other" value="(\d+)"', page) == [str(other)]
    client.post(f"/story/{story}/merge", data={"other": ["", f"https://paper.example/story/{other}/"]})
    assert {story_of(library, one) for one in (*ferry, *cup)} == {min(story, other)}
    for nonsense in ("", "one", "-1", "99999999999999999999", "²"):
        reply = client.post(f"/story/{story}/merge", data={"other": nonsense})
        assert (reply.status_code, "Choose the other story" in reply.text) == (400, True), nonsense


def test_a_story_of_one_article_may_be_the_same_too_and_the_most_similar_stands_first(library: Library) -> None:
    ferry, cup = tell_events(library)
    library.paper.stories.split(story_of(library, ferry[0]), [ferry[2].id])
    told = library.paper.stories.story(story_of(library, ferry[0]))
    similar = [story_of(library, ferry[2]), story_of(library, cup[0])]
    assert [one.id for one in library.paper.stories.similar(told)] == similar
    assert [one.id for one in library.paper.stories.similar(told, limit=1)] == similar[:1]


def test_an_article_that_nobody_else_tells_leads_to_the_stories_it_may_belong_in(
    client: TestClient, library: Library
) -> None:
    ferry, _ = tell_events(library)
    assert "Nobody else you follow tells this" not in client.get(f"/article/{ferry[2].id}").text
    library.paper.stories.split(story_of(library, ferry[0]), [ferry[2].id])
    page = client.get(f"/article/{ferry[2].id}").text
    assert "Nobody else you follow tells this" in page
    assert f'href="/story/{story_of(library, ferry[2])}/merge"' in page


def test_what_was_decided_says_of_which_articles(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    story = story_of(library, ferry[0])
    client.post(f"/story/{story}/split", data={"article": [str(ferry[2].id)]})
    page = client.get(f"/story/{story}").text
    decided = page[page.index('id="byhand"') :]
    assert f'<a href="/article/{ferry[2].id}"' in decided[: decided.index("Undo")]
    assert "This story is complete" in page
    client.post(f"/story/{story}/lock")
    assert "This story is complete" not in client.get(f"/story/{story}").text


def test_a_refused_form_leads_back_to_its_page(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    address = f"/story/{story_of(library, ferry[0])}"
    for referer, back in ((f"{client.base_url}{address}?x=1", f"{address}?x=1"), ("https://evil.example/a", None)):
        reply = client.post(f"{address}/split", headers={"referer": referer})
        assert re.findall(r'<a href="([^"]*)">Back to where you were', reply.text) == ([back] if back else [])
    page = client.get(f"{address}/move", headers={"referer": f"{client.base_url}{address}"})
    assert page.status_code == 400
    assert f'<a href="{address}">Back to where you were' in page.text
    assert "where you were" not in client.get("/article/99", headers={"referer": f"{client.base_url}/article/99"}).text


def test_articles_are_moved_into_another_story_and_back(client: TestClient, library: Library) -> None:
    ferry, cup = tell_events(library)
    story, other = story_of(library, ferry[0]), story_of(library, cup[0])
    assert f'formmethod="get" formaction="/story/{other}/move"' in client.get(f"/story/{other}").text
    page = client.get(f"/story/{other}/move", params={"article": [cup[0].id, 999]}).text
    assert re.findall(r'type="hidden" name="article" value="(\d+)"', page) == [str(cup[0].id)]
    assert re.findall(r'type="radio" name="other" value="(\d+)"', page) == [str(story)]
    reply = client.post(f"/story/{other}/move", data={"article": [str(cup[0].id)], "other": ["", f"/story/{story}"]})
    assert (reply.status_code, reply.headers["location"]) == (303, f"/story/{other}#byhand")
    left = client.get(f"/story/{other}").text
    assert "They are in the other story now." in left
    assert story_of(library, cup[0]) == story_of(library, ferry[0]) == story_of(library, ferry[2])
    assert story_of(library, cup[1]) == other
    library.paper.stories.regroup()
    assert (story_of(library, cup[0]), story_of(library, cup[1])) == (story, other)
    client.post(re.findall(r'action="(/story/\d+/undo/\d+)"', client.get(f"/story/{story}").text)[0])
    assert story_of(library, cup[0]) == other


def test_a_locked_story_takes_no_more(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    story = story_of(library, ferry[0])
    client.post(f"/story/{story}/lock")
    again = library.article(
        library.source("Western Dispatch"), ferry[0].title, url="https://w.example/1", blocks=ferry[0].blocks
    )
    library.paper.stories.catch_up()
    assert story_of(library, again) != story
    assert "Locked as it is" in client.get(f"/story/{story}").text


@pytest.mark.parametrize(
    ("path", "data", "status", "words"),
    [
        ("/story/{}/split", {}, 400, "Choose the articles"),
        ("/story/{}/split", {"article": "999"}, 400, "Name articles that are in this story"),
        ("/story/{}/move", {"other": "{}"}, 400, "Choose the articles"),
        ("/story/{}/move", {"article": "1", "other": ""}, 400, "Choose the other story"),
        ("/story/{}/move", {"article": "1", "other": "{}"}, 400, "in that story already"),
        ("/story/{}/move", {"article": "999", "other": "{}"}, 404, "There is no article 999"),
        ("/story/{}/merge", {"other": "{}"}, 400, "one story already"),
        ("/story/{}/merge", {"other": "999"}, 404, "There is no story 999"),
        ("/story/999/lock", {}, 404, "There is no story 999"),
        ("/story/{}/undo/999", {}, 404, "No decision 999 stands"),
    ],
)
def test_what_cannot_be_done_is_said(
    client: TestClient, library: Library, path: str, data: dict[str, str], status: int, words: str
) -> None:
    ferry, _ = tell_events(library)
    story = story_of(library, ferry[0])
    reply = client.post(path.format(story), data={name: value.format(story) for name, value in data.items()})
    assert reply.status_code == status
    assert words in reply.text


def test_stories_of_what_one_does_not_follow_are_not_there(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    story = story_of(library, ferry[0])
    for follow in library.paper.sources.list():
        library.paper.sources.unfollow(follow.source.id)
    assert client.get(f"/story/{story}").status_code == 404
    assert client.get("/story/12345").status_code == 404


def test_strangers_are_asked_to_sign_in(stranger: TestClient) -> None:
    for path in ("/", "/stories", "/story/1", "/edition/2026-11-21"):
        assert stranger.get(path).status_code in {303, 401}, path
    for path in ("/story/1/split", "/story/1/merge", "/story/1/lock", "/story/1/undo/1", "/edition"):
        assert stranger.post(path, data={"other": "2"}).status_code in {303, 401, 403}, path


@pytest.mark.parametrize("path", ["/", "/stories", "/story/1", "/article/1"])
def test_the_number_of_queries_does_not_grow_with_stories(client: TestClient, library: Library, path: str) -> None:
    tell_events(library)
    client.get(path)  # the first look prints the edition, or marks the article
    with statements() as few:
        assert client.get(path).status_code == 200
    for _ in range(3):
        tell_events(library)
    client.post("/")
    client.get(path)  # what a story says is read once for those who see it
    with statements() as many:
        assert client.get(path).status_code == 200
    assert len(many) == len(few) > 0


LONG = (
    (
        "The car ferry Aurelia struck the Tern Rocks off Skarn in thick fog early on Saturday with 212 people "
        "aboard, and all of them were taken off by lifeboats and a coastguard helicopter within three hours."
    ),
    (
        "Captain Ilse Roos had reported an engine failure ten minutes before the ship ran aground on the reef "
        "two and a half miles south-east of the harbour entrance, where three wrecks already lie."
    ),
    (
        "Divers will examine the hull when the fog lifts, and the Marren Line has cancelled all sailings "
        "between Skarn and Montrel until Tuesday at the earliest, a spokeswoman told reporters on the quay."
    ),
)
