from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.model.sources import FeedLink
from octavo.sourcing import find_feeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.fetches import FetchedPage

    Fetched = Callable[..., FetchedPage]

HOME = "https://paper.example/start"


def test_announced_feeds_come_first_and_those_of_comments_last(fetched: Fetched) -> None:
    page = """<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
    <link rel="alternate" type="application/atom+xml" title="News" href="news.atom">
    <link rel="alternate" hreflang="de" href="/de/"><link rel="alternate" type="application/json" href="/wp-json/x/1">
    <a href="/rss.xml">RSS</a><a href="/about">About</a><a href="news.atom">again</a>"""
    assert find_feeds(fetched(page, url=HOME)) == (
        FeedLink(url="https://paper.example/news.atom", title="News", media_type="application/atom+xml"),
        FeedLink(url="https://paper.example/rss.xml", title="RSS"),
        FeedLink(url="https://paper.example/comments/feed", title="Comments", media_type="application/rss+xml"),
    )


def test_the_base_of_the_page_counts(fetched: Fetched) -> None:
    page = '<base href="https://cdn.example/x/"><link rel=alternate type=application/feed+json href=feed.json>'
    assert [link.url for link in find_feeds(fetched(page, url=HOME))] == ["https://cdn.example/x/feed.json"]


def test_other_schemes_and_the_page_itself_are_no_feeds(fetched: Fetched) -> None:
    page = """<link rel="alternate" type="application/rss+xml" href="javascript:feed()">
    <link rel="alternate" type="application/rss+xml" href="file:///feed.xml"><a href="#top">rss</a>
    <link rel="alternate" type="application/rss+xml" href="/start#feed">"""
    assert find_feeds(fetched(page, url=HOME)) == ()


def test_there_is_an_end_to_a_page_of_feeds(fetched: Fetched) -> None:
    page = "".join(f'<a href="/feeds/{number}.rss">{number}</a>' for number in range(500))
    assert len(find_feeds(fetched(page, url=HOME))) == 30


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=300))
def test_no_bytes_raise(fetched: Fetched, body: bytes) -> None:
    head = b'<base href="'
    assert all(link.url.startswith("http") for link in find_feeds(fetched(head + body, url=HOME)))
