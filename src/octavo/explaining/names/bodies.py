"""Well-known bodies: those that no word of their name gives away, and those whose names hold "and"."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.explaining.names.tokens import is_first_name, tokens_of
from octavo.explaining.names.vocabulary import LEGAL_FORMS, OPENERS, ORGANISATION
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.explaining.names.tokens import Token

_FILE = Path(__file__).with_name("bodies.txt")
_ARTICLES = word_set("the der die das la le el il")
# Behind these a noun has a capital of its own: "Die Zeit drängt" is of no paper.
_GERMAN = word_set("der die das")
_QUOTES = frozenset("„“»«\"‚'")
_SPACES = frozenset({" ", "\u00a0"})
# Bodies and states whose parts are named behind them.
WHOLES = word_set("u.s. us u.n. un u.k. uk eu united nations states house senate federal state county")

# How many words beside a known name may belong to it.
MOST_BESIDE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to write a body's name: its words, whether each has a capital, and what the body is called."""

    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    name: tuple[str, ...]
    is_part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body named by tokens ``first`` to ``last``; ``is_part`` where capitals before it may be of its name.

    ``name`` is empty where what stands there is the name of no body: "Super Bowl".
    """

    first: int
    last: int
    name: tuple[str, ...]
    is_part: bool


def bodies_in(tokens: Sequence[Token]) -> list[Body]:
    """The well-known bodies named in a block, in order, none within another; the longest name counts."""
    found: list[Body] = []
    following = 0
    forms = _forms()
    for at, token in enumerate(tokens):
        if at < following or not token.is_word or token.lower not in forms:
            continue
        form = next((one for one in forms[token.lower] if _stands(tokens, at, one)), None)
        if form is None:
            continue
        body = _body(tokens, at, form)
        found.append(body)
        following = body.last + 1
    return found


def _stands(tokens: Sequence[Token], at: int, form: Form) -> bool:
    """Whether a form is written at a place, and is no part of another name."""
    end = at + len(form.words)
    if end > len(tokens) or tokens[end - 1].lower != form.words[-1]:
        return False
    written = tokens[at:end]
    if any(one.lower != word for one, word in zip(written, form.words, strict=True)):
        return False
    has_capitals = all(one.is_capital or not capital for capital, one in zip(form.capitals, written, strict=True))
    return (
        has_capitals and all(one.gap in _SPACES for one in written[1:] if one.is_word) and _is_alone(tokens, at, form)
    )


def _is_alone(tokens: Sequence[Token], at: int, form: Form) -> bool:
    """Whether nothing beside a form makes another name of it."""
    end = at + len(form.words)
    before = tokens[at - 1] if at and _touches(tokens[at - 1], tokens[at]) and tokens[at - 1].is_capital else None
    if form.words[0] in _ARTICLES:  # "the Guardian", but not "the Guardian Angels"; "La Liga", but not "La Liga Árabe"
        is_sentence = form.words[0] in _GERMAN and tokens[at].opens and not (at and tokens[at - 1].text in _QUOTES)
        return not is_sentence and (end == len(tokens) or not _touches(tokens[end - 1], tokens[end]))
    if form.is_part:
        return before is None or not _is_of_another(before)
    # "Ferdinand Porsche" is no company
    return before is None or len(form.words) > 1 or not is_first_name(before.text)


def _body(tokens: Sequence[Token], at: int, form: Form) -> Body:
    """What is named, with the kind that stands behind it: "Deutsche Bank Group"."""
    first, last = at, at + len(form.words) - 1
    name = form.name
    longest = min(len(tokens), last + MOST_BESIDE) - 1
    while name and last < longest and _goes_on(tokens[last], tokens[last + 1]):
        last += 1
        name = (*name, tokens[last].text)
    first += form.words[0] == "the"
    return Body(first=first, last=last, name=name, is_part=form.is_part)


def _is_of_another(before: Token) -> bool:
    """Whether a word makes another body of the one behind it: "Social Democratic Party"."""
    return before.lower in OPENERS and before.lower not in WHOLES


def _goes_on(token: Token, after: Token) -> bool:
    return _touches(token, after) and after.lower in ORGANISATION and after.lower.rstrip(".") not in LEGAL_FORMS


def _touches(token: Token, after: Token) -> bool:
    return not token.owns and after.gap in _SPACES and after.is_capital and after.is_word


@cache
def _forms() -> dict[str, list[Form]]:
    """All forms by their first word, the longest first."""
    found: defaultdict[str, list[Form]] = defaultdict(list)
    for form in _read(_FILE.read_text("utf-8").splitlines()):
        found[form.words[0]].append(form)
    return {word: sorted(forms, key=lambda form: -len(form.words)) for word, forms in found.items()}


def _read(lines: Sequence[str]) -> Iterator[Form]:
    for line in lines:
        if not line or line.startswith("#"):
            continue
        sign = line[0] if line[1] == " " else ""
        name, _, spellings = line.removeprefix(f"{sign} ").partition(" = ")
        for spelling in spellings.split(", ") if spellings else (name,):
            tokens = tokens_of(spelling)
            capitals = [one.is_capital for one in tokens]
            capitals[0] &= not spelling.startswith("The ")
            yield Form(
                words=tuple(one.lower for one in tokens),
                capitals=tuple(capitals),
                name=() if sign == "-" else tuple(name.removeprefix("The ").split()),
                is_part=sign == "+",
            )
