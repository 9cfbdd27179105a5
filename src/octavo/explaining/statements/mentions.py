"""Who is mentioned in an article's own words: names, pronouns, and phrases such as "a spokesman for the ministry"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from octavo.explaining.names.tokens import is_common, is_first_name, is_surname
from octavo.explaining.names.vocabulary import DEMONYMS
from octavo.explaining.statements.classes import ending_phrases
from octavo.explaining.statements.keys import BODIES
from octavo.explaining.statements.roles import WHENCE
from octavo.explaining.statements.words import NOWHERE

if TYPE_CHECKING:
    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.words import Words

_LONGEST_NAME = 8
_LONGEST_PHRASE = 9
_LONGEST_ABBREVIATION = 5
_MOST_ADJECTIVES = 3
_MOST_SMALL = 2
ONE = frozenset({"a", "an"})
_NUMBERS = frozenset({"two", "three", "four", "five", "six"})
_ARTICLES = frozenset({"der", "den", "die", "das"})
_PRESS = frozenset({"media", "press", "tv", "television", "radio"})


class Kind(IntEnum):
    """How somebody is mentioned."""

    NAME = 0
    PRONOUN = 1
    PHRASE = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """The words from ``first`` up to, not including, ``after`` that may name a speaker; ``head`` the word that counts.

    ``head`` is the last word of a name or the noun of a phrase.
    """

    first: int
    after: int
    head: int
    kind: Kind


def mentions_in(words: Words, grammar: Grammar) -> list[Mention]:
    """All mentions outside of quotations, in the order of the text, none within another."""
    return _Reader(words, grammar).read()


class _Reader:
    """Reads a row of words once, from left to right."""

    def __init__(self, words: Words, grammar: Grammar) -> None:
        self._words = words
        self._grammar = grammar
        self._count = len(words)
        self._small = {text for text in words.text if text.islower()}
        self._opening = grammar.pronouns | grammar.determiners
        self._ending = ending_phrases(grammar.language)
        self._found: list[Mention] = []

    def read(self) -> list[Mention]:
        words, saying, opening = self._words, self._grammar.saying, self._opening
        place, count = 0, self._count
        while place < count:
            if words.quote[place] != NOWHERE:
                place += 1
                continue
            low = words.low[place]
            may_open = low in opening or "'" in low or not words.text[place].islower()  # most words may not
            mention = self._at(place) if may_open else None
            if mention is not None:
                self._found.append(mention)
                place = mention.after
            else:
                if low in saying:
                    self._bare(place)
                place += 1
        return self._found

    def _at(self, place: int) -> Mention | None:
        words, grammar = self._words, self._grammar
        low, text = words.low[place], words.text[place]
        if low in grammar.pronouns and not text.isupper():
            return Mention(place, place + 1, place, Kind.PRONOUN)
        if low == "i" and grammar.language == "en":
            return Mention(place, place + 1, place, Kind.PRONOUN)
        bare = low.partition("'")[0] if grammar.language == "en" else low
        if bare != low and bare in grammar.pronouns:
            return Mention(place, place + 1, place, Kind.PRONOUN)
        if low in grammar.determiners:
            return None if self._counts_no_one(place) else self._phrase(place)
        if self._is_capital(place):
            return self._name(place)
        return None

    def _counts_no_one(self, place: int) -> bool:
        """Whether a number stands before somebody's name, whom nobody counts: "at five past four Ann Lee rang"."""
        words = self._words
        behind = words.text[place + 1] if place + 1 < self._count else ""
        return words.low[place] in _NUMBERS and behind[:1].isupper() and is_first_name(behind) and not is_common(behind)

    def _is_capital(self, place: int) -> bool:
        words, grammar = self._words, self._grammar
        text, low = words.text[place], words.low[place]
        if low.endswith(WHENCE) and place > 0 and words.low[place - 1] in grammar.determiners:
            return False  # "a London-based think tank"
        if not text[:1].isupper():
            # "@SkyNews", "al-Assad", "iPhone": names all the same.
            return "-" in text and text[0].isalpha() and not text.islower()
        if low in grammar.no_speakers and self._is_surname(place):
            return True
        if low in grammar.no_speakers or low in grammar.adverbs or self._only_begins(place):
            return False
        if low in grammar.prepositions or low in grammar.linking or low in grammar.auxiliaries:
            return text.isupper() and len(text) > 1 and low not in grammar.prepositions
        return low not in grammar.saying or (place + 1 < self._count and words.text[place + 1][:1].isupper())

    def _is_surname(self, place: int) -> bool:
        """Whether the name of a month stands behind a first name, as in "Theresa May"."""
        words = self._words
        is_behind = place > 0 and words.frame[place - 1] == words.frame[place] and _may_be_surname(words.text[place])
        before = words.text[place - 1]
        follows = place + 1 < self._count and words.text[place + 1].isdigit()
        return is_behind and before[:1].isupper() and is_first_name(before) and not is_common(before) and not follows

    def _only_begins(self, place: int) -> bool:
        """Whether a word is capital only because a sentence begins: elsewhere the article has it in small letters."""
        words = self._words
        return words.low[place] in self._small and (place == 0 or words.frame[place - 1] != words.frame[place])

    def _name(self, place: int, limit: int = _LONGEST_NAME) -> Mention:
        after = self._name_end(place, limit)
        noun = self._noun_of_country(after)
        if noun > after:
            return Mention(place, noun, noun - 1, Kind.PHRASE)
        return Mention(place, after, self._head(place, after), Kind.NAME)

    def _noun_of_country(self, place: int) -> int:
        """Where a phrase ends that a people opens: "Chinese state media"; ``place`` where it does not go on so."""
        words, grammar = self._words, self._grammar
        if grammar.language != "en" or words.low[place - 1] not in DEMONYMS:
            return place
        end = found = place
        while end < self._count and end - place < _MOST_ADJECTIVES and self._belongs(end, place - 1):
            if not words.text[end].islower():
                return place  # "Russian army general Ivan Popov"
            end += 1
            found = end if words.low[end - 1] in grammar.speakers | _PRESS else found
        is_office = end < self._count and words.text[end][:1].isupper() and words.frame[end] == words.frame[place]
        return place if is_office else found

    def _name_end(self, place: int, limit: int = _LONGEST_NAME) -> int:
        """Where a run of capitalised words ends, with the small words and full stops that belong into it."""
        words, grammar = self._words, self._grammar
        frame = words.frame[place]
        after = place + 1
        while after < self._count and words.frame[after] == frame and after - place < limit * 2:
            if words.quote[after] != NOWHERE:
                break
            low = words.low[after]
            if self._is_capital(after) and low not in grammar.saying:
                if words.low[after - 1].endswith("'s") and grammar.language == "en" and low not in grammar.heads:
                    break
                after += 1
            elif words.text[after] == "." and self._abbreviated(after):
                after += 1
            elif (joined := self._joined(after)) > after:
                after = joined
            else:
                break
        return after

    def _joined(self, place: int) -> int:
        """Where a name goes on behind small words in it ("von der", "&", "Doctors Without Borders"), else ``place``."""
        words, grammar = self._words, self._grammar
        after = place
        while after - place < _MOST_SMALL and after < self._count and words.low[after] in grammar.small:
            after += 1
        is_whole = words.text[place][:1].isupper() and words.text[place][1:].islower()
        if words.low[place] == "&" or (words.low[place] in grammar.prepositions and is_whole):
            after = place + 1
        goes_on = place < after < self._count and words.frame[after] == words.frame[place] and self._is_capital(after)
        is_two = place > 1 and words.text[place - 2][:1].isupper() and words.low[place - 2] not in grammar.determiners
        is_german = goes_on and is_two and grammar.language == "de"
        if is_german and words.low[after] in BODIES:
            return place  # of "Ann Lee von der Stiftung Wald" and not of "Ursula von der Leyen"
        if is_german and words.low[place] in _ARTICLES and is_first_name(words.text[place - 2]):
            return place  # "rief Ann Lee | den Leuten zu"
        return after + 1 if goes_on else place

    def _abbreviated(self, place: int) -> bool:
        """Whether a full stop belongs to the initial or title before it and a name goes on after it."""
        words = self._words
        before = words.text[place - 1]
        return (
            place + 1 < self._count
            and words.frame[place + 1] == words.frame[place]
            and words.start[place] == words.end[place - 1]
            and (len(before) <= _LONGEST_ABBREVIATION or words.start[place + 1] == words.end[place])
            and words.text[place + 1][:1].isalpha()
            and (before[:1].isupper())
        )

    def _head(self, first: int, after: int) -> int:
        head = after - 1
        while head > first and not self._words.text[head][:1].isalnum():
            head -= 1
        return head

    def _phrase(self, place: int) -> Mention | None:
        """A noun phrase that a determiner opens: "the newly elected mayor, ", "a senior official"."""
        words, grammar = self._words, self._grammar
        frame = words.frame[place]
        after = place + 1
        while after < self._count and words.frame[after] == frame and after - place < _LONGEST_PHRASE:
            low = words.low[after]
            if words.quote[after] != NOWHERE or not words.text[after][:1].isalnum():
                break
            if words.low[after - 1] in grammar.clausal and words.text[after][:1].isupper():
                break
            if self._is_capital(after):
                after = self._name_end(after)
                continue
            if words.low[place] in ONE and words.text[after - 1][:1].isupper() and low in grammar.speakers:
                after += 1  # "a new BBC report": one cannot be followed by a verb in the plural
                continue
            if (
                low in self._ending
                or (low.isdigit() and after > place + 1)
                or (low in grammar.hinting and after > place + 1)
                or (grammar.language == "de" and words.text[after - 1][:1].isupper() and after > place + 1)
            ):
                break  # behind a German noun in small letters goes on what is said of it: "der Zeitung plant …"
            after += 1
        if after == place + 1:
            return None
        head = self._head(place, after)
        while head > place + 1 and (words.low[head] in grammar.adverbs or is_done(words, head, grammar)):
            head -= 1
        return Mention(place, head + 1, head, Kind.PHRASE)

    def _bare(self, verb: int) -> None:
        """A plural without determiner next to a verb of saying: "officials said", "said police"."""
        words, grammar = self._words, self._grammar
        place = verb - 1
        while place >= 0 and (words.low[place] in grammar.adverbs or words.low[place] in grammar.auxiliaries):
            place -= 1
        if place < 0 or words.frame[place] != words.frame[verb] or words.quote[place] != NOWHERE:
            return
        if (self._found and self._found[-1].after > place) or not self._is_noun(place):
            return
        first = place
        while first > 0 and place - first < _MOST_ADJECTIVES and self._belongs(first - 1, place):
            first -= 1
        if self._found and self._found[-1].after > first:
            first = self._found[-1].first if self._found[-1].after == first + 1 else self._found[-1].after
        self._found.append(Mention(first, place + 1, place, Kind.PHRASE))

    def _is_noun(self, place: int) -> bool:
        low, grammar = self._words.low[place], self._grammar
        return (
            low.isalpha()
            and low not in grammar.linking
            and low not in grammar.prepositions
            and low not in grammar.saying
            and low not in grammar.no_speakers
            and not low.endswith("ly")
            and (low in grammar.speakers or low.endswith("s"))
        )

    def _belongs(self, place: int, noun: int) -> bool:
        words, grammar = self._words, self._grammar
        low = words.low[place]
        return (
            words.frame[place] == words.frame[noun]
            and words.quote[place] == NOWHERE
            and words.text[place][:1].isalnum()
            and low not in grammar.linking
            and low not in grammar.prepositions
            and low not in grammar.saying
            and low not in grammar.auxiliaries
            and low not in grammar.adverbs
        )


def _may_be_surname(word: str) -> bool:
    return is_surname(word) or word in {"May", "March", "August"}


def is_done(words: Words, place: int, grammar: Grammar) -> bool:
    """Whether a word tells what was done to what is named before it: "a recording obtained by the paper"."""
    is_participle = words.text[place].islower() and words.low[place].endswith("ed") and place + 1 < len(words)
    return is_participle and grammar.language == "en" and words.low[place + 1] in grammar.prepositions


def noun_end(words: Words, first: int, after: int, grammar: Grammar) -> int:
    """Where a phrase ends whose noun stands behind it: of "a subsequent tweet" the tweet, if nothing goes on it."""
    if words.low[first] not in ONE or after + 1 >= len(words) or words.frame[after] != words.frame[first]:
        return after
    low, following = words.low[after], words.low[after + 1]
    if low not in grammar.speakers or low.endswith("s") or words.quote[after] != NOWHERE:
        return after
    verbs = grammar.saying | grammar.hinting | grammar.auxiliaries
    ends = not following[0].isalnum() or following in verbs or following in grammar.prepositions
    return after + 1 if ends or following in grammar.adverbs else after
