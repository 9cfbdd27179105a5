"""The contract of the store: what explaining found, subjects, and what people want of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, NOW, draft, follow, save

from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, StoryId, UserId
from octavo.model.listing import ListQuery
from octavo.model.stories import Placement, Regrouping
from octavo.model.subjects import (
    Explained,
    ExplainingState,
    Mention,
    Stance,
    StoryExplained,
    Subject,
    SubjectKind,
    SubjectQuery,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store

BEGUN = ExplainingState()
FERRY = Subject(kind=SubjectKind.TOPIC, key="ferry", name="Ferry")
OSLO = Subject(kind=SubjectKind.PLACE, key="oslo", name="Oslo")
ADA = Subject(kind=SubjectKind.SPEAKER, key="ada", name="Ada")


def explain(store: Store, article: ArticleId, *subjects: Subject, revision: int = 1) -> bool:
    mentions = tuple(Mention(subject=one, weight=weight) for weight, one in enumerate(reversed(subjects), 1))
    before = store.explaining_state()
    found = Explained(article=article, revision=revision, insights=b"\x00found\xff", mentions=mentions)
    return store.save_explained([found], after=before, state=replace(before, position=before.position + 1))


def place(store: Store, story: int, *articles: ArticleId) -> None:
    placements = tuple(
        Placement(article=article, story=StoryId(story), at=NOW, outlet="x", reason="") for article in articles
    )
    position = store.grouping_state().position
    store.save_regrouping(Regrouping(placements=placements, position=position + 1), after=position)


def test_what_was_found_is_kept_with_its_subjects(store: Store, owner: User, again: Callable[[], Store]) -> None:
    article = save(store, follow(store, owner), draft())
    assert store.explained([article.id]) == ()
    assert explain(store, article.id, FERRY, OSLO)
    (found,) = again().explained([article.id, ArticleId(99)])
    assert (found.revision, found.insights) == (1, b"\x00found\xff")
    assert [(one.subject, one.weight) for one in found.mentions] == [(FERRY, 2), (OSLO, 1)]
    assert explain(store, article.id, ADA, revision=2)
    (found,) = store.explained([article.id])
    assert (found.revision, [one.subject for one in found.mentions]) == (2, [ADA])
    assert store.subject(SubjectKind.TOPIC, "ferry") == FERRY


def test_of_two_processes_one_explains(store: Store, owner: User) -> None:
    article = save(store, follow(store, owner), draft())
    found = Explained(article=article.id, revision=1, insights=b"1")
    state = ExplainingState(position=5, version=3)
    assert store.save_explained([found], after=BEGUN, state=state)
    assert not store.save_explained([replace(found, insights=b"2")], after=BEGUN, state=state)
    assert store.explaining_state() == state
    assert [one.insights for one in store.explained([article.id])] == [b"1"]
    unknown = Explained(article=ArticleId(99), revision=1, insights=b"1", mentions=(Mention(subject=FERRY),))
    assert store.save_explained([unknown], after=state, state=state)
    assert store.explained([ArticleId(99)]) == ()


def test_a_subject_keeps_its_first_name_and_survives_any_text(store: Store, owner: User) -> None:
    source = follow(store, owner)
    one, two = save(store, source, draft("one", "One.")), save(store, source, draft("two", "Two."))
    explain(store, one.id, FERRY)
    explain(
        store,
        two.id,
        replace(FERRY, name="FERRY"),
        Subject(kind=SubjectKind.PERSON, key="\x00\ud800" * 300, name="\x00"),
    )
    assert store.subject(SubjectKind.TOPIC, "ferry") == FERRY
    assert len(store.explained([two.id])[0].mentions) == 2
    assert store.subject(SubjectKind.PERSON, "nobody\x00") is None


def test_articles_are_listed_by_subject_in_what_a_person_follows(store: Store, owner: User) -> None:
    source, other = (
        follow(store, owner),
        store.add_source(
            url="https://post.example/feed",
            kind=follow(store, owner).kind,
            title="Post",
            site_url=None,
            language=None,
            now=NOW,
        ),
    )
    made = [save(store, source, draft(f"n{n}", f"Text {n}."), NOW + n * HOUR) for n in range(3)]
    hidden = save(store, other, draft("hidden", "Hidden."))
    for article in (*made, hidden):
        explain(store, article.id, FERRY)
    query = ListQuery(user=owner.id, subject=(SubjectKind.TOPIC, "ferry"), limit=2)
    first = store.listing(query)
    assert [row.article for row in first.rows] == [made[2].id, made[1].id]
    assert first.next is not None
    assert [row.article for row in store.listing(replace(query, after=first.next)).rows] == [made[0].id]
    assert store.listing(replace(query, subject=(SubjectKind.PLACE, "ferry"))).rows == ()


def test_subjects_are_counted_the_most_common_first(store: Store, owner: User) -> None:
    source = follow(store, owner)
    old, new = save(store, source, draft("old", "Old."), NOW), save(store, source, draft("new", "New."), NOW + HOUR)
    explain(store, old.id, FERRY, OSLO)
    explain(store, new.id, OSLO, ADA)
    query = SubjectQuery(user=owner.id, since=NOW)
    assert [(one.subject, one.articles) for one in store.subjects(query)] == [(OSLO, 2), (FERRY, 1), (ADA, 1)]
    assert [one.subject for one in store.subjects(replace(query, since=NOW + HOUR))] == [OSLO, ADA]
    assert [one.subject for one in store.subjects(replace(query, kind=SubjectKind.TOPIC))] == [FERRY]
    assert len(store.subjects(replace(query, limit=1))) == 1
    assert store.subjects(replace(query, user=UserId(99))) == ()
    assert store.find_subjects("fe", limit=5) == (FERRY,)
    assert store.find_subjects("%", limit=5) == ()


def test_a_person_wants_something_of_subjects(store: Store, owner: User, again: Callable[[], Store]) -> None:
    article = save(store, follow(store, owner), draft())
    explain(store, article.id, FERRY, OSLO)
    store.set_interest(owner.id, SubjectKind.TOPIC, "ferry", stance=Stance.FOLLOW, now=NOW)
    store.set_interest(owner.id, SubjectKind.PLACE, "oslo", stance=Stance.LESS, now=NOW)
    store.set_interest(owner.id, SubjectKind.PLACE, "oslo", stance=Stance.MUTE, now=NOW)
    wanted = [(one.subject, one.stance, one.since) for one in again().interests(owner.id)]
    assert wanted == [(FERRY, Stance.FOLLOW, NOW), (OSLO, Stance.MUTE, NOW)]
    found = store.interesting(owner.id, [article.id, ArticleId(99)])
    assert [(place, one.subject) for place, one in found] == [(article.id, OSLO), (article.id, FERRY)]
    store.set_interest(owner.id, SubjectKind.PLACE, "oslo", stance=None, now=NOW)
    assert [one.subject for one in store.interests(owner.id)] == [FERRY]
    with pytest.raises(NotFound):
        store.set_interest(owner.id, SubjectKind.PLACE, "rome", stance=Stance.MUTE, now=NOW)
    with pytest.raises(NotFound):
        store.set_interest(UserId(99), SubjectKind.TOPIC, "ferry", stance=Stance.MUTE, now=NOW)


def test_a_person_wants_something_of_stories_and_has_seen_them(store: Store, owner: User) -> None:
    source = follow(store, owner)
    one, two = save(store, source, draft("one", "One.")), save(store, source, draft("two", "Two."))
    place(store, 1, one.id)
    place(store, 2, two.id)
    store.see_story(owner.id, StoryId(1), NOW)
    store.set_story_interest(owner.id, StoryId(1), stance=Stance.FOLLOW)
    store.see_story(owner.id, StoryId(2), NOW)
    found = store.story_interests(owner.id, [StoryId(2), StoryId(1), StoryId(9)])
    assert [(it.story, it.stance, it.seen_at) for it in found] == [(1, Stance.FOLLOW, NOW), (2, None, NOW)]
    assert [it.story for it in store.story_interests(owner.id)] == [1]
    store.set_story_interest(owner.id, StoryId(1), stance=None)
    assert store.story_interests(owner.id) == ()
    with pytest.raises(NotFound):
        store.see_story(owner.id, StoryId(9), NOW)


def test_the_latest_readings_of_a_story_are_kept(store: Store, owner: User) -> None:
    article = save(store, follow(store, owner), draft())
    place(store, 1, article.id)
    for number in range(6):
        store.save_story_insights(
            StoryExplained(story=StoryId(1), digest=f"d{number}", insights=b"%d" % number, at=NOW + number * HOUR)
        )
    assert store.story_insights(StoryId(1), "d1") is None
    found = store.story_insights(StoryId(1), "d5")
    assert found is not None
    assert found.insights == b"5"
    store.save_story_insights(replace(found, insights=b"6"))
    again = store.story_insights(StoryId(1), "d5")
    assert again is not None
    assert again.insights == b"6"
    store.save_story_insights(replace(found, story=StoryId(9)))
    assert store.story_insights(StoryId(9), "d5") is None


def test_what_is_wanted_of_a_story_stands_for_the_one_it_became(store: Store, owner: User) -> None:
    source = follow(store, owner)
    made = [save(store, source, draft(f"n{n}", f"Text {n}.")).id for n in range(3)]
    for number, article in enumerate(made, 1):
        place(store, number, article)
    store.set_story_interest(owner.id, StoryId(2), stance=Stance.FOLLOW)
    store.set_story_interest(owner.id, StoryId(3), stance=Stance.MUTE)
    for old, new in ((2, 1), (3, 1)):
        position = store.grouping_state().position
        merge = Regrouping(merged=((StoryId(old), StoryId(new)),), position=position + 1)
        assert store.save_regrouping(merge, after=position)
    assert [(it.story, it.stance) for it in store.story_interests(owner.id)] == [(1, Stance.FOLLOW), (3, Stance.MUTE)]
