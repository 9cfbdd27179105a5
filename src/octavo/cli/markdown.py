"""An article as Markdown (CommonMark, with the tables of GitHub's flavour)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.model.articles import BlockKind, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.model.articles import Block, Draft, Span

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_LINE_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+>=~])")
_SIGNS = {SpanKind.STRONG: ("**", "**"), SpanKind.EMPHASIS: ("*", "*"), SpanKind.CODE: ("`", "`")}


def as_markdown(draft: Draft) -> str:
    """The article's headline, credits and blocks, ending in a line break."""
    parts = [f"# {_escaped(draft.title)}"]
    credits_ = ", ".join(part for part in (draft.publisher or "", " and ".join(draft.byline), _day(draft)) if part)
    if credits_:
        parts.append(f"*{_escaped(credits_)}*")
    parts += [_block(block) for block in draft.blocks if block.text]
    if draft.partial:
        parts.append(f"*{_escaped(draft.partial)}*")
    if draft.url:
        parts.append(f"<{draft.url}>")
    return "\n\n".join(parts) + "\n"


def _day(draft: Draft) -> str:
    return draft.published_at.date().isoformat() if draft.published_at else ""


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING | BlockKind.LIVE_ENTRY:
            return f"{'#' * max(2, block.level)} {_inline(block)}"
        case BlockKind.LIST_ITEM:
            return f"{'  ' * (max(1, block.level) - 1)}{'1.' if block.ordered else '-'} {_inline(block)}"
        case BlockKind.QUOTE:
            return f"> {_inline(block)}"
        case BlockKind.TABLE:
            return _table(block.text)
        case BlockKind.PREFORMATTED:
            fence = "`" * max(3, max(map(len, re.findall("`+", block.text)), default=0) + 1)
            return f"{fence}\n{block.text}\n{fence}"
        case _:
            return _paragraph(block)


def _paragraph(block: Block) -> str:
    if block.kind is BlockKind.FIGURE:
        return f"*{_escaped(' '.join(filter(None, (block.text, block.credit))))}*"
    return _LINE_START.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", _inline(block))


def _table(text: str) -> str:
    rows = [[_escaped(cell) for cell in line.split("\t")] for line in text.split("\n")]
    width = max(map(len, rows))
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])


def _inline(block: Block) -> str:
    """The block's text with its spans as marks; spans that cross others are left out."""
    return "".join(_marked(block.text, sorted(block.spans, key=lambda s: (s.start, -s.end)), 0, len(block.text)))


def _marked(text: str, spans: list[Span], start: int, end: int) -> Iterator[str]:
    at = start
    while spans:
        span = spans.pop(0)
        if span.start < at or span.end > end or span.start >= span.end:
            continue
        inner = []
        while spans and spans[0].end <= span.end:
            inner.append(spans.pop(0))
        yield _escaped(text[at : span.start])
        yield _sign(span, text, inner)
        at = span.end
    yield _escaped(text[at:end])


def _sign(span: Span, text: str, inner: list[Span]) -> str:
    if span.kind is SpanKind.CODE:
        return f"`{text[span.start : span.end].replace('`', '')}`"
    words = "".join(_marked(text, inner, span.start, span.end))
    if span.kind is SpanKind.LINK:
        return f"[{words}](<{span.url}>)" if span.url and not re.search(r"[<>\s]", span.url) else words
    opening, closing = _SIGNS[span.kind]
    bare = words.strip()
    return words.replace(bare, f"{opening}{bare}{closing}", 1) if bare else words


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
