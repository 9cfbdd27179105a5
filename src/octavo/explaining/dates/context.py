"""What the words around a date say of it: whether it is ahead, and what it bounds."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from octavo.explaining.dates.lexicon import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.dates.tokens import Token

_PREPOSITIONS = frozenset("PSEFQ")
_LOOK_BACK, _LOOK_ON = 14, 8
_HELD = 3  # how far from its auxiliary a participle stands
_FILLERS = 4


class Bound(StrEnum):
    """How a date limits what is said: to itself ("on Monday"), from it on ("since"), or up to it ("until")."""

    ON = "on"
    SINCE = "since"
    UNTIL = "until"


class Context:
    """The words of a sentence, asked about the places of its dates: from word ``start`` to before word ``end``."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.kinds = "".join(token.kind for token in tokens)

    def before(self, start: int) -> str:
        """The kind of the last word before a place that is no article or the like."""
        return self.kinds[max(0, start - _FILLERS) : start].rstrip("O")[-1:]

    def after(self, end: int, count: int = 1) -> str:
        """The kinds of the words that follow."""
        return self.kinds[end : end + count]

    def follows_preposition(self, start: int) -> bool:
        """Whether a word such as "in", "since", "early" leads up to a place: "im Jahr 2009", "en el año 2009"."""
        before = self.kinds[max(0, start - _FILLERS) : start].rstrip("O")
        if before.endswith("U"):
            before = before[:-1].rstrip("O")
        return before[-1:] in _PREPOSITIONS and before != ""

    def follows_article(self, start: int) -> bool:
        """Whether an article or the like stands right before a place."""
        return self.kinds[max(0, start - 1) : start] == "O"

    def bound(self, start: int) -> Bound:
        """What a date there limits."""
        return {"S": Bound.SINCE, "E": Bound.UNTIL}.get(self.before(start), Bound.ON)

    def lean(self, start: int, end: int) -> int:
        """Whether the words around a date speak of what comes (1) or of what was (-1); 0 where they do not tell.

        The nearest word before the date that tells decides, a participle giving way to the auxiliary before it.
        """
        for place in range(start - 1, max(0, start - _LOOK_BACK) - 1, -1):
            kind = self.kinds[place]
            if kind == Kind.AHEAD:
                return 1
            if kind == Kind.BEHIND:
                held = self.kinds[max(0, place - _HELD) : place]
                return 1 if self.tokens[place].value and Kind.AHEAD in held else -1
        if self.before(start) == Kind.UNTIL:
            return 1
        for kind in self.kinds[end : end + _LOOK_ON]:
            if kind in {Kind.AHEAD, Kind.BEHIND}:
                return 1 if kind == Kind.AHEAD else -1
        return 0
