"""A fetched page as a tree: charset, size and nesting brought within limits before anything else looks at it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree, html

from octavo.extracting.amp import plain_amp
from octavo.kit.charsets import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

    from octavo.model.fetches import FetchedPage

LARGEST = 5_000_000
MOST_TAGS = 60_000
_TAG = re.compile("<")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z][\w.:-]{0,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})""",
    re.IGNORECASE,
)
_HEAD = 4_096
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What no reader sees and what costs most; JSON-LD and the like stay. A tag ends at the next, or time grows squarely.
_INVISIBLE = re.compile(
    r"<(style|svg)\b.*?(?:</\1\s*>|\Z)"
    r"|<script\b(?![^<>]{0,400}(?:ld\+json|application/json))[^<>]*>.*?(?:</script\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
# The state that a script hands to others, where it is written as JSON.
STATE = re.compile(
    r"\b__(?:NEXT_DATA|PRELOADED_STATE|INITIAL_STATE|APOLLO_STATE|NUXT)__[\"'\]]{0,2}\s{0,9}=\s{0,9}"
    r"(?=JSON\.parse\(|[{\[])"
)
_CONTAINER = re.compile(
    r"</?(?:div|span|font|section|article|main|center|b|i|u|em|strong|big|small|ul|ol|dl|dd|blockquote"
    r"|table|tbody|tr|td"
    r"|th|q|ins|del|s|sub|sup|abbr|label|form|fieldset|details|[a-z]+-[a-z-]+)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(
    r"<(?:/(?!p\b|h[1-6]\b|title|html|body|head|script|a\b)|(?!p\b|h[1-6]\b|title|html|body|head|meta|link"
    r"|script|a\b|br\b|img\b|li\b)[a-z])[^<>]*>",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"(?:<br><br>\s*){2,}")
_ERR_DEPTH = "ERR_RESOURCE_LIMIT"


def parse_page(page: FetchedPage) -> _Element | None:
    """The tree of a page, ``None`` for nothing that could be one. Never raises.

    The charset is told by byte-order mark, header, declaration or the bytes themselves. Scripts without data, styles
    and drawings are left out. A page nested deeper than lxml follows (256 elements) is read with its containers
    dissolved, so that no text is lost. Of a page with more than 5 MB or 60,000 tags (a common one has a few
    thousand) the first part is read; ``is_cut`` tells.
    """
    root = parse_html(_within_limits(_markup(page)))
    return None if root is None else plain_amp(root)


def is_cut(page: FetchedPage) -> bool:
    """Whether a page is so large that ``parse_page`` reads its first part alone."""
    if len(page.body) > LARGEST:
        return True
    return page.body.count(b"<") > MOST_TAGS and _markup(page).count("<") > MOST_TAGS


def _markup(page: FetchedPage) -> str:
    declared = _CHARSET.search(page.body[:_HEAD])
    label = (declared.group(1) or declared.group(2)).decode("ascii") if declared else None
    text = _FORBIDDEN.sub("", decode(page.body[:LARGEST], page.charset, label))
    return _INVISIBLE.sub(_without_unseen, text)


def _without_unseen(found: re.Match[str]) -> str:
    """Nothing, but for a script that sets the page's state: it may be all that holds the text."""
    unseen = found.group()
    return unseen if found.group(1) is None and STATE.search(unseen) else " "


def _within_limits(markup: str) -> str:
    if markup.count("<") <= MOST_TAGS:
        return markup
    return markup[: next(islice(_TAG.finditer(markup), MOST_TAGS, None)).start()]


def parse_html(text: str) -> _Element | None:
    """The tree of HTML in a string, a whole page or a fragment; ``None`` where there is nothing in it."""
    if not text.strip():
        return None
    root, too_deep = _parse(text)
    if too_deep:
        root, too_deep = _parse(_BREAKS.sub("<br><br>", _CONTAINER.sub("<br><br>", text)))
    if too_deep:
        root, too_deep = _parse(_ANY_TAG.sub(" ", text))
    return root


def select(root: _Element, path: str) -> list[_Element]:
    """The elements that an XPath finds, in document order."""
    found = root.xpath(path)
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []  # noqa: SLF001


def _parse(text: str) -> tuple[_Element | None, bool]:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    return root, any(error.type_name == _ERR_DEPTH for error in parser.error_log)
