"""The outlines of countries and of the states of the US, cut to a window and written as paths of SVG.

Packed by ``benchmarks/make_map.py`` from Natural Earth and the US Census Bureau, both in the public domain.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ring = NDArray[np.float64]
    Cut = tuple[tuple[tuple[str, str], tuple[Ring, ...]], ...]

_SCALE = 100
_TURN = 360.0
# Below this many units an island is a speck.
_SPECK = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of the map: degrees at its edges, and the units of the drawing that its width and height have.

    ``east`` may lie beyond 180.
    """

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    def x(self, longitude: float) -> float:
        """Where a longitude lies in the drawing."""
        return (longitude - self.west) / (self.east - self.west) * self.width

    def y(self, latitude: float) -> float:
        """Where a latitude lies in the drawing."""
        return (self.north - latitude) / (self.north - self.south) * self.height

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies inside."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


@dataclass(frozen=True, slots=True)
class Outlines:
    """Rings behind each other: where each begins, whose it is, and the box around it (west, south, east, north)."""

    points: Ring
    first: NDArray[np.intp]
    owner: NDArray[np.intp]
    boxes: Ring
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a country or state is inside a window: its code and name, a path, and the largest ring of it."""

    code: str
    name: str
    path: str
    area: float
    middle: tuple[float, float]


@cache
def outlines(size: str) -> Outlines:
    """The outlines of one size: "50m", "110m" or "us"."""
    with np.load(Path(__file__).with_name("world.npz")) as file:
        steps = np.stack([file[f"{size}.x"], file[f"{size}.y"]], axis=1).astype(np.int64)
        lengths = file[f"{size}.lengths"].astype(np.intp)
        owner = file[f"{size}.owners"].astype(np.intp)
        lines = file["states" if size == "us" else "countries"].tobytes().decode().split("\n")
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.intp)
    total = np.cumsum(steps, axis=0)
    before = np.concatenate([np.zeros((1, 2), np.int64), total])[first[:-1]]
    points = (total - np.repeat(before, lengths, axis=0)) / _SCALE
    low, high = np.minimum.reduceat(points, first[:-1]), np.maximum.reduceat(points, first[:-1])
    names = tuple((line.partition("\t")[0], line.partition("\t")[2]) if "\t" in line else ("", line) for line in lines)
    return Outlines(points, first, owner, np.hstack([low, high]), names)


def cut_to(size: str, window: Window, margin: float) -> Cut:
    """The rings of each shape that a window shows, cut ``margin`` units outside it, in units of the drawing."""
    found = outlines(size)
    degrees = np.array([window.east - window.west, window.south - window.north])
    scale = np.array([window.width, window.height]) / degrees
    rings: dict[int, list[Ring]] = {}
    for number, shift in _seen(found, window):
        low, high = found.boxes[number, :2], found.boxes[number, 2:]
        if float(np.abs((high - low) * scale).max()) < _SPECK:
            continue
        ring = found.points[found.first[number] : found.first[number + 1]]
        cut = _cut((ring - (window.west - shift, window.north)) * scale, window, margin)
        if len(cut) > 2:  # noqa: PLR2004
            rings.setdefault(int(found.owner[number]), []).append(cut)
    return tuple((found.names[owner], tuple(parts)) for owner, parts in sorted(rings.items()))


def thinned(cut: Cut, step: float) -> Cut:
    """The rings of each shape with one of those consecutive points that lie in one cell of a grid of ``step`` units."""
    thin = ((name, tuple(_thinned(ring, step) for ring in rings)) for name, rings in cut)
    kept = ((name, tuple(ring for ring in rings if len(ring) > 2)) for name, rings in thin)  # noqa: PLR2004
    return tuple((name, rings) for name, rings in kept if rings)


def points_of(cut: Cut) -> int:
    """How many points there are in all rings."""
    return sum(len(ring) for _, rings in cut for ring in rings)


@lru_cache(maxsize=512)
def land_in(window: Window) -> float:
    """The share of a window that is land, roughly."""
    rings = (ring for _, rings in cut_to("110m", window, 0.0) for ring in rings)
    return sum(map(_area, rings)) / (window.width * window.height)


def shapes_of(cut: Cut) -> list[Shape]:
    """Shapes with their paths."""
    return [_shape(name, rings) for name, rings in cut]


def _seen(found: Outlines, window: Window) -> Iterator[tuple[int, float]]:
    """The rings that may touch a window, with the turns of the globe that bring them there."""
    west, south, east, north = found.boxes.T
    for shift in (-_TURN, 0.0, _TURN):
        touches = (west + shift < window.east) & (east + shift > window.west)
        for number in np.flatnonzero(touches & (south < window.north) & (north > window.south)):
            yield int(number), shift


def _cut(ring: Ring, window: Window, margin: float) -> Ring:
    """A ring cut to the window (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in (
        (0, -margin, 1),
        (0, window.width + margin, -1),
        (1, -margin, 1),
        (1, window.height + margin, -1),
    ):
        if not len(ring):
            break
        here = sign * (ring[:, axis] - limit)
        if (here >= 0).all():
            continue
        following, there = _next(ring), _next(here)
        crosses, enters = (here >= 0) != (there >= 0), there >= 0
        along = np.where(crosses, here / np.where(here == there, 1.0, here - there), 0.0)[:, None]
        both = np.stack([ring + along * (following - ring), following], axis=1).reshape(-1, 2)
        ring = both[np.stack([crosses, enters], axis=1).ravel()]
    return ring


def _thinned(ring: Ring, step: float) -> Ring:
    """Of consecutive points in one cell of a grid the last."""
    cells = np.floor(ring / step)
    return ring[np.any(cells != _next(cells), axis=1)]


def _next(ring: Ring) -> Ring:
    """The point after each, the first after the last."""
    return np.concatenate([ring[1:], ring[:1]])


def _shape(name: tuple[str, str], rings: tuple[Ring, ...]) -> Shape:
    areas = [_area(ring) for ring in rings]
    largest = rings[int(np.argmax(areas))]
    return Shape(name[0], name[1], "".join(map(_path, rings)), sum(areas), _middle(largest))


def _area(ring: Ring) -> float:
    x, y = ring.T
    return float(abs(np.sum(x * _next(y) - _next(x) * y)) / 2)


def _middle(ring: Ring) -> tuple[float, float]:
    x, y = ring.T
    cross = x * _next(y) - _next(x) * y
    total = float(np.sum(cross))
    if abs(total) < 1:
        return float(x.mean()), float(y.mean())
    return (
        float(np.sum((x + _next(x)) * cross) / (3 * total)),
        float(np.sum((y + _next(y)) * cross) / (3 * total)),
    )


def _path(ring: Ring) -> str:
    """A closed path in tenths of a unit, each point by its distance from the one before."""
    tenths = np.rint(ring * 10).astype(int)
    steps = np.diff(tenths, axis=0).tolist()
    start = f"M{tenths[0][0]} {tenths[0][1]}l"
    return start + " ".join(f"{x}{y}" if y < 0 else f"{x} {y}" for x, y in steps) + "z"
