"""Stories grouped anew take over the numbers of those they replace, so that their addresses stay true."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def matched(new: Mapping[int, Sequence[int]], old: Mapping[int, int], *, next_id: int) -> dict[int, int]:
    """The number for each new story: that of the old one it shares most articles with, each old one given once.

    ``old`` tells the story of each article as it was. Stories that take over none get numbers from ``next_id`` on, in
    their order.
    """
    shared = Counter((story, old[article]) for story, articles in new.items() for article in articles if article in old)
    numbers: dict[int, int] = {}
    taken: set[int] = set()
    for (story, former), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0][1], item[0][0])):
        if story not in numbers and former not in taken:
            numbers[story] = former
            taken.add(former)
    for story in sorted(set(new) - set(numbers)):
        numbers[story] = next_id
        next_id += 1
    return numbers


def successors(new: Mapping[int, Sequence[int]], old: Mapping[int, int]) -> dict[int, int]:
    """For each old story that is no more, the one that has most of its articles now, the oldest of several."""
    story_of = {article: story for story, articles in new.items() for article in articles}
    went = Counter((old[article], story) for article, story in story_of.items() if article in old)
    found: dict[int, int] = {}
    for (former, story), _ in sorted(went.items(), key=lambda item: (-item[1], item[0][1])):
        if former not in new:
            found.setdefault(former, story)
    return found
