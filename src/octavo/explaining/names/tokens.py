"""The words of a text with where they stand, and what is known of each before any judgement."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from octavo.explaining.names.keys import folded
from octavo.explaining.names.vocabulary import FUNCTION_WORDS

# An abbreviation with its full stops, or a word with apostrophes and hyphens inside, or a number; a mark stands alone.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}|(?:[A-Z][a-z]{0,3}\.){2}|[^\W\d_]{1,60}(?:['’ʼ&-](?=[^\W\d_])[^\W\d_]{1,60}){0,4}|\d[\d.,:]{0,20}|[^\w\s]"
)
_POSSESSIVE = re.compile(r"['’][sS]$|(?<=s)['’]$")
# Short forms that keep their full stop.
_SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "ft",
        "mt",
        "sen",
        "rep",
        "gov",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cmdr",
        "sgt",
        "cpl",
        "pvt",
        "prof",
        "rev",
        "hon",
        "supt",
        "det",
        "jr",
        "sr",
        "no",
        "vs",
        "co",
        "inc",
        "corp",
        "ltd",
        "ariz",
        "ark",
        "calif",
        "colo",
        "conn",
        "del",
        "fla",
        "ga",
        "ala",
        "ill",
        "ind",
        "kan",
        "ky",
        "la",
        "md",
        "mass",
        "me",
        "mich",
        "minn",
        "miss",
        "mo",
        "mont",
        "neb",
        "nev",
        "okla",
        "ore",
        "pa",
        "tenn",
        "tex",
        "va",
        "vt",
        "wash",
        "wis",
        "wyo",
        "ont",
        "que",
        "sask",
        "alta",
        "man",
        "dist",
        "atty",
        "sec",
        "ald",
        "cllr",
        "insp",
        "const",
    ]
)


@dataclass(slots=True)
class Token:
    """A word or a mark of a block: ``text`` without a possessive ending, ``start`` and ``end`` of it in the block.

    ``is_capital`` where it begins with a capital; ``opens`` where it is the first word of a sentence, a quote or a
    line; ``gap`` is what stands between it and the token before; ``owns`` where it has a possessive ending.
    """

    text: str
    start: int
    end: int
    is_word: bool
    is_capital: bool
    opens: bool
    gap: str
    owns: bool

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a block, in order."""
    found: list[Token] = []
    opens, end = True, 0
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        if word.isalpha() and word.islower() and text[match.end() : match.end() + 1] != ".":  # most words are such
            found.append(_small_word(word, start, gap=text[end:start], opens=opens))
            opens, end = False, match.end()
            continue
        elided = _ELIDED.match(word)
        if elided and (opens or word[0].islower()):
            found.append(_small_word(elided.group(), start, gap=text[end:start], opens=opens))
            word, start, end = word[elided.end() :], start + elided.end(), start + elided.end()
        is_word = word[0].isalpha()
        ending = _POSSESSIVE.search(word) if is_word else None
        if ending and ending.start() > 1:
            word = word[: ending.start()]
        if word[0].isupper() and "-" in word and not word.isupper() and not _is_given(word, found, text[end:start]):
            start, word = _parted(start, word)
        stop = start + len(word)
        if _is_initial(word, found, text[end:start]) and text[stop : stop + 2] == ". ":
            stop += 1
            word = text[start:stop]
        if is_word and text[stop : stop + 1] == "." and word.lower() in _SHORT and not ending:
            stop += 1
            word = text[start:stop]
        if word == "." and found and found[-1].end > start:
            continue
        found.append(
            Token(word, start, stop, is_word, word[0].isupper(), opens and is_word, text[end:start], ending is not None)
        )
        end = match.end() if not word.endswith(".") else max(match.end(), stop)
        opens = word in _OPENING or (opens and not is_word and not word[0].isdigit())
    return found


def _small_word(text: str, start: int, *, gap: str, opens: bool) -> Token:
    return Token(text, start, start + len(text), True, False, opens, gap, False)  # noqa: FBT003


def _is_initial(word: str, found: list[Token], gap: str) -> bool:
    """Whether a letter behind a name may be the initial of another: "R." of "Joseph R. Biden"."""
    return len(word) == 1 and word.isupper() and bool(found) and found[-1].is_capital and gap == " "


def _is_given(word: str, found: list[Token], gap: str) -> bool:
    """Whether a word is a given name of two syllables behind a surname: "Geun-hye" of "Park Geun-hye"."""
    tail = word.rpartition("-")[2]
    follows = bool(found) and found[-1].is_capital and gap == " " and len(found[-1].text) <= _SYLLABLE
    return follows and tail.islower() and len(tail) <= _SYLLABLE and (tail in _SYLLABLES or not is_common(tail))


_SYLLABLE = 5
_SYLLABLES = frozenset(["un", "in", "il", "so", "ho", "on", "me", "sun", "won", "yen"])


def _parted(start: int, word: str) -> tuple[int, str]:
    """Return "Russian" of "Russian-backed", "Ohio" of "R-Ohio"; all of "Jean-Claude" and "Port-au-Prince"."""
    head, _, rest = word.partition("-")
    if not any(part[0].isupper() for part in rest.split("-")):
        return start, head
    if head.isupper() and len(head) <= _PARTY:
        return start + len(head) + 1, rest
    return start, word


_PARTY = 3
# Articles and prepositions that lose their vowel before a name: "l'Ukraine", "dell'Ucraina".
_ELIDED = re.compile(r"(?:[ld]|qu|dell|all|nell|sull|dall|L|Dell|All|Nell|Sull)['’](?=[^\W\d_a-zß-ÿ])")
_OPENING = frozenset('.!?…:;"“”„«»‘([|•*–—')


@cache
def _letters() -> dict[str, str]:
    lines = gzip.decompress(Path(__file__).with_name("words.txt.gz").read_bytes()).decode().splitlines()
    return dict(line.split("\t") for line in lines)


def is_common(word: str) -> bool:
    """Whether newspapers mostly write a word small."""
    return "c" in _letters().get(word.lower(), "")


def is_first_name(word: str) -> bool:
    """Whether a word is a known first name."""
    return "f" in _letters().get(folded(word), "") and word.lower() not in FUNCTION_WORDS


def is_surname(word: str) -> bool:
    """Whether a word is a known surname."""
    return "s" in _letters().get(folded(word), "")


def is_noun(word: str) -> bool:
    """Whether a word is a noun in a language that writes nouns with a capital."""
    return "n" in _letters().get(word.lower(), "")
