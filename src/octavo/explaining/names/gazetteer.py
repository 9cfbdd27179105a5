"""The gazetteer: which places bear a name, and where they are.

Packed by ``benchmarks/make_gazetteer.py`` from GeoNames (CC BY 4.0), Natural Earth, the US Census Bureau and Unicode
CLDR; see ``DATA.md`` beside this file. Names lie sorted in one string of bytes, places in columns, so that reading it
takes some hundredths of a second and a few megabytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from babel.languages import get_official_languages

from octavo.explaining.names.keys import folded
from octavo.explaining.names.kinds import AREA, CITY, COUNTRY, DISTRICT, ISLAND, KINDS, REGION
from octavo.model.names import Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_BEARERS = 32
_LONGEST_LANGUAGE = 8
_BEGINNING = 8
_FEW = 3
# What several sources enter, each by another kind, is the same place: the kind that it is known by, where it is near.
_KNOWN_AS = {AREA: REGION, ISLAND: REGION, REGION: COUNTRY, DISTRICT: CITY}
_SAME = 0.5  # degrees


class Lines:
    """A string of bytes as a sequence of its lines, found by number, and by what they say where they are sorted."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        ends = np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n"))
        self._ends = array("I", ends.astype(np.uint32).tobytes())

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] + 1 if number else 0
        return self._text[start : self._ends[number]]

    def index(self, line: bytes) -> int:
        """The number of a line, -1 where there is none; the lines must be sorted."""
        beginning = int.from_bytes(line[:_BEGINNING].ljust(_BEGINNING, b"\0"), "big")
        first = bisect_left(self._beginnings, beginning)
        last = bisect_right(self._beginnings, beginning, first)
        found = bisect_left(self, line, first, last)
        return found if found < last and self[found] == line else -1

    @cached_property
    def _beginnings(self) -> array[int]:
        """The first eight bytes of each line, as a number that sorts as they do: one search in it leaves few lines."""
        letters, ends = np.frombuffer(self._text, np.uint8), np.frombuffer(self._ends, np.uint32).astype(np.int64)
        starts = np.concatenate([[0], ends[:-1] + 1])
        found = np.zeros(len(ends), np.uint64)
        for at in (starts + place for place in range(_BEGINNING)):
            found = (found << np.uint64(8)) | np.where(at < ends, letters[np.minimum(at, ends)], 0).astype(np.uint64)
        return array("Q", found.tobytes())


@dataclass(frozen=True, slots=True)
class Bearers:
    """The places that bear a name, the most populous first; ``is_own`` where it is the name they go by."""

    numbers: NDArray[np.int64]
    is_own: NDArray[np.bool_]


