"""Whether a spot names a place: what stands in it, beside it and elsewhere in the text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.names import kinds
from octavo.explaining.names.gazetteer import gazetteer
from octavo.explaining.names.tokens import is_common, is_first_name, is_surname
from octavo.explaining.names.vocabulary import LOCATIVE, ORGANISATION, PLACE_TYPE, SPEECH, STREET, is_title

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from octavo.explaining.names.spotting import Spot, Spotted
    from octavo.explaining.names.tokens import Token

_WITHIN = (
    "words", "capitals", "weight", "bearers", "kind", "is_own", "common", "first_name", "surname", "opens", "qualified",
    "qualifies", "demonym", "short", "ends_as_place_type", "ends_as_organisation", "large", "length", "single_weight",
)  # fmt: skip
_BEFORE = (
    "locative", "title", "name_before", "first_name_before", "spot_before", "the_before", "of_before", "listed",
    "university_of", "initial_before",
)  # fmt: skip
_AFTER = (
    "name_after", "surname_after", "organisation_after", "place_type_after", "street_after", "speech_after", "owns",
    "small_after", "hyphen_after", "comma_after",
)  # fmt: skip
_AROUND = ("organisation_in_run", "run_length")
_ELSEWHERE = ("mentions", "locative_share", "person_share", "known_surname")
NAMES = (*_WITHIN, *_BEFORE, *_AFTER, *_AROUND, *_ELSEWHERE)
_COLUMN = {name: number for number, name in enumerate(NAMES)}
# What tells that a name may be a person's where it stands.
_PERSONAL = [_COLUMN[name] for name in ("title", "first_name_before", "surname_after")]
_FAR = 4


class Recognition:
    """What is known of each spot of a document, as a matrix."""

    def __init__(self, spotted: Spotted) -> None:
        self._spotted = spotted
        self._by_word = [{} for _ in spotted.tokens]  # type: list[dict[int, Spot]]
        for spot in spotted.spots:
            for number in range(spot.first, spot.last + 1):
                self._by_word[spot.block][number] = spot
        self._surnames = _surnames(spotted)

    def matrix(self) -> NDArray[np.float32]:
        """A row a spot, columns as in ``NAMES``."""
        spots = self._spotted.spots
        here = [self._here(spot) for spot in spots]
        told = _of_bearers(spots)
        mentions = Counter(spot.key for spot in spots)
        locative: Counter[str] = Counter()
        person: Counter[str] = Counter()
        for spot, row in zip(spots, here, strict=True):
            locative[spot.key] += int(row[_COLUMN["locative"]])
            behind_a_name = row[_COLUMN["name_before"]] and not row[_COLUMN["spot_before"]]
            person[spot.key] += int(bool(behind_a_name or any(row[column] for column in _PERSONAL)))
        for spot, row in zip(spots, here, strict=True):
            count = mentions[spot.key]
            row.extend([count, locative[spot.key] / count, person[spot.key] / count, self._surnames[spot.key]])
        matrix = np.array(here, np.float32).reshape(len(here), len(NAMES))
        matrix[:, _TOLD] = told
        return matrix

    def _here(self, spot: Spot) -> list[float]:
        tokens = self._spotted.tokens[spot.block]
        run = [*self._run(tokens, spot.first - 1, -1), *self._run(tokens, spot.last + 1, 1)]
        around = [any(word.lower in ORGANISATION for word in run), len(run)]
        words = tokens[spot.first : spot.last + 1]
        return [*_within(spot, words), *self._before(spot, words[0]), *self._after(spot, words[-1]), *around]

    def _before(self, spot: Spot, word: Token) -> list[float]:
        tokens, named = self._spotted.tokens[spot.block], self._by_word[spot.block]
        before, further = _beside(tokens, spot.first - 1), _beside(tokens, spot.first - 2)
        lower = before.lower.rstrip(".") if before else ""
        is_name = bool(before and before.is_capital and before.is_word and _touches(word))
        return [
            lower in LOCATIVE,
            is_title(lower),
            is_name,
            is_name and before is not None and is_first_name(before.text),
            spot.first - 1 in named,
            lower == "the",
            lower == "of",
            lower in {",", "and"} and spot.first - 2 in named,
            lower in {"of", "at"} and further is not None and further.lower in ORGANISATION,
            is_name and len(lower) == 1,
        ]

    def _after(self, spot: Spot, word: Token) -> list[float]:
        after = _beside(self._spotted.tokens[spot.block], spot.last + 1)
        if after is None:
            return [float(word.owns) if name == "owns" else 0.0 for name in _AFTER]
        lower = after.lower.rstrip(".") or after.text
        is_name = after.is_capital and after.is_word and _touches(after) and not word.owns
        return [
            is_name,
            is_name and is_surname(after.text) and not is_common(after.text),
            is_name and lower in ORGANISATION,
            is_name and lower in PLACE_TYPE,
            is_name and lower in STREET,
            lower in SPEECH,
            word.owns,
            after.is_word and not after.is_capital,
            after.text == "-",
            after.text == ",",
        ]

    def _run(self, tokens: list[Token], at: int, step: int) -> list[Token]:
        """The capitalised words that touch a spot on one side."""
        found: list[Token] = []
        while 0 <= at < len(tokens) and len(found) < _FAR:
            token = tokens[at]
            inner = token if step > 0 else tokens[at + 1]
            if (
                not token.is_word
                or not _touches(inner)
                or not (token.is_capital or token.lower in {"of", "the", "for"})
            ):
                break
            if step > 0 and tokens[at - 1].owns and token.lower not in ORGANISATION:
                break
            found.append(token)
            at += step
        return found


def _within(spot: Spot, words: list[Token]) -> list[float]:
    """Numbers of a spot's words; 0 stands for what the gazetteer tells."""
    first, last = words[0], words[-1]
    return [
        len(words),
        all(word.text.isupper() for word in words),
        *_UNTOLD,
        len(words) == 1 and is_common(first.text),
        is_first_name(first.text),
        is_surname(last.text),
        first.opens,
        spot.qualifier is not None,
        spot.within is not None,
        spot.is_demonym,
        spot.is_short,
        last.lower in PLACE_TYPE,
        last.lower in ORGANISATION,
        0.0,
        spot.end - spot.start,
        0.0,
    ]


