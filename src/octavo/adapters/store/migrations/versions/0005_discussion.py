"""Comments, what people do with them, and how the discussion is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    _comments()
    _versions_and_reactions()
    _reports()
    _log()
    _people()
    _conversations()
    op.create_table(
        "discussion_state",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_discussion_state"),
    )
    op.execute("INSERT INTO counters (name, value) VALUES ('discussion', 0)")


def _ref(
    name: str, table: str, target: str, *, nullable: bool = False, gone: str = "CASCADE"
) -> list[sa.schema.SchemaItem]:
    key = sa.ForeignKeyConstraint([name], [f"{target}.id"], name=f"fk_{table}_{name}_{target}", ondelete=gone)
    return [sa.Column(name, ID, autoincrement=False, nullable=nullable), key]


def _comments() -> None:
    op.create_table(
        "comments",
        sa.Column("id", ID, nullable=False),
        *_ref("article", "comments", "articles"),
        *_ref("root", "comments", "comments", nullable=True),
        *_ref("parent", "comments", "comments", nullable=True),
        *_ref("author", "comments", "users", nullable=True, gone="SET NULL"),
        sa.Column("guest", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sketch", sa.Text(), nullable=False),
        sa.Column("on_story", sa.Boolean(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
        sa.UniqueConstraint("key", name="uq_comments_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_comments_article", "comments", ["article", "id"])
    op.create_index("ix_comments_author", "comments", ["author", "id"])
    op.create_index("ix_comments_root", "comments", ["root"])
    op.create_index("ix_comments_parent", "comments", ["parent"])
    op.create_index("ix_comments_at", "comments", ["at"])
    held = sa.text("state = 'held'")
    op.create_index("ix_comments_held", "comments", ["id"], sqlite_where=held, postgresql_where=held)


def _versions_and_reactions() -> None:
    op.create_table(
        "comment_versions",
        *_ref("comment", "comment_versions", "comments"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("comment", "number", name="pk_comment_versions"),
    )
    op.create_table(
        "comment_reactions",
        *_ref("comment", "comment_reactions", "comments"),
        *_ref("user", "comment_reactions", "users"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("comment", "user", "kind", name="pk_comment_reactions"),
    )
    op.create_index("ix_comment_reactions_user", "comment_reactions", ["user"])


def _reports() -> None:
    op.create_table(
        "comment_reports",
        *_ref("comment", "comment_reports", "comments"),
        *_ref("user", "comment_reports", "users"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("comment", "user", name="pk_comment_reports"),
    )
    op.create_index("ix_comment_reports_user", "comment_reports", ["user"])
    op.create_index(
        "ix_comment_reports_open",
        "comment_reports",
        ["comment"],
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )


def _log() -> None:
    op.create_table(
        "moderation_log",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        *_ref("by", "moderation_log", "users", nullable=True, gone="SET NULL"),
        *_ref("comment", "moderation_log", "comments", nullable=True),
        *_ref("person", "moderation_log", "users", nullable=True, gone="SET NULL"),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("is_undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moderation_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_moderation_log_comment", "moderation_log", ["comment", "id"])
    op.create_index("ix_moderation_log_by", "moderation_log", ["by"])
    op.create_index("ix_moderation_log_person", "moderation_log", ["person"])


def _people() -> None:
    op.create_table(
        "discussion_people",
        *_ref("user", "discussion_people", "users"),
        sa.Column("is_moderator", sa.Boolean(), nullable=False),
        sa.Column("moderation", sa.Text(), nullable=True),
        sa.Column("banned_until", MOMENT, nullable=True),
        sa.Column("ban_reason", sa.Text(), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("feed_key", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("user", name="pk_discussion_people"),
        sa.UniqueConstraint("feed_key", name="uq_discussion_people_feed_key"),
    )
    op.create_index("ix_discussion_people_banned_until", "discussion_people", ["banned_until"])
    op.create_table(
        "muted_people",
        *_ref("user", "muted_people", "users"),
        *_ref("other", "muted_people", "users"),
        sa.PrimaryKeyConstraint("user", "other", name="pk_muted_people"),
    )
    op.create_index("ix_muted_people_other", "muted_people", ["other"])


def _conversations() -> None:
    for table, more in (
        ("followed_conversations", []),
        (
            "seen_conversations",
            [sa.Column("at", MOMENT, nullable=False), sa.Column("since", MOMENT, nullable=True)],
        ),
    ):
        op.create_table(
            table,
            *_ref("user", table, "users"),
            *_ref("article", table, "articles"),
            *more,
            sa.PrimaryKeyConstraint("user", "article", name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_article", table, ["article"])
