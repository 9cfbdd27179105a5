from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.wire_desk import START

from octavo.grouping.copies import CopyText, Passage, differences
from octavo.grouping.copies.differences import passages_of
from octavo.kit.differences import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = st.lists(st.text("abc .\n", max_size=40), max_size=6).map("\n".join)


def text(body: str, title: str = "Ferry runs aground") -> CopyText:
    return CopyText(id=1, publisher="paper", title=title, text=body, at=START)


def kinds(passages: Sequence[Passage]) -> list[str]:
    return [passage.kind.value for passage in passages]


def test_a_cut_a_rewrite_and_a_line_put_in() -> None:
    rest = "Nobody was hurt.\nThe fog was thick."
    wire = f"The ferry ran aground at six.\nThere were 214 people aboard.\n{rest}\nMore soon."
    local = f"The ferry ran aground at six.\nThere were 212 people aboard.\nOurs was at the quay.\n{rest}"
    assert kinds(differences(text(wire), text(local)).passages) == [
        "same",
        "changed",
        "added",
        "same",
        "same",
        "removed",
    ]


def test_a_text_without_paragraphs_is_compared_by_sentences() -> None:
    changed = differences(text("One ran. Two sat. “Three!” Four."), text("One ran. “Three!” Four."))
    assert [p.before for p in changed.passages if p.kind is ChangeKind.REMOVED] == ["Two sat."]


def test_what_moved_is_told_from_what_went() -> None:
    lines = ["The first one.", "Second of all.", "A third thing.", "Fourth in line.", "Last but one."]
    moved = [*lines[1:], lines[0]]
    changes = differences(text("\n".join(lines)), text("\n".join(moved))).passages
    assert {(p.kind.value, p.is_moved) for p in changes} == {("same", False), ("removed", True), ("added", True)}


def test_headlines() -> None:
    assert differences(text("One."), text("One.")).title == ()
    changed = differences(text("One."), text("One.", title="Ferry floats")).title
    assert [w.text for w in changed if w.kind is ChangeKind.ADDED] == ["floats"]


@given(LINES, LINES)
def test_nothing_is_lost_and_order_is_kept(one: str, other: str) -> None:
    changes = differences(text(one), text(other)).passages
    assert [p.before for p in changes if p.before] == passages_of(one)
    assert [p.after for p in changes if p.after] == passages_of(other)
