"""A sentence as words with their kinds, and the string of those kinds that the grammar is matched against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from octavo.explaining.dates.lexicon import Kind

if TYPE_CHECKING:
    from octavo.explaining.dates.lexicon import Entry, Lexicon

# Words, numbers (with the ending of an ordinal), and marks one by one; white space parts and does no more.
TOKEN = re.compile(r"\d++(?:(?:st|nd|rd|th|er|ème|º)(?!\w))?|[^\W\d_]+|[^\w\s]|_")
_JOINTS = frozenset("'’-‐‑")
_DASHES = frozenset("-–—‐‑")
_MARKS = frozenset(",./'’")  # those that dates are written with
_LAST_DAY, _YEAR_LENGTH = 31, 4
_YEARS = range(1000, 2200)
# Verbs in all their forms are told by their endings; short words end so by chance.
_SHORTEST_VERB = 4


class Token(NamedTuple):
    """A word or mark of a text: ``text[start:end]``."""

    kind: str
    value: int | str
    start: int
    end: int
    word: str


def may_hold_date(text: str, lexicon: Lexicon) -> bool:
    """Whether it is worth looking for a date in a text at all."""
    return not lexicon.triggers.isdisjoint(TOKEN.findall(text.lower()))


def tokens_in(text: str, lexicon: Lexicon) -> list[Token]:
    """The words of a text with their kinds; a phrase that means one thing is one token."""
    places = [(match.start(), match.end(), match.group()) for match in TOKEN.finditer(text)]
    words = [word.lower() for _, _, word in places]
    found: list[Token] = []
    at = 0
    while at < len(places):
        length, entry = _phrase(words, at, lexicon)
        if length == 1:
            entry = _entry(words, at, places[at][2], lexicon)
        start, end = places[at][0], places[at + length - 1][1]
        found.append(Token(*entry, start, end, words[at]))
        at += length
    return found


def _phrase(words: list[str], at: int, lexicon: Lexicon) -> tuple[int, Entry]:
    """How many words the phrase that begins here has, and what it means; 1 where none begins."""
    for rest, entry in lexicon.phrases.get(words[at], ()):
        place = at + 1
        for word in rest:
            while place < len(words) and words[place] in _JOINTS:
                place += 1
            if place >= len(words) or words[place] != word:
                break
            place += 1
        else:
            return place - at, entry
    return 1, (Kind.OTHER, 0)


def _entry(words: list[str], at: int, written: str, lexicon: Lexicon) -> Entry:
    word = words[at]
    if word[0].isdigit():
        return _number(word)
    if len(word) == 1 and not word.isalpha():
        return ("-" if word in _DASHES else word if word in _MARKS else Kind.OTHER), 0
    entry = lexicon.words.get(word)
    if entry is None:
        return _by_ending(word, lexicon)
    if written == word and word in lexicon.written_small:
        return lexicon.written_small[word]
    if at and (word, words[at - 1]) in lexicon.not_after:
        return Kind.DAY_PART, 0
    return entry


def _number(word: str) -> Entry:
    if len(word) > _YEAR_LENGTH + 2 or not word.isascii():
        return Kind.OTHER, 0
    digits = word.rstrip("strndheèmº")
    if not digits.isdigit():
        return Kind.OTHER, 0
    number = int(digits)
    if len(digits) == _YEAR_LENGTH == len(word):
        return (Kind.YEAR if number in _YEARS else Kind.OTHER), number
    return (Kind.DAY if 1 <= number <= _LAST_DAY and len(digits) < _YEAR_LENGTH - 1 else Kind.OTHER), number


def _by_ending(word: str, lexicon: Lexicon) -> Entry:
    grammar = lexicon.grammar
    if grammar is not None and len(word) >= _SHORTEST_VERB:
        if word.endswith(grammar.ahead_endings):
            return Kind.AHEAD, 0
        if word.endswith(grammar.behind_endings):
            return Kind.BEHIND, 1
    return Kind.OTHER, 0
