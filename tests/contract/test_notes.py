"""The contract of the store: notes, and places in articles."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from tests.contract.making import HOUR, MINUTE, NOW, draft, follow, save

from octavo.adapters.store import open_store
from octavo.adapters.store.tables import articles, users
from octavo.kit.stretches import Stretch
from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, UserId
from octavo.model.listing import ListQuery
from octavo.model.notes import NoteDraft, NoteId, NoteKind, NoteQuery, ReadingPlace, Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.articles import Article
    from octavo.model.people import User
    from octavo.ports import Store

FROM = Reference(title="Ferry", outlet="The Tide", url="https://tide.example/ferry", published_at=NOW, language="en")
AT = Stretch(block=0, start=4, last=0, end=9)


@pytest.fixture
def article(store: Store, owner: User) -> Article:
    return save(store, follow(store, owner), draft())


def about(user: User, article: Article, **changes: Any) -> NoteDraft:  # noqa: ANN401 - any field
    made = NoteDraft(user=user.id, article=article.id, revision=1, at=AT, words=("ferry",), made_at=NOW, reference=FROM)
    return replace(made, **changes)


def place(user: User, article: Article, share: int = 40, minutes: int = 0) -> ReadingPlace:
    return ReadingPlace(user=user.id, article=article.id, block=3, start=17, share=share, at=NOW + minutes * MINUTE)


def test_a_note_comes_back_letter_for_letter(
    store: Store, owner: User, article: Article, again: Callable[[], Store]
) -> None:
    words = ("late\ud800. \n", "", "\u05e9\u05dc\u05d5\u05dd \U0001f600")
    at = Stretch(block=0, start=1, last=2, end=6)
    made = store.add_note(about(owner, article, words=words, at=at, kind=NoteKind.DOUBT, body="Why?\x00"))
    assert (made.words, made.body) == (("late\ufffd. \n", *words[1:]), "Why?\ufffd")
    assert made.quote == "late\ufffd. \n\n\n\u05e9\u05dc\u05d5\u05dd \U0001f600"
    assert (made.at, made.kind, made.reference, made.changed_at, made.deleted_at) == (
        at,
        NoteKind.DOUBT,
        FROM,
        NOW,
        None,
    )
    assert again().note(owner.id, made.id) == made
    assert again().notes(NoteQuery(user=owner.id)) == (made,)


def test_the_very_same_note_is_kept_once(store: Store, owner: User, article: Article) -> None:
    made = store.add_note(about(owner, article))
    assert store.add_note(about(owner, article, made_at=NOW + HOUR)) == made
    store.add_note(about(owner, article, kind=NoteKind.DOUBT))
    store.add_note(about(owner, article, body="More."))
    assert store.count_notes(owner.id) == 3
    store.set_note_deleted(owner.id, made.id, NOW)
    assert store.add_note(about(owner, article)).id != made.id


def test_a_note_is_written_anew_by_its_person_alone(store: Store, owner: User, article: Article) -> None:
    other = store.add_user("Bea", password_hash=None, now=NOW)
    made = store.add_note(about(owner, article))
    changed = store.change_note(owner.id, made.id, kind=NoteKind.LOOK_UP, body="Ask the port.", now=NOW + HOUR)
    assert changed == replace(made, kind=NoteKind.LOOK_UP, body="Ask the port.", changed_at=NOW + HOUR)
    assert store.notes(NoteQuery(user=owner.id, words=("PORT",))) == (changed,)
    assert store.note(other.id, made.id) is None
    assert store.notes(NoteQuery(user=other.id)) == ()
    assert not store.set_note_deleted(other.id, made.id, NOW)
    for person, note in ((other.id, made.id), (owner.id, NoteId(99))):
        with pytest.raises(NotFound):
            store.change_note(person, note, kind=NoteKind.DOUBT, body="", now=NOW)


def test_notes_are_found_by_words_and_articles_and_turned_page_by_page(
    store: Store, owner: User, article: Article
) -> None:
    other = save(store, follow(store, owner), draft("pier"))
    made = [
        store.add_note(about(owner, one, at=replace(AT, end=10 + n), body=f"100%_ {n} \u00c4pfel"))
        for n in range(3)
        for one in (article, other)
    ]
    newest = tuple(reversed(made))
    assert store.notes(NoteQuery(user=owner.id, limit=4)) == newest[:4]
    assert store.notes(NoteQuery(user=owner.id, limit=4, before=newest[3].id)) == newest[4:]
    assert store.notes(NoteQuery(user=owner.id, articles=(article.id,))) == newest[1::2]
    assert store.notes(NoteQuery(user=owner.id, articles=())) == ()
    assert store.notes(NoteQuery(user=owner.id, words=("\u00e4PFEL", "tide", "2"))) == newest[:2]
    assert len(store.notes(NoteQuery(user=owner.id, words=("100%_",)))) == 6
    assert store.notes(NoteQuery(user=owner.id, words=("100__",))) == ()
    assert store.notes(NoteQuery(user=owner.id, words=("\ud800",))) == ()


def test_what_is_deleted_can_be_had_back_until_it_is_forgotten(store: Store, owner: User, article: Article) -> None:
    made = store.add_note(about(owner, article))
    assert store.set_note_deleted(owner.id, made.id, NOW + HOUR)
    assert store.notes(NoteQuery(user=owner.id)) == ()
    assert store.count_notes(owner.id) == 0
    gone = replace(made, deleted_at=NOW + HOUR)
    assert store.notes(NoteQuery(user=owner.id, deleted_since=NOW + HOUR)) == (gone,)
    assert store.notes(NoteQuery(user=owner.id, deleted_since=NOW + 2 * HOUR)) == ()
    with pytest.raises(NotFound):
        store.change_note(owner.id, made.id, kind=NoteKind.DOUBT, body="", now=NOW)
    assert store.set_note_deleted(owner.id, made.id, None)
    assert store.notes(NoteQuery(user=owner.id)) == (made,)
    store.set_note_deleted(owner.id, made.id, NOW + HOUR)
    assert store.forget_notes(owner.id, NOW + HOUR) == 0
    assert store.forget_notes(owner.id, NOW + 2 * HOUR) == 1
    assert store.note(owner.id, made.id) is None


def test_what_is_not_there_is_told(store: Store, owner: User, article: Article) -> None:
    noted, stopped = about(owner, article), place(owner, article)
    for wrong in (replace(noted, user=UserId(99)), replace(noted, article=ArticleId(99))):
        with pytest.raises(NotFound):
            store.add_note(wrong)
    for where in (replace(stopped, user=UserId(99)), replace(stopped, article=ArticleId(99))):
        with pytest.raises(NotFound):
            store.save_reading_place(where, keep=9)
    assert not store.set_note_deleted(owner.id, NoteId(99), NOW)


def test_a_note_outlives_its_article_and_goes_with_its_account(database_url: str) -> None:
    with closing(open_store(database_url)) as store:
        owner = store.ensure_owner("Ada", NOW)
        article = save(store, follow(store, owner), draft())
        made = store.add_note(about(owner, article))
        store.save_reading_place(place(owner, article), keep=9)
        with store._database.writing() as connection:
            connection.execute(sa.delete(articles))
        assert store.note(owner.id, made.id) == replace(made, article=None)
        assert store.reading_place(owner.id, article.id) is None
        with store._database.writing() as connection:
            connection.execute(sa.delete(users))
        assert store.note(owner.id, made.id) is None


def test_a_place_is_kept_for_each_person_and_shown_in_lists(store: Store, owner: User, article: Article) -> None:
    other = store.add_user("Bea", password_hash=None, now=NOW)
    assert store.reading_place(owner.id, article.id) is None
    store.save_reading_place(place(owner, article, 20), keep=9)
    store.save_reading_place(place(owner, article, 40, 5), keep=9)
    assert store.reading_place(owner.id, article.id) == place(owner, article, 40, 5)
    assert store.reading_place(other.id, article.id) is None
    assert [row.share for row in store.listing(ListQuery(user=owner.id)).rows] == [40]
    assert [row.share for row in store.rows(other.id, [article.id])] == [0]
    store.forget_reading_place(owner.id, article.id)
    store.forget_reading_place(owner.id, article.id)
    assert store.reading_place(owner.id, article.id) is None
    assert store.rows(owner.id, [article.id])[0].share == 0


def test_only_the_latest_places_are_kept(store: Store, owner: User, article: Article) -> None:
    source = follow(store, owner)
    others = [save(store, source, draft(f"n{n}")) for n in range(4)]
    for minutes, one in enumerate([article, *others]):
        store.save_reading_place(place(owner, one, minutes=minutes), keep=3)
    kept = [store.reading_place(owner.id, one.id) is not None for one in (article, *others)]
    assert kept == [False, False, True, True, True]
