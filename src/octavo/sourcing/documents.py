"""Feed documents made safe to parse: one text, no document type, no entities, no characters that XML forbids."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from octavo.kit.charsets import decode

if TYPE_CHECKING:
    from octavo.model.fetches import FetchedPage

# The charset in an XML declaration (XML 1.0 §4.3.3); the first bytes of every charset that is not UTF-16 are ASCII.
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""", re.IGNORECASE)
_HEAD = 8_192
_START = re.compile(r"<\?xml[\s?]|<(?:[\w.-]{1,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")
_MARKUP_IN_SUBSET = re.compile(r"""'[^']*'|"[^"]*"|<!--.*?-->|[\[\]>]""", re.DOTALL)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def text_of(page: FetchedPage) -> str:
    """The document's text by its own charset declaration and its header's, without characters that XML forbids."""
    # The document's own word is nearer to its author than the server's (which RFC 7303 prefers and practice refutes).
    return without_forbidden(decode(page.body, declared_charset(page.body), page.charset))


def declared_charset(body: bytes) -> str | None:
    """The charset that an XML declaration names."""
    declared = _DECLARED.search(body[:_HEAD])
    return declared.group(1).decode("ascii") if declared else None


def without_forbidden(text: str) -> str:
    """The text without characters that XML forbids (XML 1.0 §2.2)."""
    return _FORBIDDEN.sub("", text)


def is_json(text: str) -> bool:
    """Whether the document is a JSON object."""
    return text[:_HEAD].lstrip("\ufeff \t\r\n").startswith("{")


def root_name(text: str) -> str | None:
    """The name of the first element, lower-case and without prefix; ``None`` where there is no element."""
    found = _ELEMENT.match(text, _root_start(text))
    return found.group(1).rpartition(":")[2].lower() if found else None


def clean_xml(text: str) -> str:
    """The document from its root element on, under a declaration that says UTF-8.

    Whatever stands before the root goes, and with it every entity declaration (there are no bombs without them, and
    nothing outside to be fetched); HTML's named characters, which feeds use without declaring them, are put in.
    """
    return _DECLARATION + _ENTITY.sub(_character, text[_root_start(text) :])


def _root_start(text: str) -> int:
    """Where the root element begins (XML 1.0 §2.8), skipping what was printed before the document by accident."""
    begin = _START.search(text[:_HEAD])
    position = begin.start() if begin else 0
    while (position := text.find("<", position)) != -1:
        if text.startswith("<?", position):
            position = _after(text, "?>", position)
        elif text.startswith("<!--", position):
            position = _after(text, "-->", position)
        elif text.startswith("<!", position):
            position = _after_doctype(text, position)
        elif _ELEMENT.match(text, position):
            return position
        else:
            position += 1
    return len(text)


def _after(text: str, end: str, position: int) -> int:
    found = text.find(end, position)
    return len(text) if found == -1 else found + len(end)


def _after_doctype(text: str, position: int) -> int:
    """Behind a document type declaration with its internal subset (XML 1.0 §2.8), quotes and comments respected."""
    depth = 0
    for mark in _MARKUP_IN_SUBSET.finditer(text, position):
        sign = mark.group()
        depth += (sign == "[") - (sign == "]")
        if sign == ">" and depth <= 0:
            return mark.end()
    return _after(text, ">", position)


def _character(entity: re.Match[str]) -> str:
    character = html5.get(entity.group(1), "")
    return character if character and character not in "<>&\"'" else entity.group()
