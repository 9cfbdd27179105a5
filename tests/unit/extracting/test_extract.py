from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.extracting import extract
from octavo.extracting.pages import is_cut
from octavo.kit.text import clean_line
from octavo.model.articles import ArticleKind, BlockKind, Draft, Precision
from octavo.model.fetches import FailureReason, FetchedPage, FetchFailed
from octavo.model.sources import Lead

if TYPE_CHECKING:
    from collections.abc import Callable

    Fetched = Callable[..., FetchedPage]

SENTENCES = (
    "The car ferry Aurelia ran aground on the Tern Rocks off Skarn early on Monday, in a fog that hid the land.",
    "All 214 people aboard were taken off by lifeboats and a helicopter before noon, the coastguard said.",
    "The company, Marren Line, said it was too early to speak about causes and thanked the crews of the lifeboats.",
    "Divers will look at the hull on Tuesday if the swell allows it, and tugs from Port Elsin are on their way.",
)
LEAD = Lead(
    url="https://paper.example/news/2026/ferry-aground.html",
    guid="1",
    title="Ferry aground (feed)",
    published_at=datetime(2026, 3, 2, 5, 10, tzinfo=UTC),
    byline=("Feed Author",),
    teaser="Fog.",
    language="en",
    tags=("sea",),
)


def page_of(*, head: str = "", body: str = "", article: tuple[str, ...] = SENTENCES) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in article)
    return f"""<!doctype html><html lang="en"><head><title>Ferry aground off Skarn | The Paper</title>
    <meta property="og:site_name" content="The Paper">{head}</head><body>
    <nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
    <article><h1>Ferry aground off Skarn</h1><p class="byline">By Jane Roe</p>{paragraphs}{body}</article>
    <footer><p>About us</p></footer></body></html>"""


def drawn(page: FetchedPage, lead: Lead | None = None) -> Draft:
    draft = extract(page, lead)
    assert isinstance(draft, Draft), draft
    return draft


def test_an_article_is_its_text_and_what_the_page_says_about_it(fetched: Fetched) -> None:
    head = '<meta property="article:published_time" content="2026-03-02T06:10:00+01:00">'
    draft = drawn(fetched(page_of(head=head, body="<p>Advertisement</p>")))
    assert [block.text for block in draft.blocks] == list(SENTENCES)
    assert (draft.title, draft.publisher, draft.byline, draft.language) == (
        "Ferry aground off Skarn",
        "The Paper",
        ("Jane Roe",),
        "en",
    )
    assert (draft.published_at, draft.precision) == (datetime(2026, 3, 2, 5, 10, tzinfo=UTC), Precision.SECOND)
    assert (draft.partial, draft.extracted_by, draft.kind) == (None, "octavo", ArticleKind.REPORT)


def test_links_in_the_text_are_spans(fetched: Fetched) -> None:
    linked = SENTENCES[0].replace("Tern Rocks", '<a href="/rocks">Tern Rocks</a>')
    block = drawn(fetched(page_of(article=(linked, *SENTENCES[1:])))).blocks[0]
    assert [(block.text[s.start : s.end], s.url) for s in block.spans] == [
        ("Tern Rocks", "https://paper.example/rocks")
    ]


def test_the_feed_fills_in_what_the_page_lacks(fetched: Fetched) -> None:
    bare = "<html><body><article>" + "".join(f"<p>{text}</p>" for text in SENTENCES) + "</article></body></html>"
    draft = drawn(fetched(bare), LEAD)
    assert (draft.title, draft.byline, draft.tags, draft.language) == (
        "Ferry aground (feed)",
        ("Feed Author",),
        ("sea",),
        "en",
    )
    assert draft.published_at == LEAD.published_at


def test_the_feeds_time_wins_over_a_mere_day_but_not_over_a_time(fetched: Fetched) -> None:
    day = page_of(head='<meta property="article:published_time" content="2026-03-02">')
    assert drawn(fetched(day), LEAD).published_at == LEAD.published_at
    exact = page_of(head='<meta property="article:published_time" content="2026-03-02T07:00:00Z">')
    assert drawn(fetched(exact), LEAD).published_at == datetime(2026, 3, 2, 7, tzinfo=UTC)
    without_lead = drawn(fetched(day))
    assert (without_lead.published_at, without_lead.precision) == (datetime(2026, 3, 2, tzinfo=UTC), Precision.DAY)


