"""A map of places: which part of the world to show, where names can stand, and the outlines of what is seen.

Drawn on the server as SVG, without a script and without asking anyone for tiles.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from octavo.web.outlines import Window, cut_to, land_in, points_of, shapes_of, thinned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.names import Name, Place
    from octavo.web.outlines import Shape

WIDTH, FLATTEST, TALLEST = 400.0, 200.0, 300.0
MOST_POINTS, MOST_LABELS, MOST_BYTES = 60, 18, 17_000
# What a point takes in a path, about.
_POINT_BYTES = 5.9
# Countries and parts of the world are no points: countries are shaded, the others only named in the list.
_WIDE = frozenset({"country", "continent"})
# These are larger than a point: they do not draw the map towards their middle where there are points.
_VAST = frozenset({"area", "water", "mountain"})
# What is too large for a map of its own.
NOWHERE = _VAST | {"continent"}
# How many degrees from south to north a map shows at least, around towns, around regions, around what is wider.
_AROUND_TOWNS, _AROUND_REGIONS, _AROUND_COUNTRIES = 3.0, 8.0, 18.0
_ROOM = 0.16
# A map with a smaller share of land than this is drawn wider, step by step, as long as it shows no more degrees.
_LAND, _WIDER, _FARTHEST_LAND = 0.03, 1.4, 32.0
_COARSE, _STATES = 75.0, 45.0
_MARGIN = 4.0
_STEPS = (0.7, 1.0, 1.5, 2.2, 3.2, 5.0)
_KILOMETRES = 111.2
_FONT, _LINE, _QUIET = 13.0, 14.0, 10.5
# A cluster that holds most points is shown larger, and what lies far off is told beneath.
_FEW, _SHARE, _GAIN, _WORTH = 4, 0.25, 3.0, 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country that the map shows: its path in tenths of a unit, and whether the article names it."""

    path: str
    is_named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words on the map; ``anchor`` is SVG's text-anchor."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on the map; ``is_wide`` for a region, which is larger than its mark; ``label`` where there is room."""

    name: str
    x: float
    y: float
    is_wide: bool
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The scale: so many units are so many kilometres."""

    length: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map to print: ``names`` are the places on it in words, ``beyond`` those that lie outside it."""

    width: float
    height: float
    title: str
    countries: tuple[Country, ...]
    states: str
    named_states: str
    points: tuple[Point, ...]
    labels: tuple[Label, ...]
    bar: Bar | None
    names: tuple[str, ...]
    beyond: tuple[str, ...]


def map_of_names(names: Sequence[Name]) -> MapView | None:
    """A map of the places among names, each by the name that the article gives it."""
    return map_of([replace(name.place, name=name.name) for name in names if name.place is not None])


def map_of(places: Sequence[Place]) -> MapView | None:
    """A map of the part of the world that places lie in; None where none of them is a point or a country.

    The first places are the most important: they get their label first.
    """
    unique = tuple({place.id: place for place in places}.values())[:MOST_POINTS]
    spots = [place for place in unique if place.kind not in _WIDE]
    countries = [place for place in unique if place.kind == "country" and place.country]
    framed = _together([place for place in spots if place.kind not in _VAST]) or countries or spots
    if not framed:
        return None
    window = _with_land(framed)
    shown = [place for place in spots if _inside(window, place)]
    beyond = [place for place in spots if place not in shown]
    drawn, states = _drawn(window)
    named = {place.country for place in countries}
    points, taken = _points(window, shown)
    regions = {place.name for place in spots if place.kind == "region" and place.country == "US"}
    quiet = (
        *_country_labels(window, [shape for shape in drawn if not (states and shape.code == "US")], countries, taken),
        *_state_labels(window, [shape for shape in states if shape.name not in regions], taken),
    )
    return MapView(
        width=window.width,
        height=round(window.height, 1),
        title=f"Map: {_listed([place.name for place in shown] or [place.name for place in countries])}",
        countries=tuple(Country(path=shape.path, is_named=bool(shape.code) and shape.code in named) for shape in drawn),
        states="".join(shape.path for shape in states),
        named_states="".join(shape.path for shape in states if shape.name in regions),
        points=points,
        labels=quiet,
        bar=_bar(window),
        names=tuple(_told(place) for place in (*shown, *countries)),
        beyond=tuple(place.name for place in beyond),
    )


