"""Notes among a person's own data: how one is written as a record, and read again whatever the record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.stretches import Stretch
from octavo.model.articles import Precision
from octavo.model.notes import LONGEST_NOTE, LONGEST_QUOTE, NoteDraft, NoteKind, Reference
from octavo.newsroom.own_records import moment_in, number_in, time_of, web_in, words_in

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.ids import UserId
    from octavo.model.notes import Note
    from octavo.newsroom.own_records import Record


def as_record(note: Note) -> Record:
    """A note as values that JSON knows."""
    about, at = note.reference, note.at
    return {
        "url": about.url,
        "title": about.title,
        "outlet": about.outlet,
        "published_at": time_of(about.published_at),
        "precision": about.precision.value,
        "language": about.language,
        "revision": note.revision,
        "at": [at.block, at.start, at.last, at.end],
        "words": list(note.words),
        "mark": note.kind.value,
        "note": note.body,
        "made_at": time_of(note.made_at),
    }


def from_record(record: Record, *, user: UserId, now: datetime) -> NoteDraft | None:
    """The note in a record, about no article yet; ``None`` where the record holds none."""
    words = record.get("words")
    kind, precision = record.get("mark"), record.get("precision")
    at, revision = _stretch(record.get("at")), record.get("revision")
    if not isinstance(words, list) or not all(isinstance(one, str) for one in words) or not any(map(str.strip, words)):
        return None
    if sum(map(len, words)) > LONGEST_QUOTE or at is None or len(words) != at.last - at.block + 1:
        return None
    return NoteDraft(
        user=user,
        article=None,
        revision=number_in(revision) or 1,
        at=at,
        words=tuple(words),
        kind=NoteKind(kind) if kind in tuple(NoteKind) else NoteKind.HIGHLIGHT,
        body=words_in(record, "note", LONGEST_NOTE),
        made_at=moment_in(record.get("made_at")) or now,
        reference=Reference(
            title=words_in(record, "title"),
            outlet=words_in(record, "outlet"),
            url=web_in(words_in(record, "url")),
            published_at=moment_in(record.get("published_at")),
            precision=Precision(precision) if precision in tuple(Precision) else Precision.SECOND,
            language=words_in(record, "language", 40) or None,
        ),
    )


def _stretch(value: object) -> Stretch | None:
    numbers = [one for one in map(number_in, value) if one is not None] if isinstance(value, list) else []
    if len(numbers) != 4 or (numbers[2], numbers[3]) < (numbers[0], numbers[1]):  # noqa: PLR2004 - two places
        return None
    block, start, last, end = numbers
    return Stretch(block=block, start=start, last=last, end=end)
