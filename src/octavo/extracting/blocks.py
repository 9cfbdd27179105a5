"""HTML elements to typed blocks: one walk, for publishers' pages and for the HTML inside feeds.

Knows HTML and nothing of what belongs to an article: choosing elements and dropping lines is done elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from octavo.extracting.facts import text_in
from octavo.extracting.figures import alt_of, figure_block, picture_url, shown_in
from octavo.extracting.inline import Line
from octavo.extracting.raised import raised
from octavo.extracting.tables import is_table_of_data, table_text
from octavo.model.articles import Block, BlockKind, SpanKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

_UNREAD = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "title",
        "meta",
        "link",
        "object",
        "embed",
        "applet",
        "iframe",
        "audio",
        "video",
        "canvas",
        "form",
        "button",
        "input",
        "select",
        "textarea",
        "option",
        "datalist",
        "dialog",
        "nav",
        "map",
        "area",
        "param",
        "source",
        "track",
        "progress",
        "meter",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "output",
        "nobr",
    ]
)
_IN_LINE = _INLINE | {"sup", "del", "s", "strike", "br", "img"}
_MARKS = {
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "cite": SpanKind.EMPHASIS,
    "b": SpanKind.STRONG,
    "strong": SpanKind.STRONG,
    "code": SpanKind.CODE,
    "kbd": SpanKind.CODE,
    "samp": SpanKind.CODE,
    "tt": SpanKind.CODE,
}
# Text that its author took back; it is no text, but an element that was never closed holds what follows it too.
_STRUCK = frozenset({"del", "s", "strike"})
_MOST_STRUCK = 100
_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_PLACES = frozenset({*_HEADINGS, *_LISTS, "li", "blockquote"})
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Stands for a figure where pictures are left out.
_SOME_FIGURE = Block(kind=BlockKind.FIGURE, text="")
# lxml's parser gives up at 256; this is for trees that were built otherwise.
_DEEPEST = 300
MOST_BLOCKS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What the text at some place of the tree becomes when it is a block of its own."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    ordered: bool = False
    url: str | None = None
    lists: int = 0


class LocatedBlock(NamedTuple):
    """A block with the innermost block-level element that holds it."""

    block: Block
    element: _Element


def blocks_of(element: _Element, *, base: str) -> tuple[Block, ...]:
    """The blocks in ``element``, in order, at most 4,000; links and pictures absolute against ``base``.

    Texts are single clean lines except in preformatted blocks and tables. A block is never without text, but for
    figures, which may have a picture without a caption. Two line breaks in a row part paragraphs, one is a space.
    """
    walk = _Walk(base, element)
    walk.element(element, _Place())
    walk.flush(_Place())
    return tuple(walk.blocks[:MOST_BLOCKS])


def located_blocks(element: _Element, *, base: str) -> tuple[LocatedBlock, ...]:
    """As ``blocks_of``, with the place of each block, for pages, and without pictures.

    Forms that hold text are read too: some pages are one form. Links stay as they stand: most lines of a page are not
    kept, and ``with_addresses`` is for those that are.
    """
    walk = _Walk(base, element, is_page=True)
    walk.element(element, _Place())
    walk.flush(_Place())
    pairs = zip(walk.blocks[:MOST_BLOCKS], walk.owners, strict=False)
    return tuple(
        LocatedBlock(block=block, element=owner) for block, owner in pairs if block.kind is not BlockKind.FIGURE
    )


class _Walk:
    """The state of one walk: finished blocks with the elements that hold them, and the line that is being written."""

    def __init__(self, base: str, start: _Element, *, is_page: bool = False) -> None:
        self.blocks: list[Block] = []
        self.owners: list[_Element] = []
        self._owner = start
        self._is_page = is_page
        self._base = base
        self._line = Line(None if is_page else base)
        self._depth = 0
        self._breaks = 0
        self._items = 0
        self._is_raised = False

    def element(self, element: _Element, place: _Place) -> None:
        way = self._way(element)
        if way is not None:
            way(self, element, element.tag, place)

    def _way(self, element: _Element) -> Callable[[_Walk, _Element, str, _Place], None] | None:
        """How an element is read; ``None`` for not at all."""
        tag = element.tag
        if len(self.blocks) >= MOST_BLOCKS:
            return None
        if tag in _UNREAD:
            return _Walk.block if tag == "form" and self._is_page and _holds_text(element) else None
        if element.get("hidden") is None and ((style := element.get("style")) is None or not _HIDDEN.search(style)):
            return _WAYS.get(tag, _Walk.block)
        return None

    def flush(self, place: _Place) -> None:
        """End the line that is being written; as a block of ``place`` where it holds anything."""
        if self._line.length:
            self._breaks = 0
            text, spans = self._line.finish()
            self._add(
                Block(kind=place.kind, text=text, spans=spans, level=place.level, ordered=place.ordered, url=place.url)
            )

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self.owners.append(self._owner)

    def _children(self, element: _Element, place: _Place) -> None:
        if self._depth > _DEEPEST:
            self._text("".join(map(str, element.itertext())))
            return
        self._depth += 1
        if text := element.text:
            self._text(text)
        for child in element:
            way = self._way(child)  # and not self.element, so that 255 elements in each other leave room on the stack
            if way is not None:
                way(self, child, child.tag, place)
            if text := child.tail:
                self._text(text)
        self._depth -= 1

    def _text(self, text: str) -> None:
        if text.isspace():
            self._line.space()
        else:
            self._line.write(text)
            self._breaks = 0

    def line_break(self, _element: _Element, _tag: str, place: _Place) -> None:
        self._breaks += 1
        if self._breaks > 1:
            self.flush(place)
        else:
            self._line.space()

    def inline(self, element: _Element, tag: str, place: _Place) -> None:
        opened = self._line.position
        self._children(element, place)
        if tag == "a":
            self._line.link(opened, element.get("href"))
        elif tag in _MARKS:
            self._line.mark(opened, _MARKS[tag])

    def struck(self, element: _Element, tag: str, place: _Place) -> None:
        if not _is_struck(element):
            self.inline(element, tag, place)

    def raised_text(self, element: _Element, tag: str, place: _Place) -> None:
        """A power, or the number of a note, where it could be read as a part of the word before it."""
        holder = element.getparent()
        link = holder if holder is not None and holder.tag == "a" else next(element.iter("a"), None)
        href = link.get("href", "") if link is not None else ""
        page, mark, _ = href.partition("#")
        # what is raised within what is raised is read as it stands: hostile pages nest a thousand
        text = None if self._is_raised else text_in(element)
        refers = bool(mark) and page in {"", self._base}
        written = None if text is None else raised(text, before=self._line.ending, refers=refers)
        if written is None:
            outer, self._is_raised = self._is_raised, True
            self.inline(element, tag, place)
            self._is_raised = outer
            return
        opened = self._line.position
        if written:
            self._text(written)
        self._line.link(opened, href)

    def picture(self, element: _Element, _tag: str, _place: _Place) -> None:
        """A picture outside a figure; one in the middle of a text is an ornament.

        Of a page's, whose pictures are looked for by themselves, those count that may be the first in a list's item.
        """
        if self._line.length or (self._is_page and not self._items):
            return
        url = picture_url(element, self._base)
        if url is not None:
            alt = None if self._is_page else alt_of(element.get("alt"))
            self._add(Block(kind=BlockKind.FIGURE, text="", url=url, alt=alt))

    def block(self, element: _Element, tag: str, place: _Place) -> None:
        if self._line.length:
            self.flush(place)
        outer, self._owner = self._owner, element
        special = _SPECIAL.get(tag)
        if special is not None:
            special(self, element, place)
        else:
            inner = _place_of(tag, place) if tag in _PLACES else place
            self._children(element, inner)
            if self._line.length:
                self.flush(inner)
        self._owner = outer

    def item(self, element: _Element, tag: str, place: _Place) -> None:
        """Only the first block of a list item is the item; what follows it at the same level is its continuation."""
        self.flush(place)
        first, level = len(self.blocks), _place_of(tag, place).level
        self._items += 1
        self.block(element, tag, place)
        self._items -= 1
        for position in range(first + 1, len(self.blocks)):
            block = self.blocks[position]
            if block.kind is BlockKind.LIST_ITEM and block.level == level:
                self.blocks[position] = replace(block, kind=BlockKind.PARAGRAPH, level=0, ordered=False)

    def figure(self, element: _Element, place: _Place) -> None:
        """A figure is a picture with its caption; one that holds no picture is just its content."""
        figure = self._shown(element)
        if figure is None:
            self._children(element, place)
            self.flush(place)
        else:
            self._add(figure)

    def _shown(self, element: _Element) -> Block | None:
        """The picture of a figure; of a page's, whose pictures are looked for by themselves, only that there is one."""
        if self._is_page:
            return _SOME_FIGURE if shown_in(element, self._base) else None
        return figure_block(element, self._base)

    def table(self, element: _Element, place: _Place) -> None:
        """A table of data is one block; a table for layout is its content."""
        if is_table_of_data(element):
            text = table_text(element)
            if text:
                self._add(Block(kind=BlockKind.TABLE, text=text))
            return
        for cell in element.iter("caption", "td", "th"):
            if not any(True for _ in cell.iterancestors("td", "th")):
                self._children(cell, place)
                self.flush(place)

    def preformatted(self, element: _Element, _place: _Place) -> None:
        """Preformatted text keeps its lines."""
        text = _INVISIBLE.sub("", "".join(map(str, element.itertext())).replace("\r\n", "\n").replace("\r", "\n"))
        text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
        if text.strip():
            self._add(Block(kind=BlockKind.PREFORMATTED, text=text))


