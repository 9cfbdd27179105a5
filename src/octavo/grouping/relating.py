"""Relations: how an article stands to earlier ones that are not of its story, with a reason a person understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.grouping.telling.reasons import reason_of
from octavo.model.ids import ArticleId
from octavo.model.stories import Relation, RelationKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from octavo.grouping.why import Common

# How alike the words of two articles must be for them to be related, or how likely it must be that they are of one
# event while they share a name; and from how likely on the later one goes on where the other left off.
_ALIKE, _LIKELY, _GOES_ON = 0.15, 0.3, 0.2
_A_DAY, _LONG_AGO = 1.0, 7.0
_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An earlier report that one was compared with, ``days`` before it; likeness and probability from 0 to 1."""

    report: int
    probability: float
    likeness: float
    days: float

    @property
    def score(self) -> float:
        """What lists are ordered by, from 0 to 1."""
        return min(1.0, 0.8 * self.likeness + 0.2 * self.probability)


def may_be_near(probability: NDArray[np.float32], likeness: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which come into question at all."""
    return (likeness >= _ALIKE) | (probability >= _LIKELY)


def relation_of(article: int, near: Near, common: Common, *, is_opinion: bool) -> Relation | None:
    """How an article stands to an earlier one; ``None`` where they share nothing that could be named."""
    if not (common.names or common.terms) or (near.likeness < _ALIKE and not common.names):
        return None
    return Relation(
        article=ArticleId(article),
        related=ArticleId(near.report),
        kind=_kind(near, is_opinion=is_opinion),
        reason=reason_of(common),
        score=round(near.score, 4),
    )


def nearest(found: list[Near]) -> list[Near]:
    """Those that are nearest, the first of them first."""
    return sorted(found, key=lambda near: (-near.score, near.report))[:_MOST]


def _kind(near: Near, *, is_opinion: bool) -> RelationKind:
    if is_opinion:
        return RelationKind.OPINION
    if near.days >= _LONG_AGO:
        return RelationKind.BACKGROUND
    if near.days >= _A_DAY and near.probability >= _GOES_ON:
        return RelationKind.FOLLOW_UP
    return RelationKind.TOPIC
