"""Stories merge and part by the links of their reports; ids stay or lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from octavo.grouping import ChangeKind
from octavo.grouping.decisions import Constraints
from octavo.grouping.stories import CERTAIN, JOINS, MERGES, Stories

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.grouping.window import Window


class Links:
    """Stands for the window: reports and their links alone."""

    def __init__(self) -> None:
        self.slots: dict[int, int] = {}
        self.links: dict[tuple[int, int], float] = {}

    def links_of(self, reports: Iterable[int]) -> list[tuple[int, int, float]]:
        chosen = set(reports)
        to_them = [(other, one, strength) for (one, other), strength in self.links.items() if other in chosen]
        return self.links_from(chosen) + to_them

    def links_from(self, reports: Iterable[int]) -> list[tuple[int, int, float]]:
        chosen = set(reports)
        return [(one, other, strength) for (one, other), strength in self.links.items() if one in chosen]


class Room:
    """Stories with links that a test sets."""

    def __init__(self) -> None:
        self.window = Links()
        self.stories = Stories(cast("Window", self.window), Constraints())

    def place(self, report: int, **strengths: float) -> list[ChangeKind]:
        links = [(int(name[1:]), strength) for name, strength in strengths.items()]
        self.window.slots[report] = len(self.window.slots)
        self.window.links |= {(report, other): strength for other, strength in links}
        return [change.kind for change in self.stories.place(report, links)]

    def remove(self, report: int) -> list[ChangeKind]:
        del self.window.slots[report]
        self.window.links = {pair: strength for pair, strength in self.window.links.items() if report not in pair}
        return [change.kind for change in self.stories.remove(report)]

    @property
    def partition(self) -> dict[int, list[int]]:
        return self.stories.members


def test_a_link_that_is_strong_enough_joins_and_a_weaker_one_does_not() -> None:
    room = Room()
    room.place(1)
    room.place(2, r1=JOINS + 0.01)
    room.place(3, r1=JOINS - 0.01, r2=JOINS - 0.01)
    assert room.partition == {1: [1, 2], 2: [3]}


def test_one_strong_link_is_not_enough_for_a_large_story() -> None:
    room = Room()
    for report in range(1, 6):
        room.place(report, **{f"r{other}": 0.9 for other in range(1, report)})
    room.place(6, r5=0.9)
    assert room.stories.story_of[6] != room.stories.story_of[5]


def test_stories_merge_late_and_the_older_id_stays() -> None:
    room = Room()
    room.place(1)
    room.place(2)
    assert room.place(3, r1=0.9, r2=0.9) == [ChangeKind.JOINED]  # a report alone does not yet join the two
    assert room.partition == {1: [1, 3], 2: [2]}
    assert room.place(4, r1=0.9, r2=0.9, r3=0.9) == [ChangeKind.JOINED, ChangeKind.MERGED]
    assert {story: sorted(reports) for story, reports in room.partition.items()} == {1: [1, 2, 3, 4]}
    assert room.stories.redirects == {2: 1}


def test_what_has_merged_does_not_part_for_a_link_that_is_merely_weaker() -> None:
    room = Room()
    room.place(1)
    room.place(2, r1=MERGES)
    room.place(3, r1=0.3, r2=0.3)
    room.place(4, r1=0.3, r2=0.3, r3=0.8)
    assert room.partition == {1: [1, 2, 3, 4]}


def outsider(link: float) -> Room:
    """A story that a report opened which the later ones have no link with, but for the second."""
    room = Room()
    room.place(1)
    room.place(2, r1=link)
    for report in range(3, 7):
        room.place(report, **{f"r{other}": 0.9 for other in range(2, report)})
    return room


def test_a_report_that_the_later_ones_have_nothing_to_do_with_is_put_out_and_stays_out() -> None:
    room = outsider(0.3)
    assert room.partition == {1: [2, 3, 4, 5, 6], 2: [1]}
    assert room.place(7, r1=0.15, r2=0.9, r3=0.9, r4=0.9) == [ChangeKind.JOINED]
    assert room.partition == {1: [2, 3, 4, 5, 6, 7], 2: [1]}


def test_what_is_the_same_as_another_for_certain_is_not_put_out() -> None:
    assert outsider(CERTAIN).partition == {1: [1, 2, 3, 4, 5, 6]}


def test_a_story_parts_when_what_held_it_together_is_gone() -> None:
    room = Room()
    room.place(1)
    room.place(2, r1=0.9)
    room.place(3, r1=0.9, r2=0.9)
    room.place(4, r1=0.5, r2=0.5, r3=0.5)
    room.place(5, r1=0.3, r2=0.3, r3=0.3, r4=0.9)
    assert room.partition == {1: [1, 2, 3, 4, 5]}
    room.window.links = {pair: strength for pair, strength in room.window.links.items() if strength > 0.5}
    assert room.remove(3) == [ChangeKind.LEFT, ChangeKind.SPLIT]
    assert room.partition == {1: [1, 2], 2: [4, 5]}


def test_redirects_lead_to_the_last_story_of_a_chain() -> None:
    room = Room()
    for report in (1, 2, 3):
        room.place(report)
    room.stories.move([3], 3, 2)
    room.stories.move([2, 3], 2, 1)
    assert room.stories.redirects == {3: 1, 2: 1}
    assert room.partition == {1: [1, 2, 3]}
    assert room.stories.reopen(3) == 3
    assert room.stories.redirects == {2: 1}
