"""Where a text may name a place: the longest runs of words that a gazetteer knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.names import kinds
from octavo.explaining.names.gazetteer import Bearers, gazetteer
from octavo.explaining.names.keys import folded
from octavo.explaining.names.tokens import Token, is_common, tokens_of
from octavo.explaining.names.vocabulary import (
    ABBREVIATIONS,
    CONNECTING,
    DEMONYMS,
    DIRECTIONS,
    FUNCTION_WORDS,
    NOT_NAMES,
)
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from octavo.explaining.documents import Document

LONGEST = 5
MOST_SPOTS = 1_500
MOST_TOKENS = 20_000
# Names of two or three letters that are written in capitals.
_INITIALS = frozenset(
    [
        "us",
        "usa",
        "uk",
        "eu",
        "uae",
        "drc",
        "dprk",
        "nyc",
        "dc",
        "rok",
        "prc",
        "bc",
        "ksa",
        "nsw",
        "nz",
        "pei",
        "vae",
        "ksa",
        "ес",
        "рф",
        "оаэ",
        "сша",
        "кнр",
    ]
)
_IN_THE_SKY = word_set(
    "mercury venus mars jupiter saturn uranus neptune pluto moon merkur",
    "mercurio venere marte giove saturno mercure saturne",
)
_NEVER_ALONE = NOT_NAMES | DIRECTIONS | FUNCTION_WORDS
_COUNTIES, _COUNTIES_END, _MOST_COUNTIES = frozenset(["counties", "Counties"]), "ounties", 24
_ABBREVIATION = re.compile(r"[A-Z]{2}|[A-Z][a-zA-Z]{0,4}\.|(?:[A-Z][a-z]{0,2}\.){2,3}")


_SURFACES = {"L.A.": "los angeles", "D.C.": "washington d c"}


@dataclass(slots=True, eq=False)
class Spot:
    """Some words of a block that may name a place.

    ``first`` and ``last`` are the numbers of its words among the tokens of its block. ``qualifier`` is the spot behind
    a comma that says where it lies ("Texas" of "Paris, Texas"). ``is_demonym`` where it is an adjective or a people.
    """

    block: int
    first: int
    last: int
    start: int
    end: int
    key: str
    bearers: Bearers
    is_demonym: bool = False
    is_short: bool = False
    qualifier: Spot | None = None
    within: Spot | None = None
    features: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Spotted:
    """The tokens of each block, and the spots in order."""

    tokens: list[list[Token]]
    spots: list[Spot]


# Names of places in other languages that are names of something else in one: in English Europa is a moon.
_ELSEWHERE_THAN = {"en": frozenset({"europa"})}


def spotted_in(document: Document) -> Spotted:
    """All spots of a document's blocks."""
    tokens: list[list[Token]] = []
    spots: list[Spot] = []
    left = MOST_TOKENS
    shortens = document.main_language in {"", "en"}
    elsewhere = _ELSEWHERE_THAN.get(document.main_language, frozenset())
    for number, block in enumerate(document.blocks):
        words = tokens_of(block.text[: left * 8])[:left] if left > 0 else []
        left -= len(words)
        tokens.append(words)
        if len(spots) < MOST_SPOTS:
            found = _spots(number, words, block.text, shortens=shortens)
            spots.extend(spot for spot in found if spot.key not in elsewhere)
    return Spotted(tokens, spots[:MOST_SPOTS])


def _spots(block: int, words: list[Token], text: str, *, shortens: bool) -> list[Spot]:
    """The spots of a block; ``shortens`` where states are shortened as in English: elsewhere "Co." is no Colorado."""
    found: list[Spot] = []
    following = 0
    for at, word in enumerate(words):
        if not word.is_capital or at < following:
            continue
        spot = _longest(block, words, at, text)
        if spot is None and shortens:
            spot = _abbreviated(block, words, at)
        if spot is not None:
            found.append(spot)
            following = spot.last + 1
    found = _with_counties(found, block, words, text) if _COUNTIES_END in text else found
    for before, after in pairwise(found):
        _qualify(before, after, words)
    return found