def test_figures_stand_where_the_page_has_them(fetched: Fetched) -> None:
    figure = '<figure><img src="/b.jpg"><figcaption>The hull at low tide. Photo: Ann Lee</figcaption></figure>'
    html = page_of(head='<meta property="og:image" content="/lead.jpg">').replace(
        f"<p>{SENTENCES[2]}", f"{figure}<p>{SENTENCES[2]}"
    )
    draft = drawn(fetched(html))
    assert [block.kind for block in draft.blocks].index(BlockKind.FIGURE) == 2
    assert (draft.blocks[2].text, draft.blocks[2].credit) == ("The hull at low tide.", "Photo: Ann Lee")
    assert draft.image is not None
    assert draft.image.url == "https://paper.example/lead.jpg"


def test_the_lead_image_is_not_shown_twice_and_has_its_caption(fetched: Fetched) -> None:
    figure = '<figure><img src="/small/lead.jpg"><figcaption>The hull at low tide.</figcaption></figure>'
    html = page_of(head='<meta property="og:image" content="/big/lead.jpg">').replace(
        f"<p>{SENTENCES[1]}", f"{figure}<p>{SENTENCES[1]}"
    )
    draft = drawn(fetched(html))
    assert all(block.kind is BlockKind.PARAGRAPH for block in draft.blocks)
    assert draft.image is not None
    assert draft.image.caption == "The hull at low tide."


@pytest.mark.parametrize(
    ("alt", "kept"),
    [
        ("The hull, seen from\n a boat", "The hull, seen from a boat"),
        ("", None),
        ("DSC_0042.JPG", None),
        ("https://paper.example/hull", None),
        ("Image 3", None),
        ("***", None),
        ("a hull " * 9_000, "a hull " * 42 + "a…"),
    ],
)
def test_what_is_read_out_for_a_picture_is_kept_where_it_says_something(
    fetched: Fetched, alt: str, kept: str | None
) -> None:
    figure = f'<figure><img src="/hull.jpg" alt="{alt}"><figcaption>At low tide.</figcaption></figure>'
    html = page_of(head='<meta property="og:image" content="/lead.jpg">').replace(
        f"<p>{SENTENCES[1]}", f'<img src="/small/lead.jpg" alt="{alt}">{figure}<p>{SENTENCES[1]}'
    )
    draft = drawn(fetched(html))
    (found,) = (block for block in draft.blocks if block.kind is BlockKind.FIGURE)
    assert (found.text, found.alt) == ("At low tide.", kept)
    assert draft.image is not None
    assert draft.image.alt == kept


def test_what_the_head_says_of_its_picture_is_read_out_where_the_page_says_nothing(fetched: Fetched) -> None:
    head = '<meta property="og:image" content="/lead.jpg"><meta property="og:image:alt" content="A hull in fog">'
    draft = drawn(fetched(page_of(head=head)))
    assert draft.image is not None
    assert draft.image.alt == "A hull in fog"


def test_a_paywalled_beginning_is_partial_and_says_why(fetched: Fetched) -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    draft = drawn(fetched(page_of(head=head, article=SENTENCES[:2], body="<p>Subscribe to continue reading</p>")))
    assert (
        draft.partial
        == "The publisher shows only the beginning of this article to everybody; the rest is for subscribers."
    )
    assert [block.text for block in draft.blocks] == list(SENTENCES[:2])


def test_an_article_that_is_not_free_but_whole_is_whole(fetched: Fetched) -> None:
    node = {"@type": "NewsArticle", "isAccessibleForFree": False, "wordCount": sum(len(s.split()) for s in SENTENCES)}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    assert drawn(fetched(page_of(head=head))).partial is None


def test_a_feed_that_holds_the_whole_text_is_read_where_the_page_does_not(fetched: Fetched) -> None:
    content = "".join(f"<p>{number}: {text}</p>" for number in range(3) for text in SENTENCES)
    lead = Lead(url=LEAD.url, guid="1", title="Ferry", content=content)
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    draft = drawn(fetched(page_of(head=head, article=SENTENCES[:2])), lead)
    assert (len(draft.blocks), draft.partial, draft.extracted_by) == (12, None, "feed")


