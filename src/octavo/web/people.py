"""The owner's page of accounts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response  # noqa: TC002 (FastAPI reads the annotations)

from octavo.model.errors import AlreadyThere, InvalidInput, NotAllowed
from octavo.web.errors import status_of
from octavo.web.visiting import Here, Visitor  # noqa: TC001 (FastAPI reads the annotations)

router = APIRouter()
Text = Annotated[str, Form()]


@router.get("/settings/people")
def people(here: Here) -> Response:
    """All accounts."""
    return _page(here)


@router.post("/settings/people/add")
def add(here: Here, name: Text = "") -> Response:
    """Make an account; the answer shows its sign-in link, this once."""
    _check_owner(here)
    try:
        made = here.paper.accounts.add(name.strip())
    except (InvalidInput, AlreadyThere) as error:
        return _page(here, status=status_of(error), name=name[:64], sentence=str(error))
    return _page(here, link_for=made.name, token=here.paper.accounts.new_sign_in_link(made))


@router.post("/settings/people/link")
def link(here: Here, name: Text = "") -> Response:
    """Make a sign-in link for somebody who cannot come in; the answer shows it, this once."""
    _check_owner(here)
    found = here.paper.accounts.find(name)
    return _page(here, link_for=found.name, token=here.paper.accounts.new_sign_in_link(found))


@router.post("/settings/people/remove")
def remove(here: Here, name: Text = "", *, erase: Annotated[bool, Form()] = False) -> Response:
    """Remove an account."""
    _check_owner(here)
    here.paper.accounts.remove(here.paper.accounts.find(name), erase=erase)
    return here.done("/settings/people", "user-removed")


def _check_owner(here: Visitor) -> None:
    if not here.user.is_owner:
        raise NotAllowed("Only the owner of this server looks after accounts. Ask them.")


def _page(
    here: Visitor,
    *,
    status: int = 200,
    name: str = "",
    sentence: str | None = None,
    link_for: str | None = None,
    token: str = "",
) -> Response:
    _check_owner(here)
    return here.page(
        "settings_people.html",
        status=status,
        part="people",
        people=here.paper.accounts.list(),
        name=name,
        sentence=sentence,
        link_for=link_for,
        link=f"{here.door.public_url}/sign-in/{token}",
    )
