"""Sentences of a text, in any language that ends them with a mark; where they begin and end in it."""

from __future__ import annotations

import re

from octavo.kit.words import word_set

# Closing marks that belong to the sentence they follow.
_CLOSERS = "\"'”’»›)\\]」』"
_END = re.compile(rf"(?:[.!?…؟۔।]+[{_CLOSERS}]*(?=\s)|[。！？｡]+[{_CLOSERS}]*|''(?=\s)|\n+)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«„]+$")
_NEXT_WORD = re.compile(r"[\s\"'“”‘«»„(\[`—–-]*([^\s.,;:!?\"'”’)\]]+)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")


_ABBREVIATIONS = word_set(
    # English
    "mr mrs ms dr prof rev hon st sr jr gen lt col maj capt cmdr sgt sen sens rep reps",
    "gov govs pres supt det vs etc inc ltd co corp bros dept est approx jan feb mar apr jun jul aug sep sept oct",
    "nov dec",
    "mon tue tues wed thu thur thurs fri ave blvd rd mt ft e.g i.e a.m p.m u.s u.k u.n ariz ark calif colo conn del",
    "fla",
    "ga kan ky md mich minn mont neb nev okla tenn tex wash wis wyo",
    # German
    "bzw ca evtl ggf inkl max min mio mrd nr sog str tel usw vgl z.b d.h u.a z.t v.a o.ä dipl ing phil",
    # French, Spanish, Italian, Portuguese, Dutch
    "m mm mme mlle me av env srta ud uds pág ee.uu sig dott prof.ssa dra exmo dhr mevr drs ir blz",
    # Russian, Ukrainian
    "г гг т.е т.д т.п им ул тыс млн млрд руб долл",
)
_BEFORE_NUMBERS = word_set("no nos fig art p pp vol ch sec")
# Abbreviations that a sentence may well end with: it does when a word follows that seldom stands inside one.
_MAY_END = word_set("etc usw inc ltd co corp jr sr a.m p.m u.s u.k u.n ee.uu т.д т.п г гг долл руб")
_OPENERS = word_set(
    "the a an he she it they we i you his her its their this that these those there in on at but and however when",
    "then while after as if for with according some many one last police officials",
    "er sie es wir ich der die das ein eine in im am doch aber und wenn nach il elle ils le la les un une el los",
)
# What makes the number before it an ordinal, as in "3. März".
_AFTER_ORDINAL = word_set(
    "januar februar märz april mai juni juli august september oktober november dezember jahrhundert jahrestag",
    "geburtstag bundesliga liga platz minute runde listopadu prosince ledna února března dubna května června července",
    "srpna září října",
)
_LONGEST_WORD = 30
_NUMBER_BEFORE = re.compile(r"\d{1,2}$")


def sentences_in(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end (code points), in order, without the white space around them.

    A line break always ends a sentence. Every character that is no white space is in exactly one sentence.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() > start and _ends(text, match):
            _add(found, text, start, match.end())
            start = match.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    stop = start + len(part.rstrip())
    if begin < stop:
        found.append((begin, stop))


def _ends(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] in "\n。！？｡":
        return True
    following = _NEXT_WORD.match(text, match.end())
    after = following.group(1) if following else ""
    if after[:1].islower():
        return False
    if mark[0] != "." or len(mark) > 1:
        if mark == ".)" and _is_abbreviation(text[max(0, match.start() - _LONGEST_WORD) : match.start()], after):
            return False  # "Sen. Chuck Schumer (D-N.Y.) said"
        return mark[0] != "'" or text[: match.start()].rstrip()[-1:] in ".!?"
    return not _is_abbreviation(text[max(0, match.start() - _LONGEST_WORD) : match.start()], after)


def _is_abbreviation(before: str, after: str) -> bool:
    """Whether a full stop belongs to the word before it, and the sentence goes on with the word after."""
    found = _LAST_WORD.search(before)
    word = found.group().lower().rpartition("-")[2] if found else ""  # of "D-N.Y." the last part
    if _NUMBER_BEFORE.fullmatch(word):
        return not after or after.lower() in _AFTER_ORDINAL
    if word in _MAY_END or (_INITIALS.match(word + ".") and len(word) > 1):
        return after.lower() not in _OPENERS
    if word in _BEFORE_NUMBERS:
        return after[:1].isdigit()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())
