"""``octavo import``, ``octavo export``, ``octavo packs``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import click
from rich.markup import escape
from rich.table import Table

from octavo.cli.as_json import print_json
from octavo.cli.session import Session, console, pass_session
from octavo.model.errors import NotFound
from octavo.model.following import Outcome

if TYPE_CHECKING:
    from octavo.model.following import Import, Taken


@click.command("import", short_help="Follow what the OPML file of another reader lists.")
@click.argument("file", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="Print what became of each line as JSON.")
@pass_session
def import_(session: Session, file: BinaryIO, as_json: bool) -> None:
    r"""Follow what another reader's OPML FILE lists, with its titles and folders; `-` reads it from the input.

    Nothing is lost on the way: what cannot be followed is printed with the reason. Nothing is fetched yet:
    `octavo refresh` does, and so does a running `octavo serve`.
    """
    from octavo.newsroom.moving import LARGEST

    with session.newsroom() as paper:
        report = paper.moving.import_opml(file.read(LARGEST + 1))
        if as_json:
            print_json([_line_json(one) for one in report.lines])
            return
        _print_report(report)


@click.command(short_help="Write all that you follow as OPML.")
@click.option("--opml", "target", type=click.File("wb"), default="-", help="Where to write it.  [default: the output]")
@pass_session
def export(session: Session, target: BinaryIO) -> None:
    """Write all that you follow, with titles and folders, as OPML: any reader takes it in, Octavo without loss."""
    with session.newsroom() as paper:
        target.write(paper.moving.export_opml())


@click.command(short_help="List starter packs of publishers, or follow some.")
@click.argument("pack", nargs=-1)
@click.option("--folders", is_flag=True, help="Put each pack into a folder of its name.")
@pass_session
def packs(session: Session, pack: tuple[str, ...], folders: bool) -> None:
    r"""List the starter packs; with the name of a PACK, or several, follow their publishers.

    \b
    octavo packs
    octavo packs en de --folders
    """
    with session.newsroom() as paper:
        offered = paper.moving.packs()
        unknown = [key for key in pack if key not in {one.key for one in offered}]
        if unknown:
            raise NotFound(f"There is no pack called “{unknown[0]}”. `octavo packs` lists them.")
        if pack:
            _print_report(paper.moving.follow_packs(pack, folders=folders))
            return
        table = Table(box=None, pad_edge=False)
        for heading in ("Pack", "Name", "Publishers", ""):
            table.add_column(heading, justify="right" if heading == "Publishers" else "left")
        for one in offered:
            table.add_row(one.key, escape(one.name), str(len(one.publishers)), escape(one.about))
        console().print(table)


def _print_report(report: Import) -> None:
    out = console()
    for one in report.lines:
        if one.outcome is Outcome.REFUSED:
            named = one.title or one.url or "A line without a name"
            out.print(f"[red]{escape(named)}:[/] {escape(one.sentence)}")
    counts = (f"{report.count(outcome)} {outcome}" for outcome in Outcome if report.count(outcome))
    out.print(f"[bold]{', '.join(counts)}.[/]")
    if report.count(Outcome.ADDED):
        click.echo("`octavo refresh` brings in the articles.", err=True)


def _line_json(line: Taken) -> dict[str, Any]:
    return {
        "url": line.url,
        "title": line.title,
        "folder": line.folder,
        "outcome": str(line.outcome),
        "sentence": line.sentence,
        "source": line.source,
    }
