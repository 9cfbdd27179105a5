"""A sentence taken apart into numbers, words and marks, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.explaining.figures.grammar import Grammar


_NUMBER, _WORD = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Token ``i`` is ``text[starts[i]:ends[i]]``; it is a number, a word, or else a single mark."""

    text: str
    raw: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    numbers: list[bool]
    words: list[bool]

    def __len__(self) -> int:
        return len(self.raw)

    def low(self, place: int) -> str:
        """The token in lower case, "" beyond the ends."""
        return self.lower[place] if 0 <= place < len(self.lower) else ""

    def is_word(self, place: int) -> bool:
        """Whether there is a word at the place."""
        return 0 <= place < len(self.raw) and self.words[place]

    def is_number(self, place: int) -> bool:
        """Whether there is a number in digits at the place."""
        return 0 <= place < len(self.raw) and self.numbers[place]

    def touches(self, place: int) -> bool:
        """Whether nothing stands between the token and the one before it."""
        return 0 < place < len(self.raw) and self.starts[place] == self.ends[place - 1]

    def phrase(self, first: int, end: int) -> str:
        """The tokens in lower case, parted by single spaces."""
        return " ".join(self.lower[max(0, first) : end])

    def stretch(self, first: int, end: int) -> str:
        """The text from the first token up to before the end."""
        return self.text[self.starts[first] : self.ends[end - 1]]


def tokens_of(text: str, grammar: Grammar) -> Tokens:
    """The tokens of a text; "three-day" is a numeral, a mark and a word, while "twenty-five" is one word."""
    spans: list[tuple[int, int, int]] = []
    for match in grammar.token.finditer(text):
        start, end = match.span()
        kind = match.lastindex or 0
        if kind == _WORD and "-" in text[start:end]:
            spans += _split(text, start, end, grammar)
        else:
            spans.append((start, end, kind))
    raw = [text[start:end] for start, end, _ in spans]
    return Tokens(
        text=text,
        raw=raw,
        lower=[word.lower() for word in raw],
        starts=[start for start, _, _ in spans],
        ends=[end for _, end, _ in spans],
        numbers=[kind == _NUMBER for _, _, kind in spans],
        words=[kind == _WORD for _, _, kind in spans],
    )


def _split(text: str, start: int, end: int, grammar: Grammar) -> list[tuple[int, int, int]]:
    parts = text[start:end].lower().split("-")
    numerals = 0
    while numerals < len(parts) and (parts[numerals] in grammar.openers or parts[numerals] == grammar.joiner):
        numerals += 1
    if numerals in {0, len(parts)}:
        return [(start, end, _WORD)]
    cut = start + sum(map(len, parts[:numerals])) + numerals - 1
    return [(start, cut, _WORD), (cut, cut + 1, 0), (cut + 1, end, _WORD)]
