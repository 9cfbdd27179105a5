"""Persons in a run of capitalised words: what of it is a name, and how sure that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.explaining.names.gazetteer import gazetteer
from octavo.explaining.names.keys import folded
from octavo.explaining.names.kinds import COUNTRY
from octavo.explaining.names.tokens import is_common, is_first_name, is_noun, is_surname
from octavo.explaining.names.vocabulary import (
    DEMONYMS,
    FUNCTION_WORDS,
    NOT_NAMES,
    ORGANISATION,
    PLACE_TYPE,
    SPEECH,
    STREET,
    SUFFIX,
    THINGS,
    is_title,
)
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.names.tokens import Token

NO, PERHAPS, SURELY = range(3)
_MOST_WORDS = 5
_OLDEST, _DIGITS = 120, 3
_SHORTEST, _ACRONYM = 3, 5
_NOT_PERSONAL = word_set(
    "the a an north south east west new great old saint st san santa los las el la le",
)
_AMOUNTS = word_set("prozent euro dollar franken pfund millionen milliarden uhr grad meter kilometer")
# Right behind a name in small letters they say that it is called so: "Hoa Lo prison".
_CALLED_AFTER = word_set(
    "prison jail hospital clinic airport airfield school stadium museum bridge dam street road park theatre theater",
    "hotel university college institute foundation prize award trophy supermarket refinery mine reservoir",
)
_PRONOUNS = word_set("er sie es wir ich ihr der die das")
# "BundleHunt" is nobody; "McCain" and "DiCaprio" are.
_CAMEL = re.compile(r"[a-z][A-Z]")
_FAMILIES = ("Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Lo", "Van", "Von", "Fitz", "El", "Al")
_NOBLE = frozenset({"von", "van", "zu"})
_CIVIL = word_set("mr mrs ms herr frau president senator sen")
_BUILDINGS = word_set("garden gardens arena stadion halle platz straße strasse allee brücke schloss kirche museum")
_NOT_LAST = PLACE_TYPE | STREET | word_set("pl sq ln ct pkwy hwy") | ORGANISATION | THINGS | NOT_NAMES | _BUILDINGS
# What stands behind a title and belongs to it: "Chief Executive Ann Lee".
_PART_OF_TITLE = word_set("executive")


def person_in(
    tokens: list[Token], first: int, last: int, places: frozenset[int], *, is_noun_capital: bool = False
) -> tuple[int, int, str, int] | None:
    """The first and last word of the person in a stretch of tokens, the title before, and ``PERHAPS`` or ``SURELY``.

    ``places`` are the numbers of tokens that name places; ``is_noun_capital`` where all nouns are written as names are.
    """
    first, title = _behind_titles(tokens, first, last, places)
    if not title and first > 0 and is_title(tokens[first - 1].lower) and tokens[first - 1].is_word:
        title = tokens[first - 1].lower
    first += bool(title) and first < last and tokens[first].lower in _PART_OF_TITLE
    if first > last:
        return None
    while first < last and _is_acronym(tokens[first].text) and not tokens[last].text.isupper():
        first += 1
    first = _from_first_name(tokens, first, last, places)
    while last > first and _is_no_surname(tokens[last].lower.rstrip(".")):
        last -= 1
    if is_noun_capital:
        last = _before_noun(tokens, first, last)
    half = (last - first + 1) // 2
    if [one.text for one in tokens[first : first + half]] == [one.text for one in tokens[first + half : last + 1]]:
        last = first + half - 1  # of "Bernie Sanders Bernie Sanders"
    if last - first >= _MOST_WORDS:
        return None
    chance = _personal(tokens, first, last, title, places)
    given = tokens[first].text
    is_noble = last - first > 1 and tokens[first + 1].lower in _NOBLE and is_first_name(given) and not is_noun(given)
    if is_noun_capital and not title and not is_noble and _has_noun(tokens[first].text, tokens[last].text):
        return None
    return (first, last, title, chance) if chance else None


def _before_noun(tokens: list[Token], first: int, last: int) -> int:
    """The last word of a German name that has its noun behind it ("Ann Lees Haus"), or the next sentence's pronoun."""
    while last > first and tokens[last].lower in _PRONOUNS:
        last -= 1
    for at in range(first + 1, last):
        if nominative(tokens[at].text) != tokens[at].text and not is_surname(tokens[last].text):
            return at
    return last


def nominative(surname: str) -> str:
    """A German surname without the ending of whose something is: "Clinton" for "Clintons"."""
    is_genitive = surname.endswith("s") and not is_surname(surname) and is_surname(surname[:-1])
    return surname[:-1] if is_genitive else surname


def _has_noun(first: str, last: str) -> bool:
    """Whether the first or last word of a run is a noun, which it may be and a name too ("Gerhard Richter")."""
    if first.lower() in _AMOUNTS or is_noun(first):
        return not (is_first_name(first) and is_surname(last) and not is_noun(last))
    return is_noun(last) and not (is_first_name(first) and is_surname(last))


def _is_acronym(word: str) -> bool:
    return (word.isupper() and len(word) > 1 and not word.endswith(".")) or word.count(".") > 1


def _is_no_surname(word: str) -> bool:
    return word in SUFFIX or is_title(word)


