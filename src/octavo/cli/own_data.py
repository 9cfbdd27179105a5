"""``octavo data``."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from octavo.cli.session import Session, console, pass_session, progress_console

LONGEST_READ = 1_000_001


@click.group("data")
def data() -> None:
    """Take along what is yours, and bring it back."""


@data.command("show")
@pass_session
def show(session: Session) -> None:
    """Say what is kept of you, and how much room everything takes."""
    with session.newsroom() as paper:
        kept = paper.own_data.kept()
    lines = (
        ("sources", kept.sources),
        ("read", kept.mine.read),
        ("starred", kept.mine.starred),
        ("subjects", kept.mine.subjects),
        ("questions", kept.mine.trackers),
        ("comments", kept.mine.comments),
        ("articles in the library", kept.articles),
        ("bytes of the library", kept.library_bytes),
        ("bytes for searching", kept.index_bytes),
    )
    for what, number in lines:
        console().print(f"{number:>14,}  {what}")


@data.command("export")
@click.argument("file", type=click.File("w", encoding="utf-8", atomic=True), default="-")
@pass_session
def export(session: Session, file: IO[str]) -> None:
    """Write all that is yours to FILE (standard output, unless given), a line of JSON for each thing.

    Subscriptions, marks and stars, subjects, questions, comments and settings. FILE is replaced when all is written.
    """
    with session.newsroom() as paper:
        for line in paper.own_data.export():
            file.write(line)


@data.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_session
def import_(session: Session, file: Path) -> None:
    """Bring in FILE, which `octavo data export` or the page of your data wrote.

    What is there already stays; the same file twice changes nothing. Marks need their articles in this library, and
    comments are never said again.
    """
    with session.newsroom() as paper, file.open(encoding="utf-8", errors="replace") as lines:
        brought = paper.own_data.bring_in(iter(lambda: lines.readline(LONGEST_READ), ""))
    for kind, number in brought.taken.items():
        console().print(f"{number:>8,}  {kind}")
    for kind, number in brought.left_out.items():
        progress_console().print(f"{number:>8,}  {kind} left out: no place for it here")
