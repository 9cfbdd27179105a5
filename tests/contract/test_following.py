"""The contract of the store: folders, titles of one's own, and many sources at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, NOW, add_source, draft

from octavo.model.errors import AlreadyThere, NotFound
from octavo.model.following import Activity, FolderId, Outcome, Wanted
from octavo.model.ids import SourceId, UserId
from octavo.model.listing import ListQuery, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store


def wanted(name: str, **more: str) -> Wanted:
    return Wanted(url=f"https://{name}.example/feed", **more)


def shape(store: Store, user: User) -> list[tuple[str, str, str | None]]:
    names = {one.id: one.name for one in store.folders(user.id)}
    return [
        (one.source.url, one.source.title, names.get(one.folder or FolderId(0))) for one in store.subscriptions(user.id)
    ]


def test_folders_are_listed_by_name_and_made_once(store: Store, owner: User, again: Callable[[], Store]) -> None:
    world = store.add_folder(owner.id, "World")
    assert store.add_folder(owner.id, "wORLD") == world
    arts = store.add_folder(owner.id, "arts\x00")
    assert [one.name for one in again().folders(owner.id)] == ["arts\ufffd", "World"]
    other = store.add_user("Bea", password_hash=None, now=NOW)
    assert store.add_folder(other.id, "World").id not in (world.id, arts.id)
    assert len(store.folders(owner.id)) == 2


def test_a_folder_takes_another_name_unless_that_is_taken(store: Store, owner: User) -> None:
    world, arts = store.add_folder(owner.id, "World"), store.add_folder(owner.id, "Arts")
    assert store.rename_folder(owner.id, world.id, "WORLD").name == "WORLD"
    with pytest.raises(AlreadyThere):
        store.rename_folder(owner.id, arts.id, "world")
    other = store.add_user("Bea", password_hash=None, now=NOW)
    for user, folder in ((other.id, world.id), (owner.id, FolderId(99))):
        with pytest.raises(NotFound):
            store.rename_folder(user, folder, "Mine")
    assert [one.name for one in store.folders(owner.id)] == ["Arts", "WORLD"]


def test_a_source_is_in_one_folder_and_stays_when_that_goes(store: Store, owner: User) -> None:
    source = add_source(store, "tide")
    store.subscribe(owner.id, source.id, NOW)
    world, arts = store.add_folder(owner.id, "World"), store.add_folder(owner.id, "Arts")
    store.put_into_folder(owner.id, source.id, world.id)
    store.put_into_folder(owner.id, source.id, arts.id)
    assert store.subscriptions(owner.id)[0].folder == arts.id
    other = store.add_user("Bea", password_hash=None, now=NOW)
    assert not store.remove_folder(other.id, arts.id)
    assert store.remove_folder(owner.id, arts.id)
    assert not store.remove_folder(owner.id, arts.id)
    assert [one.folder for one in store.subscriptions(owner.id)] == [None]
    store.put_into_folder(owner.id, source.id, world.id)
    store.put_into_folder(owner.id, source.id, None)
    assert store.subscriptions(owner.id)[0].folder is None


def test_a_title_of_ones_own_stands_in_lists_of_that_person_only(store: Store, owner: User) -> None:
    source = add_source(store, "tide")
    other = store.add_user("Bea", password_hash=None, now=NOW)
    for user in (owner, other):
        store.subscribe(user.id, source.id, NOW)
    store.save_article(draft("1"), source=source.id, now=NOW)
    store.rename_source(owner.id, source.id, "My paper")
    mine, theirs = store.subscriptions(owner.id)[0], store.subscriptions(other.id)[0]
    assert (mine.source.title, mine.renamed_from) == ("My paper", source.title)
    assert (theirs.source.title, theirs.renamed_from) == (source.title, None)
    assert store.listing(ListQuery(user=owner.id)).rows[0].source_title == "My paper"
    assert store.listing(ListQuery(user=other.id)).rows[0].source_title == source.title
    store.rename_source(owner.id, source.id, None)
    assert store.subscriptions(owner.id)[0].source == source


def test_who_comes_back_finds_everything_where_it_was(store: Store, owner: User) -> None:
    (taken,) = store.follow_all(owner.id, [wanted("tide", title="Mine", folder="World")], NOW)
    assert taken.source is not None
    before = shape(store, owner)
    store.unsubscribe(owner.id, taken.source)
    assert shape(store, owner) == []
    store.subscribe(owner.id, taken.source, NOW)
    assert shape(store, owner) == before


def test_many_sources_are_followed_at_once(store: Store, owner: User, again: Callable[[], Store]) -> None:
    known = add_source(store, "tide")
    store.save_article(draft("1"), source=known.id, now=NOW)
    store.subscribe(owner.id, add_source(store, "post").id, NOW)
    lines = store.follow_all(
        owner.id,
        [
            wanted("tide", folder="World"),
            wanted("new", title="New one", folder="world", site_url="https://new.example/"),
            wanted("post", title="Another title", folder="Arts"),
            wanted("new", title="Once more"),
            wanted("bare\x00"),
        ],
        NOW,
    )
    added, there = Outcome.ADDED, Outcome.KNOWN
    assert [one.outcome for one in lines] == [added, added, there, there, added]
    assert [one.folder for one in lines] == ["World", "world", "Arts", None, None]
    assert shape(again(), owner) == [
        ("https://bare\ufffd.example/feed", "", None),
        ("https://new.example/feed", "New one", "World"),
        ("https://post.example/feed", "Post", None),
        ("https://tide.example/feed", "Tide", "World"),
    ]
    assert [one.unread for one in store.subscriptions(owner.id)] == [0, 0, 0, 1]
    assert store.count_followed(owner.id) == (4, 1)
    assert store.count_followed(UserId(404)) == (0, 0)
    due = store.due_sources(NOW, lease_until=NOW + HOUR, limit=9)
    assert {source.url for source, _ in due} >= {"https://new.example/feed"}
    assert store.follow_all(owner.id, [], NOW) == ()


def test_five_thousand_sources_take_few_statements(store: Store, owner: User) -> None:
    many = [wanted(f"n{n}", title=f"Paper {n}", folder=f"Folder {n % 20}") for n in range(5_000)]
    lines = store.follow_all(owner.id, many, NOW)
    assert sum(one.outcome is Outcome.ADDED for one in lines) == 5_000
    assert len(store.folders(owner.id)) == 20
    assert len(store.subscriptions(owner.id)) == 5_000


def test_a_folder_has_lists_and_is_read_as_one(store: Store, owner: User) -> None:
    world, arts = store.add_folder(owner.id, "World"), store.add_folder(owner.id, "Arts")
    for name, folder in (("tide", world), ("post", world), ("muse", arts)):
        source = add_source(store, name)
        store.subscribe(owner.id, source.id, NOW)
        store.put_into_folder(owner.id, source.id, folder.id)
        for number in range(2):
            store.save_article(draft(f"{name}{number}"), source=source.id, now=NOW)
    both = store.article_by_url("https://tide.example/tide0")
    assert both is not None
    store.save_article(draft("tide0"), source=SourceId(2), now=NOW)
    store.set_starred(owner.id, [both.id], NOW)

    def size(shelf: Shelf, folder: FolderId) -> int:
        return len(store.listing(ListQuery(user=owner.id, shelf=shelf, folder=folder)).rows)

    assert [size(shelf, world.id) for shelf in Shelf] == [4, 4, 1]
    assert [size(shelf, arts.id) for shelf in Shelf] == [2, 2, 0]
    assert store.mark_all_read(owner.id, read_at=NOW, source=None, folder=world.id, before=NOW) == 4
    assert [size(Shelf.UNREAD, folder.id) for folder in (world, arts)] == [0, 2]
    assert {one.source.title: one.unread for one in store.subscriptions(owner.id)} == {"Muse": 2, "Post": 0, "Tide": 0}
    other = store.add_user("Bea", password_hash=None, now=NOW)
    assert store.listing(ListQuery(user=other.id, folder=world.id)).rows == ()


def test_activity_counts_what_was_listed_lately(store: Store, owner: User) -> None:
    busy, silent = add_source(store, "tide"), add_source(store, "post")
    for source in (busy, silent):
        store.subscribe(owner.id, source.id, NOW)
    for number, source in enumerate((busy, busy, silent)):
        at = NOW - (1 + number) * HOUR if source is busy else NOW - 99 * HOUR
        store.save_article(draft(str(number), published_at=at), source=source.id, now=NOW)
    assert store.activity(owner.id, NOW - 24 * HOUR, SourceId(404)) == {}
    for one, lively in store.activity(owner.id, NOW - 24 * HOUR).items():
        assert store.activity(owner.id, NOW - 24 * HOUR, one) == {one: lively}
    assert store.activity(owner.id, NOW - 24 * HOUR) == {
        busy.id: Activity(articles=2, first_at=NOW - 2 * HOUR, latest_at=NOW - HOUR)
    }


def test_what_is_not_there_is_told(store: Store, owner: User) -> None:
    source = add_source(store, "tide")
    folder = store.add_folder(owner.id, "World")
    for call in (
        lambda: store.add_folder(UserId(99), "x"),
        lambda: store.follow_all(UserId(99), [wanted("x")], NOW),
        lambda: store.put_into_folder(owner.id, SourceId(99), folder.id),
        lambda: store.put_into_folder(owner.id, source.id, FolderId(99)),
        lambda: store.put_into_folder(UserId(99), source.id, None),
        lambda: store.rename_source(owner.id, SourceId(99), "x"),
    ):
        with pytest.raises(NotFound):
            call()
