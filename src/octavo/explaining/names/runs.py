"""Runs of capitalised words, and whether each is the name of a person or of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.names.bodies import MOST_BESIDE, WHOLES, bodies_in
from octavo.explaining.names.german import nominative_body
from octavo.explaining.names.organisations import organisation_in
from octavo.explaining.names.people import SURELY, nominative, person_in
from octavo.explaining.names.tokens import is_common, is_first_name, is_surname
from octavo.explaining.names.vocabulary import (
    DEMONYMS,
    FUNCTION_WORDS,
    JOINING,
    NOT_NAMES,
    OPENERS,
    ORGANISATION,
    ORGANISATION_HEAD,
    PERSONAL,
    TITLES,
    is_title,
)
from octavo.kit.words import word_set
from octavo.model.names import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.explaining.names.bodies import Body
    from octavo.explaining.names.tokens import Token

LONGEST = 9
_WITHIN_NO_NAME = FUNCTION_WORDS - PERSONAL
_SHORTEST_LINE, _LONGEST_LINE, _HEADLINE = 5, 24, 0.65
_OF_PLACES = word_set("crossing checkpoint neighborhood neighbourhood suburb subdivision")
_OPENERS = OPENERS - {"new"}  # "New figures of …"
_STOPS, _SPACES = frozenset({",", "."}), frozenset({" ", "\u00a0"})


@dataclass(slots=True, eq=False)
class Run:
    """Some words of a block that are the name of a person or an organisation, titles left out.

    ``title`` is the title before it, in small letters, "" for none; ``is_known`` tells a well-known body.
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
    is_known: bool = False

    @property
    def text(self) -> str:
        """The name with single spaces."""
        return " ".join(self.words)


def runs_in(block: int, tokens: list[Token], places: frozenset[int], *, is_noun_capital: bool) -> list[Run]:
    """The persons and organisations named in a block.

    ``places`` are the numbers of tokens that are surely places; ``is_noun_capital`` where the language writes all its
    nouns with a capital, so that a capital tells little.
    """
    bodies = bodies_in(tokens)
    found: list[Run] = []
    for one in bodies:
        run = _of_body(block, tokens, one, places) if one.name else None
        while run and found and found[-1].first >= run.first:
            found.pop()
        found += [run] if run else []
    if _is_headline(tokens):
        return found
    taken = {at for body in bodies for at in range(body.first, body.last + 1)}
    taken.update(at for run in found for at in range(run.first, run.last + 1))
    for first, last in _stretches(tokens, taken):
        begin = first if first in places else _without_opening(tokens, first, last)
        found.extend(_named(block, tokens, begin, last, places, is_noun_capital=is_noun_capital))
    return found


def without_bodies(runs: list[Run], tokens: Sequence[list[Token]]) -> list[Run]:
    """All but the persons who are a firm or a part of town somewhere: "Piper Jaffray analyst Ann Lee"."""
    people = [run for run in runs if run.kind is NameKind.PERSON and not run.title]
    bodies = {run.text for run in people if _is_body(tokens[run.block], run.last + 1)}
    return [run for run in runs if run.kind is not NameKind.PERSON or run.text not in bodies]


def _is_body(tokens: list[Token], at: int) -> bool:
    """Whether a post and a name follow a run, or what only places have: "Otay Mesa border crossing"."""
    if at >= len(tokens) or tokens[at - 1].owns:
        return False
    is_place = next((one.lower for one in tokens[at : at + 2] if one.lower != "border"), "") in _OF_PLACES
    if is_place or at + 2 >= len(tokens):
        return is_place
    post, name, surname = tokens[at : at + 3]
    is_post = is_title(post.lower) and not post.is_capital
    return is_post and {post.gap, name.gap} <= _SPACES and is_first_name(name.text) and surname.is_capital


def _is_headline(tokens: list[Token]) -> bool:
    """Whether a block is a line of which nearly every word has a capital, which then tells nothing."""
    if len(tokens) < _SHORTEST_LINE or any(token.text in _STOPS for token in tokens):
        return False
    words = [token for token in tokens if token.is_word]
    is_line = _SHORTEST_LINE <= len(words) <= _LONGEST_LINE
    return is_line and sum(token.is_capital for token in words) > _HEADLINE * len(words)


def _of_body(block: int, tokens: list[Token], body: Body, places: frozenset[int]) -> Run:
    """The run of a well-known body, with where it is: "Ohio Supreme Court", "UN Security Council"."""
    first, name = body.first, body.name
    least = max(0, body.first - MOST_BESIDE) if body.is_part else first
    while first > least and _says_where(tokens, first - 1, places):
        first -= 1
    run = _run(block, tokens, first, body.last, NameKind.ORGANISATION)
    run.is_known = True
    run.words = (*(one.text for one in tokens[first : body.first]), *name)
    return run


def _says_where(tokens: list[Token], at: int, places: frozenset[int]) -> bool:
    """Whether the word right before a body is a place, a people, or a body that it is a part of."""
    word = tokens[at]
    touches = word.is_capital and word.is_word and not word.owns and tokens[at + 1].gap in _SPACES
    return touches and (at in places or word.lower in DEMONYMS or word.lower in WHOLES)


