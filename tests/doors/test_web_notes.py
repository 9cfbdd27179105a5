"""Notes and places in articles, through the web door and in a terminal."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from tests.doors.events import tell_events
from tests.doors.web_library import NOW, paragraph

from octavo.cli.group import octavo
from octavo.kit.stretches import Stretch
from octavo.model.articles import Block, BlockKind, Span, SpanKind
from octavo.model.ids import ArticleId
from octavo.model.notes import NoteId, NoteKind

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library

    from octavo.model.articles import Article

ONE = "The ferry is late. Nobody knows why."
TWO = "It rains in Elsin."
LINK = Span(kind=SpanKind.LINK, start=4, end=9, url="https://ferry.example/")
BLOCKS = (paragraph(ONE, spans=(LINK,)), paragraph(TWO), Block(kind=BlockKind.QUOTE, text="“So it goes.”"))


@pytest.fixture
def article(library: Library) -> Article:
    return library.article(library.source(), blocks=BLOCKS)


def marked(page: str) -> list[tuple[str, str]]:
    """The classes and words of each mark on a page."""
    return re.findall(r'<mark class="(noted[^"]*)"[^>]*>([^<]*)', page)


def say(client: TestClient, article: Article, place: str, **more: str) -> str:
    reply = client.post(f"/article/{article.id}/notes", data={"place": place, **more})
    assert reply.status_code == 303, reply.text
    return str(reply.headers["location"])


def test_words_are_marked_in_the_text_with_links_both_ways(client: TestClient, article: Article) -> None:
    assert say(client, article, "0.19-0.36", body="*Who* does?") == f"/article/{article.id}#note-1"
    page = client.get(f"/article/{article.id}").text
    assert marked(page) == [("noted-highlight", "Nobody knows why.")]
    assert 'id="n1"' in page
    assert 'href="#note-1"' in page
    assert '<li class="kept" id="note-1">' in page
    assert 'href="#n1">Nobody knows why.</a>' in page
    assert page.count("<em>Who</em> does?") == 2
    content = page.partition("<main")[2]
    assert content.index("Nobody knows why.") < content.index("<em>Who</em>") < content.index(TWO)


def test_notes_over_blocks_links_and_each_other(client: TestClient, article: Article) -> None:
    say(client, article, "0.4-1.8")
    say(client, article, "0.10-0.17", kind="doubt")
    page = client.get(f"/article/{article.id}").text
    assert marked(page) == [
        ("noted-highlight", "ferry"),
        ("noted-highlight", " "),
        ("noted-highlight noted-doubt", "is late"),
        ("noted-highlight", "."),
        ("noted-highlight", " "),
        ("noted-highlight", "Nobody knows why."),
        ("noted-highlight", "It rains"),
    ]
    assert page.count('class="to-note"') == 2
    say(client, article, "0.4-0.9")
    page = client.get(f"/article/{article.id}").text
    assert 'ferry</mark></span></a><a class="to-note"' in page


def test_a_note_follows_its_words_into_a_later_version_or_stays_where_they_stood(
    client: TestClient, library: Library, article: Article
) -> None:
    say(client, article, "0.0-0.18")
    say(client, article, "1.0-1.18", body="Always.")
    later = (paragraph("First, the weather."), paragraph(f"{ONE} Still."), paragraph("It pours in Elsin."))
    library.article(library.store.sources()[0], blocks=later, url=article.url)
    page = client.get(f"/article/{article.id}").text
    assert "".join(words for _, words in marked(page)) == "The ferry is late."
    assert "the words were changed since" in page
    assert f'href="/article/{article.id}/revisions/1#n2"' in page
    assert "Always." in page
    old = client.get(f"/article/{article.id}/revisions/1").text
    assert 'id="n2"' in old
    assert "It rains in Elsin." in old


def test_a_note_is_changed_deleted_and_put_back(client: TestClient, article: Article) -> None:
    say(client, article, "1.0-1.8")
    client.post("/note/1", data={"kind": "look up", "body": "How much?"})
    page = client.get("/note/1").text
    assert 'value="look up" checked' in page
    assert "How much?</textarea>" in page
    assert 'class="note"' not in page
    reply = client.post("/note/1/delete", data={"next": f"/article/{article.id}"})
    assert reply.headers["location"] == f"/article/{article.id}#notes"
    page = client.get(f"/article/{article.id}").text
    assert marked(page) == []
    assert "Put it back" in page
    assert "Put it back" in client.get("/note/1").text
    client.post("/note/1/restore")
    assert marked(client.get(f"/article/{article.id}").text) == [("noted-look-up", "It rains")]


def test_what_was_deleted_long_ago_is_not_offered_and_at_last_forgotten(
    client: TestClient, library: Library, article: Article
) -> None:
    say(client, article, "1.0-1.8")
    client.post("/note/1/delete")
    library.clock.advance(timedelta(hours=2))
    assert "Put it back" not in client.get("/notes").text
    library.clock.advance(timedelta(days=31))
    library.paper.notes.delete(library.paper.notes.add(article.id, quote="rains").id)
    assert [library.store.note(library.me.id, NoteId(n)) is None for n in (1, 2)] == [True, False]


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        ("", 400, "Choose them in the article again"),
        ("0.0-0.0", 400, "Choose some words"),
        ("0.5-0.2", 400, "Choose them in the article again"),
        ("0.18-0.19", 400, "Choose some words"),
        ("0.0-0.999", 400, "not in the article"),
        ("9.0-9.1", 400, "not in the article"),
    ],
)
def test_a_place_that_is_none_is_a_sentence(
    client: TestClient, article: Article, place: str, status: int, words: str
) -> None:
    reply = client.post(f"/article/{article.id}/notes", data={"place": place}, headers={"accept": "application/json"})
    assert (reply.status_code, words in reply.json()["sentence"]) == (status, True)


def test_too_much_and_what_is_not_there_is_told(client: TestClient, library: Library, article: Article) -> None:
    long = library.article(library.store.sources()[0], blocks=(paragraph("word " * 2_000),))
    reply = client.post(f"/article/{long.id}/notes", data={"place": "0.0-0.9000"})
    assert "choose fewer words" in reply.text
    reply = client.post(f"/article/{article.id}/notes", data={"place": "1.0-1.8", "body": "x" * 10_001})
    assert "at most 10,000 characters" in reply.text
    assert client.post("/article/99/notes", data={"place": "0.0-0.3"}).status_code == 404
    assert client.post(f"/article/{article.id}/notes", data={"place": "0.0-0.3", "revision": "7"}).status_code == 404
    for path in ("/note/9", "/note/9/delete", "/note/9/restore"):
        assert client.post(path, data={"kind": "doubt"}).status_code == 404
    assert library.store.count_notes(library.me.id) == 0


def test_every_sentence_can_be_marked_without_a_script(client: TestClient, article: Article) -> None:
    page = client.get(f"/discussion/article/{article.id}/sentences").text
    places = re.findall(r'form="marking" name="place" value="([^"]+)"', page)
    assert places == ["0.0-0.18", "0.19-0.36", "1.0-1.18", "2.0-2.13"]
    link = re.findall(r'href="(/article/\d+/notes/new[^"]+)"', page)[1].replace("&amp;", "&")
    form = client.get(link).text
    assert "Nobody knows why.</blockquote>" in form
    assert 'name="place" value="0.19-0.36"' in form
    say(client, article, places[3])
    assert marked(client.get(f"/article/{article.id}").text) == [("noted-highlight", "“So it goes.”")]


def test_notes_are_listed_found_and_turned(client: TestClient, library: Library, article: Article) -> None:
    assert "No notes yet" in client.get("/notes").text
    other = library.article(library.store.sources()[0], "Pier closed", blocks=(paragraph("The pier is closed. " * 60),))
    for n in range(55):
        say(client, other, f"0.{n * 20}-0.{n * 20 + 8}")
    say(client, article, "1.0-1.8", body="Umbrella!")
    page = client.get("/notes").text
    assert page.count('class="kept"') == 50
    assert page.index("Umbrella!") < page.index("The pier")
    older = re.findall(r'rel="next" href="([^"]+)"', page)[0]
    assert client.get(older).text.count('class="kept"') == 6
    assert client.get("/notes", params={"q": "UMBRELLA ferry"}).text.count('class="kept"') == 1
    assert "No note says that" in client.get("/notes", params={"q": "zebra"}).text
    assert client.get("/notes", params={"article": other.id}).text.count('class="kept"') == 50
    assert client.get("/notes", params={"story": 99}).status_code == 404


def test_a_page_costs_the_same_however_many_notes_there_are(
    client: TestClient, library: Library, article: Article
) -> None:
    def queries() -> int:
        statements: list[str] = []
        engine = library.store._database.engine  # type: ignore[attr-defined]

        def heard(*said: object) -> None:
            statements.append(str(said[2]))

        sa.event.listen(engine, "before_cursor_execute", heard)
        for path in (f"/article/{article.id}", "/notes", "/latest"):
            assert client.get(path).status_code == 200
        sa.event.remove(engine, "before_cursor_execute", heard)
        return len(statements)

    say(client, article, "0.0-0.3", body="One.")
    queries()
    before = queries()
    for end in range(4, 30):
        say(client, article, f"0.0-0.{end}", body="More.")
    assert queries() == before


def test_a_story_shows_the_notes_on_its_articles(client: TestClient, library: Library) -> None:
    ferry, _ = tell_events(library)
    story = library.store.placements([ferry[0].id])[0].story
    assert 'id="notes"' not in client.get(f"/story/{story}").text
    noted = library.paper.notes.add(ferry[0].id, quote=ferry[0].blocks[0].text[:20], body="Mine alone.")
    page = client.get(f"/story/{story}").text
    assert "Mine alone." in page
    assert f'href="/article/{ferry[0].id}#note-{noted.id}"' in page
    assert client.get(f"/notes?story={story}").text.count('class="kept"') == 1


def test_words_are_explained_only_where_a_model_is(client: TestClient, article: Article) -> None:
    assert ">Explain<" not in client.get(f"/article/{article.id}").text
    assert "No language model is set" in client.post(f"/article/{article.id}/explain", data={"term": "Elsin"}).text


def test_notes_leave_with_their_citations(client: TestClient, article: Article) -> None:
    say(client, article, "0.10-1.8", body="*Who* does?", kind="doubt")
    reply = client.get("/notes.md")
    assert "attachment" in reply.headers["content-disposition"]
    assert reply.text == (
        "# Notes\n\n## Ferry aground off Skarn\n\nThe Elsin Courier, 21 November 2026  \n<https://press.example/1>\n\n"
        "> is late. Nobody knows why.\n>\n> It rains\n\n*Who* does?\n\n*Doubt, 21 November 2026*\n"
    )
    (data,) = client.get("/notes.json").json()
    assert data["quote"] == "is late. Nobody knows why.\n\nIt rains"
    assert (data["note"], data["kind"]) == ("*Who* does?", "doubt")
    assert data["citation"] == {
        "title": "Ferry aground off Skarn",
        "outlet": "The Elsin Courier",
        "published_at": (NOW - timedelta(minutes=1)).isoformat(),
        "precision": "second",
        "url": "https://press.example/1",
        "language": "en",
        "article": article.id,
        "revision": 1,
        "start": {"block": 0, "at": 10},
        "end": {"block": 1, "at": 8},
    }


def test_notes_are_nobody_elses(client: TestClient, library: Library, article: Article) -> None:
    other = library.paper.as_user(library.paper.accounts.add("bea"))
    other.notes.add(article.id, quote="It rains", body="Secret.")
    assert marked(client.get(f"/article/{article.id}").text) == []
    assert "Secret." not in client.get("/notes").text + client.get("/notes.md").text
    assert client.get("/note/1").status_code == 404
    assert client.post("/note/1/delete").status_code == 404


def test_a_note_keeps_its_words_when_its_article_goes(client: TestClient, library: Library, article: Article) -> None:
    say(client, article, "1.0-1.8")
    with library.store._database.writing() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("DELETE FROM articles")
    page = client.get("/notes").text
    assert "It rains" in page
    assert "no longer in the library" in page
    assert client.post("/note/1", data={"kind": "doubt", "body": "Gone."}).headers["location"] == "/notes"


def test_hostile_notes_and_articles_make_no_markup(client: TestClient, library: Library) -> None:
    nasty = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    article = library.article(library.source(nasty), nasty, blocks=(paragraph(nasty),))
    say(client, article, f"0.0-0.{len(nasty)}", body=f"{nasty} [x](javascript:alert(1))")
    for path in (f"/article/{article.id}", "/notes", "/note/1", f"/notes?q={nasty}"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page
    assert "\n> \\<script\\>alert(1)" in client.get("/notes.md").text


def test_a_place_is_kept_until_the_article_is_finished(client: TestClient, library: Library, article: Article) -> None:
    def stop(share: int) -> int:
        return client.post(f"/article/{article.id}/place", data={"sentence": "s0-25", "share": share}).status_code

    assert "Go on where you stopped" not in client.get(f"/article/{article.id}").text
    assert stop(42) == 204
    page = client.get(f"/article/{article.id}").text
    assert '<a href="#s0-19">Go on where you stopped</a>' in page
    assert "42% read" in page
    assert "half read" in client.get("/latest").text
    assert stop(97) == 204
    assert "Go on where you stopped" not in client.get(f"/article/{article.id}").text
    assert library.store.reading_place(library.me.id, article.id) is None
    assert client.post("/article/99/place", data={"sentence": "s0-0", "share": 40}).status_code == 404
    assert client.post(f"/article/{article.id}/place", data={"sentence": "top", "share": 40}).status_code == 400


def test_an_article_that_runs_from_right_to_left_says_so(client: TestClient, library: Library) -> None:
    source = library.source()
    arabic = library.article(source, "وصلت العبّارة", blocks=(paragraph("قال Reuters إن العبّارة وصلت."),), language=None)
    english = library.article(source, "The ferry العبّارة", blocks=(paragraph("It came."),))
    assert '<div class="text" dir="rtl"' in client.get(f"/article/{arabic.id}").text
    assert '<div class="text" dir="ltr"' in client.get(f"/article/{english.id}").text


def test_a_library_user_notes_by_words(library: Library, article: Article) -> None:
    made = library.paper.notes.add(article.id, quote="Nobody   knows", kind=NoteKind.LOOK_UP, body="Ask.")
    assert (made.quote, made.at) == ("Nobody knows", Stretch(block=0, start=19, last=0, end=31))
    assert library.paper.notes.edit(made.id, body="Asked.").kind is NoteKind.LOOK_UP
    found = library.paper.notes.listing("asked", article=ArticleId(article.id))
    assert [one.note.body for one in found.notes] == ["Asked."]


def test_the_terminal_lists_and_exports(tmp_path: Path, library: Library, article: Article) -> None:
    library.paper.notes.add(article.id, quote="It rains", body="Umbrella [bold]!")

    def run(*words: str) -> str:
        place = ["--library", str(tmp_path / "news.db"), "notes", *words]
        result = CliRunner().invoke(octavo, place, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    assert "“It rains”\n   Umbrella [bold]!\n" in run()
    assert "No notes." in run("zebra")
    assert run("--markdown", "--article", str(article.id)).startswith("# Notes\n\n## Ferry aground")
    assert json.loads(run("--json", "umbrella"))[0]["quote"] == "It rains"
