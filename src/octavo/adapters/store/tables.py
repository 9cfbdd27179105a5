"""The schema as it now stands. A change here needs a migration, and a test compares the two.

``entries`` is the one table that could be computed from others: one row for each person, source they follow and
article listed there. It makes a page of latest or unread a walk along an index, and with ``subscriptions.unread`` it
makes counts data. Everything that writes ``listings``, ``subscriptions`` or ``marks`` keeps it true in the same
transaction.
"""

from __future__ import annotations

import sqlalchemy as sa

from octavo.adapters.store.columns import Id, Moment, Words

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> sa.Column[int]:
    return sa.Column("id", Id, primary_key=True)


def _ref(name: str, target: str, *, primary_key: bool = False, nullable: bool = False) -> sa.Column[int]:
    reference = sa.ForeignKey(f"{target}.id", ondelete="CASCADE")
    return sa.Column(name, Id, reference, primary_key=primary_key, nullable=nullable, autoincrement=False)


# One row each: "change" numbers article writes, "articles" counts them; "regrouping" is there while all are grouped
# anew, and says since when (seconds since 1970); "refresh alive" and "regroup alive" say when work gave its last sign.
counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

users = sa.Table(
    "users",
    metadata,
    _id(),
    sa.Column("name", Words, nullable=False),
    sa.Column("name_key", sa.Text, nullable=False, unique=True),  # of the name, case folded
    sa.Column("is_owner", sa.Boolean, nullable=False),
    sa.Column("password_hash", sa.Text),
    sa.Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
sa.Index(
    "uq_users_owner",
    users.c.is_owner,
    unique=True,
    sqlite_where=sa.text("is_owner = 1"),
    postgresql_where=sa.text("is_owner"),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    _ref("user", "users"),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False, index=True),
    sa.Column("seen_at", Moment),  # None: not since it began
    sa.Column("agent", Words),
    sa.Index("ix_sessions_user", "user"),
)

sign_in_links = sa.Table(
    "sign_in_links",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    _ref("user", "users"),
    sa.Column("expires_at", Moment, nullable=False, index=True),
    sa.Index("ix_sign_in_links_user", "user"),
)

