"""The contract of the store: articles, revisions, relations, changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, MINUTE, NOW, add_source, draft, paragraphs, save

from octavo.model.articles import ArticleKind, Block, BlockKind, Image, Precision, Span, SpanKind
from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, SourceId
from octavo.model.stories import Relation, RelationKind

if TYPE_CHECKING:
    from octavo.ports import Store

FULL = draft(
    publisher="The Tide",
    byline=("Ada Wright", "Ben Ode"),
    published_at=NOW - HOUR,
    precision=Precision.MINUTE,
    modified_at=NOW - MINUTE,
    language="en",
    section="Harbour",
    tags=("ferries", "weather"),
    kind=ArticleKind.ANALYSIS,
    image=Image(url="https://tide.example/f.jpg", width=10**20, caption="The ferry", credit="Ode", alt="A ferry"),
    blocks=(
        Block(kind=BlockKind.HEADING, text="Late again", level=2),
        Block(
            kind=BlockKind.PARAGRAPH,
            text="The ferry is late.",
            spans=(
                Span(kind=SpanKind.LINK, start=4, end=9, url="https://tide.example/ferries"),
                Span(kind=SpanKind.STRONG, start=13, end=17),
            ),
        ),
        Block(kind=BlockKind.LIST_ITEM, text="one", level=1, ordered=True),
        Block(kind=BlockKind.FIGURE, text="The pier", url="https://tide.example/p.jpg", credit="Ode", alt="A pier"),
        Block(kind=BlockKind.LIVE_ENTRY, text="It sails", at=NOW),
    ),
)


def test_an_article_is_kept_whole(store: Store) -> None:
    source = add_source(store)
    article, changed = store.save_article(FULL, source=source.id, now=NOW)
    assert changed
    assert store.article(article.id) == article
    assert store.article_by_url("https://tide.example/ferry?utm_source=x#top") == article
    assert {name: getattr(article, name) for name in FULL.__dataclass_fields__} == {
        name: getattr(FULL, name) for name in FULL.__dataclass_fields__
    }
    assert (article.source, article.revision, article.first_seen_at, article.revised_at) == (source.id, 1, NOW, NOW)
    assert store.count_articles() == 1


def test_what_is_unknown_is_none(store: Store) -> None:
    assert store.article(ArticleId(99)) is None
    assert store.article_by_url("https://tide.example/none") is None
    assert store.article_by_url("") is None
    assert store.revisions(ArticleId(99)) == ()
    assert store.related(ArticleId(99)) == ()
    assert store.changed_articles(0, 9) == ()
    assert store.count_articles() == 0


def test_an_unknown_source_has_no_articles(store: Store) -> None:
    with pytest.raises(NotFound):
        store.save_article(draft(), source=SourceId(99), now=NOW)
    assert store.count_articles() == 0


@pytest.mark.parametrize(
    ("published", "sorted_at"), [(NOW - HOUR, NOW - HOUR), (NOW, NOW), (NOW + MINUTE, NOW), (None, NOW)]
)
def test_lists_sort_by_publication_where_it_is_known_and_not_in_the_future(
    store: Store, published: object, sorted_at: object
) -> None:
    article = save(store, add_source(store), draft(published_at=published))
    assert article.sort_at == sorted_at
    assert article.published_at == published


def test_saving_the_same_again_changes_nothing(store: Store) -> None:
    source = add_source(store)
    article = save(store, source, FULL)
    (first,) = store.changed_articles(0, 9)
    assert store.save_article(FULL, source=source.id, now=NOW + HOUR) == (article, False)
    assert store.changed_articles(0, 9) == (first,)
    assert len(store.revisions(article.id)) == 1


def test_a_new_text_is_a_new_revision_in_the_same_place(store: Store) -> None:
    source = add_source(store)
    first = save(store, source, draft(text="1,212 bodies."))
    second, changed = store.save_article(
        draft(text="1,200 bodies.", published_at=NOW - HOUR), source=source.id, now=NOW + HOUR
    )
    assert changed
    assert (second.id, second.revision, second.revised_at) == (first.id, 2, NOW + HOUR)
    assert (second.sort_at, second.first_seen_at) == (first.sort_at, NOW)
    assert second.published_at == NOW - HOUR
    assert store.article(first.id) == second
    one, two = store.revisions(first.id)
    assert (one.number, one.at, one.blocks, one.digest) == (1, NOW, first.blocks, first.digest)
    assert (two.number, two.at, two.blocks, two.digest) == (2, NOW + HOUR, second.blocks, second.digest)
    assert store.count_articles() == 1


def test_a_text_that_returns_is_a_third_revision(store: Store) -> None:
    source = add_source(store)
    first, _, _ = (save(store, source, draft(text=text)).id for text in ("one", "two", "one"))
    assert [revision.blocks[0].text for revision in store.revisions(first)] == ["one", "two", "one"]


def test_a_new_title_is_a_new_revision(store: Store) -> None:
    source = add_source(store)
    save(store, source, draft())
    article = save(store, source, draft(title="The ferry came"))
    assert [revision.title for revision in store.revisions(article.id)] == ["Ferry", "The ferry came"]


def test_other_fields_are_brought_up_to_date_without_a_revision(store: Store) -> None:
    source = add_source(store)
    article = save(store, source, draft(section="News", tags=("a",)))
    newer, changed = store.save_article(
        draft(section="Harbour", byline=("Ada",), language="en"), source=source.id, now=NOW
    )
    assert not changed
    assert newer == replace(article, section="Harbour", byline=("Ada",), language="en")
    assert store.article(article.id) == newer
    assert [number for number, _, _ in store.changed_articles(0, 9)] == [2]


def test_what_a_page_no_longer_tells_is_kept(store: Store) -> None:
    source = add_source(store)
    article = save(store, source, FULL)
    newer = save(store, source, replace(FULL, publisher=None, byline=(), section=None, tags=(), image=None))
    assert newer == article


def test_an_exact_time_is_not_given_up_for_a_vaguer_one(store: Store) -> None:
    source = add_source(store)
    save(store, source, draft(published_at=NOW - HOUR, precision=Precision.MINUTE))
    vague = save(store, source, draft(published_at=NOW - 9 * HOUR, precision=Precision.DAY))
    assert (vague.published_at, vague.precision) == (NOW - HOUR, Precision.MINUTE)
    exact = save(store, source, draft(published_at=NOW - 2 * HOUR, precision=Precision.SECOND))
    assert (exact.published_at, exact.precision) == (NOW - 2 * HOUR, Precision.SECOND)


def test_a_part_never_replaces_the_whole(store: Store) -> None:
    source = add_source(store)
    whole = save(store, source, draft(text="All of it."))
    part = draft(text="Some", title="Teaser", partial="The page asks for a subscription.", section="Harbour")
    kept, changed = store.save_article(part, source=source.id, now=NOW + HOUR)
    assert not changed
    assert kept == replace(whole, section="Harbour")
    assert len(store.revisions(whole.id)) == 1


def test_the_whole_replaces_a_part(store: Store) -> None:
    source = add_source(store)
    part = save(store, source, draft(text="Some", partial="The page asks for a subscription."))
    assert part.partial == "The page asks for a subscription."
    whole = save(store, source, draft(text="All of it."))
    assert (whole.id, whole.revision, whole.partial) == (part.id, 2, None)
    same_text = save(store, source, draft("strike", text="x", partial="cut"))
    assert save(store, source, draft("strike", text="x")) == replace(same_text, partial=None)


def test_one_address_is_one_article_of_all_sources_that_list_it(store: Store) -> None:
    tide, post = add_source(store, "tide"), add_source(store, "post")
    article = save(store, tide, draft())
    again, changed = store.save_article(
        draft(url="https://tide.example/ferry?utm_source=post"), source=post.id, now=NOW + HOUR
    )
    assert not changed
    assert again == article
    assert store.changed_articles(0, 9) == ((2, article, (tide.id, post.id)),)
    assert store.changed_articles(1, 9) == ((2, article, (tide.id, post.id)),)
    assert store.count_articles() == 1


def test_without_an_address_an_article_is_known_by_its_text_within_its_source(store: Store) -> None:
    tide, post = add_source(store, "tide"), add_source(store, "post")
    article = save(store, tide, draft(None))
    assert save(store, tide, draft(None, url="")) == article
    assert save(store, tide, draft(None, section="Harbour")) == replace(article, section="Harbour")
    others = [save(store, tide, draft(None, text="x")), save(store, post, draft(None)), save(store, tide, draft())]
    assert len({article.id, *(other.id for other in others)}) == 4
    assert store.article_by_url("") is None


def test_changes_come_in_their_order_and_from_any_point(store: Store) -> None:
    source = add_source(store)
    one, two, three = (save(store, source, draft(name)) for name in ("one", "two", "three"))
    two = save(store, source, draft("two", text="Corrected."))
    changes = store.changed_articles(0, 9)
    assert [(change, article) for change, article, _ in changes] == [(1, one), (3, three), (4, two)]
    assert store.changed_articles(0, 2) == changes[:2]
    assert store.changed_articles(3, 9) == changes[2:]
    assert store.changed_articles(4, 9) == ()


def test_relations_hold_either_way_and_once(store: Store) -> None:
    source = add_source(store)
    one, two, three = (save(store, source, draft(name)).id for name in ("one", "two", "three"))
    store.relate(one, two, reason="listed there")
    store.relate(three, one, reason="same event")
    store.relate(two, one, reason="another reason")
    store.relate(one, one, reason="itself")
    listed = Relation(article=one, related=two, kind=RelationKind.RELATED, reason="listed there")
    second = Relation(article=three, related=one, kind=RelationKind.RELATED, reason="same event")
    assert store.related(one) == (listed, second)
    assert store.related(two) == (listed,)


def test_relations_need_two_articles(store: Store) -> None:
    article = save(store, add_source(store), draft()).id
    with pytest.raises(NotFound):
        store.relate(article, ArticleId(99), reason="")
    with pytest.raises(NotFound):
        store.relate(ArticleId(99), article, reason="")


def test_times_without_a_zone_are_refused_and_nothing_is_written(store: Store) -> None:
    source = add_source(store)
    naive = NOW.replace(tzinfo=None)
    bad_block = Block(kind=BlockKind.LIVE_ENTRY, text="x", at=naive)
    for bad in (draft(published_at=naive), draft(modified_at=naive), draft(blocks=(*paragraphs("x"), bad_block))):
        with pytest.raises(ValueError, match="without a zone"):
            store.save_article(bad, source=source.id, now=NOW)
    with pytest.raises(ValueError, match="without a zone"):
        store.save_article(draft(), source=source.id, now=naive)
    assert store.count_articles() == 0
    assert store.article_by_url("https://tide.example/ferry") is None


def test_several_articles_come_in_the_order_asked_for(store: Store) -> None:
    source = add_source(store)
    one, two = save(store, source, FULL), save(store, source, draft("bridge", "The bridge is up."))
    assert store.articles([two.id, ArticleId(99), one.id]) == (two, one)
    assert store.texts([two.id, ArticleId(99), one.id]) == {one.id: one.text, two.id: two.text}
    assert one.text
    assert two.text
    assert store.texts([]) == {}
    assert store.articles([]) == ()
