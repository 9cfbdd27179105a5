"""``octavo track``."""

from __future__ import annotations

import click
from rich.markup import escape

from octavo.cli.as_json import answer_json, print_json, time_json
from octavo.cli.session import NUMBERS, Session, console, pass_session
from octavo.model.articles import Precision
from octavo.model.trackers import TrackerId
from octavo.wording import tell


@click.group(short_help="Keep an eye on questions, as articles come in.")
def track() -> None:
    """Keep an eye on questions: they are answered again as articles come in."""


@track.command()
@click.argument("question")
@pass_session
def add(session: Session, question: str) -> None:
    """Keep an eye on QUESTION, from its present answer on."""
    with session.newsroom() as paper:
        made = paper.trackers.add(question)
        console().print(f"{made.id}  {escape(made.question)}\nEach refresh answers it again.")


@track.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """List what you keep an eye on, and when each answer last changed."""
    with session.newsroom() as paper:
        found, now = paper.trackers.list(), paper.now()
    if as_json:
        print_json(
            [
                {"id": one.id, "question": one.question, "changed_at": time_json(one.changed_at), "news": one.has_news}
                for one in found
            ]
        )
        return
    for one in found:
        changed = f"changed {tell(one.changed_at, Precision.SECOND, now).words}" if one.changed_at else "no change yet"
        console().print(f"{one.id:>4} {'●' if one.has_news else ' '} {escape(one.question)} [dim]{changed}[/]")
    if not found:
        console().print("Nothing yet. `octavo track add QUESTION` keeps an eye on a question.")


@track.command()
@click.argument("number", metavar="TRACKER", type=NUMBERS)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def show(session: Session, number: int, as_json: bool) -> None:
    """Show the answers that a question had, the latest first."""
    with session.newsroom() as paper:
        page, now = paper.trackers.page(TrackerId(number)), paper.now()
    if as_json:
        print_json(
            [{"at": time_json(one.at), "reason": one.reason, "answer": answer_json(one.answer)} for one in page.answers]
        )
        return
    out = console()
    out.print(f"[bold]{escape(page.tracker.question)}[/]")
    for one in page.answers:
        out.print(f"\n[dim]{tell(one.at, Precision.MINUTE, now).exact} {escape(one.reason)}[/]")
        for claim in one.answer.claims:
            out.print(f"   {escape(claim.text)} [dim]{claim.citations[0].article}[/]")
        if not one.answer.found:
            out.print("   Not found in what you follow.")


@track.command()
@click.argument("number", metavar="TRACKER", type=NUMBERS)
@pass_session
def remove(session: Session, number: int) -> None:
    """Keep an eye on a question no more, and forget its answers."""
    with session.newsroom() as paper:
        paper.trackers.remove(TrackerId(number))
        console().print("Removed.")