sources = sa.Table(
    "sources",
    metadata,
    _id(),
    sa.Column("url", Words, nullable=False),
    sa.Column("url_key", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", Words, nullable=False),
    sa.Column("site_url", Words),
    sa.Column("language", Words),
    sa.Column("added_at", Moment, nullable=False),
    sa.Column("articles", sa.BigInteger, nullable=False),  # how many are listed
    sqlite_autoincrement=True,
)

visits = sa.Table(
    "visits",
    metadata,
    _ref("source", "sources", primary_key=True),
    sa.Column("at", Moment),
    sa.Column("succeeded_at", Moment),
    sa.Column("next_at", Moment, nullable=False, index=True),
    sa.Column("etag", Words),
    sa.Column("last_modified", Words),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("reason", Words),
    sa.Column("problem", Words),
    sa.Column("gone", sa.Boolean, nullable=False),
)

subscriptions = sa.Table(
    "subscriptions",
    metadata,
    _ref("user", "users", primary_key=True),
    _ref("source", "sources", primary_key=True),
    sa.Column("since", Moment, nullable=False),
    sa.Column("unread", sa.BigInteger, nullable=False),  # how many entries are unread
    sa.Index("ix_subscriptions_source", "source", "user"),
)

leads = sa.Table(
    "leads",
    metadata,
    _id(),
    _ref("source", "sources"),
    sa.Column("guid_key", sa.Text, nullable=False),
    sa.Column("address_key", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # pending, watched, done, closed
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("next_at", Moment, nullable=False),
    sa.Column("known_at", Moment, nullable=False),  # its last known update, else when it was first seen
    sa.Column("rank_at", Moment, nullable=False),  # newest first: when it was published, else first seen
    sa.Column("problem", Words),
    sa.Column("lead", Words),  # see codec; only kept while it is pending or watched
    sa.Column("looks", sa.Integer, nullable=False),  # at a page whose article was had
    sa.Column("etag", Words),
    sa.Column("last_modified", Words),
    sa.UniqueConstraint("source", "guid_key"),
    sa.UniqueConstraint("source", "address_key"),
    sqlite_autoincrement=True,
)
# Written out as queries write it, and not bound: a database uses a partial index only where it reads its condition.
PENDING = leads.c.state == sa.literal_column("'pending'")
sa.Index(
    "ix_leads_pending",
    leads.c.rank_at,
    leads.c.id,
    sqlite_where=PENDING,
    postgresql_where=PENDING,
)

WATCHED = leads.c.state == sa.literal_column("'watched'")
sa.Index(
    "ix_leads_watched",
    leads.c.next_at,
    sqlite_where=WATCHED,
    postgresql_where=WATCHED,
)

articles = sa.Table(
    "articles",
    metadata,
    _id(),
    _ref("source", "sources"),
    sa.Column("url", Words),
    sa.Column("address_key", sa.Text, unique=True),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("change", sa.BigInteger, nullable=False, unique=True),
    sa.Column("first_seen_at", Moment, nullable=False),
    sa.Column("revised_at", Moment, nullable=False),
    sa.Column("sort_at", Moment, nullable=False),  # never changes: entries, listings and marks hold copies
    sa.Column("title", Words, nullable=False),
    sa.Column("excerpt", Words, nullable=False),
    sa.Column("word_count", sa.Integer, nullable=False),
    sa.Column("publisher", Words),
    sa.Column("byline", Words, nullable=False),
    sa.Column("published_at", Moment),
    sa.Column("precision", sa.Text, nullable=False),
    sa.Column("modified_at", Moment),
    sa.Column("language", Words),
    sa.Column("section", Words),
    sa.Column("tags", Words, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("image", Words),
    sa.Column("partial", Words),
    sa.Column("extracted_by", Words, nullable=False),
    sqlite_autoincrement=True,
)
# What has no address is known by its text within its source.
sa.Index(
    "uq_articles_digest",
    articles.c.source,
    articles.c.digest,
    unique=True,
    sqlite_where=articles.c.address_key.is_(None),
    postgresql_where=articles.c.address_key.is_(None),
)

revisions = sa.Table(
    "revisions",
    metadata,
    _ref("article", "articles", primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("title", Words, nullable=False),
    sa.Column("blocks", Words, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

listings = sa.Table(
    "listings",
    metadata,
    _ref("article", "articles", primary_key=True),
    _ref("source", "sources", primary_key=True),
    sa.Column("sort_at", Moment, nullable=False),
    sa.Index("ix_listings_source", "source", "sort_at", "article"),
)

relations = sa.Table(
    "relations",
    metadata,
    _id(),
    _ref("article", "articles"),
    _ref("related", "articles"),
    sa.Column("kind", Words, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Column("score", sa.Float),  # None where nobody weighed it
    sa.Index("ix_relations_article", "article", "related"),
    sa.Index("ix_relations_related", "related"),
    sqlite_autoincrement=True,
)

marks = sa.Table(
    "marks",
    metadata,
    _ref("user", "users", primary_key=True),
    _ref("article", "articles", primary_key=True),
    sa.Column("sort_at", Moment, nullable=False),
    sa.Column("read_at", Moment),
    sa.Column("starred_at", Moment),
    sa.Index("ix_marks_article", "article"),
)
sa.Index(
    "ix_marks_starred",
    marks.c.user,
    marks.c.sort_at,
    marks.c.article,
    sqlite_where=marks.c.starred_at.is_not(None),
    postgresql_where=marks.c.starred_at.is_not(None),
)

entries = sa.Table(
    "entries",
    metadata,
    _ref("user", "users", primary_key=True),
    _ref("article", "articles", primary_key=True),
    _ref("source", "sources", primary_key=True),
    sa.Column("sort_at", Moment, nullable=False),
    sa.Column("unread", sa.Boolean, nullable=False),
    sa.Index("ix_entries_latest", "user", "sort_at", "article"),
    sa.Index("ix_entries_article", "article"),
    sa.Index("ix_entries_source", "source"),
)
sa.Index(
    "ix_entries_unread",
    entries.c.user,
    entries.c.sort_at,
    entries.c.article,
    sqlite_where=sa.text("unread = 1"),
    postgresql_where=sa.text("unread"),
)
sa.Index(
    "ix_entries_unread_source",
    entries.c.user,
    entries.c.source,
    entries.c.sort_at,
    entries.c.article,
    sqlite_where=sa.text("unread = 1"),
    postgresql_where=sa.text("unread"),
)

# A story is its placements; the row keeps its number, and where it went when it became a part of another. How many
# articles it has and when the latest was published could be counted: they make a list of stories a walk along an
# index.
stories = sa.Table(
    "stories",
    metadata,
    _id(),
    _ref("merged_into", "stories", nullable=True),
    sa.Column("articles", sa.Integer, nullable=False),
    sa.Column("updated_at", Moment),
    sa.Index("ix_stories_merged_into", "merged_into"),
    sa.Index("ix_stories_updated", "updated_at", "id"),
    sqlite_autoincrement=True,
)

placements = sa.Table(
    "placements",
    metadata,
    _ref("article", "articles", primary_key=True),
    _ref("story", "stories"),
    sa.Column("at", Moment, nullable=False),
    sa.Column("outlet", Words, nullable=False),
    sa.Column("reason", Words, nullable=False),
    _ref("copy_of", "articles", nullable=True),
    sa.Column("copy_kind", sa.Text),
    sa.Column("copy_reason", Words),
    sa.Index("ix_placements_story", "story"),
    sa.Index("ix_placements_at", "at"),
    sa.Index("ix_placements_copy_of", "copy_of"),
)

# One row: how far grouping has come, and what it knew at "state_position".
grouping = sa.Table(
    "grouping",
    metadata,
    _id(),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("state_position", sa.BigInteger, nullable=False),
    sa.Column("state", sa.LargeBinary),
)

decisions = sa.Table(
    "decisions",
    metadata,
    _id(),
    _ref("user", "users"),
    sa.Column("at", Moment, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("articles", sa.Text, nullable=False),
    sa.Column("others", sa.Text, nullable=False),
    sa.Column("undone_at", Moment),
    sa.Index("ix_decisions_user", "user"),
    sqlite_autoincrement=True,
)

# What the pages of a host taught; only extracting understands the state.
site_habits = sa.Table(
    "site_habits",
    metadata,
    sa.Column("host", sa.Text, primary_key=True),
    sa.Column("state", sa.LargeBinary, nullable=False),
    sa.Column("updated_at", Moment, nullable=False, index=True),
)

layout_changes = sa.Table(
    "layout_changes",
    metadata,
    _ref("source", "sources", primary_key=True),
    sa.Column("host", sa.Text, nullable=False, index=True),
    sa.Column("incomplete", sa.Integer, nullable=False),
    sa.Column("latest", sa.Integer, nullable=False),
)

editions = sa.Table(
    "editions",
    metadata,
    _ref("user", "users", primary_key=True),
    sa.Column("day", sa.Text, primary_key=True),  # as 2026-01-05
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("considered", sa.Integer, nullable=False),
    sa.Column("picks", Words, nullable=False),
)

# One row: how far explaining has come, and by which version of its rules.
explaining = sa.Table(
    "explaining",
    metadata,
    _id(),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

# What explaining found in an article; only that room understands it.
insights = sa.Table(
    "insights",
    metadata,
    _ref("article", "articles", primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("insights", sa.LargeBinary, nullable=False),
)

story_insights = sa.Table(
    "story_insights",
    metadata,
    _ref("story", "stories", primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("insights", sa.LargeBinary, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

subjects = sa.Table(
    "subjects",
    metadata,
    _id(),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("name", Words, nullable=False),
    sa.Index("uq_subjects_kind_key", "kind", "key", unique=True),
    sqlite_autoincrement=True,
)

# "sort_at" is the article's: it makes the list of a subject a walk along an index.
mentions = sa.Table(
    "mentions",
    metadata,
    _ref("subject", "subjects", primary_key=True),
    _ref("article", "articles", primary_key=True),
    sa.Column("sort_at", Moment, nullable=False),
    sa.Column("weight", sa.Integer, nullable=False),
    sa.Index("ix_mentions_subject_sort_at_article", "subject", "sort_at", "article"),
    sa.Index("ix_mentions_article", "article"),
    sa.Index("ix_mentions_sort_at", "sort_at"),
)

interests = sa.Table(
    "interests",
    metadata,
    _ref("user", "users", primary_key=True),
    _ref("subject", "subjects", primary_key=True),
    sa.Column("stance", sa.Text, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Index("ix_interests_subject", "subject"),
)

story_interests = sa.Table(
    "story_interests",
    metadata,
    _ref("user", "users", primary_key=True),
    _ref("story", "stories", primary_key=True),
    sa.Column("stance", sa.Text),
    sa.Column("seen_at", Moment),
    sa.Index("ix_story_interests_story", "story"),
)

# Answers of the language model, by the digest of what it was asked.
model_replies = sa.Table(
    "model_replies",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("text", Words, nullable=False),
    sa.Column("model", Words, nullable=False),
    sa.Column("prompt_version", Words, nullable=False),
    sa.Column("at", Moment, nullable=False, index=True),
)

model_use = sa.Table(
    "model_use",
    metadata,
    sa.Column("day", sa.Text, primary_key=True),  # as 2026-01-05
    sa.Column("tokens_in", sa.BigInteger, nullable=False),
    sa.Column("tokens_out", sa.BigInteger, nullable=False),
    sa.Column("requests", sa.BigInteger, nullable=False),
    sa.Column("estimated", sa.Boolean, nullable=False),
    sa.Column("cost_millionths", sa.BigInteger, nullable=False),
)

# Who wants nothing of a language model, and whose articles are never sent to it.
model_off_users = sa.Table("model_off_users", metadata, _ref("user", "users", primary_key=True))
model_off_sources = sa.Table("model_off_sources", metadata, _ref("source", "sources", primary_key=True))

trackers = sa.Table(
    "trackers",
    metadata,
    _id(),
    _ref("user", "users"),
    sa.Column("question", Words, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Index("ix_trackers_user", "user"),
    sqlite_autoincrement=True,
)

tracked_answers = sa.Table(
    "tracked_answers",
    metadata,
    _id(),
    _ref("tracker", "trackers"),
    sa.Column("at", Moment, nullable=False),
    sa.Column("answer", sa.LargeBinary, nullable=False),
    sa.Column("reason", Words, nullable=False),
    sa.Index("ix_tracked_answers_tracker", "tracker"),
    sqlite_autoincrement=True,
)
