"""What is learned of sites, and alarms about them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    _site_habits()
    _layout_changes()


def _site_habits() -> None:
    op.create_table(
        "site_habits",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("host", name="pk_site_habits"),
    )
    op.create_index("ix_site_habits_updated_at", "site_habits", ["updated_at"])


def _layout_changes() -> None:
    op.create_table(
        "layout_changes",
        sa.Column("source", ID, autoincrement=False, nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("incomplete", sa.Integer(), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["sources.id"], name="fk_layout_changes_source_sources", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source", name="pk_layout_changes"),
    )
    op.create_index("ix_layout_changes_host", "layout_changes", ["host"])
