"""``octavo briefing``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from octavo.cli.as_json import print_json, time_json
from octavo.cli.session import Session, pass_session

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.briefings import BriefedPoint, BriefedStory, Briefing


@click.command()
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The briefing of this day.  [default: today]")
@click.option("--text", "form", flag_value="text", default="text", help="Print plain text.  [default]")
@click.option("--markdown", "form", flag_value="markdown", help="Print Markdown.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@pass_session
def briefing(session: Session, day: datetime | None, form: str) -> None:
    """Print an edition as text: each story in a few cited sentences, who tells it, and what they tell differently."""
    from octavo.web.letters import as_markdown, as_text

    base = session.settings.public_url.rstrip("/")
    with session.newsroom() as paper:
        found = paper.briefing.of(day.date() if day else None)
    if form == "json":
        print_json(_briefing_json(found))
    else:
        click.echo(as_markdown(found, base) if form == "markdown" else as_text(found, base), nl=False)


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
