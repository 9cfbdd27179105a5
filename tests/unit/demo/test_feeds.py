"""The papers' feeds, read by the two parsers that Octavo uses."""

from __future__ import annotations

import json
from calendar import timegm
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import fastfeedparser
import feedparser
import pytest

from octavo.demo import papers
from octavo.kit.text import clean_line
from octavo.model.fetches import FetchedPage
from octavo.model.sources import Feed
from octavo.sourcing import read_feed

if TYPE_CHECKING:
    from octavo.demo.printed import Printed
    from octavo.demo.sites import Site

XML_PAPERS = [paper.key for paper in papers.ALL if paper.feed_template]
KEYS = [paper.key for paper in papers.ALL]


def feed_bytes(site: Site) -> bytes:
    return site.document(site.paper.feed_path).body


def expected(site: Site) -> list[tuple[str, str, datetime]]:
    return [(p.article.headline, p.feed_url, p.article.published_at) for p in site._printed]


def updated_of(site: Site) -> dict[str, datetime]:
    return {p.feed_url: p.modified_at for p in site._printed if p.changed}


@pytest.mark.parametrize("key", XML_PAPERS)
def test_fastfeedparser_reads_it(sites: dict[str, Site], key: str) -> None:
    feed = fastfeedparser.parse(feed_bytes(sites[key]))
    got = [(e["title"], e["link"], datetime.fromisoformat(e["published"])) for e in feed["entries"]]
    assert feed["feed"]["title"] == sites[key].paper.title
    assert got == expected(sites[key])


@pytest.mark.parametrize("key", XML_PAPERS)
def test_feedparser_reads_it(sites: dict[str, Site], key: str) -> None:
    feed = feedparser.parse(feed_bytes(sites[key]))
    got = [(e["title"], e["link"], at(e["published_parsed"])) for e in feed["entries"]]
    assert not feed["bozo"]
    assert feed["feed"]["title"] == sites[key].paper.title
    assert got == expected(sites[key])


def at(parsed: Any) -> datetime:  # noqa: ANN401 - feedparser has no types
    return datetime.fromtimestamp(timegm(parsed), tz=UTC)


@pytest.mark.parametrize("key", KEYS)
def test_octavo_reads_it_with_changes_and_languages(sites: dict[str, Site], key: str) -> None:
    site = sites[key]
    url = site.address + site.paper.feed_path
    page = FetchedPage(
        url=url,
        final_url=url,
        at=site.now,
        status=200,
        media_type=site.paper.feed_type.partition(";")[0],
        charset=None,
        body=feed_bytes(site),
    )
    feed = read_feed(page)
    assert isinstance(feed, Feed)
    assert feed.title == site.paper.title
    assert feed.site_url == f"{site.address}/"
    assert [(lead.title, lead.url, lead.published_at) for lead in feed.leads] == [
        (clean_line(title), url, at) for title, url, at in expected(site)
    ]
    changed = {lead.url: lead.updated_at for lead in feed.leads if lead.updated_at not in (None, lead.published_at)}
    assert changed == updated_of(site)
    assert [lead.teaser for lead in feed.leads] == [clean_line(p.teaser) for p in site._printed]


def test_json_feed_is_one_by_its_specification(sites: dict[str, Site]) -> None:
    site = sites["tide"]
    feed = json.loads(feed_bytes(site))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == site.address + site.paper.feed_path
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) == len(site._printed)
    assert all(item["content_text"] for item in feed["items"])
    assert {item["language"] for item in feed["items"]} == {"en", "fr"}


def test_the_posts_feed_holds_only_the_beginning(sites: dict[str, Site]) -> None:
    site = sites["post"]
    text = feed_bytes(site).decode()
    for printed in site._printed:
        begin, end = printed.blocks[0], printed.blocks[-1]
        assert str(begin.html) in text
        assert str(end.html) not in text


def test_every_paper_keeps_its_paywall_in_the_feed(sites: dict[str, Site]) -> None:
    text = feed_bytes(sites["ledger"]).decode()
    hidden = [p.whole[len(p.blocks) :] for p in sites["ledger"]._printed if p.locked]
    assert hidden
    assert all(str(block.inner) not in text for blocks in hidden for block in blocks)


def test_the_dispatch_writes_its_feed_in_its_own_charset(sites: dict[str, Site]) -> None:
    body = feed_bytes(sites["dispatch"])
    assert body.startswith(b'<?xml version="1.0" encoding="windows-1252"?>')
    assert "„Dann fahre ich eben auf Seelachs“".encode("windows-1252") in body


def printed_by_slug(site: Site, slug: str) -> Printed:
    return next(p for p in site._printed if p.article.slug == slug)


def test_addresses_in_the_posts_feed_are_counted(sites: dict[str, Site]) -> None:
    printed = printed_by_slug(sites["post"], "aurelia-passengers-giant-wardrobe")
    assert printed.feed_url == f"{printed.url}?utm_source=feed&utm_medium=rss"
    target = printed.feed_url.removeprefix(printed.site)
    assert sites["post"].document(target) == sites["post"].document(papers.path_of(printed.article))
