"""The places that an article names, each mention with the point on the map that is meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.names import kinds
from octavo.explaining.names.gazetteer import gazetteer
from octavo.explaining.names.recognising import Recognition
from octavo.explaining.names.resolving import NAMES, QUALIFIER, Resolution
from octavo.explaining.names.spotting import spotted_in
from octavo.explaining.names.tokens import is_first_name, is_noun, is_surname
from octavo.explaining.names.vocabulary import LOCATIVE
from octavo.kit.forest import Forest, forest_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from octavo.explaining.documents import Document
    from octavo.explaining.names.resolving import Group
    from octavo.explaining.names.spotting import Spot, Spotted
    from octavo.model.names import Place

# Least chances to be shown as a place at all and as certain; least sureness to be put on the map and to be certain.
SHOWN, CERTAIN = 0.5, 0.8
PLACED, SURE = 0.35, 0.75
# Languages that write all nouns with a capital.
_NOUN_CAPITALS = frozenset({"de", "lb", "nds", "bar", "gsw"})
_SEATS = {"washington": "Washington, D.C."}
_AROUND_HOME, _MISMATCH, _LISTED, _SPOKEN = 0.4, 0.2, 0.8, 0.8
# How sure a place is at most that nothing else in a text speaks for, if it has fewer than 160,000 people (a logarithm).
_ALONE, _SMALL = 0.7, 12.0
_KIND, _WEIGHT = NAMES.index("kind"), NAMES.index("weight")
_COUNTRY, _REGION, _NEAREST = map(NAMES.index, ("country_named", "region_named", "nearest"))
_FAR = float(np.log1p(300))  # kilometres, as the matrix has them
_TOWN, _NEAR, _TOLD = 11.5, 1.5, 0.9
_COUNTY = " county"
# Behind these stands a noun, not a town: "das Essen".
_ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "kein",
        "keine",
        "zum",
        "zur",
        "beim",
        "vom",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Some words of a block that name a place; ``chance`` that they do, ``sureness`` that it is the one meant."""

    spot: Spot
    place: Place
    chance: float
    sureness: float

    @property
    def is_certain(self) -> bool:
        """Whether both hardly admit doubt."""
        return self.chance >= CERTAIN and self.sureness >= SURE


def writes_nouns_large(document: Document) -> bool:
    """Whether the language of a document writes all its nouns with a capital."""
    return document.main_language in _NOUN_CAPITALS


def places_in(document: Document, home: Place | None = None) -> tuple[Spotted, tuple[Mention, ...]]:
    """The mentions of places in the order of the text, adjectives such as "Russian" among them."""
    spotted = spotted_in(document)
    if not spotted.spots:
        return spotted, ()
    recognising, resolving = _forests()
    chance = recognising.probabilities(Recognition(spotted).matrix())
    if document.main_language not in {"", "en"}:
        chance = np.maximum(chance, _countries(spotted)) * _no_people(spotted)
    if writes_nouns_large(document):
        chance = chance * _strict(spotted)
    resolution = Resolution(spotted, chance, home)
    matrix = resolution.matrix()
    score = _outside(resolution, matrix, resolving.probabilities(matrix))
    score = _among_listed(resolution, score)
    score = _in_its_language(resolution, score, document.main_language)
    if home is not None:
        score = _at_home(resolution, matrix, score, home)
    chances = {id(spot): float(value) for spot, value in zip(spotted.spots, chance, strict=True)}
    found = [
        Mention(spot, gazetteer().place(number), chances[id(spot)], sureness)
        for group, number, sureness in _chosen(resolution, matrix, score)
        for spot in group.spots
        if chances[id(spot)] >= SHOWN
    ]
    return spotted, tuple(sorted(found, key=lambda mention: (mention.spot.block, mention.spot.start)))


def _chosen(
    resolution: Resolution, matrix: NDArray[np.float32], score: NDArray[np.float32]
) -> Sequence[tuple[Group, int, float]]:
    """The place that each group of spots means, and how sure that is: likely in itself, and likelier than others."""
    found = []
    first = 0
    for group in resolution.groups:
        best = first + int(np.argmax(score[first : first + len(group.numbers)]))
        number = _its_town(group, int(resolution.numbers[best]))
        sureness = _sureness(group, score[first : first + len(group.numbers)])
        if _is_alone(matrix[best]):
            sureness = min(sureness, _ALONE)
        seat = _seat(resolution, group, number)
        found.append((group, number if seat is None else seat, sureness if seat is None else max(sureness, SURE)))
        first += len(group.numbers)
    return _as_counties(found)


