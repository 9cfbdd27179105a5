"""What a page says an article is about and in: section, tags, language, site."""

from __future__ import annotations

import re
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING

from octavo.extracting.facts import strings, types_of
from octavo.extracting.provenance import Found
from octavo.extracting.titles import SEPARATOR
from octavo.kit.languages import language_tag
from octavo.kit.text import clean_line, fold, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from octavo.extracting.facts import Facts

_MOST_TAGS = 30
_LONGEST_TAG, _LONGEST_SECTION, _LONGEST_NAME, _LONGEST_BEHIND = 80, 80, 120, 40
_OWNERS = frozenset({"WebSite", "Organization", "NewsMediaOrganization"})
_ADDRESS = ("http:", "https:", "@", "//")
# Scripts that one language alone is written in, where newspapers are concerned.
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("el", re.compile("[\u0386-\u03ce]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("ka", re.compile("[\u10d0-\u10ff]")),
    ("hy", re.compile("[\u0561-\u0587]")),
)
_SHARE_OF_SCRIPT = 5
# What the programs of newsrooms write where an editor chose nothing, or for themselves.
_NO_SUBJECT = re.compile(
    r"(?:undefined|null|none|n/?a|default|un-?categori[sz]ed|allgemein|sin categor[íi]a|non class[ée]|senza categoria"
    r"|tags?|categor(?:y|ies)|articles?|posts?|stor(?:y|ies)|pages?|index|byline|slider|home-?\s?page|front-page"
    r"|exclude[- ].{1,30}|hide[- ].{1,30}|editor['’]?s[- ]picks?|latest-news|top-stories"
    r"|featured(?:[- ](?:post|stories))?)",
    re.IGNORECASE,
)
_KEYED = re.compile(
    r"(?P<subject>(?:categor(?:y|ies)|sections?|topics?|tags?|subjects?|keywords?)|(?:day|time|date|year|(?:\w+ )?type"
    r"|language|words?(?: count)?|format|template|partner|source|author|wc|tid|nid|uid))\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[\"“„«]([^\"“”„«»]*)[\"“”»]$")
_SUBJECTS = re.compile(r"categor|section|topic|tag|subject|keyword", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})")


def section_of(facts: Facts) -> Found[str] | None:
    """The section it stands in."""
    nodes = (
        (name, "JSON-LD articleSection") for node in facts.articles for name in strings(node.get("articleSection"))
    )
    names = ("article:section", "parsely-section", "section", "og:section", "cxenseparse:section")
    metas = ((text, f"meta {name}") for name in names for text in facts.all(name))
    found = ((text, source) for text, source in chain(nodes, metas) if not text.startswith(_ADDRESS))
    named = ((text, source) for text, source in found if not _NO_SUBJECT.fullmatch(text.strip()))
    return next((Found(value=shorten(text, _LONGEST_SECTION), source=source) for text, source in named), None)


def tags_of(facts: Facts, site: frozenset[str]) -> Found[tuple[str, ...]] | None:
    """What it is tagged with, each once, without the name of the site (``site`` holds folded names)."""
    keywords = tuple(tag for node in facts.articles for tag in strings(node.get("keywords")))
    places = (
        (keywords, "JSON-LD keywords"),
        (facts.all("article:tag", "parsely-tags"), "meta article:tag"),
        (facts.all("news_keywords", "keywords"), "meta keywords"),
    )
    found = ((_separate(texts, site), source) for texts, source in places)
    return next((Found(value=tags, source=source) for tags, source in found if tags), None)


def _separate(texts: Iterable[str], site: frozenset[str]) -> tuple[str, ...]:
    """Single tags as a reader would write them: without what is written for programs, addresses turned into words."""
    split = (part for text in texts for part in re.split(r"[,;、]", unescape(text) if "&" in text else text))
    parts = list(filter(None, (_worded(clean_line(part)) for part in split)))
    if any(map(_HYPHEN.search, parts)) and not any(" " in part or not part.islower() for part in parts):
        parts = [_HYPHEN.sub(" ", part) for part in parts]
    tags = {fold(tag): tag for tag in parts if 1 < len(tag) <= _LONGEST_TAG and not tag.startswith(_ADDRESS)}
    return tuple(tag for folded, tag in tags.items() if folded and folded not in site)[:_MOST_TAGS]


def _worded(tag: str) -> str:
    """A tag without its sign, quotes and key; empty where it is none."""
    bare = _QUOTED.sub(r"\1", tag.removeprefix("#").replace("_", " ").strip())
    keyed = _KEYED.fullmatch(bare) if ":" in bare else None
    if keyed:
        bare = keyed["value"] if _SUBJECTS.match(keyed["subject"]) else ""
    return "" if _NO_SUBJECT.fullmatch(bare) else bare


def publisher_of(facts: Facts, title: str | None = None) -> Found[str] | None:
    """The name of the site, else of its publisher, else what stands behind the article's ``title`` in the page's."""
    nodes = ((name, "JSON-LD publisher") for node in facts.articles for name in strings(node.get("publisher")))
    sites = ((text, "meta og:site_name") for text in facts.all("og:site_name")[:1])
    others = ((text, "meta application-name") for text in facts.all("application-name")[:1])
    owners = (
        (name, "JSON-LD WebSite")
        for node in facts.nodes
        if not _OWNERS.isdisjoint(types_of(node))
        for name in strings(node.get("name"))
    )
    behind = ((text, "title") for text in _behind(facts, title))
    found = ((text, source) for text, source in chain(sites, nodes, others, owners, behind))
    named = ((text, source) for text, source in found if not text.startswith(_ADDRESS))
    return next((Found(value=shorten(text, _LONGEST_NAME), source=source) for text, source in named), None)


def _behind(facts: Facts, title: str | None) -> Iterator[str]:
    """What the page's title has behind the article's, where that is one short part and no section."""
    wanted = fold(title or "")
    for bound in SEPARATOR.finditer(facts.title):
        before, behind = facts.title[: bound.start()], facts.title[bound.end() :].strip()
        is_name = 1 < len(behind) <= _LONGEST_BEHIND and SEPARATOR.search(behind) is None
        section = section_of(facts)
        if wanted and fold(before) == wanted and is_name and (section is None or fold(section.value) != fold(behind)):
            yield behind


def language_of(facts: Facts, title: str | None) -> Found[str] | None:
    """The language the page states, unless its title is in a script which that language is not written in."""
    written = _language_of_script(" ".join((title or "", *facts.all("og:description", "description")[:1])))
    found = ((tag, source) for text, source in _languages(facts) if (tag := language_tag(text)))
    tag, source = next(found, (None, ""))
    if written and (tag is None or tag.partition("-")[0] != written):
        return Found(value=written, source="script of the title")
    return Found(value=tag, source=source) if tag else None


def _languages(facts: Facts) -> Iterator[tuple[str | None, str]]:
    yield facts.language, "html lang"
    for node in facts.articles:
        yield from ((text, "JSON-LD inLanguage") for text in strings(node.get("inLanguage"), key="alternateName"))
    yield facts.first("content-language", "language", "dc.language"), "meta content-language"
    yield facts.first("og:locale"), "meta og:locale"


def _language_of_script(text: str) -> str | None:
    counts = ((language, len(script.findall(text))) for language, script in _SCRIPTS)
    return next((language for language, count in counts if count * _SHARE_OF_SCRIPT > len(text) > 0), None)
