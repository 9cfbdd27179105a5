"""The rules by which a library keeps things, the same in every store: pure, so that a store only has to persist."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar

from octavo.kit.moments import as_utc
from octavo.kit.urls import canonical_url
from octavo.model.articles import Article, Draft, Precision
from octavo.model.ids import ArticleId, SourceId
from octavo.model.sources import Feed, Lead, Source

Value = TypeVar("Value")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_EXACTNESS = tuple(Precision)


def storable(value: Value) -> Value:
    """The same value as every database can hold it, down through tuples and dataclasses. Idempotent.

    NUL and lone surrogates, which PostgreSQL and UTF-8 refuse, become U+FFFD; times become UTC.

    Raises:
        ValueError: a time has no zone.
    """
    kept: Any = value
    if isinstance(value, str) and not isinstance(value, Enum):
        kept = _UNSTORABLE.sub("\ufffd", value)
    elif isinstance(value, datetime):
        kept = _utc(value)
    elif isinstance(value, tuple):
        kept = tuple(storable(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        kept = replace(value, **{field.name: storable(getattr(value, field.name)) for field in fields(value)})
    return kept  # type: ignore[no-any-return]


def address_key(url: str | None) -> str | None:
    """What an article is known by across all sources; ``None`` where there is no address."""
    return (url and canonical_url(url)) or None


def new_article(draft: Draft, *, source: SourceId, now: datetime) -> Article:
    """A draft as the first revision of an article that has no id yet (0).

    Lists are ordered by when it was published as far as that is known and not in the future, else by when it was
    first seen.
    """
    published = draft.published_at
    return Article(
        **_fields(draft),
        id=ArticleId(0),
        source=source,
        revision=1,
        first_seen_at=now,
        revised_at=now,
        sort_at=published if published is not None and published <= now else now,
    )


def renewed(known: Article, draft: Draft, *, now: datetime) -> Article:
    """A known article after its page was read again; equal to ``known`` when nothing is new.

    A partial draft never replaces a whole text: it only fills in what is not known. What a draft does not tell stays
    as it was, and so do the address and the place in lists. An exact time is not given up for a vaguer one.
    """
    if draft.partial is not None and known.partial is None:
        return _filled(known, draft)
    told = {name: value for name, value in _fields(draft).items() if value not in (None, "", ())}
    told |= {"title": draft.title or known.title, "partial": draft.partial, "url": known.url}
    told |= _published(known, draft)
    article = replace(known, **told)
    if article.digest == known.digest:
        return article
    return replace(article, revision=known.revision + 1, revised_at=now)


def told_by_feed(source: Source, feed: Feed) -> Source:
    """A source after its feed was read: its site and language, and its title where it had none."""
    return replace(
        source,
        title=source.title or feed.title,
        site_url=feed.site_url or source.site_url,
        language=feed.language or source.language,
    )


def folder_key(name: str) -> str:
    """What makes two names of a person's folders the same."""
    return storable(name).casefold()


def announces_anew(lead: Lead, *, known_at: datetime) -> bool:
    """Whether a known lead is to be fetched again; ``known_at`` is its last known update, or when it was seen."""
    return lead.updated_at is not None and lead.updated_at > known_at


def _utc(moment: datetime) -> datetime:
    try:
        return as_utc(moment)
    except OverflowError:  # within a day of the ends of the calendar: nonsense from outside, kept as near as can be
        return moment.replace(tzinfo=UTC)


def _fields(draft: Draft) -> dict[str, Any]:
    return {field.name: getattr(draft, field.name) for field in fields(Draft)}


def _filled(known: Article, draft: Draft) -> Article:
    unknown = {
        name: value
        for name, value in _fields(draft).items()
        if name not in {"url", "title", "blocks", "partial", "precision"} and getattr(known, name) in (None, "", ())
    }
    if known.published_at is None:
        unknown["precision"] = draft.precision
    return replace(known, **unknown)


def _published(known: Article, draft: Draft) -> dict[str, Any]:
    at, precision = draft.published_at, draft.precision
    vaguer = known.published_at is not None and _EXACTNESS.index(precision) > _EXACTNESS.index(known.precision)
    if at is None or vaguer:
        at, precision = known.published_at, known.precision
    return {"published_at": at, "precision": precision}
