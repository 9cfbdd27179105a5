from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.kit.differences import ChangeKind, aligned, share_words, words_changed

PASSAGES = st.lists(st.text("abc ,.", min_size=1, max_size=30), max_size=8)


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_give_both_texts_back(before: str, after: str) -> None:
    words = words_changed(before, after)
    assert "".join(w.text for w in words if w.kind is not ChangeKind.ADDED) == before
    assert "".join(w.text for w in words if w.kind is not ChangeKind.REMOVED) == after


@given(PASSAGES, PASSAGES)
def test_every_passage_stands_once_and_in_order(before: list[str], after: list[str]) -> None:
    walk = aligned(before, after, key=hash, alike=share_words)
    pairs = list(walk)
    assert [old for old, _ in pairs if old is not None] == before
    assert [new for _, new in pairs if new is not None] == after


def test_passages_that_share_half_of_their_words_are_one() -> None:
    assert share_words("The boat was late again on Monday.", "The boat was late once more on Monday.")
    assert not share_words("The boat was late again.", "Nobody came to the meeting, as before.")
