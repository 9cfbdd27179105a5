"""The newsroom decides: every use case of Octavo, and the only caller of rooms and ports.

A door (command line, web, library user) holds a :class:`Newsroom` and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from octavo.model.search import Sort
from octavo.newsroom.accounts import AccountDesk
from octavo.newsroom.asking import AskDesk
from octavo.newsroom.briefing import BriefingDesk
from octavo.newsroom.clippings import ClippingDesk, SavedClipping
from octavo.newsroom.discussing import DiscussionDesk
from octavo.newsroom.extraction import explain_address, explain_page, extract_address, extract_page
from octavo.newsroom.feeds import FeedDesk
from octavo.newsroom.following import Followed, SourceDesk
from octavo.newsroom.insights import InsightDesk
from octavo.newsroom.mailing import MailDesk, Writer, confirm, leave, send_due
from octavo.newsroom.moving import MovingDesk
from octavo.newsroom.noting import NoteDesk
from octavo.newsroom.own_data import DataDesk
from octavo.newsroom.pictures import PictureDesk
from octavo.newsroom.publishers import check_rules, rules_in, try_rules, usable_rules
from octavo.newsroom.reading import ReadingDesk
from octavo.newsroom.refreshing import Refresh
from octavo.newsroom.resources import Resources
from octavo.newsroom.searches import SavedSearchDesk
from octavo.newsroom.searching import SearchDesk
from octavo.newsroom.stories import StoryDesk
from octavo.newsroom.subjects import SubjectDesk, SubjectPage
from octavo.newsroom.tracking import TrackerDesk
from octavo.newsroom.working import WorkDesk
from octavo.newsroom.writing import WritingDesk
from octavo.ports import Clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from types import TracebackType

    from octavo.model.people import User
    from octavo.model.refreshes import RefreshEvent, RefreshReport
    from octavo.model.search import SearchPage

__all__ = [
    "Clock",
    "Followed",
    "Newsroom",
    "PictureDesk",
    "Resources",
    "SavedClipping",
    "SubjectPage",
    "Writer",
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
    - ``moving`` takes in what one follows elsewhere, hands it out, and offers packs to begin with;
    - ``work`` refreshes and regroups behind the pages, and tells how far that is;
    - ``articles`` lists and shows and marks;
    - ``pictures`` brings what stands in articles to be looked at;
    - ``clippings`` reads captured pages;
    - ``stories`` sets all coverage of an event side by side and prints the edition;
    - ``briefing`` puts an edition into few words;
    - ``mail`` sends it to them, and ``feeds`` has the key to their feeds;
    - ``insights`` shows what articles and stories say;
    - ``subjects`` shows what they are about, and remembers what the person wants of it;
    - ``ask`` answers questions, and ``trackers`` keeps an eye on some;
    - ``searches`` keeps searches, which are topics of one's own;
    - ``notes`` are what the person marked in articles and wrote to it;
    - ``discussion`` is what people say about it all;
    - ``writing`` asks the language model, where one is configured;
    - ``accounts`` knows who is who, and ``own_data`` what is theirs.

    Close it, or use it in a ``with`` statement.
    """

    def __init__(self, resources: Resources, me: User) -> None:
        self._resources = resources
        self.me = me
        self.sources = SourceDesk(resources, me)
        self.moving = MovingDesk(resources, me)
        self.work = WorkDesk(resources, me)
        self.articles = ReadingDesk(resources, me)
        self.pictures = PictureDesk(resources)
        self.clippings = ClippingDesk(resources, me)
        self.stories = StoryDesk(resources, me)
        self.briefing = BriefingDesk(resources, me)
        self.feeds = FeedDesk(resources, me)
        self.mail = MailDesk(resources, me)
        self.insights = InsightDesk(resources, me)
        self.subjects = SubjectDesk(resources, me)
        self.ask = AskDesk(resources, me)
        self.trackers = TrackerDesk(resources, me)
        self.notes = NoteDesk(resources, me)
        self.writing = WritingDesk(resources, me)
        self.accounts = AccountDesk(resources, me)
        self.own_data = DataDesk(resources, me)
        self.discussion = DiscussionDesk(resources, me)
        self.searches = SavedSearchDesk(resources, me)
        self._search = SearchDesk(resources, me)

    def as_user(self, user: User) -> Newsroom:
        """The same newsroom for another person; it shares the library, so close only the first one."""
        return Newsroom(self._resources, user)

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Within it, all that this thread reads is of one moment of the library, until it writes.

        For what asks for many things at once, as a page does: so they fit together, and cost less.
        """
        return self._resources.store.at_one_moment()

    def by_feed_key(self, key: str) -> Newsroom | None:
        """The newsroom as the person sees it whose feeds this key opens."""
        user = self._resources.store.reader_by_feed_key(key)
        return self.as_user(user) if user is not None else None

    def refresh(
        self, *, progress: Callable[[RefreshEvent], None] | None = None, due_only: bool = False, again: bool = False
    ) -> RefreshReport:
        """Visit the sources, fetch new articles' pages, extract, store, index and group them.

        One source's failure never stops the others. With ``due_only`` only those visits are made whose time has come;
        ``again`` also looks once more at all pages of the last days, for changes.
        """
        return Refresh(self._resources, progress).run(due_only=due_only, again=again)

    def search(self, text: str, *, sort: Sort = Sort.RELEVANCE, offset: int = 0, limit: int = 20) -> SearchPage:
        """The articles of the sources that ``me`` follows which match ``text``, a query with fields; best first.

        ``docs/how-to/search.md`` lists the fields.
        """
        return self._search.search(text, sort=sort, offset=offset, limit=limit)

    def send_mail(self, writer: Writer) -> int:
        """Send every letter whose time has come, to whomever it is; returns how many went out."""
        return send_due(self._resources, writer)

    def confirm_mail(self, token: str) -> str:
        """Confirm the address that a link with this token was sent to: that address.

        Raises:
            NotFound: the link is spent, late or unknown.
        """
        return confirm(self._resources, token).address

    def leave_mail(self, key: str) -> str:
        """End the letters that have this key: the address that they went to.

        Raises:
            NotFound: no letters have it.
        """
        return leave(self._resources, key).address

    def catch_up(self) -> None:
        """Write what readers did by the way while the library could not be written, as far as it can be now."""
        self._resources.asides.catch_up(self._resources.store)

    def now(self) -> datetime:
        """The newsroom's clock, for ages on a page."""
        return self._resources.clock.now()

    def close(self) -> None:
        """Let go of the library, the network and the search index."""
        self._resources.workbench.close()
        self._resources.asides.close()
        self._resources.fetcher.close()
        if self._resources.pictures is not None:
            self._resources.pictures.close()
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
