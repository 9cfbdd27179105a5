"""Coming in and going out: sign-in by password or link, the account, the theme."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from octavo.model.errors import InvalidInput
from octavo.web.links import local_path
from octavo.web.visiting import THEME_COOKIE, THEMES, YEAR, Door, Here, Visitor, door_of, draw, is_prefetch, visitor_of

router = APIRouter()
Text = Annotated[str, Form()]
Next = Annotated[str, Form(alias="next")]
PATIENCE = 5.0
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
    token = _check(door, name, password)
    if token is None:
        return draw(door, request, "sign_in.html", status=403, to=local_path(to), name=name[:64], sentence=WRONG)
    response = RedirectResponse(local_path(to), 303)
    door.admit(response, token)
    return response


@router.get("/sign-in/{token}")
def sign_in_by_link(request: Request, token: str) -> Response:
    """Use a one-time link. A browser that only looks ahead does not use it up."""
    door = door_of(request)
    if is_prefetch(request):
        raise HTTPException(403, "This link is not for looking ahead.")
    session = door.paper.accounts.redeem(token)
    response = RedirectResponse("/", 303)
    if session:
        door.admit(response, session)
    elif visitor_of(request) is None:
        return draw(door, request, "sign_in.html", status=403, to="/", name="", sentence=SPENT)
    return response


@router.post("/sign-out")
def sign_out(here: Here) -> Response:
    """End this session."""
    here.paper.accounts.sign_out(here.token)
    response = RedirectResponse("/sign-in", 303)
    here.door.forget(response, here.door.session_cookie)
    return response


@router.get("/account")
def account(here: Here) -> Response:
    """The person's own page."""
    return _account(here)


@router.post("/account/password")
def set_password(here: Here, password: Text = "", current: Text = "") -> Response:
    """Set a password, knowing the present one where there is one; other sessions end, this one is renewed."""
    if here.user.has_password:
        proof = _check(here.door, here.user.name, current)
        if proof is None:
            return _account(here, status=403, sentence="This is not your present password. Nothing was changed.")
        here.paper.accounts.sign_out(proof)
    try:
        here.paper.accounts.set_password(here.user, password)
    except InvalidInput as error:
        return _account(here, status=400, sentence=str(error))
    response = RedirectResponse("/account", 303)
    token = _check(here.door, here.user.name, password)
    if token:
        here.door.admit(response, token)
    here.note(response, "password")
    return response


@router.post("/theme")
def set_theme(request: Request, theme: Text = "auto", to: Next = "/") -> Response:
    """Remember light, dark, or what the system says."""
    if theme not in THEMES:
        raise InvalidInput("A theme is auto, light or dark.")
    response = RedirectResponse(local_path(to), 303)
    door_of(request).remember(response, THEME_COOKIE, theme, YEAR)
    return response


def _check(door: Door, name: str, password: str) -> str | None:
    if not door.checks.acquire(timeout=PATIENCE):
        raise HTTPException(429, "Many people are coming in just now. Try again in a moment.")
    try:
        return door.paper.accounts.sign_in(name, password)
    finally:
        door.checks.release()


def _account(here: Visitor, *, status: int = 200, sentence: str | None = None) -> Response:
    return here.page("account.html", status=status, sentence=sentence)
