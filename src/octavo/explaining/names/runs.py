"""Runs of capitalised words, and whether each is the name of a person or of an organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.names.keys import folded
from octavo.explaining.names.tokens import is_common, is_first_name, is_surname
from octavo.explaining.names.vocabulary import (
    ACRONYMS,
    DEMONYMS,
    KNOWN_ORGANISATIONS,
    KNOWN_PHRASES,
    NOT_NAMES,
    NOT_ORGANISATIONS,
    ORGANISATION,
    PERSONAL,
    PLACE_TYPE,
    SPEECH,
    THINGS,
    TITLES,
)
from octavo.model.names import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.explaining.names.tokens import Token

LONGEST = 9
_MOST_WORDS_OF_A_PERSON = 5
_JOINING = frozenset("of for and & the de des du de la del della für von und der die das".split())
_ACRONYM = re.compile(r"[A-ZА-ЯІЇЄ]{2,6}|(?:[A-Z]\.){2,5}")
_HEAD = frozenset(
    "ministry department university bank committee council court institute office bureau board association federation"
    " commission academy house church college school agency union organization organisation society league centre center"
    " ministerium universität institut ministère ministerio università ministero universidad chamber foundation".split()
)
_OF = frozenset("of for on de du des da do del della".split())
_CLUBS = frozenset("fc sv sc vfb vfl tsv tsg ac fsv bsc rb".split())
_ENDINGS = (
    "behörde", "ministerium", "ministeriums", "verband", "verbandes", "verbands", "partei", "gesellschaft", "gericht", "gerichtshof",
    "agentur", "universität", "gewerkschaft", "kommission", "organisation", "institut", "zeitung", "stiftung", "kirche",
)  # fmt: skip
_SUFFIX = frozenset("jr sr ii iii iv".split())
_NOT_PERSONAL = frozenset("the a an north south east west new great old saint st san santa los las el la le".split())


@dataclass(slots=True, eq=False)
class Run:
    """Some words of a block that are the name of a person or an organisation, titles left out.

    ``title`` is the title before it, in small letters, "" for none.
    """

    block: int
    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]
    kind: NameKind
    title: str = ""
    is_certain: bool = True

    @property
    def text(self) -> str:
        """The name with single spaces."""
        return " ".join(self.words)


def runs_in(block: int, tokens: list[Token], places: frozenset[int], *, is_noun_capital: bool) -> list[Run]:
    """The persons and organisations named in a block.

    ``places`` are the numbers of tokens that are surely places; ``is_noun_capital`` where the language writes all its
    nouns with a capital, so that a capital tells little.
    """
    found: list[Run] = []
    for first, last in _stretches(tokens):
        first = _without_opening(tokens, first, last)
        found.extend(_named(block, tokens, first, last, places, is_noun_capital=is_noun_capital))
    return found


def _stretches(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """The first and last words of maximal runs; a possessive ends one, joining words stand only inside."""
    at = 0
    while at < len(tokens):
        if not (tokens[at].is_word and tokens[at].is_capital):
            at += 1
            continue
        last = following = at
        while not tokens[following].owns and following + 1 < len(tokens) and following - at < LONGEST:
            token = tokens[following + 1]
            joins = token.lower in _JOINING or token.lower in PERSONAL or token.text == "&"
            if token.gap not in {" ", "\u00a0"} or not ((token.is_word and token.is_capital) or joins):
                break
            following += 1
            if token.is_capital:
                last = following
        yield at, last
        at = last + 1


def _without_opening(tokens: list[Token], first: int, last: int) -> int:
    """Past words that are capital only because a sentence begins, and past days and months."""
    while first <= last:
        token = tokens[first]
        key = token.lower.rstrip(".")
        begins = token.opens and is_common(token.text) and not is_first_name(token.text)
        begins |= token.opens and key in _JOINING
        if not (begins or key in NOT_NAMES or not token.is_capital) or (begins and key in _HEAD | TITLES):
            break
        first += 1
    return first


def _named(
    block: int, tokens: list[Token], first: int, last: int, places: frozenset[int], *, is_noun_capital: bool
) -> Iterator[Run]:
    """What a stretch names: an organisation, else a person behind titles, else parts between joining words."""
    if first > last:
        return
    organisation = _organisation(tokens, first, last, places, is_noun_capital=is_noun_capital)
    if organisation:
        start, end = organisation
        yield from _named(block, tokens, first, start - 1, places, is_noun_capital=is_noun_capital)
        yield _run(block, tokens, start, end, NameKind.ORGANISATION)
        yield from _named(block, tokens, end + 1, last, places, is_noun_capital=is_noun_capital)
        return
    for start, end in _parts(tokens, first, last):
        person = _person(block, tokens, start, end, places)
        if person is not None:
            yield person


def _run(block: int, tokens: list[Token], first: int, last: int, kind: NameKind, title: str = "") -> Run:
    words = tuple(token.text for token in tokens[first : last + 1])
    return Run(block, first, last, tokens[first].start, tokens[last].end, words, kind, title)


def _parts(tokens: list[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A stretch without its joining words that no personal name holds."""
    start = first
    for at in range(first, last + 1):
        if not tokens[at].is_capital and not _is_particle(tokens, at, start):
            if start < at:
                yield start, at - 1
            start = at + 1
    if start <= last:
        yield start, last


