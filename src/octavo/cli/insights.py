"""What articles of a story say, as lines: each claim with the article that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.markup import escape

from octavo.wording import days_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from octavo.model.agreement import Agreement
    from octavo.model.findings import StoryInsights
    from octavo.model.ids import ArticleId
    from octavo.model.insights import Claim
    from octavo.model.statements import Speaker

_MOST_SPEAKERS, _MOST_SAID = 6, 2


def insights_json(found: StoryInsights) -> Any:  # noqa: ANN401 (JSON)
    """Insights as plain values."""
    from pydantic import TypeAdapter

    from octavo.model.findings import StoryInsights

    return TypeAdapter(StoryInsights).dump_python(found, mode="json")


def print_insights(out: Console, found: StoryInsights, outlets: Mapping[ArticleId, str]) -> None:
    """Key points, where outlets agree and differ, who said what, and the timeline."""
    if found.key_points:
        _head(out, "Key points")
        for claim in found.key_points:
            _claim(out, claim, outlets)
    _agreement(out, found.agreement, outlets)
    if found.speakers:
        _head(out, "Who said what")
        for speaker in found.speakers[:_MOST_SPEAKERS]:
            _speaker(out, speaker)
    if found.timeline:
        _head(out, "Timeline")
        for event in found.timeline:
            out.print(f"   [bold]{days_of(event.day, event.last, event.precision)}[/]  {escape(event.text)}")


def _agreement(out: Console, found: Agreement, outlets: Mapping[ArticleId, str]) -> None:
    if found.shared:
        _head(out, "Reported by several outlets")
        for point in found.shared:
            _claim(out, point, outlets)
    if found.figures:
        _head(out, "Figures that differ")
        for series in found.figures:
            said = (
                f"{escape(entry.figure.at.quote)} [dim]({escape(outlets.get(entry.article, entry.outlet))})[/]"
                for entry in series.entries
            )
            out.print(f"   {escape(series.label)}: {', '.join(said)}")


def _speaker(out: Console, speaker: Speaker) -> None:
    role = f", {escape(speaker.roles[0])}" if speaker.roles else ""
    out.print(f"   [bold]{escape(speaker.name)}[/][dim]{role}[/]")
    for said in speaker.statements[:_MOST_SAID]:
        out.print(f"      {escape(f'“{said.words}”' if said.is_whole else said.text)} [dim]{said.said.article}[/]")


def _claim(out: Console, claim: Claim, outlets: Mapping[ArticleId, str]) -> None:
    names = dict.fromkeys(outlets.get(one.article, str(one.article)) for one in claim.citations)
    out.print(f"   • {escape(claim.text)} [dim]{escape(', '.join(names))} {claim.citations[0].article}[/]")


def _head(out: Console, words: str) -> None:
    out.print(f"\n[bold]{words}[/]")
