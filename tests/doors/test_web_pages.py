"""Every page shows what it should."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.doors.web_library import NOW, paragraph

from octavo.model.articles import Block, BlockKind, Image, Precision, Span, SpanKind
from octavo.model.sources import SourceKind

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library


def rows_of(html: str) -> list[int]:
    return [int(n) for n in re.findall(r'<li class="row[^"]*" id="a(\d+)"', html)]


def test_without_sources_everything_leads_to_the_beginning(client: TestClient) -> None:
    assert 'action="/welcome/packs"' in client.get("/").text
    html = client.get("/latest").text
    assert 'href="/welcome"' in html
    assert 'action="/sources/look"' in client.get("/sources").text
    assert "octavo add" in html
    assert "octavo demo" in html


def test_the_front_page_lists_new_to_old_with_source_and_age(client: TestClient, library: Library) -> None:
    courier = library.source()
    first, second = library.articles(courier, 2)
    html = client.get("/latest").text
    assert rows_of(html) == [first.id, second.id]
    assert "The Elsin Courier" in html
    assert (
        '<time datetime="2026-11-21T18:29:00Z" title="Saturday 21 November 2026, 18:29 UTC">1 minute ago</time>' in html
    )
    assert "Today" in html


def test_paging_by_cursor_shows_each_article_once(client: TestClient, library: Library) -> None:
    articles = library.articles(library.source(), 95)
    seen: list[int] = []
    page: str | None = "/latest"
    while page:
        html = client.get(page).text
        seen += rows_of(html)
        older = re.search(r'<a class="older" rel="next" href="([^"]+)"', html)
        page = older[1] if older else None
    assert seen == [a.id for a in articles]


@pytest.mark.parametrize("after", ["x", "1", "9" * 30 + "-1", "-99999999999999999-1", "1-2-3", "-", "<script>"])
def test_a_broken_cursor_is_a_sentence(client: TestClient, after: str) -> None:
    reply = client.get("/latest", params={"after": after})
    assert reply.status_code == 400
    assert "names no place in a list" in reply.text


def test_unread_starred_and_source_lists(client: TestClient, library: Library) -> None:
    courier, post = library.source(), library.source("Evening Post")
    read, starred = library.articles(courier, 2)
    other = library.article(post)
    library.paper.articles.mark_read([read.id])
    library.paper.articles.star([starred.id])
    assert rows_of(client.get("/unread").text) == [starred.id, other.id]
    assert rows_of(client.get("/starred").text) == [starred.id]
    assert rows_of(client.get(f"/source/{courier.id}").text) == [read.id, starred.id]


@pytest.mark.parametrize(
    ("path", "words"), [("/unread", "You have read everything"), ("/starred", "Nothing is starred")]
)
def test_empty_shelves_teach(client: TestClient, library: Library, path: str, words: str) -> None:
    library.source()
    assert words in client.get(path).text


@pytest.mark.parametrize("path", ["/ask", "/search?q=ferry", "/progress", "/topics", "/latest", "/unread"])
def test_who_follows_nothing_is_led_to_the_beginning_wherever_they_look(client: TestClient, path: str) -> None:
    html = client.get(path).text
    assert '<a class="first-step" href="/welcome">Begin here</a>' in html
    assert "0 sources" not in html


def test_the_page_of_a_source_leads_to_its_site_and_names_it_once(client: TestClient, library: Library) -> None:
    courier = library.source()
    library.articles(courier, 2)
    named = '<a class="source" href="/source/'
    html = client.get(f"/source/{courier.id}").text
    assert named not in html
    assert ">0.example</a>" in html
    assert client.get("/latest").text.count(named) == 2


def test_a_source_without_articles_says_whether_they_are_on_their_way(client: TestClient, library: Library) -> None:
    courier = library.source()
    html = client.get(f"/source/{courier.id}").text
    assert "Articles appear here as they are fetched." in html
    assert html.count("Fetch now") == 1, "the page has one button for one deed"
    assert "Fetch now</button></p>" in client.get("/latest").text


def test_read_and_starred_are_told_in_words_too(client: TestClient, library: Library) -> None:
    article = library.article(library.source())
    library.paper.articles.star([article.id])
    html = client.get("/latest").text
    assert '<span class="unseen news" dir="ltr">Unread: </span>' in html
    assert re.search(r'data-mark="star" aria-pressed="true"', html)
    assert re.search(r'data-mark="read" aria-pressed="false"', html)


def test_a_source_that_fails_says_why(client: TestClient, library: Library) -> None:
    courier = library.source()
    library.failed(courier, "The server answers with an error: wait.")
    for path in (f"/source/{courier.id}", "/sources"):
        html = client.get(path).text
        assert "The server answers with an error: wait." in html
        assert "Failed 3 times in a row." in html
        assert "Next try in 2 hours." in html


def test_a_source_nobody_follows_is_not_found(client: TestClient, library: Library) -> None:
    courier = library.source()
    library.paper.sources.unfollow(courier.id)
    assert client.get(f"/source/{courier.id}").status_code == 404


def test_opening_an_article_marks_it_read_and_looking_ahead_does_not(client: TestClient, library: Library) -> None:
    article = library.article(library.source())
    client.get(f"/article/{article.id}", headers={"sec-purpose": "prefetch;prerender"})
    assert library.paper.articles.mark(article.id).read_at is None
    assert client.get(f"/article/{article.id}").status_code == 200
    assert library.paper.articles.mark(article.id).read_at is not None


def test_the_reading_page_renders_every_kind_of_block(client: TestClient, library: Library) -> None:
    blocks = (
        Block(kind=BlockKind.FIGURE, text="The ferry", credit="Photo: L. Haddad", url="https://press.example/a.jpg"),
        paragraph(
            "See the report now",
            spans=(
                Span(kind=SpanKind.LINK, start=4, end=14, url="https://press.example/report?a=1&b=2"),
                Span(kind=SpanKind.STRONG, start=8, end=18),
            ),
        ),
        Block(kind=BlockKind.HEADING, text="A heading", level=3),
        Block(kind=BlockKind.LIST_ITEM, text="one", level=1),
        Block(kind=BlockKind.LIST_ITEM, text="inside", level=2, ordered=True),
        Block(kind=BlockKind.LIST_ITEM, text="two", level=1),
        Block(kind=BlockKind.QUOTE, text="We counted heads."),
        Block(kind=BlockKind.TABLE, text="Town\tHomes\nSkarn\t4,100"),
        Block(kind=BlockKind.PREFORMATTED, text="a  b\n  c"),
        Block(kind=BlockKind.CORRECTION, text="An earlier version said 214."),
        Block(kind=BlockKind.LIVE_ENTRY, text="Last man off", at=NOW),
        paragraph("The ship is empty."),
    )
    article = library.article(library.source(), blocks=blocks, byline=("Ann A", "Ben B", "Cy C"), section="Home")
    page = client.get(f"/article/{article.id}").text
    assert '<span id="s1-0" data-s="s1-0">See </span>' in page, "a sentence has an address"
    html = re.sub(r'<span[^>]* data-s="[^"]*">(.*?)</span>', r"\1", re.sub(r">\s+<", "><", page))
    assert "<figcaption>The ferry <span" in html
    assert "<img" not in html
    rel = 'rel="noopener noreferrer nofollow" referrerpolicy="no-referrer"'
    link = f'<a href="https://press.example/report?a=1&amp;b=2" {rel}>'
    assert f"See {link}the <strong>report</strong></a><strong> now</strong>" in html
    assert '<h3 dir="auto">A heading</h3>' in html
    assert "<ul><li>one<ol><li>inside</li></ol></li><li>two</li></ul>" in html
    assert '<blockquote><p dir="auto">We counted heads.</p></blockquote>' in html
    assert '<th scope="col">Town</th>' in html
    assert "<td>4,100</td>" in html
    assert "a  b\n  c</pre>" in html
    assert re.search(r'<aside class="correction"[^>]*><p>An earlier version said 214.', html)
    assert '>18:30</time></p><h2 dir="auto">Last man off</h2><p dir="auto">The ship is empty.</p></section>' in html
    assert "By Ann A, Ben B and Cy C" in html


def test_the_lead_picture_is_words_only(client: TestClient, library: Library) -> None:
    image = Image(url="https://press.example/a.jpg", caption="On the rocks", credit="L. Haddad")
    article = library.article(library.source(), image=image)
    html = client.get(f"/article/{article.id}").text
    assert "On the rocks" in html
    assert "<img" not in html


def test_a_part_of_an_article_says_so_and_leads_on(client: TestClient, library: Library) -> None:
    article = library.article(library.source(), partial="The rest is for subscribers.")
    html = client.get(f"/article/{article.id}").text
    assert "This is only a part." in html
    assert "The rest is for subscribers." in html
    assert "Read on at press.example" in html


def test_a_changed_article_shows_its_versions(client: TestClient, library: Library) -> None:
    courier = library.source()
    url = "https://press.example/changing"
    first = library.article(courier, "Ferry with 214 aboard", url=url)
    library.article(courier, "Ferry with 212 aboard", url=url)
    html = client.get(f"/article/{first.id}").text
    assert "Changed once" in html
    assert f"/article/{first.id}/revisions/1" in html
    old = client.get(f"/article/{first.id}/revisions/1")
    assert "Ferry with 214 aboard" in old.text
    assert "Version 1 of 2" in old.text
    assert client.get(f"/article/{first.id}/revisions/3").status_code == 404


def test_what_a_version_changed_is_marked_in_its_sentences(client: TestClient, library: Library) -> None:
    courier = library.source()
    url = "https://press.example/changing"
    first = library.article(courier, "Ferry with 214 aboard", url=url)
    library.article(courier, "Ferry with 212 aboard", url=url)
    assert f'href="/article/{first.id}/changes/2"' in client.get(f"/article/{first.id}").text
    html = client.get(f"/article/{first.id}/changes/2").text
    assert "<del>214</del>" in html
    assert "<ins>212</ins>" in html
    for number in (1, 3):
        assert client.get(f"/article/{first.id}/changes/{number}").status_code == 404


def test_related_articles_come_with_reasons(client: TestClient, library: Library) -> None:
    one, two = library.articles(library.source(), 2)
    library.store.relate(one.id, two.id, reason="listed as related on the captured page")
    html = client.get(f"/article/{one.id}").text
    assert "listed as related on the captured page" in html
    assert f'href="/article/{two.id}"' in html


def test_a_clipping_names_its_publisher(client: TestClient, library: Library) -> None:
    box = library.source("Clippings", SourceKind.CLIPPINGS)
    article = library.article(box, url=None, publisher="South China Morning Post")
    html = client.get(f"/article/{article.id}").text
    assert "South China Morning Post" in html
    assert "data-original" not in html
    assert client.get(f"/article/{article.id}/original").status_code == 404


def test_the_original_is_a_redirect_without_referrer(client: TestClient, library: Library) -> None:
    article = library.article(library.source())
    reply = client.get(f"/article/{article.id}/original")
    assert (reply.status_code, reply.headers["location"]) == (303, article.url)
    assert reply.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("precision", "machine", "exact"),
    [
        (Precision.DAY, "2026-11-20", "Friday 20 November 2026"),
        (Precision.WEEK, "2026-W47", "in the week of 16 November 2026"),
        (Precision.MONTH, "2026-11", "November 2026"),
        (Precision.YEAR, "2026", "2026"),
        (Precision.HOUR, "2026-11-20", "Friday 20 November 2026, around 18:00 UTC"),
    ],
)
def test_times_are_as_exact_as_they_are_known(
    client: TestClient, library: Library, precision: Precision, machine: str, exact: str
) -> None:
    article = library.article(library.source(), published_at=NOW - timedelta(days=1, minutes=13), precision=precision)
    for path in ("/latest", f"/article/{article.id}"):
        html = client.get(path).text
        assert f'<time datetime="{machine}" title="{exact}">' in html
        assert "18:17" not in html


def test_an_article_without_a_date_says_when_it_was_found(client: TestClient, library: Library) -> None:
    article = library.article(library.source(), published_at=None)
    assert "found" in client.get("/latest").text
    assert "No date given, found" in client.get(f"/article/{article.id}").text


def test_foreign_text_is_marked_as_such(client: TestClient, library: Library) -> None:
    article = library.article(library.source(), "العبّارة", language="ar")
    html = client.get(f"/article/{article.id}").text
    assert '<h1 dir="auto" lang="ar">' in html
    assert "Arabic" in html


def test_search_highlights_and_pages(client: TestClient, library: Library) -> None:
    library.articles(library.source(), 25)
    html = client.get("/search", params={"q": "ferry"}).text
    assert "<strong>25</strong> articles" in html
    assert "<mark>ferry</mark>" in html
    more = re.search(r'<a class="older" rel="next" href="([^"]+)"', html)
    assert more
    assert len(rows_of(client.get(more[1].replace("&amp;", "&")).text)) == 5


def test_search_for_nothing_and_in_vain(client: TestClient, library: Library) -> None:
    library.source()
    assert "Search what you follow" in client.get("/search").text
    assert "Nothing found" in client.get("/search", params={"q": "zeppelin"}).text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/latest",
        "/topics",
        "/unread",
        "/starred",
        "/sources",
        "/sources?sort=activity",
        "/source/1",
        "/folder/1",
        "/folder/1/unread",
        "/welcome",
        "/progress",
        "/article/1",
    ],
)
def test_the_number_of_queries_does_not_grow_with_rows(client: TestClient, library: Library, path: str) -> None:
    def statements() -> int:
        seen: list[str] = []

        def count(*args: object) -> None:
            seen.append(str(args[2]))

        event.listen(Engine, "before_cursor_execute", count)
        try:
            assert client.get(path).status_code == 200
        finally:
            event.remove(Engine, "before_cursor_execute", count)
        return len(seen)

    courier = library.source()
    first, second = library.articles(courier, 2)
    library.paper.sources.put(courier.id, "World")
    library.paper.articles.star([first.id])
    library.store.relate(first.id, second.id, reason="the same event")
    client.get(path)  # opening an article for the first time writes its mark
    few = statements()
    for _ in range(10):
        another = library.source()
        library.paper.sources.put(another.id, "World")
        more = library.articles(another, 3)
        library.paper.articles.star([a.id for a in more])
        for article in more:
            library.store.relate(first.id, article.id, reason="the same event")
    library.articles(courier, 20)
    assert statements() == few > 0


@pytest.mark.parametrize(
    "path", ["/nowhere", "/article/99999", "/article/x", "/article/0", "/article/99999999999999999999", "/source/7"]
)
def test_what_is_not_there_is_a_page(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 404
    assert "<h1>Not in this paper</h1>" in reply.text
    assert '<a href="/">The front page</a>' in reply.text
    assert 'aria-label="Lists"' in reply.text, "who is signed in keeps their lists"


def test_who_is_not_signed_in_gets_a_bare_page_of_what_is_not_there(client: TestClient) -> None:
    client.cookies.clear()
    reply = client.get("/nowhere")
    assert reply.status_code == 404
    assert 'aria-label="Lists"' not in reply.text
    assert '<a href="/sign-in">Sign in</a>' in reply.text


def test_the_address_of_a_button_says_that_there_is_nothing_to_show(client: TestClient) -> None:
    reply = client.get("/mark-all-read")
    assert reply.status_code == 405
    assert "A button leads here" in reply.text


def test_an_article_is_read_for_its_insights_once_and_its_mark_is_written_once(
    client: TestClient, library: Library
) -> None:
    article = library.article(library.source())
    assert library.store.explained([article.id]) == ()
    client.get(f"/article/{article.id}")
    (kept,) = library.store.explained([article.id])
    assert kept.revision == article.revision
    first = library.paper.articles.mark(article.id).read_at
    library.clock.advance(timedelta(hours=1))
    client.get(f"/article/{article.id}")
    assert library.paper.articles.mark(article.id).read_at == first
