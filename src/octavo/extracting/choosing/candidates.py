"""The lines of a page, each with what can be told of it alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from octavo.extracting.blocks import located_blocks
from octavo.extracting.lines import is_boilerplate
from octavo.kit.text import fold, holds_any
from octavo.model.articles import BlockKind, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from octavo.extracting.blocks import LocatedBlock
    from octavo.model.articles import Block

_KINDS = {kind: float(number) for number, kind in enumerate(BlockKind)}
_ENDS, _CLOSING = frozenset(".!?…。！？"), "\"'”’»)]"
# A year, a time of day or a duration; it begins with what is seldom, so that most of a line is passed over quickly.
_TIME = re.compile(
    r"\d(?<!\w\d)(?:(?:(?<=1)9|(?<=2)0)\d\d\b|\d?[:.]\d\d\b|\d*\s*(?:min|hours?|days?)\b)", re.IGNORECASE
)
# For lower case: without regard to case it takes three times as long.
_ADDRESSING = re.compile(
    r"\b(?:subscri|newsletter|sign[ -]?up|log ?in|cookie|privacy|copyright|©|all rights|follow us|click|read more"
    r"|download|app store|your (?:inbox|email)|contact|e-?mail|abonn|anmeld|kostenlos|mehr zum|lesen sie|datenschutz"
    r"|suscr|iscriv|inscri|cliquez|newsletters?|comment)"
)
_CREDIT = re.compile(
    r"\b(?:photo|photograph|image|picture|foto|bild|getty|reuters|afp|dpa|shutterstock|credit)\b", re.IGNORECASE
)
# Without one of these nothing of it can be there: whether a page holds them is told at once for all its lines.
_IN_ADDRESSING = (
    "subscri", "newsletter", "sign", "log", "cookie", "privacy", "copyright", "©", "all rights", "follow us", "click",
    "read more", "download", "app store", "your ", "contact", "mail", "abonn", "anmeld", "kostenlos", "mehr zum",
    "lesen sie", "datenschutz", "suscr", "iscriv", "inscri", "cliquez", "comment",
)  # fmt: skip
_IN_CREDIT = ("photo", "image", "picture", "foto", "bild", "getty", "reuters", "afp", "dpa", "shutterstock", "credit")
_SENTENCE_END = re.compile(r"[.!?。！？](?:\s|$)")
_DIGITS = b"0123456789"
_FIRST = itemgetter(0)
_LONG_LINE = 80
_LINKED = 0.3
_LONGEST_READ = 3_000

TEXT_NAMES = (
    "kind", "level", "characters", "words", "sentences", "ends", "starts_lower", "starts_other", "commas",
    "digits", "capitals", "shouted", "linked", "links", "strong", "emphasis", "question", "colon_end", "time",
    "addressing", "credit", "boilerplate", "repeats", "quote", "word_length", "bars", "is_title", "in_title",
    "in_description", "opens_description", "in_stated", "stated", "names_author",
)  # fmt: skip

_IS_TITLE = TEXT_NAMES.index("is_title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the page's metadata says that lines can be compared with; empty where it says nothing."""

    titles: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    description: str = ""
    stated: str = ""


class Candidate(NamedTuple):
    """A line of the page: its block, the element that holds it, and its features in the order of ``TEXT_NAMES``.

    ``mass`` is its length where it looks like running text, else nothing.
    """

    block: Block
    element: _Element
    features: tuple[float, ...]
    linked: float
    mass: float
    ends: bool

    @property
    def is_title(self) -> bool:
        """Whether it says what the page is called."""
        return self.features[_IS_TITLE] > 0


class _Marked(NamedTuple):
    """How much of a line is linked, in how many links, and how much is set strong or in italics."""

    linked: float
    links: int
    strong: float
    emphasis: float


_UNMARKED = _Marked(0.0, 0, 0.0, 0.0)


def candidates_of(root: _Element, hints: Hints, *, base: str) -> tuple[Candidate, ...]:
    """The lines of a page in order, without pictures."""
    body = root.find("body")
    located = located_blocks(root if body is None else body, base=base)
    context = _Context(hints, [item.block.text for item in located])
    return tuple(_candidate(row, item, context) for row, item in enumerate(located))


