"""One line of text with its marked stretches, written piece by piece as a walk meets them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from octavo.kit.text import clean_line
from octavo.kit.urls import join_url
from octavo.model.articles import Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.articles import Block

_LINKS_OUT = re.compile(r"\s*(?:javascript|data|mailto|tel|vbscript|about|blob|file|#)", re.IGNORECASE)

_ENDING, _ENDING_CHARACTERS = 4, 40


class Line:
    """Collects text with white space collapsed as in ``clean_line``, and spans in code points of the finished text.

    ``length`` is how much was written: nothing as long as it was white space.
    """

    def __init__(self, base: str | None) -> None:
        """``base`` makes links absolute; with ``None`` they stay as they stand, for ``with_addresses``."""
        self._base = base
        self._written_before = 0
        self._clear()

    def _clear(self) -> None:
        self._pieces: list[str] = []
        self._spans: list[Span] = []
        self.length = 0
        self._after_space = True

    @property
    def position(self) -> int:
        """Where the next piece begins, counted over all lines."""
        return self._written_before + self.length

    @property
    def ending(self) -> str:
        """The last of what was written in this line, a few words at most."""
        return "".join(self._pieces[-_ENDING:])[-_ENDING_CHARACTERS:]

    def space(self) -> None:
        """Add white space: one space at most, and none at the beginning."""
        if not self._after_space:
            self._pieces.append(" ")
            self.length += 1
            self._after_space = True

    def write(self, text: str) -> None:
        """Add text; runs of white space become one space, also across pieces, and none stands at the beginning."""
        # the marks keep the white space at the ends that clean_line would strip
        piece = clean_line(f"|{text}|")[1:-1]
        if self._after_space:
            piece = piece.removeprefix(" ")
        if piece:
            self._pieces.append(piece)
            self.length += len(piece)
            self._after_space = piece[-1] == " "

    def link(self, start: int, href: str | None) -> None:
        """What was written since ``start`` is a link; only http(s) addresses elsewhere are kept, made absolute."""
        if not href or _LINKS_OUT.match(href):
            return
        url = href if self._base is None else join_url(self._base, href)
        if url is not None:
            self._span(SpanKind.LINK, start, url)

    def mark(self, start: int, kind: SpanKind) -> None:
        """What was written since ``start`` is marked."""
        self._span(kind, start, None)

    def finish(self) -> tuple[str, tuple[Span, ...]]:
        """The line and its spans in order; the next line begins."""
        if not self._pieces:
            self._spans.clear()
            return "", ()
        text = "".join(self._pieces).rstrip()
        spans = _in_order(self._spans, text) if self._spans else ()
        self._written_before += self.length
        self._clear()
        return text, spans

    def _span(self, kind: SpanKind, start: int, url: str | None) -> None:
        begin = max(0, start - self._written_before)  # a block that ended inside the element began a new line
        self._spans.append(Span(kind=kind, start=begin, end=self.length, url=url))


def with_addresses(block: Block, base: str) -> Block:
    """The block with its links made absolute, without those that lead nowhere."""
    spans = (replace(span, url=join_url(base, span.url)) if span.url else span for span in block.spans)
    return replace(block, spans=tuple(span for span in spans if span.url or span.kind is not SpanKind.LINK))


def without_stretches(block: Block, stretches: Sequence[tuple[int, int]]) -> Block:
    """The block without stretches of its text, its spans where they belong then, without those that are empty.

    The stretches are (start, end), in order, and none begins before the one before it ends.
    """
    starts = [start for start, _ in stretches]
    gone = [0, *accumulate(end - start for start, end in stretches)]

    def moved(at: int) -> int:
        number = bisect_left(starts, at)
        inside = number > 0 and at < stretches[number - 1][1]
        return starts[number - 1] - gone[number - 1] if inside else at - gone[number]

    edges = [0, *chain.from_iterable(stretches), len(block.text)]
    text = "".join(block.text[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True))
    spans = (replace(span, start=moved(span.start), end=moved(span.end)) for span in block.spans)
    return replace(block, text=text, spans=tuple(span for span in spans if span.start < span.end))


def _in_order(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The spans of a text, outer ones first, each once and none that is empty."""
    if len(spans) == 1:
        only = _trimmed(spans[0], text)
        return (only,) if only.start < only.end else ()
    kept = [span for span in (_trimmed(span, text) for span in spans) if span.start < span.end]
    return tuple(dict.fromkeys(sorted(kept, key=lambda span: (span.start, -span.end))))


def _trimmed(span: Span, text: str) -> Span:
    """The span without white space at its ends."""
    end = min(span.end, len(text))
    marked = text[span.start : end]
    stripped = marked.strip()
    if len(stripped) == span.end - span.start:
        return span
    start = span.start + len(marked) - len(marked.lstrip())
    return Span(kind=span.kind, start=start, end=start + len(stripped), url=span.url)
