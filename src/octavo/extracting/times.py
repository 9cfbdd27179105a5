"""When an article was published and changed, as exactly as its page says and no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from htmldate import find_date

from octavo.extracting.facts import article_nodes, strings
from octavo.kit.dates import read_date
from octavo.model.articles import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts

_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publication_date", "pubdate", "published",
    "article.published", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "dcterms.issued", "date",
    "cxenseparse:recs:publishtime", "citation_publication_date", "last-modified-date", "rnews:datepublished",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "article:modified", "og:updated_time", "og:article:modified_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "article.updated", "revised",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time in UTC and how exactly it is known."""

    at: datetime
    precision: Precision


def published_of(facts: Facts, root: _Element | None, *, now: datetime) -> Moment | None:
    """When the page says it was published: machine-readable statements first, then what is visible in ``root``."""
    stated = [
        text
        for node in article_nodes(facts)
        for key in ("datePublished", "dateCreated", "uploadDate")
        for text in strings(node.get(key))
    ]
    machine_readable = (*stated, *facts.all(*_PUBLISHED))
    if root is None:
        return _first(machine_readable)
    return _first((*machine_readable, *_time_elements(root))) or _searched(root, now)


def modified_of(facts: Facts) -> datetime | None:
    """When the page says it was last changed."""
    stated = [text for node in article_nodes(facts) for text in strings(node.get("dateModified"))]
    moment = _first((*stated, *facts.all(*_MODIFIED)))
    return moment.at if moment else None


def _first(texts: Iterable[str]) -> Moment | None:
    """The first that is a date; one that tells the time of day wins over one of the same day that does not."""
    moments = [moment for text in texts if (moment := _moment(text))]
    if not moments:
        return None
    same_day = (moment for moment in moments if moment.at.date() == moments[0].at.date())
    return min(same_day, key=lambda moment: moment.precision is Precision.DAY)


def _moment(text: str) -> Moment | None:
    """A time whose zone is not told may be off by half a day: then only the day is taken for known."""
    written = read_date(text)
    if written is None:
        return None
    exact = written.has_time and written.has_zone
    return Moment(at=written.at, precision=Precision.SECOND if exact else Precision.DAY)


def _time_elements(root: _Element) -> Iterator[str]:
    """Times marked as the date of publication, then the first time in the page's main part."""
    times = [
        element for element in root.iter("time", "abbr", "span") if element.get("datetime") or element.get("content")
    ]
    marked = [
        element
        for element in times
        if "datepublished" in element.get("itemprop", "").lower() or element.get("pubdate") is not None
    ]
    for element in (*marked, *times[:1]):
        yield element.get("datetime") or element.get("content") or ""


def _searched(root: _Element, now: datetime) -> Moment | None:
    """The day that htmldate finds in the head and the marked places of the page; it never tells the time.

    Its extensive search is left out: it takes lone years for dates, and seconds to load its languages.
    """
    try:
        found = find_date(root, original_date=True, extensive_search=False, max_date=now.date().isoformat())
    except Exception:  # noqa: BLE001 - hostile pages make it raise anything
        return None
    # the first of January is what it makes of a lone year: a guess, not a date
    return _moment(found) if found and not found.endswith("-01-01") else None
