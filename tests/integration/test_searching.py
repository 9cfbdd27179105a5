"""Searching over a real store and a real index: fields, marks, what explaining found, and kept searches."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.doors.web_library import NOW, Library, new_library, paragraph

from octavo.adapters.search import TantivyIndex
from octavo.model.articles import Draft
from octavo.model.errors import InvalidInput, NotFound
from octavo.model.ids import ArticleId
from octavo.model.search import IsAmong, SearchHits, SearchId, SearchQuery, Sort
from octavo.model.sources import SourceKind
from octavo.model.subjects import Stance
from octavo.newsroom import Newsroom, indexing
from octavo.newsroom.explaining import Explaining

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FERRY = (
    "The ferry Aurelia ran aground off Skarn on Monday morning in thick fog.",
    "“Nobody was hurt, and the ferry is safe,” Ewa Brandt, the harbour master, said on Monday.",
    "The company will look at its timetable in the coming weeks, and trains run as usual.",
)
TUNNEL = (
    "The tunnel under the harbour will cost more than was thought, the city's auditors found.",
    "“We will finish the tunnel,” Tomas Hale said. “It is the ferry that worries me,” Ewa Brandt said on Tuesday.",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with new_library(tmp_path) as library:
        resources = replace(library.paper._resources, index=TantivyIndex(tmp_path / "index"))
        library.paper = Newsroom(resources, library.me)
        tide, courier = library.source("The Tide"), library.source("Elsin Courier")
        library.article(tide, "Ferry aground off Skarn", blocks=tuple(map(paragraph, FERRY)), byline=("Ada Holm",))
        library.article(courier, "Tunnel costs more", blocks=tuple(map(paragraph, TUNNEL)))
        library.article(
            courier,
            "Sturm über Grünhaven",
            blocks=(paragraph("Die Fähren blieben im Hafen, die Häuser ohne Strom."),),
            language="de",
            published_at=NOW - timedelta(days=40),
        )
        yield library


def found(library: Library, query: str) -> list[int]:
    page = library.paper.search(query)
    assert page.total == len(page.rows)
    return sorted(hit.row.article for hit in page.rows)


@pytest.fixture
def explained(library: Library) -> Library:
    Explaining(library.paper._resources).catch_up()
    return library


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("ferry", [1, 2]),
        ("title:ferry", [1]),
        ('source:"The Tide"', [1]),
        ("source:courier", [2, 3]),
        ("source:1.example", [2, 3]),
        ("source:2 -lang:de", [2]),
        ("author:holm", [1]),
        ("lang:de", [3]),
        ("after:7d", [1, 2]),
        ("before:7d", [3]),
        ("on:today ferry", [1, 2]),
        ("on:2026-10", [3]),
        ("lang:de OR title:tunnel", [2, 3]),
        ("is:unread", [1, 2, 3]),
        ("is:read", []),
        ("ferry -is:starred", [1, 2]),
        ("has:image", []),
        ("speaker:Brandt", [1, 2]),
        ("speaker:brand", []),
        ('said:"ferry is safe"', [1]),
        ("said:aground", []),
        ("speaker:Brandt said:ferry", [1, 2]),
        ("speaker:Hale said:ferry", []),
        ("speaker:Hale said:tunnel", [2]),
        ('person:"Ewa Brandt"', [1, 2]),
        ("has:quotes", [1, 2]),
    ],
)
def test_what_a_query_finds(explained: Library, query: str, articles: list[int]) -> None:
    assert found(explained, query) == articles


def test_marks_are_those_of_the_moment(library: Library) -> None:
    desk = library.paper.articles
    desk.mark_read([ArticleId(1), ArticleId(3)])
    desk.star([ArticleId(3)])
    assert found(library, "is:unread") == [2]
    assert found(library, "is:read") == [1, 3]
    assert found(library, "-is:unread") == []
    assert found(library, "is:starred OR is:unread") == [2, 3]
    assert found(library, "ferry is:read") == [1]
    desk.mark_unread([ArticleId(1)])
    assert found(library, "is:unread") == [1, 2]
    assert found(library, "is:unread -title:ferry") == [2]


def test_marks_are_exact_where_many_articles_fit(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.newsroom.resolving._FEW", 1)
    library.paper.articles.mark_read([ArticleId(2)])
    assert found(library, "ferry is:unread") == [1]
    assert found(library, "is:unread") == [1, 3]
    assert found(library, "-is:read ferry") == [1]
    assert found(library, "is:read OR title:ferry") == [1, 2]
    library.paper.articles.mark_read([ArticleId(1), ArticleId(3)])
    assert found(library, "is:unread") == []
    assert found(library, "is:read") == [1, 2, 3]


@pytest.fixture
def half_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Forty ferries of which every second is read, in a library where four hits are many."""
    monkeypatch.setattr("octavo.newsroom.resolving._FEW", 4)
    monkeypatch.setattr("octavo.newsroom.searching.AT_FIRST", 4)
    monkeypatch.setattr("octavo.newsroom.sieving._LONGEST_ASKED", 8)
    sources = [library.source(f"Paper {number}") for number in range(4)]
    ferries = [
        library.article(
            sources[number % 4],
            f"Ferry {number}",
            blocks=(paragraph(FERRY[0]),),
            published_at=NOW - timedelta(hours=number),
        )
        for number in range(40)
    ]
    library.paper.articles.mark_read([one.id for one in ferries[::2]])
    return library


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("title:ferry is:unread", [None, *range(1, 40, 2)]),
        ("title:ferry is:read", list(range(0, 40, 2))),
        ("title:ferry -is:read -is:starred", [None, *range(1, 40, 2)]),
        ("title:ferry is:read is:unread", []),
        ('source:"Paper 0" is:unread', []),
        ('source:"Paper 1" is:unread', list(range(1, 40, 4))),
        ('title:ferry is:read OR source:"Paper 1"', [one for one in range(40) if one % 2 == 0 or one % 4 == 1]),
        ('title:ferry source:"Paper 1" OR is:read', [one for one in range(40) if one % 2 == 0 or one % 4 == 1]),
        ("title:ferry -title:aground is:read OR title:7", sorted([7, *range(0, 40, 2)])),
        ("title:ferry is:read OR -title:aground", list(range(40))),
        ("title:ferry -is:unread OR -title:aground", list(range(40))),
        ("title:ferry -title:aground is:unread OR is:read", list(range(40))),
        ("title:ferry is:starred OR is:read", list(range(0, 40, 2))),
        ("title:ferry -title:aground -is:starred OR is:read", list(range(40))),
        ('title:ferry is:read OR source:"Paper 1" is:unread', list(range(1, 40, 4))),
    ],
)
@pytest.mark.parametrize("limit", [1, 7, 50])
def test_pages_of_marked_articles_among_many_follow_one_another(
    half_read: Library, query: str, wanted: list[int | None], limit: int
) -> None:
    titles: list[str] = []
    offset: int | None = 0
    while offset is not None:
        page = half_read.paper.search(query, sort=Sort.DATE, offset=offset, limit=limit)
        assert len(page.rows) == limit or page.next_offset is None
        titles += [hit.row.title for hit in page.rows]
        offset = page.next_offset
    assert titles == ["Ferry aground off Skarn" if number is None else f"Ferry {number}" for number in wanted]


