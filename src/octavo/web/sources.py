"""Sources: what a person follows and how each is doing; following and leaving."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from octavo.model.errors import InvalidInput, Unavailable
from octavo.model.ids import SourceId
from octavo.model.sources import SourceKind
from octavo.web.errors import status_of
from octavo.web.visiting import Here, Id, Visitor  # noqa: TC001 (FastAPI reads the annotations)

router = APIRouter()
LONGEST_ADDRESS = 2_000


@router.get("/sources")
def sources(here: Here, address: str = "") -> Response:
    """What the person follows; ``address`` fills the form."""
    return _sources(here, address=address[:LONGEST_ADDRESS])


@router.post("/sources/follow")
def follow(here: Here, address: Annotated[str, Form()] = "") -> Response:
    """Follow a feed, or the feed that a page offers; on failure the form comes back with a sentence."""
    try:
        followed = here.paper.sources.follow(address)
    except (InvalidInput, Unavailable) as error:
        return _sources(here, status=status_of(error), address=address[:LONGEST_ADDRESS], sentence=str(error))
    response = RedirectResponse(f"/source/{followed.source.id}", 303)
    here.note(response, "known" if followed.already_followed else "followed", followed.announced)
    return response


@router.post("/sources/{source}/unfollow")
def unfollow(here: Here, source: Id) -> Response:
    """Leave a source. Its address waits in the form, in case that was a slip."""
    left = here.paper.sources.unfollow(SourceId(source))
    again = f"?{urlencode({'address': left.url})}" if left.kind is SourceKind.FEED else ""
    response = RedirectResponse(f"/sources{again}", 303)
    here.note(response, "unfollowed")
    return response


def _sources(here: Visitor, *, status: int = 200, address: str = "", sentence: str | None = None) -> Response:
    return here.page("sources.html", status=status, address=address, sentence=sentence)
