"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    _counters()
    _people()
    _sources()
    _leads()
    _articles()
    _texts()
    _lists()


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    for name in ("change", "articles"):
        op.execute(sa.text("INSERT INTO counters (name, value) VALUES (:name, 0)").bindparams(name=name))


def _people() -> None:
    op.create_table(
        "users",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("name_key", name="uq_users_name_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_users_owner",
        "users",
        ["is_owner"],
        unique=True,
        sqlite_where=sa.text("is_owner = 1"),
        postgresql_where=sa.text("is_owner"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_sessions_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
    )
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"], unique=False)
    op.create_index("ix_sessions_user", "sessions", ["user"], unique=False)
    op.create_table(
        "sign_in_links",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_sign_in_links_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name="pk_sign_in_links"),
    )
    op.create_index("ix_sign_in_links_expires_at", "sign_in_links", ["expires_at"], unique=False)
    op.create_index("ix_sign_in_links_user", "sign_in_links", ["user"], unique=False)


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("site_url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("articles", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("url_key", name="uq_sources_url_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "visits",
        sa.Column("source", ID, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=True),
        sa.Column("succeeded_at", MOMENT, nullable=True),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name="fk_visits_source_sources", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", name="pk_visits"),
    )
    op.create_index("ix_visits_next_at", "visits", ["next_at"], unique=False)
    op.create_table(
        "subscriptions",
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("source", ID, autoincrement=False, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("unread", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name="fk_subscriptions_source_sources", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_subscriptions_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", "source", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_source", "subscriptions", ["source", "user"], unique=False)


def _leads() -> None:
    op.create_table(
        "leads",
        sa.Column("id", ID, nullable=False),
        sa.Column("source", ID, autoincrement=False, nullable=False),
        sa.Column("guid_key", sa.Text(), nullable=False),
        sa.Column("address_key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("known_at", MOMENT, nullable=False),
        sa.Column("rank_at", MOMENT, nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=True),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name="fk_leads_source_sources", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_leads"),
        sa.UniqueConstraint("source", "address_key", name="uq_leads_source_address_key"),
        sa.UniqueConstraint("source", "guid_key", name="uq_leads_source_guid_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_leads_pending",
        "leads",
        ["rank_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_leads_watched",
        "leads",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("state = 'watched'"),
        postgresql_where=sa.text("state = 'watched'"),
    )


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", ID, nullable=False),
        sa.Column("source", ID, autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("address_key", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("first_seen_at", MOMENT, nullable=False),
        sa.Column("revised_at", MOMENT, nullable=False),
        sa.Column("sort_at", MOMENT, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("modified_at", MOMENT, nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("image", sa.Text(), nullable=True),
        sa.Column("partial", sa.Text(), nullable=True),
        sa.Column("extracted_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name="fk_articles_source_sources", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("address_key", name="uq_articles_address_key"),
        sa.UniqueConstraint("change", name="uq_articles_change"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_articles_digest",
        "articles",
        ["source", "digest"],
        unique=True,
        sqlite_where=sa.text("address_key IS NULL"),
        postgresql_where=sa.text("address_key IS NULL"),
    )


def _texts() -> None:
    op.create_table(
        "revisions",
        sa.Column("article", ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_revisions_article_articles", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "number", name="pk_revisions"),
    )
    op.create_table(
        "relations",
        sa.Column("id", ID, nullable=False),
        sa.Column("article", ID, autoincrement=False, nullable=False),
        sa.Column("related", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_relations_article_articles", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["related"], ["articles.id"], name="fk_relations_related_articles", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_relations"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_relations_article", "relations", ["article", "related"], unique=False)
    op.create_index("ix_relations_related", "relations", ["related"], unique=False)


def _lists() -> None:
    op.create_table(
        "listings",
        sa.Column("article", ID, autoincrement=False, nullable=False),
        sa.Column("source", ID, autoincrement=False, nullable=False),
        sa.Column("sort_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_listings_article_articles", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name="fk_listings_source_sources", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "source", name="pk_listings"),
    )
    op.create_index("ix_listings_source", "listings", ["source", "sort_at", "article"], unique=False)
    op.create_table(
        "entries",
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("article", ID, autoincrement=False, nullable=False),
        sa.Column("source", ID, autoincrement=False, nullable=False),
        sa.Column("sort_at", MOMENT, nullable=False),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_entries_article_articles", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name="fk_entries_source_sources", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_entries_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", "article", "source", name="pk_entries"),
    )
    op.create_index("ix_entries_article", "entries", ["article"], unique=False)
    op.create_index("ix_entries_latest", "entries", ["user", "sort_at", "article"], unique=False)
    op.create_index("ix_entries_source", "entries", ["source"], unique=False)
    op.create_index(
        "ix_entries_unread",
        "entries",
        ["user", "sort_at", "article"],
        unique=False,
        sqlite_where=sa.text("unread = 1"),
        postgresql_where=sa.text("unread"),
    )
    op.create_index(
        "ix_entries_unread_source",
        "entries",
        ["user", "source", "sort_at", "article"],
        unique=False,
        sqlite_where=sa.text("unread = 1"),
        postgresql_where=sa.text("unread"),
    )
    op.create_table(
        "marks",
        sa.Column("user", ID, autoincrement=False, nullable=False),
        sa.Column("article", ID, autoincrement=False, nullable=False),
        sa.Column("sort_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.Column("starred_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name="fk_marks_article_articles", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_marks_user_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", "article", name="pk_marks"),
    )
    op.create_index("ix_marks_article", "marks", ["article"], unique=False)
    op.create_index(
        "ix_marks_starred",
        "marks",
        ["user", "sort_at", "article"],
        unique=False,
        sqlite_where=sa.text("starred_at IS NOT NULL"),
        postgresql_where=sa.text("starred_at IS NOT NULL"),
    )
