"""Where a text may name a place: the longest runs of words that a gazetteer knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.names import gazetteer as kinds
from octavo.explaining.names.gazetteer import Bearers, gazetteer
from octavo.explaining.names.keys import folded
from octavo.explaining.names.tokens import Token, is_common, tokens_of
from octavo.explaining.names.vocabulary import ABBREVIATIONS, CONNECTING, DEMONYMS, NOT_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.explaining.documents import Document

LONGEST = 5
MOST_SPOTS = 1_500
MOST_TOKENS = 20_000
# Names of two or three letters that are written in capitals.
_INITIALS = frozenset("us usa uk eu uae drc dprk nyc dc rok prc bc ksa nsw nz pei vae ksa ес рф оаэ сша кнр".split())
_COUNTIES = frozenset(["counties"])
_ABBREVIATION = re.compile(r"[A-Z]{2}|[A-Z][a-zA-Z]{0,4}\.|(?:[A-Z][a-z]{0,2}\.){2,3}")


_SURFACES = {"L.A.": "los angeles", "D.C.": "washington d c"}


@dataclass(slots=True, eq=False)
class Spot:
    """Some words of a block that may name a place.

    ``first`` and ``last`` are the numbers of its words among the tokens of its block. ``qualifier`` is the spot behind a
    comma that says where it lies ("Texas" of "Paris, Texas"). ``is_demonym`` where it is an adjective or a people.
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


def spotted_in(document: Document) -> Spotted:
    """All spots of a document's blocks."""
    tokens: list[list[Token]] = []
    spots: list[Spot] = []
    left = MOST_TOKENS
    for number, block in enumerate(document.blocks):
        words = tokens_of(block.text[: left * 8])[:left] if left > 0 else []
        left -= len(words)
        tokens.append(words)
        if len(spots) < MOST_SPOTS:
            spots.extend(_spots(number, words, block.text))
    return Spotted(tokens, spots[:MOST_SPOTS])


def _spots(block: int, words: list[Token], text: str) -> list[Spot]:
    found: list[Spot] = []
    at = 0
    while at < len(words):
        spot = _longest(block, words, at, text) if words[at].is_capital else None
        if spot is None:
            at += 1
            continue
        found.append(spot)
        at = spot.last + 1
    found = _with_counties(found, words)
    for before, after in zip(found, found[1:], strict=False):
        _qualify(before, after, words)
    return found


def _longest(block: int, words: list[Token], at: int, text: str) -> Spot | None:
    for last in _lasts(words, at):
        start, end = words[at].start, words[last].end
        spot = _spot_of(block, words, at, last, text[start:end])
        if spot is not None:
            return spot
    return _abbreviated(block, words, at, text)


def _lasts(words: list[Token], at: int) -> Iterator[int]:
    """Where a run that begins at a word may end, the longest first."""
    last, ends = at, []
    while True:
        if words[last].is_capital:
            ends.append(last)
        following = last + 1
        if following >= len(words) or following - at >= LONGEST or words[last].owns or not _goes_on(words[following]):
            return iter(reversed(ends))
        last = following


def _goes_on(word: Token) -> bool:
    return word.is_word and word.gap in {" ", "\u00a0", ""} and (word.is_capital or word.lower in CONNECTING)


def _spot_of(block: int, words: list[Token], first: int, last: int, surface: str) -> Spot | None:
    key = _SURFACES.get(surface) or folded(surface)
    if first == last and not _may_stand_alone(words, first, key):
        return None
    target = DEMONYMS.get(key)
    bearers = _described(target) if target else gazetteer().find(key)
    if bearers is None or not len(bearers.numbers):
        return None
    return Spot(
        block,
        first,
        last,
        words[first].start,
        words[last].end,
        key if not target else target,
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
    if key in NOT_NAMES or (word.text.endswith(".") and key in ABBREVIATIONS):
        return False
    return not (word.opens and is_common(key) and key not in DEMONYMS and not _is_large(key))


def _is_large(key: str) -> bool:
    """Whether a country or a part of the world goes by a name."""
    bearers = gazetteer().find(key)
    return (
        bearers is not None and bool(bearers.is_own[0]) and bool(gazetteer().kind[bearers.numbers[0]] <= kinds.COUNTRY)
    )


def _abbreviated(block: int, words: list[Token], at: int, text: str) -> Spot | None:
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


def _with_counties(spots: list[Spot], words: list[Token]) -> list[Spot]:
    """ "Fulton and DeKalb counties" are two counties."""
    for number, spot in enumerate(spots):
        if spot.last + 1 < len(words) and words[spot.last + 1].lower in _COUNTIES:
            for one in reversed(spots[max(0, number - 4) : number + 1]):
                if spot.last - one.last > 8:  # noqa: PLR2004
                    break
                bearers = gazetteer().find(one.key + " county")
                if bearers is not None:
                    one.key, one.bearers = one.key + " county", bearers
    return spots


def _qualify(before: Spot, after: Spot, words: list[Token]) -> None:
    """Set what says where a spot lies: a larger place behind a comma, or in brackets, or behind "in"."""
    between = [word.text for word in words[before.last + 1 : after.first]]
    if between not in ([","], ["("], [",", "in"], ["in"]) or after.is_demonym:
        return
    own = gazetteer()
    larger = own.kind[after.bearers.numbers] <= kinds.COUNTY
    if larger.any():
        inside = np.isin(own.country[before.bearers.numbers], own.country[after.bearers.numbers[larger]])
        if inside.any() and not before.is_demonym:
            before.qualifier = after
            after.within = before
