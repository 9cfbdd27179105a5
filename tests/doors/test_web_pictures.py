"""Pictures on pages, and the addresses that answer with them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from tests.doors.web_library import ADDRESS, Library, new_library, paragraph

from octavo.model.articles import ArticleKind, Block, BlockKind, Image
from octavo.model.pictures import picture_key
from octavo.testing import ScriptedPictures
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FERRY = "https://img.press.example/ferry-aground-large.jpg?w=1800"
CREW = "https://img.press.example/the-crew-at-skarn.jpg"
BANNER = "https://img.press.example/panorama-of-skarn.jpg"
GONE = "https://img.press.example/gone-for-good.jpg"
BEACON = "https://count.example/p.gif"
WORLD = {FERRY: (1800, 1200), CREW: (900, 1350), BANNER: (2400, 400), BEACON: (1, 1)}


@pytest.fixture
def pictures() -> ScriptedPictures:
    return ScriptedPictures(WORLD)


@pytest.fixture
def library(tmp_path: Path, pictures: ScriptedPictures) -> Iterator[Library]:
    with new_library(tmp_path, pictures=pictures) as library:
        yield library


class Pictures(HTMLParser):
    """The pictures of a page, attribute by attribute."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append({name: value or "" for name, value in attrs})


def on(client: TestClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    found = Pictures(answer.text).found
    for one in found:
        addresses = [one["src"], *re.findall(r"(\S+) \d+w", one["srcset"])]
        assert all(re.fullmatch(r"/(picture|thumbnail)/\d+/[0-9a-f]{24}/\d+", address) for address in addresses)
        assert one["decoding"] == "async"
        assert one["width"]
        assert one["height"]
        assert "alt" in one
    return found


def figure(url: str, text: str = "") -> Block:
    return Block(kind=BlockKind.FIGURE, text=text, url=url)


def address(number: int, url: str, width: int = 640, kind: str = "picture") -> str:
    return f"/{kind}/{number}/{picture_key(url)}/{width}"


def test_an_article_shows_its_lead_picture_and_its_figures(client: TestClient, library: Library) -> None:
    blocks = (paragraph("The ferry ran aground."), figure(CREW, "The crew."), paragraph("Nobody was hurt."))
    image = Image(url=FERRY, width=1200, height=800, caption="The ferry.", credit="L. Haddad")
    article = library.article(library.source(), image=image, blocks=blocks)
    lead, crew = on(client, f"/article/{article.id}")
    assert lead["src"] == address(article.id, FERRY)
    assert "loading" not in lead
    assert int(lead["width"]) / int(lead["height"]) == pytest.approx(1.5, rel=0.01)
    assert crew["loading"] == "lazy"
    assert "unsized" in crew["class"]
    client.get(crew["src"])
    _, crew = on(client, f"/article/{article.id}")
    assert (crew["width"], crew["height"]) == ("900", "1350")
    assert "class" not in crew


def test_a_picture_is_answered_so_that_it_can_do_nothing_else(client: TestClient, library: Library) -> None:
    article = library.article(library.source(), image=Image(url=FERRY))
    answer = client.get(address(article.id, FERRY))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "private" in answer.headers["cache-control"]
    assert "immutable" in answer.headers["cache-control"]
    again = client.get(address(article.id, FERRY), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(address(article.id, FERRY, 160), headers={"If-None-Match": answer.headers["etag"]})
    assert other.status_code == 200


def test_nobody_makes_the_server_fetch_what_no_article_shows(
    client: TestClient, library: Library, pictures: ScriptedPictures
) -> None:
    source = library.source()
    with_picture, without = library.article(source, image=Image(url=FERRY)), library.article(source, "Other")
    for path in (
        address(without.id, FERRY),
        address(with_picture.id, CREW),
        address(9_999, FERRY),
        address(with_picture.id, FERRY, 641),
        address(with_picture.id, FERRY, 99_999),
        f"/picture/{with_picture.id}/{FERRY}/640",
        f"/picture/{with_picture.id}/{'z' * 24}/640",
        f"/picture/{with_picture.id}/..%2f..%2fetc/640",
        f"/picture/-1/{picture_key(FERRY)}/640",
    ):
        assert client.get(path).status_code == 404
    assert pictures.asked == []


def test_strangers_see_no_pictures(stranger: TestClient, library: Library, pictures: ScriptedPictures) -> None:
    article = library.article(library.source(), image=Image(url=FERRY))
    answer = stranger.get(address(article.id, FERRY))
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")
    assert pictures.asked == []


def test_a_missing_picture_is_a_few_words_and_the_page_keeps_the_caption(client: TestClient, library: Library) -> None:
    blocks = (paragraph("Text."), figure(GONE, "What was to be seen."), figure(GONE + "/2"))
    article = library.article(library.source(), image=Image(url=GONE + "/3"), blocks=blocks)
    shown = on(client, f"/article/{article.id}")
    assert len(shown) == 3
    for one in shown:
        answer = client.get(one["src"])
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/plain")
        assert len(answer.content) < 200
        assert "immutable" not in answer.headers["cache-control"]
    assert on(client, f"/article/{article.id}") == []
    page = client.get(f"/article/{article.id}").text
    assert "What was to be seen." in page
    assert page.count("<figure") == 1


def test_pictures_that_count_readers_are_neither_shown_nor_fetched(
    client: TestClient, library: Library, pictures: ScriptedPictures
) -> None:
    article = library.article(library.source(), image=Image(url=BEACON, width=1, height=1))
    assert on(client, f"/article/{article.id}") == on(client, "/latest") == []
    assert client.get(address(article.id, BEACON)).status_code == 404
    assert pictures.asked == []


def test_the_lead_picture_is_shown_once(client: TestClient, library: Library) -> None:
    source = library.source()
    rendition = FERRY.replace("/ferry", "/400/ferry").replace("1800", "400")
    for again in (figure(FERRY), figure(rendition, "Seen from Skarn."), figure(CREW, "The ferry.")):
        image = Image(url=FERRY, caption="The ferry.")
        article = library.article(source, image=image, blocks=(paragraph("Text."), again, paragraph("More.")))
        (lead,) = on(client, f"/article/{article.id}")
        assert lead["src"] == address(article.id, FERRY)


def test_a_gallery_shows_all_its_pictures_in_their_places(client: TestClient, library: Library) -> None:
    blocks = (figure(FERRY, "One."), figure(CREW, "Two."), figure(BANNER, "Three."))
    article = library.article(library.source(), kind=ArticleKind.GALLERY, image=Image(url=FERRY), blocks=blocks)
    shown = on(client, f"/article/{article.id}")
    assert [one["src"] for one in shown] == [address(article.id, url) for url in (FERRY, CREW, BANNER)]


def test_lists_show_small_pictures_where_there_are_good_ones(client: TestClient, library: Library) -> None:
    source = library.source()
    good = library.article(source, "Good", image=Image(url=FERRY))
    library.article(source, "None")
    library.article(source, "Emblem", image=Image(url="https://press.example/sites/default/files/logo.png"))
    library.article(source, "Banner", image=Image(url=BANNER, width=2400, height=400))
    library.article(source, "The same again", image=Image(url=FERRY))
    for path in ("/latest", "/unread", f"/source/{source.id}"):
        (only,) = on(client, path)
        assert only["src"] == address(good.id, FERRY, 320, "thumbnail")
        assert only["loading"] == "lazy"


def test_related_articles_are_offered_with_their_pictures(client: TestClient, library: Library) -> None:
    source = library.source()
    here, there = library.article(source, "Here"), library.article(source, "There", image=Image(url=FERRY))
    library.store.relate(here.id, there.id, reason="Listed beside it.")
    (only,) = on(client, f"/article/{here.id}")
    assert only["src"] == address(there.id, FERRY, 320, "thumbnail")


def test_what_turns_out_to_be_a_banner_is_not_cut(client: TestClient, library: Library) -> None:
    article = library.article(library.source(), image=Image(url=BANNER))
    assert len(on(client, "/latest")) == 1
    assert client.get(address(article.id, BANNER, 320, "thumbnail")).status_code == 404
    assert client.get(address(article.id, BANNER, 320)).status_code == 200
    assert on(client, "/latest") == []
    assert len(on(client, f"/article/{article.id}")) == 1


def test_an_earlier_version_shows_its_own_pictures(client: TestClient, library: Library) -> None:
    source = library.source()
    article, _ = (
        library.article(source, url="https://press.example/1", blocks=(paragraph(url), figure(url, "Seen.")))
        for url in (CREW, BANNER)
    )
    (first,) = on(client, f"/article/{article.id}/revisions/1")
    (second,) = on(client, f"/article/{article.id}/revisions/2")
    assert first["src"] == address(article.id, CREW)
    assert second["src"] == address(article.id, BANNER)
    assert client.get(first["src"]).status_code == client.get(second["src"]).status_code == 200


def test_without_pictures_pages_are_as_whole_as_before(tmp_path: Path) -> None:
    with new_library(tmp_path / "other") as library:
        article = library.article(library.source(), image=Image(url=FERRY, caption="The ferry."))
        app = create_app(library.paper, public_url=ADDRESS)
        with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
            client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link()}")
            assert on(client, "/latest") == on(client, f"/article/{article.id}") == []
            assert "The ferry." in client.get(f"/article/{article.id}").text
            assert client.get(address(article.id, FERRY)).status_code == 404


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:image/png;base64,AAAA", '"><script>', "http://[", "\x00"])
def test_what_is_no_address_is_no_picture(client: TestClient, library: Library, url: str) -> None:
    article = library.article(library.source(), image=Image(url=url), blocks=(paragraph("Text."), figure(url, "Seen.")))
    assert on(client, f"/article/{article.id}") == on(client, "/latest") == []


@pytest.mark.parametrize(
    ("alt", "caption", "read_out"),
    [
        (
            "A ferry on rocks, two lifeboats beside it",
            "The Aurelia on Monday.",
            "A ferry on rocks, two lifeboats beside it",
        ),
        ("The Aurelia on Monday", "The Aurelia on Monday.", ""),
        ("A ferry on rocks", "", "A ferry on rocks"),
        (None, "The Aurelia on Monday.", ""),
        ('"><script>alert(1)</script>', "", '"><script>alert(1)</script>'),
    ],
)
def test_a_picture_is_read_out_as_its_publisher_says_unless_the_caption_says_so(
    client: TestClient, library: Library, alt: str | None, caption: str, read_out: str
) -> None:
    blocks = (paragraph("The ferry is late."), Block(kind=BlockKind.FIGURE, text=caption, url=CREW, alt=alt))
    library.article(library.source(), image=Image(url=FERRY, caption=caption or None, alt=alt), blocks=blocks)
    assert {one["alt"] for one in on(client, "/article/1")} == {read_out}
    assert all(one["alt"] == "" for one in on(client, "/latest"))
