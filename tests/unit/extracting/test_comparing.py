from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.comparing import compare
from octavo.model.articles import Block, BlockKind, Revision
from octavo.model.changes import ChangeKind
from octavo.model.ids import ArticleId

TITLE = "Open a coach window, Tolvey fans told as measles hits 47"
TEXTS = st.text("abc ,.", min_size=1, max_size=30)
KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING])
BLOCKS = st.lists(st.builds(Block, kind=KINDS, text=TEXTS, spans=st.just(())), max_size=8).map(tuple)


def _revision(number: int, *blocks: Block | str, title: str = "Title") -> Revision:
    made = tuple(b if isinstance(b, Block) else Block(kind=BlockKind.PARAGRAPH, text=b) for b in blocks)
    at = datetime(2026, 6, number, tzinfo=UTC)
    return Revision(article=ArticleId(1), number=number, at=at, title=title, blocks=made, digest=str(number))


def test_a_title_is_edited_or_another_one_took_its_place() -> None:
    edited = compare(_revision(1, title=TITLE), _revision(2, title=TITLE.replace("47", "51"))).title
    assert [w.text for w in edited if w.kind is not ChangeKind.SAME] == ["47", "51"]
    other = "Tolvey measles total reaches 47; west told to check its cards"
    replaced = compare(_revision(1, title=TITLE), _revision(2, title=other)).title
    assert [(w.kind, w.text) for w in replaced] == [(ChangeKind.REMOVED, TITLE), (ChangeKind.ADDED, other)]


def test_a_corrected_figure_is_shown_in_its_sentence() -> None:
    before = _revision(1, "The ferry ran aground.", "There were 214 people aboard, the company said.")
    after = _revision(2, "The ferry ran aground.", "There were 212 people aboard, the company said.", "Corrected.")
    same, changed, added = compare(before, after).changes
    assert (same.kind, changed.kind, added.kind) == (ChangeKind.SAME, ChangeKind.CHANGED, ChangeKind.ADDED)
    assert [(w.kind, w.text) for w in changed.words if w.kind is not ChangeKind.SAME] == [
        (ChangeKind.REMOVED, "214"),
        (ChangeKind.ADDED, "212"),
    ]


def test_a_paragraph_taken_out_and_one_put_in_are_not_one_edited() -> None:
    before = _revision(1, "First.", "Nobody was hurt when the roof came down at four.", "Last.")
    after = _revision(2, "First.", "Mayor Wexcombe promised a new market by spring.", "Last.")
    assert [c.kind for c in compare(before, after).changes] == [
        ChangeKind.SAME,
        ChangeKind.REMOVED,
        ChangeKind.ADDED,
        ChangeKind.SAME,
    ]


def test_a_new_headline() -> None:
    comparison = compare(_revision(1, title="Vote lost 34–30"), _revision(2, title="Vote lost 34–31"))
    assert [w.text for w in comparison.title if w.kind is ChangeKind.ADDED] == ["31"]
    assert compare(_revision(1), _revision(2)).title == ()


@given(BLOCKS, BLOCKS)
def test_nothing_is_lost_and_order_is_kept(old: tuple[Block, ...], new: tuple[Block, ...]) -> None:
    changes = compare(_revision(1, *old), _revision(2, *new)).changes
    assert [(c.before.kind, c.before.text) for c in changes if c.before] == [(b.kind, b.text) for b in old]
    assert [(c.after.kind, c.after.text) for c in changes if c.after] == [(b.kind, b.text) for b in new]
