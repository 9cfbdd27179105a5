"""``octavo add``, ``octavo remove``, ``octavo sources``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.table import Table

from octavo.cli.as_json import print_json, source_json
from octavo.cli.session import BEGIN, Session, console, pass_session
from octavo.kit.urls import likely_address
from octavo.model.articles import Precision
from octavo.model.errors import InvalidInput, NotAFeed, OctavoError
from octavo.model.sources import SourceKind
from octavo.wording import counted, layout_alarm, tell

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.listing import Subscription
    from octavo.newsroom import Newsroom


@click.command(short_help="Follow publishers, by feed or front page.")
@click.argument("address", nargs=-1, required=True)
@click.option("--folder", metavar="NAME", help="The folder to put them into; it is made when there is none.")
@pass_session
def add(session: Session, address: tuple[str, ...], folder: str | None) -> None:
    r"""Follow publishers: the address of a feed, or of a page that offers one.

    \b
    octavo add https://example.org/feed.xml
    octavo add example.org another.example.net --folder World
    """
    failures = []
    with session.newsroom() as paper:
        for one in address:
            try:
                _add(paper, one, folder)
            except OctavoError as error:
                failures.append(error)
                if len(address) > 1:
                    click.echo(f"octavo: {error}" if one in str(error) else f"octavo: {one}: {error}", err=True)
    if len(failures) < len(address):
        click.echo("`octavo refresh` brings in the articles.", err=True)
    if len(address) == 1 and failures:
        raise failures[0]
    if failures:
        raise type(failures[0])(f"{len(failures)} of {len(address)} addresses could not be followed; see above.")


def _add(paper: Newsroom, address: str, folder: str | None) -> None:
    try:
        followed = paper.sources.follow(address, folder=folder)
    except InvalidInput as error:
        meant = None if isinstance(error, NotAFeed) else likely_address(address)
        if meant is None:
            raise
        raise InvalidInput(f"{error} Was {meant} meant?") from error
    told = "You follow it already" if followed.already_followed else "Followed"
    source = followed.source
    news = f"; {counted(followed.announced, 'article')} to fetch" if followed.announced else ""
    console().print(f"{told}: [bold]{escape(source.title)}[/] ({source.id}), {escape(source.url)}{news}")


@click.command()
@click.argument("source")
@pass_session
def remove(session: Session, source: str) -> None:
    """Stop following a SOURCE: its number, address or title. What was read and starred stays."""
    with session.newsroom() as paper:
        gone = paper.sources.unfollow(paper.sources.find(source).id)
        console().print(f"No longer followed: {escape(gone.title)}. Its articles stay.")
        if gone.kind == SourceKind.FEED:
            console().print(f"`octavo add {escape(gone.url)}` follows it again.")


@click.command(short_help="List what you follow, and how each source is doing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def sources(session: Session, as_json: bool) -> None:
    """List what you follow, with counts and the state of each source."""
    with session.newsroom() as paper:
        followed = paper.sources.list()
        folders = {one.id: one.name for one in paper.sources.folders()}
        names = {s.source.id: folders[s.folder] for s in followed if s.folder in folders}
        if as_json:
            print_json([source_json(s, names.get(s.source.id)) for s in followed])
            return
        if not followed:
            console().print(BEGIN)
            return
        table = Table(box=None, pad_edge=False)
        for heading in ("No.", "Source", *(["Folder"] if names else []), "Unread", "Articles", "State"):
            table.add_column(heading, justify="right" if heading in ("No.", "Unread", "Articles") else "left")
        for s in sorted(followed, key=lambda one: names.get(one.source.id, "").casefold()):
            folder = [escape(names.get(s.source.id, ""))] if names else []
            title = escape(s.source.title or s.source.url)
            table.add_row(str(s.source.id), title, *folder, str(s.unread), str(s.articles), _state(s, paper.now()))
        console().print(table)


def _state(followed: Subscription, now: datetime) -> str:
    state, visit = "not visited yet", followed.visit
    if visit and visit.problem:
        state = f"[red]{escape(visit.problem)}[/]"
    elif visit and visit.succeeded_at:
        state = f"well, {tell(visit.succeeded_at, Precision.SECOND, now).words}"
    if followed.layout:
        state += f"\n[yellow]{escape(layout_alarm(followed.layout))}[/]"
    return state