def test_a_correction_that_stands_apart_is_part_of_the_article(fetched: Fetched) -> None:
    note = "An earlier version of this article said that 214 people were aboard; there were 212."
    footer = f"<footer class='article-corrections'><h2>Corrections</h2><p>{note}</p></footer>"
    node = {"@type": "NewsArticle", "correction": {"@type": "CorrectionComment", "text": note}}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    for html in (
        page_of(body=footer),
        page_of(head=head),
        page_of(head=head, body=footer),
        page_of(body=f"<p>{note}</p>"),
    ):
        blocks = drawn(fetched(html)).blocks
        assert [block.text for block in blocks if block.kind is BlockKind.CORRECTION] == [note]
        assert [block.text for block in blocks if block.kind is not BlockKind.CORRECTION] == list(SENTENCES)


def test_a_call_to_report_errors_is_no_correction(fetched: Fetched) -> None:
    aside = "<aside class='correction-form'><a href='/c'>Report an error</a></aside>"
    assert [block.text for block in drawn(fetched(page_of(body=aside))).blocks] == list(SENTENCES)


@pytest.mark.parametrize("described", [True, False])
def test_a_live_blog_has_entries_with_their_times(fetched: Fetched, *, described: bool) -> None:
    times = ("2026-03-02T09:30:00+01:00", "2026-03-02T08:15:00+01:00", "2026-03-02T07:00:00+01:00")
    heads = ("Everybody is ashore", "Helicopter on its way", "Distress call")
    updates = [{"@type": "BlogPosting", "headline": h, "datePublished": t} for h, t in zip(heads, times, strict=True)]
    node = {"@type": "LiveBlogPosting", "headline": "Live", "liveBlogUpdate": updates if described else []}
    body = "<div class='live-blog'>" + "".join(
        f"<section><time datetime='{t}'>{t[11:16]}</time><h3>{h}</h3><p>{text}</p></section>"
        for t, h, text in zip(times, heads, SENTENCES[1:], strict=True)
    )
    html = page_of(
        head=f'<script type="application/ld+json">{json.dumps(node)}</script>', article=SENTENCES[:1], body=body
    )
    draft = drawn(fetched(html))
    entries = [block for block in draft.blocks if block.kind is BlockKind.LIVE_ENTRY]
    assert draft.kind is ArticleKind.LIVE
    assert [(entry.text, entry.at) for entry in entries] == [
        (head, datetime.fromisoformat(at).astimezone(UTC)) for head, at in zip(heads, times, strict=True)
    ]
    assert set(SENTENCES) <= {block.text for block in draft.blocks}


