"""Everything about an article but its text, merged from what its page states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from octavo.extracting.authors import byline_of
from octavo.extracting.facts import article_nodes, strings, types_of
from octavo.extracting.figures import split_credit
from octavo.extracting.times import modified_of, published_of
from octavo.extracting.titles import site_names, title_of
from octavo.kit.languages import language_tag
from octavo.kit.text import clean_line, shorten
from octavo.kit.urls import canonical_url, join_url
from octavo.model.articles import ArticleKind, Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts
    from octavo.extracting.times import Moment

_TYPES = {
    "LiveBlogPosting": ArticleKind.LIVE,
    "OpinionNewsArticle": ArticleKind.OPINION,
    "ReviewNewsArticle": ArticleKind.OPINION,
    "AnalysisNewsArticle": ArticleKind.ANALYSIS,
    "VideoObject": ArticleKind.VIDEO,
    "ImageGallery": ArticleKind.GALLERY,
    "MediaGallery": ArticleKind.GALLERY,
}
_PLACES = (
    (
        ArticleKind.OPINION,
        r"opinions?|opinion-.+|op-?eds?|editorials?|commentary|comment-is-free|columnists?|columns?|letters",
    ),
    (
        ArticleKind.OPINION,
        r"meinung|kommentare?|kolumnen?|leitartikel|tribunes?|debats|opini[oó]n|opinioni|opinie|ledare|debatt",
    ),
    (ArticleKind.ANALYSIS, r"analys[ei]s|analyse|an[aá]lisis|analisi|explainers?|fact-?checks?|faktencheck"),
    (ArticleKind.INTERVIEW, r"interviews?|entrevistas?|entretiens?|interviste|intervju"),
    (ArticleKind.LIVE, r"live|live-?blogs?|liveticker|live-?updates?|en-direct|directo"),
    (ArticleKind.VIDEO, r"videos?|watch"),
    (ArticleKind.GALLERY, r"galler(?:y|ies)|photos?|photo-essays?|bilder|fotostrecken?|pictures"),
    (ArticleKind.BRIEF, r"briefs?|in-?brief|kurzmeldungen|br[eè]ves?|newsticker"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PLACES)
_COUNT = re.compile(r"[0-9]{1,6}")
_MOST_TAGS = 30
_LONGEST_TAG = 80
_PARENT_PATH = re.compile(r"/?(?:amp|index\.\w+|print|amp\.html)?/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says about its article; empty where it says nothing."""

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


def metadata_of(facts: Facts, root: _Element, *, url: str, now: datetime, searching: bool = True) -> Metadata:
    """Merge the page's statements, and with ``searching`` also what stands where bylines and dates stand.

    ``now`` bounds the dates that are searched for.
    """
    section = _section(facts)
    title = title_of(facts, url)
    near = root if searching else None
    byline = byline_of(facts, near, site=site_names(facts, url), title=title.value if title else None)
    return Metadata(
        url=_address(facts, url),
        title=title.value if title else None,
        publisher=_publisher(facts),
        byline=byline.value if byline else (),
        published=published_of(facts, near, now=now),
        modified_at=modified_of(facts),
        language=_language(facts),
        section=section,
        tags=_tags(facts),
        kind=_kind(facts, url, section),
        image=_image(facts, url),
        free=_is_free(facts),
        word_count=_word_count(facts),
    )


def _address(facts: Facts, url: str) -> str:
    """The page's canonical address, where it is one of the same site and names a page of its own.

    A page may not speak for another site, nor take the place of its section or front page.
    """
    stated = join_url(url, facts.canonical) if facts.canonical else None
    if stated is None:
        return url
    here, there = urlsplit(canonical_url(url)), urlsplit(canonical_url(stated))
    if _site(here.netloc) != _site(there.netloc) or there.path in {"", "/"}:
        return url
    if here.path.rstrip("/") == there.path.rstrip("/"):
        return stated if here.query == there.query else url
    is_parent = here.path.startswith(there.path) and not _PARENT_PATH.fullmatch(here.path.removeprefix(there.path))
    return url if is_parent else stated


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host.lower())


def _publisher(facts: Facts) -> str | None:
    publishers = (name for node in article_nodes(facts) for name in strings(node.get("publisher")))
    name = facts.first("og:site_name") or next(publishers, None) or facts.first("application-name")
    return shorten(name, 120) if name and not name.startswith(("http:", "https:", "@")) else None


