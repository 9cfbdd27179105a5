"""What a person decided stands, whatever comes in later."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.grouping.conftest import EVENTS, report

from octavo.grouping import ChangeKind, ContradictionError, Decision, Grouper, Ruling

REPORTS = [
    report(number, event, day=turn / 2, turn=turn)
    for number, (turn, event) in enumerate((turn, event) for turn in range(5) for event in EVENTS)
]
FERRY, STRIKE, MUSEUM, FLU = range(4)


def grouped(*batches: list[int]) -> Grouper:
    grouper = Grouper(window=500)
    for batch in batches:
        grouper.add([REPORTS[number] for number in batch])
    return grouper


def decision(number: int, ruling: Ruling, reports: tuple[int, ...], others: tuple[int, ...] = ()) -> Decision:
    return Decision(id=number, ruling=ruling, reports=reports, others=others)


def test_stories_merged_by_hand_stay_merged_and_the_older_id_leads() -> None:
    grouper = grouped([0, 1], [4, 5])
    ferry, strike = grouper.story_of(0), grouper.story_of(1)
    assert ferry is not None
    assert strike is not None
    older, newer = sorted((ferry, strike))
    (change,) = grouper.decide(decision(1, Ruling.TOGETHER, (0, 4, 1, 5)))
    assert (change.kind, change.story, change.other) == (ChangeKind.MERGED, older, newer)
    assert grouper.redirects == {newer: older}
    grouper.add([REPORTS[8], REPORTS[9]])
    assert len({grouper.story_of(number) for number in (0, 1, 4, 5)}) == 1


def test_withdrawing_puts_back_what_the_decision_moved() -> None:
    grouper = grouped([0, 1], [4, 5])
    before = grouper.stories()
    grouper.decide(decision(1, Ruling.TOGETHER, (0, 4, 1, 5)))
    grouper.withdraw(1)
    assert grouper.stories() == before
    assert grouper.redirects == {}
    assert grouper.decisions == ()


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_it_does_not_matter_which_decision_is_withdrawn_first(order: tuple[int, int]) -> None:
    grouper = grouped([0, 1, 2], [4, 5, 6])
    before = grouper.stories()
    grouper.decide(decision(1, Ruling.TOGETHER, (0, 4, 5)))
    grouper.decide(decision(2, Ruling.TOGETHER, (0, 4, 5, 1)))
    assert len({grouper.story_of(number) for number in (0, 4, 1, 5)}) == 1
    grouper.withdraw(order[0])
    grouper = Grouper.restore(grouper.snapshot())
    grouper.withdraw(order[1])
    assert grouper.stories() == before


def test_what_was_merged_parts_again_though_its_stories_have_other_numbers() -> None:
    grouper = grouped([0, 1], [4, 5])
    grouper.decide(decision(1, Ruling.TOGETHER, (0, 4, 1, 5)))
    (merged,) = grouper.stories()
    grouper.renumber({merged: 71}, next_id=80)
    grouper.withdraw(1)
    assert sorted(map(tuple, grouper.stories().values())) == [(0, 4), (1, 5)]
    assert set(grouper.stories()) == {71, 80}


def test_a_story_parted_by_hand_does_not_grow_together_again() -> None:
    grouper = grouped([0, 4, 8])
    story = grouper.story_of(0)
    (change,) = grouper.decide(decision(1, Ruling.APART, (8,), (0, 4)))
    assert (change.kind, change.other, change.reports) == (ChangeKind.SPLIT, story, (8,))
    grouper.add([REPORTS[12], REPORTS[16]])
    assert grouper.story_of(8) not in {grouper.story_of(0), grouper.story_of(4)}
    grouper.withdraw(1)
    assert grouper.story_of(8) == story


def test_nothing_joins_a_locked_story() -> None:
    grouper = grouped([0, 4])
    grouper.decide(decision(1, Ruling.LOCKED, (0,)))
    grouper.add([REPORTS[8]])
    assert grouper.story_of(8) != grouper.story_of(0)
    grouper.withdraw(1)
    grouper.add([REPORTS[12]])
    assert len({grouper.story_of(number) for number in (0, 4, 8, 12)}) == 1


def test_a_decision_waits_for_reports_that_are_yet_to_come() -> None:
    grouper = Grouper(window=500)
    grouper.decide(decision(1, Ruling.TOGETHER, (FERRY, MUSEUM)))
    grouper.decide(decision(2, Ruling.APART, (FERRY,), (4,)))
    grouper.add([REPORTS[number] for number in (0, 1, 2, 3)])
    grouper.add([REPORTS[number] for number in (4, 5, 6, 7)])
    assert grouper.story_of(FERRY) == grouper.story_of(MUSEUM)
    assert grouper.story_of(4) != grouper.story_of(FERRY)


def test_decisions_that_contradict_are_refused_and_change_nothing() -> None:
    grouper = grouped([0, 1, 2])
    grouper.decide(decision(1, Ruling.TOGETHER, (0, 1)))
    grouper.decide(decision(2, Ruling.TOGETHER, (1, 2)))
    before = grouper.stories()
    with pytest.raises(ContradictionError):
        grouper.decide(decision(3, Ruling.APART, (0,), (2,)))
    with pytest.raises(ContradictionError):
        grouper.decide(decision(2, Ruling.LOCKED, (0,)))
    assert grouper.stories() == before
    assert [one.id for one in grouper.decisions] == [1, 2]


def test_a_decision_has_to_say_what_it_is_about() -> None:
    with pytest.raises(ValueError, match="names no report"):
        decision(1, Ruling.LOCKED, ())
    with pytest.raises(ValueError, match="has to name others"):
        decision(1, Ruling.APART, (1,))
    with pytest.raises(ValueError, match="has to name others"):
        decision(1, Ruling.TOGETHER, (1,), (2,))


NUMBERS = st.lists(st.integers(0, len(REPORTS) - 1), min_size=1, max_size=4, unique=True).map(tuple)
STEPS = st.one_of(
    st.tuples(st.just("add"), NUMBERS, NUMBERS),
    st.tuples(st.just("together"), NUMBERS, NUMBERS),
    st.tuples(st.just("apart"), NUMBERS, NUMBERS),
    st.tuples(st.just("locked"), NUMBERS, NUMBERS),
    st.tuples(st.just("remove"), NUMBERS, NUMBERS),
    st.tuples(st.just("withdraw"), NUMBERS, NUMBERS),
)


def take(grouper: Grouper, number: int, step: tuple[str, tuple[int, ...], tuple[int, ...]]) -> None:
    kind, reports, others = step
    if kind == "add":
        grouper.add([REPORTS[one] for one in reports])
    elif kind == "remove":
        grouper.remove(reports)
    elif kind == "withdraw":
        standing = grouper.decisions
        if standing:
            grouper.withdraw(standing[reports[0] % len(standing)].id)
    else:
        with suppress(ContradictionError):
            grouper.decide(decision(number, Ruling(kind), reports, others if kind == "apart" else ()))


def check(grouper: Grouper) -> None:
    stories = grouper.stories()
    assert all(grouper.story_of(report) == story for story, members in stories.items() for report in members)
    assert set(grouper.redirects).isdisjoint(stories)
    assert set(grouper.redirects.values()).isdisjoint(grouper.redirects)
    for one in grouper.decisions:
        homes = {grouper.story_of(report) for report in one.reports} - {None}
        if one.ruling is Ruling.TOGETHER:
            assert len(homes) <= 1
        elif one.ruling is Ruling.APART:
            assert homes.isdisjoint({grouper.story_of(report) for report in one.others} - {None})


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=3, max_size=12), st.integers(0, 11))
def test_decisions_hold_after_every_step_and_across_a_restart(
    steps: list[tuple[str, tuple[int, ...], tuple[int, ...]]], restart: int
) -> None:
    grouper = again = Grouper(window=500)
    for number, step in enumerate(steps):
        take(grouper, number, step)
        if again is not grouper:
            take(again, number, step)
        check(grouper)
        if number == restart:
            again = Grouper.restore(grouper.snapshot())
    assert again.stories() == grouper.stories()
    assert again.redirects == grouper.redirects
