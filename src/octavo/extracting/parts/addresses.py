"""Addresses of the parts of one article: the article's own with a number in one of the places where sites put it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.kit.urls import canonical_url, split_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"(?:pages?|pg|p|seite|teil|part|p[aá]gina|pag|sida|side|strona|stranica)"
_NAME = re.compile(
    r"(?:page|pagenum(?:ber)?|page_?no|paged|pg|seite|teil|part|pagina|pag|sida|side|strona|p)", re.IGNORECASE
)
_IN_PATH = (
    (re.compile(rf"(?P<base>.+?)/{_WORD}[-_/]?(?P<n>\d{{1,3}})(?P<end>\.\w{{2,5}})?/?", re.IGNORECASE), True),
    (re.compile(r"(?P<base>.+?)/(?P<n>\d{1,2})(?P<end>)/?"), True),
    (re.compile(rf"(?P<base>.+?)[-_,.;]{_WORD}[-_]?(?P<n>\d{{1,3}})(?P<end>\.\w{{2,5}})?/?", re.IGNORECASE), True),
    (re.compile(r"(?P<base>.+?)[-_,.;](?P<n>\d{1,2})(?P<end>\.\w{2,5})?/?"), False),
)
_INDEX = re.compile(r"/(?:index\.\w{2,5})?$", re.IGNORECASE)
_LONGEST = 2_000
_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An address read as part ``number`` of what stands at ``base``.

    ``plain`` says that the number cannot well be anything else; a bare number behind a dash may belong to a name.
    """

    base: str
    number: int
    plain: bool


def key_of(url: str) -> str:
    """What two addresses of one page have in common: all but scheme, tracking, a last slash and an index's name."""
    parts = split_of(canonical_url(url))
    path = _INDEX.sub("", parts.path)
    return f"{parts.netloc}{path}?{parts.query}" if parts.query else f"{parts.netloc}{path}"


def host_key(url: str) -> str:
    """Host and port of an address."""
    return split_of(canonical_url(url)).netloc


def part_number(url: str, first: str) -> Reading | None:
    """Which part of the article at ``first`` an address names; ``None`` where it names none."""
    bases = {key_of(first)} | {reading.base for reading in _readings(first) if reading.number <= 1}
    if key_of(url) in bases:
        return None
    return next((reading for reading in _readings(url) if reading.base in bases), None)


def is_below(url: str, first: str) -> bool:
    """Whether an address stands below the article's own, or is the same with more asked of it."""
    here, there = key_of(first).partition("?"), key_of(url).partition("?")
    if here[0] == there[0]:
        return set(filter(None, here[2].split("&"))) < set(there[2].split("&"))
    return "/" in here[0] and there[0].startswith(f"{here[0]}/")


def _readings(url: str) -> Iterator[Reading]:
    if len(url) > _LONGEST:
        return
    parts = split_of(canonical_url(url))
    yield from _in_query(parts.netloc, _INDEX.sub("", parts.path), parts.query)
    for pattern, plain in _IN_PATH:
        found = pattern.fullmatch(parts.path)
        if found is not None:
            path = _INDEX.sub("", found["base"] + (found["end"] or ""))
            bases = {path, _INDEX.sub("", found["base"])}
            query = f"?{parts.query}" if parts.query else ""
            for base in sorted(bases):
                yield Reading(base=f"{parts.netloc}{base}{query}", number=int(found["n"]), plain=plain)


def _in_query(host: str, path: str, query: str) -> Iterator[Reading]:
    stated = query.split("&") if query else []
    for part in stated:
        name, _, value = part.partition("=")
        if _NAME.fullmatch(name) and value.isascii() and value.isdigit() and len(value) <= _DIGITS:
            rest = "&".join(other for other in stated if other is not part)
            base = f"{host}{path}?{rest}" if rest else f"{host}{path}"
            yield Reading(base=base, number=int(value), plain=True)
