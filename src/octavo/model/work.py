"""Long work that goes on behind the pages, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WorkKind(StrEnum):
    """What is being done."""

    REFRESH = "refresh"
    REGROUP = "regroup"


class Stage(StrEnum):
    """Where the work stands."""

    FEEDS = "feeds"
    PAGES = "pages"
    SORTING = "sorting"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a piece of work is; ``change`` rises with every step. Totals are 0 as long as they are not known.

    ``latest`` is what was had last. ``problems`` holds a source's title and a sentence for each feed that failed, the
    latest hundred; ``sentence`` says why the work itself failed.
    """

    kind: WorkKind
    number: int
    change: int = 0
    began_at: datetime
    ended_at: datetime | None = None
    stage: Stage = Stage.FEEDS
    feeds_total: int = 0
    feeds_done: int = 0
    pages_total: int = 0
    pages_done: int = 0
    pages_failed: int = 0
    articles_new: int = 0
    articles_changed: int = 0
    grouped: int = 0
    explained: int = 0
    latest: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    sentence: str = ""
    stopping: bool = False

    @property
    def running(self) -> bool:
        """Whether it still goes on."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits to be done, as the library itself knows it, whoever began it and whether they still live.

    ``sources`` were never visited, ``pages`` never fetched, ``articles`` not yet set among stories. A regrouping that
    neither ended nor was stopped by hand began at ``regroup_began_at``. ``refresh_alive_at`` and ``regroup_alive_at``
    say when such work last gave a sign of life, in whichever process it goes on.
    """

    sources: int = 0
    pages: int = 0
    articles: int = 0
    regroup_began_at: datetime | None = None
    refresh_alive_at: datetime | None = None
    regroup_alive_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.sources or self.pages or self.articles or self.regroup_began_at)