@pytest.mark.parametrize(
    ("body", "media_type", "what"),
    [
        (b"%PDF-1.7", "text/html", "a PDF document"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", "a picture"),
        (b"abc", "audio/mpeg", "a recording"),
        (b"{}", "application/json", "of the type application/json"),
    ],
)
def test_what_is_no_page_is_named(fetched: Fetched, body: bytes, media_type: str, what: str) -> None:
    failed = extract(fetched(body, media_type=media_type))
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.NOT_A_PAGE
    assert failed.sentence == f"What paper.example sent is {what}, not a page that can be read: open it at its address."


@pytest.mark.parametrize(
    "body", ["", "   ", "<html><body><p>Hi.</p></body></html>", "<script>app()</script><div id=root></div>"]
)
def test_a_page_without_an_article_says_so(fetched: Fetched, body: str) -> None:
    failed = extract(fetched(body))
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.NO_ARTICLE
    assert failed.sentence.startswith("What paper.example sent is ")
    assert failed.sentence.endswith(".")


@pytest.mark.parametrize("charset", ["windows-1252", "utf-16", "iso-8859-15"])
def test_other_charsets_are_read(fetched: Fetched, charset: str) -> None:
    html = page_of(
        head=f'<meta charset="{charset}">', article=(SENTENCES[0] + " Größe, Fähre, façade.", *SENTENCES[1:])
    )
    assert drawn(fetched(html.encode(charset))).blocks[0].text.endswith("Größe, Fähre, façade.")


@pytest.mark.parametrize(("megabytes", "by"), [(1, "octavo, unsure, agreeing with trafilatura"), (3, "octavo")])
def test_of_the_largest_pages_no_other_method_is_asked_where_something_was_found(
    fetched: Fetched, monkeypatch: pytest.MonkeyPatch, megabytes: int, by: str
) -> None:
    monkeypatch.setattr("octavo.extracting.page._SURE", 1.1)
    page = fetched(page_of(article=(*SENTENCES, f"<!--{'x' * megabytes * 1_000_000}-->")))
    assert drawn(page).extracted_by == by


def test_a_page_of_more_scripts_than_a_page_has_is_a_part(fetched: Fetched) -> None:
    page = fetched(page_of(article=(*SENTENCES, "<script>x</script>" * 40_000, *SENTENCES)))
    assert is_cut(page)
    assert drawn(page).partial
    few = fetched(page_of(article=(*SENTENCES, "<script>x</script>" * 29_000, *SENTENCES)))
    assert not is_cut(few)


PARAGRAPH = f"<p>{SENTENCES[0]}</p>"
HOSTILE = {
    "nested": "<div>" * 100_000 + PARAGRAPH * 5,
    "unclosed": "<b>x " * 30_000 + PARAGRAPH * 5,
    "lists": "<ul><li>x" * 30_000 + PARAGRAPH * 5,
    "spans": "<p>" + "<span>word </span>" * 40_000,
    "five megabytes": PARAGRAPH * (5_000_000 // len(PARAGRAPH)),
    "breaks": "words in a line<br>" * 40_000,
    "scripts": "<script>" * 20_000,
    "drawings": PARAGRAPH * 3 + "<svg></svg>" * 400_000 + PARAGRAPH * 3,
    "figures": PARAGRAPH * 3 + "<figure><img src=data:x>" * 15_000 + PARAGRAPH * 3,
    "title": "<title>" + "a | b - " * 50_000 + "</title>" + PARAGRAPH * 5,
    "json": f'<script type="application/ld+json">{"[" * 100_000}</script>' + PARAGRAPH * 5,
    "signs": "<" * 500_000,
    "caption": PARAGRAPH * 3
    + "<figure><img src=/a.jpg><figcaption>"
    + "Photo: (c) " * 40_000
    + "</figcaption></figure>"
    + PARAGRAPH,
    "bylines": f"<div class=byline>{'By ' * 20_000}</div>" + PARAGRAPH * 5,
    "names": f"<div class='{'<!--' * 200_000}'>" + "<p>Two words.</p>" * 3,
    "attributes": "<p " + " ".join(f"a{number:x}='>'" for number in range(400_000)) + ">" + PARAGRAPH * 3,
    "pictures": PARAGRAPH + "<div class=x><img src=/a.jpg>" * 10_000 + PARAGRAPH,
    "links": PARAGRAPH + "<a href=/x><h2>A title that is long enough</h2>" * 10_000 + PARAGRAPH,
    "headings": "<h1 class=breadcrumb>A step</h1><main>" + "<p><h2>" * 10_000 + PARAGRAPH * 5,
    "marker": PARAGRAPH * 3 + "<p>subscribe " + "to " * 100_000 + "</p>",
}


@pytest.mark.timeout(60)  # each takes some seconds at most; a quadratic step would take many minutes
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon_and_never_raise(fetched: Fetched, name: str) -> None:
    page = fetched(f"<html><head></head><body><article><h1>A headline</h1>{HOSTILE[name]}")
    assert isinstance(extract(page), Draft | FetchFailed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cuts=st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 200), st.binary(max_size=20)), min_size=1, max_size=8)
)
def test_no_mutated_page_raises_and_blocks_stay_clean(fetched: Fetched, cuts: list[tuple[int, int, bytes]]) -> None:
    node = {"@type": "NewsArticle", "headline": "Ferry", "author": {"name": "Jane"}, "datePublished": "2026-03-02"}
    body = page_of(head=f'<script type="application/ld+json">{json.dumps(node)}</script>').encode()
    for start, length, put in cuts:
        at = start % max(1, len(body))
        body = body[:at] + put + body[at + length :]
    draft = extract(fetched(body), LEAD)
    if isinstance(draft, FetchFailed):
        assert draft.sentence.endswith(".")
        return
    assert draft.title == clean_line(draft.title) != ""
    for block in draft.blocks:
        assert block.text == clean_line(block.text) or block.kind in {BlockKind.TABLE, BlockKind.PREFORMATTED}
        assert block.text or block.url


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=500))
def test_no_bytes_raise(fetched: Fetched, body: bytes) -> None:
    assert isinstance(extract(fetched(body)), Draft | FetchFailed)


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "ul><li", "b", "section"])
@pytest.mark.parametrize("depth", [200, 255, 300, 100_000])
def test_nesting_of_any_depth_raises_nothing(fetched: Fetched, tag: str, depth: int) -> None:
    html = page_of().replace("<article>", f"<{tag}>" * depth + "<article>")
    draft = extract(fetched(html))
    if depth < 250:
        assert isinstance(draft, Draft)
        assert set(SENTENCES) <= {block.text for block in draft.blocks}


