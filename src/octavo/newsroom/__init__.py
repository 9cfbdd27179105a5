"""The newsroom decides: every use case of Octavo, and the only caller of rooms and ports.

A door (command line, web, library user) holds a :class:`Newsroom` and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from octavo.newsroom.accounts import AccountDesk
from octavo.newsroom.asking import AskDesk
from octavo.newsroom.clippings import ClippingDesk, SavedClipping
from octavo.newsroom.discussing import DiscussionDesk
from octavo.newsroom.extraction import explain_address, explain_page, extract_address, extract_page
from octavo.newsroom.following import Followed, SourceDesk
from octavo.newsroom.insights import InsightDesk
from octavo.newsroom.publishers import check_rules, rules_in, try_rules, usable_rules
from octavo.newsroom.reading import ReadingDesk
from octavo.newsroom.refreshing import Refresh
from octavo.newsroom.resources import Resources
from octavo.newsroom.searching import SearchDesk
from octavo.newsroom.stories import StoryDesk
from octavo.newsroom.subjects import SubjectDesk, SubjectPage
from octavo.newsroom.tracking import TrackerDesk
from octavo.newsroom.writing import WritingDesk
from octavo.ports import Clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType

    from octavo.model.listing import SearchPage
    from octavo.model.people import User
    from octavo.model.refreshes import RefreshEvent, RefreshReport

__all__ = [
    "Clock",
    "Followed",
    "Newsroom",
    "Resources",
    "SavedClipping",
    "SubjectPage",
    "WritingDesk",
    "check_rules",
    "explain_address",
    "explain_page",
    "extract_address",
    "extract_page",
    "rules_in",
    "try_rules",
    "usable_rules",
]


class Newsroom:
    """All that Octavo can do, for one person: ``me``.

    The desks:

    - ``sources`` follows publishers;
    - ``articles`` lists and shows and marks;
    - ``clippings`` reads captured pages;
    - ``stories`` sets all coverage of an event side by side and prints the edition;
    - ``insights`` shows what articles and stories say;
    - ``subjects`` shows what they are about, and remembers what the person wants of it;
    - ``ask`` answers questions, and ``trackers`` keeps an eye on some;
    - ``discussion`` is what people say about it all;
    - ``writing`` asks the language model, where one is configured;
    - ``accounts`` knows who is who.

    Close it, or use it in a ``with`` statement.
    """

    def __init__(self, resources: Resources, me: User) -> None:
        self._resources = resources
        self.me = me
        self.sources = SourceDesk(resources, me)
        self.articles = ReadingDesk(resources, me)
        self.clippings = ClippingDesk(resources, me)
        self.stories = StoryDesk(resources, me)
        self.insights = InsightDesk(resources, me)
        self.subjects = SubjectDesk(resources, me)
        self.ask = AskDesk(resources, me)
        self.trackers = TrackerDesk(resources, me)
        self.writing = WritingDesk(resources, me)
        self.accounts = AccountDesk(resources, me)
        self.discussion = DiscussionDesk(resources, me)
        self._search = SearchDesk(resources, me)

    def as_user(self, user: User) -> Newsroom:
        """The same newsroom for another person; it shares the library, so close only the first one."""
        return Newsroom(self._resources, user)

    def refresh(
        self, *, progress: Callable[[RefreshEvent], None] | None = None, due_only: bool = False, again: bool = False
    ) -> RefreshReport:
        """Visit the sources, fetch new articles' pages, extract, store, index and group them.

        One source's failure never stops the others. With ``due_only`` only those visits are made whose time has come;
        ``again`` also looks once more at all pages of the last days, for changes.
        """
        return Refresh(self._resources, progress).run(due_only=due_only, again=again)

    def search(self, text: str, *, offset: int = 0, limit: int = 20) -> SearchPage:
        """The articles of the sources that ``me`` follows which match ``text``, best first."""
        return self._search.search(text, offset=offset, limit=limit)

    def now(self) -> datetime:
        """The newsroom's clock, for ages on a page."""
        return self._resources.clock.now()

    def close(self) -> None:
        """Let go of the library, the network and the search index."""
        self._resources.fetcher.close()
        for model in (self._resources.language_model, self._resources.embedder):
            if model is not None:
                model.close()
        self._resources.index.close()
        self._resources.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
