"""Notes and places in articles, in memory."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from octavo.model.errors import NotFound
from octavo.model.keeping import storable
from octavo.model.notes import Note, NoteDraft, NoteId, NoteKind, NoteQuery, ReadingPlace
from octavo.testing.library import Library

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.ids import ArticleId, UserId


class MemoryNotes(Library):
    """The part of the fake store that keeps notes and places."""

    def __init__(self) -> None:
        super().__init__()
        self._notes: dict[NoteId, Note] = {}
        self._last_note = 0

    def add_note(self, draft: NoteDraft) -> Note:
        """Keep a note; the one that is there when the very same was kept already.

        Raises NotFound when the account or the article is unknown.
        """
        with self._lock:
            self._require_user(draft.user)
            if draft.article is not None:
                self._require_article(draft.article)
            given = {field.name: getattr(storable(draft), field.name) for field in fields(NoteDraft)}
            made = Note(**given, id=NoteId(self._last_note + 1), changed_at=given["made_at"])
            known = next((one for one in self._notes.values() if not one.deleted_at and _same(one, made)), None)
            if known is not None:
                return known
            self._last_note += 1
            self._notes[made.id] = made
            return made

    def note(self, user: UserId, note: NoteId) -> Note | None:
        """One note of a person, a deleted one too."""
        with self._lock:
            known = self._notes.get(note)
            return known if known is not None and known.user == user else None

    def notes(self, query: NoteQuery) -> tuple[Note, ...]:
        """A page of a person's notes, the latest first."""
        with self._lock:
            found = [one for one in reversed(self._notes.values()) if _is_wanted(one, query)]
            return tuple(found[: max(query.limit, 0)])

    def count_notes(self, user: UserId) -> int:
        """How many notes a person has, deleted ones aside."""
        with self._lock:
            return sum(one.user == user and one.deleted_at is None for one in self._notes.values())

    def change_note(self, user: UserId, note: NoteId, *, kind: NoteKind, body: str, now: datetime) -> Note:
        """Write a note anew. Raises NotFound when the person has no such note, or deleted it."""
        with self._lock:
            known = self.note(user, note)
            if known is None or known.deleted_at is not None:
                raise NotFound(f"There is no note {note}.")
            self._notes[note] = replace(known, kind=kind, body=storable(body), changed_at=storable(now))
            return self._notes[note]

    def set_note_deleted(self, user: UserId, note: NoteId, deleted_at: datetime | None) -> bool:
        """Delete a note, or take that back with ``None``; whether the person has such a note."""
        with self._lock:
            known = self.note(user, note)
            if known is not None:
                self._notes[note] = replace(known, deleted_at=storable(deleted_at))
            return known is not None

    def forget_notes(self, user: UserId, before: datetime) -> int:
        """Forget for good what a person deleted before; returns how many notes."""
        with self._lock:
            gone = [
                one.id
                for one in self._notes.values()
                if one.user == user and one.deleted_at is not None and one.deleted_at < before
            ]
            for note in gone:
                del self._notes[note]
            return len(gone)

    def reading_place(self, user: UserId, article: ArticleId) -> ReadingPlace | None:
        """Where a person stopped in an article."""
        with self._lock:
            return self._reading.get((user, article))

    def save_reading_place(self, place: ReadingPlace, *, keep: int) -> None:
        """Remember where a person stopped, and of their places only the latest ``keep``.

        Raises NotFound when the account or the article is unknown.
        """
        with self._lock:
            self._require_user(place.user)
            self._require_article(place.article)
            self._reading[place.user, place.article] = storable(place)
            mine = [one for one in self._reading.values() if one.user == place.user]
            for one in sorted(mine, key=lambda one: (one.at, one.article), reverse=True)[keep:]:
                del self._reading[one.user, one.article]

    def forget_reading_place(self, user: UserId, article: ArticleId) -> None:
        """The person has finished, or wants to begin anew."""
        with self._lock:
            self._reading.pop((user, article), None)


def _same(one: Note, other: Note) -> bool:
    return all(
        getattr(one, name) == getattr(other, name) for name in ("user", "article", "revision", "at", "kind", "body")
    )


def _is_wanted(note: Note, query: NoteQuery) -> bool:
    since, deleted = query.deleted_since, note.deleted_at
    return (
        note.user == query.user
        and (deleted is None if since is None else deleted is not None and deleted >= since)
        and (query.articles is None or note.article in query.articles)
        and (query.before is None or note.id < query.before)
        and all(storable(word).casefold() in note.searched for word in query.words)
    )
