"""What a sentence says around its figures: limits, when, where, and who claims them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.names.keys import folded
from octavo.explaining.names.vocabulary import DEMONYMS
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from octavo.explaining.figures.grammar import Grammar
    from octavo.explaining.figures.tokens import Tokens

_LONGEST_QUALIFIER = 4
_NEAR, _FAR, _OPENING = 90, 150, 3
# What stands before and behind the name of who says it: "But the company previously reported".
_OPENING_WORD = re.compile(r"^(?:But|And|Yet|So|Still|Aber|Und|Doch|Mais|Et|Pero|Y) ")
_ADVERB = re.compile(
    r" (?:previously|obviously|earlier|later|recently|repeatedly|separately|also|then|only|simply|already)$"
)
# What ends in front of them, and what of "local reporters have" is no name; "three cases were reported" names nobody.
_BEFORE = re.compile(
    r"^.*(?:[a-zäöü]{4}\. |\b(?:when|where|as|after|because|although|though|while|dass|daß|weil|nachdem|obwohl"
    r"|que|cuando) )"
)
_HAS = re.compile(
    r" (?:has|have|had)(?: just| also| already| now)?$| from .*$"
    r"| (?:mit|von|auf|bei|of|for|with|at|to|by|de|du|à|para)$"
)
_UNNAMED = re.compile(r" (?:is|are|was|were|been|be|being|that|which|who|ist|sind|war|waren|wurde|wurden)$")
# What goes on behind a German noun is said of it: "nach Angaben | des Ministeriums | inzwischen kosten".
_GERMAN = re.compile(
    r"^((?:[Dd](?:er|ie|as|em|en|es)|[Ee]in\w{0,2}) (?:[a-zäöüß]+ )?[A-ZÄÖÜ]\S*"
    r"(?: (?:(?:der|des|von|vom|für) )?[A-ZÄÖÜ]\S*)*) [a-zäöüß].*$"
)
_MEASURED = re.compile(r"^\S*\d|%")
_RELATIVE = re.compile(r" (?:who|which|that)\b|, (?:der|die|das) ")
_CLAUSE = re.compile(r" (?:is|are|was|were|ist|sind|war|waren|wurde|wurden) ")
_OPENERS = word_set(
    "on in at by after before since during for from with under over if last next this both despite amid",
)
_KNOWN_BY_LETTERS = frozenset({"US", "USA", "UK", "UAE", "EU", "DC", "NYC", "LA", "DRC", "NSW"})
_NOBODY = _OPENERS | word_set("he she they it we i you who which that there er sie es wir il elle ils on él ella")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The times and places of a sentence with where they stand, and who is said to say it."""

    text: str
    times: tuple[tuple[int, int, str], ...]
    places: tuple[tuple[int, int, str], ...]
    by: str | None

    def when(self, start: int, end: int) -> str | None:
        """The time that stands nearest to a stretch, never one inside it."""
        return _nearest([one for one in self.times if self._is_near(one, start, end)], start, end)

    def _is_near(self, one: tuple[int, int, str], start: int, end: int) -> bool:
        if start < one[1] and one[0] < end:
            return False
        between = self.text[min(end, one[1]) : max(start, one[0])]
        return len(between) <= _FAR and ";" not in between

    def place(self, start: int, end: int) -> str | None:
        """The place that stands behind a stretch in its clause, or else opens the sentence."""
        behind = [one for one in self.places if end <= one[0] < end + _NEAR and not _parted(self.text[end : one[0]])]
        return _nearest(behind, start, end) or _nearest(
            [one for one in self.places if one[0] <= _OPENING and one[1] <= start], start, end
        )


def _parted(between: str) -> bool:
    return any(mark in between for mark in (",", ";", ":", "—", "–", '"', "“", "”"))


def _nearest(found: list[tuple[int, int, str]], start: int, end: int) -> str | None:
    return min(found, key=lambda one: max(one[0] - end, start - one[1]))[2] if found else None


def surroundings_of(text: str, grammar: Grammar) -> Surroundings:
    """What stands around the figures of a sentence."""
    times = tuple((match.start(), match.end(), match.group()) for match in grammar.when.finditer(text))
    places = tuple(
        (match.start(), match.end(1), match.group(1).rstrip(".'’"))
        for match in grammar.place.finditer(text)
        if _is_place(match.group(1), grammar)
    )
    return Surroundings(text=text, times=times, places=places, by=_claimed_by(text, grammar))


def places_in(text: str, grammar: Grammar) -> list[str]:
    """The places that a sentence names."""
    return [match.group(1) for match in grammar.place.finditer(text) if _is_place(match.group(1), grammar)]


def _is_place(name: str, grammar: Grammar) -> bool:
    if folded(name) in DEMONYMS or (name.isupper() and name.isalpha() and name not in _KNOWN_BY_LETTERS):
        return False  # "the Pakistani firing", "CBP custody"
    first = name.split(maxsplit=1)[0].lower().rstrip(".,'’s")
    if (
        first in grammar.months
        or first in grammar.weekdays
        or first in grammar.not_places
        or name.lower() in grammar.not_places
    ):
        return False
    return not (
        grammar.capital_nouns and name.endswith(("ung", "ungen", "heit", "keit", "schaft", "ern", "tion", "ität"))
    )


def _claimed_by(text: str, grammar: Grammar) -> str | None:
    for pattern in grammar.by:
        found = pattern.search(text)
        name = _speaker_in(found.group(1).strip()) if found else ""
        if _is_speaker(name.lower().split(), grammar):
            return name
    return None


def _speaker_in(words: str) -> str:
    """The name in the words between which one who says something is looked for, "" where they tell none."""
    name = _HAS.sub("", _ADVERB.sub("", _OPENING_WORD.sub("", _BEFORE.sub("", words))))
    name = _GERMAN.sub(r"\1", name)
    is_clause = _CLAUSE.search(name) and not _RELATIVE.search(name)  # "the brother's is one of the fourteen (added)"
    return "" if is_clause or _UNNAMED.search(name) or _MEASURED.search(name) else name


def _is_speaker(name: list[str], grammar: Grammar) -> bool:
    return bool(name) and name[0] not in _NOBODY and not grammar.stops.issuperset(name)


def qualifier_before(tokens: Tokens, first: int, grammar: Grammar) -> tuple[str | None, int]:
    """What limits the number in front of it, and where the stretch with it begins."""
    between = tokens.low(first - 1)
    is_modifier = between in grammar.modifiers and between not in grammar.determiners
    end = first - 1 if is_modifier and first > 1 else first
    for stop in dict.fromkeys((first, end)):
        if tokens.low(stop - 1) not in grammar.qualifier_endings:
            continue
        for length in range(min(_LONGEST_QUALIFIER, stop), 0, -1):
            found = grammar.qualifiers.get(tokens.phrase(stop - length, stop).replace("' ", "'").replace("’ ", "’"))
            if found:
                return found, stop - length
    return None, first


def qualifier_after(tokens: Tokens, end: int, grammar: Grammar) -> tuple[str | None, int]:
    """What limits the number from behind: "or more"."""
    for length in (2, 1):
        found = grammar.qualifiers_after.get(tokens.phrase(end, end + length))
        if found and end + length <= len(tokens):
            return found, end + length
    return None, end
