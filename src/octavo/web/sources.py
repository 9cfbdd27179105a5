"""Sources: what a person follows and how each is doing; looking at addresses, following, leaving, arranging."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from octavo.model.errors import InvalidInput, Unavailable
from octavo.model.following import FolderId
from octavo.model.ids import SourceId
from octavo.web.errors import status_of
from octavo.web.moving import imported
from octavo.web.visiting import Here, Id, Visitor, of_one_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from octavo.model.following import Activity, Folder
    from octavo.model.listing import Subscription

router = APIRouter()
LONGEST_ADDRESS = 2_000
LONGEST_PASTE = 120_000
ON_A_PAGE = 200
MOST_CHOSEN = 200
SORTS = ("name", "trouble", "unread", "activity")
Text = Annotated[str, Form()]


@router.get("/sources")
@of_one_moment
def sources(
    here: Here, address: str = "", sort: str = "name", page: Annotated[int, Query(ge=1, le=1_000)] = 1
) -> Response:
    """What the person follows, in an order of their choice; ``address`` fills the form."""
    return _sources(here, address=address[:LONGEST_ADDRESS], sort=sort if sort in SORTS else "name", number=page)


@router.get("/sources/look")
@router.get("/sources/import")
@router.get("/sources/follow")
def look_again() -> Response:
    """Where a form leads there is nothing to load again."""
    return RedirectResponse("/sources", 303)


@router.post("/sources/look")
def look(here: Here, address: Text = "") -> Response:
    """Look at what was pasted: feeds are shown before they are followed, an OPML text is taken in."""
    if here.paper.moving.is_list(address):
        return imported(here, address.encode("utf-8", "replace"))
    try:
        found = here.paper.sources.explore(address)
    except InvalidInput as error:
        return _sources(here, status=400, address=address[:LONGEST_PASTE], sentence=str(error))
    if not found.previews and len(found.failures) == 1:
        failure = found.failures[0]
        typed = address[:LONGEST_ADDRESS]
        return _sources(here, status=failure.status, address=typed, sentence=failure.sentence, meant=failure.meant)
    return here.page("look.html", found=found, folders=here.paper.sources.folders(), address=address[:LONGEST_PASTE])


@router.post("/sources/follow")
def follow(here: Here, address: Annotated[list[str] | None, Form()] = None, folder: Text = "") -> Response:
    """Follow feeds, or the feed that a page offers; their articles are fetched behind the pages."""
    chosen = (address or [""])[:MOST_CHOSEN]
    if len(chosen) > 1:
        here.paper.sources.follow_these(chosen, folder=folder)
        here.paper.work.refresh_due()
        return RedirectResponse("/progress", 303)
    try:
        followed = here.paper.sources.follow(chosen[0], folder=folder)
    except (InvalidInput, Unavailable) as error:
        return _sources(here, status=status_of(error), address=chosen[0][:LONGEST_ADDRESS], sentence=str(error))
    here.paper.work.refresh_due()
    return here.done(
        f"/source/{followed.source.id}", "known" if followed.already_followed else "followed", followed.announced
    )


@router.post("/sources/{source}/unfollow")
def unfollow(here: Here, source: Id) -> Response:
    """Leave a source; the next page offers to take that back."""
    left = here.paper.sources.unfollow(SourceId(source))
    return here.done(f"/sources?left={left.id}", "unfollowed")


@router.post("/sources/{source}/follow-again")
def follow_again(here: Here, source: Id) -> Response:
    """Take back that one left a source."""
    here.paper.sources.follow_again(SourceId(source))
    return here.done(f"/source/{source}", "back")


@router.post("/sources/{source}/arrange")
def arrange(here: Here, source: Id, title: Text = "", folder: Text = "") -> Response:
    """Give a source a title of one's own and a folder."""
    here.paper.sources.rename(SourceId(source), title)
    here.paper.sources.put(SourceId(source), folder)
    return here.done(f"/source/{source}", "arranged")


@router.post("/folders/{folder}/rename")
def rename_folder(here: Here, folder: Id, name: Text = "") -> Response:
    """Give a folder another name."""
    here.paper.sources.rename_folder(FolderId(folder), name)
    return here.done(f"/folder/{folder}", "arranged")


@router.post("/folders/{folder}/remove")
def remove_folder(here: Here, folder: Id) -> Response:
    """Take a folder away; its sources stay."""
    here.paper.sources.remove_folder(FolderId(folder))
    return here.done("/sources", "unfolded")


def _sources(
    here: Visitor,
    *,
    status: int = 200,
    address: str = "",
    sentence: str | None = None,
    meant: str | None = None,
    sort: str = "name",
    number: int = 1,
) -> Response:
    activity = here.paper.sources.activity()
    folders = {one.id: one for one in here.paper.sources.folders()}
    ordered = _ordered(here, sort, activity, folders)
    shown = ordered[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    by_folder = groupby(shown, key=lambda one: one.folder if sort == "name" else None)
    return here.page(
        "sources.html",
        status=status,
        address=address,
        sentence=sentence,
        meant=meant,
        sort=sort,
        sorts=SORTS,
        folders=folders,
        groups=tuple((folders.get(key) if key else None, tuple(its)) for key, its in by_folder),
        number=number,
        last=max(1, -(-len(ordered) // ON_A_PAGE)),
        activity=activity,
        left=_left(here),
    )


def _ordered(
    here: Visitor, sort: str, activity: Mapping[SourceId, Activity], folders: Mapping[FolderId, Folder]
) -> list[Subscription]:
    """What the person follows in the chosen order, and by title within it."""
    now = here.paper.now()

    def rank(one: Subscription) -> tuple[object, ...]:
        visit, lively = one.visit, activity.get(one.source.id)
        if sort == "trouble":
            ill = visit is not None and (visit.gone or visit.problem is not None)
            return (not ill, one.layout is None, -(visit.failures if visit else 0))
        if sort == "unread":
            return (-one.unread,)
        if sort == "activity":
            return (-lively.per_day(now) if lively else 0.0,)
        folder = folders.get(one.folder) if one.folder is not None else None
        return (folder is not None, folder.name.casefold() if folder else "", one.folder or 0)

    return sorted(here.paper.sources.list(), key=rank)


def _left(here: Visitor) -> int | None:
    """The source that was left just now, for taking that back."""
    left = here.request.query_params.get("left", "")
    return int(left) if left.isascii() and left.isdigit() and len(left) < 10 else None  # noqa: PLR2004
