"""Stories kept in step with the store: restarts, two processes at once, decisions, and what a library had before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.doors.events import CUP, FERRY, tell_events
from tests.doors.web_library import NOW, Library, new_library, paragraph

from octavo.model.errors import InvalidInput, NotFound, Unavailable
from octavo.model.ids import ArticleId, StoryId
from octavo.model.stories import DecisionKind, Regrouping
from octavo.newsroom import grouping as newsroom_grouping
from octavo.newsroom.grouping import Grouping, outlet_of
from octavo.newsroom.resources import Resources
from octavo.testing import FixedClock, MemorySearchIndex, MemoryStore, PlainCredentials, ScriptedFetcher, WordEmbedder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from octavo.model.articles import Article


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with new_library(tmp_path) as library:
        yield library


def partition(library: Library) -> set[frozenset[int]]:
    """The articles by story, whatever the stories' numbers."""
    stories: dict[StoryId, set[int]] = {}
    for place in library.store.placements_since(NOW - timedelta(days=30)):
        stories.setdefault(place.story, set()).add(place.article)
    return {frozenset(articles) for articles in stories.values()}


def numbers(library: Library) -> dict[int, int]:
    return {place.article: place.story for place in library.store.placements_since(NOW - timedelta(days=30))}


def test_what_is_told_by_several_is_one_story(library: Library) -> None:
    ferry, cup = tell_events(library)
    assert partition(library) == {frozenset(one.id for one in ferry), frozenset(one.id for one in cup)}
    assert library.paper.stories.catch_up() == 0


def test_where_nothing_came_in_what_grouping_knows_is_not_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_events(library)
    monkeypatch.setattr(library.store, "grouping_state", None)
    assert library.paper.stories.catch_up() == 0


def test_a_restart_after_every_article_changes_nothing(tmp_path: Path) -> None:
    found = []
    for name, restarts in (("at once", False), ("one by one", True)):
        (tmp_path / name).mkdir()
        with new_library(tmp_path / name) as library:
            source = library.source()
            for place, text in enumerate((*FERRY, *CUP)):
                library.article(
                    source,
                    text[:40],
                    blocks=(paragraph(text),),
                    url=f"https://p{place}.example/",
                    published_at=NOW - timedelta(hours=9 - place),
                )
                if restarts:
                    assert library.paper.stories.catch_up() == 1
            library.paper.stories.catch_up()
            found.append(partition(library))
    assert found[0] == found[1]
    assert max(map(len, found[0])) == len(FERRY)


def test_what_was_being_written_when_the_program_died_is_done_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, calls = type(library.store).save_regrouping, list[int]()

    def dies(store: object, regrouping: Regrouping, *, after: int) -> bool:
        calls.append(regrouping.position)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return save(store, regrouping, after=after)  # type: ignore[arg-type]

    monkeypatch.setattr(newsroom_grouping, "BATCH", 2)
    monkeypatch.setattr(type(library.store), "save_regrouping", dies)
    with pytest.raises(KeyboardInterrupt):
        tell_events(library)
    monkeypatch.setattr(type(library.store), "save_regrouping", save)
    state = library.store.grouping_state()
    assert (state.position, state.state_position) == (2, 0)
    library.paper.stories.catch_up()
    assert sorted(map(len, partition(library))) == [len(CUP), len(FERRY)]
    assert library.store.grouping_state().state_position == len(CUP) + len(FERRY)


def test_an_embedder_that_fails_leaves_the_words(library: Library) -> None:
    embedder = WordEmbedder()
    embedder.problem = "The server sleeps."
    source = library.source()
    for text in (*FERRY, *CUP):
        library.article(source, text[:40], blocks=(paragraph(text),), published_at=NOW - timedelta(hours=2))
    grouping = Grouping(replace(library.paper._resources, embedder=embedder))
    assert grouping.catch_up() == embedder.asked == len(FERRY) + len(CUP)
    assert sorted(map(len, partition(library))) == [len(CUP), len(FERRY)]


def test_another_embedder_means_grouping_anew_and_the_same_stories(library: Library) -> None:
    tell_events(library)
    before = numbers(library)
    late = library.article(library.source(), "Harbour tunnel to cost more")
    embedder = WordEmbedder(model="small")
    resources = replace(library.paper._resources, embedder=embedder)
    assert Grouping(resources).catch_up() == len(FERRY) + len(CUP) + 1
    assert embedder.asked == len(FERRY) + len(CUP) + 1
    after = numbers(library)
    assert {article: story for article, story in after.items() if article != late.id} == before
    library.article(library.source(), "Bridge closed for repairs")
    assert Grouping(resources).catch_up() == 1


