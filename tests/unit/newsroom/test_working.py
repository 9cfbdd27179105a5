"""Long work behind the pages: one piece at a time, what waits, what fails, what is stopped, and the end of it all."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from octavo.model.errors import Unavailable
from octavo.model.refreshes import RefreshEvent, Step
from octavo.model.work import Progress, Stage, WorkKind
from octavo.newsroom.workbench import MOST_PROBLEMS, Workbench
from octavo.testing import FixedClock

if TYPE_CHECKING:
    from octavo.newsroom.workbench import Report

CLOCK = FixedClock(datetime(2026, 6, 13, 20, tzinfo=UTC))
REFRESH = WorkKind.REFRESH


class Slow:
    """A job that waits until it may go on."""

    def __init__(self) -> None:
        self.begun, self.go, self.times = threading.Event(), threading.Event(), 0

    def __call__(self, report: Report) -> None:
        self.times += 1
        self.begun.set()
        self.go.wait(30)
        report.heard(RefreshEvent(step=Step.FEED_READ, source="Tide"))


def end_of(bench: Workbench) -> Progress:
    assert bench.wait(30)
    progress = bench.progress()
    assert progress is not None
    assert not progress.running
    return progress


def test_only_one_piece_is_done_at_a_time_and_the_last_to_come_waits() -> None:
    bench, first, second = Workbench(), Slow(), Slow()
    assert bench.progress() is None
    assert bench.begin(REFRESH, CLOCK, first)
    assert first.begun.wait(30)
    assert not bench.do(REFRESH, CLOCK, second)
    assert not bench.begin(REFRESH, CLOCK, second)
    assert not bench.begin(REFRESH, CLOCK, second)
    second.go.set()
    first.go.set()
    assert end_of(bench).number == 2
    assert (first.times, second.times) == (1, 1)


def test_a_round_that_finds_nothing_due_does_not_hide_what_was_done_before() -> None:
    bench = Workbench()
    bench.begin(REFRESH, CLOCK, lambda report: report.heard(RefreshEvent(step=Step.GROUPED, count=3)))
    assert end_of(bench).grouped == 3
    assert bench.do(REFRESH, CLOCK, lambda _report: None)
    assert end_of(bench).grouped == 3
    assert bench.do(REFRESH, CLOCK, lambda report: report.heard(RefreshEvent(step=Step.GROUPED, count=4)))
    assert end_of(bench).grouped == 4


def test_steps_are_counted() -> None:
    bench = Workbench()

    def job(report: Report) -> None:
        report.heard(RefreshEvent(step=Step.FEEDS_BEGIN, count=200))
        for number in range(200):
            report.heard(RefreshEvent(step=Step.FEED_FAILED, source=f"S{number}", sentence="Down."))
        report.heard(RefreshEvent(step=Step.PAGES_BEGIN, count=2))
        report.heard(RefreshEvent(step=Step.ARTICLE_NEW, title="Ferry"))
        report.heard(RefreshEvent(step=Step.PAGE_FAILED, source="S1"))

    bench.begin(REFRESH, CLOCK, job)
    end = end_of(bench)
    assert (end.feeds_total, end.feeds_done, end.pages_total, end.pages_done) == (200, 200, 2, 2)
    assert (end.articles_new, end.pages_failed, end.latest) == (1, 1, "S1")
    assert end.problems[-1] == ("S199", "Down.")
    assert len(end.problems) == MOST_PROBLEMS
    assert end.stage is Stage.DONE


@pytest.mark.parametrize(("error", "said"), [(Unavailable("Try again."), "Try again."), (ValueError("x"), "log")])
def test_what_fails_says_why_and_the_next_piece_is_done(error: Exception, said: str) -> None:
    bench = Workbench()

    def fail(_report: Report) -> None:
        raise error

    bench.begin(REFRESH, CLOCK, fail)
    end = end_of(bench)
    assert end.stage is Stage.FAILED
    assert said in end.sentence
    bench.begin(REFRESH, CLOCK, lambda _report: None)
    assert end_of(bench).stage is Stage.DONE


def test_who_stops_it_drops_what_waits_too() -> None:
    bench, first, second = Workbench(), Slow(), Slow()
    assert not bench.stop()
    bench.begin(REFRESH, CLOCK, first)
    assert first.begun.wait(30)
    bench.begin(REFRESH, CLOCK, second)
    assert bench.stop()
    first.go.set()
    assert end_of(bench).stage is Stage.STOPPED
    assert second.times == 0
    bench.begin(REFRESH, CLOCK, lambda _report: None)
    assert end_of(bench).stage is Stage.DONE


def test_closing_stops_and_takes_on_nothing_more() -> None:
    bench, first = Workbench(), Slow()
    bench.begin(REFRESH, CLOCK, first)
    assert first.begun.wait(30)
    first.go.set()
    bench.close()
    assert bench.wait(0)
    assert not bench.begin(REFRESH, CLOCK, first)
    assert not bench.do(REFRESH, CLOCK, first)
