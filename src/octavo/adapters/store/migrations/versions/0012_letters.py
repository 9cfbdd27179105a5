"""Letters: who wants which by mail, and what became of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "mail_wishes",
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("leave_key", sa.Text(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("wants_briefing", sa.Boolean(), nullable=False),
        sa.Column("wants_trackers", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("proof", sa.Text(), nullable=True),
        sa.Column("proof_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_mail_wishes_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", name="pk_mail_wishes"),
        sa.UniqueConstraint("leave_key", name="uq_mail_wishes_leave_key"),
        sa.UniqueConstraint("proof", name="uq_mail_wishes_proof"),
    )
    op.create_table(
        "letters",
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_letters_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", "key", name="pk_letters"),
    )
    op.create_index("ix_letters_at", "letters", ["at"])
