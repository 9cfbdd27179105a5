"""The tables of what belongs to an account beside itself, and of tries to get into one."""

from __future__ import annotations

import sqlalchemy as sa

from octavo.adapters.store.columns import Id, Moment, Words
from octavo.adapters.store.tables import metadata

# As JSON, only what was chosen: a new preference needs no new column.
reading_preferences = sa.Table(
    "reading_preferences",
    metadata,
    sa.Column("user", Id, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    sa.Column("chosen", Words, nullable=False),
)

# Failures to sign in, by a digest of what they are counted for.
sign_in_tries = sa.Table(
    "sign_in_tries",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_at", Moment, nullable=False, index=True),
)
