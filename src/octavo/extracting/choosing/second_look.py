"""What the first judgement of all lines tells about each: a line is seldom alone in being the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from octavo.extracting.choosing.surroundings import shifted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from octavo.extracting.choosing.surroundings import Surroundings

_OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
_LEVELS = 3
_WIDEST_GAP = 4
NAMES = (
    "first",
    *(f"first:{offset:+}" for offset in _OFFSETS),
    *(f"{what}:{level}" for level in range(_LEVELS) for what in ("mean", "by_length", "kept_share", "others")),
    "same_shape_mean", "same_shape_others", "mean_before", "mean_behind", "kept_before", "kept_behind", "since_kept",
    "until_kept", "page_kept_mass", "run_share", "run_mean", "run_distance", "run_order", "run_shares_container",
)  # fmt: skip


def second_matrix(surroundings: Surroundings, first: NDArray[np.float32]) -> NDArray[np.float32]:
    """Features in the order of ``NAMES`` from the first judgement (a probability a line)."""
    mass = surroundings.mass
    kept = (first > 0.5).astype(np.float32)  # noqa: PLR2004
    weight = first * (mass + 20)
    columns: list[NDArray[np.floating]] = [first, *(shifted(first, offset) for offset in _OFFSETS)]
    for numbers in surroundings.containers[:_LEVELS]:
        columns += _of_container(numbers, first, weight, kept, mass + 20)
    count = np.bincount(surroundings.shapes)[surroundings.shapes]
    total = np.bincount(surroundings.shapes, first)[surroundings.shapes]
    columns += [total / count, _others(total, first, count)]
    columns += [_mean_before(first), _mean_before(first[::-1])[::-1]]
    columns += [np.cumsum(kept) - kept, np.cumsum(kept[::-1])[::-1] - kept]
    columns += [_since(kept), _since(kept[::-1])[::-1]]
    columns.append(np.full(len(first), float((kept * mass).sum() / max(1.0, float(mass.sum())))))
    columns += _of_runs(surroundings, first, mass)
    return np.column_stack(columns).astype(np.float32)


def _of_runs(
    surroundings: Surroundings, first: NDArray[np.float32], mass: NDArray[np.float32]
) -> list[NDArray[np.floating]]:
    """How the stretch of kept lines that a line is in, or behind, stands to the largest one."""
    kept = np.flatnonzero(first > 0.5)  # noqa: PLR2004
    if not len(kept):
        return [np.full(len(first), -1.0)] * 5
    starts = kept[np.concatenate(([True], np.diff(kept) > _WIDEST_GAP))]
    run = np.maximum(np.searchsorted(starts, np.arange(len(first)), side="right") - 1, 0)
    weight = np.bincount(run[kept], (mass + 20)[kept], minlength=len(starts))
    mean = np.bincount(run[kept], first[kept], minlength=len(starts)) / np.bincount(run[kept], minlength=len(starts))
    main = int(weight.argmax())
    rows = kept[run[kept] == main]
    begin, end = int(rows[0]), int(rows[-1])
    order = np.arange(len(first))
    distance = np.where(order < begin, order - begin, np.where(order > end, order - end, 0))
    shared = sum(np.isin(numbers, numbers[rows]).astype(float) for numbers in surroundings.containers[:_LEVELS])
    return [
        (weight / weight[main])[run],
        mean[run],
        distance.astype(float),
        (run - main).astype(float),
        np.asarray(shared),
    ]


def _of_container(
    numbers: NDArray[np.intp],
    first: NDArray[np.float32],
    weight: NDArray[np.float32],
    kept: NDArray[np.float32],
    mass: NDArray[np.float32],
) -> list[NDArray[np.floating]]:
    count = np.bincount(numbers)[numbers]
    total = np.bincount(numbers, first)[numbers]
    return [
        total / count,
        (np.bincount(numbers, weight) / np.bincount(numbers, mass))[numbers],
        np.bincount(numbers, kept)[numbers] / max(1.0, float(kept.sum())),
        _others(total, first, count),
    ]


def _others(total: NDArray[np.number], own: NDArray[np.float32], count: NDArray[np.number]) -> NDArray[np.floating]:
    """The mean over the other lines, -1 where there are none."""
    return np.where(count > 1, (total - own) / np.maximum(count - 1, 1), -1.0)


def _mean_before(first: NDArray[np.float32]) -> NDArray[np.floating]:
    """A mean over the lines before, nearer ones counting more."""
    result = np.zeros(len(first))
    mean = 0.0
    for row, value in enumerate(first.tolist()):
        result[row] = mean
        mean = 0.8 * mean + 0.2 * value
    return result


def _since(kept: NDArray[np.float32]) -> NDArray[np.float32]:
    result = np.full(len(kept), 50, np.float32)
    distance = 50.0
    for row, value in enumerate(kept.tolist()):
        result[row] = distance
        distance = 1.0 if value else min(50.0, distance + 1)
    return result
