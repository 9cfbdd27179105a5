"""When an article was published and changed, as exactly as its page says and no more."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING

from htmldate import find_date

from octavo.extracting.clocks import clock_of, country_of
from octavo.extracting.facts import beginning_of, strings
from octavo.extracting.pages import with_methods
from octavo.extracting.provenance import Found
from octavo.extracting.written import find_written
from octavo.kit.dates import read_date
from octavo.kit.urls import path_of
from octavo.model.articles import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from octavo.extracting.clocks import Clock
    from octavo.extracting.facts import Facts
    from octavo.extracting.places import Places
    from octavo.kit.dates import WrittenDate

_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "og:publish_date", "publication_date",
    "pubdate", "published", "published_time", "article.published", "dc.date.issued", "dcterms.created",
    "dcterms.date", "dc.date", "dcterms.issued", "date", "cxenseparse:recs:publishtime", "citation_publication_date",
    "rnews:datepublished", "dc.date.created", "datecreated", "article_date_original", "bt:pubdate", "vr:published_time",
    "last-modified-date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "article:modified", "og:updated_time", "og:article:modified_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "article.updated", "revised",
)  # fmt: skip
_OFFSET = re.compile(
    r"\d\d:?\d\d(?::?\d\d)?(?:[.,]\d+)?\s*(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?$"
    r"|\d\s*(?:[ap]\.?m\.?)?\s?\b(?P<name>[ECMP][SD]T|CES?T|BST|IST|JST)\b",
    re.IGNORECASE,
)
# Minutes east of Greenwich, as read_date takes these names.
_NAMED = {
    "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "CET": 60, "CEST": 120, "BST": 60, "IST": 330, "JST": 540,
}  # fmt: skip
_AMERICAN = frozenset(["us", "com", "org", "net", "gov", "edu", "ph"])
_DATED_PATH = re.compile(
    r"[/_-](?P<y>(?:19|20)\d\d)(?P<sep>[/-]?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>[0-2]\d|3[01])(?!\d)"
)
_UNZONED = re.compile(r"(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$")
_FARTHEST_ZONE, _ZONE_STEP = timedelta(hours=14), timedelta(minutes=30)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)
_NEAREST, _LONGEST = 60, 120
_TIME_TAGS = ("time", "abbr", "span", "dd", "meta", "div", "p")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time in UTC and how exactly it is known.

    ``local`` is what the page says, in its own zone where that is known: its date is the day that a reader there
    sees. A mere day is midnight in UTC of that day.
    """

    at: datetime
    precision: Precision
    local: datetime


def published_of(facts: Facts, places: Places | None, *, url: str, now: datetime) -> Found[Moment] | None:
    """When the page says it was published: machine-readable statements first, then what stands near the heading.

    Days before 1990 and after ``now`` are no dates of articles. Without ``places`` only statements count.
    """
    stated = _at_home(_first(_published(facts), facts, url, now), facts)
    if places is None or (stated is not None and stated.value.precision is not Precision.DAY):
        return stated
    marked = _first(_marked(places), facts, url, now)
    if stated is not None:
        return marked if marked and marked.value.local.date() == stated.value.local.date() else stated
    return marked or _near(places, facts, url, now) or _in_address(url, now) or _searched(places.root, now)


def modified_of(facts: Facts, *, url: str, now: datetime) -> Found[Moment] | None:
    """When the page says it was last changed."""
    nodes = facts.articles
    stated = [(text, "JSON-LD dateModified") for node in nodes for text in strings(node.get("dateModified"))]
    metas = [(text, f"meta {name}") for name in _MODIFIED for text in facts.all(name)]
    return _first((*stated, *metas), facts, url, now)


def moment_in(text: str, facts: Facts, *, url: str, now: datetime) -> Moment | None:
    """The time that a text is, else the first date in it; ``None`` where it names none that is likely."""
    whole = _first([(text, "")], facts, url, now)
    if whole is not None:
        return whole.value
    line = text[:_LONGEST]
    moment = _moment(line, find_written(line, american=_is_american(facts, url)), clock_of(url, facts.language))
    return moment if moment is not None and _is_likely(moment, now) else None


def _published(facts: Facts) -> Iterator[tuple[str, str]]:
    for node in facts.articles:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            yield from ((text, f"JSON-LD {key}") for text in strings(node.get(key)))
    for name in _PUBLISHED:
        yield from ((text, f"meta {name}") for text in facts.all(name))


def _at_home(found: Found[Moment] | None, facts: Facts) -> Found[Moment] | None:
    """With the time as the publisher's clock shows it, where the page states the same moment in UTC and without zone.

    "2026-03-02T21:30:07" beside "2026-03-03T02:30:07Z" is five hours behind: so to the minute agree only clocks of
    two zones.
    """
    if found is None or found.value.precision is Precision.DAY or found.value.local.utcoffset():
        return found
    at = found.value.at.replace(second=0, microsecond=0)
    shown = (read_date(text) for text, _ in _published(facts) if _UNZONED.match(text))
    for written in shown:
        if written is not None and written.has_time and not written.has_zone:
            ahead = written.at.replace(second=0, microsecond=0) - at
            if ahead and abs(ahead) <= _FARTHEST_ZONE and not ahead % _ZONE_STEP:
                moment = replace(found.value, local=found.value.at.astimezone(timezone(ahead)))
                return Found(value=moment, source=found.source)
    return found