@pytest.mark.parametrize("tag", ["figure", "li", "sup", "del", "form", "details", "ol><li", "table><tr><td"])
def test_nesting_leaves_room_on_a_stack_that_is_not_empty(fetched: Fetched, tag: str) -> None:
    """A web server calls from a hundred frames deep; Python ends at a thousand."""
    page = fetched(f"<title>Votes</title><body>{f'<{tag}>' * (245 // (1 + tag.count('>')))}{' '.join(SENTENCES)}")

    def called_from(frames: int) -> object:
        return called_from(frames - 1) if frames else extract(page)

    assert isinstance(called_from(100), Draft | FetchFailed)


def test_of_a_page_too_large_the_first_part_is_read_and_said_to_be_one(fetched: Fetched) -> None:
    draft = drawn(fetched(page_of(body="<p>And so it went on until the evening, with nobody hurt.</p>" * 40_000)))
    assert draft.partial is not None
    assert "too large" in draft.partial
    assert set(SENTENCES) <= {block.text for block in draft.blocks}


@pytest.mark.parametrize(
    "piece",
    [
        "<script ",
        "<script></script ",
        "<style ",
        "</style ",
        "<a-a ",
        '<p><a href="',
        "<!--",
        '<figure><img src="a.jpg"><figcaption>So it went on. ',
        "<blockquote><p>So it went on. ",
        "<blockquote>" + " " * 60,
        '<a href="/board">The board voted</a> , ',
    ],
)
def test_tags_that_never_end_are_read_in_time_that_grows_with_the_page(fetched: Fetched, piece: str) -> None:
    """Growing with the square of 5 MB, it would not come to its end before the runner stops it."""
    assert extract(fetched("<html><body><p>The board voted." + piece * (5_000_000 // len(piece)))) is not None


def test_thousands_of_links_deep_in_a_page_are_read_plainly(fetched: Fetched) -> None:
    """Whoever asks each element for the text of every link in it looks at them some hundred times."""
    links = "".join(f'<a href="/{number}">The board voted on it</a>, and ' for number in range(2_000))
    shallow, deep = (extract(fetched(f"<title>Votes</title><body>{'<div>' * n}{links}")) for n in (2, 200))
    assert isinstance(shallow, Draft)
    assert isinstance(deep, Draft)
    assert shallow.extracted_by.startswith("trafilatura")
    assert deep.extracted_by == "plain"
    assert len(deep.blocks[0].text) >= len("The board voted on it") * 2_000
    open_links = '<div><a href="/x"><b>' * 60 + "The board voted on it. " * 5_000
    assert extract(fetched(f"<title>Votes</title><body>{open_links}")).extracted_by == "plain"  # type: ignore[union-attr]


def test_pictures_in_a_page_of_thousands_within_each_other_are_not_looked_for(fetched: Fetched) -> None:
    """Each paragraph around them would be read to its end, a hundred times over."""
    picture = '<img src="/a.jpg" width=800 height=600>'
    page = fetched(f"<title>Votes</title><body>{'<p><section>' * 110}{picture * 9_000}<p>{' '.join(SENTENCES)}")
    draft = extract(page)
    assert isinstance(draft, Draft)
    assert [block.kind for block in draft.blocks] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("address", ["http://[", "https://[::1/a.jpg", "//[x]/a", "http://a]b/c"])
def test_addresses_that_cannot_be_taken_apart_raise_nothing(fetched: Fetched, address: str) -> None:
    head = (
        f'<meta property="og:image" content="{address}"><link rel="canonical" href="{address}">'
        f'<link rel="next" href="{address}"><link rel="amphtml" href="{address}">'
    )
    html = page_of().replace("<head>", f"<head>{head}").replace("<article>", f'<article><img src="{address}">')
    assert head in html
    draft = drawn(fetched(html))
    assert set(SENTENCES) <= {block.text for block in draft.blocks}


def test_mail_addresses_hidden_from_robots_are_shown(fetched: Fetched) -> None:
    hidden = bytes([0x2A, *(byte ^ 0x2A for byte in b"desk@tide.example")]).hex()
    link = f"<a href='/cdn-cgi/l/email-protection' data-cfemail='{hidden}'>[email&#160;protected]</a>"
    broken = link.replace(hidden, "2a4x")
    draft = drawn(fetched(page_of(article=(f"{SENTENCES[0]} Write to {link} or {broken}.", *SENTENCES[1:]))))
    assert draft.blocks[0].text.endswith("Write to desk@tide.example or [email protected].")
