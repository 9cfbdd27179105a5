"""Live updates: a stream of server-sent events (HTML §9.2) says when something changed in a conversation."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from octavo.model.errors import OctavoError
from octavo.model.ids import ArticleId, StoryId
from octavo.web.discussion import Anyone, Kind
from octavo.web.visiting import Id  # noqa: TC001 - read at run time

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from octavo.newsroom.discussing import DiscussionDesk

router = APIRouter()
LOOK_EVERY_SECONDS = 2.0
SIGN_OF_LIFE_EVERY = 8
MOST_LISTENERS = 200
# When something was said all who listen want to know at once: the server's threads are first of all for pages.
LOOKS_AT_ONCE = 4


class Hub:
    """Looks once in a while, for all who listen, whether anything was written in any discussion."""

    def __init__(self) -> None:
        self.listeners = 0
        self._change = -1
        self._looked_at = float("-inf")
        self._lock: asyncio.Lock | None = None
        self.turns = asyncio.Semaphore(LOOKS_AT_ONCE)

    async def change(self, desk: DiscussionDesk) -> int:
        """The number of the last change, not older than ``LOOK_EVERY_SECONDS``."""
        if self._lock is None:
            self._lock = asyncio.Lock()
        async with self._lock:
            now = asyncio.get_running_loop().time()
            if now - self._looked_at >= LOOK_EVERY_SECONDS / 2:
                self._change = await run_in_threadpool(desk.change)
                self._looked_at = now
            return self._change


@router.get("/discussion/{kind}/{number}/live")
async def live(here: Anyone, kind: Kind, number: Id) -> Response:
    """A stream that says the conversation's stamp whenever it changes."""
    state = here.request.app.state
    if not hasattr(state, "discussion_hub"):
        state.discussion_hub = Hub()
    hub: Hub = state.discussion_hub
    if hub.listeners >= MOST_LISTENERS:
        raise HTTPException(503, "Many people listen already. Load the page again to see what is new.")
    events = _events(hub, here.desk, kind, number)
    return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _events(hub: Hub, desk: DiscussionDesk, kind: Kind, number: int) -> AsyncIterator[str]:
    hub.listeners += 1
    known, stamp, turns = -1, "", 0
    try:
        yield "retry: 5000\n\n"
        while True:
            change = await hub.change(desk)
            if change != known:
                known = change
                async with hub.turns:
                    latest = await run_in_threadpool(_pulse, desk, kind, number)
                if latest != stamp:
                    stamp = latest
                    yield f"event: stamp\ndata: {stamp}\n\n"
            turns += 1
            if turns % SIGN_OF_LIFE_EVERY == 0:
                yield ": still here\n\n"
            await asyncio.sleep(LOOK_EVERY_SECONDS)
    except OctavoError:
        return  # the browser comes back by itself, and finds out then what is wrong
    finally:
        hub.listeners -= 1


def _pulse(desk: DiscussionDesk, kind: Kind, number: int) -> str:
    if kind is Kind.ARTICLE:
        return desk.pulse(article=ArticleId(number))
    return desk.pulse(story=StoryId(number))
