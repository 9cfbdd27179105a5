"""Whether a site's pages have become unlike what they were: its articles may be incomplete until somebody looks."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from octavo.model.sites import LayoutChange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.extracting.learning.habits import Habits

_RECENT = 8
_FEWEST_BEFORE = 12
# So far below its median a certainty is out of the ordinary: in standard deviations as the median deviation tells them,
# and at least a tenth, since sites whose pages are all alike hardly deviate.
_DEVIATIONS = 3 * 1.4826
_LEAST_DROP = 0.1
# And an article where it is a fifth as long as usual, and shorter than all but a tenth.
_SHORT, _SHORTEST = 5, 10


def layout_change(habits: Habits, host: str) -> LayoutChange | None:
    """The alarm where more than half of a site's last eight pages were out of the ordinary of the pages before."""
    before, recent = habits.outcomes[:-_RECENT], habits.outcomes[-_RECENT:]
    if len(before) < _FEWEST_BEFORE:
        return None
    certainty = _least_certainty([outcome.certainty for outcome in before])
    words = _fewest_words([outcome.words for outcome in before])
    low = sum(outcome.certainty < certainty or outcome.words < words for outcome in recent)
    return LayoutChange(host=host, incomplete=low, latest=len(recent)) if 2 * low > len(recent) else None


def _least_certainty(before: Sequence[float]) -> float:
    usual = median(before)
    deviation = median(abs(value - usual) for value in before)
    return usual - max(_LEAST_DROP, _DEVIATIONS * deviation)


def _fewest_words(before: Sequence[int]) -> float:
    return min(median(before) / _SHORT, sorted(before)[len(before) // _SHORTEST])
