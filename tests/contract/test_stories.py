"""Stories, decisions and editions, in every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, NOW, add_source, draft, follow, save

from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, DecisionId, StoryId, UserId
from octavo.model.insights import Citation, Claim
from octavo.model.stories import (
    CopyKind,
    CopyOf,
    DecisionKind,
    Edition,
    GroupingState,
    Pick,
    Placement,
    Regrouping,
    Relation,
    RelationKind,
    StoryCursor,
    StoryQuery,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.articles import Article
    from octavo.model.people import User
    from octavo.ports import Store

DAY = date(2026, 1, 5)
POINT = Claim.verbatim(Citation(article=ArticleId(1), revision=2, block=3, start=4, end=13, quote="The ferry"))
PICKS = (
    Pick(story=StoryId(2), headline="Ferry", lead=ArticleId(1), score=2.5, reason="3 outlets", point=POINT),
    Pick(story=StoryId(3), headline="Cup", lead=ArticleId(2), score=1.5, reason="2 outlets"),
)


def placed(article: Article, story: int, **changes: object) -> Placement:
    made = Placement(
        article=article.id, story=StoryId(story), at=NOW, outlet="tide.example", reason="names: Ferry, Elsin"
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def write(store: Store, *placements: Placement, merged: tuple[tuple[int, int], ...] = (), **changes: object) -> bool:
    after = store.grouping_state().position
    pairs = tuple((StoryId(old), StoryId(new)) for old, new in merged)
    made = Regrouping(placements=placements, merged=pairs, position=after + 1)
    return store.save_regrouping(replace(made, **changes), after=after)  # type: ignore[arg-type]


def test_a_new_library_has_no_stories(store: Store, owner: User) -> None:
    assert store.grouping_state() == GroupingState()
    assert store.last_story() == 0
    assert store.current_stories([StoryId(1)]) == {}
    assert store.stories(StoryQuery(user=owner.id, since=NOW)) == ()
    assert store.coverage(owner.id, [StoryId(1)]) == ()
    assert store.placements([ArticleId(1)]) == store.placements_since(NOW) == ()


def test_placements_are_kept_and_replaced(store: Store, again: Callable[[], Store]) -> None:
    source = add_source(store)
    first, second = (save(store, source, draft(name)) for name in ("ferry", "bridge"))
    copy = CopyOf(article=first.id, kind=CopyKind.EDITED, reason="9 of 10 sentences")
    assert write(store, placed(first, 1), placed(second, 4, copy_of=copy))
    assert again().placements([second.id, first.id, ArticleId(99)]) == (
        placed(first, 1),
        placed(second, 4, copy_of=copy),
    )
    assert write(store, placed(second, 1, reason="later"))
    assert store.placements([second.id]) == (placed(second, 1, reason="later"),)
    assert store.last_story() == 4
    assert store.placements_since(NOW) == (placed(first, 1), placed(second, 1, reason="later"))
    assert store.placements_since(NOW + HOUR) == ()


def test_an_article_that_is_not_there_is_passed_over(store: Store) -> None:
    article = save(store, add_source(store), draft())
    assert write(store, placed(article, 1), replace(placed(article, 1), article=ArticleId(77)))
    assert store.placements([article.id, ArticleId(77)]) == (placed(article, 1),)


def test_of_two_that_group_at_once_the_second_writes_nothing(store: Store) -> None:
    article = save(store, add_source(store), draft())
    assert store.save_regrouping(Regrouping(placements=(placed(article, 1),), position=5, state=b"\x00new"), after=0)
    assert not store.save_regrouping(Regrouping(placements=(placed(article, 2),), position=6), after=0)
    assert store.placements([article.id]) == (placed(article, 1),)
    assert store.grouping_state() == GroupingState(position=5, state_position=5, state=b"\x00new")
    assert store.save_regrouping(Regrouping(position=8), after=5)
    assert store.grouping_state() == GroupingState(position=8, state_position=5, state=b"\x00new")
    assert store.grouping_progress() == GroupingState(position=8, state_position=5)


def test_old_numbers_lead_to_the_story_they_became(store: Store) -> None:
    article = save(store, add_source(store), draft())
    assert write(store, placed(article, 3))
    assert write(store, placed(article, 1), merged=((3, 2),))
    assert write(store, merged=((2, 1),))
    numbers = [StoryId(3), StoryId(2), StoryId(1), StoryId(9), StoryId(3)]
    assert store.current_stories(numbers) == {1: 1, 2: 1, 3: 1}
    assert write(store, placed(article, 3))
    assert store.current_stories(numbers) == {1: 1, 2: 1, 3: 3}


def test_coverage_is_what_the_reader_follows(store: Store, owner: User) -> None:
    tide, post = follow(store, owner), add_source(store, "post")
    mine, other = save(store, tide, draft("ferry", tags=("Boats",), section="News")), save(store, post, draft("far"))
    assert write(store, placed(mine, 1, at=NOW + HOUR), placed(other, 1))
    (found,) = store.coverage(owner.id, [StoryId(1), StoryId(5)])
    assert found.placement == placed(mine, 1, at=NOW + HOUR)
    assert (found.row.article, found.row.source_title, found.row.read) == (mine.id, "Tide", False)
    assert (found.section, found.tags) == ("News", ("Boats",))
    store.subscribe(owner.id, post.id, NOW)
    store.set_read(owner.id, [mine.id], NOW)
    both = store.coverage(owner.id, [StoryId(1)])
    assert [(one.row.article, one.row.read) for one in both] == [(other.id, False), (mine.id, True)]


def test_an_article_of_two_followed_sources_is_there_once(store: Store, owner: User) -> None:
    tide, post = follow(store, owner), follow(store, owner, "post")
    article = save(store, tide, draft())
    save(store, post, draft())
    assert write(store, placed(article, 1))
    assert len(store.coverage(owner.id, [StoryId(1)])) == 1
    assert store.stories(StoryQuery(user=owner.id, since=NOW)) == ()
    assert len(store.stories(StoryQuery(user=owner.id, since=NOW, fewest_articles=1))) == 1


def test_stories_come_newest_first_page_by_page(store: Store, owner: User) -> None:
    source = follow(store, owner)
    for number in range(1, 6):
        for part in "ab":
            article = save(store, source, draft(f"{number}{part}"))
            at = NOW + (number if part == "b" else 0) * HOUR
            assert write(store, placed(article, number % 4 + 1, at=at))
    query = StoryQuery(user=owner.id, since=NOW - HOUR, limit=2)
    first = store.stories(query)
    assert first == (
        StoryCursor(updated_at=NOW + 5 * HOUR, story=StoryId(2)),
        StoryCursor(updated_at=NOW + 4 * HOUR, story=StoryId(1)),
    )
    second = store.stories(replace(query, after=first[-1]))
    assert [place.story for place in second] == [4, 3]
    assert store.stories(replace(query, after=second[-1])) == ()
    assert [place.story for place in store.stories(replace(query, fewest_articles=3))] == [2]
    assert [place.story for place in store.stories(replace(query, since=NOW + 5 * HOUR))] == [2]
    assert store.stories(replace(query, since=NOW + 6 * HOUR)) == ()
    assert store.stories(replace(query, user=UserId(99))) == ()


def test_what_grouping_finds_of_relations_is_replaced_and_what_was_listed_stays(store: Store) -> None:
    source = add_source(store)
    one, two, three = (save(store, source, draft(name)).id for name in ("one", "two", "three"))
    store.relate(one, two, reason="listed there")
    weak = Relation(article=three, related=one, kind=RelationKind.TOPIC, reason="names: Elsin", score=0.2)
    strong = Relation(article=three, related=two, kind=RelationKind.FOLLOW_UP, reason="names: Skarn", score=0.5)
    gone = replace(weak, related=ArticleId(99))
    own = replace(weak, related=three)
    assert write(store, looked_at=(three,), relations=(weak, gone, strong, own))
    assert store.related(three) == (strong, weak)
    assert [found.reason for found in store.related(one)] == ["listed there", "names: Elsin"]
    assert write(store, looked_at=(three, one), relations=(weak,))
    assert store.related(three) == (weak,)
    assert [found.reason for found in store.related(two)] == ["listed there"]


def test_a_story_counts_what_it_has_now(store: Store, owner: User) -> None:
    source = follow(store, owner)
    one, two, three = (save(store, source, draft(name)) for name in ("one", "two", "three"))
    query = StoryQuery(user=owner.id, since=NOW)
    assert write(store, placed(one, 1, at=NOW + HOUR), placed(two, 1, at=NOW + 3 * HOUR), placed(three, 2))
    assert store.stories(query) == (StoryCursor(updated_at=NOW + 3 * HOUR, story=StoryId(1)),)
    assert write(store, placed(two, 2, at=NOW + 2 * HOUR))
    assert store.stories(query) == (StoryCursor(updated_at=NOW + 2 * HOUR, story=StoryId(2)),)
    assert write(store, placed(one, 2, at=NOW + HOUR), merged=((1, 2),))
    assert store.stories(replace(query, fewest_articles=3)) == store.stories(query)
    assert [place.story for place in store.stories(replace(query, fewest_articles=1))] == [2]


def test_decisions_stand_until_they_are_undone(store: Store, owner: User, again: Callable[[], Store]) -> None:
    articles = (ArticleId(3), ArticleId(5))
    one = store.add_decision(owner.id, kind=DecisionKind.TOGETHER, articles=articles, now=NOW)
    two = store.add_decision(
        owner.id, kind=DecisionKind.APART, articles=articles[:1], others=articles[1:], now=NOW + HOUR
    )
    assert (one.user, one.kind, one.articles, one.at, two.others) == (
        owner.id, DecisionKind.TOGETHER, articles, NOW, articles[1:],
    )  # fmt: skip
    assert again().decisions() == (one, two)
    assert store.undo_decision(one.id, now=NOW)
    assert not store.undo_decision(one.id, now=NOW)
    assert not store.undo_decision(DecisionId(99), now=NOW)
    assert store.decisions() == (two,)
    with pytest.raises(NotFound):
        store.add_decision(UserId(99), kind=DecisionKind.LOCK, articles=articles, now=NOW)


def test_editions_are_kept_for_each_person_and_day(store: Store, owner: User, again: Callable[[], Store]) -> None:
    today = Edition(day=DAY, made_at=NOW, picks=PICKS, considered=12)
    yesterday = Edition(day=DAY - timedelta(days=1), made_at=NOW - 24 * HOUR, picks=(), considered=0)
    for edition in (today, yesterday):
        store.save_edition(owner.id, edition)
    assert again().edition(owner.id, DAY) == today
    assert store.edition(UserId(99), DAY) is None
    assert store.editions(owner.id, before=DAY, limit=5) == (yesterday,)
    assert store.editions(owner.id, before=DAY + timedelta(days=1), limit=1) == (today,)
    store.save_edition(owner.id, replace(today, considered=13))
    assert store.editions(owner.id, before=date.max, limit=9) == (replace(today, considered=13), yesterday)
    with pytest.raises(NotFound):
        store.save_edition(UserId(99), today)
