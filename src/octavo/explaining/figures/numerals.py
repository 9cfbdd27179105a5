"""Numbers read from digits, from words, and from both ("1.2 million", "zweihundertfünfzig", "treinta y dos")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from octavo.explaining.figures.grammar import SYMBOLS

if TYPE_CHECKING:
    from octavo.explaining.figures.grammar import Grammar
    from octavo.explaining.figures.tokens import Tokens

_LONGEST_NUMBER, _LONGEST_COMPOUND, _MOST_WORDS = 20, 60, 10
_HUNDRED, _THOUSAND = 100, 1_000
_CODE = 3  # letters of a currency's code
FRACTIONS = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal("0.33"), "⅔": Decimal("0.67"),
    "⅛": Decimal("0.125"), "⅜": Decimal("0.375"), "⅝": Decimal("0.625"), "⅞": Decimal("0.875"),
}  # fmt: skip
_GLUED = 3  # letters of a scale that may stand behind a number without a space

_WRITTEN = re.compile(r"1/[2348]|2/3|3/[48]|[57]/8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number in the tokens from ``first`` up to before ``end``; ``scale`` is what a word multiplied it by, else 1."""

    value: Decimal
    first: int
    end: int
    in_digits: bool = False
    is_grouped: bool = False
    is_ordinal: bool = False
    scale: int = 1


def numeral_at(tokens: Tokens, place: int, grammar: Grammar) -> Numeral | None:
    """The number that begins at a place, or ends a phrase such as "a million" there; ``None`` where there is none."""
    if tokens.numbers[place]:
        return _from_digits(tokens, place, grammar)
    if tokens.raw[place] in FRACTIONS:
        return Numeral(value=FRACTIONS[tokens.raw[place]], first=place, end=place + 1, in_digits=True)
    return _ordinal_word(tokens, place, grammar) or _from_words(tokens, place, grammar)


def _from_digits(tokens: Tokens, place: int, grammar: Grammar) -> Numeral | None:
    raw = tokens.raw[place]
    if len(raw) > _LONGEST_NUMBER or (not raw.isascii() and not _plain(raw, grammar).isascii()):
        return None
    plain = _plain(raw, grammar)
    value = Decimal(plain)
    end, is_ordinal = _ordinal_end(tokens, place, grammar)
    if is_ordinal:
        return Numeral(value=value, first=place, end=end, in_digits=True, is_ordinal=True)
    whole = raw.split(grammar.decimal)[0]
    grouped = len(whole) != len("".join(filter(str.isdigit, whole)))
    part, after = _fraction_after(tokens, place + 1)
    value += part
    after, scale = _scales_after(tokens, after, grammar)
    return Numeral(value=value * scale, first=place, end=after, in_digits=True, is_grouped=grouped, scale=scale)


def _fraction_after(tokens: Tokens, place: int) -> tuple[Decimal, int]:
    """What a vulgar fraction behind a whole number adds, as in "2½" and "2 1/2", and where it ends."""
    if place < len(tokens) and tokens.raw[place] in FRACTIONS:
        return FRACTIONS[tokens.raw[place]], place + 1
    parts = tokens.raw[place : place + 3]
    is_written = len(parts) == 3 and parts[1] == "/" and tokens.touches(place + 1) and tokens.touches(place + 2)  # noqa: PLR2004
    if is_written and not tokens.touches(place) and _WRITTEN.fullmatch("".join(parts)):
        return round(Decimal(parts[0]) / Decimal(parts[2]), 3), place + 3
    return Decimal(0), place


def _plain(raw: str, grammar: Grammar) -> str:
    for mark in grammar.thousands:
        raw = raw.replace(mark, "")
    return raw.replace(grammar.decimal, ".")


def _ordinal_end(tokens: Tokens, place: int, grammar: Grammar) -> tuple[int, bool]:
    after = place + 1
    if tokens.touches(after):
        if tokens.low(after) in grammar.ordinal_suffixes:
            return after + 1, True
        if grammar.capital_nouns and tokens.low(after) == "." and tokens.low(after + 1) in grammar.ordinal_nouns:
            return after + 1, True
    return after, False


