"""A comparison for a page: what changed with a paragraph around it, long unchanged stretches folded to a count."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from octavo.model.changes import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.model.changes import Change

# A stretch that is folded to a line must be longer than the line.
SHORTEST_FOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A change to show, or (``change`` is ``None``) how many blocks in a row stayed as they were."""

    change: Change | None = None
    unchanged: int = 0


def folded(changes: Sequence[Change]) -> tuple[Shown, ...]:
    """The changes of a comparison, in order; nothing when nothing changed."""
    if all(change.kind is ChangeKind.SAME for change in changes):
        return ()
    groups = [list(group) for _, group in groupby(changes, key=lambda change: change.kind is ChangeKind.SAME)]
    return tuple(shown for position, group in enumerate(groups) for shown in _shown(group, position, len(groups)))


def _shown(group: list[Change], position: int, groups: int) -> Iterator[Shown]:
    if group[0].kind is not ChangeKind.SAME or len(group) < SHORTEST_FOLD:
        yield from (Shown(change=change) for change in group)
        return
    head = group[:1] if position else []
    tail = group[-1:] if position < groups - 1 else []
    yield from (Shown(change=change) for change in head)
    yield Shown(unchanged=len(group) - len(head) - len(tail))
    yield from (Shown(change=change) for change in tail)