def _stretches(tokens: list[Token], taken: set[int]) -> Iterator[tuple[int, int]]:
    """The first and last words of maximal runs; a possessive ends one, joining words stand only inside.

    What is ``taken`` is in none.
    """
    begin = 0
    for at, opening in enumerate(tokens):
        if not (opening.is_capital and opening.is_word) or at < begin or at in taken:
            continue
        last, before = at, opening
        for following in range(at + 1, min(len(tokens), at + LONGEST + 1)):
            token = tokens[following]
            if before.owns or token.gap not in _SPACES or following in taken:
                break
            if token.is_capital and token.is_word:
                last = following
            elif token.lower not in JOINING and token.lower not in PERSONAL:
                break
            before = token
        yield at, last
        begin = last + 1


def _without_opening(tokens: list[Token], first: int, last: int) -> int:
    """Past words that are capital only because a sentence begins, and past days and months."""
    while first <= last:
        token = tokens[first]
        key = token.lower.rstrip(".")
        begins = token.opens and is_common(token.text) and not is_first_name(token.text)
        begins |= token.opens and key in JOINING
        if not (begins or key in NOT_NAMES or not token.is_capital) or (begins and key in ORGANISATION_HEAD | TITLES):
            break
        if key in _OPENERS and any(one.lower in ORGANISATION for one in tokens[first + 1 : last + 1]):
            break
        first += 1
    return first


def _named(
    block: int, tokens: list[Token], first: int, last: int, places: frozenset[int], *, is_noun_capital: bool
) -> Iterator[Run]:
    """What a stretch names: an organisation, else a person behind titles, else parts between joining words."""
    while last > first and not tokens[last].is_capital:  # of "Ann Lee von der Bahn" before a body
        last -= 1
    if first > last:
        return
    organisation = organisation_in(tokens, first, last, places, is_noun_capital=is_noun_capital)
    if organisation:
        start, end = organisation
        yield from _named(block, tokens, first, start - 1, places, is_noun_capital=is_noun_capital)
        run = _run(block, tokens, start, end, NameKind.ORGANISATION)
        if is_noun_capital:
            run.words = nominative_body(run.words)
        yield run
        yield from _named(block, tokens, end + 1, last, places, is_noun_capital=is_noun_capital)
        return
    for start, end in _parts(tokens, first, last, places):
        person = person_in(tokens, start, end, places, is_noun_capital=is_noun_capital)
        if person is not None:
            begin, stop, title, chance = person
            run = _run(block, tokens, begin, stop, NameKind.PERSON, title)
            run.is_certain = chance == SURELY
            if is_noun_capital and len(run.words) > 1:
                run.words = (*run.words[:-1], nominative(run.words[-1]))
            yield run


def _run(block: int, tokens: list[Token], first: int, last: int, kind: NameKind, title: str = "") -> Run:
    form = tuple(token.text for token in tokens[first : last + 1])
    return Run(block, first, last, tokens[first].start, tokens[last].end, form, kind, title)


def _parts(tokens: list[Token], first: int, last: int, places: frozenset[int]) -> Iterator[tuple[int, int]]:
    """A stretch without its joining words that no personal name holds."""
    start = first
    for at in range(first, last + 1):
        is_between = at - 1 in places and at + 1 in places  # "Francia y Italia"
        is_small = not tokens[at].is_capital and (is_between or not _is_particle(tokens, at, start))
        # "In" of "Ann Lee In Skarn", a headline's capital; "Will" may open a name
        if is_small or (start < at and _cuts(tokens, at, last)):
            if start < at:
                yield start, _end(tokens, start, at - 1)
            start = at + 1
    if start <= last:
        yield start, _end(tokens, start, last)


def _end(tokens: list[Token], start: int, last: int) -> int:
    """The last word with a capital: no name ends with a particle."""
    while last > start and not tokens[last].is_capital:
        last -= 1
    return last


def _cuts(tokens: list[Token], at: int, last: int) -> bool:
    """Whether a word with a capital is none of a name; the last of a run is, as of "Kim Jong Un"."""
    is_ending = at == last and len(tokens[at].text) > 1 and not tokens[at].text.isupper()
    return tokens[at].lower in _WITHIN_NO_NAME and not is_ending


def _is_particle(tokens: list[Token], at: int, start: int) -> bool:
    """Whether a small word belongs to a personal name: "van der" behind a first name, but no "der" between nouns."""
    lower = tokens[at].lower
    if lower in {"der", "den", "die", "das", "la", "los", "las", "les", "le"}:
        return (
            at > start
            and tokens[at - 1].lower in {"von", "van", "de", "an", "zu"}
            and _is_particle(tokens, at - 1, start)
        )
    before = tokens[at - 1].text
    if lower in {"von", "zu"} and at - start > 1 and is_surname(before) and not is_first_name(before):
        return False  # "Ricarda Lang | zu Wort"
    return lower in PERSONAL and (
        lower not in {"von", "zu", "de", "y", "do", "da"} or is_first_name(tokens[start].text)
    )
