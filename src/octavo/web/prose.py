"""An article's blocks, arranged for a page: lists nested, quotes joined, live entries with what belongs to them.

Nothing here is markup. Blocks and spans come from extraction and are checked again: a span beyond its text, an
overlapping link or an address that is not http(s) is passed over, the text is always kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from octavo.kit.sentences import sentences_in
from octavo.model.articles import BlockKind, SpanKind
from octavo.web.links import web_link

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from datetime import datetime

    from octavo.model.articles import Block, Span

DEEPEST_LIST = 6
_TOLD = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.LIVE_ENTRY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that is marked alike; ``sentence`` is the address of the sentence that it is of.

    ``begins`` tells that the sentence begins here, ``cited`` that a claim rests on it.
    """

    text: str
    sentence: str | None = None
    begins: bool = False
    cited: bool = False
    strong: bool = False
    emphasis: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pieces that share a link, or that share having none."""

    pieces: tuple[Piece, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """An item and the lists inside it."""

    runs: tuple[Run, ...]
    lists: tuple[ItemList, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """A list: numbered or not."""

    ordered: bool
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing on the page; ``kind`` says which of the fields are filled.

    ``rows`` are a table's cells (its first row heads it when ``headed``), ``inner`` is what stands inside an entry or
    quote, ``lists`` the lists of a list.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    credit: str | None = None
    url: str | None = None
    at: datetime | None = None
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    headed: bool = False
    lists: tuple[ItemList, ...] = ()
    inner: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A block with its sentences: where each begins and ends, its address, and whether a claim rests on it."""

    block: Block
    sentences: Sequence[tuple[int, int, str, bool]] = ()


def arrange(blocks: Sequence[Block], cited: Container[str] | None = None) -> tuple[Node, ...]:
    """The blocks as a page shows them, in their order.

    ``cited`` are the addresses of the sentences that claims rest on; where it is given, every sentence has an address.
    """
    placed = [_Placed(block=b, sentences=_sentences(b, i, cited)) for i, b in enumerate(blocks)]
    first = next((i for i, b in enumerate(blocks) if b.kind is BlockKind.LIVE_ENTRY), len(blocks))
    return (*_flow(placed[:first]), *_entries(placed[first:]))


def sentence_address(block: int, start: int) -> str:
    """The name that a sentence has on the page of its article."""
    return f"s{block}-{start}"


def _sentences(block: Block, number: int, cited: Container[str] | None) -> Sequence[tuple[int, int, str, bool]]:
    if cited is None or block.kind not in _TOLD:
        return ()
    places = ((start, end, sentence_address(number, start)) for start, end in sentences_in(block.text))
    return [(start, end, address, address in cited) for start, end, address in places]


def runs(
    text: str,
    spans: Iterable[Span],
    start: int = 0,
    end: int | None = None,
    sentences: Sequence[tuple[int, int, str, bool]] = (),
) -> tuple[Run, ...]:
    """The text from ``start`` to ``end`` (code points), cut where its marking changes."""
    stop = len(text) if end is None else min(end, len(text))
    inside = [s for s in spans if max(s.start, start) < min(s.end, stop)]
    links = list(_links(inside, start, stop))
    cuts = sorted({start, stop, *(c for a, b, _ in links for c in (a, b))})
    found = []
    for a, b in pairwise(cuts):
        url = next((u for x, y, u in links if x <= a and b <= y), None)
        found.append(Run(pieces=_pieces(text, inside, sentences, a, b), url=url))
    return tuple(found)


