"""Lists of feeds as other readers hand them on."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.kit.text import clean_line
from octavo.model.errors import InvalidInput
from octavo.model.following import SourceList, Wanted
from octavo.sourcing import LARGEST_OPML, is_opml, read_opml, write_opml

NOW = datetime(2026, 6, 13, 20, tzinfo=UTC)


def opml(body: str, *, declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{declaration}<opml version="2.0"><head><title>Mine</title></head><body>{body}</body></opml>'.encode()


def told(found: SourceList) -> list[tuple[str, str, str | None]]:
    return [(one.url, one.title, one.folder) for one in found.feeds]


DIALECTS = {
    "FreshRSS": """<outline text="World"><outline text="Tide" type="rss"
        xmlUrl="https://tide.example/feed" htmlUrl="https://tide.example/"
        frss:priority="main" xmlns:frss="https://freshrss.org/opml"/>
        </outline>""",
    "Miniflux": """<outline text="World"><outline title="Tide" text="Tide" xmlUrl="https://tide.example/feed"
        htmlUrl="https://tide.example/" description=""></outline></outline>""",
    "Feedly": """<outline text="World" title="World"><outline type="rss" text="Tide" title="Tide"
        xmlUrl="https://tide.example/feed" htmlUrl="https://tide.example/"/></outline>
        <outline text="Best" title="Best"><outline type="rss" text="Tide" title="Tide"
        xmlUrl="https://tide.example/feed" htmlUrl="https://tide.example/"/></outline>""",
    "Inoreader": """<outline text="Tide" title="Tide" type="rss" xmlUrl="https://tide.example/feed"
        htmlUrl="https://tide.example/"/><outline text="World"><outline text="Tide" type="rss"
        xmlUrl="https://tide.example/feed" htmlUrl="https://tide.example/"/></outline>""",
    "by category": """<outline text="Tide" type="rss" category="/World,/Best" xmlUrl="https://tide.example/feed"
        htmlUrl="https://tide.example/"/>""",
    "shouting": """<outline TITLE="World"><outline TEXT="Tide" XMLURL="feed://tide.example/feed"
        HTMLURL="https://tide.example/"/></outline>""",
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_readers_list_says_the_same(dialect: str) -> None:
    found = read_opml(opml(DIALECTS[dialect]))
    assert told(found) == [("https://tide.example/feed", "Tide", "World")]
    assert found.feeds[0].site_url == "https://tide.example/"
    assert found.refused == ()


def test_folders_in_folders_become_one() -> None:
    inner = '<outline text="Tide" xmlUrl="https://tide.example/feed"/>'
    nested = f'<outline text="World"><outline text="Asia">{inner}</outline></outline>'
    assert told(read_opml(opml(nested))) == [("https://tide.example/feed", "Tide", "World › Asia")]


def test_lines_without_a_feed_are_reported_and_nothing_else_is_lost() -> None:
    found = read_opml(
        opml(
            '<outline text="Lost"/><outline text="Page" type="link" url="https://page.example/"/>'
            '<outline text="Cut" type="HTML+XPath" xmlUrl="https://cut.example/"/>'
            '<outline text="Odd" xmlUrl="mailto:x@example.org"/><outline text="Empty" xmlUrl=" "/>'
            '<outline text="Tide" xmlUrl="https://tide.example/feed"/>'
        )
    )
    assert told(found) == [("https://tide.example/feed", "Tide", None)]
    assert [(one.title, one.page) for one in found.refused] == [
        ("Lost", ""),
        ("Page", "https://page.example/"),
        ("Cut", "https://cut.example/"),
        ("Odd", "mailto:x@example.org"),
        ("Empty", ""),
    ]
    assert all(one.sentence.endswith(".") for one in found.refused)


def test_addresses_that_were_not_escaped_are_whole() -> None:
    found = read_opml(opml('<outline text="A & B &eacute; &nope;" xmlUrl="https://a.example/?x=1&y=2&amp;z=3"/>'))
    assert told(found) == [("https://a.example/?x=1&y=2&z=3", "A & B é &nope;", None)]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16", "windows-1252", "utf-8-sig"])
def test_any_charset_is_read(charset: str) -> None:
    text = opml('<outline text="Grüße" xmlUrl="https://a.example/f"/>', declaration="").decode()
    label = "utf-8" if charset == "utf-8-sig" else charset
    body = f'<?xml version="1.0" encoding="{label}"?>{text}'.encode(charset)
    assert read_opml(body).feeds[0].title == "Grüße"


def test_a_wrong_charset_and_a_file_cut_off_still_give_what_is_there() -> None:
    body = opml('<outline text="Grüße" xmlUrl="https://a.example/f"/><outline text="B" xmlUrl="https://b.exam')
    wrong = body.replace(b"UTF-8", b"x-nonsense").replace("ü".encode(), b"\xfc").replace("ß".encode(), b"\xdf")
    assert [one.url for one in read_opml(wrong[: wrong.index(b"</body")]).feeds] == ["https://a.example/f"]


BOMB = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "lol"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
    for n in range(12)
)


@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE opml [{BOMB}]>",
        '<!DOCTYPE opml [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE opml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        '<!DOCTYPE opml SYSTEM "http://127.0.0.1:9/opml.dtd">',
    ],
)
def test_entities_are_not_looked_at(doctype: str) -> None:
    body = opml('<outline text="T&l11;" xmlUrl="https://a.example/f"/>', declaration=f'<?xml version="1.0"?>{doctype}')
    assert told(read_opml(body)) == [("https://a.example/f", "T&l11;", None)]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no OPML"),
        (b"\x89PNG\r\n\x1a\n", "no OPML"),
        (b"<rss><channel/></rss>", "no OPML"),
        (opml(""), "no feed"),
        (b" " * (LARGEST_OPML + 1), "5 MB"),
        (opml('<outline xmlUrl="https://a.example"/>' * 20_001), "20,000"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(body: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        read_opml(body)


def test_outlines_nested_without_end_are_read_in_linear_time() -> None:
    begun = time.process_time()
    deep = '<outline text="a">' * 100_000 + '<outline xmlUrl="https://a.example/f"/>'
    with suppress(InvalidInput):
        assert len(read_opml(opml(deep)).feeds) <= 1
    assert time.process_time() - begun < 20


def test_five_thousand_feeds_are_read() -> None:
    many = [Wanted(url=f"https://n{n}.example/feed", title=f"Paper {n}", folder=f"F {n % 50}") for n in range(5_000)]
    assert set(read_opml(write_opml(many, title="Octavo", at=NOW)).feeds) == set(many)


def test_pasted_text_is_known_for_what_it_is() -> None:
    assert is_opml(opml("").decode())
    assert is_opml('\ufeff  <!-- mine -->\n<OPML version="1.0">')
    assert not is_opml("https://example.org/opml")
    assert not is_opml("<rss/>")


words = st.text(max_size=30).map(clean_line).filter(lambda text: text.isprintable())
hosts = st.from_regex(r"[a-z][a-z0-9]{0,10}\.example", fullmatch=True)
feeds = st.builds(
    Wanted,
    url=st.builds("https://{}/feed?a={}&b=2".format, hosts, st.integers(0, 99)),
    title=words,
    site_url=st.none() | hosts.map("https://{}/".format),
    language=st.sampled_from([None, "de", "pt-BR"]),
    folder=st.none() | words.filter(bool),
)


@given(st.lists(feeds, min_size=1, max_size=12, unique_by=lambda one: one.url))
def test_importing_what_was_exported_changes_nothing(many: list[Wanted]) -> None:
    assert set(read_opml(write_opml(many, title="Octavo", at=NOW)).feeds) == set(many)


@given(st.binary(max_size=400) | st.text(max_size=400).map(opml))
def test_no_bytes_break_it(body: bytes) -> None:
    try:
        read_opml(body)
    except InvalidInput as error:
        assert str(error).endswith((".", "one."))  # noqa: PT017 - a sentence, whichever it is
