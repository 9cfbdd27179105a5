"""Notes, and places in articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", ID, nullable=False),
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("article", ID, autoincrement=False, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_notes_user_users", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_notes_article_articles", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notes_user", "notes", ["user", "id"])
    op.create_index("ix_notes_article", "notes", ["article", "user"])
    deleted = sa.text("deleted_at IS NOT NULL")
    op.create_index("ix_notes_deleted", "notes", ["user", "deleted_at"], sqlite_where=deleted, postgresql_where=deleted)
    op.create_table(
        "reading_places",
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("article", ID, autoincrement=False, nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_reading_places_user_users", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name="fk_reading_places_article_articles", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user", "article", name="pk_reading_places"),
    )
    op.create_index("ix_reading_places_user", "reading_places", ["user", "at"])
    op.create_index("ix_reading_places_article", "reading_places", ["article"])
