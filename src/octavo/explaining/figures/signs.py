"""Amounts below nought: "-0.2%", "minus 12 degrees", "-5 to -2°C"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.explaining.figures.grammar import Grammar
    from octavo.explaining.figures.tokens import Tokens

_SIGNS = frozenset("-−")
_DASH = "–"
_OPENING = frozenset("([{\"'“‘«„")
# Words may also take away: "income minus 5 million".
_SAID_OF = frozenset(("%", "pp", "bp", "°C", "°F", "°"))
_DEGREES = frozenset(("°C", "°F", "°"))
_LONGEST = 4


def hangs_on(tokens: Tokens, place: int) -> bool:
    """Whether a token touches the one before it, which is no opening bracket or quotation mark."""
    return tokens.touches(place) and tokens.raw[place - 1] not in _OPENING


def is_minus(tokens: Tokens, place: int, grammar: Grammar) -> bool:
    """Whether a minus for what follows stands at a place, as a sign or as a word."""
    if tokens.is_word(place):
        return tokens.lower[place] in grammar.minus
    return place < len(tokens) and tokens.raw[place] in _SIGNS and tokens.touches(place + 1)


def minus_before(tokens: Tokens, first: int, unit: str, grammar: Grammar) -> int:
    """Where the minus begins that makes the amount from ``first`` on less than nought, ``first`` where none does."""
    place = first - 1
    if place < 0:
        return first
    if not tokens.is_word(place):
        is_sign = tokens.raw[place] in _SIGNS or (tokens.raw[place] == _DASH and unit in _DEGREES)
        is_bullet = place == 0 and tokens.raw[place] != "−" and unit not in _DEGREES
        free = tokens.touches(first) and not hangs_on(tokens, place) and not is_bullet
        return place if is_sign and free else first
    is_minus = tokens.lower[place] in grammar.minus and tokens.low(place - 1) not in grammar.no_minus_behind
    return place if is_minus and unit in _SAID_OF else first


def below_nought(tokens: Tokens, end: int, unit: str, grammar: Grammar) -> int:
    """The end of what says behind degrees that they are below nought ("below zero"), ``end`` where nothing does."""
    longest = min(_LONGEST, len(tokens) - end) if unit in _DEGREES else 0
    return next((end + n for n in range(longest, 1, -1) if tokens.phrase(end, end + n) in grammar.below_nought), end)
