"""Who wrote an article: names, and nothing that only stands beside names."""

from __future__ import annotations

import re
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree
from trafilatura.metadata import extract_author

from octavo.extracting.facts import article_nodes, strings
from octavo.extracting.pages import select
from octavo.extracting.titles import fold
from octavo.kit.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts

_META = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "og:article:author",
    "authors",
    "article.author",
    "creator",
)
_BY = re.compile(
    r"^(?:(?:written|words|text|story|reported|review|analysis|photos?|an article|interview)\s+)?"
    r"(?:by|von|par|por|di|door|af|av|przez|от|автор|autor(?:in)?|auteur|autore|author|redaktion|text)\b\s*:?\s+"
    r"|^(?:interview|text|autor(?:in)?|author|von|by)\s*:\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:[;,|/•·、]|\s(?:and|und|et|y|e|og|och|en|i|with|mit|avec|con)\s|&)\s*", re.IGNORECASE)
_AFTER = re.compile(
    r"\s*(?:[,|–—-]\s*)?(?:published|updated|posted|last modified|veröffentlicht|aktualisiert|stand|publié"
    r"|\d{1,2}[./:]\d|\bfor the\b|link copied|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov"
    r"|dec)[a-z]*\.? \d).*$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"^\W*$|\d"
    r"|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$"
    r"|\b(?:staff|admin|editor|newsroom|desk|guest|user|unknown|anonymous|null|none|undefined|comment|minute)s?$"
    r"|^(?:staff|admin|editor|view|more|follow|share|read|facebook|twitter|contact|about|subscribe|min"
    r"|source|quelle)\b",
    re.IGNORECASE,
)
_AGENCIES = frozenset({"dpa", "afp", "epd", "sid", "kna", "dts"})
_ROLE = re.compile(
    r"\s*(?:,|\(|–|—| - )\s*(?:the\s+)?(?:\w+\s+){0,4}(?:reporter|correspondent|editor|writer|journalist|columnist"
    r"|contributor|producer|photographer|redakteur(?:in)?|korrespondent(?:in)?|autor(?:in)?"
    r"|redacteur|journaliste|staff|desk|press)\b.*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|@|^/")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]")
_PLACES = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author']",
    "//article//a[@rel='author'] | //main//a[@rel='author'] | //header//a[@rel='author']",
    "//a[@rel='author']",
    (
        "//*[contains(@class, 'byline') or contains(@class, 'Byline')]"
        "//a[contains(@href, 'author') or contains(@href, 'autor')]"
    ),
    (
        "//*[self::a or self::span or self::p or self::div]"
        "[contains(@class, 'author-name') or contains(@class, 'authorName')]"
    ),
    "//*[self::p or self::span or self::div][contains(@class, 'byline') or contains(@class, 'Byline')]",
)
_MOST = 20
_LONGEST_LINE = 200
_MOST_PLACES = 5
_LONGEST, _MOST_WORDS = 60, 6


def byline_of(facts: Facts, root: _Element | None, *, site: frozenset[str]) -> tuple[str, ...]:
    """The names of those who wrote it: the page's statements first, then its visible byline.

    A statement that names nobody but the site itself (``site`` holds its folded names) counts only where nothing else
    is said.
    """
    stated = [names for statement in _statements(facts) if (names := names_in(statement))]
    # a lone word where bylines stand is more often a button than a person
    visible = (tuple(name for name in names_in(texts) if " " in name or not name.isascii()) for texts in _visible(root))
    for names in chain(stated, visible):
        if any(fold(name) not in site for name in names):
            return names
    return next(iter(stated), ())


def names_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Single names out of lines such as "By Jane Roe and John Doe, Political Editor", in order, each once."""
    names: dict[str, str] = {}
    for text in texts:
        for name in _names(text):
            names.setdefault(fold(name), name)
    return tuple(names.values())[:_MOST]


def _statements(facts: Facts) -> Iterator[tuple[str, ...]]:
    for node in article_nodes(facts):
        yield strings(node.get("author"))
    for name in _META:
        yield facts.all(name)
    for node in article_nodes(facts):
        yield strings(node.get("creator"))


def _visible(root: _Element | None) -> Iterator[tuple[str, ...]]:
    """What stands where bylines stand, the surest places first."""
    if root is None:
        return
    for path in _PLACES:
        found = select(root, path)
        # where bylines are many, they are those of other articles
        if 0 < len(found) <= _MOST_PLACES:
            texts = (clean_line(" ".join(map(str, element.itertext()))) for element in found)
            yield tuple(text for text in texts if len(text) <= _LONGEST_LINE)
    try:
        author = extract_author(root)
    except (etree.LxmlError, ValueError, AttributeError, TypeError):
        author = None
    yield tuple(author.split("; ")) if author else ()


def _names(text: str) -> Iterator[str]:
    line = _ASIDE.sub("", clean_line(unescape(text)))
    if _ADDRESS.search(line):
        return
    while (shorter := _BY.sub("", line)) != line:
        line = shorter
    line = _ROLE.sub("", _AFTER.sub("", line))
    for part in _AND.split(line):
        name = clean_line(_BY.sub("", part)).strip(" .:()[]*-–—\"'")
        if _is_name(name):
            yield name


def _is_name(name: str) -> bool:
    """Short, without figures, and with a capital where its script has capitals."""
    if not name or len(name) > _LONGEST or len(name.split()) > _MOST_WORDS or _NO_NAME.search(name):
        return False
    return name != name.lower() or name == name.upper() or name in _AGENCIES or "." in name
