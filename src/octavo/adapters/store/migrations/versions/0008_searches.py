"""Searches that people keep."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "saved_searches",
        sa.Column("id", ID, nullable=False),
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_saved_searches_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_searches"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_saved_searches_user", "saved_searches", ["user"])
