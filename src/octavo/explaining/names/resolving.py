"""Which of the places that bear a name is meant: by what stands beside it and what else the text names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.names import kinds
from octavo.explaining.names.gazetteer import gazetteer
from octavo.explaining.names.spotting import inside

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from octavo.explaining.names.spotting import Spot, Spotted
    from octavo.model.names import Place

NAMES = (
    "weight", "rank", "below_heaviest", "kind", "is_own", "candidates", "qualifier", "qualifier_elsewhere",
    "country_named", "region_named", "near_country", "near_region", "country_share", "region_share", "within_30",
    "within_100", "within_300", "nearest", "type_beside", "demonym", "short", "mentions", "words", "chance",
    "most_named_country", "dateline",
)  # fmt: skip
QUALIFIER = NAMES.index("qualifier")
MOST_GROUPS, MOST_CANDIDATES = 80, 14
_EARTH = 6371.0
_FAR = 60
_PAIR = 2
_PARTING = frozenset({",", "and", "und", "et", "y", "or", "oder"})
_NAMED = 0.5
_TYPES = {
    "state": kinds.REGION, "province": kinds.REGION, "region": kinds.REGION, "oblast": kinds.REGION,
    "county": kinds.COUNTY, "district": kinds.COUNTY, "city": kinds.CITY, "town": kinds.CITY, "village": kinds.CITY,
    "island": kinds.ISLAND, "river": kinds.WATER, "lake": kinds.WATER, "provinz": kinds.REGION, "stadt": kinds.CITY,
    "область": kinds.REGION, "области": kinds.REGION, "город": kinds.CITY, "городе": kinds.CITY,
}  # fmt: skip


@dataclass(slots=True)
class Group:
    """Spots of one name and one qualifier, with the candidates for what they mean."""

    spots: list[Spot]
    numbers: NDArray[np.int64]
    is_own: NDArray[np.bool_]


class Resolution:
    """The candidates for the spots of a document, as a matrix.

    ``likely`` is the probability of each spot that it names a place at all; ``home`` is where the outlet is at home.
    ``groups`` holds the spots that mean the same, ``numbers`` all their candidates and ``of`` the group of each.
    """

    def __init__(self, spotted: Spotted, likely: NDArray[np.float32], home: Place | None = None) -> None:
        self._spotted = spotted
        self._chance = {id(spot): float(chance) for spot, chance in zip(spotted.spots, likely, strict=True)}
        self._home = gazetteer().numbers_of(home) if home is not None else (0, 0)
        self._name_regions()
        self.groups = self._grouped()
        sizes = [len(group.numbers) for group in self.groups]
        self.numbers = np.concatenate([group.numbers for group in self.groups]) if sizes else np.zeros(0, np.int64)
        self.of = np.repeat(np.arange(len(sizes), dtype=np.intp), sizes)
        self._first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp) if sizes else np.zeros(0, np.intp)
        self._sizes = np.array(sizes, np.intp)

    def _name_regions(self) -> None:
        """How often each country and region is named, and at which words of which blocks."""
        own = gazetteer()
        self._countries: dict[int, float] = defaultdict(float, {self._home[0]: 2.0} if self._home[0] else {})
        self._regions: dict[int, float] = defaultdict(float, {self._home[1]: 2.0} if self._home[1] else {})
        self._at: dict[tuple[int, bool, int], list[int]] = defaultdict(list)
        for spot in self._spotted.spots:
            chance = self._chance[id(spot)] * (0.5 if spot.is_demonym else 1.0)
            for is_region, which in own.large_among(spot.bearers):
                (self._regions if is_region else self._countries)[which] += chance
                self._at[spot.block, is_region, which].append(spot.first)

    def _grouped(self) -> list[Group]:
        found: dict[tuple[str, str, bool], Group] = {}
        for spot in self._spotted.spots:
            key = (spot.key, spot.qualifier.key if spot.qualifier else "", spot.is_demonym)
            if key in found:
                found[key].spots.append(spot)
            elif len(found) < MOST_GROUPS:
                chosen = self._candidates(spot)
                found[key] = Group([spot], spot.bearers.numbers[chosen], spot.bearers.is_own[chosen])
        return list(found.values())

    def _candidates(self, spot: Spot) -> NDArray[np.intp]:
        """The heaviest bearers, those in regions and countries that the text names before others."""
        own, numbers = gazetteer(), spot.bearers.numbers
        if len(numbers) <= MOST_CANDIDATES:
            return np.arange(len(numbers))
        named = self._named(numbers)
        order = np.argsort(-(np.minimum(named[0] + 2 * named[1], 2) * 3 + own.weight[numbers]), kind="stable")
        return np.sort(order[:MOST_CANDIDATES])

    def _named(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How often the country and the region of each place are named."""
        own = gazetteer()
        countries = [self._countries.get(number, 0.0) for number in own.country[numbers].tolist()]
        regions = [self._regions.get(number, 0.0) for number in own.region[numbers].tolist()]
        return np.array(countries), np.array(regions)

    def matrix(self) -> NDArray[np.float32]:
        """A row a candidate, columns as in ``NAMES``."""
        own, numbers, of = gazetteer(), self.numbers, self.of
        weight, kind = own.weight[numbers], own.kind[numbers]
        qualifier, elsewhere = self._qualified()
        country_named, region_named = self._named(numbers)
        prior = weight + 10 * qualifier + 3 * elsewhere + 5 * (kind <= kinds.COUNTRY) + 2 * (region_named > _NAMED)
        columns = [
            weight,
            np.arange(len(numbers)) - self._first[of],
            weight - np.maximum.reduceat(weight, self._first)[of],
            kind,
            np.concatenate([group.is_own for group in self.groups]),
            self._sizes[of],
            qualifier,
            elsewhere,
            np.minimum(country_named, 8),
            np.minimum(region_named, 8),
            *self._distances(),
            *self._context(prior),
            *self._beside(),
            country_named >= max([_NAMED, *self._countries.values()]),
            np.array([any(map(self._is_dateline, group.spots[:3])) for group in self.groups])[of],
        ]
        return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)

    def _qualified(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Whether a candidate lies in what stands behind its name (-1 where not), here and at other mentions."""
        here, elsewhere = np.zeros((2, len(self.numbers)), np.float32)
        qualifiers: dict[str, list[NDArray[np.int64]]] = defaultdict(list)
        for group in self.groups:
            if group.spots[0].qualifier is not None:
                qualifiers[group.spots[0].key].append(group.spots[0].qualifier.bearers.numbers)
        for first, group in zip(self._first, self.groups, strict=True):
            rows = slice(int(first), int(first) + len(group.numbers))
            qualifier = group.spots[0].qualifier
            if qualifier is not None:
                here[rows] = np.where(inside(group.numbers, qualifier.bearers.numbers), 1, -1)
            else:
                for larger in qualifiers.get(group.spots[0].key, ()):
                    elsewhere[rows] = np.maximum(elsewhere[rows], inside(group.numbers, larger))
        return here, elsewhere

    def _distances(self) -> list[list[float]]:
        """How many words part a name from the nearest mention of the candidate's country, and of its region."""
        own = gazetteer()
        near: list[list[float]] = [[], []]
        for row, number in enumerate(self.numbers):
            spots = self.groups[self.of[row]].spots[:4]
            for sort, which in ((False, int(own.country[number])), (True, int(own.region[number]))):
                best = _FAR
                for spot in spots:
                    for at in self._at.get((spot.block, sort, which), ()):
                        if at != spot.first:
                            best = min(best, abs(at - spot.first))
                near[sort].append(float(best))
        return near

    def _context(self, prior: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """What the likeliest candidates for the other names say: shares of country and region, how many are near."""
        own, numbers, of = gazetteer(), self.numbers, self.of
        slices = zip(self._first, self._sizes, strict=True)
        tops = np.array([start + int(np.argmax(prior[start : start + size])) for start, size in slices])
        chance = np.array([max(self._chance[id(spot)] for spot in group.spots) for group in self.groups], np.float32)
        others = (np.arange(len(self.groups))[None, :] != of[:, None]) & ~self._same_key()[of]
        small = own.kind[numbers] > kinds.COUNTRY
        weight = others * chance[None, :] * small[tops][None, :]
        total = weight.sum(1) + 1.0
        country = ((own.country[numbers][:, None] == own.country[numbers[tops]][None, :]) * weight).sum(1) / total
        region = ((own.region[numbers][:, None] == own.region[numbers[tops]][None, :]) * weight).sum(1) / total
        kilometres = self._kilometres()
        nearest = np.minimum.reduceat(np.where(small[None, :], kilometres, 2e4), self._first, axis=1)
        close = [((nearest < limit) * others * chance[None, :]).sum(1) for limit in (30, 100, 300)]
        to_tops = np.where(others & small[tops][None, :] & (chance[None, :] > _NAMED), kilometres[:, tops], 2e4).min(1)
        return [country, region, *close, np.log1p(to_tops)]

    def _same_key(self) -> NDArray[np.bool_]:
        keys = np.array([group.spots[0].key for group in self.groups])
        return np.asarray(keys[:, None] == keys[None, :])

    def _kilometres(self) -> NDArray[np.float32]:
        """The distance of each candidate to each other."""
        own = gazetteer()
        lat, lon = np.radians(own.latitude[self.numbers]), np.radians(own.longitude[self.numbers])
        points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        return np.asarray(_EARTH * np.arccos(np.clip(points @ points.T, -1, 1)), np.float32)

    def _beside(self) -> list[NDArray[np.float32]]:
        """What holds for all candidates of a name, and whether a word beside it tells the candidate's kind."""
        kind = gazetteer().kind[self.numbers]
        told = np.array([self.told(group) for group in self.groups])[self.of]
        alike = np.where(told < 0, 0.0, np.where(told == kind, 1.0, -1.0))
        rows = [
            (
                group.spots[0].is_demonym,
                group.spots[0].is_short,
                len(group.spots),
                group.spots[0].last - group.spots[0].first + 1,
                max(self._chance[id(spot)] for spot in group.spots),
            )
            for group in self.groups
        ]
        return [alike, *np.array(rows, np.float32)[self.of].T]

    def stands_in_list(self, group: Group) -> bool:
        """Whether a name stands among other names of places, parted by commas and "and"."""
        firsts = {(spot.block, spot.first) for spot in self._spotted.spots if not spot.is_demonym}
        lasts = {(spot.block, spot.last) for spot in self._spotted.spots if not spot.is_demonym}
        for spot in group.spots:
            tokens = self._spotted.tokens[spot.block]
            before = [token.lower for token in tokens[max(0, spot.first - 1) : spot.first]]
            behind = [token.lower for token in tokens[spot.last + 1 : spot.last + 2]]
            if before in ([","], ["and"]) and {(spot.block, spot.first - 2), (spot.block, spot.first - 3)} & lasts:
                return True
            if behind in ([","], ["and"]) and {(spot.block, spot.last + 2), (spot.block, spot.last + 3)} & firsts:
                return True
        return False

    def rows(self, number: int) -> slice:
        """The rows of a group's candidates."""
        return slice(int(self._first[number]), int(self._first[number] + self._sizes[number]))

    def best(self, score: NDArray[np.float32]) -> NDArray[np.intp]:
        """The row of each group's likeliest candidate."""
        return np.array(
            [self.rows(one).start + int(np.argmax(score[self.rows(one)])) for one in range(len(self.groups))]
        )

    def listed(self) -> dict[int, set[int]]:
        """For each group that stands in a list of places, the groups of the others in it."""
        of = {id(spot): number for number, group in enumerate(self.groups) for spot in group.spots}
        lists: list[list[Spot]] = []
        for spot in self._spotted.spots:
            if spot.is_demonym or id(spot) not in of:
                continue
            if lists and self._follows(lists[-1][-1], spot):
                lists[-1].append(spot)
            else:
                lists.append([spot])
        found: dict[int, set[int]] = defaultdict(set)
        for spots in lists:
            members = {of[id(spot)] for spot in spots if spot.within is None}
            for number in members if len(members) > _PAIR else ():
                found[number] |= members - {number}
        return found

    def _follows(self, before: Spot, spot: Spot) -> bool:
        """Whether a spot is the next one of a list: only a comma or an "and" stands between."""
        if before.block != spot.block or before.qualifier is spot:
            return False
        between = [token.lower for token in self._spotted.tokens[spot.block][before.last + 1 : spot.first]]
        return 0 < len(between) <= _PAIR and set(between) <= _PARTING

    def _is_dateline(self, spot: Spot) -> bool:
        """Whether a name stands where an article says from where it is written: "KYIV, Ukraine (AP) —"."""
        tokens = self._spotted.tokens[spot.block]
        behind = tokens[spot.last + 1 : spot.last + 7]
        return spot.first == 0 and any(token.text in {"—", "–", "-", "--", "("} for token in behind)

    def told(self, group: Group) -> int:
        """The kind of place that a word beside a name tells: "Kursk region", "the city of Kursk"; -1 for none."""
        for spot in group.spots[:4]:
            tokens = self._spotted.tokens[spot.block]
            after = tokens[spot.last + 1].lower if spot.last + 1 < len(tokens) else ""
            before = [token.lower for token in tokens[max(0, spot.first - 2) : spot.first]]
            kind = _TYPES.get(after, -1)
            if kind < 0 and before:
                kind = _TYPES.get(before[0] if before[-1] == "of" else before[-1], -1)
            if kind >= 0:
                return kind
        return -1
