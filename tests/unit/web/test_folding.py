from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.model.changes import Change, ChangeKind
from octavo.web.folding import folded


def _changes(kinds: str) -> list[Change]:
    return [Change(kind=ChangeKind.SAME if kind == "." else ChangeKind.ADDED) for kind in kinds]


def _shape(kinds: str) -> str:
    shown = folded(_changes(kinds))
    return "".join(str(s.unchanged) if s.change is None else "." if s.change.kind == "same" else "+" for s in shown)


def test_long_unchanged_stretches_are_folded_but_for_their_ends() -> None:
    assert _shape("......+......") == "5.+.5"
    assert _shape("+......+") == "+.4.+"
    assert _shape("..+..") == "..+.."
    assert _shape("......") == ""
    assert _shape("") == ""


@given(st.text(".+", max_size=40))
def test_no_change_is_lost(kinds: str) -> None:
    shown = folded(_changes(kinds))
    assert [s.change for s in shown if s.change and s.change.kind is ChangeKind.ADDED] == [
        change for change in _changes(kinds) if change.kind is ChangeKind.ADDED
    ]
    assert sum(s.unchanged for s in shown) <= kinds.count(".")