# What the gazetteer tells of a spot, in the order of ``_of_bearers``.
_TOLD = [_COLUMN[name] for name in ("weight", "bearers", "kind", "is_own", "large", "single_weight")]
_UNTOLD = (0.0, 0.0, 0.0, 0.0)


def _of_bearers(spots: list[Spot]) -> NDArray[np.float32]:
    """What the gazetteer tells of the bearers of all spots: (spots, columns)."""
    if not spots:
        return np.zeros((0, len(_TOLD)), np.float32)
    own = gazetteer()
    sizes = np.array([len(spot.bearers.numbers) for spot in spots])
    numbers = np.concatenate([spot.bearers.numbers for spot in spots])
    firsts = np.cumsum(sizes) - sizes
    kind, is_single = own.kind[numbers[firsts]], np.array([spot.first == spot.last for spot in spots])
    columns = [
        own.weight[numbers[firsts]],
        np.log2(sizes),
        kind,
        np.concatenate([spot.bearers.is_own for spot in spots])[firsts],
        kind <= kinds.REGION,
        np.maximum.reduceat(own.weight[numbers], firsts) * is_single,
    ]
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _beside(tokens: list[Token], at: int) -> Token | None:
    return tokens[at] if 0 <= at < len(tokens) else None


def _touches(token: Token) -> bool:
    """Whether only a space parts a word from the one before."""
    return token.gap in {" ", "\u00a0"}


def _surnames(spotted: Spotted) -> Counter[str]:
    """How often a word ends a run that begins with a first name or follows a title."""
    found: Counter[str] = Counter()
    for tokens in spotted.tokens:
        for before, token in pairwise(tokens):
            if token.is_capital and before.is_word and _touches(token) and not before.owns:
                title = is_title(before.lower.rstrip("."))
                if title or (before.is_capital and is_first_name(before.text) and not is_common(token.text)):
                    found[token.lower] += 1
    return found