def _scales_after(tokens: Tokens, place: int, grammar: Grammar) -> tuple[int, int]:
    scale = 1
    if grammar.half_after and tokens.phrase(place, place + grammar.half_after.count(" ") + 1) == grammar.half_after:
        return place, 1
    for _ in range(2):
        low = tokens.low(place)
        factor = grammar.scales.get(low, 0)
        if not factor or (tokens.touches(place) and len(low) < _GLUED):  # "$77million", but "77m" may be metres
            break
        scale, place = scale * factor, _after_abbreviation(tokens, place)
    if scale == 1 and tokens.touches(place):
        if tokens.raw[place] == "K" and not _counts_capital(tokens, place, grammar):
            return place, 1
        low, currency = tokens.low(place), grammar.measures.get(tokens.low(place + 1), "")
        is_money = low in {"m", "b"} and len(currency) == _CODE and currency.isupper()  # "20m euros"
        if is_money or low in {"mn", "bn", "tn", "trn", "k"}:
            return place + 1, grammar.glued_scales.get(low, 1)
    return place, scale


def _counts_capital(tokens: Tokens, place: int, grammar: Grammar) -> bool:
    """Whether a "K" behind a number makes it thousands: "$4K", "4K people", and not "4K television"."""
    is_money = place > 1 and tokens.raw[place - 2] in SYMBOLS
    return is_money or tokens.low(place + 1) in grammar.people or tokens.low(place + 1) in grammar.measures


def _after_abbreviation(tokens: Tokens, place: int) -> int:
    """After the word, and after the full stop of "Mio."."""
    shortened = tokens.low(place) in {"mio", "mrd"} and tokens.low(place + 1) == "." and tokens.touches(place + 1)
    return place + 2 if shortened else place + 1


def _ordinal_word(tokens: Tokens, place: int, grammar: Grammar) -> Numeral | None:
    word = tokens.lower[place]
    value = grammar.ordinals.get(word)
    if value is None and "-" in word:
        tens, _, unit = word.rpartition("-")
        first, second = grammar.numerals.get(tens), grammar.ordinals.get(unit)
        value = int(first) + second if first is not None and second is not None else None
    if value is None or (tokens.raw[place][0].isupper() and place > 0):
        return None
    return Numeral(value=Decimal(value), first=place, end=place + 1, is_ordinal=True)


class _Sum:
    """A number that grows word by word."""

    __slots__ = ("_grammar", "current", "last", "scale", "total")

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self.total, self.last, self.scale = Decimal(0), 0, 1
        self.current: Decimal | None = None

    def add(self, value: int | Decimal, *, joined: bool) -> bool:
        """Take a numeral in, if it can stand here."""
        if self.current is None:
            if self.total and not (self.total % _THOUSAND == 0 and value < _THOUSAND):
                return False
            self.current = Decimal(value)
        elif self.current == 4 and value == 20 and self._grammar.language == "fr":  # noqa: PLR2004 - quatre-vingts
            self.current = Decimal(80)
        elif self._fits(self.current, Decimal(value), joined=joined):
            self.current += value
        else:
            return False
        self.last = 1
        return True

    def _fits(self, before: Decimal, value: Decimal, *, joined: bool) -> bool:
        if before >= _HUNDRED and before % _HUNDRED == 0:
            return 0 < value < _HUNDRED
        tens = before % _HUNDRED
        if self._grammar.language == "fr" and tens in {60, 80}:
            return 0 < value < 20  # noqa: PLR2004
        if self._grammar.language == "es" and not joined:
            return False
        return tens >= 20 and tens % 10 == 0 and 0 < value < 10  # noqa: PLR2004

    def multiply(self, scale: int) -> bool:
        """Take a scale in, such as a thousand."""
        if scale == _HUNDRED and self.current is not None and self.current >= _HUNDRED:
            return False
        if scale <= _HUNDRED:
            self.current = Decimal(scale) if self.current is None else self.current * scale
        elif self.total and scale > self.scale:
            self.total = (self.total + (self.current or 0)) * scale
            self.current = None
        else:
            if self.current is None and self.total:
                return False
            self.total += (1 if self.current is None else self.current) * scale
            self.current = None
        self.last = self.scale = scale
        return True

    @property
    def value(self) -> Decimal:
        """What it amounts to."""
        return self.total + (self.current or 0)


