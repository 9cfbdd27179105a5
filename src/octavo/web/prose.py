"""An article's blocks, arranged for a page: lists nested, quotes joined, live entries with what belongs to them.

Nothing here is markup. Blocks and spans come from extraction and are checked again: a span beyond its text, an
overlapping link or an address that is not http(s) is passed over, the text is always kept.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from octavo.kit.sentences import sentences_in
from octavo.model.articles import BlockKind, SpanKind
from octavo.web.links import web_link

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from datetime import datetime

    from octavo.model.articles import Block, Draft, Revision, Span
    from octavo.model.notes import NoteId, ShownNote

DEEPEST_LIST = 6
# So much of a text tells which way it runs.
_TELLING, _TELLING_BLOCKS = 200, 5
_TOLD = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.LIVE_ENTRY,
        BlockKind.HEADING,
        BlockKind.CORRECTION,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The part of one block that a note is about; ``begins`` and ``ends`` tell whether the note does so here."""

    note: NoteId
    kind: str
    start: int
    end: int
    begins: bool
    ends: bool
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands after the block in which the words end that a person wrote it to."""

    note: NoteId
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that is marked alike; ``sentence`` is the address of the sentence that it is of.

    ``begins`` tells that the sentence begins here, ``cited`` that a claim rests on it. ``marks`` are the kinds of the
    notes that are about it; ``opens`` are those that begin here, ``closes`` those that end.
    """

    text: str
    sentence: str | None = None
    begins: bool = False
    cited: bool = False
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    marks: tuple[str, ...] = ()
    opens: tuple[NoteId, ...] = ()
    closes: tuple[NoteId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pieces that share a link, or that share having none."""

    pieces: tuple[Piece, ...]
    url: str | None = None

    @property
    def closes(self) -> tuple[NoteId, ...]:
        """The notes that end in it."""
        return tuple(note for piece in self.pieces for note in piece.closes)


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
    alt: str | None = None
    url: str | None = None
    at: datetime | None = None
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    headed: bool = False
    lists: tuple[ItemList, ...] = ()
    inner: tuple[Node, ...] = ()
    written: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A block with its sentences: where each begins and ends, its address, and whether a claim rests on it.

    ``marked`` is what notes are about.
    """

    block: Block
    sentences: Sequence[tuple[int, int, str, bool]] = ()
    marked: Sequence[Marked] = ()


def arrange(
    blocks: Sequence[Block], cited: Container[str] | None = None, notes: Iterable[ShownNote] = ()
) -> tuple[Node, ...]:
    """The blocks as a page shows them, in their order.

    ``cited`` are the addresses of the sentences that claims rest on; where it is given, every sentence has an address.
    The words of ``notes`` are marked, and what was written to them stands after the block where they end.
    """
    marked = _marked(blocks, notes)
    placed = [
        _Placed(block=b, sentences=_sentences(b, i, cited), marked=marked.get(i, ())) for i, b in enumerate(blocks)
    ]
    first = next((i for i, b in enumerate(blocks) if b.kind is BlockKind.LIVE_ENTRY), len(blocks))
    return (*_flow(placed[:first]), *_entries(placed[first:]))


def direction_of(text: Draft | Revision) -> str:
    """Which way most of a text runs, as a ``dir`` attribute has it; what it quotes may run the other way."""
    start = " ".join((text.title, *(block.text[:_TELLING] for block in text.blocks[:_TELLING_BLOCKS])))
    if start.isascii():
        return "ltr"
    ways = Counter(map(unicodedata.bidirectional, start))
    return "rtl" if ways["R"] + ways["AL"] > ways["L"] else "ltr"


def sentence_address(block: int, start: int) -> str:
    """The name that a sentence has on the page of its article."""
    return f"s{block}-{start}"


def _marked(blocks: Sequence[Block], notes: Iterable[ShownNote]) -> dict[int, list[Marked]]:
    """By block, what notes are about in it."""
    found: dict[int, list[Marked]] = {}
    for one in notes:
        at = one.place
        if at is None or at.last >= len(blocks):
            continue
        for number in range(at.block, at.last + 1):
            start, end = at.part(number, len(blocks[number].text))
            found.setdefault(number, []).append(
                Marked(
                    note=one.note.id,
                    kind=one.note.kind.value.replace(" ", "-"),
                    start=start,
                    end=end,
                    begins=number == at.block,
                    ends=number == at.last,
                    html=one.html,
                )
            )
    return found


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
    marked: Sequence[Marked] = (),
) -> tuple[Run, ...]:
    """The text from ``start`` to ``end`` (code points), cut where its marking changes."""
    stop = len(text) if end is None else min(end, len(text))
    inside = [s for s in spans if max(s.start, start) < min(s.end, stop)]
    links = list(_links(inside, start, stop))
    cuts = sorted({start, stop, *(c for a, b, _ in links for c in (a, b))})
    found = []
    for a, b in pairwise(cuts):
        url = next((u for x, y, u in links if x <= a and b <= y), None)
        found.append(Run(pieces=_pieces(text, inside, sentences, marked, a, b), url=url))
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
    text: str,
    spans: Sequence[Span],
    sentences: Sequence[tuple[int, int, str, bool]],
    marked: Sequence[Marked],
    start: int,
    end: int,
) -> tuple[Piece, ...]:
    styled = [s for s in spans if s.kind is not SpanKind.LINK]
    edges = (*((s.start, s.end) for s in styled), *((m.start, m.end) for m in marked))
    places = (*edges, *(place[:2] for place in sentences))
    cuts = sorted({start, end, *(min(max(c, start), end) for place in places for c in place)})
    pieces = []
    for a, b in pairwise(cuts):
        of = next((place for place in sentences if place[0] <= a and b <= place[1]), None)
        kinds = {s.kind for s in styled if s.start <= a and b <= s.end}
        over = [m for m in marked if m.start <= a and b <= m.end] if marked else ()
        pieces.append(
            Piece(
                text=text[a:b],
                sentence=of[2] if of else None,
                begins=of is not None and of[0] == a,
                cited=of is not None and of[3],
                strong=SpanKind.STRONG in kinds,
                emphasis=SpanKind.EMPHASIS in kinds,
                code=SpanKind.CODE in kinds,
                marks=tuple(dict.fromkeys(m.kind for m in over)) if over else (),
                opens=tuple(m.note for m in over if m.begins and m.start == a) if over else (),
                closes=tuple(m.note for m in over if m.ends and m.end == b) if over else (),
            )
        )
    return tuple(pieces)


