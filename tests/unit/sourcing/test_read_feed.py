from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.model.fetches import FailureReason, FetchedPage, FetchFailed
from octavo.model.sources import Feed, Lead
from octavo.sourcing import read_feed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Fetched = Callable[..., FetchedPage]

RSS_091 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Old Paper</title><link>http://old.example/</link><language>en</language>
<item><title>Ferry aground</title><link>http://old.example/1</link><description>Fog.</description></item>
</channel></rss>"""
RSS_20 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Skarn Courier</title><link>/</link><language>en-gb</language><ttl>30</ttl>
<item><title>Ferry &amp;amp; fog: 214 &lt;b&gt;saved&lt;/b&gt;</title><link>/news/1?utm_source=rss</link>
<guid isPermaLink="false">skarn-1</guid><pubDate>Mon, 02 Mar 2026 06:10:00 +0100</pubDate>
<dc:creator>Jane Roe</dc:creator><category>Sea</category><category>sea</category><category>Skarn</category>
<description>The ferry ran &lt;i&gt;aground&lt;/i&gt;.</description>
<content:encoded><![CDATA[<p>The ferry ran aground.</p><p>All were saved.</p>]]></content:encoded></item>
<item><guid>https://paper.example/news/2</guid><title>No link, but a permalink</title></item>
<item><title>Neither link nor permalink</title><guid isPermaLink="false">x</guid></item>
</channel></rss>"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://r.example/"><title>RDF Paper</title><link>http://r.example/</link></channel>
<item rdf:about="http://r.example/1"><title>One</title><link>http://r.example/1</link><dc:date>2026-03-02T05:10:00Z</dc:date></item>
</rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Das Blatt</title><link href="https://b.example/"/>
<entry><id>tag:b,1</id><title>Fähre auf Grund</title><link rel="enclosure" href="/a.mp3" type="audio/mpeg"/>
<link href="/eins"/><published>2026-03-02T05:10:00Z</published><updated>2026-03-02T08:00:00+01:00</updated>
<author><name>Anna Berg</name></author><author><name>Ole Tal</name></author>
<content type="html">&lt;p&gt;Nebel.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "JSON Paper",
        "home_page_url": "https://j.example/",
        "language": "fr",
        "items": [
            {
                "id": 7,
                "url": "/un",
                "title": "a < b & c",
                "content_text": "Première ligne\nDeuxième",
                "date_published": "2026-03-02T05:10:00Z",
                "authors": [{"name": "Zoé"}, {"name": "Max"}],
                "tags": ["mer", 3],
            },
            "not an item",
            {"id": {"odd": 1}},
        ],
    }
)
BAD_DATES = """<rss version="2.0"><channel><title>t</title>
<item><title>a</title><link>/a</link><guid>7</guid></item>
<item><title>b</title><link>/b</link><guid>8</guid><pubDate>yesterday</pubDate></item>
<item><title>c</title><link>/c</link><pubDate>Mon, 31 Feb 2026 10:00:00 GMT</pubDate></item>
<item><title>d</title><link>/d</link><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>
<item><title>e</title><link>/e</link><pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate></item>
</channel></rss>"""


def leads(feed: Feed | FetchFailed) -> tuple[Lead, ...]:
    assert isinstance(feed, Feed), feed
    return feed.leads


@pytest.mark.parametrize(
    ("document", "title", "site", "url"),
    [
        (RSS_091, "Old Paper", "http://old.example/", "http://old.example/1"),
        (RDF, "RDF Paper", "http://r.example/", "http://r.example/1"),
        (ATOM, "Das Blatt", "https://b.example/", "https://paper.example/eins"),
        (JSON_FEED, "JSON Paper", "https://j.example/", "https://paper.example/un"),
    ],
    ids=["rss 0.91 with doctype", "rdf", "atom", "json feed"],
)
def test_every_format_gives_title_site_and_leads(
    fetched: Fetched, document: str, title: str, site: str, url: str
) -> None:
    feed = read_feed(fetched(document))
    assert isinstance(feed, Feed)
    assert (feed.title, feed.site_url, feed.leads[0].url) == (title, site, url)


def test_an_entry_of_rss_2_is_read_whole(fetched: Fetched) -> None:
    feed = read_feed(fetched(RSS_20))
    assert isinstance(feed, Feed)
    assert (feed.language, feed.ttl_minutes, feed.site_url) == ("en-GB", 30, "https://paper.example/")
    assert feed.leads[0] == Lead(
        url="https://paper.example/news/1?utm_source=rss",
        guid="skarn-1",
        title="Ferry & fog: 214 saved",
        published_at=datetime(2026, 3, 2, 5, 10, tzinfo=UTC),
        byline=("Jane Roe",),
        teaser="The ferry ran aground.",
        content="<p>The ferry ran aground.</p><p>All were saved.</p>",
        language="en-GB",
        tags=("sea", "Skarn"),
    )


def test_a_permalink_stands_in_for_a_link_and_what_has_neither_is_left_out_with_a_warning(fetched: Fetched) -> None:
    feed = read_feed(fetched(RSS_20))
    assert [lead.url for lead in leads(feed)][1:] == ["https://paper.example/news/2"]
    assert isinstance(feed, Feed)
    assert feed.warnings == ("Left out for want of a web address: 1 of 3 entries.",)


def test_atom_keeps_both_times_all_authors_and_the_link_of_the_article(fetched: Fetched) -> None:
    (lead,) = leads(read_feed(fetched(ATOM)))
    assert lead.published_at == datetime(2026, 3, 2, 5, 10, tzinfo=UTC)
    assert lead.updated_at == datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
    assert lead.byline == ("Anna Berg", "Ole Tal")
    assert lead.language == "de"


def test_a_json_feed_with_odd_items_keeps_the_good_ones(fetched: Fetched) -> None:
    (lead,) = leads(read_feed(fetched(JSON_FEED)))
    assert (lead.title, lead.guid, lead.tags) == ("a < b & c", "7", ("mer",))
    assert lead.byline == ("Zoé", "Max")
    assert lead.content == "<p>Première ligne</p><p>Deuxième</p>"


def test_no_date_is_made_up_and_the_future_is_kept(fetched: Fetched) -> None:
    dates = [lead.published_at for lead in leads(read_feed(fetched(BAD_DATES)))]
    assert dates == [None, None, None, None, datetime(2100, 1, 1, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("charset", "declared", "header"),
    [
        ("windows-1252", "iso-8859-1", None),
        ("utf-16", "utf-16", None),
        ("utf-8", "iso-8859-1", None),
        ("koi8-r", "koi8-r", "utf-8"),
        ("shift_jis", "", "Shift_JIS"),
        ("utf-8-sig", "", "latin-1"),
    ],
)
def test_charsets_are_read_however_they_are_told(
    fetched: Fetched, charset: str, declared: str, header: str | None
) -> None:
    word = {"koi8-r": "Паром", "shift_jis": "フェリー"}.get(charset, "Fähre")
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    document = (
        f'{declaration}<rss version="2.0"><channel><title>{word}</title><item><link>/1</link></item></channel></rss>'
    )
    feed = read_feed(fetched(document.encode(charset), charset=header))
    assert isinstance(feed, Feed)
    assert feed.title == word


def test_one_damaged_byte_does_not_turn_a_feed_into_another_charset(fetched: Fetched) -> None:
    document = RSS_20.replace("Skarn Courier", "Skárn Cóurier Ö Ä Ü ß é è à ñ ç").encode()
    feed = read_feed(fetched(document.replace("ß".encode(), b"\xff")))
    assert isinstance(feed, Feed)
    assert feed.title == "The Skárn Cóurier Ö Ä Ü \ufffd é è à ñ ç"


def test_the_first_of_two_entries_with_one_guid_wins(fetched: Fetched) -> None:
    twice = "<item><guid>g</guid><link>/1</link><title>first</title></item><item><guid>g</guid><link>/2</link></item>"
    feed = read_feed(fetched(f"<rss><channel><title>t</title>{twice}</channel></rss>"))
    assert [lead.title for lead in leads(feed)] == ["first"]


def test_at_most_2000_entries_are_read_and_a_warning_says_so(fetched: Fetched) -> None:
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(2_500))
    feed = read_feed(fetched(f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"))
    assert len(leads(feed)) == 2_000
    assert isinstance(feed, Feed)
    assert feed.warnings == ("Only the first 2000 of 2500 entries are read.",)


def test_an_entry_without_a_title_is_called_by_the_start_of_its_text(fetched: Fetched) -> None:
    text = "The ferry Aurelia ran aground on the Tern Rocks in thick fog on Monday morning, and all were saved."
    feed = read_feed(
        fetched(f"<rss><channel><item><link>/1</link><description>{text}</description></item></channel></rss>")
    )
    shortened = "The ferry Aurelia ran aground on the Tern Rocks in thick fog on Monday morning, and all…"
    assert leads(feed)[0].title == shortened


def test_links_that_are_no_web_addresses_are_never_leads(fetched: Fetched) -> None:
    items = "<item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item>"
    feed = read_feed(fetched(f"<rss><channel><title>t</title>{items}</channel></rss>"))
    assert leads(feed) == ()


def test_a_base_in_the_document_counts(fetched: Fetched) -> None:
    feed = read_feed(
        fetched(ATOM.replace("<entry>", '<entry xml:base="https://elsewhere.example/x/">').replace("/eins", "eins"))
    )
    assert leads(feed)[0].url == "https://elsewhere.example/x/eins"


def test_a_title_in_xhtml_is_read(fetched: Fetched) -> None:
    title = '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Half <b>bold</b></div></title>'
    feed = read_feed(fetched(ATOM.replace("<title>Fähre auf Grund</title>", title)))
    assert leads(feed)[0].title == "Half bold"


def test_mail_addresses_are_no_names(fetched: Fetched) -> None:
    feed = read_feed(
        fetched(RSS_20.replace("<dc:creator>Jane Roe</dc:creator>", "<author>jane@paper.example (Jane Roe)</author>"))
    )
    assert leads(feed)[0].byline == ("Jane Roe",)


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (b"<!doctype html><html><body><p>Hello</p></body></html>", "a web page"),
        (b"", "an empty document"),
        (b"   \n", "an empty document"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"just words", "plain text"),
        (b'{"hello": 1}', "a JSON document"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "a sitemap"),
        (b"<opml><body/></opml>", "a list of feeds (OPML)"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
    ],
)
def test_what_is_no_feed_is_named(fetched: Fetched, document: bytes, what: str) -> None:
    failed = read_feed(fetched(document))
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.NOT_A_FEED
    assert failed.sentence.startswith(f"What paper.example sent is {what}, not a feed that can be read: ")
    assert failed.sentence.endswith(".")
    assert failed.passing


@pytest.mark.parametrize(
    "document",
    [
        "<rss version='2.0'><channel><title>t</title></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title></feed>",
        '{"version": "https://jsonfeed.org/version/1", "title": "t", "items": []}',
    ],
)
def test_an_empty_feed_is_a_feed_with_a_warning(fetched: Fetched, document: str) -> None:
    feed = read_feed(fetched(document))
    assert leads(feed) == ()
    assert isinstance(feed, Feed)
    assert (feed.title, feed.warnings) == ("t", ("The feed is empty: it announces no article.",))


def test_a_feed_cut_off_in_the_middle_gives_what_came(fetched: Fetched) -> None:
    feed = read_feed(fetched(RSS_20[: RSS_20.index("Neither")]))
    assert [lead.guid for lead in leads(feed)][:2] == ["skarn-1", "https://paper.example/news/2"]


@pytest.mark.timeout(60)  # expanded it would be a thousand million words
def test_an_entity_bomb_is_harmless(fetched: Fetched) -> None:
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    document = (
        f'<!DOCTYPE rss [<!ENTITY e0 "boom">{bomb}]>'
        '<rss version="2.0"><channel><title a="&e9;">x&e9;</title><item><link>/1</link></item></channel></rss>'
    )
    feed = read_feed(fetched(document))
    assert isinstance(feed, Feed)
    assert "boom" not in feed.title


@pytest.mark.timeout(60)  # seconds at most; the square of the attributes would take many minutes
def test_a_feed_of_attributes_takes_no_longer_than_its_length(fetched: Fetched) -> None:
    attributes = " ".join(f"a{number:x}='1'" for number in range(200_000))
    feed = read_feed(fetched(RSS_20.replace("<channel>", f"<channel {attributes}>")))
    assert isinstance(feed, Feed)
    assert feed.leads


@pytest.mark.parametrize("quote", ['<rss version="2.0">', "]>", "--"])
def test_an_external_entity_is_never_opened(fetched: Fetched, tmp_path: Path, quote: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    document = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY q \'{quote}\'><!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<rss version='2.0'><channel><title>t&x;</title><item><title>&x;</title><link>/1</link></item></channel></rss>"
    )
    assert "SECRET" not in repr(read_feed(fetched(document)))


def test_html_names_of_characters_need_no_declaration(fetched: Fetched) -> None:
    feed = read_feed(
        fetched("<rss><channel><title>F&auml;hre&nbsp;1 &amp; 2</title><item><link>/1</link></item></channel></rss>")
    )
    assert isinstance(feed, Feed)
    assert feed.title == "Fähre 1 & 2"


@settings(max_examples=150, deadline=None)
@given(body=st.binary(max_size=400), header=st.sampled_from([None, "utf-16", "zlib", "no such", "utf-7"]))
def test_no_bytes_raise(fetched: Fetched, body: bytes, header: str | None) -> None:
    assert isinstance(read_feed(fetched(body, charset=header)), Feed | FetchFailed)


@settings(max_examples=150, deadline=None)
@given(
    document=st.sampled_from([RSS_091, RSS_20, RDF, ATOM, JSON_FEED, BAD_DATES]),
    cuts=st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 60), st.binary(max_size=12)), min_size=1, max_size=6),
)
def test_no_mutated_feed_raises_and_leads_stay_clean(
    fetched: Fetched, document: str, cuts: list[tuple[int, int, bytes]]
) -> None:
    body = document.encode()
    for start, length, put in cuts:
        at = start % len(body)
        body = body[:at] + put + body[at + length :] or b"x"
    feed = read_feed(fetched(body))
    if isinstance(feed, FetchFailed):
        assert feed.sentence.endswith(".")
        return
    for lead in feed.leads:
        assert lead.url.startswith(("http://", "https://"))
        assert lead.guid
        assert lead.title
        assert len(lead.teaser) <= 1_000
        assert lead.published_at is None or lead.published_at.tzinfo is UTC
    assert len({lead.guid for lead in feed.leads}) == len(feed.leads)
