"""People whom an English article calls by one word throughout: "Zendaya", "Manafort"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from octavo.explaining.names.keys import folded
from octavo.explaining.names.merging import Person
from octavo.explaining.names.people import age_behind
from octavo.explaining.names.runs import Run
from octavo.explaining.names.tokens import is_common, is_first_name
from octavo.explaining.names.vocabulary import DEMONYMS, KNOWN_ORGANISATIONS, NOT_NAMES, ORGANISATION, SPEECH
from octavo.kit.words import word_set
from octavo.model.names import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from octavo.explaining.names.tokens import Token

_SHORTEST = 3
_YOUNGEST, _OLDEST = 12, 110
# How often a word stands there, and how many of these places tell that it is a person.
_ENOUGH = ((3, 2), (5, 1))
_FEWEST = min(often for often, _ in _ENOUGH)
# One place in so many may have it as a part of something else.
_SELDOM = 8
_HE = frozenset({"he", "she"})
_HIMSELF = frozenset({"himself", "herself"})
_HIS = frozenset({"his", "her"})
_KIN = word_set(
    "wife husband son sons daughter daughters mother father brother brothers sister sisters siblings girlfriend",
    "boyfriend parents widow widower fiancé fiancée mum mom dad grandmother grandfather niece nephew uncle aunt",
    "ex-wife ex-husband birthday childhood stepfather stepmother stepson stepdaughter obituary",
)
# What nobody but a person does.
_DOES = word_set(
    "wore wears sported married remarried starred sang sings smiled smiles laughed laughs nodded nods shrugged cried",
    "wept slept grinned winked blushed dreamed dreamt",
)
_NO_PERSON = (
    NOT_NAMES
    | KNOWN_ORGANISATIONS
    | ORGANISATION
    | word_set(
        "republican republicans democrat democrats conservative conservatives liberal liberals socialist socialists",
        "senator senators congressman congresswoman muslim muslims christian christians jew jews catholic catholics",
        "latino latinos latina latinas hispanic hispanics medicare medicaid",
    )
)


def called_alone(tokens: Sequence[Sequence[Token]], taken: Mapping[int, AbstractSet[int]]) -> list[Person]:
    """The people of whom one word is all that an article has, from the words that are ``taken`` by no other name.

    That a word is a person is told by what only people have or do: an age, kin, "who", "he" or "she" in the next
    sentence.
    """
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for block, words in enumerate(tokens):
        others = taken.get(block, ())
        for at, word in enumerate(words):
            if word.is_capital and at not in others:
                places[word.text].append((block, at))
    return [
        Person(NameKind.PERSON, (name,), [_run(block, at, tokens[block][at]) for block, at in where])
        for name, where in places.items()
        if len(where) >= _FEWEST and _may_name(name) and _is_person(tokens, where)
    ]


def _is_person(tokens: Sequence[Sequence[Token]], where: Sequence[tuple[int, int]]) -> bool:
    """Whether enough of the places where a word stands tell that it is a person, and hardly any that it is not."""
    if all(tokens[block][at].opens for block, at in where):
        return False
    unfit = sum(_is_part(tokens[block], at) for block, at in where)
    if unfit * _SELDOM > len(where):
        return False
    told = sum(
        any(_is_told(tokens[block], at)) or (tokens[block][at].opens and _goes_on(tokens, block, at))
        for block, at in where
    )
    return any(len(where) >= often and told >= sure for often, sure in _ENOUGH)


def _run(block: int, at: int, word: Token) -> Run:
    return Run(block, at, at, word.start, word.end, (word.text,), NameKind.PERSON, is_certain=False)


def _may_name(word: str) -> bool:
    """Whether a word can be a person's only name as far as itself tells."""
    is_name = word.isalpha() and len(word) >= _SHORTEST and not word.isupper() and not is_common(word)
    return is_name and word.lower() not in _NO_PERSON and folded(word) not in DEMONYMS


def _is_part(words: Sequence[Token], at: int) -> bool:
    """Whether a word is part of a longer name, or has an article: "the Guardian", "Remington Arms"."""
    before, behind = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
    if before and (before.lower in {"the", "a", "an"} or before.text == "-" or (before.is_capital and before.owns)):
        return True
    is_name = before is not None and before.is_capital and before.is_word and before.lower not in NOT_NAMES
    follows = is_name and before is not None and not before.opens and words[at].gap == " "
    leads = behind is not None and behind.is_capital and behind.is_word and behind.gap == " " and not words[at].owns
    return follows or leads or (behind is not None and behind.text == "-")


def _is_told(words: Sequence[Token], at: int) -> Iterator[bool]:
    """What right behind a name tells that it is a person's."""
    first, second, third = (words[place].lower if place < len(words) else "" for place in range(at + 1, at + 4))
    if words[at].owns:
        yield first in _KIN
        return
    yield _YOUNGEST <= (age_behind(words, at + 1) or 0) <= _OLDEST
    yield first in _HIMSELF or first in _DOES
    yield first in SPEECH and bool(_HE & {second, third})
    yield first == "who" or (first == "," and second == "who")
    yield first == "and" and second in _HIS


def _goes_on(tokens: Sequence[Sequence[Token]], block: int, at: int) -> bool:
    """Whether the sentence after the one that a name opens goes on with "he" or "she", nobody named between."""
    following = [*tokens[block][at + 1 :], *(tokens[block + 1][:1] if block + 1 < len(tokens) else ())]
    for word in following:
        if word.opens:
            return word.lower in _HE
        if word.is_capital and is_first_name(word.text):
            return False
    return False
