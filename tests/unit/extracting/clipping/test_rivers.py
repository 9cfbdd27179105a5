"""Captured pages of portals and reader apps: lists of headlines, single articles, labels inside the text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.clipping import read_clipping
from octavo.extracting.clipping.furniture import without_ads

CAPTURED = datetime(2026, 3, 2, 12, tzinfo=UTC)
TITLES = (
    "Ferry runs aground off Skarn with 214 aboard",
    "What is known about the Aurelia",
    "Fähre vor Skarn auf Grund gelaufen",
)
PUBLISHERS = ("The Courier", "Port Elsin Post", "Skarner Bote")
HOURS = (3, 5, 2)
EXCERPT = "The hull will be looked at on Tuesday if the swell allows it, the coastguard said."

CARDS = """Top stories
The Courier
Ferry runs aground off Skarn with 214 aboard
3 hours ago
By Jane Roe
Port Elsin Post
What is known about the Aurelia
5 hours ago
Skarner Bote
Fähre vor Skarn auf Grund gelaufen
vor 2 Stunden
"""
CARDS_IN_HTML = """<!doctype html><html><head><title>News</title></head><body><h2>Top stories</h2>
<article><div>The Courier</div><h4><a href="./r/1">Ferry runs aground off Skarn with 214 aboard</a></h4>
<div><time>3 hours ago</time></div><div>By Jane Roe</div></article>
<article><div>Port Elsin Post</div><h4><a href="./r/2">What is known about the Aurelia</a></h4><time>5h</time></article>
<article><div>Skarner Bote</div><h4><a href="./r/3">Fähre vor Skarn auf Grund gelaufen</a></h4><time>2h</time></article>
</body></html>"""
READER = f"""Today
{TITLES[0]}
The Courier by Jane Roe / 3h
{EXCERPT}
{TITLES[1]}
Port Elsin Post / 5h
{TITLES[2]}
Skarner Bote / 2h
{EXCERPT}
"""
MAGAZINE = f"""{TITLES[0]}
The Courier - Jane Roe • 3h
{EXCERPT}
Like
Flip
{TITLES[1]}
Port Elsin Post • 5h
Like
Flip
{TITLES[2]}
Skarner Bote • 2h
{EXCERPT}
"""


@pytest.mark.parametrize("page", [CARDS, CARDS_IN_HTML, READER, MAGAZINE])
def test_a_river_becomes_its_articles(page: str) -> None:
    clipping = read_clipping(page, CAPTURED)
    assert [draft.title for draft in clipping.articles] == list(TITLES)
    assert [draft.publisher for draft in clipping.articles] == list(PUBLISHERS)
    times = [draft.published_at for draft in clipping.articles]
    assert times == [CAPTURED.replace(hour=12 - hours) for hours in HOURS]
    assert [draft.byline for draft in clipping.articles] == [("Jane Roe",), (), ()]
    assert clipping.unread == ()
    assert all(draft.partial for draft in clipping.articles)
    assert {block.text for draft in clipping.articles for block in draft.blocks} <= {EXCERPT}


def test_a_river_without_a_time_of_capture_says_what_is_missing() -> None:
    clipping = read_clipping(CARDS, None)
    assert [draft.published_at for draft in clipping.articles] == [None] * 3
    assert len(clipping.unread) == 3


def test_signatures_above_headlines() -> None:
    page = f"""Top News
Jane Roe / The Courier:
{TITLES[0]}  —  {EXCERPT}
More: Port Elsin Post, Skarner Bote
Port Elsin Post:
{TITLES[1]}
"""
    one, two = read_clipping(page, CAPTURED).articles
    assert (one.title, one.publisher, one.byline, [b.text for b in one.blocks]) == (
        TITLES[0],
        "The Courier",
        ("Jane Roe",),
        [EXCERPT],
    )
    assert (two.title, two.publisher, two.blocks) == (TITLES[1], "Port Elsin Post", ())


def test_a_portals_article_with_its_publisher_above_and_its_author_below_the_headline() -> None:
    page = f"""The Courier
{TITLES[0]}
Story by Jane Roe • 3h
{EXCERPT}
Story continues below this ad
All were taken off before noon.
Sponsored Links
More from The Courier
Related video: Ferry hearing (The Courier)
"""
    (draft,) = read_clipping(page, CAPTURED).articles
    assert (draft.title, draft.publisher, draft.byline) == (TITLES[0], "The Courier", ("Jane Roe",))
    assert draft.published_at == CAPTURED.replace(hour=9)
    assert [block.text for block in draft.blocks] == [EXCERPT, "All were taken off before noon."]


LABELS = (
    "AdChoices ADVERTISING",
    "Sponsored Links",
    "You May Like Undo",
    "Sponsored Links You May Like",
    "Live Events Undo",
    "Story continues below this ad",
    "Advertisement",
)


@pytest.mark.parametrize("label", LABELS)
def test_labels_between_sentences_go(label: str) -> None:
    assert without_ads(f"It opened. {label} Nobody came.") == "It opened. Nobody came."
    assert without_ads(f"It opened. {label}") == "It opened."


@pytest.mark.parametrize(
    "text",
    [
        "It opened. Live Events Ltd said that it would sue.",
        "It opened. Live events are back in the harbour.",
        "He pressed “Undo” and began again. Undo it, she said.",
        "The ban came late. Advertising Standards Authority rules had changed.",
        "You may like it or not. You may like the pier.",
        "The story continues below the surface, he wrote.",
        "Sponsored links made up half of its income. Sponsored links are down.",
        "An advertisement for the ferry hung in the hall.",
    ],
)
def test_sentences_that_hold_these_words_stay(text: str) -> None:
    assert without_ads(text) == text


@given(st.lists(st.sampled_from([*CARDS.splitlines(), *READER.splitlines(), "• Business", "Related Articles", ""])))
def test_lines_of_rivers_in_any_order_are_read_without_raising(lines: list[str]) -> None:
    read_clipping("\n".join(lines), CAPTURED)
