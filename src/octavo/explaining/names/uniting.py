"""Which names of places are one line to a reader: a region and its chief town, or what the gazetteer has twice."""

from __future__ import annotations

from dataclasses import replace
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from octavo.explaining.names.keys import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.names import Name, Place

_EARTH, _NEAR = 6371.0, 50.0  # kilometres
MOST_CITATIONS = 40


def united(names: Sequence[Name]) -> tuple[Name, ...]:
    """Names of places in their order, those that are one line together where the first of them stands."""
    found: list[Name] = []
    alike: dict[str, list[int]] = {}  # by what they read
    for name in names:
        places = alike.setdefault(folded(name.name), [])
        at = next((at for at in places if is_one_line(found[at], name)), None)
        if at is None:
            places.append(len(found))
            found.append(name)
        else:
            found[at] = _together(found[at], name)
    return tuple(found)


def is_one_line(one: Name, other: Name) -> bool:
    """Whether two names read the same and their places are near each other, or one inside the other.

    Two of one kind are namesakes, and so are two in different countries: they stay apart however near they are.
    """
    if one.place is None or other.place is None or folded(one.name) != folded(other.name):
        return False
    if one.place.id == other.place.id:
        return True
    is_namesake = one.place.kind == other.place.kind or len({one.place.country, other.place.country} - {None}) > 1
    return not is_namesake and (
        _kilometres(one.place, other.place) < _NEAR
        or _is_inside(one.place, other.place)
        or _is_inside(other.place, one.place)
    )


def _is_inside(place: Place, larger: Place) -> bool:
    if place.country is None or place.country != larger.country:
        return False
    return larger.kind == "country" or (larger.kind == "region" and place.region == larger.name)


def _kilometres(one: Place, other: Place) -> float:
    north = radians(one.latitude - other.latitude)
    east = radians((one.longitude - other.longitude + 180) % 360 - 180)
    return _EARTH * hypot(north, east * cos(radians((one.latitude + other.latitude) / 2)))


def _together(one: Name, other: Name) -> Name:
    """Two names of one line with all their mentions; the place is the one that is mentioned more."""
    first = one if (one.is_certain, len(one.citations)) >= (other.is_certain, len(other.citations)) else other
    citations = sorted((*one.citations, *other.citations), key=lambda cited: (cited.block, cited.start))
    return replace(first, citations=tuple(citations[:MOST_CITATIONS]))
