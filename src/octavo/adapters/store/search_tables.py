"""The table of searches that people keep."""

from __future__ import annotations

import sqlalchemy as sa

from octavo.adapters.store.columns import Id, Moment, Words
from octavo.adapters.store.tables import metadata

saved_searches = sa.Table(
    "saved_searches",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("user", Id, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, autoincrement=False),
    sa.Column("name", Words, nullable=False),
    sa.Column("query", Words, nullable=False),
    sa.Column("stance", sa.Text),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Index("ix_saved_searches_user", "user"),
    sqlite_autoincrement=True,
)
