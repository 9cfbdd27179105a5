"""Templates and static files: loaded once, rendered with escaping always on."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2
from babel import Locale, UnknownLocaleError

from octavo.kit.text import shorten
from octavo.kit.urls import host_of
from octavo.model.articles import Precision
from octavo.web.folding import folded
from octavo.web.insights import sentence_link
from octavo.web.links import subject_address, web_link, write_cursor
from octavo.web.looks import worn
from octavo.web.prose import arrange, direction_of
from octavo.wording import (
    day_heading,
    days_of,
    layout_alarm,
    long_date,
    pace,
    rules_alarm,
    rules_note,
    tell,
    time_of_day,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from octavo.model.listing import Excerpt
    from octavo.model.sources import Source
    from octavo.model.stories import Story
    from octavo.model.timelines import DatedClaim

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", re.ASCII)
# Languages whose words are not parted by spaces: counting words means nothing there.
UNSPACED = ("zh", "ja", "th", "km", "lo", "my")
WORDS_A_MINUTE = 230
LONGEST_DESCRIPTION = 200
# What ends a sentence, in the scripts that have such a sign, and what may close after it.
ENDS = ".!?…。！？؟।۔"
CLOSING = "\"'”’»“)]」』"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """A file that every page uses; ``packed`` is its body in gzip, packed once and as small as it gets."""

    body: bytes
    packed: bytes
    media_type: str


class Press:
    """Prints pages: the templates, and the static files under an address that changes with their content."""

    def __init__(self) -> None:
        self.files: Mapping[str, StaticFile] = _load_files()
        digest = hashlib.blake2b(b"".join(f.body for f in self.files.values()), digest_size=6)
        self.version = digest.hexdigest()
        self._templates = _environment(f"/static/{self.version}/")

    def print(self, template: str, context: Mapping[str, Any]) -> str:
        """The page that the template makes of the context."""
        return self._templates.get_template(template).render(context)


def _load_files() -> dict[str, StaticFile]:
    found = {}
    for path in sorted(files("octavo.web").joinpath("static").iterdir(), key=lambda p: p.name):
        media_type = TYPES.get(path.name.rpartition(".")[2])
        if media_type:
            body = path.read_bytes()
            found[path.name] = StaticFile(body=body, packed=gzip.compress(body, mtime=0), media_type=media_type)
    return found


def _environment(static: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("octavo.web", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        static=static,
        tell=tell,
        time_of_day=time_of_day,
        until=until,
        layout_alarm=layout_alarm,
        rules_alarm=rules_alarm,
        rules_note=rules_note,
        pace=pace,
        day_heading=day_heading,
        described=described,
        Precision=Precision,
    )
    environment.filters.update(
        arrange=arrange,
        cursor=write_cursor,
        days=claim_days,
        direction=direction_of,
        folded=folded,
        host=host_of,
        language=language_name,
        lang=language_tag,
        sentence=sentence_link,
        subject=subject_address,
        link=web_link,
        long_date=long_date,
        minutes=minutes,
        name=source_name,
        outlets=outlets,
        copies=copies,
        parts=parts,
        left_out=left_out,
        together=together,
        worn=worn,
    )
    return environment


def described(*sentences: str) -> str:
    """What a page is about in one short line, for its head: as many of the sentences as find room."""
    line = ""
    for sentence in filter(None, (shorten(one, LONGEST_DESCRIPTION) for one in sentences)):
        if len(line) > LONGEST_DESCRIPTION:
            break
        line += f" {sentence}" if line.rstrip(CLOSING).endswith(tuple(ENDS)) else f". {sentence}" if line else sentence
    return shorten(line, LONGEST_DESCRIPTION)


def language_tag(language: str | None) -> str | None:
    """The tag as a ``lang`` attribute bears it (BCP 47), or ``None`` when it is none."""
    return language if language and LANGUAGE.fullmatch(language) else None


@cache
def language_name(language: str | None) -> str | None:
    """The language's name in English, as far as the tag is known."""
    tag = language_tag(language)
    if tag is None:
        return None
    try:
        return Locale.parse(tag.split("-")[0].lower()).get_language_name("en")
    except (ValueError, UnknownLocaleError):
        return None


def minutes(words: int, language: str | None) -> int | None:
    """Minutes to read so many words; ``None`` where words are not parted by spaces."""
    if not words or (language or "")[:2].lower() in UNSPACED:
        return None
    return max(1, round(timedelta(minutes=words / WORDS_A_MINUTE) / timedelta(minutes=1)))


def outlets(story: Story) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who tells a story in words of their own, and who only in those of others, in the order of their articles."""
    own = dict.fromkeys(one.row.credit for one in story.articles if one.placement.copy_of is None)
    copying = dict.fromkeys(one.row.credit for one in story.articles if one.row.credit not in own)
    return tuple(own), tuple(copying)


def copies(story: Story) -> int:
    """How many of a story's articles are the text of another."""
    return sum(one.placement.copy_of is not None for one in story.articles)


def source_name(source: Source) -> str:
    """What to call a source: its title, or its host where it has none."""
    return source.title.strip() or host_of(source.url)


def parts(excerpt: Excerpt) -> tuple[tuple[str, bool], ...]:
    """The excerpt cut into stretches, each with whether it matched."""
    found, at = [], 0
    for start, end in sorted(excerpt.highlights):
        if at <= start < end <= len(excerpt.text):
            found += [(excerpt.text[at:start], False), (excerpt.text[start:end], True)]
            at = end
    return (*found, (excerpt.text[at:], False))


def left_out(text: str) -> tuple[str, str]:
    """What stands before and after a stretch of text that begins or ends within a sentence."""
    bare = text.rstrip(CLOSING)
    return "… " if text[:1].islower() else "", "" if not bare or bare[-1] in ENDS else "…"


def claim_days(claim: DatedClaim, today: date) -> str:
    """The day or days that a claim speaks of; days of this year without the year."""
    words = days_of(claim.day, claim.last, claim.precision)
    if claim.precision is Precision.DAY and claim.day.year == claim.last.year == today.year:
        return words.removesuffix(f" {today.year}")
    return words


def together(names: tuple[str, ...]) -> str:
    """Names as a sentence lists them: A, B and C."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
