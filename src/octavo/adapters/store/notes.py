"""What people marked in articles and wrote to it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.note_tables import notes
from octavo.adapters.store.part import Part, require_article, require_user
from octavo.kit.stretches import Stretch
from octavo.model.articles import Precision
from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, UserId
from octavo.model.keeping import storable
from octavo.model.notes import Note, NoteDraft, NoteId, NoteKind, NoteQuery, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_ALL = notes  # a method has that name


class SqlNotes(Part):
    """The part of the store that keeps notes."""

    def add_note(self, draft: NoteDraft) -> Note:
        """Keep a note; the one that is there when the very same was kept already.

        Raises NotFound when the account or the article is unknown.
        """
        values = _values(storable(draft))
        same = ("user", "article", "revision", "block", "start", "last", "end", "kind", "body")
        with self._database.writing() as connection:
            require_user(connection, draft.user)
            if draft.article is not None:
                require_article(connection, draft.article)
            its = (_ALL.c[name].is_not_distinct_from(values[name]) for name in same)
            known = connection.execute(sa.select(_ALL).where(*its, _ALL.c.deleted_at.is_(None)).limit(1)).first()
            row = known or connection.execute(sa.insert(_ALL).values(values).returning(_ALL)).one()
            return _note(row)

    def note(self, user: UserId, note: NoteId) -> Note | None:
        """One note of a person, a deleted one too."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(_ALL).where(_mine(user, note))).one_or_none()
        return None if row is None else _note(row)

    def notes(self, query: NoteQuery) -> tuple[Note, ...]:
        """A page of a person's notes, the latest first."""
        page = sa.select(_ALL).where(*_wanted(query)).order_by(_ALL.c.id.desc()).limit(max(query.limit, 0))
        with self._database.reading() as connection:
            return tuple(_note(row) for row in connection.execute(page))

    def count_notes(self, user: UserId) -> int:
        """How many notes a person has, deleted ones aside."""
        count = sa.select(sa.func.count()).where(_ALL.c.user == user, _ALL.c.deleted_at.is_(None))
        with self._database.reading() as connection:
            return connection.scalar(count) or 0

    def change_note(self, user: UserId, note: NoteId, *, kind: NoteKind, body: str, now: datetime) -> Note:
        """Write a note anew. Raises NotFound when the person has no such note, or deleted it."""
        with self._database.writing() as connection:
            mine = (_mine(user, note), _ALL.c.deleted_at.is_(None))
            row = connection.execute(sa.select(_ALL).where(*mine)).one_or_none()
            if row is None:
                raise NotFound(f"There is no note {note}.")
            changed = replace(_note(row), kind=kind, body=storable(body))
            values = {"kind": kind.value, "body": changed.body, "changed_at": now, "searched": changed.searched}
            update = sa.update(_ALL).where(*mine).values(values).returning(_ALL)
            return _note(connection.execute(update).one())

    def set_note_deleted(self, user: UserId, note: NoteId, deleted_at: datetime | None) -> bool:
        """Delete a note, or take that back with ``None``; whether the person has such a note."""
        with self._database.writing() as connection:
            update = sa.update(_ALL).where(_mine(user, note)).values(deleted_at=deleted_at)
            return connection.execute(update).rowcount > 0

    def forget_notes(self, user: UserId, before: datetime) -> int:
        """Forget for good what a person deleted before; returns how many notes."""
        with self._database.writing() as connection:
            return connection.execute(sa.delete(_ALL).where(_ALL.c.user == user, _ALL.c.deleted_at < before)).rowcount


def _mine(user: UserId, note: NoteId) -> sa.ColumnElement[bool]:
    return sa.and_(_ALL.c.id == note, _ALL.c.user == user)


def _wanted(query: NoteQuery) -> Iterator[sa.ColumnElement[bool]]:
    yield _ALL.c.user == query.user
    since = query.deleted_since
    yield _ALL.c.deleted_at.is_(None) if since is None else _ALL.c.deleted_at >= since
    if query.articles is not None:
        yield _ALL.c.article.in_(query.articles)
    if query.before is not None:
        yield _ALL.c.id < query.before
    for word in query.words:
        yield _ALL.c.searched.contains(storable(word).casefold(), autoescape=True)


def _values(draft: NoteDraft) -> dict[str, Any]:
    at, reference = draft.at, draft.reference
    return {
        "user": draft.user,
        "article": draft.article,
        "revision": draft.revision,
        "block": at.block,
        "start": at.start,
        "last": at.last,
        "end": at.end,
        "words": json.dumps(draft.words, ensure_ascii=False),
        "kind": draft.kind.value,
        "body": draft.body,
        "made_at": draft.made_at,
        "changed_at": draft.made_at,
        "title": reference.title,
        "outlet": reference.outlet,
        "url": reference.url,
        "published_at": reference.published_at,
        "precision": reference.precision.value,
        "language": reference.language,
        "searched": draft.searched,
    }


def _note(row: sa.Row[tuple[Any, ...]]) -> Note:
    return Note(
        id=NoteId(row.id),
        user=UserId(row.user),
        article=None if row.article is None else ArticleId(row.article),
        revision=row.revision,
        at=Stretch(block=row.block, start=row.start, last=row.last, end=row.end),
        words=tuple(json.loads(row.words)),
        kind=NoteKind(row.kind),
        body=row.body,
        made_at=row.made_at,
        changed_at=row.changed_at,
        deleted_at=row.deleted_at,
        reference=Reference(
            title=row.title,
            outlet=row.outlet,
            url=row.url,
            published_at=row.published_at,
            precision=Precision(row.precision),
            language=row.language,
        ),
    )
