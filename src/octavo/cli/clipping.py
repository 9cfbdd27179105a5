"""``octavo clip``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.markup import escape

from octavo.cli.as_json import draft_json, print_json, time_json
from octavo.cli.session import Session, console, pass_session
from octavo.model.errors import InvalidInput
from octavo.wording import counted, tell

if TYPE_CHECKING:
    from octavo.model.articles import Draft
    from octavo.model.clippings import Clipping


class Moment(click.ParamType[datetime]):
    """A time with a zone, as ISO 8601 writes it."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment that the text names; without a zone it is taken for UTC."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is no time: write it as 2025-06-12T09:00Z.", param, ctx)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@click.command(short_help="Turn a captured page into the articles on it.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--captured",
    type=Moment(),
    metavar="TIME",
    help="When the page was captured, as 2025-06-12T09:00Z; turns ages into times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the articles as JSON.")
@click.option("--keep/--no-keep", default=True, help="Put the articles into the library.  [default: keep]")
@pass_session
def clip(session: Session, file: Path, captured: datetime | None, as_json: bool, keep: bool) -> None:
    """Turn a captured page, saved as text or HTML in FILE (- for standard input), into the articles on it.

    What the page does not say stays empty; what cannot be read is reported on standard error, with its line.
    """
    with session.newsroom() as paper:
        clipping = paper.clippings.read(_read(file), captured_at=captured)
        if as_json:
            print_json(_clipping_json(clipping))
        else:
            _print_clipping(clipping, captured or paper.now())
        for unread in clipping.unread:
            click.echo(f"not read, line {unread.line}: “{unread.text}”: {unread.reason}.", err=True)
        if keep and clipping.articles:
            saved = paper.clippings.keep(clipping)
            numbers = ", ".join(str(article.id) for article in saved.articles)
            click.echo(f"Kept as articles {numbers}.", err=True)


def _read(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror}.") from error


def _clipping_json(clipping: Clipping) -> list[dict[str, Any]]:
    return [
        {
            **draft_json(draft),
            "related": [_related_json(clipping.articles[b]) for a, b in clipping.related if a == position],
        }
        for position, draft in enumerate(clipping.articles)
    ]


def _related_json(draft: Draft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "publisher": draft.publisher,
        "published_at": time_json(draft.published_at, draft.precision),
    }


def _print_clipping(clipping: Clipping, now: datetime) -> None:
    out = console()
    related = {second for _, second in clipping.related}
    for position, draft in enumerate(clipping.articles):
        mark = "  related: " if position in related else ""
        out.print(f"\n{mark}[bold]{escape(draft.title)}[/]")
        publisher = escape(draft.publisher) if draft.publisher else "the page names no publisher"
        when = (
            tell(draft.published_at, draft.precision, now).exact
            if draft.published_at
            else "nor a time"
            if not draft.publisher
            else "no time"
        )
        length = f"{counted(len(draft.blocks), 'paragraph')}, {counted(draft.word_count, 'word')}"
        out.print(f"[dim]{publisher}, {when}; {length}[/]")
        if draft.partial:
            out.print(f"[dim italic]{escape(draft.partial)}[/]")
        if position not in related:
            for block in draft.blocks:
                out.print(f"\n{escape(block.text)}")
