"""What the words around a date say of it: whether it is ahead, and what it bounds."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from octavo.explaining.dates.lexicon import MISHAP, SURELY, UNDONE, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.dates.tokens import Token

_PREPOSITIONS = frozenset("PSEFQ")
_LOOK_BACK, _LOOK_ON, _LOOK_ON_AHEAD = 14, 8, 4
_OPENING = 2
_HELD = 3  # how far from its auxiliary a participle stands
_FILLERS = 4
_UNDONE = 5  # "would almost certainly not have"
_GENITIVES = (["'", "s"], ["’", "s"])


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

    def _place_before(self, start: int) -> int:
        """Where the last word before a place is that is no article or the like, -1 where there is none."""
        lowest = max(0, start - _FILLERS)
        return lowest + len(self.kinds[lowest:start].rstrip("O")) - 1

    def before(self, start: int) -> str:
        """The kind of the last word before a place that is no article or the like."""
        place = self._place_before(start)
        return self.kinds[place] if place >= 0 else ""

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

        The nearest word before the date that tells decides, a participle giving way to the auxiliary before it; but
        "since" is always past, and "until" within a sentence is taken to be ahead.
        """
        if self._is_of_mishap(start, end):
            return -1
        told = self._by_preposition(start) or self.tense(start, end)
        return told or (1 if self.before(start) == Kind.UNTIL and end == len(self.kinds) else 0)

    def tense(self, start: int, end: int) -> int:
        """What the verbs alone tell."""
        return self._by_words_before(start) or self._by_words_after(end, opens=start <= _OPENING)

    def _is_of_mishap(self, start: int, end: int) -> bool:
        """Whether a date tells when something happened that nobody foresees: "Sunday's deadly attack"."""
        owns = [token.word for token in self.tokens[end : end + 2]] in _GENITIVES
        behind = self.tokens[end + 2 : end + 2 + _FILLERS] if owns else ()
        before = self.tokens[max(0, self._place_before(start)) : start][:1] if start else ()
        if before and before[0].kind in {Kind.SINCE, Kind.WITHIN}:  # "der Anschlag vom Sonntag"
            before = self.tokens[max(0, self._place_before(start) - 1) :][:1]
        return any(token.value == MISHAP for token in (*behind, *before))

    def _by_preposition(self, start: int) -> int:
        place = self._place_before(start)
        kind = self.kinds[place] if place >= 0 else ""
        if kind == Kind.SINCE and self.tokens[place].value:
            return -1
        if kind == Kind.UNTIL and place > 0:
            held = self.tokens[max(0, place - 2) : place]
            return -1 if any(token.kind == Kind.BEHIND and not token.value for token in held) else 1
        return 1 if kind == Kind.AT_HAND else 0

    def _by_words_before(self, start: int) -> int:
        for place in range(start - 1, max(0, start - _LOOK_BACK) - 1, -1):
            kind = self.kinds[place]
            if kind == Kind.AHEAD:
                return -1 if self._is_undone(place) else 1
            if kind == Kind.BEHIND:
                auxiliary = self.kinds.rfind(Kind.AHEAD, max(0, place - _HELD), place)
                is_held = self.tokens[place].value and auxiliary >= 0
                return 1 if is_held and not self._is_undone(auxiliary) else -1
        return 0

    def _is_undone(self, place: int) -> bool:
        """Whether what a verb speaks of did not come: "would not have"; "will have" is ahead all the same."""
        if self.tokens[place].value == SURELY:
            return False
        for have in range(place, min(place + _UNDONE, len(self.tokens) - 1)):
            token, following = self.tokens[have : have + 2]
            if token.value == UNDONE and (following.kind == Kind.BEHIND or token.end - token.start > len(token.word)):
                return True
        return False

    def _by_words_after(self, end: int, *, opens: bool) -> int:
        """Words that follow tell less, but for those after a date that opens the sentence."""
        following = self.kinds[end : end + _LOOK_ON]
        ahead, behind = following[: _LOOK_ON if opens else _LOOK_ON_AHEAD].find(Kind.AHEAD), following.find(Kind.BEHIND)
        if ahead >= 0 and not 0 <= behind < ahead:
            return 1
        return -1 if behind >= 0 else 0
