"""The briefing: an edition as text, on a page, as plain text and as Markdown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

from octavo.model.errors import NotFound
from octavo.web.letters import as_markdown, as_text, closing, sayings
from octavo.web.visiting import Here, Visitor  # noqa: TC001 (FastAPI reads the annotations)

if TYPE_CHECKING:
    from octavo.model.briefings import Briefing

router = APIRouter()


@router.get("/briefing")
def today(here: Here) -> Response:
    """The briefing of today's edition."""
    return _page(here, here.paper.briefing.of())


@router.get("/briefing.txt")
def today_as_text(here: Here) -> Response:
    """The same as plain text."""
    return _text(as_text(here.paper.briefing.of(), here.door.public_url))


@router.get("/briefing.md")
def today_as_markdown(here: Here) -> Response:
    """The same as Markdown."""
    return _text(as_markdown(here.paper.briefing.of(), here.door.public_url), "text/markdown")


@router.get("/briefing/{day}")
def of_day(here: Here, day: str) -> Response:
    """The briefing of a day's edition; with .txt or .md behind the day as plain text or Markdown."""
    name, _, form = day.partition(".")
    try:
        wanted = date.fromisoformat(name)
    except ValueError as error:
        raise NotFound("Briefings have addresses such as /briefing/2026-06-12.") from error
    found = here.paper.briefing.of(wanted)
    if form == "txt":
        return _text(as_text(found, here.door.public_url))
    if form == "md":
        return _text(as_markdown(found, here.door.public_url), "text/markdown")
    return _page(here, found)


def _page(here: Visitor, found: Briefing) -> Response:
    days = [one.day for one in here.paper.stories.editions()]
    return here.page(
        "briefing.html",
        briefing=found,
        closing=closing(found),
        sayings=sayings,
        earlier=max((day for day in days if day < found.day), default=None),
        later=min((day for day in days if day > found.day), default=None),
        address=f"/briefing/{found.day.isoformat()}",
    )


def _text(text: str, media_type: str = "text/plain") -> Response:
    return PlainTextResponse(text, media_type=media_type)
