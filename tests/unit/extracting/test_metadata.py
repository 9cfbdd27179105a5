from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.bylines import names_in
from octavo.extracting.facts import facts_of
from octavo.extracting.metadata import Metadata, metadata_of
from octavo.extracting.pages import parse_html
from octavo.extracting.titles import without_site
from octavo.model.articles import ArticleKind, Image, Precision

URL = "https://www.paper.example/news/2026/ferry?id=7"


def metadata(head: str, body: str = "<p>text</p>", *, url: str = URL) -> Metadata:
    root = parse_html(f"<html lang='en-gb'><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return metadata_of(facts_of(root), root, url=url, now=datetime(2026, 3, 9, tzinfo=UTC))


def ld(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def test_json_ld_tells_everything() -> None:
    told = metadata(
        ld(
            headline="Ferry aground off Skarn",
            datePublished="2026-03-02T06:10:00+01:00",
            dateModified="2026-03-02T09:00:00Z",
            author=[{"@type": "Person", "name": "Jane Roe"}, {"name": "By John Doe"}],
            publisher={"name": "The Paper"},
            articleSection="Sea",
            keywords="ferries, Skarn,ferries",
            isAccessibleForFree="False",
            wordCount=812,
            image={"url": "/a.jpg", "width": 1200, "caption": "The ferry. Photo: Ann"},
        )
    )
    assert told == Metadata(
        url=URL,
        title="Ferry aground off Skarn",
        publisher="The Paper",
        byline=("Jane Roe", "John Doe"),
        published=told.published,
        modified_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        language="en-GB",
        section="Sea",
        tags=("ferries", "Skarn"),
        kind=ArticleKind.REPORT,
        image=Image(url="https://www.paper.example/a.jpg", width=1200, caption="The ferry.", credit="Photo: Ann"),
        free=False,
        word_count=812,
    )
    assert told.published is not None
    assert (told.published.at, told.published.precision) == (datetime(2026, 3, 2, 5, 10, tzinfo=UTC), Precision.SECOND)


def test_a_page_that_says_nothing_is_not_guessed_at() -> None:
    told = metadata("")
    assert (told.title, told.publisher, told.byline, told.published, told.section, told.image) == (
        None,
        None,
        (),
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    "broken", ['{"@type": "NewsArticle", "headline": "Yes",}', '<!-- {"@type": "NewsArticle", "headline": "Yes"} -->']
)
def test_common_slips_in_json_ld_are_forgiven(broken: str) -> None:
    assert metadata(f'<script type="application/ld+json">{broken}</script>').title == "Yes"


@pytest.mark.parametrize(
    ("title", "names", "bare"),
    [
        ("Ferry aground | The Paper", {"thepaper"}, "Ferry aground"),
        ("Ferry aground – Skarn – The Paper", {"thepaper"}, "Ferry aground – Skarn"),
        ("The Paper: Ferry", {"thepaper"}, "The Paper: Ferry"),
        ("The Paper - Ferry - aground", {"thepaper"}, "Ferry - aground"),
        ("Ferry - aground", {"thepaper"}, "Ferry - aground"),
        ("The Paper", {"thepaper"}, "The Paper"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(title: str, names: set[str], bare: str) -> None:
    assert without_site(title, frozenset(names)) == bare


def test_the_heading_that_other_titles_agree_with_is_the_title() -> None:
    head = "<title>Ferry runs aground off Skarn | The Paper</title><meta property='og:site_name' content='The Paper'>"
    told = metadata(head, "<h1>The Paper</h1><h1>Ferry runs aground off Skarn in fog</h1><h1>Most read</h1>")
    assert told.title == "Ferry runs aground off Skarn in fog"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Von Anna Berg und Ole Tal", ("Anna Berg", "Ole Tal")),
        ("Jane Roe, Political Editor", ("Jane Roe",)),
        ("Jane Roe (Skarn) | Published 2 March", ("Jane Roe",)),
        ("JANE ROE; Jane Roe", ("Jane Roe",)),
        ("https://paper.example/jane", ()),
        ("jane@paper.example", ()),
        ("admin", ()),
        ("Staff", ()),
        ("dpa", ("dpa",)),
        ("松岡大地", ("松岡大地",)),
        ("", ()),
    ],
)
def test_names_are_names_and_nothing_beside_them(text: str, names: tuple[str, ...]) -> None:
    assert names_in([text]) == names


def test_a_person_on_the_page_wins_over_the_paper_in_json_ld() -> None:
    told = metadata(
        ld(author={"name": "The Paper"}, publisher={"name": "The Paper"}), "<a rel=author href=/j>Jane Roe</a>"
    )
    assert told.byline == ("Jane Roe",)
    assert metadata(ld(author={"name": "The Paper"}, publisher={"name": "The Paper"})).byline == ("The Paper",)


def test_a_time_without_a_zone_is_known_to_the_day_and_an_exact_one_of_that_day_wins() -> None:
    vague = metadata("<meta property='article:published_time' content='2026-03-02T06:10:00'>").published
    assert vague is not None
    assert vague.precision is Precision.DAY
    exact = metadata(
        "<meta name='date' content='2026-03-02'>", "<time datetime='2026-03-02T06:10:00Z'>today</time>"
    ).published
    assert exact is not None
    assert (exact.at, exact.precision) == (datetime(2026, 3, 2, 6, 10, tzinfo=UTC), Precision.SECOND)


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/news/2026/ferry-aground-off-skarn", "https://www.paper.example/news/2026/ferry-aground-off-skarn"),
        ("https://m.paper.example/news/2026/the-ferry", "https://m.paper.example/news/2026/the-ferry"),
        ("https://other.example/news/2026/ferry", URL),
        ("/", URL),
        ("/news/", URL),
        ("/news/2026/ferry", URL),
        ("javascript:x", URL),
    ],
)
def test_a_page_speaks_for_itself_only(canonical: str, url: str) -> None:
    assert metadata(f"<link rel=canonical href='{canonical}'>").url == url


@pytest.mark.parametrize(
    ("head", "url", "kind"),
    [
        (ld(**{"@type": "OpinionNewsArticle"}), URL, ArticleKind.OPINION),
        (ld(**{"@type": ["NewsArticle", "LiveBlogPosting"]}), URL, ArticleKind.LIVE),
        (ld(articleSection="Opinion"), URL, ArticleKind.OPINION),
        ("", "https://paper.example/meinung/faehre.html", ArticleKind.OPINION),
        ("", "https://paper.example/video/ferry", ArticleKind.VIDEO),
        ("", "https://paper.example/politics/video", ArticleKind.REPORT),
        ("", URL, ArticleKind.REPORT),
    ],
)
def test_the_kind_is_what_the_page_says(head: str, url: str, kind: ArticleKind) -> None:
    assert metadata(head, url=url).kind is kind


def sources(told: Metadata) -> dict[str, tuple[str, str]]:
    return {one.field: (one.value, one.source) for one in told.sources}


def test_each_field_tells_where_it_comes_from() -> None:
    told = metadata(
        ld(headline="Ferry aground", datePublished="2026-03-02T06:10:00+01:00", articleSection="Sea")
        + "<meta property='og:site_name' content='The Paper'><meta property='og:image' content='/ferry.jpg'>",
        "<h1>Ferry aground</h1><p>By Jane Roe and John Doe</p>"
        "<p>SKARN (Meridian) – A car ferry with more than 200 people on board struck rocks in thick fog.</p>",
    )
    assert sources(told) == {
        "title": ("Ferry aground", "heading, JSON-LD headline"),
        "publisher": ("The Paper", "meta og:site_name"),
        "byline": ("Jane Roe, John Doe", "a line that says by whom"),
        "published": ("2026-03-02T06:10:00+01:00", "JSON-LD datePublished"),
        "language": ("en-GB", "html lang"),
        "section": ("Sea", "JSON-LD articleSection"),
        "kind": ("report", "nothing said"),
        "image": ("https://www.paper.example/ferry.jpg", "meta og:image"),
        "origin": ("Meridian", "dateline"),
    }
    assert told.origin == "Meridian"


def test_what_is_unknown_has_no_source() -> None:
    assert set(sources(metadata(""))) == {"language", "kind"}


@pytest.mark.parametrize(
    ("head", "body", "url"),
    [
        ("", "<img src='/top.jpg'><h1>T</h1><img src='/i.jpg' width='40'><img src='/ferry.jpg'>", "/ferry.jpg"),
        ("", "<h1>T</h1><img src='/author-jane.jpg'>", None),
        ("<meta property='og:image' content='/og/ferry.jpg'>", "<h1>T</h1><img src='/other.jpg'>", "/og/ferry.jpg"),
    ],
)
def test_the_lead_image_is_the_stated_one_else_the_first_under_the_heading(
    head: str, body: str, url: str | None
) -> None:
    image = metadata(head, body).image
    assert (image.url if image else None) == (f"https://www.paper.example{url}" if url else None)


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("", "en-GB"),
        ("<title>渡船がスカルン沖で座礁しました</title>", "ja"),
        ("<title>여객선이 스카른 앞바다에서 좌초했다</title>", "ko"),
        ("<title>Ferry to ありがとう island runs aground off Skarn in fog</title>", "en-GB"),
    ],
)
def test_a_script_of_one_language_wins_over_what_is_stated(head: str, language: str) -> None:
    assert metadata(head).language == language