def _first(texts: Iterable[tuple[str, str]], facts: Facts, url: str, now: datetime) -> Found[Moment] | None:
    """The first that is a date; one that tells the time of day wins over one of the same day that does not."""
    clock = clock_of(url, facts.language)
    first: Found[Moment] | None = None
    for text, source in texts:
        moment = _moment(text, read_date(text), clock)
        if moment is None or not _is_likely(moment, now):
            continue
        found = Found(value=moment, source=source)
        is_same_day = first is None or moment.local.date() == first.value.local.date()
        if is_same_day and moment.precision is not Precision.DAY:
            return found
        first = first or found
    return first


def _moment(text: str, written: WrittenDate | None, clock: Clock | None) -> Moment | None:
    """A time whose zone is not told may be off by half a day: then only the day is taken for known."""
    if written is None:
        return None
    if written.has_time and written.has_zone:
        told = _OFFSET.search(text.strip())
        return Moment(at=written.at, precision=Precision.SECOND, local=written.at.astimezone(_offset(told)))
    zone = clock.zone_at(written.at) if clock else UTC
    local = written.at.replace(tzinfo=zone)
    if written.has_time and clock is not None:
        return Moment(at=local.astimezone(UTC), precision=Precision.SECOND, local=local)
    midnight = written.at.replace(hour=0, minute=0, second=0, microsecond=0)
    return Moment(at=midnight, precision=Precision.DAY, local=midnight.replace(tzinfo=zone))


def _offset(told: re.Match[str] | None) -> timezone:
    if told is None:
        return UTC
    if told["name"]:
        return timezone(timedelta(minutes=_NAMED[told["name"].upper()]))
    minutes = min(int(told["hours"]) * 60 + int(told["minutes"] or 0), 14 * 60)
    return timezone(timedelta(minutes=-minutes if told["sign"] == "-" else minutes))


def _is_american(facts: Facts, url: str) -> bool:
    """Whether the month is likely to stand before the day."""
    return (facts.language or "en")[:5].lower() in {"en", "en-us", "en_us"} and country_of(url) in _AMERICAN


def _is_likely(moment: Moment, now: datetime) -> bool:
    return _EARLIEST <= moment.at <= now + _AHEAD


def _marked(places: Places) -> Iterator[tuple[str, str]]:
    """Times marked as the date of publication, then the first time in the page's main part."""
    elements = places.root.iter(*_TIME_TAGS)
    times = [element for element in elements if element.get("datetime") or element.get("content")]
    for element in times:
        if "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None:
            yield element.get("datetime") or element.get("content") or "", "itemprop datePublished"
    near = (element for element in places.near if element.tag in {"time", "abbr", "span"} and element.get("datetime"))
    yield from ((element.get("datetime") or "", "time element") for element in islice(near, 1))
    yield from ((element.get("datetime") or "", "time element") for element in islice(filter(_is_time, times), 1))


def _is_time(element: _Element) -> bool:
    return element.tag == "time" and bool(element.get("datetime"))


def _near(places: Places, facts: Facts, url: str, now: datetime) -> Found[Moment] | None:
    """The date in the short line that is nearest to the heading."""
    american = _is_american(facts, url)
    clock = clock_of(url, facts.language)
    for elements in (places.after[:_NEAREST], places.before[-_NEAREST // 2 :]):
        for element in elements:
            line = beginning_of(element) if element.text and element.tag != "h1" else ""
            written = find_written(line, american=american) if len(line) <= _LONGEST else None
            moment = _moment(line, written, clock)
            if moment is not None and _is_likely(moment, now):
                return Found(value=moment, source="a date near the heading")
    return None


def _in_address(url: str, now: datetime) -> Found[Moment] | None:
    found = _DATED_PATH.search(path_of(url))
    return _day(_date_of(found), "the address", now) if found else None


def _date_of(found: re.Match[str]) -> date | None:
    """The day in groups ``y``, ``m`` and ``d``, where the calendar has it."""
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _searched(root: _Element, now: datetime) -> Found[Moment] | None:
    """The day that htmldate finds in the head and the marked places of the page; it never tells the time.

    Its extensive search is left out: it takes lone years for dates, and seconds to load its languages.
    """
    try:
        found = find_date(
            with_methods(root), original_date=True, extensive_search=False, max_date=now.date().isoformat()
        )
    except Exception:  # noqa: BLE001 - hostile pages make it raise anything
        return None
    # the first of January is what it makes of a lone year: a guess, not a date
    if not found or found.endswith("-01-01"):
        return None
    return _day(date.fromisoformat(found), "htmldate", now)


def _day(day: date | None, source: str, now: datetime) -> Found[Moment] | None:
    if day is None:
        return None
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moment = Moment(at=midnight, precision=Precision.DAY, local=midnight)
    return Found(value=moment, source=source) if _is_likely(moment, now) else None
