"""Stories, what people decided about them, and editions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.add_column("relations", sa.Column("score", sa.Float(), nullable=True))
    _stories()
    _placements()
    _grouping()
    _decisions()
    _editions()


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", ID, nullable=False),
        sa.Column("merged_into", ID, autoincrement=False, nullable=True),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["stories.id"], name="fk_stories_merged_into_stories", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stories_merged_into", "stories", ["merged_into"])
    op.create_index("ix_stories_updated", "stories", ["updated_at", "id"])


def _placements() -> None:
    op.create_table(
        "placements",
        sa.Column("article", ID, autoincrement=False, nullable=False),
        sa.Column("story", ID, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("copy_of", ID, autoincrement=False, nullable=True),
        sa.Column("copy_kind", sa.Text(), nullable=True),
        sa.Column("copy_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="fk_placements_article_articles", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_placements_story_stories", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["copy_of"], ["articles.id"], name="fk_placements_copy_of_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", name="pk_placements"),
    )
    op.create_index("ix_placements_story", "placements", ["story"])
    op.create_index("ix_placements_at", "placements", ["at"])
    op.create_index("ix_placements_copy_of", "placements", ["copy_of"])


def _grouping() -> None:
    op.create_table(
        "grouping",
        sa.Column("id", ID, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("state_position", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_grouping"),
    )
    op.execute(sa.text("INSERT INTO grouping (id, position, state_position) VALUES (1, 0, 0)"))


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", ID, nullable=False),
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("articles", sa.Text(), nullable=False),
        sa.Column("others", sa.Text(), nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_decisions_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_user", "decisions", ["user"])


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("considered", sa.Integer(), nullable=False),
        sa.Column("picks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_editions_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", "day", name="pk_editions"),
    )
