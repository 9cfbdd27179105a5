"""A captured page as lines of plain text, whatever it was saved as."""

from __future__ import annotations

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
from lxml import html

from octavo.kit.tags import with_few_attributes
from octavo.kit.text import clean_line

_LOOKS_LIKE_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "time",
        "tr",
        "ul",
    ]
)
_HIDDEN = frozenset(
    ["script", "style", "noscript", "template", "svg", "head", "iframe", "object", "textarea", "select", "option"]
)
_CONTROL_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line with words in it: its number on the page (from 1) and whether an empty line stands before it."""

    number: int
    text: str
    after_gap: bool = False


def page_lines(captured: str | bytes) -> tuple[Line, ...]:
    """The lines of a captured page that have words in them, in order. Never raises."""
    text = captured if isinstance(captured, str) else _decode(captured)
    if _LOOKS_LIKE_HTML.match(text):
        text = _text_of_html(text)
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = clean_line(_CONTROL_MARKS.sub("", raw))
        if line:
            lines.append(Line(number=number, text=line, after_gap=gap))
        gap = not line
    return tuple(lines)


def _decode(captured: bytes) -> str:
    if captured.startswith((b"\xff\xfe", b"\xfe\xff")):
        return captured.decode("utf-16", "replace")
    try:
        return captured.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(captured[:200_000]).best()
        return captured.decode(best.encoding if best else "utf-8", "replace")


def _text_of_html(markup: str) -> str:
    try:
        few = with_few_attributes(markup.encode("utf-8", "replace"))
        root = html.document_fromstring(few, parser=html.HTMLParser(encoding="utf-8"))
    except (ValueError, html.etree.ParserError):
        return ""
    parts: list[str] = []
    # An explicit walk: hostile pages are nested deeper than recursion goes.
    for event, element in html.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        _collect(event, element, parts)
    return "".join(parts)


def _collect(event: str, element: html.HtmlElement, parts: list[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else None
    hidden = tag is None or any(a.tag in _HIDDEN for a in (element, *element.iterancestors()))
    if event == "start" and not hidden:
        if tag in _BLOCKS:
            parts.append("\n- " if tag == "li" else "\n")
        parts.append(_one_line(element.text))
    if event in ("end", "comment", "pi"):
        if tag in _BLOCKS and not hidden:
            parts.append("\n")
        parent = element.getparent()
        if parent is not None and not any(a.tag in _HIDDEN for a in (parent, *parent.iterancestors())):
            parts.append(_one_line(element.tail))


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