@pytest.mark.parametrize(
    ("stated", "tags"),
    [
        ("Sea, Uncategorized, byline, undefined, exclude-from-homepage", ("Sea",)),
        ("Page Type: Article, Subject: Sea, Category: Fog, WC: 0-999", ("Sea", "Fog")),
        ("Tern: the bird", ("Tern: the bird",)),
        ("Sea &amp;amp; Shore, Fog", ("Sea & Shore", "Fog")),
        ("net-fishing, tern-rocks, sea", ("net fishing", "tern rocks", "sea")),
        ("net-fishing, Tern Rocks", ("net-fishing", "Tern Rocks")),
        ("covid-19, sea", ("covid-19", "sea")),
        ("tern_rocks, _sea", ("tern rocks", "sea")),
        ('“Tern Rocks”, boats of 12"', ("Tern Rocks", 'boats of 12"')),
    ],
)
def test_tags_are_words_for_readers(stated: str, tags: tuple[str, ...]) -> None:
    assert metadata(f"<meta name='keywords' content='{stated}'>").tags == tags


def test_a_section_is_no_word_of_the_program() -> None:
    head = "<meta property='article:section' content='undefined'>"
    assert metadata(head).section is None
    assert metadata(f"{head}<meta name='section' content='Shipping'>").section == "Shipping"