def _from_words(tokens: Tokens, place: int, grammar: Grammar) -> Numeral | None:
    first, amount, begun = place, _Sum(grammar), False
    before = tokens.low(place - 1)
    if tokens.lower[place] in grammar.scales:
        if before in grammar.vague:
            return None
        if before in grammar.half or (before in grammar.articles and tokens.low(place - 2) in grammar.half):
            return _half(tokens, place, grammar)
        if before in grammar.articles:
            first = place - 1
        elif not _stands_alone(tokens, place, grammar):
            return None
    for _ in range(_MOST_WORDS):
        step = _joined_end(tokens, place, grammar, amount) if begun else place
        parts = _parts(tokens.low(step), grammar) if tokens.is_word(step) else None
        if parts is None or not _take(parts, amount, joined=step > place):
            break
        place, begun = _after_abbreviation(tokens, step), True
        place = _with_half(tokens, place, grammar, amount)
    if not begun:
        return None
    return Numeral(value=amount.value, first=first, end=place, scale=amount.scale)


def _with_half(tokens: Tokens, place: int, grammar: Grammar, amount: _Sum) -> int:
    """After "and a half", which is added."""
    length = grammar.half_after.count(" ") + 1
    if grammar.half_after and amount.current is not None and tokens.phrase(place, place + length) == grammar.half_after:
        amount.current += Decimal("0.5")
        return place + length
    return place


def _half(tokens: Tokens, place: int, grammar: Grammar) -> Numeral:
    """Half a million."""
    scale = grammar.scales[tokens.lower[place]]
    first = place - 1 if tokens.low(place - 1) in grammar.half else place - 2
    if tokens.low(first - 1) in grammar.articles:
        first -= 1
    return Numeral(value=Decimal(scale) / 2, first=first, end=_after_abbreviation(tokens, place), scale=scale)


def _stands_alone(tokens: Tokens, place: int, grammar: Grammar) -> bool:
    """Whether the scale is a number by itself: "mil personas", "hundert Menschen"; in English it never is."""
    return grammar.language != "en" and grammar.scales[tokens.lower[place]] in {_HUNDRED, _THOUSAND}


def _joined_end(tokens: Tokens, place: int, grammar: Grammar, amount: _Sum) -> int:
    """Where the next numeral would stand, after "and" where that can join two."""
    if tokens.low(place) != grammar.joiner or not tokens.is_word(place + 1):
        return place
    value = grammar.numerals.get(tokens.low(place + 1).split("-")[0])
    if value is None or (amount.current is None and amount.last != _THOUSAND):
        return place
    if grammar.language == "en":
        return place + 1 if amount.last in {_HUNDRED, _THOUSAND} else place
    return place + 1 if amount.last == 1 and (value < 10 or value == 11) else place  # noqa: PLR2004 - "et onze"


def _take(parts: list[tuple[int | Decimal, bool]], amount: _Sum, *, joined: bool) -> bool:
    for number, (value, is_scale) in enumerate(parts):
        taken = amount.multiply(int(value)) if is_scale else amount.add(value, joined=joined)
        if not taken:
            return number > 0
    return True


def _parts(word: str, grammar: Grammar) -> list[tuple[int | Decimal, bool]] | None:
    """The numerals and scales that a word is made of, ``None`` where it is made of anything else."""
    if word in grammar.numerals:
        return [(grammar.numerals[word], False)]
    if word in grammar.scales:
        return [(grammar.scales[word], True)]
    if "-" in word:
        found: list[tuple[int | Decimal, bool]] = []
        for part in word.split("-"):
            if part == grammar.joiner:
                continue
            inner = _parts(part, grammar)
            if inner is None:
                return None
            found += inner
        return found or None
    return _compound(word, grammar)


def _compound(word: str, grammar: Grammar) -> list[tuple[int | Decimal, bool]] | None:
    """A German number in one word: units stand before tens, so the sum is made here."""
    if grammar.compound is None or grammar.compound_hint is None or len(word) > _LONGEST_COMPOUND:
        return None
    if not grammar.compound_hint.search(word):
        return None
    pieces = grammar.compound.findall(word)
    if "".join(pieces) != word:
        return None
    total = current = 0
    for piece in pieces:
        if piece == "hundert":
            current = (current or 1) * _HUNDRED
        elif piece == "tausend":
            total, current = (total + (current or 1)) * _THOUSAND, 0
        elif piece != "und":
            current += 1 if piece.startswith("ein") else int(grammar.numerals[piece])
    return [(total + current, False)]


def opens_number(word: str, grammar: Grammar) -> bool:
    """Whether a word begins a number in words."""
    if word in grammar.openers or ("-" in word and word.partition("-")[0] in grammar.openers):
        return True
    return grammar.compound_hint is not None and grammar.compound_hint.search(word) is not None
