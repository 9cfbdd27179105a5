"""Bodies: from the small Markdown of the article files to blocks of HTML that a paper sets in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from octavo.kit.moments import UTC

if TYPE_CHECKING:
    from datetime import date

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_ENTRY = re.compile(r"^### (\d\d:\d\d) (.+)$", re.MULTILINE)
_PLAIN_KINDS = ("text", "code_inline", "softbreak")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyBlock:
    """One block of a body.

    ``kind`` is paragraph, heading, blockquote, bullet_list, ordered_list or table. ``html`` is the whole element and
    ``inner`` what stands inside it; both are safe to print. ``texts`` are its lines of plain text: one for a paragraph,
    one for each list item, one for each table row with its cells parted by tabs.
    """

    kind: str
    html: Markup
    inner: Markup
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveEntry:
    """One entry of a live blog."""

    at: datetime
    headline: str
    blocks: tuple[BodyBlock, ...]

    @property
    def anchor(self) -> str:
        """The entry's name on its page."""
        return f"entry-{self.at:%H%M}"

    @property
    def text(self) -> str:
        """The entry's text without its headline, as structured data carries it."""
        return "\n\n".join(text for block in self.blocks for text in block.texts)


@lru_cache(maxsize=512)
def blocks_of(body: str) -> tuple[BodyBlock, ...]:
    """The blocks of a body, in order."""
    return tuple(_block(node) for node in SyntaxTreeNode(_MARKDOWN.parse(body)).children)


@lru_cache(maxsize=64)
def entries_of(body: str, day: date) -> tuple[LiveEntry, ...]:
    """The entries of a live blog of that day, in the order they stand; local time in Marren is UTC."""
    parts = _ENTRY.split(body)[1:]
    return tuple(
        LiveEntry(
            at=datetime.combine(day, time.fromisoformat(clock), tzinfo=UTC), headline=headline, blocks=blocks_of(text)
        )
        for clock, headline, text in zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
    )


def until_paywall(blocks: tuple[BodyBlock, ...], free_paragraphs: int | None) -> tuple[BodyBlock, ...]:
    """The blocks before the paywall: all where there is none, else those up to the last free paragraph."""
    if free_paragraphs is None:
        return blocks
    places = [place for place, block in enumerate(blocks, start=1) if block.kind == "paragraph"]
    return blocks if len(places) <= free_paragraphs else blocks[: places[free_paragraphs - 1]]


def _block(node: SyntaxTreeNode) -> BodyBlock:
    tokens = node.to_tokens()
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    inner = _MARKDOWN.renderer.render(tokens[1:-1], _MARKDOWN.options, {})
    return BodyBlock(
        kind=node.type,
        html=Markup(html.strip()),  # noqa: S704 - rendered from our own text, HTML in it disabled
        inner=Markup(inner.strip()),  # noqa: S704 - as above
        texts=tuple(_rows(node) if node.type == "table" else _lines(node)),
    )


def _rows(table: SyntaxTreeNode) -> list[str]:
    return ["\t".join(_plain(cell) for cell in row.children) for row in table.walk() if row.type == "tr"]


def _lines(node: SyntaxTreeNode) -> list[str]:
    return [_plain(part) for part in node.walk() if part.type == "inline"]


def _plain(node: SyntaxTreeNode) -> str:
    leaves = (leaf for leaf in node.walk() if leaf.type in _PLAIN_KINDS)
    return "".join(" " if leaf.type == "softbreak" else leaf.content for leaf in leaves)