def _as_counties(found: list[tuple[Group, int, float]]) -> list[tuple[Group, int, float]]:
    """What is chosen, but where a text names a county in full, its bare name is no place far away from it."""
    own = gazetteer()
    counties = {
        group.spots[0].key.removesuffix(_COUNTY): (number, sureness)
        for group, number, sureness in found
        if group.spots[0].key.endswith(_COUNTY)
    }
    if not counties:
        return found
    kept = []
    for group, number, sureness in found:
        county = counties.get(group.spots[0].key) if group.spots[0].qualifier is None else None
        is_far = county is not None and (
            abs(own.latitude[county[0]] - own.latitude[number]) + abs(own.longitude[county[0]] - own.longitude[number])
            > _NEAR
        )
        kept.append((group, *county) if county is not None and is_far else (group, number, sureness))
    return kept


def _is_alone(row: NDArray[np.float32]) -> bool:
    """Whether a small place has nothing else in the text speak for it: of those hardly three in four are meant."""
    is_small = row[_KIND] > kinds.COUNTRY and row[_WEIGHT] < _SMALL
    is_named = row[_COUNTRY] >= SHOWN or row[_REGION] >= SHOWN or row[QUALIFIER] > 0
    return bool(is_small and not is_named and row[_NEAREST] > _FAR)


def _sureness(group: Group, score: NDArray[np.float32]) -> float:
    """The geometric mean of the best score and its share among those of places that lie elsewhere."""
    if len(score) == 1:
        return float(np.sqrt(score[0]))
    own, best = gazetteer(), int(np.argmax(score))
    number = group.numbers[best]
    apart = np.abs(own.latitude[group.numbers] - own.latitude[number])
    apart += np.abs(own.longitude[group.numbers] - own.longitude[number])
    share = score[best] / (score[best] + score[apart > _NEAR].sum())
    return float(np.sqrt(score[best] * share))


def _seat(resolution: Resolution, group: Group, number: int) -> int | None:
    """The seat of government where a state bears its name, but in lists of states and by "state"; else None."""
    own, spot = gazetteer(), group.spots[0]
    is_state = own.kind[number] == kinds.REGION and spot.key in _SEATS and spot.qualifier is None
    if not is_state or resolution.told(group) >= 0 or resolution.stands_in_list(group):
        return None
    return next((other for other in group.numbers.tolist() if own.name_of(other) == _SEATS[spot.key]), None)