def test_tags_are_told_once_without_the_site() -> None:
    head = "<meta property='og:site_name' content='The Paper'><meta name='keywords' content='Sea, #sea;The Paper,Fog'>"
    assert metadata(head).tags == ("sea", "Fog")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "@type",
                        "@id",
                        "name",
                        "author",
                        "headline",
                        "image",
                        "url",
                        "publisher",
                        "keywords",
                        "datePublished",
                    ]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=25,
    ),
    st.text(max_size=80),
)
def test_no_statement_raises(node: object, text: str) -> None:
    stated = ld(author=node, image=node, headline=node, publisher=node, keywords=node, datePublished=node, about=node)
    told = metadata(
        stated + f"<script type='application/ld+json'>{json.dumps(node)}</script>", f"<h1>{text}</h1>{text}"
    )
    assert all(name == name.strip() for name in told.byline)
    assert all(one.source for one in told.sources)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("<title>Ferry aground – The Skarn Post</title>", ("The Skarn Post", "title")),
        ("<title>Ferry aground | Sea | The Skarn Post</title>", None),  # which of the parts is the site?
        ("<title>Ferry aground | Sea</title><meta property='article:section' content='Sea'>", None),
        ("<title>Tides: Ferry aground</title>", None),
        ("<title>Ferry aground – Post</title><meta property='og:site_name' content='S'>", ("S", "meta og:site_name")),
        (
            '<script type="application/ld+json">{"@type": "WebSite", "name": "Post"}</script>',
            ("Post", "JSON-LD WebSite"),
        ),
    ],
)
def test_the_site_is_named_by_itself_or_behind_the_title_of_its_article(
    head: str, publisher: tuple[str, str] | None
) -> None:
    body = "<h1>Ferry aground</h1><p>text</p>"
    told = metadata(head + "<meta property='og:title' content='Ferry aground'>", body)
    assert sources(told).get("publisher") == publisher
