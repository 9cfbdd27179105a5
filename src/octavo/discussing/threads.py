"""Comments to threads: who answered whom, in the order a reader likes, a page at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.model.discussion import Comment, CommentState, Order, Seen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from octavo.model.discussion import CommentId, HouseRules
    from octavo.model.ids import ArticleId, UserId

A_PAGE = 30
DEEPEST = 5
"""Replies to what stands this deep stand beside it, with the name of whom they answer."""
_ONE_VISIT = timedelta(minutes=30)
_GONE = frozenset({CommentState.DELETED, CommentState.PURGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A comment with the replies to it; ``to`` is whom it answers, where the page does not show that by its place."""

    comment: Comment
    depth: int
    replies: tuple[Node, ...] = ()
    to: CommentId | None = None


def threads_of(
    comments: Sequence[Comment], order: Order, liked: Mapping[CommentId, int] | None = None
) -> tuple[Node, ...]:
    """All threads in order. What is gone stays where something was said in reply; nothing else is ever left out.

    A reply whose comment is not among ``comments`` begins a thread of its own. Replies stand oldest first, for a
    conversation reads downwards, unless the best are asked for.
    """
    places = _places(comments)
    answers: dict[CommentId | None, list[Comment]] = defaultdict(list)
    said: dict[CommentId | None, set[tuple[UserId | None, str | None]]] = defaultdict(set)
    for one in comments:
        answers[places[one.id][0]].append(one)
        said[one.parent].add((one.author, one.guest))
    scores = {one.id: _score(one, said[one.id], liked or {}) for one in comments}
    inner = order if order is Order.BEST else Order.OLDEST
    made: dict[CommentId, Node] = {}
    for one in sorted(comments, key=lambda each: each.id, reverse=True):
        replies = [made[each.id] for each in answers[one.id] if each.id in made]
        if replies or one.state not in _GONE:
            host, depth = places[one.id]
            to = one.parent if one.parent != host else None
            kept = tuple(_ordered(replies, inner, scores))
            made[one.id] = Node(comment=one, depth=depth, replies=kept, to=to)
    return tuple(_ordered([made[one.id] for one in answers[None] if one.id in made], order, scores))


def page_of(threads: Sequence[Node], page: int) -> tuple[tuple[Node, ...], int, int]:
    """The threads of a page, its number, and how many pages there are."""
    pages = max(1, -(-len(threads) // A_PAGE))
    number = min(max(page, 1), pages)
    return tuple(threads[(number - 1) * A_PAGE : number * A_PAGE]), number, pages


def page_with(threads: Sequence[Node], comment: CommentId) -> int:
    """The page on which a comment stands, 1 where it stands on none."""
    for number, node in enumerate(threads):
        if comment in _numbers(node):
            return number // A_PAGE + 1
    return 1


def seen_now(known: Seen | None, article: ArticleId, now: datetime) -> Seen:
    """A visit to the discussion of an article, after what is known of earlier ones.

    What comes within half an hour belongs to the same visit, so that a page that is loaded again still shows what was
    new when the reader came. On a first visit only what comes from then on is new: everything else would be.
    """
    if known is None:
        return Seen(article=article, at=now, since=now)
    since = known.since if now - known.at < _ONE_VISIT else known.at
    return Seen(article=article, at=max(known.at, now), since=since)


def is_new(comment: Comment, seen: Seen | None, reader: UserId | None) -> bool:
    """Whether a comment came since the reader's last visit, of which ``seen`` tells as of the present one."""
    if seen is None or seen.since is None or comment.state is not CommentState.PUBLISHED:
        return False
    return comment.at > seen.since and (reader is None or comment.author != reader)


def edit_until(comment: Comment, rules: HouseRules) -> datetime:
    """Until when its author may change or take back a comment."""
    return comment.at + timedelta(minutes=rules.edit_minutes)


def _places(comments: Sequence[Comment]) -> dict[CommentId, tuple[CommentId | None, int]]:
    """Under which comment each one is shown, and how deep: what would stand too deep stands beside what it answers.

    Numbers grow: a comment answers an earlier one only, so there are no circles.
    """
    places: dict[CommentId, tuple[CommentId | None, int]] = {}
    for one in sorted(comments, key=lambda each: each.id):
        if one.parent is None or one.parent not in places:
            places[one.id] = (None, 0)
            continue
        host, depth = places[one.parent]
        places[one.id] = (one.parent, depth + 1) if depth < DEEPEST else (host, depth)
    return places


def _ordered(nodes: Sequence[Node], order: Order, scores: Mapping[CommentId, tuple[float, int]]) -> list[Node]:
    if order is Order.NEWEST:
        return sorted(nodes, key=lambda node: -node.comment.id)
    if order is Order.BEST:
        return sorted(nodes, key=lambda node: scores[node.comment.id], reverse=True)
    return sorted(nodes, key=lambda node: node.comment.id)


def _score(
    one: Comment, answered_by: set[tuple[UserId | None, str | None]], liked: Mapping[CommentId, int]
) -> tuple[float, int]:
    """What a comment is worth to readers: each reaction one, each other person who answered a half; then the older."""
    others = answered_by - {(one.author, one.guest)}
    return liked.get(one.id, 0) + 0.5 * len(others), -one.id


def _numbers(node: Node) -> set[CommentId]:
    found, waiting = set(), [node]
    while waiting:
        here = waiting.pop()
        found.add(here.comment.id)
        waiting.extend(here.replies)
    return found
