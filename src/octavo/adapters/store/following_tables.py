"""The tables of what people arrange: folders, and their sources in them under titles of their own.

A source that a person leaves keeps its row in ``arrangements``: followed again, it is where it was.
"""

from __future__ import annotations

import sqlalchemy as sa

from octavo.adapters.store.columns import Id, Words
from octavo.adapters.store.tables import metadata

folders = sa.Table(
    "folders",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("user", Id, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False, autoincrement=False),
    sa.Column("name", Words, nullable=False),
    sa.Column("name_key", sa.Text, nullable=False),  # of the name, case folded
    sa.UniqueConstraint("user", "name_key"),
    sqlite_autoincrement=True,
)

arrangements = sa.Table(
    "arrangements",
    metadata,
    sa.Column("user", Id, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    sa.Column("source", Id, sa.ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    sa.Column("folder", Id, sa.ForeignKey("folders.id", ondelete="SET NULL"), nullable=True, autoincrement=False),
    sa.Column("title", Words),
    sa.Index("ix_arrangements_source", "source"),
    sa.Index("ix_arrangements_folder", "folder"),
)


def folded(folder: int) -> sa.Select[tuple[int]]:
    """Select the sources in a folder, followed or left."""
    return sa.select(arrangements.c.source).where(arrangements.c.folder == folder)