def _is_particle(tokens: list[Token], at: int, start: int) -> bool:
    """Whether a small word belongs to a personal name: "van der" behind a first name, but no "der" between nouns."""
    lower = tokens[at].lower
    if lower in {"der", "den", "die", "das", "la", "los", "las", "les", "le"}:
        return (
            at > start
            and tokens[at - 1].lower in {"von", "van", "de", "an", "zu"}
            and _is_particle(tokens, at - 1, start)
        )
    return lower in PERSONAL and (
        lower not in {"von", "zu", "de", "y", "do", "da"} or is_first_name(tokens[start].text)
    )


def _organisation(
    tokens: list[Token], first: int, last: int, places: frozenset[int], *, is_noun_capital: bool
) -> tuple[int, int] | None:
    """The first and last word of the organisation in a stretch, if there is one."""
    for at in range(first, last + 1):
        lower = tokens[at].lower
        phrase = _phrase(tokens, at, last)
        if phrase:
            return at, phrase
        if lower in _HEAD and at + 2 <= last and tokens[at + 1].lower in _OF and not is_noun_capital:
            return _from(tokens, at, first), _until(tokens, at, last)
        if lower in _CLUBS and at < last and tokens[at + 1].is_capital:
            return at, at + 1 + (at + 1 < last and tokens[at + 2].is_capital)
        tells = lower in ORGANISATION or (is_noun_capital and lower.endswith(_ENDINGS))
        if tells and at > first and not (is_noun_capital and tokens[at - 1].lower in _JOINING):
            end = at
            while end < last and tokens[end + 1].lower in ORGANISATION:
                end += 1
            if end + 2 <= last and tokens[end + 1].lower in _OF:
                end = _until(tokens, end, last)
            begin = _from(tokens, at, first)
            if begin < at and not set(range(begin, end + 1)) <= places:
                return begin, end
        if _is_acronym(tokens[at].text) and at not in places:
            return at, at
        if lower in KNOWN_ORGANISATIONS and at not in places:
            return at, at
    return None


def _phrase(tokens: list[Token], at: int, last: int) -> int:
    """Where a well-known name that begins at a word ends, if nothing longer is told by a word behind it; 0 for none."""
    for end in range(min(at + 3, last), at, -1):
        if " ".join(token.lower.replace("-", " ") for token in tokens[at : end + 1]) in KNOWN_PHRASES:
            longer = end < last and tokens[end + 1].lower in ORGANISATION
            return 0 if longer else end
    return 0


def _until(tokens: list[Token], at: int, last: int) -> int:
    """Where a name with "of" ends: before an "and" that begins another name."""
    for number in range(at, last):
        following = tokens[number + 1]
        if tokens[number].lower in {"and", "&"} and (following.lower == "the" or following.text.isupper()):
            return number - 1
    return last


def _from(tokens: list[Token], at: int, first: int) -> int:
    """Where an organisation begins whose telling word stands at a place: not before titles or joining words."""
    begin = at
    while begin > first:
        before = tokens[begin - 1]
        lower = before.lower.rstrip(".")
        if not before.is_capital or lower in TITLES - ORGANISATION or lower in NOT_NAMES:
            break
        begin -= 1
    while begin < at and (
        tokens[begin].lower.rstrip(".") in _SUFFIX
        or tokens[begin].lower == "the"
        or tokens[begin].lower in DEMONYMS
        and at - begin > 2
    ):  # noqa: PLR2004
        begin += 1
    return begin


