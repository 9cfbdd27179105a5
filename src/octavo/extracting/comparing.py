"""Two versions of an article compared: by blocks, and inside a changed block by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.differences import aligned, share_words, words_changed
from octavo.model.changes import Change, ChangeKind, Comparison, Words

if TYPE_CHECKING:
    from octavo.model.articles import Block, Revision


def compare(before: Revision, after: Revision) -> Comparison:
    """What became of each block of ``before`` on the way to ``after``, in reading order."""
    return Comparison(
        before=before.number,
        after=after.number,
        title=_title(before.title, after.title),
        changes=tuple(
            _change(old, new) for old, new in aligned(before.blocks, after.blocks, key=_key, alike=_are_alike)
        ),
    )


def _title(old: str, new: str) -> tuple[Words, ...]:
    """What changed in a title; one with little of the other in it took its place, and is no edit of it."""
    if old == new:
        return ()
    if not old or not new or share_words(old, new):
        return words_changed(old, new)
    return Words(kind=ChangeKind.REMOVED, text=old), Words(kind=ChangeKind.ADDED, text=new)


def _key(block: Block) -> tuple[str, str]:
    return block.kind, block.text


def _are_alike(one: Block, other: Block) -> bool:
    return one.kind is other.kind and share_words(one.text, other.text)


def _change(old: Block | None, new: Block | None) -> Change:
    if old is None:
        return Change(kind=ChangeKind.ADDED, after=new)
    if new is None:
        return Change(kind=ChangeKind.REMOVED, before=old)
    if _key(old) == _key(new):
        return Change(kind=ChangeKind.SAME, before=old, after=new)
    return Change(kind=ChangeKind.CHANGED, before=old, after=new, words=words_changed(old.text, new.text))
