"""The query language: words, "phrases", -words, OR, and fields. Any text is a query."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

import regex

from octavo.kit.words import UNSPACED
from octavo.model.search import Clause, HasWords, Part, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_QUERY = 1_000
MOST_TERMS = 32


class Field(StrEnum):
    """What a term of a query is about."""

    TEXT = ""
    TITLE = "title"
    SOURCE = "source"
    AUTHOR = "author"
    SPEAKER = "speaker"
    SAID = "said"
    PERSON = "person"
    ORGANISATION = "org"
    PLACE = "place"
    TOPIC = "topic"
    LANGUAGE = "lang"
    BEFORE = "before"
    AFTER = "after"
    ON = "on"
    IS = "is"
    HAS = "has"


DATES = frozenset({Field.BEFORE, Field.AFTER, Field.ON})
PARTS = {Field.TEXT: Part.ANY, Field.TITLE: Part.TITLE, Field.AUTHOR: Part.BYLINE, Field.SAID: Part.SAID}
_NAMES = {field.value: field for field in Field if field.value} | {
    "byline": Field.AUTHOR,
    "by": Field.AUTHOR,
    "language": Field.LANGUAGE,
    "organisation": Field.ORGANISATION,
    "organization": Field.ORGANISATION,
    "since": Field.AFTER,
    "until": Field.BEFORE,
    "quote": Field.SAID,
}
_CHOICES = {Field.IS: ("unread", "read", "starred"), Field.HAS: ("image", "quotes")}
_LISTED = ", ".join(f"{field.value}:" for field in Field if field.value)

# Quotation marks as people and their keyboards write them; each stands for one, so that places stay as they are.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_TERM = re.compile(r'(?P<no>-)?(?:(?P<field>[A-Za-z]{1,20}):)?(?:"(?P<phrase>[^"]*)(?:"|\Z)|(?P<word>[^\s"]*))')
_UNSPACED = re.compile(f"([{UNSPACED}])")
# What a word is made of in all scripts, with the vowels that Indic ones write as marks.
_NO_WORD = regex.compile(r"[^\p{Alphabetic}\p{N}\s]")
# Marks that may be left away: those no word is made of (accents apart from their letter, viramas, nuktas), the points
# of Hebrew and Arabic, and the stroke that makes an Arabic word longer.
MAY_BE_LEFT = regex.compile(r"[\p{M}--\p{Alphabetic}]|[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]", regex.V1)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,4})([dwmy])", re.ASCII | re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing that a query asks for, or does not want.

    ``value`` is as it was typed, ``words`` are the words of it. A date means the days from ``first`` on and before
    ``end``. It stands in the query at ``start``, up to ``stop``.
    """

    field: Field
    value: str
    words: str
    is_excluded: bool
    start: int
    stop: int
    first: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query as it is understood: each group asks for one of its terms at least.

    ``problems`` are sentences about what in it is not understood and was left out or taken for words.
    """

    text: str
    groups: tuple[tuple[Term, ...], ...]
    problems: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, in their order."""
        return tuple(term for group in self.groups for term in group)

    @property
    def asks(self) -> bool:
        """Whether it asks for anything, and does not only leave out."""
        return any(not term.is_excluded for term in self.terms)


def asked_by(text: str, *, today: date = date.max) -> Asked:
    """What a query asks for; ``today`` is what "yesterday" and "7d" count from."""
    text = text[:LONGEST_QUERY].translate(_QUOTES)
    groups: list[list[Term]] = []
    problems: list[str] = []
    joins = False
    for match in _TERM.finditer(text):
        if match[0] == "OR":
            joins = bool(groups)
            continue
        found = _term(match, today)
        if isinstance(found, str):
            problems.append(found)
        elif found is not None and sum(map(len, groups)) < MOST_TERMS:
            (groups[-1].append if joins else lambda one: groups.append([one]))(found)
            problems += _remarks(match, found)
        joins = joins and not match[0]
    return Asked(text=text, groups=tuple(map(tuple, groups)), problems=tuple(dict.fromkeys(problems)))


def word_clauses(text: str) -> tuple[Clause, ...]:
    """What the words of a query ask for, its other fields aside; nothing where it only leaves out."""
    asked = asked_by(text)
    groups = (tuple(term for term in group if term.field in PARTS) for group in asked.groups)
    clauses = tuple(tuple(map(worded, group)) for group in groups if group)
    return clauses if any(not one.is_excluded for clause in clauses for one in clause) else ()


def worded(term: Term) -> Wanted:
    """What a term that is words asks for."""
    return Wanted(condition=HasWords(words=term.words, part=PARTS[term.field]), is_excluded=term.is_excluded)


def words_in(text: str) -> str:
    """The words of a text with single spaces between; letters of scripts written without spaces are words."""
    return " ".join(_NO_WORD.sub(" ", searchable(text)).split())


def searchable(text: str) -> str:
    """The text as it is looked up: without marks that may be left away, letters of scripts without spaces apart."""
    return text if text.isascii() else _UNSPACED.sub(r" \1 ", MAY_BE_LEFT.sub("", text))