@pytest.mark.parametrize("query", ["title:ferry is:read OR source:1", "is:unread OR title:ferry", "is:unread"])
def test_of_many_marks_no_more_are_told_to_the_index_than_hits_were_looked_at(
    half_read: Library, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    told: list[int] = []
    search = TantivyIndex.search

    def noting(index: TantivyIndex, asked: SearchQuery) -> SearchHits:
        conditions = [one.condition for clause in asked.clauses for one in clause]
        told.extend(len(one.articles) for one in conditions if isinstance(one, IsAmong))
        return search(index, asked)

    monkeypatch.setattr(TantivyIndex, "search", noting)
    page = half_read.paper.search(query, sort=Sort.DATE, limit=1)
    assert len(page.rows) == 1
    assert max(told, default=0) <= 4


def test_words_beside_a_mark_still_order_what_is_found(half_read: Library) -> None:
    page = half_read.paper.search("ferry is:read OR aground", limit=3)
    assert page.is_estimate
    assert page.rows[0].row.title == "Ferry aground off Skarn"


def test_what_is_read_meanwhile_moves_no_page(half_read: Library) -> None:
    query = "title:ferry is:unread"
    first = half_read.paper.search(query, sort=Sort.DATE, limit=5)
    half_read.paper.articles.mark_read([hit.row.article for hit in first.rows])
    assert first.next_offset is not None
    second = half_read.paper.search(query, sort=Sort.DATE, limit=5, offset=first.next_offset)
    assert [hit.row.title for hit in second.rows] == [f"Ferry {number}" for number in range(9, 18, 2)]


def test_how_many_of_many_are_marked_is_an_estimate_and_says_so(half_read: Library) -> None:
    page = half_read.paper.search("title:ferry is:unread", limit=5)
    assert page.is_estimate
    assert page.total == 21
    assert page.sources[:2] == tuple(
        (one.id, one.title, 10) for one in map(half_read.paper.sources.find, ["Paper 1", "Paper 3"])
    )
    assert not half_read.paper.search("title:ferry", limit=5).is_estimate


def test_what_may_also_be_found_otherwise_is_counted_whole(half_read: Library) -> None:
    page = half_read.paper.search('title:ferry is:read OR source:"Paper 1"', limit=5)
    assert page.is_estimate
    assert page.total == 30
    named = {title: number for _, title, number in page.sources}
    assert named == {"Paper 0": 10, "Paper 1": 10, "Paper 2": 10}


def test_only_what_one_follows_is_found(library: Library) -> None:
    library.paper.sources.unfollow(library.paper.sources.find("The Tide").id)
    assert found(library, "ferry") == [2]
    page = library.paper.search('ferry source:"The Tide"')
    assert page.problems == ("You follow no source “The Tide”, so that was left out. The page of sources lists yours.",)
    assert [hit.row.article for hit in page.rows] == [2]


def test_what_is_said_is_shown_with_who_says_it(explained: Library) -> None:
    page = explained.paper.search("speaker:Brandt said:ferry", sort=Sort.DATE)
    said = [[(one.name, one.words) for one in hit.statements] for hit in page.rows]
    assert said == [
        [("Ewa Brandt", "Nobody was hurt, and the ferry is safe")],
        [("Ewa Brandt", "It is the ferry that worries me")],
    ]
    assert page.rows[0].statements[0].citations[0].article == 1


def test_insights_come_into_the_index_after_articles_and_when_they_change(library: Library) -> None:
    resources = library.paper._resources
    assert found(library, "speaker:Brandt") == []
    Explaining(resources).catch_up()
    assert found(library, "speaker:Brandt") == [1, 2]
    assert indexing.catch_up(resources) == 0
    library.article(
        library.store.sources()[0],
        "Ferry afloat",
        blocks=(paragraph("“She floats again,” Ewa Brandt, the harbour master, said on Monday evening at the quay."),),
    )
    assert indexing.catch_up(resources) == 1
    assert found(library, "speaker:Brandt") == [1, 2]
    Explaining(resources).catch_up()
    assert found(library, "speaker:Brandt") == [1, 2, 4]


def test_newer_rules_bring_everything_in_again(explained: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    resources = explained.paper._resources
    indexing.catch_up(resources)
    monkeypatch.setattr("octavo.explaining.RULES_VERSION", 99)
    monkeypatch.setattr("octavo.newsroom.explaining.BATCH", 1)
    Explaining(resources).catch_up(at_once=1)
    assert indexing.is_behind(resources)
    assert indexing.catch_up(resources) >= 1
    assert not indexing.is_behind(resources)
    Explaining(resources).catch_up()
    assert indexing.catch_up(resources) == 2
    assert resources.index.told() == resources.store.explaining_state()


def test_a_search_waits_for_a_part_of_the_index_only(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.newsroom.indexing.BATCH", 1)
    monkeypatch.setattr("octavo.newsroom.searching.AT_ONCE", 1)
    first = library.paper.search("ferry")
    assert (first.total, "made ready for search" in first.problems[-1]) == (1, True)
    library.paper.search("ferry")
    assert library.paper.search("ferry").problems == ()
    assert library.paper.search("ferry").total == 2


def test_counts_and_the_sources_with_most(library: Library) -> None:
    page = library.paper.search("the OR die")
    assert [number for _, number in page.days] == [1, 2]
    assert page.sources == ((2, "Elsin Courier", 2), (1, "The Tide", 1))
    assert library.paper.search("title:ferry").sources == ()


def test_words_and_highlights_in_title_and_text(library: Library) -> None:
    (hit,) = library.paper.search("title:ferry aground").rows
    assert [hit.title.text[a:b] for a, b in hit.title.highlights] == ["Ferry", "aground"]
    assert {hit.excerpt.text[a:b] for a, b in hit.excerpt.highlights} == {"ferry", "aground"}


def test_in_vain_it_says_what_would_find_something(library: Library) -> None:
    page = library.paper.search("ferrry lang:en")
    assert page.total == 0
    assert [(one.query, one.articles) for one in page.suggestions] == [
        ("ferry lang:en", 2),
        ("lang:en", 2),
        ("ferry", 2),
    ]
    elsewhere = library.paper.search("place:Skarn").suggestions
    assert [(one.query, one.reason, one.articles) for one in elsewhere] == [("Skarn", "anywhere in the text", 1)]
    relaxed = library.paper.search("ferry zeppelin")
    assert (relaxed.is_relaxed, relaxed.total) == (True, 2)
    assert relaxed.days == () != library.paper.search("ferry").days  # which says nothing of both words
    assert library.paper.search('"zeppelin"').suggestions == ()
    mistyped = library.paper.search("tilte:ferry lang:en").suggestions
    assert (mistyped[0].query, mistyped[0].reason) == ("title:ferry lang:en", "“title:” for “tilte:”")
    assert library.paper.search("-ferry").problems == (
        "This only says what to leave out: name something to look for as well.",
    )


@pytest.mark.parametrize(
    "query",
    ['"' * 3_000, "source:" + "x" * 900, "\u202e\x00\x1b", "is:unread " * 90, "speaker:🚢", "person:\x00 said:!", "OR"],
)
def test_hostile_queries_are_queries(explained: Library, query: str) -> None:
    assert explained.paper.search(query).total >= 0
    assert explained.paper.search(f"{query} ferry").total >= 0


def test_a_kept_search_counts_what_is_new(library: Library) -> None:
    desk = library.paper.searches
    kept = desk.save(" Ferries ", " ferry ")
    assert (kept.name, kept.query) == ("Ferries", "ferry")
    assert [(one.search, one.new) for one in desk.list()] == [(kept, 0)]
    library.clock.advance(timedelta(hours=1))
    source = library.store.sources()[0]
    made = Draft(title="Ferry afloat", url="https://press.example/new", blocks=(paragraph("It floats."),))
    library.store.save_article(made, source=source.id, now=library.clock.now())
    library.paper.search("anything")
    assert desk.counted(kept.id).new == 1
    desk.see(kept.id)
    assert desk.list()[0].new == 0


def test_searches_are_named_found_and_forgotten(library: Library) -> None:
    desk = library.paper.searches
    kept = desk.save("", "ferry lang:en")
    assert kept.name == "ferry lang:en"
    assert desk.save("Other", "ferry lang:en") == kept
    assert desk.rename(kept.id, "Boats").name == "Boats"
    assert desk.find("boats") == desk.find(str(kept.id)) == desk.get(kept.id)
    assert desk.of_query("ferry lang:en") == desk.get(kept.id)
    for name in ("", "   ", "\u200b"):
        with pytest.raises(InvalidInput):
            desk.rename(kept.id, name)
    for query in ("", "-ferry", "🚢", "before:never"):
        with pytest.raises(InvalidInput):
            desk.save("Nothing", query)
    desk.remove(kept.id)
    for gone in (desk.get, desk.remove, lambda one: desk.set_stance(one, Stance.MUTE)):
        with pytest.raises(NotFound):
            gone(SearchId(kept.id))


def test_what_a_followed_search_finds_comes_into_the_edition(library: Library) -> None:
    paper = library.paper
    for number in range(3):
        source = library.source(f"Paper {number}", SourceKind.FEED)
        library.article(source, f"A quiet day in street {number}", blocks=(paragraph("Nothing happened."),))
    paper.stories.catch_up()
    assert all("you follow" not in pick.reason for pick in paper.stories.edition(again=True).edition.picks)
    kept = paper.searches.save("Ferries", "title:ferry")
    paper.search("ferry")
    paper.searches.set_stance(kept.id, Stance.FOLLOW)
    picks = {pick.headline: pick.reason for pick in paper.stories.edition(again=True).edition.picks}
    assert picks["Ferry aground off Skarn"].endswith("you follow Ferries")
    paper.searches.set_stance(kept.id, Stance.MUTE)
    assert "Ferry aground off Skarn" not in {p.headline for p in paper.stories.edition(again=True).edition.picks}


def test_everybody_keeps_their_own(library: Library) -> None:
    kept = library.paper.searches.save("Ferries", "ferry")
    other = library.paper.as_user(library.store.add_user("Bea", password_hash=None, now=NOW))
    assert other.searches.list() == ()
    with pytest.raises(NotFound):
        other.searches.remove(kept.id)
    assert other.search("ferry").total == 0
