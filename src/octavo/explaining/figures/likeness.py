"""What figures are compared by: what they count, the words around them, and the range they leave open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from octavo.explaining.figures.context import places_in
from octavo.kit.words import LETTERS, word_set
from octavo.model.figures import PEOPLE, Figure

if TYPE_CHECKING:
    from octavo.explaining.documents import Document
    from octavo.explaining.figures.grammar import Grammar

_DIGITS = re.compile(r"\d+")
# Words that begin alike are taken for one: "returned", "returns".
_STEM = 6
_WINDOW = 160
_NEAR, _FAR_WEIGHT = 5, 0.4
_MORE = word_set("more another further additional other others extra weitere weiteren weiterer autres otros otras más")
_ROLES = {
    "to": "level", "at": "level", "by": "change", "from": "before", "than": "other", "with": "other",
    "auf": "level", "um": "change", "von": "before", "à": "level", "hasta": "level",
}  # fmt: skip
_PART = re.compile(r"\b(?:of|der|von|des|de) (?:the |its |their |those |these |las |los |\d)|\bder [A-ZÄÖÜ]")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
# What is only suspected, only foreseen, or a mean is another quantity than what is known to be.
_STANDINGS = {
    "suspected": re.compile(r"suspect|probable|possibl|presum|fear|mutmaßlich|vermut|sospech", re.IGNORECASE),
    "foreseen": re.compile(
        r"expect|forecast|predict|looking for|\bgoal|\baim|target|could|erwart|prognos|prév|prev", re.IGNORECASE
    ),
    "mean": re.compile(r"averag|median|durchschnitt|moyenne|promedio|a day\b|daily", re.IGNORECASE),
}
_COMPARED = re.compile(
    r"(?:compared (?:with|to)|(?:up |down )?from|gegenüber|nach zuvor|contre|frente a|instead of)\s{0,3}"
    r"(?:about |some |just )?[$€£]?\s{0,3}$",
    re.IGNORECASE,
)
# "had recorded 27, raised the number to 41"
_EARLIER, _LATER = re.compile(r"\bhad \w+ (?:about |some |only |at least )?$"), re.compile(r"\bto \d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A figure with what it is compared by."""

    figure: Figure
    document: Document
    kind: tuple[str, str, str]
    heads: frozenset[str]
    words: dict[str, float]
    beside: frozenset[Decimal]
    places: frozenset[str]
    years: frozenset[str]
    standings: frozenset[str]
    role: str | None
    is_part: bool


def stem(word: str) -> str:
    """What words that begin alike have in common."""
    return word.lower()[:_STEM]


def content_words(text: str, grammar: Grammar) -> list[str]:
    """The words of a text that are no function words."""
    return [word for word in LETTERS.findall(text) if len(word) > 2 and word.lower() not in grammar.stops]  # noqa: PLR2004


def statement_of(
    figure: Figure, document: Document, grammar: Grammar, beside: frozenset[Decimal] = frozenset()
) -> Statement | None:
    """The figure made ready for comparing; ``None`` for one that is not compared: an ordinal, or an earlier state."""
    start = figure.at.start - figure.citations[0].start
    end = start + len(figure.at.quote)
    before, after = figure.text[max(0, start - _WINDOW) : start], figure.text[end : end + _WINDOW]
    if figure.is_ordinal or _COMPARED.search(before[-40:]) or (_EARLIER.search(before[-40:]) and _LATER.search(after)):
        return None
    heads = frozenset(stem(word) for word in _head_words(figure))
    around = {word: weight for word, weight in _around(before, after, grammar).items() if word not in heads}
    return Statement(
        figure=figure,
        document=document,
        kind=_kind(figure, before, after, grammar),
        heads=heads,
        words=around,
        beside=beside,
        places=frozenset(word for place in places_in(figure.text, grammar) for word in LETTERS.findall(place.lower())),
        years=frozenset(_YEAR.findall(figure.text))
        - {str(document.published_at.year) if document.published_at else ""},
        standings=_standings(f"{before[-40:]} {figure.at.quote} {after[:40]}"),
        role=_role(before),
        is_part=_is_part(figure),
    )


def _around(before: str, after: str, grammar: Grammar) -> dict[str, float]:
    """The words around a figure: the nearer one stands, the more it tells what the figure is of."""
    found: dict[str, float] = {}
    for side in (content_words(before, grammar)[::-1], content_words(after, grammar)):
        for distance, word in enumerate(map(stem, side)):
            weight = 1.0 if distance < _NEAR else _FAR_WEIGHT
            found[word] = max(found.get(word, 0.0), weight)
    return found


