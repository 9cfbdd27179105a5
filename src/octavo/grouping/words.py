"""The words of a text, its names and its numbers, in any language, as they stand in it."""

from __future__ import annotations

import re
from itertools import pairwise

from octavo.kit.words import UNSPACED

# Scripts that put no space between words: there pairs of characters stand for words.
_WORD = re.compile(rf"[^\W_{UNSPACED}]+(?:['’.,:/-][^\W_{UNSPACED}]+)*|[{UNSPACED}]+")
# Nothing that is taken is given back: what is left could not begin a word.
_SPACED_WORD = r"[^\W_]++(?:['’.,:/-][^\W_]++)*+"
_ASCII_WORD, _ANY_WORD = re.compile(_SPACED_WORD, re.ASCII), re.compile(_SPACED_WORD)
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_LAST_CAPITAL = 0xFFFF  # a set that goes beyond it is searched step by step
_CAPITAL = "[" + "".join(chr(code) for code in range(_LAST_CAPITAL) if chr(code).isupper()) + "]"
# These begin with the capital and the digit, not with what may not stand before: a search several times as fast.
_NAME = re.compile(rf"{_CAPITAL}(?<![\w'’-].)[\w'’-]*(?:(?:(?<=\b{_CAPITAL})\.)? {_CAPITAL}[\w'’-]*)*")
_OPENERS = frozenset('.!?:;\n"“”«»…(•–—-*|>')
_NUMBER = re.compile(r"(\d(?<![\w.,:].)(?:[\d.,:]*\d)?)(?:[ -]([^\W\d_]+))?")
_POSSESSIVE = re.compile(r"['’]s\b")
_LONGEST_TERM = 60


def words_in(text: str) -> list[str]:
    """Lower-case words in order; characters two by two where a script does not part words."""
    lower = _POSSESSIVE.sub("", text.lower())
    if text.isascii():
        return _ASCII_WORD.findall(lower)
    if not _IS_UNSPACED.search(text):
        return _ANY_WORD.findall(lower)
    return [part for word in _WORD.findall(lower) for part in _parts(word)]


def names_in(text: str) -> list[str]:
    """Runs of capitalised words as they are written; a single one that opens a sentence is none."""
    names = []
    text = _POSSESSIVE.sub("", text)
    for match in _NAME.finditer(text):
        name = match.group()
        if " " in name or not _opens(text, match.start()):
            names.append(name.replace(".", "")[:_LONGEST_TERM])
    return names


def numbers_in(text: str) -> list[str]:
    """Numbers as they are written, each alone where it has more than one digit, and with the word behind it."""
    terms = []
    for number, word in _NUMBER.findall(text):
        if len(number) > 1:
            terms.append(number[:_LONGEST_TERM])
        if word:
            terms.append(f"{number} {word.lower()}"[:_LONGEST_TERM])
    return terms


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return not before or before[-1] in _OPENERS


def _parts(word: str) -> list[str]:
    if len(word) == 1 or not _IS_UNSPACED.match(word):
        return [word]
    return [first + second for first, second in pairwise(word)]
