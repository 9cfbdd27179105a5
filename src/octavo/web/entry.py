"""Coming in and going out: sign-in by password or link."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from octavo.model.errors import TooSoon
from octavo.model.preferences import DEFAULT
from octavo.web.account import checking
from octavo.web.links import local_path
from octavo.web.preferring import FIRST_PAGES
from octavo.web.visiting import THEME_COOKIE, YEAR, Here, door_of, draw, is_prefetch, network_at, visitor_of

router = APIRouter()
Text = Annotated[str, Form()]
Next = Annotated[str, Form(alias="next")]
WRONG = (
    "This name and this password do not belong together. Try again, or ask whoever runs this server for a sign-in link."
)
SPENT = "This sign-in link has been used, or is older than an hour. Sign in with your password, or ask for a new link."


@router.get("/sign-in")
def sign_in_form(request: Request) -> Response:
    """The sign-in page; whoever is in already goes on."""
    to = local_path(request.query_params.get("next"))
    if visitor_of(request):
        return RedirectResponse(to, 303)
    return draw(door_of(request), request, "sign_in.html", to=to, name="", sentence=None)


@router.post("/sign-in")
def sign_in(request: Request, name: Text = "", password: Text = "", to: Next = "/") -> Response:
    """Let somebody in who knows the password. The answer to a wrong name and to a wrong password is the same."""
    door = door_of(request)
    agent = request.headers.get("user-agent", "")
    status, sentence, seconds = 403, WRONG, 0
    try:
        with checking(door):
            token = door.paper.accounts.sign_in(name, password, network=network_at(request), agent=agent)
    except TooSoon as error:
        token, status, sentence, seconds = None, 429, str(error), error.seconds
    if token is not None:
        return _admit(request, token, local_path(to))
    page = draw(door, request, "sign_in.html", status=status, to=local_path(to), name=name[:64], sentence=sentence)
    if seconds:
        page.headers["Retry-After"] = str(seconds)
    return page


@router.get("/sign-in/{token}")
def sign_in_by_link(request: Request, token: str) -> Response:
    """Use a one-time link. A browser that only looks ahead does not use it up."""
    door = door_of(request)
    if is_prefetch(request):
        raise HTTPException(403, "This link is not for looking ahead.")
    session = door.paper.accounts.redeem(token, agent=request.headers.get("user-agent", ""))
    if session:
        return _admit(request, session, "/")
    if visitor_of(request) is None:
        return draw(door, request, "sign_in.html", status=403, to="/", name="", sentence=SPENT)
    return RedirectResponse("/", 303)


@router.post("/sign-out")
def sign_out(here: Here) -> Response:
    """End this session."""
    here.paper.accounts.sign_out(here.token)
    response = RedirectResponse("/sign-in", 303)
    here.door.forget(response, here.door.session_cookie)
    return response


def _admit(request: Request, token: str, to: str) -> Response:
    """Give the browser its new session, and lead to where the person was going, else to the page they begin with.

    The session that the browser came with, if any, ends.
    """
    door = door_of(request)
    before = request.cookies.get(door.session_cookie)
    if before:
        door.paper.accounts.sign_out(before)
    user = door.paper.accounts.of_session(token)
    look = user.preferences if user else DEFAULT
    response = RedirectResponse(FIRST_PAGES[look.first_page] if to == "/" else to, 303)
    door.admit(response, token)
    # Pages for nobody in particular, such as those of errors, have the colours of whoever was here last.
    door.remember(response, THEME_COOKIE, look.theme, YEAR)
    return response
