"""What a language model answered and used, and who and what is not sent to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "model_replies",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("prompt_version", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_model_replies"),
    )
    op.create_index("ix_model_replies_at", "model_replies", ["at"])
    op.create_table(
        "model_use",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("tokens_in", sa.BigInteger(), nullable=False),
        sa.Column("tokens_out", sa.BigInteger(), nullable=False),
        sa.Column("requests", sa.BigInteger(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("cost_millionths", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_model_use"),
    )
    _switches("model_off_users", "user", "users")
    _switches("model_off_sources", "source", "sources")


def _switches(table: str, column: str, target: str) -> None:
    op.create_table(
        table,
        sa.Column(column, ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(column, name=f"pk_{table}"),
    )
