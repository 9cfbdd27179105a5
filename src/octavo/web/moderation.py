"""The moderators' pages: what waits, the log, the house rules."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from octavo.model.discussion import Action, CommentId, EntryId, Guests, HouseRules, Moderation
from octavo.model.errors import InvalidInput
from octavo.model.ids import SourceId
from octavo.web.links import anchored, local_path
from octavo.web.visiting import BIGGEST_ID, Here, Visitor

router = APIRouter()
NUMBERS = re.compile(r"[0-9]{1,10}(?:,[0-9]{1,10}){0,199}", re.ASCII)
A_QUEUE, A_LOG = 50, 100

Chosen = Annotated[list[int] | None, Form()]
Text = Annotated[str, Form()]
Next = Annotated[str | None, Form(alias="next")]


@router.get("/moderation")
def queue(here: Here, done: str = "", undone: int = 0) -> Response:
    """What waits for a moderator; after a decision, with the way back."""
    lines = done if NUMBERS.fullmatch(done) else ""
    page = here.paper.discussion.moderation.queue(A_QUEUE)
    return here.page(
        "moderation.html", queue=page, done=lines, count=len(lines.split(",")) if lines else 0, undone=undone
    )


@router.post("/moderation/decide")
def decide(
    here: Here,
    action: Annotated[Action, Form()],
    comment: Chosen = None,
    reason: Text = "",
    days: Annotated[int, Form(ge=0, le=3_650)] = 0,
    to: Next = None,
) -> Response:
    """Decide on the chosen comments; ``days`` also bans whoever wrote them."""
    chosen = [CommentId(number) for number in comment or [] if 0 < number <= BIGGEST_ID]
    if not chosen:
        raise InvalidInput("Choose the comments first.")
    desk = here.paper.discussion.moderation
    if action is Action.BAN:
        lines = desk.reject_and_ban(chosen, days=days, reason=reason)
    else:
        lines = desk.decide(chosen, action, reason)
    if to:
        return RedirectResponse(local_path(to, "/moderation"), 303)
    return RedirectResponse(f"/moderation?done={','.join(str(line.id) for line in lines)}", 303)


@router.post("/moderation/undo")
def undo(here: Here, lines: Text = "") -> Response:
    """Take decisions back."""
    if not NUMBERS.fullmatch(lines):
        raise InvalidInput("There is nothing to undo: the log shows what was decided.")
    count = here.paper.discussion.moderation.undo([EntryId(int(line)) for line in lines.split(",")])
    return RedirectResponse(f"/moderation?undone={count}", 303)


@router.get("/moderation/log")
def log(here: Here, before: Annotated[int | None, Query(ge=1, le=BIGGEST_ID)] = None) -> Response:
    """What was done, by whom and why."""
    number = None if before is None else EntryId(before)
    lines = here.paper.discussion.moderation.log(before=number, limit=A_LOG)
    return here.page("moderation_log.html", lines=lines, older=lines[-1].id if len(lines) == A_LOG else None)


@router.get("/moderation/house")
def house(here: Here) -> Response:
    """The house rules, who is a moderator, and who is banned."""
    return _house(here)


@router.post("/moderation/house")
async def save_house(request: Request, here: Here) -> Response:
    """Keep the house so from now on."""
    from starlette.concurrency import run_in_threadpool  # noqa: PLC0415 - this endpoint alone reads its form itself

    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    return await run_in_threadpool(_saved, here, form)


@router.post("/moderation/people")
def people(
    here: Here, name: Text, deed: Text, days: Annotated[int, Form(ge=0, le=3_650)] = 7, reason: Text = ""
) -> Response:
    """Bans, roles and exceptions for one account."""
    desk = here.paper.discussion.moderation
    if deed == "ban":
        desk.ban(name, days=days, reason=reason)
    elif deed == "lift":
        desk.lift_ban(name)
    elif deed in ("moderator", "reader"):
        desk.set_role(name, is_moderator=deed == "moderator")
    elif deed in ("none", "first", "all", "usual"):
        desk.set_moderation(name, None if deed == "usual" else Moderation(deed))
    else:
        raise InvalidInput("This cannot be done to an account.")
    return here.done(anchored("/moderation/house", "people"), "standing")


def _saved(here: Visitor, form: dict[str, str]) -> Response:
    desk = here.paper.discussion.moderation
    desk.save_rules(_rules(form, desk.rules()))
    return here.done(anchored("/moderation/house", "kept"), "house")


def _house(here: Visitor) -> Response:
    desk = here.paper.discussion.moderation
    sources = here.paper.sources.list()
    return here.page(
        "moderation_house.html",
        rules=desk.rules(),
        bans=desk.bans(),
        kept=sources,
        modes=tuple(Moderation),
        guests=tuple(Guests),
    )


def _rules(form: dict[str, str], known: HouseRules) -> HouseRules:
    """House rules from a form; a field that is missing stays as it was, save boxes that were not ticked."""
    values: dict[str, object] = {field.name: getattr(known, field.name) for field in fields(known)}
    values["enabled"] = "enabled" in form
    try:
        for name in (
            "most_links",
            "rate",
            "rate_seconds",
            "new_days",
            "edit_minutes",
            "reports_to_hold",
            "most_waiting",
        ):
            values[name] = min(int(form.get(name, values[name])), 1_000_000)  # type: ignore[call-overload]
        values["guests"] = Guests(form.get("guests", known.guests))
        values["moderation"] = Moderation(form.get("moderation", known.moderation))
        chosen = ((name.removeprefix("source-"), value) for name, value in form.items() if name.startswith("source-"))
        found = {SourceId(int(number)): Moderation(value) if value else None for number, value in chosen}
    except ValueError as error:
        raise InvalidInput("A number or choice in the house rules cannot be understood.") from error
    values["sources"] = (
        *(one for one in known.sources if one[0] not in found),
        *((source, kept) for source, kept in found.items() if kept is not None),
    )
    values["words"] = _lines(form.get("words"), known.words)
    values["reactions"] = _lines(form.get("reactions"), known.reactions)[:6]
    values["welcome"] = form.get("welcome", known.welcome).strip()[:2_000]
    return HouseRules(**values)  # type: ignore[arg-type]


def _lines(text: str | None, known: tuple[str, ...]) -> tuple[str, ...]:
    if text is None:
        return known
    return tuple(dict.fromkeys(line.strip()[:100] for line in text.splitlines()[:500] if line.strip()))
