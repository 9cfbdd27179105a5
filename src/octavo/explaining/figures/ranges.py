"""Ranges: "3 to 5 percent", "between -5 and -2 degrees", and what only looks like one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.figures.counting import currency_before, measure_after
from octavo.explaining.figures.numerals import numeral_at, opens_number
from octavo.explaining.figures.signs import is_minus

if TYPE_CHECKING:
    from decimal import Decimal

    from octavo.explaining.figures.counting import Counted
    from octavo.explaining.figures.grammar import Grammar
    from octavo.explaining.figures.numerals import Numeral
    from octavo.explaining.figures.tokens import Tokens

_FAR_ABOVE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From a number to another one, or a single number; the other may bear a minus of its own."""

    value: Decimal
    end: int
    upper: Decimal | None = None
    other_is_less: bool = False

    def above_nought(self, end: int) -> Range:
        """The first number alone, which ends at ``end``, where a minus is told of either: nobody counts below 0."""
        if self.upper is None or (self.value < self.upper and not self.other_is_less):
            return self
        return Range(value=self.value, end=end)

    def signed(self, *, is_less: bool, is_word: bool) -> tuple[Decimal, Decimal | None]:
        """Both ends, the smaller one first, where a minus stands before them, as a sign or as a word for both."""
        value = -self.value if is_less else self.value
        if self.upper is None:
            return value, None
        upper = -self.upper if self.other_is_less or (is_less and is_word) else self.upper
        return min(value, upper), max(value, upper)


def range_at(tokens: Tokens, numeral: Numeral, grammar: Grammar) -> Range | None:
    """The range that a number opens, or the number alone; ``None`` for a score and the like."""
    alone = Range(value=numeral.value, end=numeral.end)
    place = numeral.end
    unit = measure_after(tokens, place, grammar)
    if unit and unit.first == place:
        place = unit.end
    tied = tokens.low(place) in {"-", "–", "—", "‑"} and tokens.touches(place)
    if not tied and not _is_joined(tokens, numeral, place, grammar):
        return alone
    is_less = is_minus(tokens, place + 1, grammar)
    other = _other_end(tokens, place + 1 + is_less, grammar)
    if other is None or other.is_ordinal or (tied and not tokens.touches(other.first)):
        return alone
    if _goes_elsewhere(tokens, numeral, other, unit, grammar):
        return alone
    value = numeral.value
    if other.scale > numeral.scale and value < other.value / other.scale:
        value *= other.scale
    is_below = tokens.touches(numeral.first) and is_minus(tokens, numeral.first - 1, grammar)
    if is_less or is_below or value < other.value:
        return Range(value=value, upper=other.value, end=other.end, other_is_less=is_less)
    return None if tied else alone


def _is_joined(tokens: Tokens, numeral: Numeral, place: int, grammar: Grammar) -> bool:
    """Whether the word at a place leads on to the other end: "3 to", "between 3 and", but not "from 3 to"."""
    before = tokens.lower[max(0, numeral.first - 4) : numeral.first]
    is_between = tokens.low(place) == grammar.between_joiner and grammar.between in before[-3:]
    return grammar.change_before.isdisjoint(before) and (is_between or tokens.low(place) in grammar.range_words)


def _goes_elsewhere(tokens: Tokens, numeral: Numeral, other: Numeral, unit: Counted | None, grammar: Grammar) -> bool:
    """Whether what follows is where something ends up: "fell 0.5% to 7,612 points", "rose $2 to $45"."""
    if unit and unit.first == numeral.end and _is_in_another_unit(tokens, other, unit, grammar):
        return True
    money = currency_before(tokens, numeral)
    is_moved = money is not None and tokens.low(money[1] - 1) in grammar.moves
    return is_moved and other.value > _FAR_ABOVE * numeral.value


def _is_in_another_unit(tokens: Tokens, other: Numeral, unit: Counted, grammar: Grammar) -> bool:
    """Whether a number has another unit than the one before it."""
    behind, before = measure_after(tokens, other.end, grammar), currency_before(tokens, other)
    theirs = before[0] if before else behind.unit if behind else None
    return theirs != unit.unit


def _other_end(tokens: Tokens, place: int, grammar: Grammar) -> Numeral | None:
    while tokens.low(place) in {"€", "$", "£"} or (tokens.low(place) in {"us", "a"} and tokens.low(place + 1) == "$"):
        place += 1
    if not tokens.is_number(place) and not opens_number(tokens.low(place), grammar):
        return None
    return numeral_at(tokens, place, grammar)
