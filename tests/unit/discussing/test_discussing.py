"""The room of the discussion: threads, safe markup, rules, anchors, and what moderators teach."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo import discussing
from octavo.model.articles import Block, BlockKind
from octavo.model.discussion import (
    Comment,
    CommentId,
    CommentState,
    HouseRules,
    Moderation,
    Order,
    Seen,
    Standing,
)
from octavo.model.ids import ArticleId, UserId
from octavo.model.insights import Citation

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
OLD = Standing(since=NOW - timedelta(days=300), published=40)
NEW = Standing(since=NOW - timedelta(hours=1))


def comment(number: int, parent: int | None = None, **changes: Any) -> Comment:  # noqa: ANN401 (any field)
    made = Comment(
        id=CommentId(number),
        article=ArticleId(1),
        root=CommentId(1),
        parent=None if parent is None else CommentId(parent),
        author=UserId(number),
        name=f"P{number}",
        body=f"Words {number}.",
        at=NOW + timedelta(minutes=number),
    )
    return replace(made, **changes)


def judged(body: str, standing: Standing = OLD, **changes: Any) -> discussing.Judgement:  # noqa: ANN401 (any field)
    fields: dict[str, Any] = {"body": body, "at": NOW, "sketch": discussing.sketch_of(body), "standing": standing}
    return discussing.judge(discussing.Submission(**fields | changes))


def numbers(nodes: tuple[discussing.Node, ...]) -> list[Any]:
    return [(int(node.comment.id), numbers(node.replies)) if node.replies else int(node.comment.id) for node in nodes]


def test_replies_stand_under_what_they_answer_in_the_order_asked_for() -> None:
    said = [comment(1), comment(2), comment(3, parent=1), comment(4, parent=3)]
    assert numbers(discussing.threads_of(said, Order.OLDEST)) == [(1, [(3, [4])]), 2]
    assert numbers(discussing.threads_of(said, Order.NEWEST)) == [2, (1, [(3, [4])])]
    assert numbers(discussing.threads_of(said, Order.BEST, {CommentId(2): 5})) == [2, (1, [(3, [4])])]


def test_what_is_gone_stays_where_something_answers_it() -> None:
    said = [comment(1, state=CommentState.DELETED), comment(2, parent=1), comment(3, state=CommentState.DELETED)]
    assert numbers(discussing.threads_of(said, Order.OLDEST)) == [(1, [2])]


def test_a_thread_without_end_stays_on_the_page() -> None:
    said = [comment(1), *(comment(n, parent=n - 1) for n in range(2, 400))]
    found = discussing.threads_of(said, Order.OLDEST)

    def depth(nodes: tuple[discussing.Node, ...]) -> int:
        return 1 + max((depth(node.replies) for node in nodes), default=0) if nodes else 0

    assert depth(found) < 20


def test_a_visit_of_half_an_hour_is_one() -> None:
    first = discussing.seen_now(None, ArticleId(1), NOW)
    again = discussing.seen_now(first, ArticleId(1), NOW + timedelta(minutes=10))
    later = discussing.seen_now(again, ArticleId(1), NOW + timedelta(hours=3))
    assert not discussing.is_new(comment(0), first, UserId(9))
    assert discussing.is_new(comment(5), again, UserId(9))
    assert discussing.is_new(comment(30), later, UserId(9))
    assert not discussing.is_new(comment(5), later, UserId(9))
    assert not discussing.is_new(
        comment(30, author=UserId(9)), Seen(article=ArticleId(1), at=NOW, since=NOW), UserId(9)
    )


@given(st.text(max_size=400))
def test_markup_is_safe_whatever_is_written(body: str) -> None:
    found = discussing.html_of(body)
    tags = re.findall(r"</?([a-zA-Z][\w-]*)([^>]*)>", found)
    assert {name for name, _ in tags} <= {"p", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "br"}
    for name, attributes in tags:
        assert not attributes.strip() or (name == "a" and re.match(r' href="(https?:|/|#)', attributes)) or name == "ol"


def test_markdown_says_what_it_means() -> None:
    found = discussing.html_of("*soft* **hard** `code`\n\n> said\n\n- one\n- two\n\nhttps://tide.example/a.")
    for part in (
        "<em>soft</em>",
        "<strong>hard</strong>",
        "<code>code</code>",
        "<blockquote>",
        "<li>",
        'href="https://tide.example/a"',
    ):
        assert part in found
    assert "nofollow" in found


@pytest.mark.parametrize(
    ("body", "standing", "rule"),
    [
        ("See https://strange.example for more.", NEW, "links"),
        ("Call me on WhatsApp +1 555 123 4567", NEW, "contacts"),
        ("A plain opinion about the ferry.", NEW, ""),
        ("See https://strange.example for more.", OLD, ""),
        ("a https://a.example b https://b.example c https://c.example d https://d.example", OLD, "links"),
        ("I read it at https://tide.example/ferry too.", NEW, ""),
    ],
)
def test_links_and_contacts_of_people_who_are_new_wait(body: str, standing: Standing, rule: str) -> None:
    assert judged(body, standing, known_hosts=frozenset({"tide.example"})).rule == rule


def test_words_on_the_list_wait_however_they_are_spelt() -> None:
    rules = HouseRules(words=("bargain",))
    for body in ("A bargain!", "A B4RGAIN", "A b\u0430rgain", "The b-a-r-g-a-i-n", "the b a r g a i n"):
        assert judged(body, rules=rules).rule == "word list", body
    assert judged("A bargaining chip? No: a barge.", rules=rules).rule == ""


def test_the_same_again_waits_and_the_same_subject_does_not() -> None:
    said = "The council never told us how the boats came so quickly, and nobody asked why the radar was off."
    other = "The council must say who pays for the repairs, and I want to know why the radar was off that night."
    sketch = discussing.sketch_of(said)
    assert judged(said, own_bodies=(said,)).rule == "repetition"
    assert judged(said + " Really.", recent=((False, sketch),)).rule == "repetition"
    assert judged(other, recent=((False, sketch),)).rule == ""


def test_too_much_in_a_short_time_waits() -> None:
    lately = tuple(NOW - timedelta(seconds=n) for n in range(8))
    assert judged("Once more.", replace(OLD, lately=lately)).rule == "rate"
    assert judged("Once more.", replace(OLD, lately=lately[:7])).rule == ""
    assert judged("Once more.", replace(NEW, lately=lately[:4])).rule == "rate"


def test_who_is_banned_says_nothing_and_a_moderator_is_asked_nothing() -> None:
    banned = replace(OLD, banned_until=NOW + timedelta(days=1))
    assert judged("Hello.", banned).state is CommentState.REJECTED
    assert judged("Hello.", replace(OLD, banned_until=NOW)).state is CommentState.PUBLISHED
    assert judged("https://a.example " * 9, replace(NEW, is_moderator=True)).state is CommentState.PUBLISHED


def test_all_or_first_comments_wait_where_the_house_says_so() -> None:
    assert judged("Hello.", moderation=Moderation.ALL).rule == "all wait"
    assert judged("Hello.", NEW, moderation=Moderation.FIRST).rule == "first comment"
    assert judged("Hello.", moderation=Moderation.FIRST).rule == ""


def test_the_classifier_learns_from_moderators_alone() -> None:
    spam = [f"Earn money fast with casino number {n}, click now" for n in range(20)]
    fine = [f"The ferry was late on day {n}, said the harbour master" for n in range(20)]
    taught = discussing.trained([*((body, True) for body in spam), *((body, False) for body in fine)], None)
    assert taught.explain("Earn money at the casino, click")[0] > 0.8
    assert taught.explain("The harbour master was late")[0] < 0.2
    assert judged("Earn money at the casino, click", NEW, spam=taught).rule == "spam"
    assert not discussing.SpamFilter.read(b"damaged").speaks


def test_an_anchor_finds_its_words_in_a_later_version_and_in_a_copy() -> None:
    def blocks(*texts: str) -> tuple[Block, ...]:
        return tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)

    before = blocks("The ferry is late. Nobody knows why.", "The end.")
    quote = "Nobody knows why."
    anchor = Citation(article=ArticleId(1), revision=1, block=0, start=19, end=19 + len(quote), quote=quote)
    assert before[0].text[anchor.start : anchor.end] == quote
    later = discussing.place_in(anchor, ArticleId(2), 3, blocks("New first words.", "Here: Nobody knows why."))
    assert later is not None
    assert (later.article, later.revision, later.block, later.quote) == (2, 3, 1, quote)
    assert discussing.place_in(anchor, ArticleId(2), 1, blocks("Something else.")) is None


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_a_rule(one: str, two: str) -> None:
    judged(
        one, NEW, own_bodies=(two,), recent=((True, discussing.sketch_of(two)),), rules=HouseRules(words=(two[:20],))
    )
    discussing.plain_of(one)
    discussing.quote_of(two)


def test_endless_words_cost_no_more_than_their_length() -> None:
    for body in (
        "a" * 100_000,
        "> " * 50_000,
        "[" * 100_000,
        "*" * 100_000,
        "a@" * 50_000,
        "1 " * 50_000,
        "a." * 50_000,
    ):
        discussing.html_of(body)
        judged(body[:10_000], NEW)


@pytest.mark.parametrize(
    "text",
    ["I got it all back thanks to wizard AT mail dot com", "ask expert [at] mail [dot] com", "ask expert@mail.example"],
)
def test_addresses_that_are_written_out_are_addresses(text: str) -> None:
    assert judged(text, NEW).rule == "contacts"
    assert judged(text).rule == ""
