"""Everything about an article but its text, merged from what its page states."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from octavo.extracting.authors import byline_of, credits_of
from octavo.extracting.facts import text_in
from octavo.extracting.kinds import kind_of
from octavo.extracting.origins import origin_of
from octavo.extracting.pictures import lead_image_of
from octavo.extracting.places import Places
from octavo.extracting.provenance import in_words
from octavo.extracting.subjects import language_of, publisher_of, section_of, tags_of
from octavo.extracting.times import modified_of, published_of
from octavo.extracting.titles import site_names, title_of
from octavo.kit.urls import canonical_url, join_url, split_of
from octavo.model.explanations import Provenance

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts
    from octavo.extracting.provenance import Found
    from octavo.extracting.times import Moment
    from octavo.model.articles import ArticleKind, Image

T = TypeVar("T")

_COUNT = re.compile(r"[0-9]{1,6}")
_PARENT_PATH = re.compile(r"/?(?:amp|index\.\w+|print|amp\.html)?/?", re.IGNORECASE)
_MOST_PARAGRAPHS, _SHORTEST_PARAGRAPH = 80, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says about its article; empty where it says nothing.

    ``origin`` is the agency whose report it is, where one is credited. ``sources`` tells where each field comes from.
    """

    url: str
    title: str | None
    publisher: str | None
    byline: tuple[str, ...]
    published: Moment | None
    modified_at: datetime | None
    language: str | None
    section: str | None
    tags: tuple[str, ...]
    kind: ArticleKind
    image: Image | None
    free: bool | None
    word_count: int | None
    origin: str | None = None
    sources: tuple[Provenance, ...] = field(default=(), compare=False)


def metadata_of(facts: Facts, root: _Element, *, url: str, now: datetime, searching: bool = True) -> Metadata:
    """Merge the page's statements, and with ``searching`` also what stands where bylines and dates stand.

    ``now`` bounds the dates that are believed.
    """
    site, section = site_names(facts, url), section_of(facts)
    title = title_of(facts, url, site=site)
    places = Places(root, facts.headlines, title.value if title else None) if searching else None
    byline = byline_of(facts, places, site=site)
    told: dict[str, Found[object] | None] = {
        "title": title,
        "publisher": (publisher := publisher_of(facts, title.value if title else None)),
        "byline": byline,
        "published": (published := published_of(facts, places, url=url, now=now)),
        "modified_at": (modified := modified_of(facts, url=url, now=now)),
        "language": (language := language_of(facts, title.value if title else None)),
        "section": section,
        "tags": (tags := tags_of(facts, site)),
        "kind": (kind := kind_of(facts, url=url, section=_value(section), title=_value(title))),
        "image": (image := lead_image_of(facts, places, url)),
        "origin": (
            origin := origin_of(
                (*credits_of(facts), *(byline.value if byline else ())), _paragraphs(root) if searching else ()
            )
        ),
    }
    return Metadata(
        url=_address(facts, url),
        title=_value(title),
        publisher=_value(publisher),
        byline=byline.value if byline else (),
        published=_value(published),
        modified_at=modified.value.at if modified else None,
        language=_value(language),
        section=_value(section),
        tags=tags.value if tags else (),
        kind=kind.value,
        image=_value(image),
        free=_is_free(facts),
        word_count=_word_count(facts),
        origin=_value(origin),
        sources=tuple(
            Provenance(field=name, value=in_words(found.value), source=found.source)
            for name, found in told.items()
            if found
        ),
    )


def _value(found: Found[T] | None) -> T | None:
    return found.value if found else None


def _paragraphs(root: _Element) -> tuple[str, ...]:
    """The first and the last of the page's paragraphs of some length: they may bear a dateline and a signature."""
    elements = list(islice(root.iter("p"), _MOST_PARAGRAPHS))
    ends = (map(text_in, one_way) for one_way in (elements, reversed(elements)))
    lines = (next((line for line in end if len(line) >= _SHORTEST_PARAGRAPH), None) for end in ends)
    return tuple(line for line in lines if line is not None)


def _address(facts: Facts, url: str) -> str:
    """The page's canonical address, where it is one of the same site and names a page of its own.

    A page may not speak for another site, nor take the place of its section or front page.
    """
    named = facts.canonical or facts.first("og:url")
    stated = join_url(url, named) if named else None
    if stated is None:
        return url
    here, there = split_of(canonical_url(url)), split_of(canonical_url(stated))
    if _site(here.netloc) != _site(there.netloc) or there.path in {"", "/"}:
        return url
    if here.path.rstrip("/") == there.path.rstrip("/"):
        return stated if here.query == there.query else url
    is_parent = here.path.startswith(there.path) and not _PARENT_PATH.fullmatch(here.path.removeprefix(there.path))
    return url if is_parent else stated


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host.lower())


def _is_free(facts: Facts) -> bool | None:
    """Whether anybody may read it (schema.org ``isAccessibleForFree``); ``None`` where the page does not say."""
    values = {
        str(node["isAccessibleForFree"]).lower().rpartition("/")[2]
        for node in facts.articles
        if "isAccessibleForFree" in node
    }
    tier = (facts.first("article:content_tier") or "").lower()
    if values & {"false", "no"} or tier == "locked":
        return False
    return True if values or tier == "free" else None


def _word_count(facts: Facts) -> int | None:
    counts = (_COUNT.fullmatch(str(node.get("wordCount"))) for node in facts.articles)
    return next((int(count.group()) for count in counts if count), None)
