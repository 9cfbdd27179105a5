"""Style, scripts and the icon, and the sign of life."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import PlainTextResponse, Response

from octavo.web.visiting import door_of

router = APIRouter()
FOREVER = "public, max-age=31536000, immutable"


@router.get("/static/{version}/{name}")
def static(request: Request, version: str, name: str) -> Response:
    """A file that pages use; kept for good under the version it belongs to."""
    press = door_of(request).press
    file = press.files.get(name)
    if file is None:
        raise HTTPException(404)
    kept = FOREVER if version == press.version else "no-cache"
    headers = {"Cache-Control": kept, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(file.body, media_type=file.media_type, headers=headers)
    return Response(file.packed, media_type=file.media_type, headers={**headers, "Content-Encoding": "gzip"})


@router.get("/robots.txt")
def robots() -> PlainTextResponse:
    """A private paper is no crawler's business."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


@router.api_route("/healthz", methods=["GET", "HEAD"])
def health(request: Request) -> PlainTextResponse:
    """Whether the library answers; 503 with a sentence when it does not."""
    door_of(request).paper.accounts.of_session("")
    return PlainTextResponse("ok\n")
