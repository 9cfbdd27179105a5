"""The discussion: what people say, and what each of them made of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import sqlalchemy as sa

from octavo.adapters.store.discussion_codec import (
    GONE,
    comment_in,
    decode_rules,
    encode_anchor,
    encode_rules,
)
from octavo.adapters.store.discussion_tables import (
    comment_reactions,
    comment_versions,
    comments,
    discussion_people,
    discussion_state,
    followed_conversations,
    moderation_log,
    muted_people,
    seen_conversations,
)
from octavo.adapters.store.part import Part, batches, require_article, require_user
from octavo.adapters.store.records import ME
from octavo.adapters.store.tables import counters, placements, users
from octavo.model.discussion import (
    Action,
    Comment,
    CommentDraft,
    CommentId,
    CommentState,
    CommentVersion,
    Conversation,
    ConversationQuery,
    HouseRules,
    Order,
    Preferences,
    Seen,
)
from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, StoryId, UserId
from octavo.model.keeping import storable
from octavo.model.people import User

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

OF_RULES = {
    CommentState.PUBLISHED: Action.PUBLISH,
    CommentState.HELD: Action.HOLD,
    CommentState.REJECTED: Action.REJECT,
}
_MOST_COPIES = 400
_COMMENTS = comments  # methods have parameters of that name


class SqlDiscussion(Part):
    """The part of the store that keeps comments and what readers do with them."""

    def house_rules(self) -> HouseRules:
        """How the discussion is kept; the defaults until somebody changed them."""
        query = sa.select(discussion_state.c.state).where(discussion_state.c.name == "rules")
        with self._database.reading() as connection:
            state = connection.scalar(query)
        return HouseRules() if state is None else decode_rules(state)

    def save_house_rules(self, rules: HouseRules, *, by: UserId, now: datetime) -> None:
        """Keep the discussion so from now on. Raises NotFound when the account is unknown."""
        with self._database.writing() as connection:
            require_user(connection, by)
            put_state(connection, "rules", 0, encode_rules(storable(rules)))
            note(connection, now, Action.RULES, by=by)

    def conversation(self, query: ConversationQuery) -> Conversation:
        """What was said on the articles of a story, or of the story of an article, in a fixed number of queries."""
        with self._database.reading() as connection:
            story, articles, copies = _scope(connection, query)
            wanted = _within(story, articles, copies)
            found = _said(connection, query, wanted)
            reactions, mine = _reactions(connection, query.reader, wanted) if found else ({}, frozenset())
            preferences, banned_until = _person(connection, query.reader)
            return Conversation(
                story=story,
                articles=articles,
                copies=copies,
                comments=found,
                reactions=reactions,
                mine=mine,
                seen=_seen(connection, query.reader, wanted),
                is_followed=_follows(connection, query.reader, wanted),
                muted=frozenset(map(UserId, connection.scalars(_muted_by(query.reader)))),
                moderators=frozenset(map(UserId, connection.scalars(_MODERATORS))),
                preferences=preferences,
                banned_until=banned_until,
            )

    def comments(self, comments: Sequence[CommentId]) -> tuple[Comment, ...]:
        """These comments, whatever their state, by id; unknown ones are left out."""
        with self._database.reading() as connection:
            return tuple(
                comment_in(row)
                for some in batches(sorted(set(comments)))
                for row in connection.execute(
                    sa.select(_COMMENTS).where(_COMMENTS.c.id.in_(some)).order_by(_COMMENTS.c.id)
                )
            )

    def comments_of(self, person: UserId, limit: int) -> tuple[Comment, ...]:
        """The latest comments of somebody, whatever their state, newest first."""
        query = sa.select(comments).where(comments.c.author == person).order_by(comments.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(comment_in(row) for row in connection.execute(query))

    def news_for(self, person: UserId, limit: int) -> tuple[Comment, ...]:
        """What others published in the conversations that somebody follows since they last looked, newest first."""
        mine = sa.select(followed_conversations.c.article).where(followed_conversations.c.user == person)
        told = sa.select(placements.c.story).where(placements.c.article.in_(mine))
        beside = sa.select(placements.c.article).where(placements.c.story.in_(told))
        seen = sa.exists().where(
            seen_conversations.c.user == person,
            seen_conversations.c.article == comments.c.article,
            seen_conversations.c.at >= comments.c.at,
        )
        query = sa.select(comments).where(
            sa.or_(comments.c.article.in_(mine), comments.c.article.in_(beside)),
            comments.c.state == CommentState.PUBLISHED.value,
            comments.c.author.is_distinct_from(person),
            comments.c.author.is_(None) | comments.c.author.not_in(_muted_by(person)),
            ~seen,
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(comments.c.id.desc()).limit(limit))
            return tuple(comment_in(row) for row in rows)

    def add_comment(self, draft: CommentDraft) -> tuple[Comment, bool]:
        """Write a comment, and in the log what became of it; whether it is new: one key writes one comment.

        Raises NotFound when the article, or the comment that it answers, is unknown.
        """
        draft = storable(draft)
        with self._database.writing() as connection:
            known = connection.execute(sa.select(comments).where(comments.c.key == draft.key)).one_or_none()
            if known is not None:
                return comment_in(known), False
            require_article(connection, draft.article)
            row = connection.execute(
                sa.insert(comments).values(_values(draft, _root(connection, draft.parent))).returning(comments)
            ).one()
            note(
                connection,
                draft.at,
                OF_RULES[draft.state],
                comment=row.id,
                person=draft.author,
                rule=draft.rule,
                reason=draft.reason,
            )
            if draft.author is not None:
                _follow(connection, draft.author, draft.article)
            return comment_in(row), True

    def edit_comment(
        self,
        comment: CommentId,
        *,
        body: str,
        sketch: str,
        now: datetime,
        state: CommentState,
        reason: str,
        rule: str,
        findings: str,
    ) -> Comment:
        """Write a comment anew; what it said before is kept as a version. Raises NotFound when it is unknown."""
        with self._database.writing() as connection:
            known = require_comment(connection, comment)
            count = sa.select(sa.func.count()).where(comment_versions.c.comment == comment)
            number = (connection.scalar(count) or 0) + 1
            version = {"comment": comment, "number": number, "until": storable(now), "body": known.body}
            connection.execute(sa.insert(comment_versions).values(version))
            values = {
                "body": storable(body),
                "sketch": sketch,
                "edited_at": storable(now),
                "state": state.value,
                "reason": storable(reason),
                "rule": rule,
                "findings": storable(findings),
            }
            update = sa.update(comments).where(comments.c.id == comment).values(values)
            row = connection.execute(update.returning(comments)).one()
            told = {"comment": comment, "person": row.author, "before": known.state}
            note(connection, now, Action.EDIT, rule=rule, reason=reason, **told)
            return comment_in(row)

    def versions(self, comment: CommentId) -> tuple[CommentVersion, ...]:
        """What a comment said before, oldest first."""
        query = sa.select(comment_versions).where(comment_versions.c.comment == comment)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(comment_versions.c.number))
            return tuple(
                CommentVersion(comment=comment, number=row.number, until=row.until, body=row.body) for row in rows
            )

    def react(self, person: UserId, comment: CommentId, kind: str, *, on: bool) -> None:
        """Make something of a comment, or no more; once for each kind. Raises NotFound when either is unknown."""
        mine = {"comment": comment, "user": person, "kind": storable(kind)}
        with self._database.writing() as connection:
            require_user(connection, person)
            require_comment(connection, comment)
            _set(connection, comment_reactions, mine, on=on)
            touch(connection)

    def follow_conversation(self, person: UserId, articles: Sequence[ArticleId], *, on: bool) -> None:
        """Follow the conversation on an article, or those on all of these no more."""
        with self._database.writing() as connection:
            require_user(connection, person)
            if on:
                for article in articles:
                    require_article(connection, article)
                    _follow(connection, person, article)
            else:
                mine = followed_conversations.c.user == person
                for some in batches(articles):
                    these = followed_conversations.c.article.in_(some)
                    connection.execute(sa.delete(followed_conversations).where(mine, these))

    def saw(self, person: UserId, seen: Sequence[Seen]) -> None:
        """Remember a visit to the discussion of articles."""
        with self._database.writing() as connection:
            require_user(connection, person)
            for some in batches(storable(tuple(seen))):
                mine = seen_conversations.c.user == person
                these = seen_conversations.c.article.in_([one.article for one in some])
                connection.execute(sa.delete(seen_conversations).where(mine, these))
                values = [{"user": person, "article": one.article, "at": one.at, "since": one.since} for one in some]
                connection.execute(sa.insert(seen_conversations), values)

    def mute(self, person: UserId, other: UserId, *, on: bool) -> None:
        """Fold up what somebody says, for one person. Raises NotFound when either is unknown."""
        with self._database.writing() as connection:
            require_user(connection, person)
            require_user(connection, other)
            _set(connection, muted_people, {"user": person, "other": other}, on=on)

    def muted(self, person: UserId) -> tuple[tuple[UserId, str], ...]:
        """Whom somebody muted, with their names, by name."""
        query = sa.select(users.c.id, users.c.name).where(users.c.id.in_(_muted_by(person))).order_by(users.c.name_key)
        with self._database.reading() as connection:
            found = [(UserId(number), name) for number, name in connection.execute(query)]
        return tuple(sorted(found, key=lambda one: (one[1].casefold(), one[0])))

    def preferences(self, person: UserId) -> Preferences:
        """How somebody wants the discussion."""
        with self._database.reading() as connection:
            return _person(connection, person)[0]

    def save_preferences(self, person: UserId, preferences: Preferences) -> None:
        """Keep how somebody wants the discussion. Raises NotFound when the account is unknown."""
        values: dict[str, object] = {
            "is_hidden": preferences.hidden,
            "order": preferences.order.value,
            "feed_key": preferences.feed_key or None,
        }
        with self._database.writing() as connection:
            set_person(connection, person, values)

    def reader_by_feed_key(self, key: str) -> User | None:
        """Whose feeds this key opens."""
        if not key:
            return None
        joined = users.join(discussion_people, discussion_people.c.user == users.c.id)
        query = sa.select(users).select_from(joined).where(discussion_people.c.feed_key == storable(key))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        has_password = row.password_hash is not None
        return User(
            id=row.id, name=row.name, is_owner=row.is_owner, created_at=row.created_at, has_password=has_password
        )

    def discussion_change(self) -> int:
        """A number that grows with everything that is written in any discussion."""
        query = sa.select(counters.c.value).where(counters.c.name == "discussion")
        with self._database.reading() as connection:
            return connection.scalar(query) or 0


_MODERATORS = sa.union(
    sa.select(users.c.id).where(users.c.is_owner),
    sa.select(discussion_people.c.user).where(discussion_people.c.is_moderator),
)


def require_comment(connection: sa.Connection, comment: CommentId) -> sa.Row[tuple[object, ...]]:
    """The row of a comment. Raises NotFound when there is none."""
    row = connection.execute(sa.select(comments).where(comments.c.id == comment)).one_or_none()
    if row is None:
        raise NotFound(f"There is no comment {comment}.")
    return row


def note(connection: sa.Connection, now: datetime, action: Action, **more: object) -> int:
    """Write a line into the log, and let everybody know that something changed; returns its number."""
    values = {"at": storable(now), "action": action.value, "rule": "", "reason": "", "is_undone": False} | more
    touch(connection)
    number: int = connection.execute(
        sa.insert(moderation_log).values(values).returning(moderation_log.c.id)
    ).scalar_one()
    return number


def touch(connection: sa.Connection) -> None:
    """Count a change of the discussion."""
    row = counters.c.name == "discussion"
    connection.execute(sa.update(counters).where(row).values(value=counters.c.value + 1))


def put_state(connection: sa.Connection, name: str, position: int, state: bytes) -> None:
    """Keep a state under its name, in the place of what was kept before."""
    connection.execute(sa.delete(discussion_state).where(discussion_state.c.name == name))
    connection.execute(sa.insert(discussion_state).values(name=name, position=position, state=state))


def set_person(connection: sa.Connection, person: UserId, values: dict[str, object]) -> None:
    """Change what is kept of a person. Raises NotFound when the account is unknown."""
    require_user(connection, person)
    row = discussion_people.c.user == person
    if connection.execute(sa.update(discussion_people).where(row).values(values)).rowcount == 0:
        blank = {"is_moderator": False, "ban_reason": "", "is_hidden": False, "order": Order.OLDEST.value}
        connection.execute(sa.insert(discussion_people).values(blank | values | {"user": person}))


def _scope(
    connection: sa.Connection, query: ConversationQuery
) -> tuple[StoryId | None, tuple[ArticleId, ...], tuple[ArticleId, ...]]:
    """The story asked for, the articles it has now by time, and the copies of the article asked for."""
    story, root = query.story, query.article
    if query.article is not None:
        place = connection.execute(
            sa.select(placements.c.story, placements.c.copy_of).where(placements.c.article == query.article)
        ).one_or_none()
        story = None if place is None else StoryId(place.story)
        root = ArticleId(place.copy_of) if place is not None and place.copy_of is not None else query.article
    asked = () if query.article is None else (query.article,)
    if story is None:
        return None, asked, asked
    order = (placements.c.at, placements.c.article)
    articles = connection.scalars(
        sa.select(placements.c.article).where(placements.c.story == story).order_by(*order)
    ).all()
    alike = sa.select(placements.c.article).where(placements.c.copy_of == root).order_by(*order).limit(_MOST_COPIES)
    copies = (root, *connection.scalars(alike)) if root is not None else ()
    return story, tuple(map(ArticleId, articles)), tuple(dict.fromkeys(ArticleId(one) for one in copies))


def _within(
    story: StoryId | None, articles: Sequence[ArticleId], copies: Sequence[ArticleId]
) -> sa.Select[tuple[int]] | sa.CompoundSelect[tuple[int]]:
    """The articles whose comments are looked at, as a query: a story may have more than one statement can name."""
    named = [sa.select(sa.literal(one)) for one in (copies if story is not None else articles)]
    if story is None:
        return sa.union(*named) if named else sa.select(sa.literal(0)).where(sa.false())
    return sa.union(sa.select(placements.c.article).where(placements.c.story == story), *named)


def _said(
    connection: sa.Connection, query: ConversationQuery, wanted: sa.Select[tuple[int]] | sa.CompoundSelect[tuple[int]]
) -> tuple[Comment, ...]:
    visible: sa.ColumnElement[bool] = comments.c.state.in_((CommentState.PUBLISHED.value, *GONE))
    if query.reader is not None:
        visible |= comments.c.author == query.reader
    if query.guest is not None:
        visible |= sa.and_(comments.c.author.is_(None), comments.c.guest == query.guest)
    select = sa.select(comments).where(comments.c.article.in_(wanted), visible)
    rows = connection.execute(select.order_by(comments.c.id.desc()).limit(query.limit)).all()
    return tuple(comment_in(row) for row in reversed(rows))


def _reactions(
    connection: sa.Connection,
    reader: UserId | None,
    wanted: sa.Select[tuple[int]] | sa.CompoundSelect[tuple[int]],
) -> tuple[dict[CommentId, dict[str, int]], frozenset[tuple[CommentId, str]]]:
    joined = comment_reactions.join(comments, comments.c.id == comment_reactions.c.comment)
    columns = (comment_reactions.c.comment, comment_reactions.c.kind)
    own = sa.func.max(sa.case((comment_reactions.c.user == reader, 1), else_=0))
    query = sa.select(*columns, sa.func.count(), own).select_from(joined)
    found: dict[CommentId, dict[str, int]] = defaultdict(dict)
    mine: set[tuple[CommentId, str]] = set()
    for comment, kind, count, is_own in connection.execute(
        query.where(comments.c.article.in_(wanted)).group_by(*columns)
    ):
        found[CommentId(comment)][kind] = count
        if is_own:
            mine.add((CommentId(comment), kind))
    return dict(found), frozenset(mine)


def _seen(
    connection: sa.Connection,
    reader: UserId | None,
    wanted: sa.Select[tuple[int]] | sa.CompoundSelect[tuple[int]],
) -> dict[ArticleId, Seen]:
    mine = sa.and_(seen_conversations.c.user == reader, seen_conversations.c.article.in_(wanted))
    rows = connection.execute(sa.select(seen_conversations).where(mine))
    return {row.article: Seen(article=ArticleId(row.article), at=row.at, since=row.since) for row in rows}


def _follows(
    connection: sa.Connection,
    reader: UserId | None,
    wanted: sa.Select[tuple[int]] | sa.CompoundSelect[tuple[int]],
) -> bool:
    mine = sa.and_(followed_conversations.c.user == reader, followed_conversations.c.article.in_(wanted))
    return connection.scalar(sa.select(sa.exists().where(mine))) or False


# Most pages send it: see records.
_PERSON = sa.select(discussion_people).where(discussion_people.c.user == ME)


def _person(connection: sa.Connection, person: UserId | None) -> tuple[Preferences, datetime | None]:
    """How somebody wants the discussion, and until when they are banned."""
    row = connection.execute(_PERSON, {"me": person}).one_or_none()
    if row is None:
        return Preferences(), None
    wanted = Preferences(hidden=row.is_hidden, order=Order(row.order), feed_key=row.feed_key or "")
    return wanted, row.banned_until


def _muted_by(person: UserId | None) -> sa.Select[tuple[int]]:
    return sa.select(muted_people.c.other).where(muted_people.c.user == person)


def _root(connection: sa.Connection, parent: CommentId | None) -> int | None:
    if parent is None:
        return None
    answered = require_comment(connection, parent)
    return answered.root or answered.id  # type: ignore[no-any-return]


def _values(draft: CommentDraft, root: int | None) -> dict[str, object]:
    return {
        "article": draft.article,
        "root": root,
        "parent": draft.parent,
        "author": draft.author,
        "guest": draft.guest,
        "name": draft.name,
        "body": draft.body,
        "at": draft.at,
        "state": draft.state.value,
        "reason": draft.reason,
        "rule": draft.rule,
        "findings": draft.findings,
        "key": draft.key,
        "sketch": draft.sketch,
        "on_story": draft.on_story,
        "anchor": encode_anchor(draft.anchor),
    }


def _follow(connection: sa.Connection, person: UserId, article: ArticleId) -> None:
    _set(connection, followed_conversations, {"user": person, "article": article}, on=True)


def _set(connection: sa.Connection, table: sa.Table, key: dict[str, object], *, on: bool) -> None:
    """Let there be a row with this key, or none."""
    row = sa.and_(*(table.c[name] == value for name, value in key.items()))
    if not on:
        connection.execute(sa.delete(table).where(row))
    elif connection.scalar(sa.select(sa.literal(1)).select_from(table).where(row)) is None:
        connection.execute(sa.insert(table).values(key))
