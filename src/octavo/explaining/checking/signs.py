"""Whether numbers are below nought: "-12 degrees" bears out neither "12 degrees" nor the other way round."""

from __future__ import annotations

import re
from collections import defaultdict

from octavo.explaining.checking.numbers import TOKEN, numbers_in

# In front of the number or of its currency; between two numbers or words it is a hyphen.
_SIGN = re.compile(r"(?:^|[\s(\[{\"'“‘«„])(?P<sign>[-−–])(?:[A-Z]{0,3}[$€£¥₹₽₴₺₩])?$")
_WORD = re.compile(
    r"""(?:(?<![^\W\d_])(?:minus|negative|mínus|miinus|meno|eksi|минус|мінус|μείον|(?<!au\ )(?<!du\ )moins
    |(?<!al\ )(?<!lo\ )menos)\s+|マイナス|零下|負|负|영하\s*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_EITHER = re.compile(
    r"(?:\bplus|\+)[\s/]*(?:(?:or|and|oder|ou|o|und|et|y)\s+)?(?:minus|moins|menos|-|−)\s*$", re.IGNORECASE
)
_SCORE = re.compile(r"(?<![\d.,:–-])(\d{1,3})[-–:](\d{1,3})(?![\d.,:–-]*\d)")
_FARTHEST = 24


def wrong_sign(claim: str, cited: str) -> str | None:
    """The first number of a claim that what it cites has with the other sign alone.

    A dash for a minus, and a hyphen at the very beginning, which may mark an item of a list, may mean both in what is
    cited.
    """
    there = _signs_by_value(cited)
    for number, values, signs in _signed(claim):
        known = set().union(*(there.get(value, ()) for value in values))
        if known and max(signs) not in known:
            return number
    return None


def loses_sign(original: str, translated: str) -> str | None:
    """The first number in digits with a minus sign that stands in a translation, but nowhere with any minus."""
    there = _signs_by_value(translated)
    for number, values, signs in _signed(original):
        known = set().union(*(there.get(value, ()) for value in values))
        if number[:1].isdigit() and signs == {True} and known == {False}:
            return number
    return None


def turned_score(claim: str, cited: str) -> str | None:
    """A result that what is cited has the other way round alone: "lost 1-2" for "lost 2-1"."""
    there = {match.groups() for match in _SCORE.finditer(cited)}
    turned = (match for match in _SCORE.finditer(claim) if match.groups() not in there)
    return next((match.group() for match in turned if match.groups()[::-1] in there), None)


def _signs_by_value(text: str) -> dict[str, set[bool]]:
    found: defaultdict[str, set[bool]] = defaultdict(set)
    for _, values, signs in _signed(text):
        for value in values:
            found[value] |= signs
    return found


def _signed(text: str) -> list[tuple[str, frozenset[str], set[bool]]]:
    """Each number with the values that it may have, and whether it is, or may be, below nought."""
    found = []
    for match in TOKEN.finditer(text):
        values = frozenset().union(*numbers_in(match.group()).values())
        if values:
            found.append((match["digits"] or match.group(), values, _signs(text, match.start())))
    return found


def _signs(text: str, start: int) -> set[bool]:
    before = text[max(0, start - _FARTHEST) : start]
    if _EITHER.search(before):
        return {True, False}
    if _WORD.search(before):
        return {True}
    sign = _SIGN.search(before)
    if sign is None:
        return {False}
    may_be_list = start - len(before) + sign.start("sign") == 0 and sign["sign"] == "-"
    return {True, False} if sign["sign"] == "–" or may_be_list else {True}
