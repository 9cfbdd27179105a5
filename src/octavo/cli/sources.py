"""``octavo add``, ``octavo remove``, ``octavo sources``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.table import Table

from octavo.cli.as_json import print_json, source_json
from octavo.cli.session import Session, console, pass_session
from octavo.model.articles import Precision
from octavo.model.errors import OctavoError
from octavo.wording import layout_alarm, tell

if TYPE_CHECKING:
    from octavo.newsroom import Newsroom


@click.command()
@click.argument("address", nargs=-1, required=True)
@pass_session
def add(session: Session, address: tuple[str, ...]) -> None:
    r"""Follow publishers: the address of a feed, or of a page that offers one.

    \b
    octavo add https://example.org/feed.xml
    octavo add example.org another.example.net
    """
    failures = []
    with session.newsroom() as paper:
        for one in address:
            try:
                _add(paper, one)
            except OctavoError as error:
                failures.append(error)
                if len(address) > 1:
                    click.echo(f"octavo: {one}: {error}", err=True)
    if len(failures) < len(address):
        click.echo("`octavo refresh` brings in the articles.", err=True)
    if len(address) == 1 and failures:
        raise failures[0]
    if failures:
        raise type(failures[0])(f"{len(failures)} of {len(address)} addresses could not be followed; see above.")


def _add(paper: Newsroom, address: str) -> None:
    followed = paper.sources.follow(address)
    told = "You follow it already" if followed.already_followed else "Followed"
    source = followed.source
    news = f"; {followed.announced} articles to fetch" if followed.announced else ""
    console().print(f"{told}: [bold]{escape(source.title)}[/] ({source.id}), {escape(source.url)}{news}")


@click.command()
@click.argument("source")
@pass_session
def remove(session: Session, source: str) -> None:
    """Stop following a SOURCE: its number, address or title. What was read and starred stays."""
    with session.newsroom() as paper:
        gone = paper.sources.unfollow(paper.sources.find(source).id)
        console().print(f"No longer followed: {escape(gone.title)}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def sources(session: Session, as_json: bool) -> None:
    """List what you follow, with counts and the state of each source."""
    with session.newsroom() as paper:
        followed = paper.sources.list()
        if as_json:
            print_json([source_json(s) for s in followed])
            return
        if not followed:
            console().print(
                "You follow nothing yet. `octavo add ADDRESS` follows a publisher; `octavo demo` shows how it looks."
            )
            return
        table = Table(box=None, pad_edge=False)
        for heading in ("No.", "Source", "Unread", "Articles", "State"):
            table.add_column(heading, justify="right" if heading in ("No.", "Unread", "Articles") else "left")
        for s in followed:
            state = "not visited yet"
            if s.visit and s.visit.problem:
                state = f"[red]{escape(s.visit.problem)}[/]"
            elif s.visit and s.visit.succeeded_at:
                state = f"well, {tell(s.visit.succeeded_at, Precision.SECOND, paper.now()).words}"
            if s.layout:
                state += f"\n[yellow]{escape(layout_alarm(s.layout))}[/]"
            table.add_row(str(s.source.id), escape(s.source.title), str(s.unread), str(s.articles), state)
        console().print(table)
