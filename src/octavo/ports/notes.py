"""The parts of the library that keep notes and places in articles."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from octavo.model.ids import ArticleId, UserId
from octavo.model.notes import Note, NoteDraft, NoteId, NoteKind, NoteQuery, ReadingPlace


class NoteStore(Protocol):
    """What people marked in articles and wrote to it; durable when a call returns.

    A note goes with its person's account. It outlives its article, with its words and where they come from.
    """

    def add_note(self, draft: NoteDraft) -> Note:
        """Keep a note; the one that is there when the very same was kept already.

        Raises NotFound when the account or the article is unknown.
        """

    def note(self, user: UserId, note: NoteId) -> Note | None:
        """One note of a person, a deleted one too."""

    def notes(self, query: NoteQuery) -> tuple[Note, ...]:
        """A page of a person's notes, the latest first."""

    def count_notes(self, user: UserId) -> int:
        """How many notes a person has, deleted ones aside."""

    def change_note(self, user: UserId, note: NoteId, *, kind: NoteKind, body: str, now: datetime) -> Note:
        """Write a note anew. Raises NotFound when the person has no such note, or deleted it."""

    def set_note_deleted(self, user: UserId, note: NoteId, deleted_at: datetime | None) -> bool:
        """Delete a note, or take that back with ``None``; whether the person has such a note."""

    def forget_notes(self, user: UserId, before: datetime) -> int:
        """Forget for good what a person deleted before; returns how many notes."""


class PlaceStore(Protocol):
    """How far people have read in articles that they have not finished."""

    def reading_place(self, user: UserId, article: ArticleId) -> ReadingPlace | None:
        """Where a person stopped in an article."""

    def save_reading_place(self, place: ReadingPlace, *, keep: int) -> None:
        """Remember where a person stopped, and of their places only the latest ``keep``.

        Raises NotFound when the account or the article is unknown.
        """

    def forget_reading_place(self, user: UserId, article: ArticleId) -> None:
        """The person has finished, or wants to begin anew."""
