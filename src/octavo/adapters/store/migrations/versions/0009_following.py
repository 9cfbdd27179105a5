"""Folders, and titles of one's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "folders",
        sa.Column("id", ID, nullable=False),
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_folders_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_folders"),
        sa.UniqueConstraint("user", "name_key", name="uq_folders_user_name_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "arrangements",
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("source", ID, autoincrement=False, nullable=False),
        sa.Column("folder", ID, autoincrement=False, nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_arrangements_user_users", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name="fk_arrangements_source_sources", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["folder"], ["folders.id"], name="fk_arrangements_folder_folders", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("user", "source", name="pk_arrangements"),
    )
    op.create_index("ix_arrangements_source", "arrangements", ["source"])
    op.create_index("ix_arrangements_folder", "arrangements", ["folder"])
