"""The middle of an area, told from the towns that are listed in it, some of them by mistake."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

Point = tuple[float, float]

EARTH = 6371
# A town of an area of MANY towns has FELLOWS of the area among its NEAREST towns, unless it is listed there by mistake.
NEAREST, FELLOWS, MANY = 12, 3, 20
# Islands so many kilometres off, and mistakes that lie together, are no part of the land.
FAR_OFF = 600
_AT_ONCE = 500


def middle_of(towns: Collection[Point], strayed: Collection[Point] = ()) -> Point:
    """Between the middle of the box around towns and their median: near the middle of the land that they lie in."""
    own = [town for town in towns if town not in strayed]
    points = np.array(_hanging_together(own if 2 * len(own) > len(towns) else list(towns)))
    # Where the land lies on both sides of the line of dates, it is one land.
    points[:, 1] = (points[:, 1] - points[0, 1] + 180) % 360 - 180 + points[0, 1]
    at = (points.min(0) + points.max(0)) / 4 + np.median(points, axis=0) / 2
    return float(at[0]), float((at[1] + 180) % 360 - 180)


def strayed_of(areas: Mapping[int, Collection[Point]]) -> dict[int, set[Point]]:
    """The towns of the areas of one country that lie amid other areas' towns, by area."""
    within: dict[Point, set[int]] = defaultdict(set)
    for area, towns in areas.items():
        for town in towns:
            within[town].add(area)
    strayed: dict[int, set[Point]] = defaultdict(set)
    if len(within) <= NEAREST:
        return strayed
    for town, nearest in _neighbours(list(within)):
        for area in within[town]:
            if len(areas[area]) >= MANY and sum(area in within[near] for near in nearest) < FELLOWS:
                strayed[area].add(town)
    return strayed


def _neighbours(towns: list[Point]) -> Iterator[tuple[Point, list[Point]]]:
    on_sphere = _on_sphere(towns)
    for begin in range(0, len(towns), _AT_ONCE):
        likeness = on_sphere[begin : begin + _AT_ONCE] @ on_sphere.T
        nearest = np.argpartition(-likeness, NEAREST, axis=1)[:, : NEAREST + 1]
        for number, row in enumerate(nearest, begin):
            yield towns[number], [towns[near] for near in row if near != number]


def _on_sphere(points: Iterable[Point]) -> np.ndarray:
    latitude, longitude = np.radians(np.array(list(points))).T
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )


def _hanging_together(towns: list[Point]) -> list[Point]:
    """The most towns that hang together by steps of less than FAR_OFF, told by whole degrees."""
    cells: dict[Point, list[Point]] = defaultdict(list)
    for town in towns:
        cells[round(town[0]), round(town[1])].append(town)
    on_sphere = _on_sphere(cells)
    near = np.arccos(np.clip(on_sphere @ on_sphere.T, -1, 1)) * EARTH < FAR_OFF
    groups, left = list(cells.values()), set(range(len(cells)))
    most: list[Point] = []
    while left:
        reached = _reached(left.pop(), near, left)
        together = [town for number in reached for town in groups[number]]
        most = max(most, together, key=len)
    return most


def _reached(begin: int, near: np.ndarray, left: set[int]) -> list[int]:
    reached = [begin]
    for number in reached:
        found = [other for other in left if near[number, other]]
        left.difference_update(found)
        reached.extend(found)
    return reached
