"""Marks: read, unread, starred, and everything at once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from octavo.kit.moments import as_utc
from octavo.model.errors import InvalidInput
from octavo.model.following import FolderId
from octavo.model.ids import ArticleId, SourceId
from octavo.web.links import local_path
from octavo.web.visiting import BIGGEST_ID, Here, Id, wants_page

router = APIRouter()
Next = Annotated[str | None, Form(alias="next")]


class Deed(StrEnum):
    """What can be done to one article."""

    READ = "read"
    UNREAD = "unread"
    STAR = "star"
    UNSTAR = "unstar"


@router.post("/article/{article}/{deed}")
def mark(here: Here, article: Id, deed: Deed, to: Next = None) -> Response:
    """Mark an article; a script gets 204, a form goes back to its place."""
    desk = here.paper.articles
    found = desk.article(ArticleId(article))
    acts = {Deed.READ: desk.mark_read, Deed.UNREAD: desk.mark_unread, Deed.STAR: desk.star, Deed.UNSTAR: desk.unstar}
    acts[deed]([found.id])
    return here.back(to) if wants_page(here.request) else Response(status_code=204)


@router.post("/mark-all-read")
def mark_all_read(
    here: Here,
    before: Annotated[str, Form()],
    source: Annotated[int | None, Form(ge=1, le=BIGGEST_ID)] = None,
    folder: Annotated[int | None, Form(ge=1, le=BIGGEST_ID)] = None,
    to: Next = None,
) -> Response:
    """Mark as read what had come in when the list was drawn, of one source or folder or of all."""
    one = SourceId(source) if source is not None else None
    within = here.paper.sources.folder(FolderId(folder)).id if folder is not None else None
    count = here.paper.articles.mark_all_read(source=one, folder=within, before=_moment(before))
    return here.done(local_path(to), "read", count)


def _moment(text: str) -> datetime:
    try:
        return as_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise InvalidInput("The time until which to mark as read is missing. Load the list again.") from error