def _links(spans: Iterable[Span], start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """Links in order, none inside another: of two that overlap the first is kept."""
    free = start
    for span in sorted((s for s in spans if s.kind is SpanKind.LINK), key=lambda s: s.start):
        url = web_link(span.url)
        a = max(span.start, start)
        if url and a >= free:
            free = min(span.end, stop)
            yield a, free, url


def _pieces(
    text: str, spans: Sequence[Span], sentences: Sequence[tuple[int, int, str, bool]], start: int, end: int
) -> tuple[Piece, ...]:
    marked = [s for s in spans if s.kind is not SpanKind.LINK]
    places = (*((s.start, s.end) for s in marked), *(place[:2] for place in sentences))
    cuts = sorted({start, end, *(min(max(c, start), end) for place in places for c in place)})
    pieces = []
    for a, b in pairwise(cuts):
        of = next((place for place in sentences if place[0] <= a and b <= place[1]), None)
        kinds = {s.kind for s in marked if s.start <= a and b <= s.end}
        pieces.append(
            Piece(
                text=text[a:b],
                sentence=of[2] if of else None,
                begins=of is not None and of[0] == a,
                cited=of is not None and of[3],
                strong=SpanKind.STRONG in kinds,
                emphasis=SpanKind.EMPHASIS in kinds,
                code=SpanKind.CODE in kinds,
            )
        )
    return tuple(pieces)


def _entries(blocks: Sequence[_Placed]) -> Iterator[Node]:
    """Live entries, each with the blocks up to the next; corrections after the last entry stay inside it."""
    starts = [i for i, b in enumerate(blocks) if b.block.kind is BlockKind.LIVE_ENTRY]
    for a, b in pairwise([*starts, len(blocks)]):
        head = blocks[a]
        yield Node(kind="entry", runs=_runs_of(head), at=head.block.at, inner=tuple(_flow(blocks[a + 1 : b])))


def _flow(blocks: Sequence[_Placed]) -> Iterator[Node]:
    for kind, group in groupby(blocks, key=lambda b: b.block.kind):
        members = list(group)
        if kind is BlockKind.LIST_ITEM:
            yield Node(kind="list", lists=_nest(members))
        elif kind is BlockKind.QUOTE:
            yield Node(kind="quote", inner=tuple(Node(kind="paragraph", runs=_runs_of(b)) for b in members))
        else:
            yield from (_node(b) for b in members if _says_something(b.block))


def _says_something(block: Block) -> bool:
    return bool(block.text.strip() or block.credit or (block.kind is BlockKind.FIGURE and block.url))


def _node(placed: _Placed) -> Node:
    block = placed.block
    if block.kind is BlockKind.TABLE:
        rows = tuple(_cells(block))
        return Node(kind="table", rows=rows, headed=_is_headed(block.text))
    return Node(
        kind=str(block.kind),
        runs=_runs_of(placed),
        level=min(max(block.level, 2), 6),
        credit=block.credit,
        url=web_link(block.url),
        at=block.at,
    )


def _runs_of(placed: _Placed) -> tuple[Run, ...]:
    return runs(placed.block.text, placed.block.spans, sentences=placed.sentences)


def _cells(block: Block) -> Iterator[tuple[tuple[Run, ...], ...]]:
    """A table's rows; a cell's text is a stretch of the block's, so that its spans fit."""
    at = 0
    for line in block.text.split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append(runs(block.text, block.spans, at, at + len(cell)))
            at += len(cell) + 1
        yield tuple(cells)


def _is_headed(text: str) -> bool:
    """Whether the first row looks like a heading: no figures in it, and figures below."""
    first, _, rest = text.partition("\n")
    return bool(rest) and not any(c.isdigit() for c in first) and any(c.isdigit() for c in rest)


def _nest(blocks: Sequence[_Placed]) -> tuple[ItemList, ...]:
    """Items to lists: what is deeper than an item and follows it stands inside it."""
    items: list[tuple[bool, ListItem]] = []
    i = 0
    while i < len(blocks):
        j = i + 1
        while j < len(blocks) and _depth(blocks[j]) > _depth(blocks[i]):
            j += 1
        items.append((blocks[i].block.ordered, ListItem(runs=_runs_of(blocks[i]), lists=_nest(blocks[i + 1 : j]))))
        i = j
    return tuple(
        ItemList(ordered=ordered, items=tuple(item for _, item in group))
        for ordered, group in groupby(items, key=lambda pair: pair[0])
    )


def _depth(placed: _Placed) -> int:
    return min(max(placed.block.level, 1), DEEPEST_LIST)
