"""Names in a sentence: capitalised words that a cited sentence must hold as well, in this form or a related one."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.explaining.checking.dates import dates_in
from octavo.explaining.checking.numbers import numbers_in
from octavo.explaining.checking.words import STOP_WORDS, stem, words_of
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Words with their full stops and hyphens, and the marks after which a sentence begins.
_TOKEN = re.compile(r"[^\W\d_](?:[\w’']|[.&](?=\w)|-(?=\w))*|[.!?:…“„\"‘«]")
_ENDINGS = ("ian", "ean", "ese", "ish", "an", "ey", "n", "i", "y", "s", "e")
_SHORTEST = 4
_MOST_WORDS, _MOST_NAMES, _NEAR = 400, 40, 8
_PEOPLES = (
    "china chinese",
    "france french français",
    "netherlands dutch",
    "britain british uk kingdom briton britons",
    "greece greek",
    "wales welsh",
    "denmark danish danes",
    "poland polish poles",
    "ireland irish",
    "spain spanish",
    "switzerland swiss",
    "us usa american americans america united",
    "ukraine ukrainian ukrainians",
    "germany german deutschland",
    "turkey turkish türkiye",
    "afghanistan afghan",
    "argentina argentine",
    "thailand thai",
)
_PEOPLE = {word: line.split()[0] for line in _PEOPLES for word in line.split()}
_TITLES = word_set("mr mrs ms dr prof sir president minister prime king queen pope general i")
SAYING = word_set("said says say told tells according added announced reported wrote sagte sagt dit dijo")
_LINKS = frozenset({"of", "the", "and", "for", "de", "der", "des"})
_ENGLISH = 0.2


def names_in(text: str) -> tuple[str, ...]:
    """The capitalised words of a text that seem to name something, in order.

    The first word of a sentence counts where it looks like a name: capitals inside it, a capitalised word next, or, in
    English, a word that is no ordinary one.
    """
    tokens = _TOKEN.findall(text)
    english = _is_english(text)
    found: list[str] = []
    starts = True
    for place, token in enumerate(tokens):
        if not token[0].isalpha():
            starts = True
            continue
        if _is_name(token) and not (starts and _is_plain_start(tokens, place, english=english)):
            found.append(token)
        starts = False
    return tuple(dict.fromkeys(found))


def missing_names(claim: str, cited: Iterable[str]) -> tuple[str, ...]:
    """The names in a sentence that no cited sentence holds."""
    text = "\n".join(cited)
    have, initials = _keys(words_of(text)) | _keys(map(_without_stops, _TOKEN.findall(text))), _initials(text)
    dated = dates_in(claim).keys() | numbers_in(claim).keys()
    names = [name for name in names_in(claim) if name not in dated and name.lower() not in dated]
    own = _initials(claim)
    return tuple(name for name in names if not _stands(name, have, initials, own))


def swapped_names(claim: str, cited: Sequence[str]) -> bool:
    """Whether two names changed places: all words of a sentence stand in one that is cited, the names turned round.

    "A gave B a thing" does not bear out "B gave A a thing". Where a "by" turns a sentence round, and where it is said
    in another place who says it, nothing is held against it.
    """
    said = words_of(claim)[:_MOST_WORDS]
    names = [_forms(_without_stops(name)) for name in names_in(claim)[:_MOST_NAMES]]
    wanted = _contents(said)
    for sentence in cited:
        source = words_of(sentence)[:_MOST_WORDS]
        if not (_is_within(wanted, source) and ("by" in said) == ("by" in source)):
            continue
        places = [(_place(forms, said), _place(forms, source)) for forms in names]
        known = [(a, x) for a, x in places if a is not None and x is not None]
        if any(0 < b - a <= _NEAR and 0 < x - y <= _NEAR for a, x in known for b, y in known):
            return True
    return False


def _contents(words: list[str]) -> list[set[str]]:
    return [_forms(word) | {stem(word)} for word in words if word not in STOP_WORDS and word not in SAYING]


def _is_within(wanted: list[set[str]], source: list[str]) -> bool:
    have = _keys(source) | {stem(word) for word in source}
    return all(forms & have for forms in wanted)


def _place(forms: set[str], words: list[str]) -> int | None:
    """Where a name stands in a sentence, if it stands there once and is nobody who says it."""
    places = [place for place, word in enumerate(words) if _forms(word) & forms]
    if len(places) != 1:
        return None
    place = places[0]
    return None if SAYING & set(words[max(0, place - 2) : place + 3]) else place


def _is_name(token: str) -> bool:
    return token[:1].isupper() and token.lower() not in STOP_WORDS and token.lower() not in _TITLES


def _is_plain_start(tokens: list[str], place: int, *, english: bool) -> bool:
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else ""
    if any(char.isupper() for char in token[1:]) or _is_name(following):
        return False
    return not english or _is_ordinary(token.lower())


def _is_ordinary(word: str) -> bool:
    parts = [part for part in re.split(r"[-’']", word) if len(part) > 1]
    return all(part in _ordinary() or part in STOP_WORDS or part.endswith("ly") for part in parts)


def _is_english(text: str) -> bool:
    words = words_of(text)[:_MOST_WORDS]
    return sum(word in STOP_WORDS for word in words) >= _ENGLISH * len(words)


@cache
def _ordinary() -> frozenset[str]:
    """English words that news write small in the middle of a sentence."""
    return frozenset(gzip.decompress((Path(__file__).parent / "ordinary.txt.gz").read_bytes()).decode().split())


def _without_stops(token: str) -> str:
    return token.replace(".", "").lower()


def _stands(
    name: str, have: set[str], initials: Mapping[str, frozenset[str]], own: Mapping[str, frozenset[str]]
) -> bool:
    word = _without_stops(name)
    parts = [part for part in re.split(r"[-’'&]", word) if len(part) > 1] or [word]
    if _forms(word) & have or all(_forms(part) & have for part in parts):
        return True
    if word in initials:  # UN, where the text has United Nations
        return True
    return any(word in words and short in have for short, words in own.items())


def _keys(words: Iterable[str]) -> set[str]:
    return {form for word in words for form in _forms(word)}


def _forms(word: str) -> set[str]:
    """A name and what is left of it without the endings of peoples: Iran and Iranian share one."""
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    forms = {word}
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            forms.add(word[: -len(ending)])
    if word in _PEOPLE:
        forms.add(_PEOPLE[word])
    return forms


def _initials(text: str) -> dict[str, frozenset[str]]:
    """Initials of runs of capitalised words, with the words: "un" for United Nations."""
    found: dict[str, frozenset[str]] = {}
    run: list[str] = []
    for token in [*_TOKEN.findall(text), "."]:
        if token[:1].isupper():
            run.append(token.lower())
        elif token.lower() not in _LINKS:
            for length in range(2, min(6, len(run)) + 1):
                for start in range(len(run) - length + 1):
                    words = run[start : start + length]
                    found["".join(word[0] for word in words)] = frozenset(words)
            run = []
    return found
