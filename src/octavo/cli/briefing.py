"""``octavo briefing``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from octavo.cli.as_json import print_json, time_json
from octavo.cli.session import BEGIN, Session, console, pass_session
from octavo.model.errors import Unavailable
from octavo.model.letters import LetterState

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.briefings import BriefedPoint, BriefedStory, Briefing

_SENT = {
    LetterState.SENT: "Today's briefing is sent.",
    LetterState.SENDING: "Sending it was begun by somebody else; whether it went out is not known.",
    LetterState.WAITING: "The mail server did not take it; `octavo serve` tries again.",
    LetterState.FAILED: "It was not sent.",
}


@click.command(short_help="Print an edition as text, each story in a few cited sentences.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The briefing of this day.  [default: today]")
@click.option("--text", "form", flag_value="text", default="text", help="Print plain text.  [default]")
@click.option("--markdown", "form", flag_value="markdown", help="Print Markdown.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--mail", is_flag=True, help="Send today's to your confirmed address instead, unless it was sent today.")
@pass_session
def briefing(session: Session, day: datetime | None, form: str, mail: bool) -> None:
    """Print an edition as text: each story in a few cited sentences, who tells it, and what they tell differently."""
    from octavo.web.letters import as_markdown, as_text

    base = session.settings.public_url.rstrip("/")
    if mail:
        _send(session)
        return
    with session.newsroom() as paper:
        found = paper.briefing.of(day.date() if day else None)
        follows = bool(paper.sources.list())
    if form == "json":
        print_json(_briefing_json(found))
    elif not found.stories and not follows:
        console().print(BEGIN)
    else:
        click.echo(as_markdown(found, base) if form == "markdown" else as_text(found, base), nl=False)


def _send(session: Session) -> None:
    from octavo.web.letters import LetterWriter
    from octavo.web.rendering import Press

    settings = session.settings
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    with session.newsroom() as paper:
        record = paper.mail.send_today(LetterWriter(Press(), base))
    if record.problem:
        raise Unavailable(record.problem)
    console().print(_SENT[record.state])


def _briefing_json(found: Briefing) -> dict[str, Any]:
    return {
        "day": found.day.isoformat(),
        "made_at": time_json(found.made_at),
        "considered": found.considered,
        "stories": [_story_json(one) for one in found.stories],
        "news": [{"tracker": one.id, "question": one.question} for one in found.news],
    }


def _story_json(one: BriefedStory) -> dict[str, Any]:
    return {
        "story": one.story,
        "headline": one.headline,
        "reason": one.reason,
        "points": [_point_json(point) for point in one.points],
        "outlets": list(one.outlets),
        "independent_outlets": one.independent,
        "differing": [
            {
                "quantity": series.label,
                "unit": series.unit,
                "verdict": series.verdict.value,
                "said": [
                    {"outlet": entry.outlet, "article": entry.article, "sentence": entry.figure.text}
                    for entry in series.entries
                ],
            }
            for series in one.differing
        ],
    }


def _point_json(point: BriefedPoint) -> dict[str, Any]:
    cited = point.claim.citations[0]
    place = {"article": cited.article, "revision": cited.revision, "block": cited.block, "start": cited.start}
    return {"text": point.claim.text, "outlet": point.outlet, **place, "end": cited.end}
