"""Organisations in a run of capitalised words: told by a word, a well-known name or by capitals alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.explaining.names.acronyms import ACRONYMS, NOT_ORGANISATIONS
from octavo.explaining.names.tokens import is_common, is_first_name
from octavo.explaining.names.vocabulary import (
    DEMONYMS,
    JOINING,
    KNOWN_ORGANISATIONS,
    NOT_NAMES,
    ORGANISATION,
    ORGANISATION_HEAD,
    SUFFIX,
    is_title,
)
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from octavo.explaining.names.tokens import Token

_ACRONYM = re.compile(r"[A-ZА-ЯІЇЄ]{2,6}|(?:[A-Z]\.){2,5}")
_SHORTEST = 3
_ARTICLES = word_set("a an the el la los las le les il lo der die das den dem")
_OF = word_set(
    "of for on de du des da do del della",
)
_CLUBS = word_set(
    "fc sv sc vfb vfl tsv tsg ac fsv bsc rb",
)
# A word without any of these tells no organisation, unless it is a German compound.
_TELLING = ORGANISATION | ORGANISATION_HEAD | _CLUBS
_ENDINGS = (
    "behörde", "ministerium", "ministeriums", "verband", "verbandes", "verbands", "partei", "gesellschaft", "gericht",
    "gerichtshof", "agentur", "universität", "gewerkschaft", "kommission", "organisation", "institut", "zeitung",
    "stiftung", "kirche",
)  # fmt: skip


def organisation_in(
    tokens: list[Token], first: int, last: int, places: frozenset[int], *, is_noun_capital: bool
) -> tuple[int, int] | None:
    """The first and last word of the first organisation in a stretch of tokens, None for none."""
    for at in range(first, last + 1):
        lower = tokens[at].lower
        if lower in KNOWN_ORGANISATIONS and not (at > first and is_first_name(tokens[at - 1].text)):
            return at, at
        found = None
        if lower in _TELLING or is_noun_capital:
            found = (
                (None if is_noun_capital else _headed(tokens, at, first, last))
                or _club(tokens, at, last)
                or _told(tokens, at, first, last, places, is_noun_capital=is_noun_capital)
            )
        if found and not _shouts(tokens[found[0] : found[1] + 1]) and not set(range(found[0], found[1] + 1)) <= places:
            return found
        if _is_acronym(tokens[at].text) and at not in places and not _shouts(tokens[first : last + 1]):
            return at, at
    return None


def _shouts(words: list[Token]) -> bool:
    """Whether a run is a line in capitals, of which nothing can be told."""
    return len(words) >= _SHORTEST and all(word.text.isupper() for word in words)


def _headed(tokens: list[Token], at: int, first: int, last: int) -> tuple[int, int] | None:
    """Such as "Ministry of Foreign Affairs", "Asian University for Women"."""
    if tokens[at].lower in ORGANISATION_HEAD and at + 2 <= last and tokens[at + 1].lower in _OF:
        return _from(tokens, at, first), _until(tokens, at, last)
    return None


def _club(tokens: list[Token], at: int, last: int) -> tuple[int, int] | None:
    """Such as "FC Bayern München"."""
    if tokens[at].lower in _CLUBS and at < last and tokens[at + 1].is_capital:
        return at, at + 1 + (at + 1 < last and tokens[at + 2].is_capital)
    return None


def _told(
    tokens: list[Token], at: int, first: int, last: int, places: frozenset[int], *, is_noun_capital: bool
) -> tuple[int, int] | None:
    """Such as "National Security Council", "Bank of America Corp", "Internationale Atomenergiebehörde"."""
    tells = tokens[at].lower in ORGANISATION or (is_noun_capital and tokens[at].lower.endswith(_ENDINGS))
    if not tells or at == first or (is_noun_capital and tokens[at - 1].lower in JOINING):
        return None
    end = at
    while end < last and tokens[end + 1].lower in ORGANISATION:
        end += 1
    if end + 2 <= last and tokens[end + 1].lower in _OF:
        end = _until(tokens, end, last)
    begin = _with_pair(tokens, _from(tokens, at, first), first, places)
    return (begin, end) if begin < at else None


def _with_pair(tokens: list[Token], begin: int, first: int, places: frozenset[int]) -> int:
    """Where an organisation begins that two words joined by "and" name: "Health and Human Services"."""
    pair = begin - 2
    if pair < first or tokens[begin - 1].lower not in {"and", "&"} or not tokens[pair].is_capital:
        return begin
    are_places = {pair, begin} <= places  # "Devon and Cornwall Police"
    are_words = all(_is_mere_word(tokens[at]) for at in (pair, begin))
    return pair if are_places or are_words else begin


def _is_mere_word(token: Token) -> bool:
    """Whether a word is nobody's name, no title and no name of an organisation's kind."""
    is_told = token.lower in ORGANISATION or is_title(token.lower) or token.lower in NOT_NAMES
    return is_common(token.text) and not is_told and not is_first_name(token.text)


def _until(tokens: list[Token], at: int, last: int) -> int:
    """Where a name with "of" ends: before an "and" that begins another name."""
    for number in range(at, last):
        following = tokens[number + 1]
        if tokens[number].lower in {"and", "&"} and (
            following.lower == "the" or following.text.isupper() or _is_person(tokens, number + 1, last)
        ):
            return number - 1
    return last


def _is_person(tokens: list[Token], at: int, last: int) -> bool:
    """Whether a first name stands at a place, and another name behind it as far as the run was read."""
    word = tokens[at].text
    return (at == last or tokens[at + 1].is_capital) and is_first_name(word) and not is_common(word)


def _from(tokens: list[Token], at: int, first: int) -> int:
    """Where an organisation begins whose telling word stands at a place: not before titles or joining words."""
    begin = at
    while begin > first:
        before = tokens[begin - 1]
        lower = before.lower.rstrip(".")
        is_person = is_title(lower) and lower not in ORGANISATION
        is_person &= not (lower == "general" and is_common(tokens[begin].text))  # "General Medical Council"
        if not before.is_capital or is_person or lower in NOT_NAMES:
            break
        begin -= 1
    while begin < at and (
        tokens[begin].lower.rstrip(".") in SUFFIX
        or tokens[begin].lower in _ARTICLES
        or (tokens[begin].lower in DEMONYMS and at - begin >= _SHORTEST)
    ):
        begin += 1
    return begin


def _is_acronym(word: str) -> bool:
    plain = word.replace(".", "")
    return plain in ACRONYMS or (
        word.isupper()
        and bool(_ACRONYM.fullmatch(word))
        and len(plain) >= _SHORTEST
        and plain not in NOT_ORGANISATIONS
        and not is_common(word)
        and not is_first_name(word)
    )