def _is_acronym(word: str) -> bool:
    plain = word.replace(".", "")
    return plain in ACRONYMS or (
        bool(_ACRONYM.fullmatch(word))
        and len(plain) > 2
        and plain not in NOT_ORGANISATIONS
        and not is_common(word)
        and not is_first_name(word)  # noqa: PLR2004
    )


def _person(block: int, tokens: list[Token], first: int, last: int, places: frozenset[int]) -> Run | None:
    first, title = _behind_titles(tokens, first, last, places)
    if not title and first > 0 and tokens[first - 1].lower in TITLES and tokens[first - 1].is_word:
        title = tokens[first - 1].lower
    first = _from_first_name(tokens, first, last, places)
    while last > first and (tokens[last].lower.rstrip(".") in _SUFFIX or tokens[last].lower.rstrip(".") in TITLES):
        last -= 1
    if first > last or last - first >= _MOST_WORDS_OF_A_PERSON:
        return None
    run = _run(block, tokens, first, last, NameKind.PERSON, title)
    chance = _personal(tokens, run, places)
    run.is_certain = chance > 1
    return run if chance else None


def _from_first_name(tokens: list[Token], first: int, last: int, places: frozenset[int]) -> int:
    """Past what a person is, where no title tells it: "Filmemacher Jason Russell"."""
    if is_first_name(tokens[first].text) and not is_common(tokens[first].text):
        return first
    for at in range(first + 1, last):
        word = tokens[at].text
        if is_first_name(word) and not is_common(word) and at not in places and len(word) > 2:  # noqa: PLR2004
            return at
    return first


def _behind_titles(tokens: list[Token], first: int, last: int, places: frozenset[int]) -> tuple[int, str]:
    """Where a name begins behind "US Defence Secretary" or "Russian President", and the last of these titles."""
    title = ""
    titled = [at for at in range(first, last) if tokens[at].lower.rstrip(".") in TITLES]
    if titled and not (_is_sure_first_name(tokens[first].text) and first not in titled and first not in places):
        first, title = titled[-1] + 1, tokens[titled[-1]].lower.rstrip(".")
    while first < last and (
        tokens[first].lower in DEMONYMS or not tokens[first].is_capital or (title and first in places)
    ):
        first += 1
    if first == last and tokens[first].lower.rstrip(".") in TITLES:
        first += 1
    return first, title


def _is_sure_first_name(word: str) -> bool:
    return is_first_name(word) and not is_common(word)


def _personal(tokens: list[Token], run: Run, places: frozenset[int]) -> int:
    """0 for no person, 1 for perhaps, 2 for surely."""
    words = [word for word in run.words if word[0].isupper()]
    lower = [word.lower().rstrip(".") for word in words]
    covered = all(number in places for number in range(run.first, run.last + 1))
    if (
        covered
        or not words
        or lower[-1] in PLACE_TYPE | ORGANISATION
        or lower[0] in NOT_NAMES
        or lower[-1] in NOT_NAMES
    ):
        return 0
    if any(word.isupper() and len(word.replace(".", "")) > 2 for word in words) and len(words) < 2:  # noqa: PLR2004
        return 0
    after = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
    speaks = after is not None and after.lower in SPEECH
    if len(words) == 1:
        named = run.title and not is_common(words[0]) and len(words[0]) > 2 and folded(words[0]) not in DEMONYMS  # noqa: PLR2004
        return (
            (2 if run.title in {"mr", "mrs", "ms", "herr", "frau", "president", "senator", "sen"} else 1)
            if named
            else 0
        )
    if lower[0] in _NOT_PERSONAL and not run.title:
        return 0
    known = is_first_name(words[0])
    ages = after is not None and after.text == "," and _is_age(tokens, run.last + 2)
    if known and (is_surname(words[-1]) or not is_common(words[-1])):
        return 2
    if run.title or ages or speaks:
        return 2 if not is_common(words[-1]) else 1
    initial = len(words) > 2 and len(lower[1]) == 1  # noqa: PLR2004
    if run.last in places:
        return 0
    return 1 if initial or (is_surname(words[-1]) and not is_common(words[-1]) and not is_common(words[0])) else 0


def _is_age(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text.isdigit() and 0 < int(tokens[at].text[:4]) < 120  # noqa: PLR2004