def _outside(resolution: Resolution, matrix: NDArray[np.float32], score: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores where a town outside of what stands behind the comma hardly counts; states stand in lists of states."""
    is_small = gazetteer().kind[resolution.numbers] > kinds.REGION
    return np.asarray(np.where((matrix[:, QUALIFIER] < 0) & is_small, score * _MISMATCH, score), np.float32)


def _among_listed(resolution: Resolution, score: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores where what stands in a list with places of one country is likelier in it: Brest among French ports."""
    own, numbers = gazetteer(), resolution.numbers
    country, is_town = own.country[numbers], own.kind[numbers] > kinds.REGION
    best, gain = resolution.best(score), np.zeros(len(score))
    for number, others in resolution.listed().items():
        told = {(int(country[best[one]]), bool(is_town[best[one]])) for one in others}
        if len(told) == 1:
            rows, (there, are_towns) = resolution.rows(number), told.pop()
            gain[rows] = _LISTED * ((country[rows] == there) & (is_town[rows] == are_towns))
    return np.asarray(1 - (1 - score) * (1 - gain), np.float32)


def _in_its_language(resolution: Resolution, score: NDArray[np.float32], language: str) -> NDArray[np.float32]:
    """Scores where of the towns of a name the largest that speaks the text's language is likelier: Brest in French."""
    own, numbers, gain = gazetteer(), resolution.numbers, np.zeros(len(score))
    speaks = own.speaking(language)[own.country[numbers]] & (own.kind[numbers] > kinds.COUNTRY)
    first = 0
    for group in resolution.groups if speaks.any() else ():
        rows = first + np.flatnonzero(speaks[first : first + len(group.numbers)])
        if len(rows):
            gain[rows[np.argmax(own.weight[numbers[rows]])]] = _SPOKEN
        first += len(group.numbers)
    return np.asarray(1 - (1 - score) * (1 - gain), np.float32)


def _at_home(
    resolution: Resolution, matrix: NDArray[np.float32], score: NDArray[np.float32], home: Place
) -> NDArray[np.float32]:
    """Scores in the light of where the outlet is at home: what is near is likelier, unless the text says otherwise."""
    own, numbers = gazetteer(), resolution.numbers
    north = own.latitude[numbers] - home.latitude
    east = (own.longitude[numbers] - home.longitude) * np.cos(np.radians(home.latitude))
    degrees = np.hypot(north, east)
    _, region = own.numbers_of(home)
    same_region = (own.region[numbers] == region) & (region > 0)
    gain = np.where(degrees < _AROUND_HOME, 0.9, np.where(same_region | (degrees < 3 * _AROUND_HOME), 0.75, 0.0))
    applies = (own.kind[numbers] > kinds.COUNTRY) & (matrix[:, QUALIFIER] >= 0)
    return np.asarray(1 - (1 - score) * (1 - gain * applies), np.float32)


def _its_town(group: Group, number: int) -> int:
    """The town that a region has its name from, where both are near each other: a name alone means the town."""
    own = gazetteer()
    if own.kind[number] not in {kinds.REGION, kinds.COUNTY}:
        return number
    for other, is_own in zip(group.numbers.tolist(), group.is_own, strict=True):
        near = (
            abs(own.latitude[other] - own.latitude[number]) + abs(own.longitude[other] - own.longitude[number]) < _NEAR
        )
        goes_by_it = is_own or not group.is_own[group.numbers == number][0]
        if own.kind[other] == kinds.CITY and near and goes_by_it and own.country[other] == own.country[number]:
            return int(other)
    return number


def _countries(spotted: Spotted) -> NDArray[np.float32]:
    """What is certain of names of countries that are no one's first name: the trees have learned from English."""
    own = gazetteer()
    return np.array(
        [
            _TOLD * bool(own.kind[spot.bearers.numbers[0]] == kinds.COUNTRY and not is_first_name(spot.key))
            for spot in spotted.spots
        ],
        np.float32,
    )


def _strict(spotted: Spotted) -> NDArray[np.float32]:
    """0 for single words that may as well be nouns: no country, no town of size, or a noun that is in use."""
    own = gazetteer()
    kept = np.ones(len(spotted.spots), np.float32)
    for number, spot in enumerate(spotted.spots):
        heaviest = spot.bearers.numbers[0]
        is_large = own.kind[heaviest] <= kinds.REGION and spot.bearers.is_own[0]
        if spot.first != spot.last or own.kind[heaviest] <= kinds.COUNTRY or is_large:
            continue
        word = spotted.tokens[spot.block][spot.first].text
        before = spotted.tokens[spot.block][spot.first - 1].lower if spot.first else ""
        if is_noun(word) or before in _ARTICLES or float(own.weight[heaviest]) < _TOWN:
            kept[number] = 0.0
    return kept


def _no_people(spotted: Spotted) -> NDArray[np.float32]:
    """0 for towns of no size that are called as people are, where nothing says that they are towns: "Pedro Sánchez"."""
    own = gazetteer()
    kept = np.ones(len(spotted.spots), np.float32)
    for number, spot in enumerate(spotted.spots):
        heaviest = spot.bearers.numbers[0]
        if spot.first == spot.last or spot.qualifier or own.kind[heaviest] < kinds.COUNTY:
            continue
        tokens = spotted.tokens[spot.block]
        before = tokens[spot.first - 1].lower if spot.first else ""
        is_told = before in LOCATIVE and before != "a"  # "criticó a Pedro Sánchez"
        is_person = is_first_name(tokens[spot.first].text) and is_surname(tokens[spot.last].text)
        if is_person and not is_told and float(own.weight[heaviest]) < _SMALL:
            kept[number] = 0.0
    return kept


@cache
def _forests() -> tuple[Forest, Forest]:
    with np.load(Path(__file__).with_name("weights.npz")) as file:
        arrays = {name: file[name] for name in file.files}
    return forest_in(arrays, "recognising"), forest_in(arrays, "resolving")
