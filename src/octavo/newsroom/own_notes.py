"""Notes among a person's own data: how one is written as a record, and read again whatever the record holds."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from octavo.kit.moments import as_utc
from octavo.kit.stretches import Stretch
from octavo.kit.urls import web_address
from octavo.model.articles import Precision
from octavo.model.notes import LONGEST_NOTE, LONGEST_QUOTE, NoteDraft, NoteKind, Reference

if TYPE_CHECKING:
    from octavo.model.ids import UserId
    from octavo.model.notes import Note

_LONGEST = 4_000
_HIGHEST = 2**31


def as_record(note: Note) -> dict[str, Any]:
    """A note as values that JSON knows."""
    about, at = note.reference, note.at
    return {
        "url": about.url,
        "title": about.title,
        "outlet": about.outlet,
        "published_at": about.published_at and about.published_at.isoformat(),
        "precision": about.precision.value,
        "language": about.language,
        "revision": note.revision,
        "at": [at.block, at.start, at.last, at.end],
        "words": list(note.words),
        "mark": note.kind.value,
        "note": note.body,
        "made_at": note.made_at.isoformat(),
    }


def from_record(record: dict[str, Any], *, user: UserId, now: datetime) -> NoteDraft | None:
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
        revision=_number(revision) or 1,
        at=at,
        words=tuple(words),
        kind=NoteKind(kind) if kind in tuple(NoteKind) else NoteKind.HIGHLIGHT,
        body=_text(record, "note", LONGEST_NOTE) or "",
        made_at=_moment(record.get("made_at")) or now,
        reference=Reference(
            title=_text(record, "title") or "",
            outlet=_text(record, "outlet") or "",
            url=_web(_text(record, "url")),
            published_at=_moment(record.get("published_at")),
            precision=Precision(precision) if precision in tuple(Precision) else Precision.SECOND,
            language=_text(record, "language", 40),
        ),
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _HIGHEST else None


def _stretch(value: object) -> Stretch | None:
    numbers = [one for one in map(_number, value) if one is not None] if isinstance(value, list) else []
    if len(numbers) != 4 or (numbers[2], numbers[3]) < (numbers[0], numbers[1]):  # noqa: PLR2004 - two places
        return None
    block, start, last, end = numbers
    return Stretch(block=block, start=start, last=last, end=end)


def _text(record: dict[str, Any], name: str, longest: int = _LONGEST) -> str | None:
    value = record.get(name)
    return value[:longest] if isinstance(value, str) else None


def _web(address: str | None) -> str | None:
    try:
        return web_address(address) if address else None
    except ValueError:
        return None


def _moment(text: object) -> datetime | None:
    try:
        return as_utc(datetime.fromisoformat(text)) if isinstance(text, str) else None
    except (ValueError, OverflowError):
        return None