class _Context:
    """What lines are compared with: the hints, folded once, and all of the lines."""

    def __init__(self, hints: Hints, texts: Sequence[str]) -> None:
        self.titles = frozenset(filter(None, map(fold, hints.titles)))
        self.all_titles = "\n".join(self.titles)
        self.shortest_title = min(map(len, self.titles), default=0)
        self.names = tuple(filter(None, map(fold, hints.byline)))
        self.description = fold(hints.description)
        self.stated = fold(hints.stated)
        self.stated_length = min(len(self.stated), 20_000)
        self.times = Counter(texts)
        folded = [text.casefold() for text in texts]
        page, starts = "\n".join(folded), [0, *accumulate(len(text) + 1 for text in folded)]
        self.addressing = _rows_with(_IN_ADDRESSING, page, starts)
        self.crediting = _rows_with(_IN_CREDIT, page, starts)

    def is_titled(self, folded: str) -> bool:
        """Whether a folded line is part of what the page is called, or holds that."""
        return folded in self.all_titles or (len(folded) > self.shortest_title and holds_any(folded, self.titles))


def _rows_with(pieces: Sequence[str], page: str, starts: Sequence[int]) -> frozenset[int]:
    """The numbers of the lines, which begin at ``starts``, that hold one of these pieces."""
    rows = set()
    for piece in pieces:
        at = page.find(piece)
        while at >= 0:
            row = bisect_right(starts, at) - 1
            rows.add(row)
            at = page.find(piece, starts[row + 1])
    return frozenset(rows)


def _candidate(row: int, item: LocatedBlock, context: _Context) -> Candidate:
    block = item.block
    text = block.text[:_LONGEST_READ]
    marked = _marked(block) if block.spans else _UNMARKED
    ends = text.rstrip(_CLOSING)[-1:] in _ENDS
    of_text = _of_text(row, block, context, marked=marked, ends=ends)
    is_running = marked.linked < _LINKED and len(text) >= _LONG_LINE and block.kind is not BlockKind.TABLE
    return Candidate(
        block=block,
        element=item.element,
        features=(*of_text, *_of_hints(fold(text), text, context)),
        linked=marked.linked,
        mass=float(len(block.text)) if is_running else 0.0,
        ends=ends,
    )


def _of_text(row: int, block: Block, context: _Context, *, marked: _Marked, ends: bool) -> tuple[float, ...]:
    text = block.text[:_LONGEST_READ]
    words = text.split()
    length = len(text) or 1
    first = text[:1]
    coded = text.encode("utf-8", "replace")
    digits = len(coded) - len(coded.translate(None, _DIGITS))
    return (
        _KINDS[block.kind],
        block.level,
        len(block.text),
        len(words),
        len(_SENTENCE_END.findall(text)),
        ends,
        first.islower(),
        not first.isalpha(),
        text.count(",") + text.count("、"),
        digits / length,
        sum(map(str.isupper, map(_FIRST, words))) / (len(words) or 1),
        text.isupper(),
        *marked,
        "?" in text,
        text.endswith(":"),
        len(_TIME.findall(text)) if digits else 0,
        len(_ADDRESSING.findall(text.lower())) if row in context.addressing else 0,
        len(_CREDIT.findall(text)) if row in context.crediting else 0,
        is_boilerplate(block),
        context.times[block.text],
        first in "\"'“„«»‘",
        length / (len(words) or 1),
        text.count("|") + text.count("•") + text.count("›"),
    )


def _of_hints(folded: str, text: str, known: _Context) -> tuple[float, ...]:
    stated = -1.0 if not known.stated else float(bool(folded) and folded in known.stated)
    return (
        folded in known.titles,
        bool(folded) and known.is_titled(folded),
        len(folded) > 20 and folded[:60] in known.description,  # noqa: PLR2004
        len(known.description) > 20 and known.description[:40] in folded,  # noqa: PLR2004
        stated,
        known.stated_length,
        len(text) < 200 and holds_any(folded, known.names),  # noqa: PLR2004
    )


def _marked(block: Block) -> _Marked:
    links = linked = strong = emphasis = 0
    for span in block.spans:
        length = span.end - span.start
        if span.kind is SpanKind.LINK:
            links += 1
            linked += length
        elif span.kind is SpanKind.STRONG:
            strong += length
        elif span.kind is SpanKind.EMPHASIS:
            emphasis += length
    whole = len(block.text) or 1
    return _Marked(linked / whole, links, strong / whole, emphasis / whole)
