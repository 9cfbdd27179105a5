"""Beginning long work behind the pages, and seeing how far it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.errors import NotAllowed, NotFound, Unavailable
from octavo.model.work import WorkKind
from octavo.newsroom.grouping import Grouping
from octavo.newsroom.heartbeat import Heartbeat, is_alive
from octavo.newsroom.refreshing import Refresh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.ids import SourceId
    from octavo.model.people import User
    from octavo.model.work import Backlog, Progress
    from octavo.newsroom.resources import Resources
    from octavo.newsroom.workbench import Report


class WorkDesk:
    """Refreshes and regroups behind the pages, for one person; there is one workbench for all."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._resources = resources
        self._bench = resources.workbench
        self._me = me

    def progress(self) -> Progress | None:
        """How far the latest work is; ``None`` when there was none since the server began."""
        return self._bench.progress()

    def backlog(self) -> Backlog:
        """What waits to be done, also where whoever began it lives no more; of a regrouping only the owner hears.

        The signs of life in it are those of other processes, as long as they are young.
        """
        found, now = self._resources.store.backlog(), self._resources.clock.now()
        latest = self._bench.progress()
        mine = latest.kind if latest is not None and latest.running else None
        refreshes = mine is None and is_alive(found.refresh_alive_at, now)
        regroups = mine is None and self._me.is_owner and is_alive(found.regroup_alive_at, now)
        return replace(
            found,
            regroup_began_at=found.regroup_began_at if self._me.is_owner and mine is not WorkKind.REGROUP else None,
            refresh_alive_at=found.refresh_alive_at if refreshes else None,
            regroup_alive_at=found.regroup_alive_at if regroups else None,
        )

    def refresh_mine(self) -> bool:
        """Visit all that the person follows, ahead of its time; whether that began at once or waits for other work."""
        mine = [one.source.id for one in self._resources.store.subscriptions(self._me.id)]
        return self._refresh(only=mine)

    def refresh_one(self, source: SourceId) -> bool:
        """Visit one source now, also one that failed or is gone; whether that began at once.

        Raises:
            NotFound: the person does not follow it.
        """
        if all(one.source.id != source for one in self._resources.store.subscriptions(self._me.id)):
            raise NotFound("You do not follow this source.", one_of="sources")
        return self._refresh(only=[source])

    def refresh_due(self) -> bool:
        """Visit what is due behind the pages, as after following something; whether that began at once."""
        return self._refresh(only=None)

    def look(self) -> bool:
        """Visit what is due, here and now, unless other work is done: what a server does once a minute."""
        return self._bench.do(WorkKind.REFRESH, self._resources.clock, lambda report: self._run(report, None))

    def regroup(self) -> bool:
        """Group all articles of the library anew behind the pages; whether that began at once.

        Raises:
            NotAllowed: only the owner may.
            Unavailable: another process does it just now.
        """
        if not self._me.is_owner:
            raise NotAllowed("Only the owner of this server groups its articles anew.")
        if self.backlog().regroup_alive_at is not None:
            raise Unavailable("Another process groups all articles anew just now: wait until it is done.")
        return self._bench.begin(WorkKind.REGROUP, self._resources.clock, self._regroup)

    def stop(self) -> bool:
        """Ask the work under way to stop; whether there was any. What is left is done when it is next due.

        Where there is none, a regrouping that was cut off is left so; one that another process does goes on.
        """
        if self._bench.stop():
            return True
        if self._me.is_owner and self.backlog().regroup_alive_at is None:
            self._resources.store.note_regrouping(None)
        return False

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is being done; whether that came about in time."""
        return self._bench.wait(seconds)

    def _refresh(self, *, only: Sequence[SourceId] | None) -> bool:
        return self._bench.begin(WorkKind.REFRESH, self._resources.clock, lambda report: self._run(report, only))

    def _run(self, report: Report, only: Sequence[SourceId] | None) -> None:
        refresh = Refresh(self._resources, report.heard, stopped=report.stopped)
        refresh.run(due_only=only is None, again=False, only=only)

    def _regroup(self, report: Report) -> None:
        store, clock = self._resources.store, self._resources.clock
        with Heartbeat(store, clock, WorkKind.REGROUP) as heartbeat:
            heartbeat.begin()
            store.note_regrouping(clock.now())
            report.begin(store.count_articles())
            try:
                Grouping(self._resources).regroup(report.grouped)
            finally:
                if not report.cut_off():
                    store.note_regrouping(None)