def _longest(block: int, words: list[Token], at: int, text: str) -> Spot | None:
    start = words[at].start
    for last in _lasts(words, at):
        spot = _spot_of(block, words, at, last, text[start : words[last].end])
        if spot is not None:
            return spot
    return None


def _lasts(words: list[Token], at: int) -> list[int]:
    """Where a run that begins at a word may end, the longest first."""
    ends = [at]
    before = words[at]
    for last in range(at + 1, min(len(words), at + LONGEST)):
        word = words[last]
        if before.owns or not word.is_word or word.gap not in _GAPS:
            break
        if word.is_capital:
            ends.append(last)
        elif word.lower not in CONNECTING:
            break
        before = word
    return ends[::-1]


_GAPS = frozenset({" ", "\u00a0", ""})


def _spot_of(block: int, words: list[Token], first: int, last: int, surface: str) -> Spot | None:
    key = _SURFACES.get(surface) or folded(surface)
    if first == last and not _may_stand_alone(words, first, key):
        return None
    target = DEMONYMS.get(key)
    bearers = _described(target) if target else gazetteer().find(key)
    if bearers is None and first == last and key >= _CYRILLIC:
        bearers = _inflected(key)
    if bearers is None or not len(bearers.numbers):
        return None
    return Spot(
        block,
        first,
        last,
        words[first].start,
        words[last].end,
        target or key,
        bearers,
        target is not None,
    )


def _described(target: str) -> Bearers | None:
    """The country or part of the world that an adjective belongs to."""
    own = gazetteer()
    found = own.country_named(target) or own.find(target)
    return _only_large(found) if found else None


def _only_large(bearers: Bearers) -> Bearers:
    large = gazetteer().kind[bearers.numbers] <= kinds.REGION
    return Bearers(bearers.numbers[large][:1], bearers.is_own[large][:1])


def _may_stand_alone(words: list[Token], at: int, key: str) -> bool:
    """Whether a single word may be a place: no day, no month, no common word where a sentence has to begin so."""
    word = words[at]
    if len(key) <= 2 or key in _INITIALS:  # noqa: PLR2004
        return key in _INITIALS and word.text.replace(".", "").isupper()
    if key in _IN_THE_SKY:  # but there is Jupiter, Florida
        return at + 2 < len(words) and words[at + 1].text == "," and words[at + 2].is_capital
    if key in _NEVER_ALONE or (word.text.endswith(".") and key in ABBREVIATIONS):
        return False
    return not (word.opens and is_common(word.text) and key not in DEMONYMS and not _is_large(key))


def _is_large(key: str) -> bool:
    """Whether a country or a part of the world goes by a name."""
    own, bearers = gazetteer(), gazetteer().find(key)
    if bearers is None:
        return False
    if key[0] >= _CYRILLIC:
        return float(own.weight[bearers.numbers[0]]) >= _KNOWN
    return bool(bearers.is_own[0]) and bool(own.kind[bearers.numbers[0]] <= kinds.COUNTRY)


def _inflected(key: str) -> Bearers | None:
    """The known place whose name a Cyrillic word may be a case of: "Харькове" of "Харьков", "Москве" of "Москва"."""
    own = gazetteer()
    for length in (2, 1, 0):
        stem, ending = key[: len(key) - length], key[len(key) - length :]
        if ending not in _CASES or len(stem) < _SHORTEST_STEM:
            continue
        for nominative in ("", "а", "я", "ь", "ия", "о", "ы", "е"):
            bearers = own.find(stem + nominative)
            if bearers is not None and float(own.weight[bearers.numbers[0]]) >= _KNOWN:
                return bearers
    return None


