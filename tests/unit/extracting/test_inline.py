"""Lines of text with marked stretches."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.inline import without_stretches
from octavo.model.articles import Block, BlockKind, Span, SpanKind

PLACES = st.lists(st.integers(0, 60), min_size=2, max_size=12, unique=True).map(sorted)


@given(cuts=PLACES, marks=PLACES)
def test_stretches_taken_out_together_leave_what_they_leave_one_by_one(cuts: list[int], marks: list[int]) -> None:
    text = "".join(chr(ord("0") + place) for place in range(60))
    spans = tuple(Span(kind=SpanKind.STRONG, start=a, end=b) for a, b in pairwise(marks))
    block = Block(kind=BlockKind.PARAGRAPH, text=text, spans=tuple(one for one in spans if one.end <= len(text)))
    stretches = list(zip(cuts[::2], cuts[1::2], strict=False))
    one_by_one = block
    for stretch in reversed(stretches):
        one_by_one = without_stretches(one_by_one, [stretch])
    assert without_stretches(block, stretches) == one_by_one
