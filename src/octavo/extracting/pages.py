"""A fetched page as a tree: charset, size and nesting brought within limits before anything else looks at it."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree, html

from octavo.extracting.amp import plain_amp
from octavo.extracting.mail_addresses import HIDDEN, with_mail_addresses
from octavo.kit.charsets import utf8_of
from octavo.kit.tags import with_few_attributes
from octavo.kit.text import holds_any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from octavo.model.fetches import FetchedPage

LARGEST = 5_000_000
MOST_TAGS = 60_000
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z][\w.:-]{0,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})""",
    re.IGNORECASE,
)
_HEAD = 4_096
_LONGEST_VALUE = 10_000
# Pages from this length on are looked through for names and addresses that are no such thing.
_LONG, _LONGEST_NAME = 500_000, 65_536
_NAMES = ("href", "src", "srcset", "class", "id", "style", "title", "alt")
_OVERLONG = f"//*[{' or '.join(f'string-length(@{name}) > {_LONGEST_NAME}' for name in _NAMES)}]"
_MOST_UNSEEN = 30_000
_CONTROLS = bytes((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
# What no reader sees and what costs most; JSON-LD and the like stay. A tag ends at the next, or time grows squarely.
_UNSEEN = re.compile(rb"<(?:style|svg|script)\b[^<>]*", re.IGNORECASE)
_ENDS = {name: re.compile(rb"</%b[\s/>]" % name, re.IGNORECASE) for name in (b"style", b"svg", b"script")}
_DATA = (b"ld+json", b"application/json")
_STATE_NAMES = "__(?:NEXT_DATA|PRELOADED_STATE|INITIAL_STATE|APOLLO_STATE|NUXT)__"
_STATES = re.compile(_STATE_NAMES.encode())
# The state that a script hands to others, where it is written as JSON.
STATE = re.compile(rf"\b{_STATE_NAMES}[\"'\]]{{0,2}}\s{{0,9}}=\s{{0,9}}(?=JSON\.parse\(|[{{\[])")
_CONTAINER = re.compile(
    rb"</?(?:div|span|font|section|article|main|center|b|i|u|em|strong|big|small|ul|ol|dl|dd|blockquote"
    rb"|table|tbody|tr|td"
    rb"|th|q|ins|del|s|sub|sup|abbr|label|form|fieldset|details|[a-z]+-[a-z-]+)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(
    rb"<(?:/(?!p\b|h[1-6]\b|title|html|body|head|script|a\b)|(?!p\b|h[1-6]\b|title|html|body|head|meta|link"
    rb"|script|a\b|br\b|img\b|li\b)[a-z])[^<>]*>",
    re.IGNORECASE,
)
_BREAKS = re.compile(rb"(?:<br><br>\s*){2,}")
_ERR_DEPTH = "ERR_RESOURCE_LIMIT"


def parse_page(page: FetchedPage) -> _Element | None:
    """The tree of a page, ``None`` for nothing that could be one. Never raises.

    The charset is told by byte-order mark, header, declaration or the bytes themselves. Scripts without data, styles
    and drawings are left out. A page nested deeper than lxml follows (256 elements) is read with its containers
    dissolved, so that no text is lost. Of a page with more than 5 MB or 60,000 tags (a common one has a few
    thousand) the first part is read; ``is_cut`` tells. Of an element the first 200 attributes are read.
    """
    root = _parse_markup(_within_limits(_markup(page)))
    if root is None:
        return None
    return plain_amp(with_mail_addresses(root) if HIDDEN.encode() in page.body else root)


def is_cut(page: FetchedPage) -> bool:
    """Whether a page is so large that ``parse_page`` reads its first part alone."""
    if len(page.body) > LARGEST:
        return True
    if page.body.count(b"<") <= MOST_TAGS:
        return False
    return len(_UNSEEN.findall(page.body)) > _MOST_UNSEEN or _markup(page).count(b"<") > MOST_TAGS


def _markup(page: FetchedPage) -> bytes:
    declared = _CHARSET.search(page.body[:_HEAD])
    label = (declared.group(1) or declared.group(2)).decode("ascii") if declared else None
    markup = b" ".join(_seen(utf8_of(page.body[:LARGEST], page.charset, label))).translate(None, _CONTROLS)
    if _NO_CHARACTERS[0][:1] in markup:
        for character in _NO_CHARACTERS:
            markup = markup.replace(character, b"")
    return markup


def _seen(markup: bytes) -> Iterator[bytes]:
    """The stretches between styles, drawings and scripts, up to the 30,000th of these, where the page is cut.

    A script that sets the page's state may hold all the text, and stays.
    """
    at = end = 0
    for _ in range(_MOST_UNSEEN):
        found = _UNSEEN.search(markup, end)
        if found is None:
            yield markup[at:]
            return
        start, tag = found.start(), found.group().lower()
        end = _end_of(markup, tag, found.end())
        if not holds_any(tag, _DATA) and not _STATES.search(markup, start, end):
            yield markup[at:start]
            at = end
    yield markup[at:end]


def _end_of(markup: bytes, tag: bytes, start: int) -> int:
    """Where an element ends whose start tag ends at ``start``: behind its end tag, else with the page."""
    name = next(name for name in _ENDS if tag.startswith(name, 1))
    closed = _ENDS[name].search(markup, start)
    end = markup.find(b">", closed.end() - 1) if closed else -1
    return end + 1 if end >= 0 else len(markup)


def _within_limits(markup: bytes) -> bytes:
    if markup.count(b"<") <= MOST_TAGS:
        return markup
    return markup[: next(islice(re.finditer(b"<", markup), MOST_TAGS, None)).start()]


def parse_html(text: str) -> _Element | None:
    """The tree of HTML in a string, a whole page or a fragment; ``None`` where there is nothing in it."""
    return _parse_markup(text.encode("utf-8", "replace"))


def _parse_markup(markup: bytes) -> _Element | None:
    if not markup.strip():
        return None
    root, too_deep = _parse(with_few_attributes(markup))
    if too_deep:
        root, too_deep = _parse(_BREAKS.sub(b"<br><br>", _CONTAINER.sub(b"<br><br>", markup)))
    if too_deep:
        root, too_deep = _parse(_ANY_TAG.sub(b" ", markup))
    if root is not None and len(markup) > _LONG:
        _without_overlong_names(root)
    return root


def _without_overlong_names(root: _Element) -> None:
    """Take out names and addresses of megabytes, which cost their length at each picture and link that is asked for."""
    for element in select(root, _OVERLONG):
        for name in _NAMES:
            if len(element.get(name, "")) > _LONGEST_NAME:
                del element.attrib[name]


def with_methods(root: _Element) -> html.HtmlElement:
    """A copy of a tree as lxml.html makes them, which other libraries ask for; to walk it takes half as long again.

    Attributes too long for a name or an address are left out: to write one full of "<!--" takes libxml2 seconds.
    """
    if any(len(value) > _LONGEST_VALUE for element in root.iter() for value in element.values()):
        root = deepcopy(root)
        for element in root.iter():
            for name in [name for name, value in element.items() if len(value) > _LONGEST_VALUE]:
                del element.attrib[name]
    return html.document_fromstring(etree.tostring(root, encoding="unicode", method="html"))


def select(root: _Element, path: str) -> list[_Element]:
    """The elements that an XPath finds, in document order."""
    found = root.xpath(path)
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []  # noqa: SLF001


def _parse(markup: bytes) -> tuple[_Element | None, bool]:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    if root is None:
        return None, False
    return root, any(error.type_name == _ERR_DEPTH for error in parser.error_log)
