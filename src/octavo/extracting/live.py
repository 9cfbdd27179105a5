"""Live blogs: entries with their times, from the page's own description of them or from its marked-up entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from octavo.extracting.blocks import MOST_BLOCKS, blocks_of
from octavo.extracting.facts import text_in, types_of
from octavo.extracting.lines import article_lines
from octavo.extracting.pages import parse_html
from octavo.kit.dates import read_date
from octavo.kit.text import clean_line, shorten
from octavo.model.articles import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts

_MOST = 300
_FEWEST = 2
_HEADLINE = 160
_ENTRY = "//*[contains(@itemtype, 'BlogPosting') and @itemprop='liveBlogUpdate'] | //*[@itemprop='liveBlogUpdate']"
_DECLARED = (
    "//*[contains(@itemtype, 'LiveBlogPosting')] | //*[contains(@class, 'liveblog') or contains(@class, 'live-blog')"
    " or contains(@id, 'liveblog') or contains(@id, 'live-blog') or contains(@class, 'liveticker')]"
)
_COMMENT = re.compile(r"comment|kommentar", re.IGNORECASE)


def live_blocks(facts: Facts, root: _Element, *, base: str) -> tuple[Block, ...]:
    """The entries of a live blog in the page's order, each opened by a ``LIVE_ENTRY``; nothing for other pages.

    An entry's time is its own, ``None`` where it tells none. Entries count only where there are two or more with text.
    """
    for entries in (_described(facts, root, base), _marked_up(root, base)):
        if len(entries) >= _FEWEST:
            return tuple(block for entry in entries for block in entry)[:MOST_BLOCKS]
    return ()


def is_live(facts: Facts) -> bool:
    """Whether the page declares itself a live blog."""
    return any("LiveBlogPosting" in types_of(node) for node in facts.nodes)


def _described(facts: Facts, root: _Element, base: str) -> list[tuple[Block, ...]]:
    """Entries from JSON-LD: those that stand on the page too, all where none does (a page filled in by scripts)."""
    updates = [update for node in facts.nodes if is_live_node(node) for update in _updates(node)]
    entries = [entry for update in updates[:_MOST] if len(entry := _from_description(update, base)) > 1]
    shown = {_key(text_in(element)) for element in root.iter("p", "h2", "h3", "h4", "li", "strong")}
    visible = [entry for entry in entries if any(_key(block.text) in shown for block in entry)]
    return visible if len(visible) >= _FEWEST else entries


def _key(text: str) -> str:
    return clean_line(text)[:60]


def is_live_node(node: Mapping[str, Any]) -> bool:
    """Whether a JSON-LD node is a live blog."""
    return "LiveBlogPosting" in types_of(node)


def _updates(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    updates = node.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else [updates]:
        if isinstance(update, dict):
            yield update


def _from_description(update: Mapping[str, Any], base: str) -> tuple[Block, ...]:
    body = _text(update, "articleBody") or _text(update, "text")
    paragraphs = _paragraphs(body, base)
    headline = clean_line(_text(update, "headline"))
    return _entry(headline, paragraphs, _time(_text(update, "datePublished")))


def _paragraphs(body: str, base: str) -> tuple[Block, ...]:
    if re.search(r"</?(?:p|br|div|li)\b", body):
        tree = parse_html(body)
        return blocks_of(tree, base=base) if tree is not None else ()
    lines = (clean_line(line) for line in body.splitlines())
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines if line)


def _marked_up(root: _Element, base: str) -> list[tuple[Block, ...]]:
    """Entries that are marked as such, else the time-stamped siblings inside a declared live blog."""
    marked = root.xpath(_ENTRY)
    elements = [element for element in marked if not isinstance(element, str)] if isinstance(marked, list) else []
    if len(elements) < _FEWEST:
        elements = _stamped(root)
    entries = (_from_element(element, base) for element in elements[:_MOST])
    return [entry for entry in entries if len(entry) > 1]


def _stamped(root: _Element) -> list[_Element]:
    """The children with a time of their own of the element that has most of them, inside a declared live blog."""
    declared = root.xpath(_DECLARED)
    best: list[_Element] = []
    for region in declared[:20] if isinstance(declared, list) else ():
        for parent in _parents_of_times(region):
            entries = [child for child in parent if _own_time(child) is not None]
            best = max(best, entries, key=len)
    return best


def _parents_of_times(region: _Element) -> list[_Element]:
    parents: dict[_Element, None] = {}
    for time, _ in zip(region.iter("time"), range(_MOST), strict=False):
        for ancestor, _depth in zip(time.iterancestors(), range(6), strict=False):
            if _COMMENT.search(f"{ancestor.get('class', '')} {ancestor.get('id', '')}"):
                break
            parents[ancestor] = None
            if ancestor is region:
                break
    return list(parents)[:_MOST]


def _own_time(element: _Element) -> _Element | None:
    """The time of an element that holds exactly one and some text beside it."""
    times = [time for time, _ in zip(element.iter("time"), range(2), strict=False)]
    if len(times) != 1 or not times[0].get("datetime"):
        return None
    return times[0] if len(text_in(element)) > len(text_in(times[0])) + 20 else None  # noqa: PLR2004


def _from_element(element: _Element, base: str) -> tuple[Block, ...]:
    stamp = next((time for time in element.iter("time") if time.get("datetime")), None)
    at = _time(stamp.get("datetime", "")) if stamp is not None else None
    shown = text_in(stamp) if stamp is not None else ""
    blocks = [block for block in blocks_of(element, base=base) if block.text and block.text != shown]
    headline = blocks.pop(0).text if blocks and blocks[0].kind is BlockKind.HEADING else ""
    return _entry(headline, blocks, at)


def _entry(headline: str, blocks: Sequence[Block], at: datetime | None) -> tuple[Block, ...]:
    kept = article_lines(blocks, title=headline, byline=())
    if not kept:
        return ()
    text = shorten(headline or kept[0].text, _HEADLINE)
    if not headline and text == kept[0].text:
        kept = kept[1:]
        return (Block(kind=BlockKind.LIVE_ENTRY, text=text, at=at), *kept) if kept else ()
    return (Block(kind=BlockKind.LIVE_ENTRY, text=text, at=at), *kept)


def _time(text: str) -> datetime | None:
    written = read_date(text) if text else None
    return written.at if written and written.has_time and written.has_zone else None


def _text(node: Mapping[str, Any], key: str) -> str:
    value = node.get(key)
    return value if isinstance(value, str) else ""
