"""The tables of letters: who wants which, and what became of each."""

from __future__ import annotations

import sqlalchemy as sa

from octavo.adapters.store.columns import Id, Moment, Words
from octavo.adapters.store.tables import metadata


def _person() -> sa.Column[int]:
    key = sa.ForeignKey("users.id", ondelete="CASCADE")
    return sa.Column("user", Id, key, primary_key=True, autoincrement=False)


mail_wishes = sa.Table(
    "mail_wishes",
    metadata,
    _person(),
    sa.Column("address", Words, nullable=False),
    sa.Column("leave_key", sa.Text, nullable=False, unique=True),
    sa.Column("hour", sa.Integer, nullable=False),
    sa.Column("days", sa.Text, nullable=False),  # digits, 0 is Monday
    sa.Column("zone", Words, nullable=False),
    sa.Column("wants_briefing", sa.Boolean, nullable=False),
    sa.Column("wants_trackers", sa.Boolean, nullable=False),
    sa.Column("confirmed_at", Moment),
    sa.Column("proof", sa.Text, unique=True),
    sa.Column("proof_until", Moment),
)

letters = sa.Table(
    "letters",
    metadata,
    _person(),
    sa.Column("key", Words, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("next_at", Moment),
    sa.Column("problem", Words, nullable=False),
    sa.Index("ix_letters_at", "at"),
)
