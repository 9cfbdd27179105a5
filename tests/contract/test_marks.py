"""The contract of the store: what people marked, and the counts that follow from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, MINUTE, NOW, add_source, draft, follow, save

from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, SourceId, UserId
from octavo.model.listing import ListQuery, Shelf
from octavo.model.people import Mark

if TYPE_CHECKING:
    from octavo.model.people import User
    from octavo.ports import Store


def unread(store: Store, user: User) -> dict[str, int]:
    return {one.source.title: one.unread for one in store.subscriptions(user.id)}


def test_no_mark_is_an_empty_mark(store: Store, owner: User) -> None:
    assert store.mark(owner.id, ArticleId(99)) == Mark(user=owner.id, article=ArticleId(99))
    assert store.mark(UserId(99), ArticleId(99)) == Mark(user=UserId(99), article=ArticleId(99))


def test_read_and_star_are_apart(store: Store, owner: User) -> None:
    article = save(store, follow(store, owner), draft()).id
    store.set_read(owner.id, [article], NOW)
    store.set_starred(owner.id, [article], NOW + HOUR)
    assert store.mark(owner.id, article) == Mark(user=owner.id, article=article, read_at=NOW, starred_at=NOW + HOUR)
    store.set_read(owner.id, [article], None)
    assert store.mark(owner.id, article) == Mark(user=owner.id, article=article, starred_at=NOW + HOUR)
    store.set_starred(owner.id, [article], None)
    assert store.mark(owner.id, article) == Mark(user=owner.id, article=article)


def test_marking_again_keeps_the_time_and_the_count(store: Store, owner: User) -> None:
    source = follow(store, owner)
    one, two = (save(store, source, draft(name)).id for name in ("one", "two"))
    for later in range(3):
        store.set_read(owner.id, [one, one], NOW + later * HOUR)
        store.set_starred(owner.id, [one], NOW + later * HOUR)
        assert unread(store, owner) == {"Tide": 1}
    mark = store.mark(owner.id, one)
    assert (mark.read_at, mark.starred_at) == (NOW, NOW)
    for _ in range(3):
        store.set_read(owner.id, [one, two], None)
        assert unread(store, owner) == {"Tide": 2}


def test_unknown_articles_are_passed_over_and_unknown_people_are_not(store: Store, owner: User) -> None:
    article = save(store, follow(store, owner), draft()).id
    store.set_read(owner.id, [ArticleId(99), article], NOW)
    store.set_starred(owner.id, [ArticleId(99)], NOW)
    assert store.mark(owner.id, article).read_at == NOW
    assert store.mark(owner.id, ArticleId(99)) == Mark(user=owner.id, article=ArticleId(99))
    for call in (store.set_read, store.set_starred):
        with pytest.raises(NotFound):
            call(UserId(99), [article], NOW)
    with pytest.raises(NotFound):
        store.mark_all_read(UserId(99), read_at=NOW, source=None, before=NOW)


def test_nothing_to_mark_marks_nothing(store: Store, owner: User) -> None:
    save(store, follow(store, owner), draft())
    store.set_read(owner.id, [], NOW)
    store.set_starred(owner.id, [], NOW)
    assert unread(store, owner) == {"Tide": 1}


def test_an_article_of_two_sources_counts_in_both(store: Store, owner: User) -> None:
    tide, post = follow(store, owner, "tide"), follow(store, owner, "post")
    article = save(store, tide, draft()).id
    save(store, post, draft())
    assert unread(store, owner) == {"Post": 1, "Tide": 1}
    store.set_read(owner.id, [article], NOW)
    assert unread(store, owner) == {"Post": 0, "Tide": 0}
    store.set_read(owner.id, [article], None)
    assert unread(store, owner) == {"Post": 1, "Tide": 1}


def test_what_was_read_elsewhere_is_not_unread_when_another_source_lists_it(store: Store, owner: User) -> None:
    tide, post = follow(store, owner, "tide"), follow(store, owner, "post")
    article = save(store, tide, draft()).id
    store.set_read(owner.id, [article], NOW)
    save(store, post, draft())
    assert unread(store, owner) == {"Post": 0, "Tide": 0}
    assert store.listing(ListQuery(user=owner.id, shelf=Shelf.UNREAD)).rows == ()


def test_very_many_can_be_marked_at_once(store: Store, owner: User) -> None:
    source = follow(store, owner)
    article = save(store, source, draft()).id
    unknown = [ArticleId(number) for number in range(1_000_000, 1_040_000)]
    store.set_read(owner.id, [*unknown, article], NOW)
    assert unread(store, owner) == {"Tide": 0}


@pytest.mark.parametrize("of_one", [True, False])
def test_everything_seen_until_then_is_read(store: Store, owner: User, of_one: bool) -> None:
    tide, post = follow(store, owner, "tide"), follow(store, owner, "post")
    early = [save(store, tide, draft(f"n{n}", published_at=NOW - HOUR)).id for n in range(3)]
    store.set_read(owner.id, early[:1], NOW - MINUTE)
    store.set_starred(owner.id, early[1:2], NOW - MINUTE)
    late = save(store, tide, draft("late", published_at=NOW - HOUR), NOW + MINUTE).id
    other = save(store, post, draft("other")).id
    count = store.mark_all_read(owner.id, read_at=NOW + HOUR, source=tide.id if of_one else None, before=NOW)
    assert count == (2 if of_one else 3)
    reads = [store.mark(owner.id, article).read_at for article in (*early, late, other)]
    assert reads == [NOW - MINUTE, NOW + HOUR, NOW + HOUR, None, None if of_one else NOW + HOUR]
    assert store.mark(owner.id, early[1]).starred_at == NOW - MINUTE
    assert unread(store, owner) == {"Post": int(of_one), "Tide": 1}
    assert store.mark_all_read(owner.id, read_at=NOW + HOUR, source=tide.id, before=NOW) == 0


def test_all_of_one_source_is_read_wherever_it_is_listed(store: Store, owner: User) -> None:
    tide, post = follow(store, owner, "tide"), follow(store, owner, "post")
    save(store, tide, draft())
    save(store, post, draft())
    assert store.mark_all_read(owner.id, read_at=NOW, source=tide.id, before=NOW) == 1
    assert unread(store, owner) == {"Post": 0, "Tide": 0}


def test_all_counts_an_article_of_two_sources_once(store: Store, owner: User) -> None:
    for name in ("tide", "post"):
        save(store, follow(store, owner, name), draft())
    assert store.mark_all_read(owner.id, read_at=NOW, source=None, before=NOW) == 1


def test_all_of_a_source_that_is_not_followed_is_read(store: Store, owner: User) -> None:
    tide, post = follow(store, owner, "tide"), add_source(store, "post")
    both = save(store, tide, draft("both")).id
    save(store, post, draft("both"))
    alone = save(store, post, draft("alone")).id
    assert store.mark_all_read(owner.id, read_at=NOW, source=None, before=NOW - HOUR) == 0
    assert store.mark_all_read(owner.id, read_at=NOW, source=post.id, before=NOW) == 2
    assert [store.mark(owner.id, article).read_at for article in (both, alone)] == [NOW, NOW]
    assert unread(store, owner) == {"Tide": 0}
    assert store.mark_all_read(owner.id, read_at=NOW, source=SourceId(99), before=NOW) == 0


def test_each_persons_marks_are_their_own(store: Store, owner: User) -> None:
    other = store.add_user("Ben", password_hash=None, now=NOW)
    source = follow(store, owner)
    store.subscribe(other.id, source.id, NOW)
    article = save(store, source, draft()).id
    store.mark_all_read(owner.id, read_at=NOW, source=None, before=NOW)
    store.set_starred(owner.id, [article], NOW)
    assert store.mark(other.id, article) == Mark(user=other.id, article=article)
    assert unread(store, other) == {"Tide": 1}


def test_times_without_a_zone_are_refused(store: Store, owner: User) -> None:
    naive = NOW.replace(tzinfo=None)
    article = save(store, follow(store, owner), draft()).id
    for call in (store.set_read, store.set_starred):
        with pytest.raises(ValueError, match="without a zone"):
            call(owner.id, [article], naive)
    with pytest.raises(ValueError, match="without a zone"):
        store.mark_all_read(owner.id, read_at=naive, source=None, before=NOW)
    with pytest.raises(ValueError, match="without a zone"):
        store.mark_all_read(owner.id, read_at=NOW, source=None, before=naive)
    assert store.mark(owner.id, article) == Mark(user=owner.id, article=article)