class Gazetteer:
    """Places by number, in columns, and the numbers of those that bear a name.

    ``latitude`` and ``longitude`` are degrees, ``weight`` the natural logarithm of the population, ``kind`` a number
    in ``KINDS``, ``country`` and ``region`` numbers that equal places of one country or region share (0 for none).
    """

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        self._names = Lines(arrays["names"].tobytes() + b"\n")
        self._places = Lines(arrays["places"].tobytes() + b"\n")
        self.kind = arrays["kind"].astype(np.int8)
        self.country = arrays["country"].astype(np.int16)
        self.region = arrays["region"].astype(np.int16)
        self.latitude = arrays["latitude"].astype(np.float32) / 100
        self.longitude = arrays["longitude"].astype(np.float32) / 100
        self.weight = arrays["population"].astype(np.float32) / 10
        self._countries = arrays["countries"].tobytes().decode().split("\n")
        regions = arrays["regions"].tobytes().decode().split("\n")
        self._regions = [line.rpartition("\t")[2] for line in regions]
        self._country_number = {code: number for number, code in enumerate(self._countries)}
        self._region_number = {line: number for number, line in enumerate(regions)}
        for number in np.flatnonzero(self.kind == REGION):  # a region lies in itself
            line = f"{self._countries[self.country[number]]}\t{self.name_of(int(number))}"
            self.region[number] = self._region_number.get(line, 0)
        self.by_code = {
            self._countries[self.country[number]].lower(): int(number)
            for number in np.flatnonzero(self.kind == COUNTRY)
        }
        self._first = array("I", np.cumsum(np.append(0, arrays["counts"])).astype(np.uint32).tobytes())
        self._bearers = self._ranked(np.cumsum(arrays["bearers"].astype(np.int64)), arrays["counts"])
        self.find = lru_cache(maxsize=8192)(self._find)
        self.place = lru_cache(maxsize=1024)(self._place)

    def _ranked(self, bearers: NDArray[np.int64], counts: NDArray[np.generic]) -> Bearers:
        """All bearers of all names, those of each name in the order in which they are likely to be meant."""
        numbers = bearers >> 1
        name = np.repeat(np.arange(len(counts)), counts.astype(np.int64))
        order = np.lexsort((-self.weight[numbers] - (self.kind[numbers] <= REGION) * 2, name))
        return Bearers(numbers[order], (bearers[order] & 1) == 0)

    def _find(self, key: str) -> Bearers | None:
        """The places that bear a folded name, None where no place does."""
        at = self._names.index(key.encode())
        if at < 0:
            return None
        first = self._first[at]
        found = slice(first, min(self._first[at + 1], first + MOST_BEARERS))
        return Bearers(self._bearers.numbers[found], self._bearers.is_own[found])

    def _known_as(self, number: int) -> int:
        """The entry of a place that stands for all entries of it, as Brittany is a part of France and its region."""
        kind, bearers = _KNOWN_AS.get(int(self.kind[number])), self.find(folded(self.name_of(number)))
        if kind is None or bearers is None:
            return number
        others = bearers.numbers[bearers.is_own]
        apart = np.abs(self.latitude[others] - self.latitude[number])
        apart += np.abs(self.longitude[others] - self.longitude[number])
        is_same = (self.kind[others] == kind) & (self.country[others] == self.country[number]) & (apart < _SAME)
        return int(others[is_same][0]) if is_same.any() else number

    def _place(self, number: int) -> Place:
        """A place as the rest of Octavo knows it."""
        number = self._known_as(number)
        country, region = self._countries[self.country[number]], self._regions[self.region[number]]
        name, kind = self._places[number].decode(), KINDS[self.kind[number]]
        region = "" if kind in {"country", "region"} else region
        tail = "" if kind in {"country", "region", "city"} or folded(name).endswith(kind) else f" {kind}"
        parts = (country or "world", region, "" if kind == "country" else name + tail)
        return Place(
            name=name,
            country=country or None,
            region=region or None,
            latitude=round(float(self.latitude[number]), 2),
            longitude=round(float(self.longitude[number]), 2),
            kind=kind,
            id=".".join(folded(part).replace(" ", "-") for part in parts if part),
        )

    def large_among(self, bearers: Bearers) -> list[tuple[bool, int]]:
        """Of the first few countries and regions among some places, whether it is a region, and its number."""
        large = bearers.numbers[self.kind[bearers.numbers] <= REGION][:_FEW].tolist()
        found = [
            (True, int(self.region[number])) if self.kind[number] == REGION else (False, int(self.country[number]))
            for number in large
        ]
        return [one for one in found if one[1]]

    def country_named(self, code: str) -> Bearers | None:
        """The country with a code in small letters."""
        number = self.by_code.get(code)
        return None if number is None else Bearers(np.array([number]), np.array([True]))

    def numbers_of(self, place: Place) -> tuple[int, int]:
        """The numbers of a place's country and region, 0 for what is not known."""
        country = place.country or ""
        region = place.name if place.kind == "region" else place.region or ""
        return self._country_number.get(country, 0), self._region_number.get(f"{country}\t{region}", 0)

    def speaking(self, language: str) -> NDArray[np.bool_]:
        """Of each country, by number, whether a language ("fr") is an official one there; not of English."""
        return _speaking(language[:_LONGEST_LANGUAGE], tuple(map(str, self._countries)))

    def country_code(self, number: int) -> str:
        """The code of the country that a place lies in, "" for none."""
        return str(self._countries[self.country[number]])

    def name_of(self, number: int) -> str:
        """The name that a place goes by."""
        return self._places[number].decode()


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that is shipped, read on first use."""
    with np.load(Path(__file__).with_name("gazetteer.npz")) as file:
        return Gazetteer({name: file[name] for name in file.files})


@lru_cache(maxsize=64)
def _speaking(language: str, countries: tuple[str, ...]) -> NDArray[np.bool_]:
    theirs = [language != "en" and language in get_official_languages(country) for country in countries]
    return np.array(theirs, np.bool_)