def _head_words(figure: Figure) -> list[str]:
    named = LETTERS.findall(figure.counts or "")
    quoted = LETTERS.findall(_DIGITS.sub(" ", figure.at.quote))
    return [*named[-1:], *quoted[-1:]]


def _kind(figure: Figure, before: str, after: str, grammar: Grammar) -> tuple[str, str, str]:
    """Language, unit or kind, and the thing counted: only figures of one kind are compared."""
    if figure.unit and figure.unit != PEOPLE:
        return grammar.language, "unit", figure.unit
    concept = _concept(figure, before, after, grammar)
    if concept:
        return grammar.language, "concept", concept
    head = LETTERS.findall(figure.counts or "")[-1:] or [""]
    return grammar.language, "noun", stem(head[0])


def _concept(figure: Figure, before: str, after: str, grammar: Grammar) -> str | None:
    """What became of those who are counted, where the words right beside the figure say so."""
    named = LETTERS.findall((figure.counts or "").lower())
    near = LETTERS.findall(before.lower())[-3:] + LETTERS.findall(after.lower())[:4]
    for length in (3, 2, 1):
        for place in range(len(named) - length + 1):
            found = grammar.concepts.get(" ".join(named[place : place + length]))
            if found:
                return found
    persons = figure.unit == PEOPLE or figure.counts is None
    return next((grammar.concepts[word] for word in near if word in grammar.concepts), None) if persons else None


def _standings(near: str) -> frozenset[str]:
    """Whether the words beside a figure say that it is only suspected, foreseen, or a mean."""
    return frozenset(name for name, pattern in _STANDINGS.items() if pattern.search(near))


def _role(before: str) -> str | None:
    last = LETTERS.findall(before[-20:].lower())[-1:]
    return _ROLES.get(last[0]) if last else None


def _is_part(figure: Figure) -> bool:
    """Whether it is a part, a size, or comes on top: "12 of the victims", "seven-member", "three more"."""
    quote = figure.at.quote
    if figure.counts and quote.startswith(f"{figure.counts} "):  # bodies of 1,212 soldiers
        return False
    if figure.counts and quote.endswith(f"-{figure.counts}"):
        return True
    said = set(LETTERS.findall(quote.lower()))
    if figure.qualifier:  # more than 212
        said -= {"more", "más", "mehr"}
    return not _MORE.isdisjoint(said) or _PART.search(quote) is not None


def range_of(figure: Figure) -> tuple[Decimal, Decimal]:
    """The values that the figure, read with what limits it, may stand for."""
    low, high = figure.value, figure.upper if figure.upper is not None else figure.value
    slack = abs(high) / 10
    if figure.qualifier in {"more than", "at least"}:
        return low, high + max(slack, _last_digit(high))
    if figure.qualifier in {"nearly", "up to", "less than"}:
        return low - slack, high
    if figure.qualifier == "about":
        return low - slack, high + slack
    spare = _rounding(figure)
    return low - spare, high + spare


def _last_digit(value: Decimal) -> Decimal:
    """What the last digit that is not nought counts: 100 in "more than 200"."""
    plain = value.normalize().as_tuple().exponent
    return Decimal(10) ** plain if isinstance(plain, int) else Decimal(0)


def _rounding(figure: Figure) -> Decimal:
    """How much a rounded "1.2 million" leaves open."""
    digits = re.search(r"\d+(?:[.,](\d{1,2}))?\s*[^\W\d_]", figure.at.quote)
    if digits is None or abs(figure.value) < 100_000 or figure.value != figure.value.to_integral_value():  # noqa: PLR2004
        return Decimal(0)
    shown = len(str(int(abs(figure.value))).rstrip("0"))
    return Decimal(10) ** (len(str(int(abs(figure.value)))) - shown) / 2


def agree(one: Figure, other: Figure) -> bool:
    """Whether two statements of a quantity can both hold."""
    low, high = range_of(one)
    other_low, other_high = range_of(other)
    return (low <= other_high and other_low <= high) or _round_alike(one.value, other.value)


def _round_alike(one: Decimal, other: Decimal) -> bool:
    """Whether one is the other to fewer decimal places: 777.68 and 778."""
    coarser = max((one, other), key=_exponent)
    return _exponent(one) != _exponent(other) and (one + other - coarser).quantize(coarser) == coarser


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
