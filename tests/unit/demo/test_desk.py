"""The loader of the hand-written articles, and press time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from octavo.demo import desk, first_edition, last_saturday, load_articles, papers, second_edition

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.demo.desk import PressArticle

HEAD = """+++
headline = "A head"
slug = "a-head"
published = "{published}"
byline = []
section = "Home"
language = "en"
kind = "report"

[[corrections]]
at = "tue 11:05"
replace = "{replace}"
with = "212"
+++
There were 214 aboard. Later, 214 again, and one dog.
"""


def test_the_press_has_written_enough(articles: tuple[PressArticle, ...]) -> None:
    events: dict[str, set[str]] = {}
    for article in articles:
        events.setdefault(article.event, set()).add(article.paper)
    assert len(articles) >= 100
    assert len({a.published_at.date() for a in articles}) == 6
    assert {a.language for a in articles} == {"en", "de", "fr"}
    assert sum(2 <= len(told_by) <= 5 for told_by in events.values()) >= 20
    assert sum(bool(a.corrections) for a in articles) >= 5


def test_agency_copy_is_run_by_three_papers(articles: tuple[PressArticle, ...]) -> None:
    papers_by_event: dict[str, set[str]] = {}
    for article in articles:
        if article.wire:
            papers_by_event.setdefault(article.event, set()).add(article.paper)
    assert max(len(told_by) for told_by in papers_by_event.values()) >= 3


def test_addresses_and_numbers_are_unique(articles: tuple[PressArticle, ...]) -> None:
    addresses = Counter((a.paper, papers.path_of(a)) for a in articles)
    numbers = Counter((a.paper, papers.number_of(a)) for a in articles)
    assert max(addresses.values()) == 1
    assert max(numbers.values()) == 1


def test_everything_is_out_by_the_second_edition(articles: tuple[PressArticle, ...], saturday: date) -> None:
    late = [a.slug for a in articles if a.published_at > second_edition(saturday)]
    later = [a.slug for a in articles for c in a.corrections if c.at > second_edition(saturday)]
    assert late == later == []


def test_the_second_edition_brings_news_and_corrections(articles: tuple[PressArticle, ...], saturday: date) -> None:
    first = first_edition(saturday)
    assert sum(a.published_at > first for a in articles) >= 10
    assert [c for a in articles for c in a.corrections if c.at > first > a.published_at]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 6, 13, 20, tzinfo=UTC), date(2026, 6, 13)),
        (datetime(2026, 6, 13, 19, 59, tzinfo=UTC), date(2026, 6, 6)),
        (datetime(2026, 6, 19, 23, tzinfo=UTC), date(2026, 6, 13)),
        (datetime(2026, 6, 14, 0, tzinfo=UTC), date(2026, 6, 13)),
    ],
)
def test_last_saturday(now: datetime, expected: date) -> None:
    assert last_saturday(now) == expected


def test_corrections_are_made_at_their_time(articles: tuple[PressArticle, ...]) -> None:
    article = next(a for a in articles if a.slug == "aurelia-tern-rocks-all-rescued")
    (correction,) = article.corrections
    before, after = correction.at - timedelta(seconds=1), correction.at
    assert "with 214 people aboard" in article.body_at(before)
    assert "with 212 people aboard" in article.body_at(after)
    assert article.modified_at(before) == article.published_at
    assert article.modified_at(after) == correction.at


def test_every_correction_finds_its_text_after_the_ones_before(articles: tuple[PressArticle, ...]) -> None:
    for article in articles:
        bodies = [article.body, *(article.body_at(c.at) for c in article.corrections)]
        assert len(set(bodies)) == len(bodies), article.slug


@pytest.mark.parametrize(
    ("name", "published", "replace", "words"),
    [
        ("gazette-1.md", "mon 07:40", "one dog", "no paper is called 'gazette'"),
        ("post-1.md", "mon 07:40", "214", "exactly once"),
        ("post-1.md", "moonday 07:40", "one dog", "moonday"),
        ("post-1.md", "mon", "one dog", "not enough values"),
    ],
)
def test_a_file_against_the_stylebook_is_named(
    tmp_path: Path, name: str, published: str, replace: str, words: str
) -> None:
    file = tmp_path / name
    file.write_text(HEAD.format(published=published, replace=replace), encoding="utf-8")
    with pytest.raises(ValueError, match=words) as caught:
        desk._read(file, "an-event", date(2026, 6, 13))
    assert str(caught.value).startswith(f"an-event/{name}: ")


def test_loading_is_the_same_every_time(saturday: date, articles: tuple[PressArticle, ...]) -> None:
    assert load_articles(saturday) == articles
