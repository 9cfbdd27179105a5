"""Who wrote an article: which of the credits on its page count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from octavo.extracting.bylines import Name, Sort, parsed
from octavo.extracting.facts import text_in, types_of
from octavo.extracting.places import names_of
from octavo.extracting.provenance import Found
from octavo.kit.text import clean_line, fold, holds_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts
    from octavo.extracting.places import Places

_META = (
    "article:author",
    "author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "og:article:author",
    "authors",
    "article.author",
    "article_author",
    "articleauthor",
    "cxenseparse:author",
    "dable:author",
    "vr:author",
    "writer",
    "creator",
)
_MARKED = re.compile(
    r"by-?_?line|(?:^|[\s_-])(?:author|autor|auteur|autore|writer|reporter|journalist|redakteur|contributor|written-?by)"
    r"|[a-z](?:author|writer|contributor)|^author|kirjoittaja|skribent|yazar|penulis"
)
# Without one of these nothing of it can be there.
_IN_MARKED = (
    "by", "author", "autor", "auteur", "autore", "writer", "reporter", "journalist", "redakteur", "contributor",
    "written", "kirjoittaja", "skribent", "yazar", "penulis",
)  # fmt: skip
_WRITTEN_BY = frozenset({"written by", "verfasst von", "écrit par", "escrito por", "scritto da", "geschreven door"})
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori|staff|profiles?|contributors?|writers?|journalists?"
    r"|reporters?|redaktion|redakteure?|columnists?|by|bio|yazar(?:lar)?|medewerkers?)/[^/]+/?$",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"(?:by|von|par|por|di|(?:un )?texte de|text|words|written by|posted by|文|著者)\s*:?\s+\S|by:\S", re.IGNORECASE
)
_LINES = frozenset(
    ["p", "div", "span", "address", "li", "em", "strong", "h2", "h3", "h4", "h5", "h6", "td", "cite", "small", "b", "a"]
)
_LONGEST_CREDIT, _LONGEST_LINE = 240, 120
_LONG_TEXT = 160
_SHORT_NAME = 40
_TELLING = 6
_MOST_CREDITS = 8
_LONGEST_NAMES = 300


_Statement: TypeAlias = tuple[str, list[tuple[str, bool]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Credit:
    names: tuple[Name, ...]
    source: str

    def of(self, sort: Sort) -> tuple[str, ...]:
        """Its names of one sort, each once."""
        return tuple(dict.fromkeys(name.text for name in self.names if name.sort is sort))

    def others(self, site: frozenset[str]) -> tuple[str, ...]:
        """Its organisations but the site."""
        return tuple(name for name in self.of(Sort.ORGANISATION) if not _is_site(name, site))


def byline_of(facts: Facts, places: Places | None, *, site: frozenset[str]) -> Found[tuple[str, ...]] | None:
    """The names of those who wrote it: the page's statements first, then its visible byline.

    Persons go before pen names, these before desks and other organisations; agencies and the site itself (``site``
    holds its folded names) are named only where nobody else is. Without ``places`` only statements count.
    """
    stated = tuple(_stated(_statements(facts), site))
    if found := _first(stated, Sort.PERSON):
        return found
    return next(filter(None, _otherwise(stated, facts, places, site)), None)


def _otherwise(
    stated: Sequence[_Credit], facts: Facts, places: Places | None, site: frozenset[str]
) -> Iterator[Found[tuple[str, ...]] | None]:
    """Who may have written it where no person is stated, the likeliest first.

    The page far from its heading is looked through only where nobody is named near it: that takes longest.
    """
    near = _near(places, site) if places is not None else ()
    posted = tuple(_stated(_posted(facts), site))
    yield _first(near, Sort.PERSON)
    yield _first(posted, Sort.PERSON)
    yield _first(stated, Sort.HANDLE)
    yield _first(near, Sort.HANDLE)
    for credit in (*stated, *near):
        if names := credit.others(site):
            yield Found(value=names, source=credit.source)
    if places is not None:
        yield _first(_far(places, site), Sort.PERSON)
    yield _first((*stated, *near, *posted), Sort.ORGANISATION)


def _is_site(name: str, site: frozenset[str]) -> bool:
    folded = fold(name)
    return folded in site or any(folded.startswith(own) for own in site if len(own) >= _TELLING)


def _first(credits_: Iterable[_Credit], sort: Sort) -> Found[tuple[str, ...]] | None:
    named = ((names, credit.source) for credit in credits_ if (names := credit.of(sort)))
    return next((Found(value=names, source=source) for names, source in named), None)


def credits_of(facts: Facts) -> tuple[str, ...]:
    """The statements of authorship as they are written, for those who look for agencies in them."""
    named = (text for _, texts in _statements(facts) for text, _ in texts)
    return tuple(dict.fromkeys(named))


def _stated(statements: Iterable[_Statement], site: frozenset[str]) -> Iterator[_Credit]:
    for source, texts in statements:
        said = (_as_said(text, site, organisation=is_organisation) for text, is_organisation in texts)
        names = tuple(name for group in said for name in group)
        if names:
            yield _Credit(names=names, source=source)


def _as_said(text: str, site: frozenset[str], *, organisation: bool) -> tuple[Name, ...]:
    names = parsed(text, site)
    return tuple(Name(text=name.text, sort=Sort.ORGANISATION) for name in names) if organisation else names


def _statements(facts: Facts) -> Iterator[_Statement]:
    """Where something is stated, with what, and whether it is said to be an organisation."""
    known = {node["@id"]: node for node in facts.nodes if isinstance(node.get("@id"), str)}
    for key in ("author", "creator"):
        for node in facts.articles:
            yield f"JSON-LD {key}", list(islice(_agents(node.get(key), known), 50))
    for name in _META:
        yield f"meta {name}", [(text, False) for text in facts.all(name)]


def _posted(facts: Facts) -> Iterator[_Statement]:
    """Who put it into the publishing system: often the author, as often somebody at the desk."""
    if (facts.first("twitter:label1") or "").lower() in _WRITTEN_BY:
        yield "meta twitter:data1", [(text, False) for text in facts.all("twitter:data1")]


def _agents(value: Any, known: Mapping[str, Mapping[str, Any]], depth: int = 0) -> Iterator[tuple[str, bool]]:  # noqa: ANN401 - JSON
    """Names of persons and organisations in a JSON-LD value, references followed."""
    if isinstance(value, str) and value:
        yield clean_line(value[:_LONGEST_CREDIT]), False
    elif isinstance(value, list) and depth < 4:  # noqa: PLR2004 - deeper is nobody's author
        for item in value[:50]:
            yield from _agents(item, known, depth + 1)
    elif isinstance(value, dict):
        reference = value.get("@id")
        node = value if "name" in value or not isinstance(reference, str) else known.get(reference, value)
        is_organisation = any(name.endswith("Organization") for name in types_of(node))
        for text, _ in _agents(node.get("name"), {}, depth + 1) if depth < 4 else ():  # noqa: PLR2004 - as above
            yield text, is_organisation


def _near(places: Places, site: frozenset[str]) -> tuple[_Credit, ...]:
    """What stands where bylines stand, around the heading."""
    return (*islice(_marked(places.near, site), _MOST_CREDITS), *islice(_written(places.near, site), 1))


def _far(places: Places, site: frozenset[str]) -> Iterator[_Credit]:
    """What may be a byline further away: the first of each kind."""
    yield from islice(_signed(places.after, site), 1)
    yield from islice(_marked(places.after, site), 1)
    yield from islice(_marked(places.before, site), 1)


def _marked(elements: Iterable[_Element], site: frozenset[str]) -> Iterator[_Credit]:
    """Credits in elements marked as such; those of one parent belong together."""
    parent: _Element | None = None
    gathered: list[_Credit] = []
    for element in elements:
        source = _mark(element)
        if source is None:
            continue
        names = _credited(element, site)
        if not names:
            continue
        if gathered and element.getparent() is not parent:
            yield _joined(gathered)
            gathered = []
        parent = element.getparent()
        gathered.append(_Credit(names=names, source=source))
    if gathered:
        yield _joined(gathered)


def _joined(credits_: list[_Credit]) -> _Credit:
    return _Credit(names=tuple(name for credit in credits_ for name in credit.names), source=credits_[0].source)


def _mark(element: _Element) -> str | None:
    """What marks an element as a byline, ``None`` for others."""
    if "author" in (element.get("itemprop") or "").lower():
        return "itemprop author"
    if element.tag == "a":
        if (element.get("rel") or "").lower() == "author":
            return "rel author"
        if _PROFILE.search((element.get("href") or "").partition("?")[0][:300]):
            return "link to an author"
    return "byline" if _is_marked(names_of(element)) else None


def _is_marked(names: str) -> bool:
    read = names[:_LONGEST_NAMES].lower()
    return holds_any(read, _IN_MARKED) and _MARKED.search(read) is not None


def _credited(element: _Element, site: frozenset[str]) -> tuple[Name, ...]:
    """Whom an element names: by its links to authors, else piece by piece, else as one line."""
    if len("".join(islice(map(str, element.itertext()), 60))) > _LONGEST_CREDIT:
        return ()
    pieces = [piece for text in element.itertext() if (piece := clean_line(str(text)))]
    line = " ".join(pieces)
    names: list[Name] = []
    for piece in pieces:
        found = [name for name in parsed(piece, site) if name.sort is Sort.PERSON]
        if names and not found and len(piece) > 3:  # noqa: PLR2004 - "and", ","
            break
        names.extend(found)
    return tuple(names) or parsed(line, site)


def _written(elements: Iterable[_Element], site: frozenset[str]) -> Iterator[_Credit]:
    """Short lines that begin with "By" and a name."""
    for element in elements:
        if element.tag in _LINES and _WRITTEN.match((element.text or "").lstrip()[:20] + " x"):
            line = text_in(element)
            persons = tuple(name for name in parsed(line, site) if name.sort is Sort.PERSON)
            if persons and len(line) <= _LONGEST_LINE:
                yield _Credit(names=persons, source="a line that says by whom")


def _signed(elements: Iterable[_Element], site: frozenset[str]) -> Iterator[_Credit]:
    """A paragraph that is nothing but a name in bold, first or last among its siblings that are long."""
    for element in elements:
        if element.tag != "p" or len(element) != 1 or element[0].tag not in {"strong", "b"}:
            continue
        text = text_in(element)
        if len(text) > _SHORT_NAME or text != text_in(element[0]):
            continue
        names = tuple(name for name in parsed(text, site) if name.sort is Sort.PERSON)
        first, last = (_is_outermost(element.itersiblings("p", preceding=way)) for way in (True, False))
        if names and (first or last):
            yield _Credit(names=names, source="a name in bold")


def _is_outermost(siblings: Iterable[_Element]) -> bool:
    return not any(len(text_in(sibling)) > _LONG_TEXT for sibling in islice(siblings, 40))
