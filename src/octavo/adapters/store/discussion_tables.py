"""The tables of the discussion.

Comments are attached to articles, never to stories: whatever becomes of a story, each goes with its article.
"""

from __future__ import annotations

import sqlalchemy as sa

from octavo.adapters.store.columns import Id, Moment, Words
from octavo.adapters.store.tables import metadata


def _id() -> sa.Column[int]:
    return sa.Column("id", Id, primary_key=True)


def _ref(name: str, target: str, *, primary_key: bool = False, nullable: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{target}.id", ondelete="CASCADE")
    return sa.Column(name, Id, key, primary_key=primary_key, nullable=nullable, autoincrement=False)


# Their authors may go while their words stay.
comments = sa.Table(
    "comments",
    metadata,
    _id(),
    _ref("article", "articles"),
    _ref("root", "comments", nullable=True),  # None where it began its thread
    _ref("parent", "comments", nullable=True),
    sa.Column("author", Id, sa.ForeignKey("users.id", ondelete="SET NULL"), nullable=True, autoincrement=False),
    sa.Column("guest", sa.Text),
    sa.Column("name", Words, nullable=False),
    sa.Column("body", Words, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("edited_at", Moment),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("rule", Words, nullable=False),
    sa.Column("findings", Words, nullable=False),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("sketch", sa.Text, nullable=False),
    sa.Column("on_story", sa.Boolean, nullable=False),
    sa.Column("anchor", Words),
    sa.Index("ix_comments_article", "article", "id"),
    sa.Index("ix_comments_author", "author", "id"),
    sa.Index("ix_comments_root", "root"),
    sa.Index("ix_comments_parent", "parent"),
    sa.Index("ix_comments_at", "at"),
    sqlite_autoincrement=True,
)
HELD = comments.c.state == sa.literal_column("'held'")
sa.Index("ix_comments_held", comments.c.id, sqlite_where=HELD, postgresql_where=HELD)

comment_versions = sa.Table(
    "comment_versions",
    metadata,
    _ref("comment", "comments", primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("until", Moment, nullable=False),
    sa.Column("body", Words, nullable=False),
)

comment_reactions = sa.Table(
    "comment_reactions",
    metadata,
    _ref("comment", "comments", primary_key=True),
    _ref("user", "users", primary_key=True),
    sa.Column("kind", Words, primary_key=True),
    sa.Index("ix_comment_reactions_user", "user"),
)

comment_reports = sa.Table(
    "comment_reports",
    metadata,
    _ref("comment", "comments", primary_key=True),
    _ref("user", "users", primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("note", Words, nullable=False),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Index("ix_comment_reports_user", "user"),
)
sa.Index(
    "ix_comment_reports_open",
    comment_reports.c.comment,
    sqlite_where=sa.text("is_open = 1"),
    postgresql_where=sa.text("is_open"),
)

# The log keeps its lines when who wrote or judged is gone.
moderation_log = sa.Table(
    "moderation_log",
    metadata,
    _id(),
    sa.Column("at", Moment, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("by", Id, sa.ForeignKey("users.id", ondelete="SET NULL"), nullable=True, autoincrement=False),
    _ref("comment", "comments", nullable=True),
    sa.Column("person", Id, sa.ForeignKey("users.id", ondelete="SET NULL"), nullable=True, autoincrement=False),
    sa.Column("rule", Words, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("is_undone", sa.Boolean, nullable=False),
    sa.Index("ix_moderation_log_comment", "comment", "id"),
    sa.Index("ix_moderation_log_by", "by"),
    sa.Index("ix_moderation_log_person", "person"),
    sqlite_autoincrement=True,
)

discussion_people = sa.Table(
    "discussion_people",
    metadata,
    _ref("user", "users", primary_key=True),
    sa.Column("is_moderator", sa.Boolean, nullable=False),
    sa.Column("moderation", sa.Text),
    sa.Column("banned_until", Moment, index=True),
    sa.Column("ban_reason", Words, nullable=False),
    sa.Column("is_hidden", sa.Boolean, nullable=False),
    sa.Column("order", sa.Text, nullable=False),
    sa.Column("feed_key", sa.Text, unique=True),
)

muted_people = sa.Table(
    "muted_people",
    metadata,
    _ref("user", "users", primary_key=True),
    _ref("other", "users", primary_key=True),
    sa.Index("ix_muted_people_other", "other"),
)

followed_conversations = sa.Table(
    "followed_conversations",
    metadata,
    _ref("user", "users", primary_key=True),
    _ref("article", "articles", primary_key=True),
    sa.Index("ix_followed_conversations_article", "article"),
)

seen_conversations = sa.Table(
    "seen_conversations",
    metadata,
    _ref("user", "users", primary_key=True),
    _ref("article", "articles", primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("since", Moment),
    sa.Index("ix_seen_conversations_article", "article"),
)

# By name: "rules" as JSON; "spam", what the classifier learned from the log up to line "position".
discussion_state = sa.Table(
    "discussion_state",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("state", sa.LargeBinary, nullable=False),
)
