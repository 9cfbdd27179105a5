"""Subheadings that are set as paragraphs: a short line all in bold, or in capitals, above running text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.articles import Block, BlockKind, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST, _LONGEST_QUESTION = 80, 60
_DEEPEST = 6
_FEWEST_SHOUTED = 2
_SHORTEST_SHOUT = 5
# A sentence, a label of what follows, an address, something in brackets.
_NO_HEADING = re.compile(r"[.,:;!…！]\W*$|。|\S@\S|https?:|www\.|^[(\[（【].*[)\]）】]$")
_QUESTION = re.compile(r"[?？]\W*$")


def with_subheadings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with lines that are headings by how they are set under that kind, below the page's own headings.

    A line in capitals alone is one only where there are more of them. Nothing is one that comes back, opens the
    article, has no text under it, or is mostly a link; and no question where longer ones are set alike (interviews).
    """
    bold = [at for at, block in enumerate(blocks) if at and _is_line(block) and _is_bold(block)]
    shouted = [at for at, block in enumerate(blocks) if at and _is_line(block) and _is_shouted(block.text)]
    lines = {*bold, *(shouted if len(shouted) >= _FEWEST_SHOUTED else ())}
    if not lines:
        return tuple(blocks)
    if any(len(blocks[at].text) > _LONGEST_QUESTION and _QUESTION.search(blocks[at].text) for at in bold):
        lines = {at for at in lines if not _QUESTION.search(blocks[at].text)}
    counts = Counter(block.text for block in blocks)
    headings = {at for at in lines if counts[blocks[at].text] == 1 and _is_heading(blocks[at])}
    headings = {at for at in headings if _has_text_below(at, blocks, lines)}
    level = min(_DEEPEST, 1 + max((block.level for block in blocks if block.kind is BlockKind.HEADING), default=1))
    return tuple(_heading(block, level) if at in headings else block for at, block in enumerate(blocks))


def _is_line(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and len(block.text) <= 2 * _LONGEST


def _is_bold(block: Block) -> bool:
    end = 0
    for span in block.spans:
        if span.kind is SpanKind.STRONG and not block.text[end : span.start].strip():
            end = max(end, span.end)
    return bool(block.spans) and not block.text[end:].strip()


def _is_shouted(text: str) -> bool:
    if not _SHORTEST_SHOUT <= len(text) <= _LONGEST_QUESTION or not text.isupper():
        return False
    return all(map(str.isupper, filter(str.isalpha, text)))  # of a script that has capitals


def _is_heading(block: Block) -> bool:
    """Whether a line that is set as one reads like one: no sentence, no label, no link to elsewhere."""
    text = block.text
    first = next(filter(str.isalnum, text), "")
    if len(text) > _LONGEST or first.islower() or not any(map(str.isalpha, text)) or _NO_HEADING.search(text):
        return False
    linked = sum(span.end - span.start for span in block.spans if span.kind is SpanKind.LINK)
    return 2 * linked <= len(text) and (len(text) <= _LONGEST_QUESTION or _QUESTION.search(text) is None)


def _has_text_below(at: int, blocks: Sequence[Block], lines: set[int]) -> bool:
    below = at + 1
    while below < len(blocks) and blocks[below].kind is BlockKind.FIGURE:
        below += 1
    return below < len(blocks) and blocks[below].kind is not BlockKind.HEADING and below not in lines


def _heading(block: Block, level: int) -> Block:
    spans = tuple(span for span in block.spans if span.kind is not SpanKind.STRONG)
    return replace(block, kind=BlockKind.HEADING, level=level, spans=spans)
