"""The whole real pipeline over the demo press: two editions, compared with what was written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

import octavo
from octavo.demo import PressServer, first_edition, load_articles, papers, second_edition
from octavo.demo.printed import Printed
from octavo.model.articles import Article, ArticleKind, BlockKind, Revision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from octavo.model.refreshes import RefreshReport

SATURDAY = date(2026, 6, 13)
# How many articles of each paper come out with exactly the lines that were written. Only to be raised.
FLOORS = {"courier": 32, "post": 25, "ledger": 22, "dispatch": 23, "tide": 26}
# How many of the seven articles with a printed correction show it to the reader. Only to be raised.
NOTES_FLOOR = 4
# What stands on the pages and belongs to no article.
FURNITURE = (
    "Advertisement",
    "Story continues below",
    "Loose covers made to measure",
    "Warm feet from 19 crowns",
    "Half-price paint",
    "Haddock Fridays",
    "Teatime with the Post",
    "free newsletter",
    "unsubscribe",
    "READ MORE",
    "Most read",
    "Share this story",
    "Tell your friends",
    "More on this story",
    "The Courier by post",
    "cookies",
    "Cookies",
    "Subscribe to read",
    "for subscribers",
    "Four weeks for 9 crowns",
    "You may share the link",
    "From the ledger",
    "Hay for sale",
    "Print this page",
    "Leserbrief schreiben",
    "Mehr zum Thema",
    "More from Radio Tide",
    "À lire aussi",
    "Listen ·",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was written, what came of it, and the reports of the two editions."""

    pairs: tuple[tuple[Printed, Article], ...]
    revisions: dict[str, tuple[Revision, ...]]
    first: RefreshReport
    second: RefreshReport
    third: RefreshReport

    def of(self, slug: str) -> tuple[Printed, Article]:
        return next(pair for pair in self.pairs if pair[0].article.slug == slug)


