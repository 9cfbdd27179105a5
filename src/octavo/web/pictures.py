"""The addresses that answer with pictures.

Browsers ask Octavo for pictures, never a publisher. An address names an article and a picture in it, so that nobody can
make this server fetch what no article shows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import anyio.to_thread
from fastapi import APIRouter, Path
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from octavo.model.errors import NotFound, OctavoError
from octavo.model.ids import ArticleId
from octavo.model.pictures import WIDTHS, NoPicture
from octavo.web.visiting import Here, Id  # noqa: TC001 (FastAPI reads the annotations)

if TYPE_CHECKING:
    from octavo.model.pictures import Picture
    from octavo.web.visiting import Visitor

router = APIRouter()
Key = Annotated[str, Path(pattern=r"^[0-9a-f]{24}$")]
Width = Annotated[int, Path(ge=min(WIDTHS), le=max(WIDTHS))]
MOST_WAITING = 200
# The address holds a digest of the publisher's: what it answers with does not change.
KEPT = "private, max-age=2592000, immutable"
NOT_THERE = "private, max-age=300"
ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"


@router.get("/picture/{article}/{key}/{width}")
async def whole(here: Here, article: Id, key: Key, width: Width) -> Response:
    """A picture of an article, at most so many pixels wide."""
    return await _answer(here, ArticleId(article), key, width, cut=False)


@router.get("/thumbnail/{article}/{key}/{width}")
async def thumbnail(here: Here, article: Id, key: Key, width: Width) -> Response:
    """A picture of an article to be cut to the form of a row: no banner, and nothing too small for it."""
    return await _answer(here, ArticleId(article), key, width, cut=True)


async def _answer(here: Visitor, article: ArticleId, key: str, width: int, *, cut: bool) -> Response:
    """The picture, a 304, or a few words."""
    headers = {"Cache-Control": KEPT, "ETag": f'"{key}-{width}"', "Content-Security-Policy": ALONE}
    try:
        if width not in WIDTHS:
            raise NotFound(f"Pictures are {', '.join(map(str, WIDTHS))} pixels wide.")
        url = await run_in_threadpool(here.paper.pictures.address, article, key)
        if headers["ETag"] in here.request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        found = await _found(here, url, width, cut=cut)
    except OctavoError as error:
        return _words(str(error), 404 if isinstance(error, NotFound) else 503)
    if found is None:
        return _words("Many pictures are waited for just now. Ask again in a moment.", 503)
    if isinstance(found, NoPicture):
        return _words(found.sentence, 404)
    return Response(found.data, media_type=found.media_type, headers=headers)


async def _found(here: Visitor, url: str, width: int, *, cut: bool) -> Picture | NoPicture | None:
    """The picture; ``None`` when too many are waited for.

    Who waits for a publisher waits in a line of its own and holds up no page.
    """
    desk, line = here.paper.pictures, here.door.pictures
    kept = await run_in_threadpool(partial(desk.kept, url, width, cut=cut))
    if kept is not None or line.statistics().tasks_waiting >= MOST_WAITING:
        return kept
    return await anyio.to_thread.run_sync(partial(desk.bring, url, width, cut=cut), limiter=line)


def _words(sentence: str, status: int) -> Response:
    return PlainTextResponse(sentence, status, headers={"Cache-Control": NOT_THERE, "Content-Security-Policy": ALONE})
