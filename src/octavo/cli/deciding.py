"""``octavo decide``: stories put right by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.markup import escape

from octavo.cli.as_json import decision_json, print_json
from octavo.cli.session import NUMBERS, Session, console, pass_session
from octavo.model.articles import Precision
from octavo.model.ids import ArticleId, DecisionId, StoryId
from octavo.wording import tell

if TYPE_CHECKING:
    from octavo.model.stories import Decision


@click.group()
def decide() -> None:
    """Put stories right by hand. What you decide stands for ever, also for articles yet to come, until it is undone."""


@decide.command()
@click.argument("story", type=NUMBERS)
@click.argument("other", type=NUMBERS)
@pass_session
def merge(session: Session, story: int, other: int) -> None:
    """Make STORY and OTHER one."""
    with session.newsroom() as paper:
        _print(paper.stories.merge(StoryId(story), StoryId(other)))


@decide.command()
@click.argument("story", type=NUMBERS)
@click.argument("article", type=NUMBERS, nargs=-1, required=True)
@pass_session
def split(session: Session, story: int, article: tuple[int, ...]) -> None:
    """Take ARTICLEs out of STORY, into a story of their own."""
    with session.newsroom() as paper:
        _print(paper.stories.split(StoryId(story), [ArticleId(number) for number in article]))


@decide.command()
@click.argument("article", type=NUMBERS, nargs=-1, required=True)
@click.argument("story", type=NUMBERS)
@pass_session
def move(session: Session, article: tuple[int, ...], story: int) -> None:
    """Put ARTICLEs into STORY."""
    with session.newsroom() as paper:
        _print(paper.stories.move([ArticleId(number) for number in article], StoryId(story)))


@decide.command()
@click.argument("story", type=NUMBERS)
@pass_session
def lock(session: Session, story: int) -> None:
    """Let STORY take no more articles and give none away."""
    with session.newsroom() as paper:
        _print(paper.stories.lock(StoryId(story)))


@decide.command()
@click.argument("decision", type=NUMBERS)
@pass_session
def undo(session: Session, decision: int) -> None:
    """Let DECISION stand no longer; what it moved goes back."""
    with session.newsroom() as paper:
        paper.stories.undo(DecisionId(decision))
    console().print(f"Decision {decision} is undone.")


@decide.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_(session: Session, as_json: bool) -> None:
    """List the decisions that stand, oldest first."""
    with session.newsroom() as paper:
        decisions, now = paper.stories.decisions(), paper.now()
    if as_json:
        print_json([decision_json(decision) for decision in decisions])
        return
    out = console()
    for decision in decisions:
        out.print(f"{decision.id}  {escape(_told(decision))} [dim]{tell(decision.at, Precision.SECOND, now).words}[/]")
    if not decisions:
        out.print("Nothing was decided by hand. `octavo decide merge STORY OTHER` makes two stories one.")


def _print(decision: Decision) -> None:
    console().print(f"Decided: {escape(_told(decision))}. `octavo decide undo {decision.id}` takes it back.")


def _told(decision: Decision) -> str:
    numbers = ", ".join(map(str, decision.articles))
    apart = f" from {', '.join(map(str, decision.others))}" if decision.others else ""
    return f"articles {numbers} {decision.kind.value}{apart}"