@pytest.fixture(scope="module", name="outcome")
def both_editions(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return read_both_editions(tmp_path_factory.mktemp("demo"))


def read_both_editions(folder: Path) -> Outcome:
    with (
        PressServer(load_articles(SATURDAY), now=first_edition(SATURDAY)) as press,
        octavo.open(folder / "news.db", data_dir=folder, allowed_networks=("127.0.0.1/32",)) as paper,
    ):
        for feed in press.feeds:
            paper.sources.follow(feed.site_url)  # as a person would: the feed is found on the front page
        first = paper.refresh()
        press.advance(second_edition(SATURDAY))
        second, third = paper.refresh(), paper.refresh()
        store = paper._resources.store
        came = {article.url: article for _, article, _ in store.changed_articles(0, 1_000)}
        pairs = tuple((printed, came[printed.url]) for printed in written(press) if printed.url in came)
        revisions = {printed.article.slug: store.revisions(article.id) for printed, article in pairs}
        assert len(pairs) == len(came), "articles under addresses that no paper has"
    return Outcome(pairs=pairs, revisions=revisions, first=first, second=second, third=third)


def written(press: PressServer) -> Iterator[Printed]:
    sites = {paper.key: (paper, feed.site_url.rstrip("/")) for paper, feed in zip(papers.ALL, press.feeds, strict=True)}
    for article in load_articles(SATURDAY):
        paper, site = sites[article.paper]
        yield Printed(article=article, paper=paper, site=site, now=press.now)


def flat(text: str) -> str:
    return re.sub(r"[^\S\n\t]+", " ", text).strip()


def lines_written(printed: Printed) -> list[str]:
    """What a reader may read, line by line; a table is one line, as it is one block."""
    lines: list[str] = []
    for entry in printed.entries:
        lines += [entry.headline, *(text for block in entry.blocks for text in block.texts)]
    for block in printed.blocks:
        lines += ["\n".join(block.texts)] if block.kind == "table" else block.texts
    return [flat(line) for line in lines]


def lines_extracted(printed: Printed, article: Article) -> list[str]:
    """The article's lines without picture, correction note, and standfirst, which some extractors take for text."""
    besides = {BlockKind.FIGURE, BlockKind.CORRECTION}
    lines = [flat(block.text) for block in article.blocks if block.kind not in besides]
    standfirst = flat(printed.article.standfirst or "")
    return lines[1:] if lines and lines[0] == standfirst else lines


def exact(outcome: Outcome) -> Counter[str]:
    return Counter(p.article.paper for p, article in outcome.pairs if lines_extracted(p, article) == lines_written(p))


def test_every_article_comes_through(outcome: Outcome) -> None:
    articles = load_articles(SATURDAY)
    assert {printed.article.slug for printed, _ in outcome.pairs} == {a.slug for a in articles}
    early = sum(a.published_at <= first_edition(SATURDAY) for a in articles)
    assert outcome.first.articles_new == early
    assert outcome.second.articles_new == len(articles) - early
    for report in (outcome.first, outcome.second, outcome.third):
        assert (report.feeds_failed, report.pages_failed, report.problems) == (0, 0, ())


def test_what_is_known_is_not_fetched_again(outcome: Outcome) -> None:
    assert (outcome.second.feeds_read, outcome.second.articles_unchanged) == (5, 0)
    assert (outcome.third.feeds_unchanged, outcome.third.articles_new, outcome.third.articles_changed) == (5, 0, 0)


def test_lines_come_out_as_they_were_written(outcome: Outcome) -> None:
    reached = exact(outcome)
    assert {key: count for key, count in FLOORS.items() if reached[key] < count} == {}, reached


def test_no_furniture_is_in_any_article(outcome: Outcome) -> None:
    found = [
        (printed.article.slug, words, block.text)
        for printed, article in outcome.pairs
        for block in article.blocks
        for words in FURNITURE
        if words in block.text and words not in printed.article.body
    ]
    assert found == []


def test_no_other_articles_headline_is_in_an_article(outcome: Outcome) -> None:
    headlines = {flat(printed.article.headline) for printed, _ in outcome.pairs}
    found = [(p.article.slug, b.text) for p, a in outcome.pairs for b in a.blocks if flat(b.text) in headlines]
    assert found == []


def test_titles_and_times_are_exact(outcome: Outcome) -> None:
    got = {p.article.slug: (a.title, a.published_at) for p, a in outcome.pairs}
    expected = {p.article.slug: (flat(p.article.headline), p.article.published_at) for p, _ in outcome.pairs}
    assert got == expected


def test_signed_articles_keep_their_names(outcome: Outcome) -> None:
    wrong = {p.article.slug: a.byline for p, a in outcome.pairs if p.signed and a.byline != p.signed}
    assert wrong == {}


def test_languages_are_recognised(outcome: Outcome) -> None:
    got = Counter((printed.article.language, (article.language or "")[:2]) for printed, article in outcome.pairs)
    assert got == {("en", "en"): 119, ("fr", "fr"): 9, ("de", "de"): 7}


def test_paywalled_articles_say_that_they_are_partial(outcome: Outcome) -> None:
    partial = {printed.article.slug for printed, article in outcome.pairs if article.partial}
    assert partial == {printed.article.slug for printed, _ in outcome.pairs if printed.locked}
    assert len(partial) >= 5


def test_corrections_between_the_editions_are_second_revisions(outcome: Outcome) -> None:
    since = first_edition(SATURDAY)
    late = {
        p.article.slug for p, _ in outcome.pairs for c in p.article.corrections if p.article.published_at < since < c.at
    }
    assert {slug for slug, revisions in outcome.revisions.items() if len(revisions) == 2} == late
    assert outcome.second.articles_changed == len(late) >= 2
    before, after = outcome.revisions["tunnel-minister-rejects-audit-figure"]
    assert any("Ellen Farrow" in block.text for block in before.blocks)
    assert any("Magnus Ferrier, whose office" in block.text for block in after.blocks)


def test_printed_corrections_reach_the_reader(outcome: Outcome) -> None:
    shown = [
        printed.article.slug
        for printed, article in outcome.pairs
        if printed.notes and all(any(c.note in b.text for b in article.blocks) for c in printed.notes if c.note)
    ]
    assert len(shown) >= NOTES_FLOOR, shown


def test_live_blogs_come_through_entry_by_entry(outcome: Outcome) -> None:
    live = [(printed, article) for printed, article in outcome.pairs if printed.entries]
    assert len(live) == 5
    for printed, article in live:
        entries = [(b.text, b.at) for b in article.blocks if b.kind is BlockKind.LIVE_ENTRY]
        assert entries == [(entry.headline, entry.at) for entry in printed.entries]
        assert article.kind is ArticleKind.LIVE


def test_pictures_come_with_their_articles(outcome: Outcome) -> None:
    wrong = {
        printed.article.slug: article.image
        for printed, article in outcome.pairs
        if printed.picture and (article.image is None or article.image.url != printed.picture)
    }
    assert wrong == {}


def test_counters_of_readers_are_no_part_of_an_address(outcome: Outcome) -> None:
    posts = [article.url or "" for printed, article in outcome.pairs if printed.article.paper == "post"]
    assert posts
    assert {urlsplit(url).query for url in posts} == {""}
