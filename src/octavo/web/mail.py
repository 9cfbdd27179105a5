"""Mail: what a person wants to get, where and when; and the links that letters carry."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response  # noqa: TC002 (FastAPI reads the annotations)

from octavo.model.errors import InvalidInput, Unavailable
from octavo.web.errors import status_of
from octavo.web.letters import LetterWriter
from octavo.web.visiting import Door, Here, Visitor, door_of, draw

router = APIRouter()
Text = Annotated[str, Form()]
Ticked = Annotated[bool, Form()]
Days = Annotated[list[int] | None, Form()]
Hour = Annotated[int, Form()]
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@router.get("/mail")
def mail(here: Here) -> Response:
    """What the person gets by mail."""
    return _page(here)


@router.post("/mail")
def wish(
    here: Here,
    address: Text = "",
    hour: Hour = 7,
    days: Days = None,
    briefing: Ticked = False,  # noqa: FBT002 - a form's field
    trackers: Ticked = False,  # noqa: FBT002 - as above
) -> Response:
    """Keep it; a new address gets a letter with a link first."""
    try:
        kept = here.paper.mail.wish(
            address,
            hour=hour,
            days=tuple(days or ()),
            briefing=briefing,
            trackers=trackers,
            writer=_writer(here.door),
        )
    except (InvalidInput, Unavailable) as error:
        return _page(here, status=status_of(error), sentence=str(error), address=address[:254])
    return here.done("/mail", "mail-kept" if kept.is_confirmed else "mail-asked")


@router.post("/mail/forget")
def forget(here: Here) -> Response:
    """Forget the address."""
    here.paper.mail.forget()
    return here.done("/mail", "mail-forgotten")


@router.get("/mail/confirm/{token}")
def ask_to_confirm(request: Request, token: str) -> Response:
    """What a link in a letter leads to. Programs that look at links confirm nothing: a person does, with a button."""
    return _question(request, f"/mail/confirm/{token}", "Is this your address?", "Yes, send letters there")


@router.post("/mail/confirm/{token}")
def confirm(request: Request, token: str) -> Response:
    """Confirm an address."""
    address = door_of(request).paper.confirm_mail(token)
    return _done(request, "Thank you", f"Letters go to {address} from now on.")


@router.get("/mail/leave/{key}")
def ask_to_leave(request: Request, key: str) -> Response:
    """What the other link leads to."""
    return _question(request, f"/mail/leave/{key}", "No more letters?", "Send no more letters")


@router.post("/mail/leave/{key}")
def leave(request: Request, key: str) -> Response:
    """End the letters, by the button or by a mail program (RFC 8058), which brings no session."""
    address = door_of(request).paper.leave_mail(key)
    return _done(request, "No more letters", f"Nothing more goes to {address}.")


def _page(here: Visitor, *, status: int = 200, sentence: str | None = None, address: str | None = None) -> Response:
    page = here.paper.mail.page()
    wishes = page.wishes
    return here.page(
        "mail.html",
        status=status,
        mail=page,
        wishes=wishes,
        sentence=sentence,
        address=address if address is not None else wishes.address if wishes else "",
        day_names=DAY_NAMES,
    )


def _question(request: Request, action: str, headline: str, button: str) -> Response:
    return draw(door_of(request), request, "mail_link.html", action=action, headline=headline, button=button)


def _done(request: Request, headline: str, sentence: str) -> Response:
    return draw(door_of(request), request, "error.html", headline=headline, sentence=sentence, code=200, came_from=None)


def _writer(door: Door) -> LetterWriter:
    return LetterWriter(door.press, door.public_url)
