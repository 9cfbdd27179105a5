"""How people want to read, where they are signed in, and how often a sign-in failed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.add_column("sessions", sa.Column("seen_at", MOMENT, nullable=True))
    op.add_column("sessions", sa.Column("agent", sa.Text(), nullable=True))
    op.create_table(
        "reading_preferences",
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_reading_preferences_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", name="pk_reading_preferences"),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_tries"),
    )
    op.create_index("ix_sign_in_tries_last_at", "sign_in_tries", ["last_at"])
