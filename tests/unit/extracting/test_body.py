"""When a second opinion is asked for, and which of the two is taken."""

from __future__ import annotations

from octavo.extracting.body import Body, settled
from octavo.model.articles import Block, BlockKind

LINES = (
    "One two three four five six seven.",
    "Eight nine ten eleven twelve thirteen.",
    "And so on until the end of it.",
)


def body(*lines: str, by: str) -> Body:
    return Body(blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines), by=by)


def test_where_both_agree_the_own_choice_stays() -> None:
    own = body(*LINES, by="octavo")
    result = settled(own, body(*LINES, by="trafilatura"))
    assert (result.blocks, result.by) == (own.blocks, "octavo, unsure, agreeing with trafilatura")


def test_where_they_differ_an_unsure_choice_gives_way() -> None:
    other = body(LINES[0], by="trafilatura")
    result = settled(body(*LINES, by="octavo"), other)
    assert (result.blocks, result.by) == (other.blocks, "trafilatura, as octavo is unsure")


def test_nothing_is_no_second_opinion() -> None:
    own = body(*LINES, by="octavo")
    assert settled(own, body(by="trafilatura")) is own
