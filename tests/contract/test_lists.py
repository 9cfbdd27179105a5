"""The contract of the store: pages of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, MINUTE, NOW, add_source, draft, follow, paragraphs, save

from octavo.model.articles import Block, BlockKind, Image, Precision
from octavo.model.ids import ArticleId, SourceId, UserId
from octavo.model.listing import Cursor, Listing, ListQuery, Row, Shelf

if TYPE_CHECKING:
    from octavo.model.people import User
    from octavo.ports import Store


def shown(store: Store, query: ListQuery) -> list[int]:
    return [row.article for row in store.listing(query).rows]


def pages(store: Store, query: ListQuery) -> list[list[int]]:
    """Every page of a list, turned by its cursors."""
    found: list[list[int]] = []
    after: Cursor | None = None
    while True:
        listing = store.listing(
            ListQuery(user=query.user, shelf=query.shelf, source=query.source, after=after, limit=query.limit)
        )
        found.append([row.article for row in listing.rows])
        after = listing.next
        if after is None:
            return found


def test_a_row_knows_the_picture_of_its_article(store: Store, owner: User) -> None:
    source = follow(store, owner)
    image = Image(url="https://tide.example/ferry.jpg", width=1200, height=800, caption="The ferry.", credit="L. H.")
    save(store, source, draft("ferry", image=image))
    save(store, source, draft("bridge"))
    rows = {row.title: row for row in store.listing(ListQuery(user=owner.id)).rows}
    assert rows["Ferry"].image == image
    assert rows["Bridge"].image is None


def test_a_row_tells_the_beginning_in_sentences(store: Store, owner: User) -> None:
    source = follow(store, owner)
    beside = (
        Block(kind=BlockKind.FIGURE, text="The ferry at low tide."),
        Block(kind=BlockKind.HEADING, text="What we know", level=2),
    )
    save(store, source, draft("ferry", blocks=(*beside, *paragraphs("It is late.", "Nobody knows why."))))
    save(store, source, draft("gallery", blocks=beside))
    rows = {row.title: row.excerpt for row in store.listing(ListQuery(user=owner.id)).rows}
    assert rows == {"Ferry": "It is late. Nobody knows why.", "Gallery": "The ferry at low tide. What we know"}


def test_a_row_shows_what_a_line_needs(store: Store, owner: User) -> None:
    source = follow(store, owner)
    article = save(
        store,
        source,
        draft(
            text="word " * 200,
            byline=("Ada", "Ben"),
            published_at=NOW - HOUR,
            precision=Precision.HOUR,
            language="en",
            partial="cut",
        ),
    )
    store.set_read(owner.id, [article.id], NOW)
    (row,) = store.listing(ListQuery(user=owner.id)).rows
    assert row == Row(
        article=article.id,
        source=source.id,
        source_title="Tide",
        title="Ferry",
        excerpt=row.excerpt,
        byline=("Ada", "Ben"),
        published_at=NOW - HOUR,
        precision=Precision.HOUR,
        sort_at=NOW - HOUR,
        first_seen_at=NOW,
        language="en",
        word_count=200,
        partial="cut",
        revision=1,
        read=True,
        starred=False,
    )
    assert 200 < len(row.excerpt) <= 300
    assert store.rows(owner.id, [article.id]) == (row,)


def test_an_empty_library_has_empty_lists(store: Store, owner: User) -> None:
    source = add_source(store)
    for shelf in Shelf:
        for one in (None, source.id, SourceId(99)):
            assert store.listing(ListQuery(user=owner.id, shelf=shelf, source=one)) == Listing(rows=())
    assert store.listing(ListQuery(user=UserId(99))) == Listing(rows=())
    assert store.rows(owner.id, [ArticleId(99)]) == ()


def test_lists_run_from_new_to_old(store: Store, owner: User) -> None:
    source = follow(store, owner)
    old = save(store, source, draft("old", published_at=NOW - 2 * HOUR))
    new = save(store, source, draft("new"))
    mid = save(store, source, draft("mid", published_at=NOW - HOUR))
    assert shown(store, ListQuery(user=owner.id)) == [new.id, mid.id, old.id]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_turn_without_loss_or_repeat_where_times_are_equal(store: Store, owner: User, limit: int) -> None:
    tide, post = follow(store, owner, "tide"), follow(store, owner, "post")
    times = [NOW, NOW, NOW - MINUTE, NOW - MINUTE, NOW - MINUTE, NOW - HOUR, NOW - HOUR]
    made = [save(store, (tide, post)[n % 2], draft(f"n{n}", published_at=at)) for n, at in enumerate(times)]
    save(store, post, draft("n0"))
    expected = [one.id for one in sorted(made, key=lambda one: (one.sort_at, one.id), reverse=True)]
    store.set_starred(owner.id, expected, NOW)
    for shelf in Shelf:
        found = pages(store, ListQuery(user=owner.id, shelf=shelf, limit=limit))
        assert [article for page in found for article in page] == expected
        assert all(len(page) == limit for page in found[:-1])
        assert found[-1]
    mine = [one for one in expected if one in {made[n].id for n in (0, 2, 4, 6)}]
    for shelf in Shelf:
        found = pages(store, ListQuery(user=owner.id, shelf=shelf, source=tide.id, limit=limit))
        assert [article for page in found for article in page] == mine


def test_what_comes_in_while_pages_turn_neither_repeats_nor_hides_a_row(store: Store, owner: User) -> None:
    source = follow(store, owner)
    made = [save(store, source, draft(f"n{n}", published_at=NOW - n * MINUTE)).id for n in range(4)]
    first = store.listing(ListQuery(user=owner.id, limit=2))
    save(store, source, draft("breaking"), NOW + MINUTE)
    rest = store.listing(ListQuery(user=owner.id, limit=2, after=first.next))
    assert [row.article for row in (*first.rows, *rest.rows)] == made


def test_a_list_holds_what_the_person_follows(store: Store, owner: User) -> None:
    tide, post = follow(store, owner, "tide"), add_source(store, "post")
    mine, other = save(store, tide, draft("mine")), save(store, post, draft("other"))
    assert shown(store, ListQuery(user=owner.id)) == [mine.id]
    assert shown(store, ListQuery(user=owner.id, source=post.id)) == [other.id]
    store.subscribe(owner.id, post.id, NOW)
    assert shown(store, ListQuery(user=owner.id)) == [other.id, mine.id]
    store.unsubscribe(owner.id, tide.id)
    assert shown(store, ListQuery(user=owner.id)) == [other.id]
    assert shown(store, ListQuery(user=owner.id, shelf=Shelf.UNREAD)) == [other.id]


def test_an_article_of_two_sources_stands_once_under_the_one_that_had_it_first(store: Store, owner: User) -> None:
    post, tide = add_source(store, "post"), add_source(store, "tide")
    article = save(store, tide, draft())
    save(store, post, draft())
    for followed in (tide, post):
        store.subscribe(owner.id, followed.id, NOW)
    (row,) = store.listing(ListQuery(user=owner.id)).rows
    assert (row.article, row.source, row.source_title) == (article.id, tide.id, "Tide")
    assert store.listing(ListQuery(user=owner.id, source=post.id)).rows[0].source_title == "Post"
    store.unsubscribe(owner.id, tide.id)
    assert store.listing(ListQuery(user=owner.id)).rows[0].source_title == "Post"
    assert store.rows(owner.id, [article.id])[0].source_title == "Post"
    store.unsubscribe(owner.id, post.id)
    assert store.rows(owner.id, [article.id])[0].source_title == "Tide"


@pytest.mark.parametrize("followed", [True, False])
def test_unread_is_what_was_not_read(store: Store, owner: User, followed: bool) -> None:
    source = follow(store, owner) if followed else add_source(store)
    one, two, three = (save(store, source, draft(name)).id for name in ("one", "two", "three"))
    store.set_read(owner.id, [two], NOW)
    for query in [ListQuery(user=owner.id, shelf=Shelf.UNREAD, source=source.id)]:
        assert shown(store, query) == [three, one]
        store.set_read(owner.id, [two], None)
        assert shown(store, query) == [three, two, one]
    assert shown(store, ListQuery(user=owner.id, shelf=Shelf.UNREAD)) == ([three, two, one] if followed else [])


def test_a_new_revision_leaves_what_was_read_read(store: Store, owner: User) -> None:
    source = follow(store, owner)
    article = save(store, source, draft()).id
    store.set_read(owner.id, [article], NOW)
    save(store, source, draft(text="Corrected."))
    (row,) = store.listing(ListQuery(user=owner.id)).rows
    assert (row.read, row.revision) == (True, 2)
    assert shown(store, ListQuery(user=owner.id, shelf=Shelf.UNREAD)) == []


def test_stars_stay_on_their_shelf_when_the_source_is_no_longer_followed(store: Store, owner: User) -> None:
    tide, post = follow(store, owner, "tide"), follow(store, owner, "post")
    starred = [save(store, source, draft(source.title)).id for source in (tide, post)]
    save(store, tide, draft("other"))
    store.set_starred(owner.id, starred, NOW)
    store.unsubscribe(owner.id, tide.id)
    assert shown(store, ListQuery(user=owner.id, shelf=Shelf.STARRED)) == starred[::-1]
    assert shown(store, ListQuery(user=owner.id, shelf=Shelf.STARRED, source=tide.id)) == starred[:1]


def test_rows_come_in_the_order_asked_for(store: Store, owner: User) -> None:
    source = follow(store, owner)
    one, two = (save(store, source, draft(name)).id for name in ("one", "two"))
    assert [row.article for row in store.rows(owner.id, [two, ArticleId(99), one])] == [two, one]
    assert [row.article for row in store.rows(owner.id, [one, two])] == [one, two]
    assert store.rows(owner.id, []) == ()


def test_a_page_of_nothing_is_empty(store: Store, owner: User) -> None:
    save(store, follow(store, owner), draft())
    assert store.listing(ListQuery(user=owner.id, limit=0)) == Listing(rows=())


def test_a_cursor_without_a_zone_is_refused(store: Store, owner: User) -> None:
    after = Cursor(sort_at=NOW.replace(tzinfo=None), article=ArticleId(1))
    with pytest.raises(ValueError, match="without a zone"):
        store.listing(ListQuery(user=owner.id, after=after))
