"""The contract of the store: the discussion, the same in every store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import HOUR, MINUTE, NOW, draft, follow, save

from octavo.model.discussion import (
    Action,
    Comment,
    CommentDraft,
    CommentId,
    CommentState,
    ConversationQuery,
    EntryId,
    Guests,
    HouseRules,
    Moderation,
    Order,
    Report,
    ReportKind,
    Seen,
)
from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, StoryId, UserId
from octavo.model.insights import Citation
from octavo.model.stories import Placement, Regrouping

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store


@pytest.fixture
def article(store: Store, owner: User) -> ArticleId:
    return save(store, follow(store, owner), draft()).id


@pytest.fixture
def ada(store: Store) -> User:
    return store.add_user("Bea", password_hash=None, now=NOW)


def words(article: ArticleId, author: User | None, body: str = "The tide was low.", **changes: object) -> CommentDraft:
    made = CommentDraft(
        article=article,
        author=author.id if author else None,
        guest=None if author else "digest",
        name=author.name if author else "Gus",
        body=body,
        at=NOW,
        state=CommentState.PUBLISHED,
        key=body,
        sketch=body,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def say(
    store: Store, article: ArticleId, author: User | None, body: str = "The tide was low.", **changes: object
) -> Comment:
    return store.add_comment(words(article, author, body, **changes))[0]


def place(store: Store, story: int, *articles: ArticleId, merged: tuple[tuple[int, int], ...] = ()) -> None:
    placements = tuple(Placement(article=one, story=StoryId(story), at=NOW, outlet="x", reason="") for one in articles)
    pairs = tuple((StoryId(old), StoryId(new)) for old, new in merged)
    position = store.grouping_state().position
    assert store.save_regrouping(Regrouping(placements=placements, merged=pairs, position=position + 1), after=position)


def bodies(store: Store, **query: object) -> list[str]:
    return [one.body for one in store.conversation(ConversationQuery(**query)).comments]  # type: ignore[arg-type]


def test_one_form_writes_one_comment(store: Store, owner: User, article: ArticleId, again: Callable[[], Store]) -> None:
    anchor = Citation(article=article, revision=1, block=0, start=4, end=9, quote="ferry")
    first, is_new = store.add_comment(words(article, owner, anchor=anchor))
    second, is_second = store.add_comment(words(article, owner, anchor=anchor))
    assert (is_new, is_second, first) == (True, False, second)
    assert again().comments([first.id, CommentId(99)]) == (first,)
    assert (first.root, first.anchor) == (first.id, anchor)
    reply = say(store, article, owner, "How low?", parent=first.id)
    assert (reply.root, reply.parent) == (first.id, first.id)
    for wrong in (words(ArticleId(99), owner, "a"), words(article, owner, "b", parent=CommentId(99))):
        with pytest.raises(NotFound):
            store.add_comment(wrong)


def test_others_see_what_is_published_and_its_author_all(
    store: Store, owner: User, ada: User, article: ArticleId
) -> None:
    say(store, article, ada, "Held.", state=CommentState.HELD, reason="New here.")
    say(store, article, owner, "Published.")
    say(store, article, None, "A guest's.", state=CommentState.HELD)
    assert bodies(store, article=article, reader=owner.id) == ["Published."]
    assert bodies(store, article=article, reader=ada.id) == ["Held.", "Published."]
    assert bodies(store, article=article, guest="digest") == ["Published.", "A guest's."]
    assert [one.body for one in store.comments_of(ada.id, 5)] == ["Held."]


def test_a_conversation_goes_along_when_stories_merge_and_part(store: Store, owner: User, article: ArticleId) -> None:
    other = save(store, follow(store, owner, "post"), draft("bridge", "The bridge is up.")).id
    place(store, 1, article)
    place(store, 2, other)
    say(store, article, owner, "On the ferry.")
    say(store, other, owner, "On the bridge.", on_story=True)
    assert bodies(store, story=StoryId(2)) == ["On the bridge."]
    place(store, 1, article, other, merged=((2, 1),))
    assert bodies(store, story=StoryId(1)) == bodies(store, article=other) == ["On the ferry.", "On the bridge."]
    place(store, 3, other)
    assert bodies(store, article=article) == ["On the ferry."]
    assert bodies(store, story=StoryId(3)) == ["On the bridge."]


def test_what_was_said_before_is_kept(store: Store, owner: User, article: ArticleId) -> None:
    comment = say(store, article, owner, "It was 214.")
    changed = store.edit_comment(
        comment.id,
        body="It was 212.",
        sketch="",
        now=NOW + MINUTE,
        state=CommentState.HELD,
        reason="Look again.",
        rule="links",
        findings="",
    )
    assert (changed.body, changed.state, changed.edited_at) == ("It was 212.", CommentState.HELD, NOW + MINUTE)
    assert [one.body for one in store.versions(comment.id)] == ["It was 214."]
    with pytest.raises(NotFound):
        store.edit_comment(
            CommentId(99), body="", sketch="", now=NOW, state=CommentState.HELD, reason="", rule="", findings=""
        )


def test_decisions_are_logged_and_undone(store: Store, owner: User, ada: User, article: ArticleId) -> None:
    held = say(store, article, ada, "Held.", state=CommentState.HELD)
    assert [one.comment.id for one in store.queue(10)] == [held.id]
    assert store.waiting() == 1
    lines = store.decide([held.id, CommentId(99)], action=Action.PUBLISH, by=owner.id, now=NOW, reason="Fine.")
    assert [(one.comment, one.by, one.before) for one in lines] == [(held.id, owner.id, CommentState.HELD)]
    assert (store.waiting(), store.queue(10)) == (0, ())
    assert store.decide([held.id], action=Action.PUBLISH, by=owner.id, now=NOW) == ()
    assert store.undo([lines[0].id], by=owner.id, now=NOW) == 1
    assert store.undo([lines[0].id], by=owner.id, now=NOW) == 0
    (back,) = store.comments([held.id])
    assert (back.state, back.reason) == (CommentState.HELD, held.reason), "and why it waits is told again"
    assert lines[0].id in {one.id for one in store.log(comment=held.id) if one.is_undone}


def test_what_is_purged_is_gone(store: Store, owner: User, article: ArticleId) -> None:
    comment = say(store, article, owner, "A secret.")
    reply = say(store, article, owner, "A reply.", parent=comment.id)
    store.decide([comment.id], action=Action.PURGE, by=owner.id, now=NOW)
    (gone,) = store.comments([comment.id])
    assert (gone.state, gone.body) == (CommentState.PURGED, "")
    assert bodies(store, article=article, reader=owner.id) == ["", "A reply."]
    assert store.comments([reply.id])[0].root == comment.id


def test_reactions_reports_and_mutes_count_once(store: Store, owner: User, ada: User, article: ArticleId) -> None:
    comment = say(store, article, owner)
    for _ in range(2):
        store.react(ada.id, comment.id, "Agree", on=True)
        store.mute(ada.id, owner.id, on=True)
    report = Report(comment=comment.id, by=ada.id, at=NOW, kind=ReportKind.ABUSE, note="Rude.")
    assert (store.report(report), store.report(report)) == (1, 1)
    seen = store.conversation(ConversationQuery(article=article, reader=ada.id))
    assert seen.reactions[comment.id] == {"Agree": 1}
    assert set(seen.mine) == {(comment.id, "Agree")}
    assert set(seen.muted) == {owner.id}
    assert [one.comment.id for one in store.queue(5)] == [comment.id]
    assert store.muted(ada.id) == ((owner.id, owner.name),)
    store.react(ada.id, comment.id, "Agree", on=False)
    store.mute(ada.id, owner.id, on=False)
    assert store.muted(ada.id) == ()
    with pytest.raises(NotFound):
        store.react(ada.id, CommentId(99), "Agree", on=True)


def test_people_have_roles_bans_and_exceptions(store: Store, owner: User, ada: User, article: ArticleId) -> None:
    store.set_role(ada.id, is_moderator=True, by=owner.id, now=NOW)
    store.set_moderation(ada.id, Moderation.ALL, by=owner.id, now=NOW)
    store.ban(ada.id, until=NOW + HOUR, reason="Insults.", by=owner.id, now=NOW)
    known = store.standing(ada.id, now=NOW)
    assert (known.is_moderator, known.moderation, known.banned_until) == (True, Moderation.ALL, NOW + HOUR)
    assert [(one.person, one.reason) for one in store.bans(NOW)] == [(ada.id, "Insults.")]
    assert store.log()[0].reason == f"until {(NOW + HOUR).date().isoformat()}: Insults."
    assert store.bans(NOW + 2 * HOUR) == ()
    assert store.lift_ban(ada.id, by=owner.id, now=NOW)
    assert not store.lift_ban(ada.id, by=owner.id, now=NOW)
    say(store, article, ada, "One.")
    say(store, article, ada, "Two.", state=CommentState.REJECTED)
    known = store.standing(ada.id, now=NOW)
    assert (known.published, known.rejected, known.banned_until) == (1, 1, None)
    with pytest.raises(NotFound):
        store.ban(UserId(99), until=NOW, reason="", by=owner.id, now=NOW)


def test_a_reader_follows_sees_and_has_wishes(store: Store, owner: User, ada: User, article: ArticleId) -> None:
    store.follow_conversation(ada.id, [article], on=True)
    say(store, article, owner, "News.", at=NOW + MINUTE)
    assert [one.body for one in store.news_for(ada.id, 5)] == ["News."]
    seen = Seen(article=article, at=NOW + HOUR, since=NOW)
    store.saw(ada.id, [seen])
    found = store.conversation(ConversationQuery(article=article, reader=ada.id))
    assert (found.is_followed, dict(found.seen)) == (True, {article: seen})
    wishes = replace(store.preferences(ada.id), hidden=True, order=Order.BEST, feed_key="key")
    store.save_preferences(ada.id, wishes)
    assert store.preferences(ada.id) == wishes
    reader = store.reader_by_feed_key("key")
    assert reader is not None
    assert reader.id == ada.id
    assert store.reader_by_feed_key("") is None
    store.follow_conversation(ada.id, [article], on=False)
    assert store.news_for(ada.id, 5) == ()


def test_the_house_keeps_its_rules(store: Store, owner: User, again: Callable[[], Store]) -> None:
    assert store.house_rules() == HouseRules()
    rules = HouseRules(guests=Guests.READ, words=("bargain",), reactions=("Yes",), rate=3)
    store.save_house_rules(rules, by=owner.id, now=NOW)
    assert again().house_rules() == rules


def test_what_was_learned_is_kept_by_one_process(store: Store, owner: User, article: ArticleId) -> None:
    assert store.learned() == (None, 0)
    one = say(store, article, owner, "Buy pills.", state=CommentState.HELD)
    two = say(store, article, owner, "The tide.", state=CommentState.HELD)
    store.decide([one.id], action=Action.SPAM, by=owner.id, now=NOW)
    lines = store.decide([two.id], action=Action.PUBLISH, by=owner.id, now=NOW)
    examples, position, undone = store.examples(EntryId(0), 50)
    assert [(each.body, each.is_spam) for each in examples] == [("Buy pills.", True), ("The tide.", False)]
    assert not undone
    assert store.save_learned(b"state", position, after=EntryId(0))
    assert not store.save_learned(b"other", position, after=EntryId(0))
    assert store.learned() == (b"state", position)
    store.undo([lines[0].id], by=owner.id, now=NOW)
    assert store.examples(position, 50)[2]


def test_everything_that_is_said_is_noticed(store: Store, owner: User, article: ArticleId) -> None:
    before = store.discussion_change()
    comment = say(store, article, owner)
    after = store.discussion_change()
    assert after > before
    store.decide([comment.id], action=Action.DELETE, by=owner.id, now=NOW)
    assert store.discussion_change() > after


def test_hostile_words_can_be_kept(store: Store, owner: User, article: ArticleId) -> None:
    comment = say(store, article, owner, "\x00\ud800 tide", name="\x00Ada")
    assert "tide" in store.comments([comment.id])[0].body
