"""Figures put back into an article: body extraction leaves them out, the page says between which lines they stand."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from octavo.extracting.figures import figure_block, shown_in
from octavo.extracting.loose_pictures import leads_to_picture, loose_picture, under_picture
from octavo.kit.text import clean_line
from octavo.kit.urls import path_of
from octavo.model.articles import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element

    from octavo.model.articles import Image

_HEADINGS = frozenset({"h2", "h3", "h4"})
_PICTURES = frozenset({"figure", "img"})
_TELLING = frozenset({*_HEADINGS, *_PICTURES, "p", "li", "blockquote"})
_RANKS = ("h2", "h3", "h4", "h5", "h6")
_FAR = 6
_KEY = 60
_SHORTEST = 20
_FARTHEST = 2_000
_MOST = 40


def with_figures(
    blocks: Sequence[Block], elements: Iterable[_Element], *, base: str, lead_image: str | None
) -> tuple[Block, ...]:
    """The blocks with the figures that stand between two of them; the lead image, shown on top, is not repeated.

    ``elements`` are those of the page, or of the part of it that the blocks are from, in order. A figure's caption,
    where it was taken for a paragraph, is no longer one.
    """
    found = _placed(elements, _Lines(blocks), base=base)
    seen = {_file(lead_image)} if lead_image else set()
    after: dict[int, list[Block]] = {}
    for position, figure in found[:_MOST]:
        if _file(figure.url) not in seen:
            seen.add(_file(figure.url))
            after.setdefault(position, []).append(figure)
    captions = _taken_for_text(blocks, after)
    placed: list[Block] = []
    for position, block in enumerate(blocks):
        if position not in captions:
            placed.append(block)
        placed.extend(after.get(position, ()))
    return tuple(placed)


def _taken_for_text(blocks: Sequence[Block], after: Mapping[int, Sequence[Block]]) -> set[int]:
    """Where blocks are the caption of a figure beside them; one far away is the sentence that the caption repeats."""
    return {
        row
        for position, figures in after.items()
        for row in range(position, min(position + len(figures) + 2, len(blocks)))
        if blocks[row].text and any(blocks[row].text == figure.text for figure in figures)
    }


def without_lead(blocks: Sequence[Block], lead_image: Image | None) -> tuple[Block, ...]:
    """The blocks without the figure of the lead image, which is shown on top."""
    if lead_image is None:
        return tuple(blocks)
    return tuple(block for block in blocks if not is_figure(block) or _file(block.url) != _file(lead_image.url))


def caption_of(elements: Iterable[_Element], image: str, *, base: str) -> Block | None:
    """The figure among the page's ``elements`` that shows this image and tells more about it."""
    wanted = _file(image)
    figures = islice((element for element in elements if element.tag == "figure"), _MOST)
    showing = (element for element in figures if _file(shown_in(element, base)) == wanted)
    told = (figure_block(element, base) for element in showing)
    return next((figure for figure in told if figure and (figure.text or figure.credit)), None)


def _placed(elements: Iterable[_Element], lines: _Lines, *, base: str) -> list[tuple[int, Block]]:
    """Figures with the position of the block they follow; only those before the article's last block."""
    pending: list[tuple[int, Block]] = []
    settled: list[tuple[int, Block]] = []
    below: list[_Element] = []  # the lines under the last picture that are not the article's
    position: int | None = None
    for element in elements:
        if element.tag not in _TELLING:
            continue
        here = lines.position(element, after=position) if element.tag not in _PICTURES else None
        if element.tag not in _PICTURES and here is None:
            below.append(element)
            continue
        if pending:
            at, block = pending[-1]
            pending[-1] = (at, block if block.text else under_picture(block, below))
        below.clear()
        if here is not None:
            position = here if position is None else max(position, here)
            settled.extend(pending)
            pending.clear()
        elif position is not None and len(pending) < _MOST:
            figure = loose_picture(element, base) if element.tag == "img" else _illustration(element, base)
            pending.extend([(position, figure)] if figure is not None else [])
    return settled


def _illustration(element: _Element, base: str) -> Block | None:
    """What a ``figure`` shows; ``None`` for one that as a whole leads to another page and says but its title."""
    block = figure_block(element, base)
    if block is None or (block.text and next(element.iter(*_RANKS), None) is None):
        return block
    return None if any(map(_leads_elsewhere, islice(element.iterancestors(), _FAR))) else block


def _leads_elsewhere(holder: _Element) -> bool:
    """Whether it is a link to another page, not to the picture itself or within this one."""
    href = (holder.get("href") or "").strip() if holder.tag == "a" else ""
    return bool(href) and not href.lower().startswith(("#", "?", "javascript:")) and not leads_to_picture(holder)


class _Lines:
    """Which block an element of the page is: by how the longer ones begin, and headings, however short, in order."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        texts = Counter(block.text for block in blocks if block.kind is BlockKind.HEADING)
        self._texts = {_key(block.text): at for at, block in enumerate(blocks) if len(block.text) >= _SHORTEST}
        short = ((at, block.text) for at, block in enumerate(blocks) if len(block.text) < _SHORTEST)
        self._headings = {_key(text): at for at, text in short if texts[text] == 1}
        self._openings = {key[0] for key in self._texts}
        self._all_openings = self._openings | {key[0] for key in self._headings}

    def position(self, element: _Element, *, after: int | None) -> int | None:
        """Its place among the blocks; one that begins with none of their openings is not read on."""
        is_heading = bool(self._headings) and after is not None and element.tag in _HEADINGS
        key = _key(_beginning(element, self._all_openings if is_heading else self._openings))
        here = self._texts.get(key)
        return self._heading(key, after) if here is None and is_heading else here

    def _heading(self, key: str, after: int | None) -> int | None:
        """Where a short heading stands, once, and only ahead: menus repeat them."""
        here = self._headings.get(key)
        return self._headings.pop(key) if here is not None and after is not None and here > after else None


def _beginning(element: _Element, openings: AbstractSet[str]) -> str:
    """As much of an element's text as a key needs; nothing of one that begins with none of the ``openings``.

    Elements may hold each other a thousand deep.
    """
    pieces: list[str] = []
    told = length = 0
    for piece in (element.text,) if len(element) == 0 else element.itertext():
        text = str(piece or "")[:_FARTHEST]
        stripped = text.strip()
        if not told and stripped and stripped[0] not in openings and stripped[0].isprintable():
            return ""
        pieces.append(text)
        told += len(stripped)
        length += len(text)
        if told > 2 * _KEY or length > _FARTHEST:
            break
    return "".join(pieces)


def _key(text: str) -> str:
    return clean_line(text)[:_KEY]


def _file(url: str | None) -> str:
    """The name of the picture's file: renditions differ in folders and queries."""
    return path_of(url).rstrip("/").rpartition("/")[2].partition(".")[0]


def is_figure(block: Block) -> bool:
    """Whether a block is a picture."""
    return block.kind is BlockKind.FIGURE
