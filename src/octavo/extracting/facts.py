"""What a page says about itself in places made for machines: JSON-LD, meta elements, and a few marked elements."""

from __future__ import annotations

import json
import re
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from octavo.extracting.headings import headlines_of
from octavo.kit.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|LiveBlogPosting|SocialMediaPosting|VideoObject|\w*Gallery)")
_XML = "http://www.w3.org/XML/1998/namespace"
_MOST_NODES = 3_000
_MOST_SCRIPTS = 40
_LONGEST = 2_000_000
_COMMENT = re.compile(r"^\s*(?:<!--|<!\[CDATA\[|//\s*<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_LONGEST_META = 5_000
_LONGEST_TITLE = 1_000
_MOST_READ = 20_000
_MOST_PARTS = 10
# The elements that state something: a walk through a page is dear, so that it is made once for all of them.
_STATING = ("title", "link", "meta", "script", "h1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A page's own statements, nothing merged or believed yet; keys of ``meta`` are lower-case.

    ``headlines`` are its headings as a reader sees them, ``headings`` holds for each its text and then the texts of the
    elements in it (a kicker, a headline); ``first_rank`` are all headings of the first rank.
    ``articles`` are the nodes that describe an article (or film, or gallery), those with a headline and a text first.
    """

    nodes: tuple[Mapping[str, Any], ...]
    meta: Mapping[str, tuple[str, ...]]
    headings: tuple[tuple[str, ...], ...]
    headlines: tuple[_Element, ...]
    first_rank: tuple[_Element, ...]
    title: str
    language: str | None
    canonical: str | None
    articles: tuple[Mapping[str, Any], ...]

    def first(self, *names: str) -> str | None:
        """The first statement of the first of these meta names that is there."""
        return next((values[0] for name in names if (values := self.meta.get(name))), None)

    def all(self, *names: str) -> tuple[str, ...]:
        """All statements under these meta names."""
        return tuple(value for name in names for value in self.meta.get(name, ()))


def facts_of(root: _Element) -> Facts:
    """Read them all. Never raises: what is malformed is not there."""
    stating: dict[Any, list[_Element]] = {tag: [] for tag in _STATING}
    for element in root.iter(*_STATING):
        stating[element.tag].append(element)
    canonical = (link.get("href") for link in stating["link"] if link.get("rel", "").lower() == "canonical")
    nodes = tuple(_nodes(stating["script"]))
    headlines = headlines_of(root, stating["h1"])
    return Facts(
        nodes=nodes,
        meta=_meta(stating["meta"]),
        headings=tuple(parts for heading in headlines if (parts := _parts(heading))),
        headlines=headlines,
        first_rank=tuple(stating["h1"]),
        title=_short(stating["title"][0]) if stating["title"] else "",
        language=root.get("lang") or root.get(f"{{{_XML}}}lang") or root.get("xml:lang"),
        canonical=next((href for href in canonical if href), None),
        articles=_articles(nodes),
    )


def text_in(element: _Element) -> str:
    """All text in an element as one clean line."""
    return clean_line("".join(map(str, element.itertext())) if len(element) else element.text or "")


def beginning_of(element: _Element) -> str:
    """The first 20,000 letters of the text in an element, white space among them, as one clean line."""
    parts: list[str] = []
    left = _MOST_READ
    for text in element.itertext():
        parts.append(str(text)[:left])
        left -= len(text)
        if left <= 0:
            break
    return clean_line("".join(parts))


def _short(element: _Element) -> str:
    """The beginning of an element's text: titles are short, hostile pages are not."""
    return shorten(beginning_of(element), _LONGEST_TITLE)


def _parts(heading: _Element) -> tuple[str, ...]:
    inner = (_short(element) for element in islice(heading.iterdescendants(), _MOST_PARTS))
    return tuple(dict.fromkeys(text for text in (_short(heading), *inner) if text))


def types_of(node: Mapping[str, Any]) -> tuple[str, ...]:
    """The schema.org types of a JSON-LD node, without their addresses."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return tuple(name.rpartition("/")[2] for name in names if isinstance(name, str))


def _articles(nodes: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    described = (node for node in nodes if any(_ARTICLE.fullmatch(name) for name in types_of(node)))
    return tuple(sorted(described, key=_rank))


def strings(value: Any, *, key: str = "name") -> tuple[str, ...]:  # noqa: ANN401 - JSON
    """The texts in a JSON-LD value: a text, a thing with a name, or a list of either."""
    items = value if isinstance(value, list) else [value]
    texts = (item.get(key) if isinstance(item, dict) else item for item in items[:100])
    cleaned = (clean_line(text[:_LONGEST_META]) for text in texts if isinstance(text, str))
    return tuple(text for text in cleaned if text)


def _rank(node: Mapping[str, Any]) -> tuple[bool, bool, bool]:
    names = types_of(node)
    is_text = not any(name == "VideoObject" or name.endswith("Gallery") for name in names)
    return not is_text, "headline" not in node, "datePublished" not in node


def _nodes(scripts: Iterable[_Element]) -> Iterator[Mapping[str, Any]]:
    data = [script for script in scripts if "ld+json" in script.get("type", "").lower()]
    queue: deque[Any] = deque(_loaded(script.text or "") for script in data[:_MOST_SCRIPTS])
    for _ in range(_MOST_NODES):
        if not queue:
            return
        value = queue.popleft()
        if isinstance(value, list):
            queue.extend(value)
        elif isinstance(value, dict):
            yield value
            queue.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart") if key in value)


def _loaded(text: str) -> Any:  # noqa: ANN401 - JSON
    """The JSON in a script, with the commonest slips forgiven; ``None`` for none."""
    stripped = text[:_LONGEST].strip()
    if not stripped.startswith(("{", "[")):  # what follows the value is not looked at
        stripped = _COMMENT.sub("", stripped).strip()
    for attempt in (stripped, _TRAILING_COMMA.sub(r"\1", stripped)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _meta(elements: Iterable[_Element]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        content = clean_line(element.get("content", "")[:_LONGEST_META])
        for attribute in ("property", "name", "itemprop"):
            names = element.get(attribute, "").lower().split()
            for name in names if content else ():
                found.setdefault(name, []).append(content)
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}
