"""``octavo topics``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.table import Table

from octavo.cli.as_json import print_json, statement_json
from octavo.cli.session import BEGIN, Session, console, pass_session
from octavo.model.errors import NotFound
from octavo.model.subjects import Stance, SubjectKind

if TYPE_CHECKING:
    from octavo.model.listing import Row
    from octavo.model.subjects import Subject, SubjectCount
    from octavo.newsroom import Newsroom, SubjectPage

KINDS = [str(kind) for kind in SubjectKind]
_STANCES = {"follow": Stance.FOLLOW, "less": Stance.LESS, "mute": Stance.MUTE, "forget": None}


@click.command(short_help="List what the last two weeks were about.")
@click.argument("name", required=False)
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind of subject.")
@click.option("--set", "stance", type=click.Choice(list(_STANCES)), help="What you want of NAME in your editions.")
@click.option("-n", "--limit", type=click.IntRange(1, 500), default=30, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def topics(session: Session, name: str | None, kind: str | None, stance: str | None, limit: int, as_json: bool) -> None:
    """List what the last two weeks were about, or the articles about NAME; of a speaker with what they say in each.

    With --set follow, less, mute or forget, NAME comes into your editions sooner, later, not at all, or as it comes.
    """
    wanted = SubjectKind(kind) if kind else None
    with session.newsroom() as paper:
        if name is None:
            counts = paper.subjects.common(wanted, limit=limit)
            if counts or as_json or paper.sources.list():
                _list(counts, as_json=as_json)
            else:
                console().print(BEGIN)
            return
        subject = found_subject(paper, name, wanted)
        if stance is not None:
            paper.subjects.set_stance(subject.kind, subject.key, _STANCES[stance])
            console().print(f"{escape(subject.name)} ({subject.kind}): {stance}.")
            return
        _articles(paper, subject, limit, as_json=as_json)


def found_subject(paper: Newsroom, name: str, kind: SubjectKind | None) -> Subject:
    """The subject of that name, else one whose name begins with it.

    Raises:
        NotFound: no article is about such a thing.
    """
    found = [one for one in paper.subjects.named(name) if kind in (None, one.kind)]
    if not found:
        raise NotFound(f"No article is about “{name[:80]}”. `octavo topics` lists what there is.")
    return next((one for one in found if one.name.casefold() == name.casefold()), found[0])


def _list(counts: tuple[SubjectCount, ...], *, as_json: bool) -> None:
    if as_json:
        rows = [{"kind": one.subject.kind, "name": one.subject.name, "articles": one.articles} for one in counts]
        print_json(rows)
        return
    if not counts:
        console().print("No topics yet: they come with articles. `octavo refresh` brings them in.")
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    for one in counts:
        table.add_row(str(one.articles), escape(one.subject.name), f"[dim]{one.subject.kind}[/]")
    console().print(table)


def _articles(paper: Newsroom, subject: Subject, limit: int, *, as_json: bool) -> None:
    page = paper.subjects.page(subject.kind, subject.key, limit=limit)
    rows = page.listing.rows
    if as_json:
        print_json([_as_json(row, page) for row in rows])
        return
    console().print(f"[bold]{escape(subject.name)}[/] [dim]{subject.kind}[/]\n")
    for row in rows:
        console().print(f"{row.article:>6}  {escape(row.title or 'Without a title')} [dim]{escape(row.credit)}[/]")
        for said in page.said.get(row.article, ()):
            console().print(f"        {escape(f'“{said.words}”' if said.is_whole else said.text)}")


def _as_json(row: Row, page: SubjectPage) -> dict[str, object]:
    shown: dict[str, object] = {"article": row.article, "title": row.title, "source": row.credit}
    if page.subject.kind is SubjectKind.SPEAKER:
        shown["statements"] = [statement_json(said) for said in page.said.get(row.article, ())]
    return shown
