"""Whether a site's pages have become unlike what they were: its articles may be incomplete until somebody looks."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from octavo.model.sites import LayoutChange

if TYPE_CHECKING:
    from octavo.extracting.learning.habits import Habits

_RECENT = 8
_FEWEST_BEFORE = 12
# So far below its median a page is out of the ordinary: in standard deviations as the median deviation tells them,
# and at least a tenth, since sites whose pages are all alike hardly deviate.
_DEVIATIONS = 3 * 1.4826
_LEAST_DROP = 0.1


def layout_change(habits: Habits, host: str) -> LayoutChange | None:
    """The alarm where more than half of a site's last eight pages were out of the ordinary of the pages before."""
    before, recent = habits.certainties[:-_RECENT], habits.certainties[-_RECENT:]
    if len(before) < _FEWEST_BEFORE:
        return None
    usual = median(before)
    deviation = median(abs(value - usual) for value in before)
    floor = usual - max(_LEAST_DROP, _DEVIATIONS * deviation)
    low = sum(value < floor for value in recent)
    return LayoutChange(host=host, incomplete=low, latest=len(recent)) if 2 * low > len(recent) else None
