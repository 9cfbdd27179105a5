"""Whether a spot names a place: what stands in it, beside it and elsewhere in the text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.names import gazetteer as kinds
from octavo.explaining.names.gazetteer import gazetteer
from octavo.explaining.names.tokens import is_common, is_first_name, is_surname
from octavo.explaining.names.vocabulary import LOCATIVE, ORGANISATION, PLACE_TYPE, SPEECH, STREET, TITLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from octavo.explaining.names.spotting import Spot, Spotted
    from octavo.explaining.names.tokens import Token

NAMES = (
    "words", "capitals", "weight", "bearers", "kind", "is_own", "common", "first_name", "surname", "opens", "locative",
    "title", "name_before", "first_name_before", "spot_before", "the_before", "of_before", "name_after",
    "surname_after", "organisation_after", "place_type_after", "street_after", "speech_after", "owns", "qualified",
    "qualifies", "demonym", "short", "listed", "mentions", "locative_share", "person_share", "ends_as_place_type",
    "ends_as_organisation", "known_surname", "large", "organisation_in_run", "university_of", "small_after",
    "hyphen_after", "length", "run_length", "initial_before", "comma_after", "single_prior",
)  # fmt: skip
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
        local = [self._local(spot) for spot in self._spotted.spots]
        mentions = Counter(spot.key for spot in self._spotted.spots)
        locative: Counter[str] = Counter()
        person: Counter[str] = Counter()
        for spot, row in zip(self._spotted.spots, local, strict=True):
            locative[spot.key] += int(row[10])
            person[spot.key] += int(row[11] or row[13] or (row[12] and not row[14]) or row[18])
        for spot, row in zip(self._spotted.spots, local, strict=True):
            count = mentions[spot.key]
            row[29:32] = [count, locative[spot.key] / count, person[spot.key] / count]
            row[34] = self._surnames[spot.key]
        return np.array(local, np.float32).reshape(len(local), len(NAMES))

    def _local(self, spot: Spot) -> list[float]:
        tokens = self._spotted.tokens[spot.block]
        words = tokens[spot.first : spot.last + 1]
        before, after = _beside(tokens, spot.first - 1), _beside(tokens, spot.last + 1)
        own, top = gazetteer(), spot.bearers.numbers[0]
        single = words[0].lower if len(words) == 1 else ""
        run_before, run_after = self._run(tokens, spot.first - 1, -1), self._run(tokens, spot.last + 1, 1)
        name_before = bool(before and before.is_capital and before.is_word and _touches(words[0]))
        name_after = bool(after and after.is_capital and after.is_word and _touches(after) and not words[-1].owns)
        is_before, is_after = (before.lower.rstrip(".") if before else ""), (after.lower.rstrip(".") if after else "")
        further = _beside(tokens, spot.first - 2)
        return [
            len(words),
            all(word.text.isupper() for word in words),
            own.weight[top],
            np.log2(len(spot.bearers.numbers)),
            own.kind[top],
            spot.bearers.is_own[0],
            bool(single) and is_common(single),
            is_first_name(words[0].text),
            is_surname(words[-1].text),
            words[0].opens,
            is_before in LOCATIVE,
            is_before in TITLES,
            name_before,
            name_before and before is not None and is_first_name(before.text),
            spot.first - 1 in self._by_word[spot.block],
            is_before == "the",
            is_before == "of",
            name_after,
            name_after and after is not None and is_surname(after.text) and not is_common(after.text),
            is_after in ORGANISATION and name_after,
            is_after in PLACE_TYPE and name_after,
            is_after in STREET and name_after,
            is_after in SPEECH,
            words[-1].owns,
            spot.qualifier is not None,
            spot.within is not None,
            spot.is_demonym,
            spot.is_short,
            is_before in {",", "and"} and spot.first - 2 in self._by_word[spot.block],
            0.0,
            0.0,
            0.0,
            words[-1].lower in PLACE_TYPE,
            words[-1].lower in ORGANISATION,
            0.0,
            own.kind[top] <= kinds.REGION,
            any(word.lower in ORGANISATION for word in (*run_before, *run_after)),
            is_before in {"of", "at"} and further is not None and further.lower in ORGANISATION,
            bool(after and after.is_word and not after.is_capital),
            bool(after and after.text == "-"),
            spot.end - spot.start,
            len(run_before) + len(run_after),
            name_before and before is not None and len(before.text.rstrip(".")) == 1,
            is_after == ",",
            float(own.weight[spot.bearers.numbers].max()) if single else 0.0,
        ]

    def _run(self, tokens: list[Token], at: int, step: int) -> list[Token]:
        """The capitalised words that touch a spot on one side."""
        found: list[Token] = []
        while 0 <= at < len(tokens) and len(found) < _FAR:
            token = tokens[at]
            inner = token if step > 0 else tokens[at + 1]
            if not token.is_word or not _touches(inner) or not (token.is_capital or token.lower in {"of", "the", "for"}):
                break
            if step > 0 and tokens[at - 1].owns and not token.lower in ORGANISATION:
                break
            found.append(token)
            at += step
        return found


def _beside(tokens: list[Token], at: int) -> Token | None:
    return tokens[at] if 0 <= at < len(tokens) else None


def _touches(token: Token) -> bool:
    """Whether only a space parts a word from the one before."""
    return token.gap in {" ", "\u00a0"}


def _surnames(spotted: Spotted) -> Counter[str]:
    """How often a word ends a run that begins with a first name or follows a title."""
    found: Counter[str] = Counter()
    for tokens in spotted.tokens:
        for before, token in zip(tokens, tokens[1:], strict=False):
            if token.is_capital and before.is_word and _touches(token) and not before.owns:
                title = before.lower.rstrip(".") in TITLES
                if title or (before.is_capital and is_first_name(before.text) and not is_common(token.text)):
                    found[token.lower] += 1
    return found