def _entries(blocks: Sequence[_Placed]) -> Iterator[Node]:
    """Live entries, each with the blocks up to the next; corrections after the last entry stay inside it."""
    starts = [i for i, b in enumerate(blocks) if b.block.kind is BlockKind.LIVE_ENTRY]
    for a, b in pairwise([*starts, len(blocks)]):
        head = blocks[a]
        inner = tuple(_flow(blocks[a + 1 : b]))
        yield Node(kind="entry", runs=_runs_of(head), at=head.block.at, inner=inner, written=_written(head))


def _flow(blocks: Sequence[_Placed]) -> Iterator[Node]:
    for kind, group in groupby(blocks, key=lambda b: b.block.kind):
        members = list(group)
        if kind is BlockKind.LIST_ITEM:
            yield Node(kind="list", lists=_nest(members), written=_written(*members))
        elif kind is BlockKind.QUOTE:
            inner = tuple(Node(kind="paragraph", runs=_runs_of(b)) for b in members)
            yield Node(kind="quote", inner=inner, written=_written(*members))
        else:
            yield from (_node(b) for b in members if _says_something(b.block))


def _says_something(block: Block) -> bool:
    return bool(block.text.strip() or block.credit or (block.kind is BlockKind.FIGURE and block.url))


def _written(*blocks: _Placed) -> tuple[Written, ...]:
    """What a person wrote to words that end in these blocks."""
    return tuple(Written(note=m.note, html=m.html) for b in blocks for m in b.marked if m.ends and m.html)


def _node(placed: _Placed) -> Node:
    block = placed.block
    if block.kind is BlockKind.TABLE:
        rows = tuple(_cells(placed))
        return Node(kind="table", rows=rows, headed=_is_headed(block.text), written=_written(placed))
    return Node(
        kind=str(block.kind),
        runs=_runs_of(placed),
        level=min(max(block.level, 2), 6),
        credit=block.credit,
        alt=block.alt,
        url=web_link(block.url),
        at=block.at,
        written=_written(placed),
    )


def _runs_of(placed: _Placed) -> tuple[Run, ...]:
    return runs(placed.block.text, placed.block.spans, sentences=placed.sentences, marked=placed.marked)


def _cells(placed: _Placed) -> Iterator[tuple[tuple[Run, ...], ...]]:
    """A table's rows; a cell's text is a stretch of the block's, so that its spans fit."""
    block, at = placed.block, 0
    for line in block.text.split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append(runs(block.text, block.spans, at, at + len(cell), marked=placed.marked))
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