_CYRILLIC = "\u0400"
_CASES = frozenset(
    ["ом", "ем", "ои", "ою", "еи", "ею", "ию", "ии", "ия", "ах", "ов", "ові", "у", "ю", "е", "и", "ы", "а", "я", "і"]
) | {""}
_SHORTEST_STEM, _KNOWN = 3, 10.8


def _abbreviated(block: int, words: list[Token], at: int) -> Spot | None:
    """A short form of a state behind a comma or with its full stop."""
    word = words[at]
    key = word.text.replace(".", "").lower()
    name = ABBREVIATIONS.get(key)
    if name is None or not _ABBREVIATION.fullmatch(word.text):
        return None
    is_behind = at > 1 and words[at - 1].text == "," and words[at - 2].is_capital
    has_stops = word.text.count(".") > 1 or (
        word.text.endswith(".")
        and word.text not in {"Miss.", "Man.", "Mo.", "Me.", "La.", "Ill.", "Del.", "Ind.", "Cal."}
    )
    if not is_behind and not has_stops:
        return None
    bearers = gazetteer().find(name)
    if bearers is None:
        return None
    return Spot(block, at, at, word.start, word.end, name, _only_large(bearers), is_short=not is_behind)


def _with_counties(spots: list[Spot], block: int, words: list[Token], text: str) -> list[Spot]:
    """The spots with those of "Becker, Clay and Wilkin counties" as the counties that they are."""
    counties: list[Spot] = []
    for at, word in enumerate(words):
        if word.text in _COUNTIES:
            counties.extend(_counties(block, words, at, text))
    taken = {number for county in counties for number in range(county.first, county.last + 1)}
    kept = [spot for spot in spots if not taken & set(range(spot.first, spot.last + 1))]
    return sorted([*kept, *counties], key=lambda spot: spot.first)


def _counties(block: int, words: list[Token], at: int, text: str) -> Iterator[Spot]:
    """The counties whose names stand before the word "counties", parted by commas and "and"."""
    last = at - 1
    for _ in range(_MOST_COUNTIES):
        while last >= 0 and words[last].text in {",", "and"}:
            last -= 1
        if last < 0 or not words[last].is_capital:
            return
        first = last
        if last > 0 and words[last].gap == " " and words[last - 1].is_capital:
            first = last - 1
        for begin in range(first, last + 1):
            key = folded(text[words[begin].start : words[last].end]) + " county"
            bearers = gazetteer().find(key)
            if bearers is not None:
                yield Spot(block, begin, last, words[begin].start, words[last].end, key, bearers)
                first = begin
                break
        last = first - 1
        if last < 0 or words[last].text not in {",", "and"}:
            return


def _qualify(before: Spot, after: Spot, words: list[Token]) -> None:
    """Set what says where a spot lies: a larger place behind a comma, or in brackets, or behind "in"."""
    between = [word.text for word in words[before.last + 1 : after.first]]
    if between not in ([","], ["("], [",", "in"], ["in"]) or after.is_demonym:
        return
    if not before.is_demonym and inside(before.bearers.numbers, after.bearers.numbers).any():
        before.qualifier = after
        after.within = before


def inside(numbers: NDArray[np.int64], larger: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each place lies in one of the countries, states or counties' states among ``larger``."""
    own = gazetteer()
    kind, country, region = own.kind[larger], own.country[numbers], own.region[numbers]
    countries = larger[kind <= kinds.COUNTRY]
    regions = larger[(kind == kinds.REGION) | (kind == kinds.COUNTY)]
    in_country = _among(country, own.country[countries]) & (country > 0)
    in_region = _among(region, own.region[regions]) & (region > 0)
    return np.asarray((in_country | in_region) & ~_among(numbers, larger), np.bool_)


def _among(some: NDArray[np.generic], others: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Which of a few numbers are among a few others: as ``np.isin``, which is made for many."""
    return np.asarray((some[:, None] == others).any(axis=1), np.bool_)
