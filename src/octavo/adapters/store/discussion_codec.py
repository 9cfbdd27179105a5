"""The values of the discussion as text and bytes, and back from rows."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.discussion_tables import moderation_log
from octavo.adapters.store.tables import users
from octavo.model.discussion import (
    Action,
    Comment,
    CommentId,
    CommentState,
    Entry,
    EntryId,
    Guests,
    HouseRules,
    Moderation,
)
from octavo.model.ids import ArticleId, SourceId, UserId
from octavo.model.insights import Citation

if TYPE_CHECKING:
    from collections.abc import Callable

    Record = sa.Row[tuple[Any, ...]]

ACTORS, PEOPLE = users.alias("actors"), users.alias("people")
GONE = (CommentState.DELETED.value, CommentState.PURGED.value)


def log_lines() -> sa.Select[tuple[Any, ...]]:
    """Lines of the log with the names of who acted and of whom it was about."""
    named = (ACTORS.c.name.label("by_name"), PEOPLE.c.name.label("person_name"))
    joined = moderation_log.outerjoin(ACTORS, ACTORS.c.id == moderation_log.c.by)
    joined = joined.outerjoin(PEOPLE, PEOPLE.c.id == moderation_log.c.person)
    return sa.select(moderation_log, *named).select_from(joined)


def encode_rules(rules: HouseRules) -> bytes:
    """House rules as JSON."""
    return json.dumps(asdict(rules), ensure_ascii=False).encode()


def decode_rules(state: bytes) -> HouseRules:
    """House rules from JSON; what an older Octavo did not know has its default."""
    known: dict[str, Any] = {
        name: value for name, value in json.loads(state).items() if name in HouseRules.__dataclass_fields__
    }
    made: dict[str, Callable[[Any], Any]] = {
        "guests": Guests,
        "moderation": Moderation,
        "sources": lambda pairs: tuple((SourceId(source), Moderation(kept)) for source, kept in pairs),
        "words": tuple,
        "reactions": tuple,
    }
    return HouseRules(**{name: made[name](value) if name in made else value for name, value in known.items()})


def encode_anchor(anchor: Citation | None) -> str | None:
    """A citation as JSON."""
    return None if anchor is None else json.dumps(asdict(anchor), ensure_ascii=False)


def comment_in(row: Record) -> Comment:
    """A comment from its row; the words of one that is gone are not given out."""
    state = CommentState(row.state)
    is_gone = row.state in GONE
    return Comment(
        id=CommentId(row.id),
        article=ArticleId(row.article),
        root=CommentId(row.root or row.id),
        parent=None if row.parent is None else CommentId(row.parent),
        author=None if row.author is None else UserId(row.author),
        guest=row.guest,
        name=row.name,
        body="" if is_gone else row.body,
        at=row.at,
        edited_at=row.edited_at,
        state=state,
        reason=row.reason,
        on_story=row.on_story,
        anchor=None if row.anchor is None else _anchor(row.anchor),
    )


def entry_in(row: Record) -> Entry:
    """A line of the log from its row."""
    return Entry(
        id=EntryId(row.id),
        at=row.at,
        action=Action(row.action),
        by=None if row.by is None else UserId(row.by),
        by_name=row.by_name or "",
        comment=None if row.comment is None else CommentId(row.comment),
        person=None if row.person is None else UserId(row.person),
        person_name=row.person_name or "",
        rule=row.rule,
        reason=row.reason,
        before=None if row.before is None else CommentState(row.before),
        is_undone=row.is_undone,
    )


def _anchor(text: str) -> Citation:
    found = json.loads(text)
    return Citation(**{**found, "article": ArticleId(found["article"])})
