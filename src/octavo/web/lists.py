"""Lists: latest, unread, starred, and one source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response  # noqa: TC002 (FastAPI reads the annotations)

from octavo.model.errors import NotFound
from octavo.model.following import FolderId
from octavo.model.ids import SourceId
from octavo.model.listing import Shelf
from octavo.web.links import read_cursor, write_cursor
from octavo.web.visiting import Here, Id, Visitor, of_one_moment
from octavo.wording import local

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from octavo.model.following import Folder
    from octavo.model.listing import Listing, Row, Subscription

router = APIRouter()
ROWS = 40

After = Annotated[str | None, Query()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The rows of one day, as the person counts days."""

    day: date
    rows: tuple[Row, ...]


@router.get("/latest")
@of_one_moment
def latest(here: Here, after: After = None) -> Response:
    """All articles, new to old."""
    return _list(here, Shelf.LATEST, after, name="Latest", address="/latest")


@router.get("/unread")
@of_one_moment
def unread(here: Here, after: After = None) -> Response:
    """What the person has not read."""
    return _list(here, Shelf.UNREAD, after, name="Unread", address="/unread")


@router.get("/starred")
@of_one_moment
def starred(here: Here, after: After = None) -> Response:
    """What the person starred."""
    return _list(here, Shelf.STARRED, after, name="Starred", address="/starred")


@router.get("/source/{source}")
@of_one_moment
def by_source(here: Here, source: Id, after: After = None) -> Response:
    """The articles of one source that the person follows, and how the source is."""
    follows = here.paper.sources.list()
    follow = next((one for one in follows if one.source.id == source), None)
    if follow is None:
        raise NotFound("You do not follow this source.", one_of="sources")
    name = follow.source.title or "Source"
    return _list(here, Shelf.LATEST, after, name=name, address=f"/source/{source}", follow=follow, follows=follows)


@router.get("/folder/{folder}")
@of_one_moment
def by_folder(here: Here, folder: Id, after: After = None) -> Response:
    """The articles of the sources in a folder."""
    found = here.paper.sources.folder(FolderId(folder))
    return _list(here, Shelf.LATEST, after, name=found.name, address=f"/folder/{folder}", folder=found)


@router.get("/folder/{folder}/unread")
@of_one_moment
def unread_in_folder(here: Here, folder: Id, after: After = None) -> Response:
    """What the person has not read of the sources in a folder."""
    found = here.paper.sources.folder(FolderId(folder))
    return _list(here, Shelf.UNREAD, after, name=found.name, address=f"/folder/{folder}/unread", folder=found)


def _list(
    here: Visitor,
    shelf: Shelf,
    after: str | None,
    *,
    name: str,
    address: str,
    follow: Subscription | None = None,
    follows: Sequence[Subscription] | None = None,
    folder: Folder | None = None,
) -> Response:
    cursor = read_cursor(after)
    source = SourceId(follow.source.id) if follow else None
    listing = here.paper.articles.listing(
        shelf, source=source, folder=folder.id if folder else None, after=cursor, limit=ROWS
    )
    return here.page(
        "list.html",
        shelf=str(shelf),
        name=name,
        address=address,
        follow=follow,
        follows=follows,
        folder=folder,
        lively=here.paper.sources.activity(follow.source.id).get(follow.source.id) if follow else None,
        doubt=here.paper.sources.rules_doubt(follow.source.id) if follow else None,
        days=days_of(listing, here.now),
        first=cursor is None,
        older=f"{address}?after={write_cursor(listing.next)}" if listing.next else None,
        drawn_at=here.paper.now(),
        a_moment=timedelta(minutes=1),
    )


def days_of(listing: Listing, now: datetime) -> tuple[Day, ...]:
    """A listing cut where the day changes, in the zone of ``now``."""
    by_day = groupby(listing.rows, key=lambda row: local(row.sort_at, now).date())
    return tuple(Day(day=day, rows=tuple(rows)) for day, rows in by_day)
