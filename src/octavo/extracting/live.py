"""Live blogs: entries with their times, from the page's own description of them or from its marked-up entries."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from octavo.extracting.blocks import MOST_BLOCKS, blocks_of
from octavo.extracting.facts import text_in, types_of
from octavo.extracting.lines import article_lines
from octavo.extracting.pages import parse_html, select
from octavo.extracting.titles import fold
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


def with_live_entries(blocks: tuple[Block, ...], facts: Facts, root: _Element, *, base: str) -> tuple[Block, ...]:
    """The blocks of a live blog with its entries opened by ``LIVE_ENTRY`` blocks; other pages' blocks unchanged.

    Where the page describes its entries (JSON-LD) and their headlines stand among the blocks, those are marked. Else
    the entries that are marked up on the page, or the descriptions themselves, follow what stands above the first.
    An entry's time is its own, ``None`` where it tells none.
    """
    updates = [update for node in facts.nodes if _is_live(node) for update in _updates(node)][:_MOST]
    times = {
        fold(headline): _time(_text(update, "datePublished")) for update in updates if (headline := _headline(update))
    }
    if sum(fold(block.text) in times for block in blocks) >= _FEWEST:
        return tuple(_opened(block, times) for block in blocks)
    described = (_from_description(update, base) for update in updates)
    for entries in (_marked_up(root, base), [entry for entry in described if len(entry) > 1]):
        if len(entries) >= _FEWEST:
            live = tuple(block for entry in entries for block in entry)
            return (*_above(blocks, live), *live)[:MOST_BLOCKS]
    return blocks


def _opened(block: Block, times: Mapping[str, datetime | None]) -> Block:
    if fold(block.text) not in times:
        return block
    return Block(kind=BlockKind.LIVE_ENTRY, text=block.text, spans=block.spans, at=times[fold(block.text)])


def _above(blocks: Sequence[Block], live: Sequence[Block]) -> tuple[Block, ...]:
    """What stands above the first entry."""
    entries = {block.text for block in live}
    first = next((position for position, block in enumerate(blocks) if block.text in entries), 0)
    return tuple(block for block in blocks[:first] if block.kind is not BlockKind.HEADING)


def is_live(facts: Facts) -> bool:
    """Whether the page declares itself a live blog."""
    return any(map(_is_live, facts.nodes))


def _is_live(node: Mapping[str, Any]) -> bool:
    return "LiveBlogPosting" in types_of(node)


def _updates(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    updates = node.get("liveBlogUpdate")
    for update in updates if isinstance(updates, list) else [updates]:
        if isinstance(update, dict):
            yield update


def _from_description(update: Mapping[str, Any], base: str) -> tuple[Block, ...]:
    body = _text(update, "articleBody") or _text(update, "text")
    return _entry(_headline(update), _paragraphs(body, base), _time(_text(update, "datePublished")))


def _headline(update: Mapping[str, Any]) -> str:
    return clean_line(unescape(_text(update, "headline")))


def _paragraphs(body: str, base: str) -> tuple[Block, ...]:
    if re.search(r"</?(?:p|br|div|li)\b", body):
        tree = parse_html(body)
        return blocks_of(tree, base=base) if tree is not None else ()
    lines = (clean_line(unescape(line)) for line in body.splitlines())
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines if line)


def _marked_up(root: _Element, base: str) -> list[tuple[Block, ...]]:
    """Entries that are marked as such, else the time-stamped siblings inside a declared live blog."""
    elements = select(root, _ENTRY)
    if len(elements) < _FEWEST:
        elements = _stamped(root)
    entries = (_from_element(element, base) for element in elements[:_MOST])
    return [entry for entry in entries if len(entry) > 1]


def _stamped(root: _Element) -> list[_Element]:
    """The children with a time of their own of the element that has most of them, inside a declared live blog."""
    best: list[_Element] = []
    for region in select(root, _DECLARED)[:20]:
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
    return times[0] if len(text_in(element)) > len(text_in(times[0])) + 20 else None


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
