"""How a person wants to read: the page of it, and the small control on articles that does the same."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from octavo.kit.zones import zone_names
from octavo.model.errors import InvalidInput
from octavo.model.preferences import (
    DEFAULT,
    SIZES,
    Density,
    FirstPage,
    Hours,
    Leading,
    Measure,
    Theme,
    Typeface,
    changed,
)
from octavo.newsroom.zones import checked_zone
from octavo.web.links import anchored, local_path
from octavo.web.visiting import THEME_COOKIE, YEAR, Here, door_of, signed_in, visitor_of, wants_page

if TYPE_CHECKING:
    from collections.abc import Mapping

router = APIRouter()
Next = Annotated[str, Form(alias="next")]
# How each choice is put to a person.
CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "theme": (
        (Theme.AUTO, "As the system"),
        (Theme.LIGHT, "Light"),
        (Theme.DARK, "Dark"),
        (Theme.SEPIA, "Sepia"),
        (Theme.CONTRAST, "High contrast"),
    ),
    "size": tuple(zip(map(str, SIZES), ("Smallest", "Small", "Normal", "Large", "Largest"), strict=True)),
    "typeface": ((Typeface.SERIF, "Serif"), (Typeface.SANS, "Sans serif")),
    "measure": ((Measure.NARROW, "Narrow"), (Measure.NORMAL, "Normal"), (Measure.WIDE, "Wide")),
    "leading": ((Leading.CLOSE, "Tight"), (Leading.NORMAL, "Normal"), (Leading.OPEN, "Loose")),
    "density": ((Density.COMFORTABLE, "Comfortable"), (Density.COMPACT, "Compact")),
    "hours": ((Hours.TWENTY_FOUR, "24 hours"), (Hours.TWELVE, "12 hours")),
    "first_page": (
        (FirstPage.EDITION, "Edition"),
        (FirstPage.STORIES, "Stories"),
        (FirstPage.LATEST, "Latest"),
        (FirstPage.UNREAD, "Unread"),
    ),
}
FIRST_PAGES = {
    FirstPage.EDITION: "/",
    FirstPage.STORIES: "/stories",
    FirstPage.LATEST: "/latest",
    FirstPage.UNREAD: "/unread",
}


@router.get("/settings")
def settings() -> Response:
    """The settings begin with reading."""
    return RedirectResponse("/settings/reading", 303)


@router.get("/settings/reading")
def reading(here: Here) -> Response:
    """Colours, type, lists, times, and what opening an article does."""
    return here.page("settings_reading.html", choices=CHOICES, zones=_zones(), part="reading")


@router.get("/settings/keyboard")
def keyboard(here: Here) -> Response:
    """Every key, and the switch that turns them off."""
    return here.page("settings_keyboard.html", part="keyboard")


@router.post("/settings/look")
async def look(request: Request) -> Response:
    """Keep some preferences: those that the form names. A script gets 204, a form goes back to its place."""
    form = await request.form(max_files=0, max_fields=40)
    given = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    return await run_in_threadpool(_keep, request, given)


@router.post("/theme")
def set_theme(request: Request, theme: Annotated[str, Form()] = "auto", to: Next = "/") -> Response:
    """Choose the colours: for the account where somebody is signed in, and for this browser."""
    chosen = _chosen({"theme": theme})
    here = visitor_of(request)
    if here is not None:
        here.paper.accounts.choose(**chosen)
    response = (
        RedirectResponse(anchored(local_path(to), "colours"), 303) if wants_page(request) else Response(status_code=204)
    )
    door_of(request).remember(response, THEME_COOKIE, theme, YEAR)
    return response


def _keep(request: Request, given: Mapping[str, str]) -> Response:
    here = signed_in(request)
    wanted = here.paper.accounts.choose(**_chosen(given))
    if wants_page(request):
        response: Response = here.back(given.get("next"), "/settings/reading")
        here.note(response, "preferences")
    else:
        response = Response(status_code=204)
    if "theme" in given:
        here.door.remember(response, THEME_COOKIE, wanted.theme, YEAR)
    return response


def _chosen(given: Mapping[str, str]) -> dict[str, Any]:
    """What a form says about preferences.

    Raises:
        InvalidInput: a value does not fit.
    """
    known = {field.name: getattr(DEFAULT, field.name) for field in fields(DEFAULT)}
    wanted = {name: _value(known[name], text) for name, text in given.items() if name in known}
    found = changed(DEFAULT, wanted)
    if any(getattr(found, name) != value for name, value in wanted.items()):
        raise InvalidInput("There is no such choice. Go back to the settings and choose again.")
    if "zone" in wanted:
        checked_zone(found.zone)
    return wanted


def _value(known: object, text: str) -> Any:  # noqa: ANN401 (a field's)
    if isinstance(known, bool):
        return {"true": True, "false": False}.get(text, text)
    return int(text) if isinstance(known, int) and text in map(str, SIZES) else text


def _zones() -> Mapping[str, list[tuple[str, str]]]:
    """Zones by region, each with the words for its place."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in zone_names():
        region, _, place = name.partition("/")
        found.setdefault(region if place else "", []).append(
            (name, (place or name).replace("_", " ").replace("/", ", "))
        )
    return found