def _language(facts: Facts) -> str | None:
    stated = (
        language for node in article_nodes(facts) for language in strings(node.get("inLanguage"), key="alternateName")
    )
    candidates = (
        facts.language,
        *stated,
        facts.first("content-language", "language", "dc.language"),
        facts.first("og:locale"),
    )
    return next((tag for candidate in candidates if (tag := language_tag(candidate))), None)


def _section(facts: Facts) -> str | None:
    sections = (name for node in article_nodes(facts) for name in strings(node.get("articleSection")))
    section = next(sections, None) or facts.first("article:section", "parsely-section", "section", "og:section")
    return shorten(section, 80) if section and not section.startswith(("http:", "https:")) else None


def _tags(facts: Facts) -> tuple[str, ...]:
    stated = [tag for node in article_nodes(facts) for tag in strings(node.get("keywords"))]
    texts = stated or facts.all("article:tag", "parsely-tags") or facts.all("news_keywords", "keywords")
    parts = (clean_line(part) for text in texts for part in re.split(r"[,;]", text))
    tags = {tag.casefold(): tag for tag in parts if 1 < len(tag) <= _LONGEST_TAG and not tag.startswith("http")}
    return tuple(tags.values())[:_MOST_TAGS]


def _kind(facts: Facts, url: str, section: str | None) -> ArticleKind:
    types = [name for node in article_nodes(facts)[:1] for name in types_of(node)]
    if any("LiveBlogPosting" in types_of(node) for node in facts.nodes):
        return ArticleKind.LIVE
    if (typed := next((_TYPES[name] for name in types if name in _TYPES), None)) is not None:
        return typed
    if (facts.first("og:type") or "").startswith("video") and "NewsArticle" not in types:
        return ArticleKind.VIDEO
    places = [(section or "").strip().replace(" ", "-"), *urlsplit(url).path.split("/")[1:-1]]
    return next((kind for kind, pattern in _KINDS for place in places if pattern.fullmatch(place)), ArticleKind.REPORT)


def _image(facts: Facts, url: str) -> Image | None:
    described = [picture for node in article_nodes(facts)[:1] for picture in _pictures(node.get("image"))]
    stated = facts.first("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
    addresses = (stated, *(picture.get("url") or picture.get("contentUrl") for picture in described))
    address = next((joined for text in addresses if isinstance(text, str) and (joined := join_url(url, text))), None)
    if address is None:
        return None
    same = next((picture for picture in described if _stem(picture.get("url")) == _stem(address)), {})
    caption, credit = split_credit(next(iter(strings(same.get("caption"))), ""))
    return Image(
        url=address,
        width=_pixels(facts.first("og:image:width") if stated else same.get("width")),
        height=_pixels(facts.first("og:image:height") if stated else same.get("height")),
        caption=shorten(caption, 500) or None,
        credit=next(iter((*strings(same.get("creditText")), *strings(same.get("author")))), credit),
    )


def _pictures(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - JSON
    for item in (value if isinstance(value, list) else [value])[:10]:
        if isinstance(item, str):
            yield {"url": item}
        elif isinstance(item, dict):
            yield item


def _stem(url: object) -> str:
    return urlsplit(url).path.rpartition("/")[2].partition(".")[0] if isinstance(url, str) else ""


def _pixels(value: object) -> int | None:
    digits = re.match(r"\d{1,5}", str(value or ""))
    return int(digits.group()) or None if digits else None


def _is_free(facts: Facts) -> bool | None:
    """Whether anybody may read it (schema.org ``isAccessibleForFree``); ``None`` where the page does not say."""
    values = {
        str(node["isAccessibleForFree"]).lower().rpartition("/")[2]
        for node in article_nodes(facts)
        if "isAccessibleForFree" in node
    }
    tier = (facts.first("article:content_tier") or "").lower()
    if values & {"false", "no"} or tier == "locked":
        return False
    return True if values or tier == "free" else None


def _word_count(facts: Facts) -> int | None:
    counts = (_COUNT.fullmatch(str(node.get("wordCount"))) for node in article_nodes(facts))
    return next((int(count.group()) for count in counts if count), None)