_WAYS: dict[str, Callable[[_Walk, _Element, str, _Place], None]] = {
    **dict.fromkeys(_INLINE, _Walk.inline),
    **dict.fromkeys(_STRUCK, _Walk.struck),
    "br": _Walk.line_break,
    "img": _Walk.picture,
    "li": _Walk.item,
    "sup": _Walk.raised_text,
}
_SPECIAL: dict[str, Callable[[_Walk, _Element, _Place], None]] = {
    "figure": _Walk.figure,
    "table": _Walk.table,
    "pre": _Walk.preformatted,
}


def _is_struck(element: _Element) -> bool:
    """Whether nothing but a stretch of a line was taken back."""
    inner = [one.tag for one in islice(element.iterdescendants(), _MOST_STRUCK)]
    return len(inner) < _MOST_STRUCK and all(tag in _IN_LINE for tag in inner)


def _holds_text(element: _Element) -> bool:
    return next(element.iter("p", "h1", "article"), None) is not None


@lru_cache(maxsize=1_024)
def _place_of(tag: str, place: _Place) -> _Place:
    if tag in _HEADINGS:
        return replace(place, kind=BlockKind.HEADING, level=_HEADINGS[tag], ordered=False, url=None)
    if tag in _LISTS:
        return replace(place, lists=place.lists + 1, ordered=tag == "ol")
    if tag == "li":
        return replace(place, kind=BlockKind.LIST_ITEM, level=max(1, place.lists))
    return _Place(kind=BlockKind.QUOTE)
