"""Conversations as one reader sees them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from octavo import discussing
from octavo.model.discussion import CommentState, Conversation, Shown, Talk
from octavo.model.ids import UserId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from octavo.discussing import Node
    from octavo.model.articles import Article
    from octavo.model.discussion import Comment, CommentId, ConversationQuery, HouseRules, Order
    from octavo.model.ids import ArticleId
    from octavo.model.insights import Citation
    from octavo.model.listing import Row
    from octavo.model.people import User
    from octavo.ports import Store

_NOBODY = UserId(0)


class Teller:
    """Tells conversations to one reader."""

    def __init__(self, store: Store, me: User | None, now: datetime, *, guest: str | None = None) -> None:
        self._store = store
        self._me = me
        self._now = now
        self._guest = guest

    def told(
        self,
        found: Conversation,
        wanted: ConversationQuery,
        rules: HouseRules,
        *,
        order: Order,
        page: int,
        root: CommentId | None = None,
    ) -> Talk:
        """A page of a conversation, or only the thread of ``root``."""
        here = {*found.articles}
        said = [one for one in found.comments if one.article in here or one.anchor is not None]
        if root is not None:
            said = [one for one in found.comments if one.root == root]
        liked = {comment: sum(kinds.values()) for comment, kinds in found.reactions.items()}
        shown, number, pages = discussing.page_of(discussing.threads_of(said, order, liked), page)
        about = self._about(shown, wanted.article, is_alone=root is not None)
        article = self._anchored(said, wanted.article)
        view = _View(self, found, rules, about, article)
        threads = tuple(view.shown(node) for node in shown)
        published = [one for one in said if one.state is CommentState.PUBLISHED]
        return Talk(
            rules=rules,
            article=wanted.article,
            story=found.story if wanted.article is not None or wanted.story is not None else None,
            threads=threads,
            count=len(published),
            new=sum(view.is_new(one) for one in published if one.author not in found.muted),
            order=order,
            page=number,
            pages=pages,
            is_followed=found.is_followed,
            stamp=stamp_of(found),
        )

    def listed(self, comments: Sequence[Comment]) -> tuple[Shown, ...]:
        """Comments in their order, each by itself, with the article it is about."""
        rows = self._rows({one.article for one in comments})
        return tuple(
            Shown(
                comment=one,
                html=discussing.html_of(one.body),
                about=rows.get(one.article),
                is_mine=self.is_mine(one),
            )
            for one in comments
        )

    def is_mine(self, comment: Comment) -> bool:
        """Whether the reader wrote it."""
        if self._me is not None:
            return comment.author == self._me.id
        return comment.author is None and self._guest is not None and comment.guest == self._guest

    @property
    def reader(self) -> UserId | None:
        """Who reads."""
        return self._me.id if self._me else None

    @property
    def now(self) -> datetime:
        """The moment of the telling."""
        return self._now

    def _about(self, nodes: Iterable[Node], article: ArticleId | None, *, is_alone: bool) -> Mapping[ArticleId, Row]:
        others = {each.article for node in nodes for each in _all(node) if is_alone or each.article != article}
        return self._rows(others)

    def _rows(self, articles: set[ArticleId]) -> Mapping[ArticleId, Row]:
        found = self._store.rows(self.reader or _NOBODY, sorted(articles)) if articles else ()
        return {row.article: row for row in found}

    def _anchored(self, said: Iterable[Comment], article: ArticleId | None) -> Article | None:
        """The page's article, where anybody speaks of its very words."""
        if article is None or not any(one.anchor for one in said):
            return None
        return self._store.article(article)


class _View:
    """What is needed to show each comment of a page."""

    def __init__(
        self,
        teller: Teller,
        found: Conversation,
        rules: HouseRules,
        about: Mapping[ArticleId, Row],
        article: Article | None,
    ) -> None:
        self._teller = teller
        self._found = found
        self._rules = rules
        self._about = about
        self._article = article
        self._by_number = {one.id: one for one in found.comments}

    def is_new(self, comment: Comment) -> bool:
        """Whether it came since the reader's last visit."""
        return discussing.is_new(comment, self._found.seen.get(comment.article), self._teller.reader)

    def shown(self, node: Node) -> Shown:
        """A comment with the replies to it."""
        one, rules = node.comment, self._rules
        counts = self._found.reactions.get(one.id, {})
        until = discussing.edit_until(one, rules)
        is_mine = self._teller.is_mine(one)
        gone = one.state in (CommentState.DELETED, CommentState.PURGED)
        return Shown(
            comment=one,
            html=discussing.html_of(one.body),
            depth=node.depth,
            replies=tuple(self.shown(reply) for reply in node.replies),
            reactions=tuple(
                (kind, counts.get(kind, 0), (one.id, kind) in self._found.mine) for kind in rules.reactions
            ),
            about=None if one.on_story or one.parent is not None else self._about.get(one.article),
            place=self._place(one),
            to=self._by_number.get(node.to) if node.to is not None else None,
            is_new=self.is_new(one),
            is_mine=is_mine,
            is_muted=one.author is not None and one.author in self._found.muted,
            is_moderator=one.author is not None and one.author in self._found.moderators,
            may_edit=is_mine and not gone and self._teller.now <= until,
            edit_until=until,
        )

    def _place(self, one: Comment) -> Citation | None:
        article = self._article
        if article is None or one.anchor is None:
            return None
        return discussing.place_in(one.anchor, article.id, article.revision, article.blocks)


def stamp_of(found: Conversation) -> str:
    """Something that changes whenever what is said in a conversation does."""
    states = "".join(f"{one.id}{one.state[0]}{one.edited_at or ''}" for one in found.comments)
    liked = sum(count for kinds in found.reactions.values() for count in kinds.values())
    return hashlib.blake2b(f"{states}/{liked}".encode(), digest_size=6).hexdigest()


def _all(node: Node) -> Iterable[Comment]:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here.comment
        waiting.extend(here.replies)
