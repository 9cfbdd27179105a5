"""One place for long work: one piece at a time, in a thread behind the pages, with its progress for all to see.

Nothing is kept here that would be missed: a refresh writes every step down as it goes, and what a server that died had
taken on comes due again when its leases run out. What waits to be done the library itself knows (``Store.backlog``),
and that work goes on in another process (``newsroom.heartbeat``).
"""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.errors import OctavoError
from octavo.model.refreshes import Step
from octavo.model.work import Progress, Stage, WorkKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from octavo.model.refreshes import RefreshEvent
    from octavo.ports import Clock

    Job = Callable[["Report"], None]

LOG = logging.getLogger("octavo.work")
MOST_PROBLEMS = 100
PATIENCE_SECONDS = 10.0
FAILED = "Octavo failed at this. The reason is in the server's log; trying again does no harm."

_COUNTS: dict[Step, tuple[str, ...]] = {
    Step.FEED_READ: ("feeds_done",),
    Step.FEED_UNCHANGED: ("feeds_done",),
    Step.FEED_FAILED: ("feeds_done",),
    Step.ARTICLE_NEW: ("pages_done", "articles_new"),
    Step.ARTICLE_CHANGED: ("pages_done", "articles_changed"),
    Step.ARTICLE_UNCHANGED: ("pages_done",),
    Step.PAGE_FAILED: ("pages_done", "pages_failed"),
}
_SUMS = {
    Step.FEEDS_BEGIN: "feeds_total",
    Step.PAGES_BEGIN: "pages_total",
    Step.GROUPED: "grouped",
    Step.EXPLAINED: "explained",
}
_STAGES = {
    Step.FEEDS_BEGIN: Stage.FEEDS,
    Step.PAGES_BEGIN: Stage.PAGES,
    Step.GROUPED: Stage.SORTING,
    Step.EXPLAINED: Stage.SORTING,
}


class Stopped(Exception):  # noqa: N818 - no error: somebody asked for it
    """The work was stopped by hand."""


class Report:
    """What a piece of work tells while it goes on; it is asked now and then whether to stop."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    def heard(self, event: RefreshEvent) -> None:
        """A step of a refresh was made."""
        self._bench.change(lambda known: _after(known, event))

    def grouped(self, count: int) -> None:
        """So many articles are grouped. Raises Stopped when somebody asked for it."""
        self._bench.change(lambda known: replace(known, grouped=count, stage=Stage.SORTING))
        if self.stopped():
            raise Stopped

    def begin(self, articles: int) -> None:
        """So many articles are to be looked at."""
        self._bench.change(lambda known: replace(known, pages_total=articles, stage=Stage.SORTING))

    def stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self._bench.stopping

    def cut_off(self) -> bool:
        """Whether it is the whole program that ends."""
        return self._bench.closed


class Workbench:
    """Does long work, a piece at a time, and knows how far the latest one is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shown: Progress | None = None
        self._current: Progress | None = None
        self._next: tuple[WorkKind, Job] | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._idle = threading.Condition(self._lock)
        self._closed = False
        self._number = 0

    @property
    def stopping(self) -> bool:
        """Whether the work under way is to stop."""
        return self._stop.is_set()

    @property
    def closed(self) -> bool:
        """Whether nothing more is taken on."""
        return self._closed

    def progress(self) -> Progress | None:
        """How far the latest work is; ``None`` when there was none yet."""
        with self._lock:
            return self._shown

    def begin(self, kind: WorkKind, clock: Clock, job: Job) -> bool:
        """Do this behind the pages; whether it began at once. While something else is done it waits for its end.

        Of several that wait only the last is done: they are all the same to whoever waits.
        """
        with self._lock:
            if self._closed:
                return False
            if self._current is not None:
                self._next = (kind, job)
                return False
            self._take(kind, clock, quiet=False)
            self._thread = threading.Thread(target=self._work, args=(clock, job), name="octavo-work", daemon=True)
            self._thread.start()
            return True

    def do(self, kind: WorkKind, clock: Clock, job: Job) -> bool:
        """Do this here and now, unless something else is being done; it is shown once it has something to tell."""
        with self._lock:
            if self._closed or self._current is not None:
                return False
            self._take(kind, clock, quiet=True)
        self._work(clock, job)
        return True

    def stop(self) -> bool:
        """Ask the work under way to stop after the step it is at; whether there was any."""
        with self._lock:
            if self._current is None:
                return False
            self._next = None
            self._stop.set()
            self._show(replace(self._current, stopping=True, change=self._current.change + 1))
            return True

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is being done; whether that came about in time."""
        with self._idle:
            return self._idle.wait_for(lambda: self._current is None, timeout=seconds)

    def close(self) -> None:
        """Stop what is under way, and take on nothing more."""
        with self._lock:
            self._closed = True
            self._next = None
            self._stop.set()
        self.wait(PATIENCE_SECONDS)

    def change(self, step: Callable[[Progress], Progress]) -> None:
        """Let the work under way be further."""
        with self._lock:
            if self._current is not None:
                self._show(replace(step(self._current), change=self._current.change + 1))

    def _take(self, kind: WorkKind, clock: Clock, *, quiet: bool) -> None:
        self._stop.clear()
        self._number += 1
        self._current = Progress(kind=kind, number=self._number, began_at=clock.now())
        if not quiet:
            self._shown = self._current

    def _show(self, progress: Progress) -> None:
        self._current = self._shown = progress

    def _work(self, clock: Clock, job: Job) -> None:
        following: tuple[WorkKind, Job] | None = (WorkKind.REFRESH, job)
        while following is not None:
            end = self._done(following[1])
            with self._idle:
                if self._current is not None and self._shown is not None and self._shown.number == self._current.number:
                    self._shown = replace(self._current, ended_at=clock.now(), change=self._current.change + 1, **end)
                following, self._next, self._current = self._next, None, None
                if following is not None and not self._closed:
                    self._take(following[0], clock, quiet=False)
                else:
                    following = None
                    self._idle.notify_all()

    def _done(self, job: Job) -> dict[str, Any]:
        try:
            job(Report(self))
        except Stopped:
            return {"stage": Stage.STOPPED}
        except OctavoError as error:
            LOG.error("work: %s", error)  # noqa: TRY400 - the sentence says it all
            return {"stage": Stage.FAILED, "sentence": str(error)}
        except Exception:  # a server that runs for years outlives one bad piece of work; the log keeps the cause
            LOG.exception("work failed")
            return {"stage": Stage.FAILED, "sentence": FAILED}
        return {"stage": Stage.STOPPED if self.stopping else Stage.DONE}


def _after(known: Progress, event: RefreshEvent) -> Progress:
    """How far a refresh is after one more step."""
    changed: dict[str, Any] = {name: getattr(known, name) + 1 for name in _COUNTS.get(event.step, ())}
    if event.step in _SUMS:
        name = _SUMS[event.step]
        changed[name] = getattr(known, name) + event.count
    if event.step in _STAGES:
        changed["stage"] = _STAGES[event.step]
    if event.title or event.source:
        changed["latest"] = event.title or event.source
    if event.step is Step.FEED_FAILED:
        changed["problems"] = (*known.problems, (event.source, event.sentence))[-MOST_PROBLEMS:]
    return replace(known, **changed)
