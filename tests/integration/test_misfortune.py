"""What publishers do wrong costs them, and them alone, one clear sentence."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

import pytest

import octavo
from octavo.adapters.store import open_store
from octavo.model.errors import Unavailable
from octavo.model.sources import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.integration.http.misbehaving import Misbehaving

    from octavo.newsroom import Newsroom

MISFORTUNES = {
    "/404": "not found",
    "/410": "gone",
    "/429": "rate limited",
    "/500": "server error",
    "/not-a-feed": "not a feed",
    "/empty": "not a feed",
    "/huge": "too large",
    "/bomb": "too large",
    "/endless": "too large",
    "/slow": "timed out",
    "/loop": "redirect loop",
    "/to-private": "private address",
    "/to-file": "bad address",
    "/truncated": "broken reply",
    "/garbage": "broken reply",
    "/not-gzip": "bad encoding",
}


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Newsroom]:
    with octavo.open(tmp_path / "news.db", allowed_networks=("127.0.0.1/32",), timeout_seconds=3) as paper:
        yield paper


def _unused_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def _follow_unseen(paper: Newsroom, library: Path, *urls: str) -> None:
    """Follow addresses without asking them, as when a publisher went bad after it was followed."""
    store = open_store(str(library))
    for url in urls:
        source = store.add_source(
            url=url, kind=SourceKind.FEED, title=url, site_url=None, language=None, now=paper.now()
        )
        store.subscribe(paper.me.id, source.id, paper.now())
    store.close()


def test_each_misfortune_is_counted_against_its_source_alone(
    paper: Newsroom, tmp_path: Path, misbehaving: Misbehaving
) -> None:
    paper.sources.follow(misbehaving.url("/good-feed"))
    bad = {misbehaving.url(path): reason for path, reason in MISFORTUNES.items()}
    bad["http://nobody.invalid/feed"] = "unreachable"
    bad[f"http://127.0.0.1:{_unused_port()}/feed"] = "unreachable"
    bad["http://127.0.0.1:25/feed"] = "bad address"
    bad[f"{misbehaving.tls_base}/good-feed"] = "bad TLS"
    _follow_unseen(paper, tmp_path / "news.db", *bad)

    report = paper.refresh()

    assert report.feeds_failed == len(bad)
    assert report.feeds_read + report.feeds_unchanged == 1
    assert report.articles_new + report.pages_failed >= 1
    states = {s.source.url: s for s in paper.sources.list()}
    visits = {url: states[url].visit for url in bad}
    assert {url: visit and visit.reason for url, visit in visits.items()} == bad
    good = states[misbehaving.url("/good-feed")]
    assert good.visit is not None
    assert (good.visit.failures, good.visit.problem) == (0, None)
    assert good.articles >= 1
    for visit in visits.values():
        assert visit is not None
        assert visit.failures == 1
        assert visit.next_at > paper.now()
        _is_a_clear_sentence(visit.problem)


def test_a_source_that_went_bad_keeps_its_articles_and_heals(
    paper: Newsroom, tmp_path: Path, misbehaving: Misbehaving
) -> None:
    paper.sources.follow(misbehaving.url("/good-feed"))
    paper.refresh()
    before = paper.articles.listing().rows
    paper.articles.star([row.article for row in before])
    _follow_unseen(paper, tmp_path / "news.db", misbehaving.url("/500"))
    for _ in range(3):
        paper.refresh()
    assert [(row.article, row.starred) for row in paper.articles.listing().rows] == [(r.article, True) for r in before]
    failing = next(s for s in paper.sources.list() if s.source.url.endswith("/500"))
    assert failing.visit is not None
    assert failing.visit.failures == 3


def test_a_publisher_who_asks_to_be_left_alone_is(paper: Newsroom, tmp_path: Path, misbehaving: Misbehaving) -> None:
    _follow_unseen(paper, tmp_path / "news.db", misbehaving.url("/429"))
    paper.refresh()
    hits = misbehaving.hits["/429"]
    paper.refresh()
    assert misbehaving.hits["/429"] == hits


def test_what_is_gone_is_never_asked_again(paper: Newsroom, tmp_path: Path, misbehaving: Misbehaving) -> None:
    _follow_unseen(paper, tmp_path / "news.db", misbehaving.url("/410"))
    paper.refresh()
    hits = misbehaving.hits["/410"]
    paper.refresh()
    assert misbehaving.hits["/410"] == hits


@pytest.mark.parametrize("path", ["/404", "/500", "/to-private", "/huge", "/loop"])
def test_following_what_cannot_be_had_says_why(paper: Newsroom, misbehaving: Misbehaving, path: str) -> None:
    with pytest.raises(Unavailable) as refused:
        paper.sources.follow(misbehaving.url(path))
    _is_a_clear_sentence(str(refused.value))
    assert paper.sources.list() == ()


def test_a_page_that_offers_no_feed_is_tried_at_the_usual_places(paper: Newsroom, misbehaving: Misbehaving) -> None:
    assert paper.sources.follow(misbehaving.url("/not-a-feed")).source.url == misbehaving.url("/feed")


def test_an_empty_feed_can_be_followed(paper: Newsroom, misbehaving: Misbehaving) -> None:
    assert paper.sources.follow(misbehaving.url("/empty-feed")).announced == 0
    assert paper.refresh().feeds_failed == 0


def test_private_networks_are_refused_by_default(tmp_path: Path, misbehaving: Misbehaving) -> None:
    with (
        octavo.open(tmp_path / "closed.db") as paper,
        pytest.raises(Unavailable, match="private network") as refused,
    ):
        paper.sources.follow(misbehaving.url("/good-feed"))
    assert "allow_private_networks" in str(refused.value)


def _is_a_clear_sentence(sentence: str | None) -> None:
    assert sentence
    assert sentence.endswith(".")
    assert len(sentence) < 300
    assert not re.search(r"Traceback|Error\b|Exception|0x[0-9a-f]{4}|\bNone\b|<class", sentence)
    assert re.search(r"127\.0\.0\.1|nobody\.invalid", sentence)
