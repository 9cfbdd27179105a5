"""Small words that turn a sentence round: "before" for "after", "some" for "all", "under 200" for "more than 200".

They stand in every text, so that they are not missed where they are not: what is looked for is another one of their
kind in the same place.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from octavo.explaining.checking.numbers import numbers_in
from octavo.explaining.checking.words import STOP_WORDS, stem, words_of
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_WORDS, _MOST_SENTENCES = 400, 60
# Of one kind each: behind which the same word tells something else.
_KINDS = tuple(
    word_set(line)
    for line in (
        "before after during within until since",
        "to from",
        "for against",
        "with without",
        "vor nach während innerhalb bis seit",
        "für gegen",
        "mit ohne",
        "avant après pendant depuis jusqu'à",
        "pour contre",
        "avec sans",
        "antes después durante desde hasta",
        "contra por",
        "con sin",
    )
)
_KIND_OF = {word: kind for kind in _KINDS for word in kind}
_OPPOSED = (
    (word_set("up upwards"), word_set("down downwards")),
    (word_set("down downwards"), word_set("up upwards")),
    (word_set("all every each both whole entire"), word_set("some most many few several half part")),
    (word_set("most majority"), word_set("some few several minority all")),
    (word_set("many"), word_set("few")),
    (word_set("some several"), word_set("all every most")),
    (word_set("few"), word_set("many most all")),
    (word_set("alle jeder jede sämtliche"), word_set("einige manche viele wenige")),
    (word_set("tous toutes"), word_set("certains certaines quelques")),
    (word_set("todos todas"), word_set("algunos algunas")),
)
# What makes something else of the word behind it, so that it may not be left out.
_MAKES_OTHER = word_set(
    "former ex deputy vice acting assistant fake false mock bogus aspiring prospective would-be attempted half nearly",
    "almost barely hardly partly ehemalige ehemaliger ehemaligen frühere früherer früheren stellvertretende",
    "stellvertretender vize fast beinahe ancien ancienne vice-président presque antiguo antigua exministro casi",
)
_RANKS = word_set("second third fourth fifth zweit dritt")
_HIGHEST = word_set("worst best first only record last")
_FARTHEST = 4
_DETERMINERS = word_set(
    "the a an his her its their our this that these those last next der die das den dem la le les el"
)
_MOVES = word_set("to from by")
# What limits a number right behind it, by what it lets the number be.
_LIMITS = {
    **dict.fromkeys(("more than", "over", "above", "at least", "exceeding", "mehr als", "über", "mindestens"), "more"),
    **dict.fromkeys(("plus de", "au moins", "más de", "al menos"), "more"),
    **dict.fromkeys(("less than", "fewer than", "under", "below", "up to", "at most", "nearly", "almost"), "less"),
    **dict.fromkeys(("weniger als", "unter", "höchstens", "fast", "knapp", "moins de", "menos de", "casi"), "less"),
}
_LONGEST_LIMIT = 2
_PARTICLES = word_set("over under above below")


def turned_word(claim: str, cited: Sequence[str]) -> str | None:
    """A small word of a sentence where each cited one that it could rest on has another of its kind in its place."""
    said = words_of(claim)[:_MOST_WORDS]
    sources = [words_of(text)[:_MOST_WORDS] for text in cited[:_MOST_SENTENCES]]
    return (
        _other_limit(said, sources)
        or _other_place(said, sources)
        or _opposed(said, sources)
        or _left_out(said, sources)
        or _without_since(said, sources)
    )


def _other_limit(said: list[str], sources: list[list[str]]) -> str | None:
    """A number with a limit that it has nowhere: 200 and "under 200" are not "more than 200"."""
    numbers = list(_numbers(said))
    limits: defaultdict[str, set[str | None]] = defaultdict(set)
    for source in sources if numbers else ():
        for at, values in _numbers(source):
            for value in values:
                limits[value].add(_limit_before(source, at))
    verbs = {(stem(before), one) for source in sources for before, one in _with_particles(source)} if numbers else set()
    for place, values in numbers:
        is_verbs = place >= _LONGEST_LIMIT and (stem(said[place - 2]), said[place - 1]) in verbs
        mine = None if is_verbs else _limit_before(said, place)
        theirs = set().union(*(limits[value] for value in values if value in limits))
        if theirs and mine not in theirs:
            return " ".join(said[max(0, place - _LONGEST_LIMIT) : place + 1] if mine else [said[place]])
    return None


def _with_particles(source: list[str]) -> Iterator[tuple[str, str]]:
    """Verbs with an "over" that limits no number, as in what is cited: "handed over the bodies"."""
    for before, one, behind in zip(source, source[1:], source[2:], strict=False):
        if one in _PARTICLES and not behind[:1].isdigit():
            yield before, one


def _numbers(words: list[str]) -> Iterator[tuple[int, frozenset[str]]]:
    for place, word in enumerate(words):
        if word[:1].isdigit():
            yield place, frozenset().union(*numbers_in(word).values())


def _limit_before(words: list[str], place: int) -> str | None:
    for length in (2, 1):
        limit = _LIMITS.get(" ".join(words[max(0, place - length) : place]))
        if limit:
            return limit
    return None


def _other_place(said: list[str], sources: list[list[str]]) -> str | None:
    """A preposition before a word that stands everywhere behind another of its kind: "before the vote"."""
    before: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        for at, word in enumerate(source):
            if word not in STOP_WORDS and (preposition := _before(source, at)) is not None:
                before[stem(word)].add(preposition)
    for place, word in enumerate(said):
        kind = _KIND_OF.get(word) or (_MOVES if word in _MOVES else None)
        follows = _behind(said, place) if kind else None
        if kind is None or follows is None:
            continue
        is_number = said[follows][:1].isdigit()
        if word == "by" and not is_number:
            continue
        theirs = before.get(stem(said[follows]), set())
        if theirs and word not in theirs and theirs <= (kind | _MOVES if is_number and word in _MOVES else kind):
            return word
    return None


def _behind(words: list[str], place: int) -> int | None:
    """The word that a preposition leads to, articles left out."""
    at = place + 1
    while at < len(words) and words[at] in _DETERMINERS:
        at += 1
    return at if at < len(words) and words[at] not in STOP_WORDS else None


def _before(words: list[str], place: int) -> str | None:
    at = place - 1
    while at >= 0 and words[at] in _DETERMINERS:
        at -= 1
    return words[at] if at >= 0 else None


def _opposed(said: list[str], sources: list[list[str]]) -> str | None:
    """A word of which what is cited has the opposite alone: "some of the workers" where it has "all"."""
    have = {word for source in sources for word in source}
    for mine, theirs in _OPPOSED:
        word = next((one for one in said if one in mine), None)
        if word and mine.isdisjoint(have) and not theirs.isdisjoint(have):
            return word
    return None


def _left_out(said: list[str], sources: list[list[str]]) -> str | None:
    """A word that makes another thing of the one behind it, left out: "former", "vice", "almost"."""
    changed: dict[str, str] = {}
    bare: set[str] = set()
    for source in sources:
        told = {_told_of(source, at): word for at, word in enumerate(source) if word in _MAKES_OTHER or word in _RANKS}
        bare.update(stem(word) for at, word in enumerate(source) if at not in told)
        changed |= {
            stem(source[at]): word
            for at, word in told.items()
            if at is not None and (word in _MAKES_OTHER or _is_highest(source[at]))
        }
    wanted = (changed.get(one) for one in map(stem, said) if one not in bare)
    return next((word for word in wanted if word and word not in said), None)


def _told_of(words: list[str], place: int) -> int | None:
    """The next word that says something."""
    following = range(place + 1, min(len(words), place + 1 + _FARTHEST))
    return next((at for at in following if words[at] not in STOP_WORDS), None)


def _is_highest(word: str) -> bool:
    return word in _HIGHEST or (word.endswith("est") and len(word) > _FARTHEST)


def _without_since(said: list[str], sources: list[list[str]]) -> str | None:
    """A superlative without the "since" that bounds it: "the worst storm since 1987"."""
    highest = {word for word in said if _is_highest(word)}
    if not highest or "since" in said:
        return None
    bounded = [source for source in sources if not highest.isdisjoint(source)]
    return "since" if bounded and all("since" in source for source in bounded) else None
