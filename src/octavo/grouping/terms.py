"""An article's text as hashed terms in six fields: title, lead, full text, word pairs, names, numbers.

Hashing keeps the vocabulary's memory fixed and says nothing of anybody's text. Scripts that write without spaces are
cut into overlapping pairs of characters.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.grouping.items import Item

TERM_BITS = 21
TERM_MASK = (1 << TERM_BITS) - 1

FULL_CHARACTERS = 8_000
LEAD_WORDS = 90
PAIR_WORDS = 260
LONGEST_NAME = 4

# Words, or a sentence's end: what follows one is written with a capital for another reason than being a name.
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[.!?:;\n\"“”«»•|—–]")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]"
)
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")


class Field(IntEnum):
    """The parts of an article that are compared apart."""

    TITLE = 0
    LEAD = 1
    FULL = 2
    PAIRS = 3
    NAMES = 4
    NUMBERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Counts of hashed terms by field, and the spelling of those a reason may name."""

    counts: tuple[Counter[int], ...]
    spelling: dict[int, str]


@lru_cache(maxsize=1 << 17)
def word_term(word: str) -> int:
    """The hash of a case-folded word, English plurals and possessives taken off."""
    stem = _POSSESSIVE.sub("", word)
    if len(stem) > 3 and stem[-1] == "s" and stem[-2] not in "su" and stem.isascii():  # noqa: PLR2004
        stem = stem[:-3] + "y" if stem.endswith("ies") else stem[:-1]
    return crc32(stem.encode("utf-8", "surrogatepass")) & TERM_MASK


def joined_term(kind: int, terms: Iterable[int]) -> int:
    """The hash of several terms in their order, of one kind of field."""
    code = kind * 0x9E3779B1
    for term in terms:
        code = ((code ^ term) * 0x85EBCA6B + 0xC2B2AE35) & 0xFFFFFFFF
    return (code ^ (code >> 15)) & TERM_MASK


def tokens_of(text: str) -> list[str]:
    """Words and sentence marks in their order; unspaced scripts in overlapping pairs of characters."""
    tokens = _TOKENS.findall(text)
    if _UNSPACED.search(text) is None:
        return tokens
    return [part for token in tokens for part in _pieces(token)]


def _pieces(token: str) -> list[str]:
    if _UNSPACED.search(token) is None or len(token) <= 2:  # noqa: PLR2004
        return [token]
    return [a + b for a, b in pairwise(token)]


def terms_of(item: Item, body: str) -> Terms:
    """The terms of an article whose text, freed from what its publisher prints everywhere, is ``body``."""
    title = [token.casefold() for token in tokens_of(item.title[:400]) if token[0].isalnum()]
    tokens = tokens_of(f"{item.lead}\n{body}"[:FULL_CHARACTERS])
    words = [token.casefold() for token in tokens if token[0].isalnum()]
    title_terms = [word_term(word) for word in title]
    body_terms = [word_term(word) for word in words]
    spelling = dict(zip(body_terms, words, strict=True))
    spelling.update(zip(title_terms, title, strict=True))
    head = [*title_terms, *body_terms[:PAIR_WORDS]]
    names, numbers = _names(tokens, spelling), _numbers([*title, *words], [*title_terms, *body_terms], spelling)
    counts = (
        Counter(title_terms),
        Counter([*title_terms, *body_terms[:LEAD_WORDS]]),
        Counter([*title_terms, *body_terms]),
        Counter(_pair_terms(head, spelling)),
        names,
        numbers,
    )
    return Terms(counts=counts, spelling=spelling)


def _pair_terms(head: list[int], spelling: dict[int, str]) -> list[int]:
    found = []
    for first, second in pairwise(head):
        term = ((first * 0x85EBCA6B) ^ (second * 0xC2B2AE35) ^ 0x5BD1E995) >> 7 & TERM_MASK
        found.append(term)
    return found


def _names(tokens: list[str], spelling: dict[int, str]) -> Counter[int]:
    """Runs of capitalised words, whole and by word; a word that also stands in small letters is no name."""
    small = {token for token in tokens if token[0].islower()}
    found: Counter[int] = Counter()
    run: list[str] = []
    for token in [*tokens, "."]:
        if token[0].isupper() and token.lower() not in small:
            run.append(token)
        elif run:
            _add_name(run, found, spelling)
            run = []
    return found


def _add_name(run: list[str], found: Counter[int], spelling: dict[int, str]) -> None:
    parts = [word_term(word.casefold()) for word in run]
    for part, word in zip(parts, run, strict=True):
        if len(word) > 1:
            term = joined_term(Field.NAMES, (part,))
            found[term] += 1
            spelling[term] = word
    if 1 < len(run) <= LONGEST_NAME:
        term = joined_term(Field.NAMES, parts)
        found[term] += 1
        spelling[term] = " ".join(run)


def _numbers(words: list[str], terms: list[int], spelling: dict[int, str]) -> Counter[int]:
    """Numbers, alone and with the word that follows: "24" and "24 year"."""
    found: Counter[int] = Counter()
    for place, word in enumerate(words):
        if word[0].isdigit():
            follower = words[place + 1] if place + 1 < len(words) else ""
            alone, phrase = joined_term(Field.NUMBERS, terms[place : place + 1]), joined_term(
                Field.NUMBERS, terms[place : place + 2]
            )
            spelling[alone], spelling[phrase] = word, f"{word} {follower}".strip()
            found[alone] += 1
            found[phrase] += 1
    return found
