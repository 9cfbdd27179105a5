"""Dates as publishers write them: read strictly, and never more exact than they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import dateparser
from dateutil import parser as dateutil_parser

from octavo.kit.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORTEST, _LONGEST = 6, 80
_LAST_HOUR, _LAST_MINUTE, _LEAP_SECOND = 24, 59, 60
_YEARS = range(1600, 2200)
_EPOCH = date(1970, 1, 1)
_ISO = re.compile(
    r"(?P<day>(?:1[6-9]|2[01])\d\d-?\d\d-?\d\d)"
    r"(?:(?:[T_ ]|, )\s?(?P<time>\d\d?:?\d\d(?::?\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?\]?",
    re.IGNORECASE,
)
_RFC = re.compile(
    r"(?:[^\W\d]{2,10}\.?,?\s+)?\d{1,2}[ -][A-Z][a-z]{2,8}[ -]\d{2,4}\s+\d{1,2}:\d\d(?::\d\d)?(?:\s.*)?", re.IGNORECASE
)
_RFC_ZONE = re.compile(r"(?:[+-]\d{4}|UTC?|GMT|Z|[ECMP][SD]T)(?: \([^()]*\))?$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d|\d\s*[ap]\.?m\b", re.IGNORECASE)
# Most dates in words are English, and dateparser takes a tenth of a second to load a language.
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ENGLISH = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
    rf"(?P<day>{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? (?:19|20)\d\d)"
    r"(?:,? (?:(?:at|-|–|@) ?)?(?P<clock>\d{1,2}:\d\d(?::\d\d)?) ?(?P<half>[ap]\.?m\.?)?"
    r"(?: (?:GMT|UTC)(?P<zone>[+-]\d{4}|)(?: \([^()]*\))?)?)?",
    re.IGNORECASE,
)
_NO_OTHER_LANGUAGE = re.compile(r"\b(?:january|february|march|june|july|october)\b", re.IGNORECASE | re.ASCII)
_WORD = re.compile(r"[^\W\dTZ_]")
_INDIAN = re.compile(r"(?<=[\d\sm])IST$")
_LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "nb",
    "pl",
    "cs",
    "ru",
    "uk",
    "tr",
    "fi",
    "ja",
    "zh",
]
_WORDS: dict[str, Any] = {
    "PARSERS": ["absolute-time"],
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RETURN_TIME_AS_PERIOD": True,
    # a fixed day stands in for the present, so that the same words always mean the same day
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - dateparser wants it without a zone
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A moment in UTC as it was written: without a time of day it is midnight, without a zone it is taken as UTC."""

    at: datetime
    has_time: bool
    has_zone: bool


@lru_cache(maxsize=4_096)
def read_date(text: str) -> WrittenDate | None:
    """The date that ``text`` consists of, ``None`` for anything that names no whole day. Never raises.

    Reads ISO 8601 and RFC 9557, RFC 5322, and dates in words of some languages ("3. März 2024, 10:15 Uhr"). Relative
    dates ("yesterday"), lone numbers, impossible days, and the epoch (which means "unknown") are no dates.
    """
    line = clean_line(text[: 4 * _LONGEST])
    if not _SHORTEST <= len(line) <= _LONGEST:
        return None
    readers: tuple[Callable[[str], WrittenDate | None], ...] = (_iso, _rfc, _english, _words)
    for reader in readers:
        try:
            written = reader(line)
        except (ValueError, OverflowError, TypeError, IndexError, KeyError, AttributeError, RecursionError):
            continue  # dateparser raises most of these on some input
        if written is not None:
            return written if _plausible(written.at) else None
    return None


def _iso(line: str) -> WrittenDate | None:
    found = _ISO.fullmatch(line)
    if found is None:
        return None
    clock = found["time"] or ""
    hour, minute, second = _clock(clock)
    day = date.fromisoformat(found["day"])
    # hour 24 is midnight at the end of a day (ISO 8601:2004 §4.2.3)
    midnight = datetime(day.year, day.month, day.day, tzinfo=_zone(found["zone"] or ""))
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or second > _LEAP_SECOND:
        return None
    moment = midnight + timedelta(hours=hour, minutes=minute, seconds=second)
    return WrittenDate(at=moment.astimezone(UTC), has_time=bool(clock), has_zone=bool(found["zone"]))


def _clock(text: str) -> tuple[int, int, int]:
    """Hour, minute and second of "9:05", "0905" or "09:05:30"; zeros where there is none."""
    parts = text.split(":") if ":" in text else [text[:2], text[2:4], text[4:]]
    hour, minute, second = (int(part or 0) for part in (*parts, "", "")[:3])
    return hour, minute, second


def _zone(zone: str) -> timezone:
    digits = zone[1:].replace(":", "") if zone[:1] in {"+", "-"} else ""
    minutes = int(digits[:2] or 0) * 60 + int(digits[2:] or 0)
    return timezone(timedelta(minutes=-minutes if zone.startswith("-") else minutes))


def _rfc(line: str) -> WrittenDate | None:
    if not _RFC.fullmatch(line):
        return None
    zone = _RFC_ZONE.search(line)
    parts = parsedate_tz(line)
    if parts is None or (zone is None and line[-1:].isalpha()):
        return None  # a zone by a name that e-mail does not know: left to the next reader
    moment = datetime(*parts[:6], tzinfo=timezone(timedelta(seconds=parts[9] or 0)))
    return WrittenDate(at=moment.astimezone(UTC), has_time=True, has_zone=zone is not None)


def _english(line: str) -> WrittenDate | None:
    found = _ENGLISH.fullmatch(line)
    if found is None:
        return None
    clock, half = found["clock"], (found["half"] or "").replace(".", "")
    midnight = datetime(2000, 1, 1, tzinfo=_zone(found["zone"] or ""))
    moment = dateutil_parser.parse(f"{found['day']} {clock or ''} {half}", default=midnight)
    return WrittenDate(at=moment.astimezone(UTC), has_time=clock is not None, has_zone=found["zone"] is not None)


def _words(line: str) -> WrittenDate | None:
    if not _YEAR.search(line) or not _WORD.search(line):
        return None  # figures alone: "03/04/2026" is two days
    # to newspapers this is India's time; dateparser takes it for Israel's
    line = _INDIAN.sub("+0530", line)
    languages = _LANGUAGES[:1] if _NO_OTHER_LANGUAGE.search(line) else _LANGUAGES
    moment = dateparser.parse(line, languages=languages, settings=_WORDS)
    if moment is None:
        return None
    has_zone = moment.tzinfo is not None
    moment = moment.astimezone(UTC) if has_zone else moment.replace(tzinfo=UTC)
    has_time = _CLOCK.search(line) is not None
    if not has_time:
        moment = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return WrittenDate(at=moment, has_time=has_time, has_zone=has_zone)


def _plausible(moment: datetime) -> bool:
    return moment.year in _YEARS and moment.date() != _EPOCH