def _from_first_name(tokens: list[Token], first: int, last: int, places: frozenset[int]) -> int:
    """Past what a person is, where no title tells it: "Filmemacher Jason Russell", "Clinton Aide Ann Lee"."""
    for at in range(last - 1, first + 1, -1):
        if _is_sure_first_name(tokens[at].text) and _is_mere_word(tokens[at - 1].text) and at not in places:
            return at
    if is_first_name(tokens[first].text) and not is_common(tokens[first].text) and first not in places:
        return first
    for at in range(first + 1, last):
        word = tokens[at].text
        if is_first_name(word) and not is_common(word) and at not in places and len(word) >= _SHORTEST:
            return at
    return first


def _behind_titles(tokens: list[Token], first: int, last: int, places: frozenset[int]) -> tuple[int, str]:
    """Where a name begins behind "US Defence Secretary" or "Russian President", and the last of these titles."""
    title = ""
    titled = [at for at in range(first, last) if is_title(tokens[at].lower.rstrip("."))]
    if titled and not (_is_sure_first_name(tokens[first].text) and first not in titled and first not in places):
        first, title = titled[-1] + 1, tokens[titled[-1]].lower.rstrip(".")
    while first < last and (
        tokens[first].lower in DEMONYMS or not tokens[first].is_capital or (title and first in places)
    ):
        first += 1
    if first == last and is_title(tokens[first].lower.rstrip(".")):
        first += 1
    return first, title


def _is_sure_first_name(word: str) -> bool:
    return is_first_name(word) and not is_common(word)


def _personal(tokens: list[Token], first: int, last: int, title: str, places: frozenset[int]) -> int:
    """How likely a run is a person's name."""
    form = [token.text for token in tokens[first : last + 1] if token.is_capital]
    behind = tokens[last + 1].lower if last + 1 < len(tokens) and not tokens[last].owns else ""
    if not form or set(range(first, last + 1)) <= places or _is_thing(form, title) or behind in _CALLED_AFTER:
        return NO
    if len(form) == 1:
        return _titled(form[0], title)
    is_plain = is_common(form[-1]) and form[-1].lower() not in FUNCTION_WORDS  # of "Kim Jong Un" no word is plain
    is_no_first_name = not is_first_name(form[0]) or _is_of_country(form[0], form[-1])
    opens_with_place = first in places and is_no_first_name and not title
    if opens_with_place or (not title and any(map(_is_mere_word, form[1:-1]))):
        return NO
    if is_first_name(form[0]) and (is_surname(form[-1]) or not is_plain):
        return SURELY
    if title or _speaks_or_ages(tokens, last + 1):
        return PERHAPS if is_plain else SURELY
    has_initial = len(form) >= _SHORTEST and len(form[1].rstrip(".")) == 1
    is_likely = has_initial or (is_surname(form[-1]) and not is_plain and not is_common(form[0]))
    return PERHAPS if is_likely and last not in places else NO


def _is_of_country(first: str, last: str) -> bool:
    """Whether two words are a country and a place, as in "India Kashmir": India is a first name too."""
    bearers = gazetteer().find(folded(first))
    is_country = bearers is not None and bool(gazetteer().kind[bearers.numbers[0]] == COUNTRY)
    return is_country and not is_surname(last) and gazetteer().find(folded(last)) is not None


def _is_mere_word(word: str) -> bool:
    """Whether a word in the middle of a run is none of a name: "Design" of "Milan Design Week"."""
    return is_common(word) and not (is_first_name(word) or is_surname(word)) and len(word) > 1


def _is_thing(form: list[str], title: str) -> bool:
    """Whether a run begins or ends as no personal name does."""
    first, last = form[0].lower().rstrip("."), form[-1].lower().rstrip(".")
    is_acronym = form[-1].isupper() and not "".join(form).isupper() and len(form[-1]) <= _ACRONYM
    opens_as_thing = len(form) > 1 and first in _NOT_PERSONAL and not title
    is_brand = _CAMEL.search(form[-1]) is not None and not form[-1].startswith(_FAMILIES)
    is_team = form[-1].endswith("s") and not is_surname(form[-1]) and is_common(form[-1][:-1])
    return is_team or is_brand or last in _NOT_LAST or first in NOT_NAMES or is_acronym or opens_as_thing


def _titled(word: str, title: str) -> int:
    """How likely a single word is a name: only behind a title."""
    if not title or is_common(word) or len(word) < _SHORTEST or folded(word) in DEMONYMS or word.isupper():
        return NO
    return SURELY if title in _CIVIL else PERHAPS


def age_behind(tokens: Sequence[Token], at: int) -> int | None:
    """The age that stands at a place between two commas, or before a full stop: ", 44,"."""
    if at + 1 >= len(tokens) or tokens[at].text != ",":
        return None
    number = tokens[at + 1].text
    age = number.rstrip(",.")
    closes = age != number or (at + 2 < len(tokens) and tokens[at + 2].text in {",", "."})
    return int(age) if closes and len(age) <= _DIGITS and age.isascii() and age.isdecimal() else None


def _speaks_or_ages(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of saying or an age stands behind a run."""
    if at >= len(tokens):
        return False
    return tokens[at].lower in SPEECH or 0 < (age_behind(tokens, at) or 0) < _OLDEST
