"""Corrections and editor's notes that a page keeps apart from its text, where body extraction leaves them behind."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from octavo.extracting.blocks import blocks_of
from octavo.extracting.facts import strings
from octavo.kit.text import fold, holds_any
from octavo.model.articles import Block, BlockKind, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts

_PLACE = re.compile(
    r"(?:^|[\s_-])(?:corrections?|clarifications?|corrigend\w+|editors?-?notes?|amend(?:ment|ed)s?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_IN_PLACES = ("correct", "clarif", "corrig", "note", "amend")
_SENTENCE = re.compile(r".*[.!?]['\"”’)»]*", re.DOTALL)
_SHORTEST, _LONGEST = 40, 1_500
_LONGEST_NAMES = 300
_MOST = 5


def with_corrections(
    blocks: Sequence[Block], facts: Facts, elements: Sequence[_Element], *, base: str
) -> tuple[Block, ...]:
    """The blocks, and after them the corrections that the page prints elsewhere or describes (schema.org).

    ``elements`` are all of the page, in order.
    """
    seen: set[str] = set()
    missing: list[Block] = []
    for block in chain(_printed(elements, base), _described(facts)):
        seen = seen or {fold(block.text) for block in blocks}
        known = any(fold(block.text) in text for text in seen)
        if not known and _is_note(block) and len(missing) < _MOST:
            seen.add(fold(block.text))
            missing.append(block)
    return (*blocks, *missing)


def _is_note(block: Block) -> bool:
    """Sentences, and not the row of links below an article."""
    linked = sum(span.end - span.start for span in block.spans if span.kind is SpanKind.LINK)
    fits = _SHORTEST <= len(block.text) <= _LONGEST and linked * 2 < len(block.text)
    return fits and _SENTENCE.fullmatch(block.text) is not None


def _printed(elements: Sequence[_Element], base: str) -> Iterator[Block]:
    places = _places(elements)
    for element in elements if places else ():
        is_place = (element.get("class") or "")[:_LONGEST_NAMES] in places
        if is_place and element.tag not in {"body", "html", "article", "main"}:
            for block in blocks_of(element, base=base)[:_MOST]:
                if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE}:
                    yield Block(kind=BlockKind.CORRECTION, text=block.text, spans=block.spans)


def _places(elements: Iterable[_Element]) -> frozenset[str]:
    """What the page's places of corrections are called; most pages have none."""
    names = {name[:_LONGEST_NAMES] for element in elements if (name := element.get("class"))}
    return frozenset(filter(_is_place, names)) if _may_be_place("\n".join(names)) else frozenset()


def _is_place(names: str) -> bool:
    return _may_be_place(names) and _PLACE.search(names) is not None


def _may_be_place(names: str) -> bool:
    return holds_any(names.lower(), _IN_PLACES)


def _described(facts: Facts) -> Iterator[Block]:
    for node in facts.articles:
        for text in strings(node.get("correction"), key="text"):
            yield Block(kind=BlockKind.CORRECTION, text=text)