def _together(places: list[Place]) -> list[Place]:
    """All places, or without the few that lie so far off that the others would be a speck."""
    if len(places) <= _FEW:
        return places
    spare = int(len(places) * _SHARE)
    latitudes = sorted(place.latitude for place in places)
    middle = latitudes[len(latitudes) // 2]
    longitudes = sorted(place.longitude for place in places)
    centre = longitudes[len(longitudes) // 2]
    by_distance = sorted(places, key=lambda place: _apart(place, middle, centre))
    kept = by_distance[: len(places) - spare] if spare else by_distance
    whole, part = _span(places), _span(kept)
    if whole < _WORTH or whole < _GAIN * max(part, _AROUND_TOWNS):
        return places
    limit = 2 * max(part, _AROUND_TOWNS)
    return [place for place in places if _apart(place, middle, centre) <= limit]


def _apart(place: Place, latitude: float, longitude: float) -> float:
    turn = abs(place.longitude - longitude) % 360
    return max(abs(place.latitude - latitude), min(turn, 360 - turn) * math.cos(math.radians(latitude)))


def _span(places: Sequence[Place]) -> float:
    west, east = _west_to_east([place.longitude for place in places])
    latitudes = [place.latitude for place in places]
    return max(east - west, max(latitudes) - min(latitudes))


def _west_to_east(longitudes: Sequence[float]) -> tuple[float, float]:
    """The narrowest stretch that holds all longitudes; its end may lie beyond 180."""
    ordered = sorted(longitudes)
    gaps = [after - before for before, after in zip(ordered, [*ordered[1:], ordered[0] + 360], strict=True)]
    widest = gaps.index(max(gaps))
    west = ordered[(widest + 1) % len(ordered)]
    return west, west + 360 - gaps[widest]


def _with_land(places: Sequence[Place]) -> Window:
    """The window around places; where it shows little but sea, a wider one that tells where in the sea they are."""
    narrowest = _narrowest(places)
    around = window = _window(places, narrowest)
    while land_in(window) < _LAND:
        narrowest *= _WIDER
        if narrowest > _FARTHEST_LAND:
            return around
        window = _window(places, narrowest)
    return window


def _narrowest(places: Sequence[Place]) -> float:
    """How many degrees a map shows at least: the more, the wider what it shows."""
    kinds = {place.kind for place in places}
    narrowest = _AROUND_COUNTRIES if kinds & (_VAST | _WIDE) else _AROUND_TOWNS
    return max(narrowest, _AROUND_REGIONS if kinds & {"region", "island"} else narrowest)


def _window(places: Sequence[Place], narrowest: float) -> Window:
    """A window around places with room at its edges."""
    west, east = _west_to_east([place.longitude for place in places])
    south, north = min(place.latitude for place in places), max(place.latitude for place in places)
    squeeze = max(0.3, math.cos(math.radians((south + north) / 2)))
    high = max((north - south) * (1 + 2 * _ROOM), narrowest)
    wide = max((east - west) * squeeze * (1 + 2.4 * _ROOM), narrowest * 1.4)
    wide = min(max(wide, high * WIDTH / TALLEST), 360 * squeeze)
    height = min(max(WIDTH * high / wide, FLATTEST), TALLEST)
    high = wide * height / WIDTH
    middle, centre = (south + north) / 2, (west + east) / 2
    half = wide / squeeze / 2
    bottom = max(-90.0, min(middle - high / 2, 90.0 - high))
    return Window(west=centre - half, east=centre + half, south=bottom, north=bottom + high, width=WIDTH, height=height)


def _inside(window: Window, place: Place) -> bool:
    return window.holds(place.latitude, _turned(window, place.longitude))


def _turned(window: Window, longitude: float) -> float:
    """A longitude plus the turns that bring it east of a window's western edge."""
    return window.west + (longitude - window.west) % 360


@lru_cache(maxsize=128)
def _drawn(window: Window) -> tuple[tuple[Shape, ...], tuple[Shape, ...]]:
    """Countries, and the states of the US where the window is small; as fine as the page can bear."""
    wide = window.east - window.west
    of_countries = cut_to("110m" if wide > _COARSE else "50m", window, _MARGIN)
    of_states = cut_to("us", window, _MARGIN) if wide < _STATES else ()
    thin = of_countries, of_states
    for step in _STEPS:
        thin = thinned(of_countries, step), thinned(of_states, step)
        if _POINT_BYTES * sum(map(points_of, thin)) <= MOST_BYTES:
            break
    countries, states = (tuple(shapes_of(one)) for one in thin)
    return countries, states


Box = tuple[float, float, float, float]


def _points(window: Window, places: Sequence[Place]) -> tuple[tuple[Point, ...], list[Box]]:
    """The marks of places with their labels, and the boxes that these take."""
    at = [(window.x(_turned(window, place.longitude)), window.y(place.latitude)) for place in places]
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in at]
    points = []
    labels = 0
    for place, (x, y) in zip(places, at, strict=True):
        label = _placed(window, place.name, x, y, taken) if labels < MOST_LABELS else None
        labels += label is not None
        wide = place.kind in {"region", "area", "county", "water", "mountain", "island"}
        points.append(Point(name=place.name, x=round(x, 1), y=round(y, 1), is_wide=wide, label=label))
    return tuple(points), taken


def _placed(window: Window, text: str, x: float, y: float, taken: list[Box]) -> Label | None:
    """A label beside a point where nothing else stands; its box is added to ``taken``."""
    wide = _wide(text, _FONT)
    for anchor, left, base in (
        ("start", x + 7, y + 4.5),
        ("end", x - 7 - wide, y + 4.5),
        ("middle", x - wide / 2, y - 8),
        ("middle", x - wide / 2, y + 17),
        ("start", x + 5, y - 5),
        ("start", x + 5, y + 13),
        ("end", x - 5 - wide, y - 5),
        ("end", x - 5 - wide, y + 13),
    ):
        box = (left, base - _LINE * 0.78, left + wide, base + _LINE * 0.24)
        fits = box[0] > 2 and box[1] > 2 and box[2] < window.width - 2 and box[3] < window.height - 2  # noqa: PLR2004
        if fits and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            middle = {"start": left, "end": left + wide, "middle": left + wide / 2}[anchor]
            return Label(text=text, x=round(middle, 1), y=round(base, 1), anchor=anchor)
    return None


def _wide(text: str, font: float) -> float:
    """About how wide a text is in a sans-serif face."""
    return font * sum(1.0 if ord(letter) > 0x2E00 else 0.68 if letter.isupper() else 0.54 for letter in text)  # noqa: PLR2004


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _country_labels(window: Window, shapes: Sequence[Shape], named: Sequence[Place], taken: list[Box]) -> list[Label]:
    """The names of the countries that fill a part of the map, those that the article names before others.

    Where there is room for none of these, smaller ones are named.
    """
    names = {place.country: place.name for place in named}
    whole = window.width * window.height
    ranked = sorted(shapes, key=lambda shape: (shape.code not in names or not shape.code, -shape.area))
    for part in (0.035, 0.012):
        large = (shape for shape in ranked if shape.area > (0.004 if shape.code in names else part) * whole)
        labels = [_quiet(window, names.get(shape.code) or shape.name, shape.middle, taken) for shape in large]
        found = [label for label in labels if label is not None]
        if found:
            return found
    return []


def _state_labels(window: Window, states: Sequence[Shape], taken: list[Box]) -> list[Label]:
    whole = window.width * window.height
    large = sorted((shape for shape in states if shape.area > 0.03 * whole), key=lambda shape: -shape.area)
    labels = [_quiet(window, shape.name, shape.middle, taken) for shape in large]
    return [label for label in labels if label is not None]


def _quiet(window: Window, text: str, middle: tuple[float, float], taken: list[Box]) -> Label | None:
    """A label in small capitals at the middle of a shape, or a line above or below it, if there is room."""
    shown = text.upper()
    wide = _wide(shown, _QUIET) + 0.08 * _QUIET * len(shown)
    for lift in (0, -16, 16, -32, 32):
        x, y = middle[0], middle[1] + lift
        box = (x - wide / 2 - 2, y - _QUIET, x + wide / 2 + 2, y + 3)
        fits = box[0] > 2 and box[1] > 2 and box[2] < window.width - 2 and box[3] < window.height - 2  # noqa: PLR2004
        if fits and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return Label(text=shown, x=round(x, 1), y=round(y, 1), anchor="middle")
    return None


def _bar(window: Window) -> Bar | None:
    """A round number of kilometres that is about a sixth of the width; none where the map is of half the world."""
    high = window.north - window.south
    if window.east - window.west > _COARSE:
        return None
    kilometres = high * _KILOMETRES / window.height * window.width / 6
    power = 10 ** math.floor(math.log10(kilometres))
    round_number = next(power * digit for digit in (5, 2, 1) if power * digit <= kilometres)
    return Bar(length=round(round_number / _KILOMETRES / high * window.height, 1), text=f"{round_number:,.0f} km")


def _told(place: Place) -> str:
    """A place in words: "Paris, Texas, US"."""
    where = [part for part in (place.region, place.country) if part and part != place.name]
    return ", ".join([place.name, *(where if place.kind != "country" else [])])


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:6])
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
