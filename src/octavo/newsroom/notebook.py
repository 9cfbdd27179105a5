"""A person's notes as a document to take along: Markdown for people, plain values for programs."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from octavo.model.articles import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from octavo.model.notes import Note, Reference

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)(?:(\d+)([.)])|([-+=]))(?=\s|$)", re.MULTILINE)
_NO_LINK = re.compile(r"[<>\s]")


def markdown_of(notes: Sequence[Note]) -> str:
    """Notes under the articles that they are about, each article where its latest note is; ends in a line break."""
    latest: dict[tuple[object, str], None] = dict.fromkeys(_whose(note) for note in notes)
    order = {whose: number for number, whose in enumerate(latest)}
    sorted_ = sorted(notes, key=lambda note: (order[_whose(note)], note.at.block, note.at.start, note.id))
    parts = ["# Notes"]
    for _, group in groupby(sorted_, key=_whose):
        about = list(group)
        parts += [*_heading(about[0].reference), *(line for note in about for line in _note(note))]
    return "\n\n".join(parts) + "\n"


def data_of(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Notes with what they cite; places are code points in a block of an article's revision, counted from 0."""
    return [
        {
            "id": note.id,
            "kind": note.kind.value,
            "quote": note.quote,
            "note": note.body,
            "made_at": note.made_at.isoformat(),
            "changed_at": note.changed_at.isoformat(),
            "citation": {
                "title": note.reference.title,
                "outlet": note.reference.outlet,
                "published_at": note.reference.published_at.isoformat() if note.reference.published_at else None,
                "precision": note.reference.precision.value,
                "url": note.reference.url,
                "language": note.reference.language,
                "article": note.article,
                "revision": note.revision,
                "start": {"block": note.at.block, "at": note.at.start},
                "end": {"block": note.at.last, "at": note.at.end},
            },
        }
        for note in notes
    ]


def _whose(note: Note) -> tuple[object, str]:
    """What its article is known by, as long as it is there and afterwards."""
    return note.article, "" if note.article is not None else note.reference.url or note.reference.title


def _heading(reference: Reference) -> list[str]:
    credit = ", ".join(filter(None, (_escaped(reference.outlet), _day(reference))))
    link = f"<{reference.url}>" if reference.url and not _NO_LINK.search(reference.url) else ""
    title = _escaped(" ".join(reference.title.split())) or "Without a title"
    return [f"## {title}", *filter(None, ["  \n".join(filter(None, (credit, link)))])]


def _day(reference: Reference) -> str:
    """The day, or as much of it as is known."""
    at = reference.published_at
    form = {Precision.YEAR: "%Y", Precision.MONTH: "%B %Y"}.get(reference.precision, "%-d %B %Y")
    return at.strftime(form) if at else ""


def _note(note: Note) -> list[str]:
    quote = "\n".join(f"> {line}".rstrip() for line in _escaped(note.quote).split("\n"))
    said = f"*{note.kind.value.capitalize()}, {note.made_at:%-d %B %Y}*"
    return [quote, *([note.body] if note.body else []), said]


def _escaped(text: str) -> str:
    plain = _SPECIAL.sub(r"\\\1", text)
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[1]}\\{m[4]}", plain)