def without(asked: Asked, group: tuple[Term, ...]) -> str:
    """The query without one of its groups."""
    return _cut(asked.text, group[0].start, group[-1].stop)


def undated(text: str) -> str:
    """The query without its dates."""
    asked = asked_by(text)
    for group in reversed(asked.groups):
        if all(term.field in DATES for term in group):
            asked = replace(asked, text=without(asked, group))
    return asked.text


def narrowed(undated_text: str, first: date, end: date) -> str:
    """A query without dates, limited to the days from ``first`` on and before ``end``."""
    return f"{undated_text} after:{first.isoformat()} before:{end.isoformat()}".strip()


def quoted(value: str) -> str:
    """A value as a field takes it, in quotation marks where it is more than a word."""
    plain = value.translate(_QUOTES).replace('"', " ").strip()
    return plain if plain and not any(letter.isspace() for letter in plain) else f'"{plain}"'


def _cut(text: str, start: int, stop: int) -> str:
    return " ".join(filter(None, (text[:start].strip(), text[stop:].strip())))


def _term(match: re.Match[str], today: date) -> Term | str | None:
    """A term, or a sentence about what keeps it from being one."""
    name, value = match["field"], (match["phrase"] or match["word"] or "").strip()
    field = _NAMES.get(name.lower()) if name else Field.TEXT
    if field is None:  # not a field of ours: words, as "10:30" or an address are
        field, value = Field.TEXT, f"{name} {value}"
    if not value:
        return f"{name}: needs something right behind it, as in {_example(field)}." if name else None
    term = Term(
        field=field,
        value=value,
        words=words_in(value),
        is_excluded=bool(match["no"]),
        start=match.start(),
        stop=match.end(),
    )
    if field in DATES:
        return _dated(term, today)
    if field in _CHOICES:
        return _chosen(term)
    if field is Field.LANGUAGE and not _LANGUAGE.fullmatch(value):
        return f"“{value[:40]}” is no language: write its short name, as in lang:de."
    return term if term.words or field is Field.SOURCE else None


def _remarks(match: re.Match[str], term: Term) -> Iterator[str]:
    """What a person may not have meant, though it was understood."""
    name, word = match["field"], match["word"] or ""
    if name and term.field is Field.TEXT and len(name) > 1 and not word.startswith("//"):
        near = _near(name)
        meant = f"Was “{near}:” meant?" if near else f"The fields are {_LISTED}."
        yield f"There is no field “{name}:”, so it was looked for as words. {meant}"


def field_meant(text: str) -> tuple[str, str] | None:
    """A term with the field that was perhaps meant by a mistyped one, and what was put for what; else nothing."""
    match = _TERM.fullmatch(text)
    name = match["field"] if match else None
    near = _near(name) if name and name.lower() not in _NAMES else None
    return (text.replace(f"{name}:", f"{near}:", 1), f"“{near}:” for “{name}:”") if near else None


def _near(name: str) -> str | None:
    return next(iter(get_close_matches(name.lower(), _NAMES, n=1, cutoff=0.7)), None)


def _example(field: Field) -> str:
    samples = {
        Field.SOURCE: 'source:"The Tide"',
        Field.LANGUAGE: "lang:de",
        Field.IS: "is:unread",
        Field.HAS: "has:image",
    }
    return samples.get(field, f"{field.value}:{'2026-06-13' if field in DATES else 'ferry'}")


def _chosen(term: Term) -> Term | str:
    choices = _CHOICES[term.field]
    if term.value.casefold() in choices:
        return replace(term, value=term.value.casefold())
    listed = " and ".join(filter(None, (", ".join(choices[:-1]), choices[-1])))
    return f"There is no “{term.field.value}:{term.value[:40]}”: {term.field.value}: knows {listed}."


def _dated(term: Term, today: date) -> Term | str:
    days = _days(term.value.casefold(), today)
    if days is None:
        return (
            f"“{term.value[:40]}” is no date: write one as 2026-06-13, 2026-06 or 2026, "
            "yesterday, or 7d for seven days ago."
        )
    first, end = days
    if term.field is Field.BEFORE:
        return replace(term, end=first)
    return replace(term, first=first, end=end if term.field is Field.ON else None)


def _days(value: str, today: date) -> tuple[date, date] | None:
    """The days that a word or number means: from the first on, and before the second."""
    near = {"today": 0, "yesterday": 1}
    ago, day = _AGO.fullmatch(value), _DAY.fullmatch(value)
    try:
        if value in near:
            first = today - timedelta(days=near[value])
        elif ago:
            first = today - timedelta(days=int(ago[1]) * _DAYS[ago[2].lower()])
        elif day:
            return _calendar(*(int(part) if part else None for part in day.groups()))
        else:
            return None
        return first, first + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _calendar(year: int | None, month: int | None, day: int | None) -> tuple[date, date]:
    first = date(year or 0, month or 1, day or 1)
    if day:
        return first, first + timedelta(days=1)
    if month:
        return first, date(first.year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return first, date(first.year + 1, 1, 1)


def midnight(day: date | None) -> datetime | None:
    """When a day begins, in UTC."""
    return None if day is None else datetime.combine(day, time.min, UTC)
