"""Errors as pages: one table from what went wrong to a status, and a next step for each status."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import JSONResponse, RedirectResponse

from octavo.model.errors import (
    AlreadyThere,
    IndexBusy,
    InvalidInput,
    NotAFeed,
    NotAllowed,
    NotFound,
    OctavoError,
    StoreUnavailable,
    TooSoon,
    Unavailable,
)
from octavo.web.guards import SECURITY_HEADERS
from octavo.web.links import local_path
from octavo.web.unsent import unsent
from octavo.web.visiting import door_of, draw, visitor_of, wants_page

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from octavo.web.visiting import Visitor

_OURS = 500
STATUS: dict[type[OctavoError], int] = {
    InvalidInput: 400,
    NotAFeed: 422,
    NotFound: 404,
    AlreadyThere: 409,
    NotAllowed: 403,
    TooSoon: 429,
    Unavailable: 502,
    StoreUnavailable: 503,
    IndexBusy: 503,
    OctavoError: 500,
}
HEADLINES = {
    400: "That did not work",
    401: "You are no longer signed in",
    403: "That is not allowed",
    404: "Not in this paper",
    405: "There is nothing to show here",
    409: "That exists already",
    413: "Too much at once",
    421: "Wrong address",
    429: "One moment",
    502: "That could not be fetched",
    503: "The library is closed just now",
}
SENTENCES = {
    400: "Something in this address or form is missing or malformed.",
    401: "You are no longer signed in, so nothing was done. Sign in again in another tab, then come back to this one.",
    404: "There is no page at this address.",
    405: "A button leads here, and there is no page behind it. Go back to where the button is.",
    500: "Octavo failed at this. The reason is in the server’s log; trying again does no harm.",
}


def status_of(error: OctavoError) -> int:
    """The status for an error: its own or that of its nearest ancestor."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def refuse(request: Request, status: int, sentence: str, visitor: Visitor | None = None) -> Response:
    """An error as whoever asked can use it: a page for a person, with their lists around it, JSON for our script."""
    if not wants_page(request):
        return JSONResponse({"sentence": sentence}, status)
    written = unsent(request)
    template = "error.html" if written is None else "unsent.html"
    headline = HEADLINES.get(status, "Something went wrong")
    told = {
        "headline": headline,
        "sentence": sentence,
        "code": status,
        "unsent": written,
        "came_from": _before(request),
    }
    if visitor is not None:
        return visitor.page(template, status=status, **told)
    return draw(door_of(request), request, template, status=status, **told)


def _before(request: Request) -> str | None:
    """The page of ours that led here, by its form or a link, where the browser says so."""
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return None
    if parts.netloc != request.headers.get("host"):
        return None
    page = local_path(f"{parts.path}{f'?{parts.query}' if parts.query else ''}", "/")
    return page if request.method == "POST" or parts.path != request.url.path else None


def add_error_pages(app: FastAPI) -> None:
    """Let every failure end in a page of ours."""

    @app.exception_handler(OctavoError)
    def refused(request: Request, error: OctavoError) -> Response:
        status = status_of(error)
        response = refuse(request, status, str(error), _known(request, status))
        if isinstance(error, TooSoon):
            response.headers["Retry-After"] = str(error.seconds)
        return response

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        in_path = any(e["loc"][0] == "path" for e in error.errors())
        status = 404 if in_path else 400
        return refuse(request, status, SENTENCES[status], _known(request, status))

    @app.exception_handler(StarletteHTTPException)
    def answered(request: Request, error: StarletteHTTPException) -> Response:
        if error.status_code == 401 and wants_page(request) and unsent(request) is None:  # noqa: PLR2004
            return _to_sign_in(request)
        status = error.status_code
        return refuse(request, status, SENTENCES.get(status, str(error.detail)), _known(request, status))

    @app.exception_handler(Exception)
    def failed(request: Request, _error: Exception) -> Response:
        # Starlette answers these outside of all middleware.
        response = refuse(request, 500, SENTENCES[500])
        response.headers.update(SECURITY_HEADERS)
        return response


def _known(request: Request, status: int) -> Visitor | None:
    """Who asked, where the failure is the request's: after one of ours the library is left alone."""
    if status >= _OURS or not wants_page(request):
        return None
    with suppress(OctavoError):
        return visitor_of(request)
    return None


def _to_sign_in(request: Request) -> Response:
    """To the sign-in page, and from there to where the person wanted to go."""
    path = request.url.path
    if request.method != "GET" or path == "/":
        return RedirectResponse("/sign-in", 303)
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/sign-in?next={quote(path + query, safe='')}", 303)
