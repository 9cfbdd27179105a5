"""The name in a sentence that answers outright who holds an office: "Central Bank governor Henrik Thale".

What the office is of has to stand at it, as there are many governors: before it ("the Texas governor"), behind it ("the
governor of Texas"), or in the text around a governor who is "the governor, Henrik Thale" there. Other questions have no
form so plain: the number before what is counted was right in too few sentences to be shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.asking.words import SMALL_WORDS, Stems, words_in
from octavo.kit.words import word_set
from octavo.model.answers import AnswerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.answers import Question

_ASKED = {
    "en": re.compile(r"who(?:['’]s| is) (?:the )?(.+)", re.IGNORECASE),
    "de": re.compile(r"wer ist (?:der |die )?(.+)", re.IGNORECASE),
}
# Where the office ends and what it is of begins; and whose it is, before it.
_OF = re.compile(r" (?:of|for|at|in|von|vom|der|des|für|bei|im) ", re.IGNORECASE)
_OWNER = re.compile(r"(.{1,200})['’]s? (?=\w)")
# Who is not meant: the deputy is not the governor, nor is who was it before.
_NOT_QUITE = word_set(
    "deputy vice former ex acting assistant late next then first last previous designate interim shadow ousted under",
    "stellvertretende stellvertretender ehemalige ehemaliger frühere früherer damalige damaliger",
)
# An office that is "the" one without saying of what is that of what the text is about.
_THE = word_set("the its der die")
_TITLES = word_set("mr mrs ms miss dr prof professor sir dame lord lady captain herr frau")
_PARTICLES = word_set("von van der den de la di du da bin al el")
_BETWEEN = re.compile(
    r"(?:, | is | ist |, who is )(?!and |und )(?:(?:the|a|its|their|der|die|als) )?"
    r"(?:(?:\w+ ){0,2}\w+['’]s? )?(?:[\w-]+ ){0,3}"
)
_LONGEST_OFFICE, _LONGEST_OF, _LONGEST_NAME, _ATTACHED = 4, 7, 4, 3
_ENOUGH = 0.5
_JOINTS = frozenset((" ", "-", "’s ", "'s ", "’ ", "' ", ". "))
# "Turkey" and "Turkish": so many letters of the shorter may differ, and so many are shared.
_ENDING, _ROOT = 2, 4
_LONGEST_SENTENCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    text: str
    stem: str
    start: int
    end: int


class Outright:
    """Finds in sentences who holds the office that a question names, in English and German."""

    def __init__(self, question: Question) -> None:
        self._stems = Stems(question.language)
        self._small = SMALL_WORDS.get(question.language, SMALL_WORDS["en"])
        self._asked = self._stems_in(question.standalone)
        office, of = _named_in(question)
        self._office = tuple(self._stems.of(word) for word, _, _ in words_in(office) if word not in self._small)
        self._of = tuple(word for word, _, _ in words_in(of) if word not in self._small)

    def place(self, sentence: str, around: str) -> tuple[int, int] | None:
        """Where the name stands in a sentence (code points), ``None`` where none does for certain.

        ``around`` is the text that it stands in with its title, which may say what the office is of.
        """
        size = len(self._office)
        if not 0 < size <= _LONGEST_OFFICE:
            return None
        text = sentence[:_LONGEST_SENTENCE]
        words = [_Word(text=word, stem=self._stems.of(word), start=at, end=to) for word, at, to in words_in(text)]
        firsts = [n for n in range(len(words)) if tuple(one.stem for one in words[n : n + size]) == self._office]
        found = (self._holder(text, words, first, first + size, around) for first in firsts)
        return next((one for one in found if one), None)

    def _holder(self, text: str, words: Sequence[_Word], first: int, end: int, around: str) -> tuple[int, int] | None:
        """Who holds the office whose name is the words from ``first`` to ``end``."""
        before = _run_before(text, words, first)
        if not _NOT_QUITE.isdisjoint(one.text for one in before):
            return None
        behind = self._behind(text, words, end)
        is_the = bool(before) and before[-1].text in _THE
        if not (self._is_of([*before, *behind]) or (is_the and not behind and self._is_of_all(around))):
            return None
        return self._name_at(text, words, end + len(behind), behind=True) or self._name_before(text, words, first)

    def _behind(self, text: str, words: Sequence[_Word], end: int) -> Sequence[_Word]:
        """What the office is of, where that stands behind it: the words up to the next mark."""
        if end >= len(words) or not _OF.match(f"{text[words[end - 1].end : words[end].end]} "):
            return ()
        last = end + 1
        while last < min(end + _LONGEST_OF, len(words)) and text[words[last - 1].end : words[last].start] in (" ", "-"):
            last += 1
        return words[end:last]

    def _name_before(self, text: str, words: Sequence[_Word], first: int) -> tuple[int, int] | None:
        """The name in "Henrik Thale, the governor"."""
        for place in range(max(0, first - _LONGEST_NAME - _ATTACHED - 2), first):
            found = self._name_at(text, words, place)
            if found and _BETWEEN.fullmatch(text[found[1] : words[first].start]):
                return found
        return None

    def _is_of(self, words: Sequence[_Word]) -> bool:
        """Whether words name most of what the question says that the office is of."""
        there = [one.text for one in words]
        named = sum(any(_is_akin(of, word) for word in there) for of in self._of)
        return named >= _ENOUGH * len(self._of)

    def _is_of_all(self, around: str) -> bool:
        return self._stems_in(around).issuperset(self._stems.of(word) for word in self._of)

    def _name_at(
        self, text: str, words: Sequence[_Word], place: int, *, behind: bool = False
    ) -> tuple[int, int] | None:
        """The name of two words or more that begins there and has no word of the question.

        With ``behind`` it must stand right behind the word before it, or behind a comma.
        """
        if behind and (place >= len(words) or text[words[place - 1].end : words[place].start] not in (" ", ", ")):
            return None
        while place < len(words) and words[place].text in _TITLES:
            place += 1
        run: list[_Word] = []
        for one in words[place : place + _LONGEST_NAME]:
            if run and text[run[-1].end : one.start] not in (" ", "-", ". "):
                break
            is_own = text[one.start].isupper() and one.text not in self._small and one.stem not in self._asked
            if not is_own and not (run and one.text in _PARTICLES):
                break
            run.append(one)
        while run and run[-1].text in _PARTICLES:
            run.pop()
        return (run[0].start, run[-1].end) if len(run) > 1 else None

    def _stems_in(self, text: str) -> frozenset[str]:
        return frozenset(self._stems.of(word) for word, _, _ in words_in(text))


def _run_before(text: str, words: Sequence[_Word], first: int) -> Sequence[_Word]:
    """The last words before one that no mark parts from it; of names, those alone that stand at it."""
    start = first
    while start > max(0, first - _ATTACHED) and text[words[start - 1].end : words[start].start] in _JOINTS:
        before = words[start - 1]
        is_a_name = start < first and text[words[start].start].isupper()
        if is_a_name and not text[before.start].isupper() and before.text not in _NOT_QUITE:
            break
        start -= 1
    return words[start:first]


def _is_akin(word: str, other: str) -> bool:
    """Whether two words have a root: "turkey" and "turkish"."""
    root = max(_ROOT, min(len(word), len(other)) - _ENDING)
    return word == other or (len(word) >= root and word[:root] == other[:root])


def _named_in(question: Question) -> tuple[str, str]:
    """The office that a question names, and what it is of."""
    asked = _ASKED.get(question.language)
    found = asked.match(question.standalone.strip(" ?")) if asked and question.kind is AnswerKind.PERSON else None
    if not found:
        return "", ""
    of = _OF.search(found[1])
    office, rest = (found[1][: of.start()], found[1][of.end() :]) if of else (found[1], "")
    owner = _OWNER.match(office)
    return (office[owner.end() :], f"{owner[1]} {rest}") if owner else (office, rest)
