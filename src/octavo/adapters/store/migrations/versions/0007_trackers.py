"""Questions that are answered again as articles come in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "trackers",
        sa.Column("id", ID, nullable=False),
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_trackers_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_trackers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_trackers_user", "trackers", ["user"])
    op.create_table(
        "tracked_answers",
        sa.Column("id", ID, nullable=False),
        sa.Column("tracker", ID, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tracker"], ["trackers.id"], name="fk_tracked_answers_tracker_trackers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tracked_answers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tracked_answers_tracker", "tracked_answers", ["tracker"])
