"""Long work: beginning it, seeing how far it is, live where the browser can, and stopping it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from octavo.model.ids import SourceId
from octavo.web.visiting import Here, Id  # noqa: TC001 - read at run time

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from octavo.model.work import Progress
    from octavo.newsroom import Newsroom

router = APIRouter()
LOOK_EVERY_SECONDS = 0.7
SIGN_OF_LIFE_EVERY = 20
LONGEST_SECONDS = 3_600
MOST_LISTENERS = 200


class _Listeners:
    count = 0


@router.get("/progress")
def progress(here: Here) -> Response:
    """How far the latest work is."""
    return here.page("progress.html", backlog=here.paper.work.backlog())


@router.get("/progress/now")
def progress_now(here: Here) -> Response:
    """The same without a page around it, for the script."""
    return here.part("_progress.html", backlog=here.paper.work.backlog(), follows=here.paper.sources.list())


@router.get("/progress/live")
async def live(here: Here) -> Response:
    """A stream that says whenever the work is further (HTML §9.2)."""
    if _Listeners.count >= MOST_LISTENERS:
        raise HTTPException(503, "Many people listen already. Load the page again to see how far it is.")
    return StreamingResponse(_events(here.paper), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _events(paper: Newsroom) -> AsyncIterator[str]:
    _Listeners.count += 1
    stamp = ""
    try:
        yield "retry: 5000\n\n"
        for turn in range(int(LONGEST_SECONDS / LOOK_EVERY_SECONDS)):
            latest = stamp_of(paper.work.progress())
            if latest != stamp:
                stamp = latest
                yield f"event: stamp\ndata: {stamp}\n\n"
            elif turn % SIGN_OF_LIFE_EVERY == 0:
                yield ": still here\n\n"
            await asyncio.sleep(LOOK_EVERY_SECONDS)
    finally:
        _Listeners.count -= 1


def stamp_of(progress: Progress | None) -> str:
    """What changes whenever the work is further."""
    return f"{progress.number}.{progress.change}" if progress else "0.0"


@router.post("/refresh")
def refresh(here: Here) -> Response:
    """Visit all that the person follows."""
    here.paper.work.refresh_mine()
    return RedirectResponse("/progress", 303)


@router.post("/sources/{source}/visit")
def visit(here: Here, source: Id) -> Response:
    """Visit one source now."""
    here.paper.work.refresh_one(SourceId(source))
    return RedirectResponse("/progress", 303)


@router.post("/regroup")
def regroup(here: Here) -> Response:
    """Group all articles anew; only the owner may."""
    here.paper.work.regroup()
    return RedirectResponse("/progress", 303)


@router.post("/progress/stop")
def stop(here: Here) -> Response:
    """Ask the work to stop."""
    here.paper.work.stop()
    return RedirectResponse("/progress", 303)
