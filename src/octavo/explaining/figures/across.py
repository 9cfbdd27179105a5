"""One quantity in several languages.

Words do not tell here whether two figures are the same quantity; only a value that nobody hits upon by chance does,
said once in each language, of persons who met the same fate or in the same unit. What is less certain stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.figures.likeness import Statement

_UNUSUAL, _VERY_UNUSUAL = 100, 1_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Key = tuple[Decimal, Decimal | None]


def joined(lines: Sequence[list[Statement]]) -> list[list[Statement]]:
    """Lines with those of other languages that tell of the same quantity, each article once, the oldest first."""
    at: defaultdict[Key, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for key in {(one.figure.value, one.figure.upper) for one in line if _is_telling(one)}:
            at[key].append(number)
    groups = list(range(len(lines)))
    for numbers in at.values():
        languages = {lines[number][0].kind[0] for number in numbers}
        # Where a language has two quantities of this value, nobody knows which is meant.
        if len(languages) == len(numbers) > 1:
            for number in numbers[1:]:
                if _may_be_one(lines[numbers[0]], lines[number]):
                    _unite(groups, numbers[0], number)
    found: defaultdict[int, list[Statement]] = defaultdict(list)
    for number, line in enumerate(lines):
        found[groups[number]] += [one for one in line if _is_new(one, found[groups[number]])]
    return [sorted(line, key=_time) if _is_mixed(line) else line for line in found.values()]


def main_language(line: Sequence[Statement]) -> list[Statement]:
    """The statements in the language that most of a line are in; of two the one that came first."""
    by_language: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in line:
        by_language[one.kind[0]].append(one)
    return max(by_language.values(), key=len)


def _is_telling(one: Statement) -> bool:
    """Whether a value is such that two figures with it are hardly two things."""
    least = _VERY_UNUSUAL if one.kind[1] == "noun" else _UNUSUAL
    value = abs(one.figure.value)
    exact = value >= least and value % _UNUSUAL != 0
    return exact and not one.is_part and not one.standings and one.role in (None, "level")


def _may_be_one(line: Sequence[Statement], other: Sequence[Statement]) -> bool:
    """Whether nothing else speaks against it: the same unit, and no two fates."""
    mine, theirs = line[0].kind, other[0].kind
    if "unit" in (mine[1], theirs[1]):
        return mine[1:] == theirs[1:]
    fates = {kind[2] for kind in (mine, theirs) if kind[1] == "concept"}
    return len(fates) <= 1


def _unite(groups: list[int], one: int, other: int) -> None:
    old, new = groups[other], groups[one]
    for number, group in enumerate(groups):
        if group == old:
            groups[number] = new


def _is_new(one: Statement, line: Sequence[Statement]) -> bool:
    return all(other.document.article != one.document.article for other in line)


def _is_mixed(line: Sequence[Statement]) -> bool:
    return len({one.kind[0] for one in line}) > 1


def _time(one: Statement) -> tuple[datetime, int]:
    return one.document.told_at or EPOCH, one.document.article
