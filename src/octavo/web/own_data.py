"""What is kept of a person, and the file with which they take it along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response, StreamingResponse

from octavo.model.errors import InvalidInput
from octavo.web.visiting import Here, Visitor, signed_in

if TYPE_CHECKING:
    from octavo.newsroom.own_data import Brought

router = APIRouter()
# One more than the longest line that the newsroom takes: so it sees that a line is too long.
LONGEST_READ = 1_000_001
UNFIT_IN_A_FILE_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@router.get("/settings/data")
def data(here: Here) -> Response:
    """How much is kept."""
    return _page(here)


@router.get("/settings/data/mine.jsonl")
def download(here: Here) -> Response:
    """Everything that is the person's own, a line at a time."""
    name = UNFIT_IN_A_FILE_NAME.sub("-", here.user.name)
    return StreamingResponse(
        here.paper.own_data.export(),
        media_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="octavo-{name}-{here.now:%Y-%m-%d}.jsonl"'},
    )


@router.post("/settings/data/bring")
async def bring(request: Request) -> Response:
    """Bring in such a file. Who it is is asked before the file is read; a large one waits on disk."""
    here = await run_in_threadpool(signed_in, request)
    async with request.form(max_files=1, max_fields=2) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            return await run_in_threadpool(_page, here, status=400, sentence="Choose a file first.")
        return await run_in_threadpool(_bring, here, file)


def _bring(here: Visitor, file: UploadFile) -> Response:
    lines = iter(lambda: file.file.readline(LONGEST_READ).decode("utf-8", "replace"), "")
    try:
        brought = here.paper.own_data.bring_in(lines)
    except InvalidInput as error:
        return _page(here, status=400, sentence=str(error))
    if brought.left_out:
        return _page(here, brought=brought)
    return here.done("/settings/data", "brought", sum(brought.taken.values()))


def _page(here: Visitor, *, status: int = 200, sentence: str | None = None, brought: Brought | None = None) -> Response:
    kept = here.paper.own_data.kept()
    return here.page("settings_data.html", status=status, part="data", kept=kept, sentence=sentence, brought=brought)
