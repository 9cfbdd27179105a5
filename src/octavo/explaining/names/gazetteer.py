"""The gazetteer: which places bear a name, and where they are.

Packed by ``benchmarks/make_gazetteer.py`` from GeoNames (CC BY 4.0), Natural Earth, the US Census Bureau and Unicode
CLDR; see ``DATA.md`` beside this file. Names lie sorted in one string of bytes, places in columns, so that reading it
takes some hundredths of a second and a few megabytes.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.names.keys import folded
from octavo.explaining.names.kinds import COUNTRY, KINDS, REGION
from octavo.model.names import Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_BEARERS = 32


@dataclass(frozen=True, slots=True)
class Lines:
    """A string of bytes as a sequence of its lines."""

    text: bytes
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self.ends[number - 1]) + 1 if number else 0
        return self.text[start : int(self.ends[number])]


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
        self._names = _lines(arrays["names"])
        self._places = _lines(arrays["places"])
        self._first = np.concatenate([[0], np.cumsum(arrays["counts"].astype(np.int64))])
        self._bearers = np.cumsum(arrays["bearers"].astype(np.int64))
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
        self.find = lru_cache(maxsize=8192)(self._find)
        self.place = lru_cache(maxsize=1024)(self._place)

    def _find(self, key: str) -> Bearers | None:
        """The places that bear a folded name, None where no place does."""
        wanted = key.encode()
        at = bisect_left(self._names, wanted)
        if at == len(self._names) or self._names[at] != wanted:
            return None
        found = self._bearers[self._first[at] : self._first[at + 1]]
        numbers = found >> 1
        order = np.argsort(-self.weight[numbers] - (self.kind[numbers] <= REGION) * 2, kind="stable")[:MOST_BEARERS]
        return Bearers(numbers[order], (found[order] & 1) == 0)

    def _place(self, number: int) -> Place:
        """A place as the rest of Octavo knows it."""
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

    def country_named(self, code: str) -> Bearers | None:
        """The country with a code in small letters."""
        number = self.by_code.get(code)
        return None if number is None else Bearers(np.array([number]), np.array([True]))

    def numbers_of(self, place: Place) -> tuple[int, int]:
        """The numbers of a place's country and region, 0 for what is not known."""
        country = place.country or ""
        region = place.name if place.kind == "region" else place.region or ""
        return self._country_number.get(country, 0), self._region_number.get(f"{country}\t{region}", 0)

    def country_code(self, number: int) -> str:
        """The code of the country that a place lies in, "" for none."""
        return str(self._countries[self.country[number]])

    def name_of(self, number: int) -> str:
        """The name that a place goes by."""
        return self._places[number].decode()


def _lines(array: NDArray[np.generic]) -> Lines:
    text = array.tobytes() + b"\n"
    return Lines(text, np.flatnonzero(np.frombuffer(text, np.uint8) == ord("\n")))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that is shipped, read on first use."""
    with np.load(Path(__file__).with_name("gazetteer.npz")) as file:
        return Gazetteer({name: file[name] for name in file.files})
