"""``octavo moderate``: the moderators' queue at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.markup import escape

from octavo.cli.as_json import print_json
from octavo.cli.session import NUMBERS, Session, console, pass_session
from octavo.model.articles import Precision
from octavo.model.discussion import Action, CommentId, EntryId
from octavo.wording import counted, tell

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.discussion import Entry, Queued

SHOWN = 300
REASON = click.option("--reason", default="", help="Why; the author is told.")


@click.group()
def moderate() -> None:
    """Work on the comments that wait. For moderators: the owner, or whom --user names."""


@moderate.command("list")
@click.option("-n", "limit", type=click.IntRange(1, 200), default=50, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_(session: Session, limit: int, as_json: bool) -> None:
    """List the comments that wait, oldest first, and why they do."""
    with session.newsroom() as paper:
        page, now = paper.discussion.moderation.queue(limit), paper.now()
    waiting = [queued for queued, _ in page.items]
    if as_json:
        print_json([_queued_json(queued) for queued in waiting])
        return
    out = console()
    for queued in waiting:
        out.print(_told(queued, now))
    if not waiting:
        out.print("Nothing waits.")
    elif page.waiting > len(waiting):
        out.print(f"[dim]{page.waiting - len(waiting)} more wait.[/]")


@moderate.command()
@click.argument("comment", type=NUMBERS, nargs=-1, required=True)
@pass_session
def approve(session: Session, comment: tuple[int, ...]) -> None:
    """Publish COMMENTs."""
    _decide(session, comment, Action.PUBLISH, "")


@moderate.command()
@click.argument("comment", type=NUMBERS, nargs=-1, required=True)
@click.option("--spam", is_flag=True, help="As advertising: the classifier learns from it.")
@REASON
@pass_session
def reject(session: Session, comment: tuple[int, ...], spam: bool, reason: str) -> None:
    """Show COMMENTs to nobody but their authors, who are told why."""
    _decide(session, comment, Action.SPAM if spam else Action.REJECT, reason)


@moderate.command()
@click.argument("entry", type=NUMBERS, nargs=-1, required=True)
@pass_session
def undo(session: Session, entry: tuple[int, ...]) -> None:
    """Take the decisions ENTRY back, where nothing came after them."""
    with session.newsroom() as paper:
        count = paper.discussion.moderation.undo([EntryId(number) for number in entry])
    console().print(f"{count} of {len(entry)} decisions taken back.")


@moderate.command()
@click.argument("name")
@click.option("--days", type=click.IntRange(1, 3_650), default=7, show_default=True, help="How long.")
@REASON
@pass_session
def ban(session: Session, name: str, days: int, reason: str) -> None:
    """Let the account NAME write nothing for some days."""
    with session.newsroom() as paper:
        made, now = paper.discussion.moderation.ban(name, days=days, reason=reason), paper.now()
    end = tell(made.until, Precision.SECOND, now).exact
    console().print(f"{escape(made.name)} writes nothing until {end}.")


def _decide(session: Session, comments: tuple[int, ...], action: Action, reason: str) -> None:
    with session.newsroom() as paper:
        desk = paper.discussion.moderation
        lines = desk.decide([desk.comment(CommentId(number)).id for number in comments], action, reason)
    _print(lines)


def _print(lines: tuple[Entry, ...]) -> None:
    out = console()
    for line in lines:
        out.print(f"Comment {line.comment}: {line.action.value}.")
    if lines:
        out.print(f"`octavo moderate undo {' '.join(str(line.id) for line in lines)}` takes it back.")
    else:
        out.print("Nothing changed: they were so already.")


def _told(queued: Queued, now: datetime) -> str:
    comment = queued.comment
    head = f"{comment.id}  {escape(_plain(comment.name))} [dim]{tell(comment.at, Precision.SECOND, now).words}[/]"
    reports = f" [yellow]{counted(len(queued.reports), 'report')}[/]" if queued.reports else ""
    why = f" [dim]{escape(_plain(comment.reason))}[/]" if comment.reason else ""
    return f"{head}{reports}{why}\n    {escape(_plain(comment.body)[:SHOWN])}"


def _plain(text: str) -> str:
    """A stranger's words on one line, without signs that steer a terminal."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _queued_json(queued: Queued) -> dict[str, object]:
    comment = queued.comment
    return {
        "id": comment.id,
        "article": comment.article,
        "name": comment.name,
        "at": comment.at.isoformat(),
        "state": comment.state.value,
        "body": comment.body,
        "rule": queued.rule,
        "reason": comment.reason,
        "reports": [{"kind": report.kind.value, "note": report.note} for report in queued.reports],
    }
