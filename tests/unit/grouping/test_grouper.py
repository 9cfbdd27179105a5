"""Stories as reports come in."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.grouping.conftest import DAY, EVENTS, report

from octavo.grouping import Change, ChangeKind, Grouper, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WEEK = [
    report(number, event, day=day, turn=turn)
    for number, (event, day, turn) in enumerate(
        (event, day, turn) for day in range(3) for turn in range(3) for event in EVENTS
    )
]
BATCHES = [[one for one in WEEK if one.at == DAY + timedelta(days=day)] for day in range(3)]


def grouped(batches: Iterable[Iterable[Report]]) -> Grouper:
    grouper = Grouper(window=500)
    for batch in batches:
        grouper.add(batch)
    return grouper


def partition(grouper: Grouper) -> set[frozenset[int]]:
    return {frozenset(members) for members in grouper.stories().values()}


def test_reports_of_one_event_become_one_story() -> None:
    grouper = grouped(BATCHES)
    assert len(partition(grouper)) == len(EVENTS)
    for members in partition(grouper):
        assert len({WEEK[number].text.split()[-1] in EVENTS for number in members}) == 1
        assert len({number % len(EVENTS) for number in members}) == 1


def test_changes_tell_what_the_stories_show(reports: Callable[[str], Report]) -> None:
    grouper = Grouper(window=500)
    first, second, other = reports("ferry"), reports("ferry"), reports("museum")
    assert grouper.add([first]) == (Change(kind=ChangeKind.OPENED, story=1, reports=(first.id,)),)
    assert grouper.add([second]) == (Change(kind=ChangeKind.JOINED, story=1, reports=(second.id,)),)
    assert grouper.add([other]) == (Change(kind=ChangeKind.OPENED, story=2, reports=(other.id,)),)
    assert grouper.stories() == {1: (first.id, second.id), 2: (other.id,)}
    assert grouper.story_of(other.id) == 2
    assert grouper.story_of(99) is None


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_the_order_inside_a_batch_does_not_matter(data: st.DataObject) -> None:
    shuffled = [data.draw(st.permutations(batch)) for batch in BATCHES]
    assert grouped(shuffled).stories() == grouped(BATCHES).stories()


@settings(max_examples=10, deadline=None)
@given(cut=st.integers(0, len(BATCHES)))
def test_a_restored_grouper_goes_on_as_the_first_would(cut: int) -> None:
    whole = grouped(BATCHES)
    restored = Grouper.restore(grouped(BATCHES[:cut]).snapshot())
    for batch in BATCHES[cut:]:
        restored.add(batch)
    assert restored.stories() == whole.stories()
    assert restored.redirects == whole.redirects
    assert restored.snapshot() == whole.snapshot()


def test_a_snapshot_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = Grouper().snapshot()
    monkeypatch.setattr("octavo.grouping.snapshots.VERSION", 0)
    with pytest.raises(ValueError, match="group the reports anew"):
        Grouper.restore(snapshot)


@pytest.mark.parametrize("damage", [b"", b"{}", b"PK", slice(0, -500)])
def test_what_is_no_snapshot_is_refused(damage: bytes | slice) -> None:
    snapshot = damage if isinstance(damage, bytes) else grouped(BATCHES).snapshot()[damage]
    with pytest.raises(ValueError, match="no snapshot, or a damaged one"):
        Grouper.restore(snapshot)


def test_other_processes_come_to_the_same_stories() -> None:
    script = (
        "import json; from tests.unit.grouping.test_grouper import BATCHES, grouped;"
        "print(json.dumps({k: list(v) for k, v in grouped(BATCHES).stories().items()}))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src:."},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {json.dumps({str(k): list(v) for k, v in grouped(BATCHES).stories().items()}) + "\n"}


def test_the_same_article_twice_is_one_story() -> None:
    one = report(1, "flu")
    grouper = grouped([[one, replace(one, id=2)], [replace(one, id=3, publisher="ledger")]])
    assert grouper.stories() == {1: (1, 2, 3)}


def test_a_report_that_is_sent_again_stays_where_it_is() -> None:
    grouper = grouped(BATCHES)
    before = grouper.stories()
    assert grouper.add([WEEK[3], WEEK[4]]) == ()
    assert grouper.stories() == before


def test_a_report_that_is_rewritten_goes_where_it_belongs_now() -> None:
    grouper = grouped(BATCHES)
    ferry, museum = grouper.story_of(0), grouper.story_of(2)
    changed = replace(report(0, "museum", day=2, turn=3), publisher="wire")
    assert [change.kind for change in grouper.add([changed])] == [ChangeKind.MOVED]
    assert grouper.story_of(0) == museum
    assert 0 not in grouper.stories()[ferry or 0]


def test_removed_reports_are_gone_and_may_come_back() -> None:
    grouper = grouped(BATCHES)
    before = partition(grouper)
    story = grouper.story_of(0)
    assert story is not None
    assert grouper.remove([0, 999]) == (Change(kind=ChangeKind.LEFT, story=story, reports=(0,)),)
    assert grouper.story_of(0) is None
    assert grouper.why(0, 4) is None
    grouper.add([WEEK[0]])
    assert partition(grouper) == before


def test_the_last_report_ends_its_story() -> None:
    grouper = grouped([[report(1, "ferry")]])
    assert grouper.remove([1]) == (Change(kind=ChangeKind.ENDED, story=1, reports=(1,)),)
    assert grouper.stories() == {}
    assert Grouper.restore(grouper.snapshot()).stories() == {}


def test_why_names_what_both_are_about() -> None:
    grouper = grouped(BATCHES)
    score = grouper.why(0, 4)
    assert score is not None
    assert score.score > 0.5
    assert {"Aurelia", "Skarn"} <= set(score.names)
    assert "212 passengers" in score.numbers
    assert score.days == 0
    effects = [abs(feature.effect) for feature in score.features]
    assert all(one >= other for one, other in pairwise(effects))
    other = grouper.why(0, 1)
    assert other is not None
    assert other.score < 0.2
    assert grouper.why(0, 0) is None


def test_old_reports_leave_the_window_and_keep_their_story() -> None:
    grouper = Grouper(window=64)
    grouper.add([report(0, "ferry")])
    for number in range(1, 700):
        text = " ".join(f"word{number}x{place}" for place in range(12))
        grouper.add([Report(id=number, publisher="p", title=text[:20], text=text, at=DAY)])
    assert grouper.story_of(0) == 1
    assert grouper.why(0, 699) is None
    assert grouper.why(698, 699) is not None
    assert grouper.add([report(0, "museum")]) == ()
    assert len(Grouper.restore(grouper.snapshot()).stories()) == 700


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Report(id=1, publisher="p", title="t", text="x", at=datetime(2025, 6, 2))  # noqa: DTZ001


def test_a_language_without_spaces_is_grouped_too() -> None:
    quake = (
        "石川県で震度6強の地震",
        "石川県能登地方で1日午後、震度6強の地震があり、輪島市で建物が倒壊した。気象庁は津波警報を出した。",
    )
    rate = (
        "日銀が利上げを決定",
        "日本銀行は金融政策決定会合で政策金利を0.5%に引き上げることを決めた。植田総裁が記者会見で説明した。",
    )
    again = (
        "能登で震度6強 津波警報",
        "1日午後、石川県の能登地方で震度6強の地震が発生し、輪島市では建物の倒壊が相次いだ。津波警報が出ている。",
    )
    texts = enumerate((quake, rate, again), start=1)
    batch = [Report(id=n, publisher=f"p{n}", title=t, text=x, at=DAY, language="ja") for n, (t, x) in texts]
    grouper = grouped([batch])
    assert grouper.story_of(1) == grouper.story_of(3) != grouper.story_of(2)


ODD = st.sampled_from(
    ["", " ", "\0", "\ud800", "🦜🦜🦜", "a" * 3_000, "\n" * 50, "١٢٣", "ﬁ İ ß", "\u202e abc", "1,2,3 4:5"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(ODD | st.text(max_size=80), ODD | st.text(max_size=300), st.integers(0, 9)), max_size=8))
def test_nothing_that_is_written_makes_it_fail(rows: list[tuple[str, str, int]]) -> None:
    reports = [
        Report(id=number, publisher=title[:3], title=title, text=text, at=DAY + timedelta(days=day * 4_000))
        for number, (title, text, day) in enumerate(rows)
    ]
    grouper = grouped([reports[:4], reports[4:], reports[:2]])
    assert sorted(number for members in grouper.stories().values() for number in members) == list(range(len(rows)))
    assert Grouper.restore(grouper.snapshot()).stories() == grouper.stories()


@pytest.mark.timeout(90)
def test_a_megabyte_costs_no_more_than_its_beginning() -> None:
    texts = ("x" * 1_000_000, "word " * 200_000, "A b. " * 200_000, "1 " * 500_000, "\n" * 1_000_000, "é\n" * 300_000)
    grouped([[Report(id=n, publisher="p", title=t, text=t, at=DAY) for n, t in enumerate(texts)]])


def test_what_is_a_month_old_leaves_the_window_too() -> None:
    grouper = Grouper(window=20_000)
    for number in range(3_000):
        text = " ".join(f"word{number}x{place}" for place in range(3))
        at = DAY + timedelta(days=60) if number >= 2_700 else DAY
        grouper.add([Report(id=number, publisher="p", title=text, text=text, at=at)])
    assert grouper.why(2_998, 2_999) is not None
    assert grouper.why(0, 2_999) is None
    assert grouper.story_of(0) == 1


def test_one_report_from_the_future_does_not_empty_the_window() -> None:
    grouper = grouped(BATCHES)
    ahead = Report(id=999, publisher="p", title="Ahead", text="ahead of its time", at=DAY + timedelta(days=4_000))
    grouper.add([ahead])
    assert grouper.why(0, 4) is not None
