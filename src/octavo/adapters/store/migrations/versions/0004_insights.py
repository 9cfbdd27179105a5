"""What explaining found, the subjects of articles, and what people want of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    _explaining()
    _insights()
    _story_insights()
    _subjects()
    _mentions()
    _interests()
    _story_interests()


def _ref(table: str, name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{target}.id"], name=f"fk_{table}_{name}_{target}", ondelete="CASCADE")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, ID, autoincrement=False, nullable=False)


def _explaining() -> None:
    explaining = op.create_table(
        "explaining",
        sa.Column("id", ID, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_explaining"),
    )
    op.bulk_insert(explaining, [{"id": 1, "position": 0, "version": 0}])


def _insights() -> None:
    op.create_table(
        "insights",
        _number("article"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("insights", sa.LargeBinary(), nullable=False),
        _ref("insights", "article", "articles"),
        sa.PrimaryKeyConstraint("article", name="pk_insights"),
    )


def _story_insights() -> None:
    op.create_table(
        "story_insights",
        _number("story"),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("insights", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _ref("story_insights", "story", "stories"),
        sa.PrimaryKeyConstraint("story", "digest", name="pk_story_insights"),
    )


def _subjects() -> None:
    op.create_table(
        "subjects",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subjects"),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_subjects_kind_key", "subjects", ["kind", "key"], unique=True)


def _mentions() -> None:
    op.create_table(
        "mentions",
        _number("subject"),
        _number("article"),
        sa.Column("sort_at", MOMENT, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        _ref("mentions", "subject", "subjects"),
        _ref("mentions", "article", "articles"),
        sa.PrimaryKeyConstraint("subject", "article", name="pk_mentions"),
    )
    op.create_index("ix_mentions_subject_sort_at_article", "mentions", ["subject", "sort_at", "article"])
    op.create_index("ix_mentions_article", "mentions", ["article"])
    op.create_index("ix_mentions_sort_at", "mentions", ["sort_at"])


def _interests() -> None:
    op.create_table(
        "interests",
        _number("user"),
        _number("subject"),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        _ref("interests", "user", "users"),
        _ref("interests", "subject", "subjects"),
        sa.PrimaryKeyConstraint("user", "subject", name="pk_interests"),
    )
    op.create_index("ix_interests_subject", "interests", ["subject"])


def _story_interests() -> None:
    op.create_table(
        "story_interests",
        _number("user"),
        _number("story"),
        sa.Column("stance", sa.Text(), nullable=True),
        sa.Column("seen_at", MOMENT, nullable=True),
        _ref("story_interests", "user", "users"),
        _ref("story_interests", "story", "stories"),
        sa.PrimaryKeyConstraint("user", "story", name="pk_story_interests"),
    )
    op.create_index("ix_story_interests_story", "story_interests", ["story"])
