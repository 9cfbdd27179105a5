"""Lists of feeds as readers hand them on: OPML 2.0 (http://opml.org/spec2.opml), read leniently, written strictly.

What readers make of it: FreshRSS and Miniflux nest feeds in an outline for each category, NewsBlur nests folders in
folders, Feedly and Inoreader list a feed once for each folder it is in, old readers say the folder in ``category``.
"""

from __future__ import annotations

import re
from email.utils import format_datetime
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from octavo.kit.charsets import decode
from octavo.kit.text import clean_line, shorten
from octavo.kit.urls import canonical_url, join_url, web_address
from octavo.model.errors import InvalidInput
from octavo.model.following import RefusedOutline, SourceList, Wanted
from octavo.sourcing.documents import clean_xml, declared_charset, root_name, without_forbidden

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from lxml.etree import _Element

LARGEST_OPML = 5_000_000
MOST_OUTLINES = 20_000
_LONGEST_TITLE, _LONGEST_FOLDER = 300, 120
_BETWEEN = " › "
# An ampersand that begins no reference which XML knows by itself (XML 1.0 §4.6): an address that was not escaped.
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_SCRAPED = re.compile(r"(?:html|xml|json)\+", re.IGNORECASE)
_OPML_BEGIN = re.compile(
    r"\s*\ufeff?\s*(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s)*<opml[\s>]", re.IGNORECASE | re.DOTALL
)


def is_opml(text: str) -> bool:
    """Whether a pasted text is an OPML document."""
    return _OPML_BEGIN.match(text[:4_000]) is not None


def read_opml(body: bytes) -> SourceList:
    """The feeds in an OPML document in any charset, in its own order, each once; and the lines that name none.

    Nested folders become one, "World › Asia". A feed that stands in several folders is taken into the first. Document
    types and entities are not looked at.

    Raises:
        InvalidInput: it is no OPML, or more than 5 MB or 20,000 lines.
    """
    if len(body) > LARGEST_OPML:
        raise InvalidInput("This file is larger than 5 MB, which no list of feeds is: check that it is the right one.")
    document = _BARE_AMPERSAND.sub("&amp;", clean_xml(without_forbidden(decode(body, declared_charset(body)))))
    if root_name(document) != "opml":
        raise InvalidInput(
            "This is no OPML file. In your present reader, look for “Export” or “OPML” in the settings, and bring the "
            "file that it gives you."
        )
    root = _parsed(document)
    outlines = [] if root is None else list(_outlines(root))
    if not outlines:
        raise InvalidInput("There is no feed in this file. Export it from your present reader once more.")
    if len(outlines) > MOST_OUTLINES:
        raise InvalidInput(f"This file has more than {MOST_OUTLINES:,} lines: bring it in parts.")
    return _list_of(root, outlines)


def write_opml(feeds: Sequence[Wanted], *, title: str, at: datetime) -> bytes:
    """An OPML 2.0 document of these feeds, those of a folder nested in one outline, in UTF-8."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _clean(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(at)
    body = etree.SubElement(root, "body")
    by_folder = sorted(feeds, key=lambda one: (one.folder is not None, one.folder or ""))
    for folder, its in groupby(by_folder, key=lambda one: one.folder):
        parent = body if folder is None else etree.SubElement(body, "outline", text=_clean(folder))
        for feed in its:
            etree.SubElement(parent, "outline", _attributes(feed))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _attributes(feed: Wanted) -> dict[str, str]:
    title = _clean(feed.title)
    told = {
        "type": "rss",
        "text": title,
        "title": title,
        "xmlUrl": _clean(feed.url),
        "htmlUrl": _clean(feed.site_url or ""),
        "language": _clean(feed.language or ""),
    }
    return {name: value for name, value in told.items() if value or name == "text"}


def _clean(text: str) -> str:
    return clean_line(without_forbidden(text))


def _parsed(document: str) -> _Element | None:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(document.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _list_of(root: _Element | None, outlines: list[tuple[dict[str, str], str | None]]) -> SourceList:
    feeds: dict[str, Wanted] = {}
    refused = []
    for attributes, folder in outlines:
        read = _feed(attributes, folder)
        if isinstance(read, RefusedOutline):
            refused.append(read)
            continue
        known = feeds.setdefault(canonical_url(read.url), read)
        if known.folder is None and read.folder is not None:  # listed without a folder, and then once more in one
            feeds[canonical_url(read.url)] = read
    head = root.findtext("head/title") if root is not None else None
    return SourceList(feeds=tuple(feeds.values()), refused=tuple(refused), title=shorten(head or "", _LONGEST_TITLE))


def _outlines(root: _Element) -> Iterator[tuple[dict[str, str], str | None]]:
    """All outlines that are no folders, with the folder each is in; at most one more than may be."""
    stack: list[tuple[_Element, tuple[str, ...]]] = [
        (element, ()) for element in reversed(root.findall("body/outline") or root.findall("outline"))
    ]
    left = MOST_OUTLINES + 1
    while stack and left:
        element, path = stack.pop()
        attributes = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        children = element.findall("outline")
        if "xmlurl" in attributes or not children:
            yield attributes, _folder(path, attributes.get("category", ""))
            left -= 1
        inner = (*path, _title(attributes)) if children and "xmlurl" not in attributes else path
        stack += [(child, inner) for child in reversed(children)]


def _folder(path: tuple[str, ...], category: str) -> str | None:
    """The folder's name: the outlines around it, else what the first ``category`` says."""
    names = [name for name in path if name]
    if not names:
        names = [name for part in category.partition(",")[0].split("/") if (name := _clean(part))]
    return shorten(_BETWEEN.join(names), _LONGEST_FOLDER) or None


def _title(attributes: dict[str, str]) -> str:
    return shorten(attributes.get("text", ""), _LONGEST_TITLE) or shorten(attributes.get("title", ""), _LONGEST_TITLE)


def _feed(attributes: dict[str, str], folder: str | None) -> Wanted | RefusedOutline:
    title, page = _title(attributes), attributes.get("htmlurl", "") or attributes.get("url", "")
    written = attributes.get("xmlurl", "")
    if not written.strip():
        return _refused(attributes, folder, _without_address(page))
    if _SCRAPED.match(attributes.get("type", "")):
        sentence = "It is no feed: your present reader cuts it out of a page. Add the page, which may offer a feed."
        return _refused({**attributes, "htmlurl": page or written}, folder, sentence)
    try:
        url = web_address(written)
    except ValueError as error:
        return _refused(attributes, folder, str(error))
    language = clean_line(attributes.get("language", ""))[:40]
    return Wanted(
        url=url, title=title, site_url=join_url(url, page) if page else None, language=language or None, folder=folder
    )


def _without_address(page: str) -> str:
    if page.strip():
        return "The file says no address of a feed for it. Add the page, which may offer a feed."
    return "The file says no address for it. Add it by the address of its page."


def _refused(attributes: dict[str, str], folder: str | None, sentence: str) -> RefusedOutline:
    page = shorten(attributes.get("htmlurl", "") or attributes.get("url", "") or attributes.get("xmlurl", ""), 2_000)
    return RefusedOutline(title=_title(attributes), page=page, folder=folder, sentence=sentence)
