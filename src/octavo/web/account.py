"""A person's own account: the password, where they are signed in, and leaving for good."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from octavo.model.errors import InvalidInput, NotAllowed, TooSoon
from octavo.web.devices import device_of
from octavo.web.visiting import Door, Here, Visitor, network_at

router = APIRouter()
Text = Annotated[str, Form()]
PATIENCE = 5.0
NOT_YOURS = "This is not your present password. Nothing was changed."


@router.get("/account")
def account(here: Here) -> Response:
    """The person's own page."""
    return _page(here)


@router.post("/account/password")
def set_password(here: Here, password: Text = "", current: Text = "") -> Response:
    """Set a password, knowing the present one where there is one; other sessions end, this one is renewed."""
    refusal = _refusal(here, current)
    if refusal is not None:
        return refusal
    try:
        with checking(here.door):
            here.paper.accounts.set_password(here.user, password)
    except InvalidInput as error:
        return _page(here, status=400, sentence=str(error))
    response = RedirectResponse("/account", 303)
    agent = here.request.headers.get("user-agent", "")
    here.door.admit(response, here.paper.accounts.renew_session(here.token, agent=agent))
    here.note(response, "password")
    return response


@router.post("/account/remove")
def remove(here: Here, current: Text = "", *, erase: Annotated[bool, Form()] = False) -> Response:
    """Remove one's own account, knowing the password where there is one."""
    if here.user.is_owner:
        raise NotAllowed("The owner's account goes with the library: it cannot be removed alone.")
    refusal = _refusal(here, current)
    if refusal is not None:
        return refusal
    here.paper.accounts.remove(here.user, erase=erase)
    response = RedirectResponse("/sign-in", 303)
    here.door.forget(response, here.door.session_cookie)
    here.note(response, "user-removed")
    return response


@router.get("/settings/sessions")
def sessions(here: Here) -> Response:
    """Where the person is signed in."""
    desk = here.paper.accounts
    found = [(one, device_of(one.agent), desk.is_session(one, here.token)) for one in desk.sessions()]
    found.sort(key=lambda each: not each[2])
    return here.page("settings_sessions.html", sessions=found, part="sessions")


@router.post("/settings/sessions/end")
def end_session(here: Here, session: Text = "") -> Response:
    """End one session; without a name, all but this one."""
    response = RedirectResponse("/settings/sessions", 303)
    if session:
        here.paper.accounts.end_session(session)
        here.note(response, "session-ended")
    else:
        here.note(response, "sessions-ended", here.paper.accounts.end_other_sessions(here.token))
    return response


class checking:  # noqa: N801 - read as a verb: with checking(door)
    """While a password is hashed or checked: that takes much memory on purpose, so only some are at once.

    Raises:
        HTTPException: 429, too many are coming in just now.
    """

    def __init__(self, door: Door) -> None:
        self._checks = door.checks

    def __enter__(self) -> None:
        if not self._checks.acquire(timeout=PATIENCE):
            raise HTTPException(429, "Many people are coming in just now. Try again in a moment.")

    def __exit__(self, *_: object) -> None:
        self._checks.release()


def _refusal(here: Visitor, current: str) -> Response | None:
    """The page again, unless the person knows their present password, or has none."""
    if not here.user.has_password:
        return None
    try:
        with checking(here.door):
            known = here.paper.accounts.check_password(here.user.name, current, network=network_at(here.request))
    except TooSoon as error:
        response = _page(here, status=429, sentence=str(error))
        response.headers["Retry-After"] = str(error.seconds)
        return response
    return None if known else _page(here, status=403, sentence=NOT_YOURS)


def _page(here: Visitor, *, status: int = 200, sentence: str | None = None) -> Response:
    return here.page("account.html", status=status, sentence=sentence, part="account")
