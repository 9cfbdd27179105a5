"""The words of a text with where they stand, and what is known of each before any judgement."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from octavo.explaining.names.keys import folded
from octavo.explaining.names.vocabulary import FUNCTION_WORDS

# A plain small word, as most are (group 1); else (group 2) an abbreviation with its full stops, or a word with
# apostrophes and hyphens inside, or a number; a mark stands alone.
_TOKEN = re.compile(
    r" ?+(?:([a-zß-öø-ÿ]{1,60}+)(?=[ ,])|("
    r"(?:[^\W\d_]\.){2,8}|(?:[A-Z][a-z]{0,3}\.){2}|[^\W\d_]{1,60}(?:['’ʼ&-](?=[^\W\d_])[^\W\d_]{1,60}){0,4}|\d[\d.,:]{0,20}|[^\w\s]"
    r"))"
)
_SMALL = 1
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


_WORDS_TOO = frozenset(("man", "me", "pa", "ill", "mass", "ore", "wash", "miss"))
_BEFORE_STATES = frozenset((",", "(", "-", "D", "R", "I"))


@dataclass(slots=True)
class Token:
    """A word or a mark of a block: ``text`` without a possessive ending, ``start`` and ``end`` of it in the block.

    ``lower`` is the text in small letters.
    ``is_capital`` where it begins with a capital; ``opens`` where it is the first word of a sentence, a quote or a
    line; ``gap`` is what stands between it and the token before; ``owns`` where it has a possessive ending.
    """

    text: str
    lower: str
    start: int
    end: int
    gap: str
    opens: bool
    is_word: bool = True
    is_capital: bool = False
    owns: bool = False


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a block, in order."""
    found: list[Token] = []
    opens, end = True, 0
    for match in _TOKEN.finditer(text):
        group = match.lastindex or 0
        start, after = match.span(group)
        word = text[start:after]
        if group == _SMALL or (word.isalpha() and word.islower() and text[after : after + 1] != "."):
            found.append(Token(word, word, start, after, text[end:start], opens))
            opens, end = False, after
            continue
        is_word, owns, stop = word[0].isalpha(), False, after
        if is_word:
            elided = _ELIDED.match(word) if "'" in word or "’" in word else None
            if elided and (opens or word[0].islower()):
                article, begin = elided.group(), start + elided.end()
                found.append(Token(article, article.lower(), start, begin, text[end:start], opens))
                word, start, end = text[begin:after], begin, begin
            start, word, owns = _own_form(start, word, found, text[end:start])
            stop = start + len(word)
            is_short = text[stop : stop + 1] == "." and (
                (text[stop : stop + 2] == ". " and _is_initial(word, found, text[end:start]))
                or (word.lower() in _SHORT and not owns and _may_be_short(word, found))
            )
            if is_short:
                stop += 1
                word = text[start:stop]
        elif word == "." and found and found[-1].end > start:
            continue
        is_capital, opens_it = word[0].isupper() or bool(_ARABIC.match(word)), opens and is_word
        found.append(Token(word, word.lower(), start, stop, text[end:start], opens_it, is_word, is_capital, owns))
        end = max(after, stop)
        opens = word in _OPENING or (opens and not is_word and not word[0].isdigit())
    return found


def _own_form(start: int, word: str, found: list[Token], gap: str) -> tuple[int, str, bool]:
    """Where a word begins and what it is without its possessive ending and what hangs on it, and whether it had one."""
    ending = _POSSESSIVE.search(word) if "'" in word or "’" in word else None
    if ending and ending.start() > 1:
        word = word[: ending.start()]
    if word[0].isupper() and "-" in word and not word.isupper() and not _is_given(word, found, gap):
        start, word = _parted(start, word)
    return start, word, ending is not None


def _may_be_short(word: str, found: list[Token]) -> bool:
    """Whether a word that is one too is a state's short form: "Winnipeg, Man.", but not "Chainsaw Man. But"."""
    if word.lower() not in _WORDS_TOO:
        return True
    return word[0].isupper() and bool(found) and found[-1].text in _BEFORE_STATES


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
# An Arabic article makes no small word of a name: "al-Assad".
_ARABIC = re.compile(r"(?:al|el|ad|ar|as|at|an|ul|ibn)-[A-Z][a-z]")
_OPENING = frozenset('.!?…:;"“”„«»‘([|•*–—')


@cache
def _letters() -> dict[str, str]:
    lines = gzip.decompress(Path(__file__).with_name("words.txt.gz").read_bytes()).decode().splitlines()
    return dict(line.split("\t") for line in lines)


def is_common(word: str) -> bool:
    """Whether newspapers mostly write a word small."""
    return "c" in _letters().get(word.lower(), "")


def is_first_name(word: str) -> bool:
    """Whether a word is a known first name, or two of them: "Karl-Theodor"."""
    if "-" in word:
        return all(is_first_name(part) and not is_common(part) for part in word.split("-"))
    return "f" in _letters().get(folded(word), "") and word.lower() not in FUNCTION_WORDS


def is_surname(word: str) -> bool:
    """Whether a word is a known surname."""
    return "s" in _letters().get(folded(word), "")


def is_noun(word: str) -> bool:
    """Whether a word is a noun in a language that writes nouns with a capital."""
    return "n" in _letters().get(word.lower(), "")
