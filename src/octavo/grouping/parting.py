"""Where a story would part, if it had to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST = 64
_LEAST = 2


def weakest_seam(reports: Sequence[int], links: Iterable[tuple[int, int, float]]) -> tuple[list[int], float]:
    """The smaller of two parts, and the mean link between them; of a large story the latest reports are looked at.

    Those that are linked most are put together first, until two parts are left.
    """
    reports = reports[-_MOST:]
    place = {report: number for number, report in enumerate(reports)}
    sums = np.zeros((len(reports), len(reports)))
    for one, other, strength in links:
        if one in place and other in place:
            sums[place[one], place[other]] = sums[place[other], place[one]] = strength
    parts = [[report] for report in reports]
    while len(parts) > _LEAST:
        counts = np.array([len(part) for part in parts])
        means = sums / np.outer(counts, counts)
        np.fill_diagonal(means, -1)
        one, other = sorted(divmod(int(means.argmax()), len(parts)))
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sums = np.delete(np.delete(sums, other, 0), other, 1)
        parts[one] += parts.pop(other)
    if len(parts) < _LEAST:
        return [], 1.0
    smaller = min(parts, key=len)
    return smaller, float(sums[0, 1]) / (len(parts[0]) * len(parts[1]))
