"""The tables of notes and of places in articles."""

from __future__ import annotations

import sqlalchemy as sa

from octavo.adapters.store.columns import Id, Moment, Words
from octavo.adapters.store.tables import metadata


def _ref(name: str, target: str, *, primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{target}.id", ondelete="CASCADE")
    return sa.Column(name, Id, key, primary_key=primary_key, nullable=False, autoincrement=False)


# A note outlives its article: it holds its words, and where they come from.
notes = sa.Table(
    "notes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _ref("user", "users"),
    sa.Column("article", Id, sa.ForeignKey("articles.id", ondelete="SET NULL"), nullable=True, autoincrement=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("block", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("words", Words, nullable=False),  # a list as JSON, one for each block
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("body", Words, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("deleted_at", Moment),
    sa.Column("title", Words, nullable=False),
    sa.Column("outlet", Words, nullable=False),
    sa.Column("url", Words),
    sa.Column("published_at", Moment),
    sa.Column("precision", sa.Text, nullable=False),
    sa.Column("language", Words),
    sa.Column("searched", Words, nullable=False),  # all that a search looks at, case folded
    sa.Index("ix_notes_user", "user", "id"),
    sa.Index("ix_notes_article", "article", "user"),
    sqlite_autoincrement=True,
)
DELETED = notes.c.deleted_at.is_not(None)
sa.Index("ix_notes_deleted", notes.c.user, notes.c.deleted_at, sqlite_where=DELETED, postgresql_where=DELETED)

# "share" is how much of the text was read, in per cent.
reading_places = sa.Table(
    "reading_places",
    metadata,
    _ref("user", "users", primary_key=True),
    _ref("article", "articles", primary_key=True),
    sa.Column("block", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("share", sa.Integer, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index("ix_reading_places_user", "user", "at"),
    sa.Index("ix_reading_places_article", "article"),
)
