"""``octavo list``, ``octavo read``, ``octavo mark``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.table import Table

from octavo.cli.as_json import page_json, print_json, row_json
from octavo.cli.printing import print_article
from octavo.cli.session import BEGIN, NUMBERS, Session, console, pass_session
from octavo.model.ids import ArticleId
from octavo.model.listing import Shelf
from octavo.wording import tell

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.listing import Row
    from octavo.newsroom import Newsroom

_EMPTY = {
    Shelf.LATEST: "Nothing has come in yet. `octavo refresh` brings in new articles.",
    Shelf.UNREAD: "Everything is read. `octavo refresh` brings in new articles, `octavo list` shows the latest.",
    Shelf.STARRED: "Nothing is starred. `octavo mark --star ARTICLE` stars an article by its number.",
}


@click.command("list")
@click.option("--unread", "shelf", flag_value=Shelf.UNREAD.value, help="Only what is not read.")
@click.option("--starred", "shelf", flag_value=Shelf.STARRED.value, help="Only what is starred.")
@click.option("--source", help="Only this source: its number, address or title.")
@click.option("-n", "--limit", type=click.IntRange(1, 1000), default=30, show_default=True, help="How many articles.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_(session: Session, shelf: str | None, source: str | None, limit: int, as_json: bool) -> None:
    """List articles, newest first. ● is unread, ★ is starred; `octavo read` takes the number."""
    with session.newsroom() as paper:
        one = paper.sources.find(source).id if source else None
        chosen = Shelf(shelf) if shelf else Shelf.LATEST
        listing = paper.articles.listing(chosen, source=one, limit=limit)
        if as_json:
            print_json([row_json(row) for row in listing.rows])
            return
        if not listing.rows:
            _say_empty(paper, chosen)
            return
        console().print(_table(listing.rows, paper.now()))


@click.command(short_help="Read an article by its number, or the newest unread.")
@click.argument("article", type=NUMBERS, required=False)
@click.option("--keep-unread", is_flag=True, help="Do not mark it as read.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def read(session: Session, article: int | None, keep_unread: bool, as_json: bool) -> None:
    """Read an ARTICLE by its number; without one, the newest that is not read. Marks it as read."""
    with session.newsroom() as paper:
        if article is None:
            unread = paper.articles.listing(Shelf.UNREAD, limit=1).rows
            if not unread:
                _say_empty(paper, Shelf.UNREAD)
                return
            article = unread[0].article
        page = paper.articles.page(ArticleId(article))
        if as_json:
            print_json(page_json(page))
        else:
            print_article(page, paper.now())
        if not keep_unread:
            paper.articles.mark_read([page.article.id])


@click.command()
@click.argument("article", type=NUMBERS, nargs=-1, required=True)
@click.option("--read/--unread", "read_", default=None, help="Mark as read, or not.")
@click.option("--star/--unstar", default=None, help="Star, or take the star away.")
@pass_session
def mark(session: Session, article: tuple[int, ...], read_: bool | None, star: bool | None) -> None:
    """Mark ARTICLEs, by their numbers."""
    if read_ is None and star is None:
        raise click.UsageError("Say what to mark: --read, --unread, --star or --unstar.")
    with session.newsroom() as paper:
        desk = paper.articles
        numbers = [desk.article(ArticleId(number)).id for number in article]
        if read_ is not None:
            (desk.mark_read if read_ else desk.mark_unread)(numbers)
        if star is not None:
            (desk.star if star else desk.unstar)(numbers)


def _say_empty(paper: Newsroom, shelf: Shelf) -> None:
    """Why there is nothing, and what to do."""
    console().print(_EMPTY[shelf] if paper.sources.list() else BEGIN)


def _table(rows: tuple[Row, ...], now: datetime) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right", style="dim")
    table.add_column()
    table.add_column(ratio=1)
    table.add_column(style="dim")
    table.add_column(style="dim")
    for row in rows:
        title = escape(row.title) if row.read else f"[bold]{escape(row.title)}[/]"
        table.add_row(str(row.article), _signs(row), title, escape(row.credit), _age(row, now))
    return table


def _signs(row: Row) -> str:
    return ("★" if row.starred else " ") + (" " if row.read else "●")


def _age(row: Row, now: datetime) -> str:
    return tell(row.published_at, row.precision, now).words if row.published_at else ""