def test_of_two_processes_at_it_one_leaves_it_to_the_other(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    tell_events(library)
    before = numbers(library)
    late = library.article(library.source(), "Harbour tunnel to cost more")
    monkeypatch.setattr(type(library.store), "save_regrouping", lambda *_, **__: False)
    assert library.paper.stories.catch_up() == 0
    with pytest.raises(Unavailable, match="try again"):
        library.paper.stories.regroup()
    assert numbers(library) == before
    monkeypatch.undo()
    assert library.paper.stories.catch_up() == 1
    assert late.id in numbers(library)


@pytest.mark.parametrize("state", [b"", b"nonsense", b"octavo grouping 2\n" + b"\x00" * 32, b"octavo grouping 9\n"])
def test_a_state_that_cannot_be_read_is_made_anew_and_stories_keep_their_numbers(
    library: Library, state: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    tell_events(library)
    before = numbers(library)
    position = library.store.grouping_state().position
    assert library.store.save_regrouping(Regrouping(position=position, state=state), after=position)
    library.article(library.source(), "Harbour tunnel to cost more", url="https://x.example/tunnel")
    library.paper.stories.catch_up()
    assert "grouped anew" in caplog.text
    assert before.items() <= numbers(library).items()


def test_regrouping_keeps_numbers_and_decisions(library: Library) -> None:
    ferry, _ = tell_events(library)
    story = numbers(library)[ferry[0].id]
    library.paper.stories.split(StoryId(story), [ferry[1].id])
    before, seen = numbers(library), list[int]()
    assert library.paper.stories.regroup(seen.append) == len(before)
    assert seen[-1] == len(before)
    assert numbers(library) == before
    assert len(library.paper.stories.decisions()) == 1


def test_a_contradiction_is_refused_and_nothing_is_kept(library: Library) -> None:
    ferry, cup = tell_events(library)
    desk = library.paper.stories
    story, other = (StoryId(numbers(library)[one[0].id]) for one in (ferry, cup))
    desk.split(story, [ferry[2].id])
    before = numbers(library)
    with pytest.raises(InvalidInput, match="undo that one first"):
        desk.move([ferry[2].id], story)
    assert numbers(library) == before
    assert len(desk.decisions()) == 1
    desk.merge(story, other)
    desk.undo(desk.decisions()[-1].id)
    assert numbers(library)[cup[0].id] == other


def test_a_decision_that_another_process_kept_is_carried_out(library: Library) -> None:
    ferry, cup = tell_events(library)
    library.store.add_decision(library.me.id, kind=DecisionKind.TOGETHER, articles=[ferry[0].id, cup[0].id], now=NOW)
    contrary = library.store.add_decision(
        library.me.id, kind=DecisionKind.APART, articles=[ferry[0].id], others=[cup[0].id], now=NOW
    )
    library.article(library.source(), "Harbour tunnel to cost more", url="https://x.example/tunnel")
    library.paper.stories.catch_up()
    assert numbers(library)[ferry[0].id] == numbers(library)[cup[0].id]
    assert contrary.id not in {one.id for one in library.paper.stories.decisions()}


def test_a_changed_article_is_looked_at_anew(library: Library) -> None:
    ferry, cup = tell_events(library)
    (source, *_) = library.store.sources()
    changed = library.article(
        source, cup[0].title, url=ferry[2].url, blocks=(paragraph(CUP[0]),), published_at=ferry[2].published_at
    )
    assert changed.id == ferry[2].id
    library.paper.stories.catch_up()
    assert numbers(library)[changed.id] != numbers(library)[ferry[0].id]


def test_desks_refuse_what_is_not_there(library: Library) -> None:
    desk = library.paper.stories
    ferry, _ = tell_events(library)
    story = StoryId(numbers(library)[ferry[0].id])
    with pytest.raises(NotFound, match="no story 99"):
        desk.story(StoryId(99))
    with pytest.raises(NotFound, match="no article 999"):
        desk.move([ArticleId(999)], story)
    with pytest.raises(InvalidInput, match="in that story already"):
        desk.move([ferry[0].id], story)
    with pytest.raises(InvalidInput, match="leave at least one"):
        desk.split(story, [one.id for one in ferry])
    assert Grouping(library.paper._resources).why(ferry[0].id, ArticleId(999)) is None


def test_it_is_said_how_likely_articles_belong_together(library: Library) -> None:
    ferry, _ = tell_events(library)
    ties = library.paper.stories.ties(StoryId(numbers(library)[ferry[0].id]))
    assert len(ties) == len(ferry) - 1
    assert all(tie.score is not None and tie.score > 0.5 and tie.features for tie in ties)
    assert any("Aurelia" in name for tie in ties for name in tie.names)


def test_a_store_in_memory_tells_the_same_stories() -> None:
    store, clock = MemoryStore(), FixedClock(NOW)
    resources = Resources(
        store=store,
        fetcher=ScriptedFetcher(at=NOW),
        index=MemorySearchIndex(),
        clock=clock,
        credentials=PlainCredentials(),
    )
    me = store.ensure_owner("reader", NOW)
    from octavo.newsroom import Newsroom  # noqa: PLC0415 - beside its one use

    paper = Newsroom(resources, me)
    ferry, cup = tell_events(Library(store=store, clock=clock, fetcher=ScriptedFetcher(at=NOW), paper=paper, me=me))
    stories = paper.stories.listing().stories
    assert sorted(len(one.articles) for one in stories) == sorted((len(ferry), len(cup)))


@pytest.mark.parametrize(
    ("url", "publisher", "outlet"),
    [
        ("https://www.news.example.co.uk/a", None, "example.co.uk"),
        ("http://127.0.0.1:8000/a", "The Elsin Courier", "theelsincourier"),
        ("http://127.0.0.1:8000/a", None, "source 1"),
        (None, "Radio Tide", "radiotide"),
    ],
)
def test_an_outlet_is_a_domain_else_a_publisher_else_a_source(
    library: Library, url: str | None, publisher: str | None, outlet: str
) -> None:
    article: Article = library.article(library.source(), url=url, publisher=publisher)
    assert outlet_of(article) == outlet
