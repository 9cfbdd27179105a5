"""Beginning, and moving from one reader to another: starter packs, lists of sources in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import RedirectResponse, Response

from octavo.model.errors import InvalidInput
from octavo.newsroom.moving import LARGEST
from octavo.web.visiting import Here, Visitor  # noqa: TC001 (FastAPI reads the annotations)

if TYPE_CHECKING:
    from octavo.model.packs import Pack

router = APIRouter()
IMPORT_PATH = "/sources/import"
# A file within a form has some lines around it.
LARGEST_UPLOAD = LARGEST + 100_000
MOST_CHOSEN = 500
Chosen = Annotated[list[str] | None, Form()]


@router.get("/welcome")
def welcome(here: Here) -> Response:
    """Three ways to begin."""
    return _welcome(here)


@router.post("/welcome/packs")
def take_packs(here: Here, pack: Chosen = None, feed: Chosen = None, folders: Annotated[str, Form()] = "") -> Response:
    """Follow packs and single publishers in them; their articles are fetched behind the pages."""
    try:
        here.paper.moving.follow_packs((pack or [])[:MOST_CHOSEN], (feed or [])[:MOST_CHOSEN], folders=bool(folders))
    except InvalidInput as error:
        return _welcome(here, status=400, problem=str(error))
    here.paper.work.refresh_due()
    return RedirectResponse("/progress", 303)


@router.post(IMPORT_PATH)
def take_list(here: Here, file: Annotated[UploadFile | None, File()] = None) -> Response:
    """Take in an OPML file; a report says what became of each line."""
    body = file.file.read(LARGEST + 1) if file is not None else b""
    if not body:
        return _welcome(here, status=400, list_problem="No file was chosen: choose the OPML file of your other reader.")
    return imported(here, body)


@router.get("/sources.opml")
def give_list(here: Here) -> Response:
    """All that the person follows, as OPML."""
    headers = {"Content-Disposition": 'attachment; filename="octavo.opml"'}
    return Response(here.paper.moving.export_opml(), media_type="text/x-opml; charset=utf-8", headers=headers)


def imported(here: Visitor, body: bytes) -> Response:
    """The report on a list that was taken in; what is new is fetched behind the pages."""
    try:
        report = here.paper.moving.import_opml(body)
    except InvalidInput as error:
        return _welcome(here, status=400, list_problem=str(error))
    here.paper.work.refresh_due()
    return here.page("imported.html", report=report)


def _welcome(
    here: Visitor, *, status: int = 200, problem: str | None = None, list_problem: str | None = None
) -> Response:
    near, far = _packs(here)
    told = {"problem": problem, "list_problem": list_problem}
    return here.page("welcome.html", status=status, near=near, far=far, offered=here.paper.moving.offered(), **told)


def _packs(here: Visitor) -> tuple[list[Pack], list[Pack]]:
    """Packs near to who came, and the rest: what the host offers, then the browser's languages in their order."""
    header = here.request.headers.get("accept-language", "")[:400].lower()
    spoken = [part.partition(";")[0].strip().split("-")[0] for part in header.split(",")]
    offered, packs = here.paper.moving.offered(), here.paper.moving.packs()
    known = [pack for pack in packs if pack not in offered and pack.language in spoken]
    near = [*offered, *sorted(known, key=lambda pack: spoken.index(pack.language))]
    far = [pack for pack in packs if pack not in near]
    return (near, far) if known else ([*near, *far], [])
