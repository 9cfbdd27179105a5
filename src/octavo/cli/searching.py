"""``octavo search``, ``octavo searches``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.text import Text

from octavo.cli.as_json import found_json, print_json, search_json
from octavo.cli.session import BEGIN, Session, console, pass_session
from octavo.model.search import Sort
from octavo.model.subjects import Stance
from octavo.wording import tell

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.listing import Excerpt, Row
    from octavo.model.search import SearchPage
    from octavo.newsroom import Newsroom

_STANCES = {"follow": Stance.FOLLOW, "less": Stance.LESS, "mute": Stance.MUTE, "forget": None}
_SORTS = [one.value for one in Sort]


@click.command(short_help="Find articles by their words and fields.")
@click.argument("words", nargs=-1, required=True)
@click.option("--sort", type=click.Choice(_SORTS), default=Sort.RELEVANCE.value, show_default=True, help="The order.")
@click.option("--save", metavar="NAME", help="Keep this search under a name.")
@click.option("-n", "--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="How many articles.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def search(session: Session, words: tuple[str, ...], sort: str, save: str | None, limit: int, as_json: bool) -> None:
    """Find articles by their WORDS: "…" keeps words together, a minus excludes, OR is one of two.

    Fields narrow it: title: source: author: said: speaker: person: org: place: topic: lang: before: after: on: is:
    has:. Put `--` before the words when one begins with a minus, and quotes around a field of several words:
    'source:"The Tide"'.
    """
    query = " ".join(words)
    with session.newsroom() as paper:
        if save is not None:
            kept = paper.searches.save(save, query)
            if not as_json:
                console().print(f"Kept as {kept.id}: {escape(kept.name)}")
        found = paper.search(query, sort=Sort(sort), limit=limit)
        if as_json:
            _print_json(found)
        elif not found.rows and not paper.sources.list():
            console().print(f"Nothing found. {BEGIN}")
        else:
            _print(found, paper.now())


@click.command(short_help="List the searches you keep, or what one finds.")
@click.argument("name", required=False)
@click.option("--set", "stance", type=click.Choice(list(_STANCES)), help="What you want of it in your editions.")
@click.option("--rename", metavar="NAME", help="Give it another name.")
@click.option("--remove", is_flag=True, help="Keep it no more.")
@click.option("-n", "--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="How many articles.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def searches(
    session: Session,
    name: str | None,
    stance: str | None,
    rename: str | None,
    remove: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List the searches you keep, or what the one called NAME (or with that number) finds, newest first.

    `octavo search WORDS --save NAME` keeps one. With --set follow, less, mute or forget, what it finds comes into your
    editions sooner, later, not at all, or as it comes.
    """
    with session.newsroom() as paper:
        if name is None:
            if stance or rename or remove:
                raise click.UsageError("Say which search: its number or its name.")
            _list(paper, as_json=as_json)
            return
        kept = paper.searches.find(name)
        if stance or rename or remove:
            if stance:
                kept = paper.searches.set_stance(kept.id, _STANCES[stance])
            if rename:
                kept = paper.searches.rename(kept.id, rename)
            if remove:
                paper.searches.remove(kept.id)
            console().print(f"{escape(kept.name)}: {'removed' if remove else stance or 'renamed'}.")
            return
        found = paper.search(kept.query, sort=Sort.DATE, limit=limit)
        paper.searches.see(kept.id)
        if as_json:
            _print_json(found)
        else:
            console().print(f"[bold]{escape(kept.name)}[/] [dim]{escape(kept.query)}[/]")
            _print(found, paper.now())


def _list(paper: Newsroom, *, as_json: bool) -> None:
    kept = paper.searches.list()
    if as_json:
        print_json([search_json(one) for one in kept])
        return
    for one in kept:
        new = f" [bold]{one.new} new[/]" if one.new else ""
        stance = f" ({one.search.stance})" if one.search.stance else ""
        console().print(
            f"{one.search.id:>4}  {escape(one.search.name)}{stance}{new} [dim]{escape(one.search.query)}[/]"
        )
    if not kept:
        console().print("You keep no search yet. `octavo search WORDS --save NAME` keeps one.")


def _print_json(found: SearchPage) -> None:
    print_json(
        {
            "query": found.query,
            "total": found.total,
            "total_is_estimate": found.is_estimate,
            "problems": list(found.problems),
            "relaxed": found.is_relaxed,
            "articles": [found_json(row) for row in found.rows],
            "days": [[day.isoformat(), number] for day, number in found.days],
            "sources": [{"id": source, "title": title, "articles": number} for source, title, number in found.sources],
            "suggestions": [{"query": one.query, "articles": one.articles} for one in found.suggestions],
        }
    )


def _print(found: SearchPage, now: datetime) -> None:
    out = console()
    for sentence in found.problems:
        out.print(f"[yellow]{escape(sentence)}[/]")
    if found.is_relaxed:
        out.print("No article has all of these words. These have some of them.")
    about = "About " if found.is_estimate else ""
    out.print(f"{about}{found.total} found" if found.total else "Nothing found. Try fewer words, or other ones.")
    for one in found.suggestions:
        out.print(f"  Try: {escape(one.query)} [dim]{escape(one.reason)}, {one.articles} found[/]")
    for hit in found.rows:
        out.print(_line(hit.row, now))
        for said in hit.statements:
            out.print(f"“{escape(said.words)}” [dim]{escape(said.attributed_to or 'Speaker unclear')}[/]")
        if not hit.statements:
            out.print(_highlighted(hit.excerpt))
    if len(found.rows) < found.total:
        out.print(f"\n[dim]These are the first {len(found.rows)}; --limit shows more.[/]")


def _line(row: Row, now: datetime) -> str:
    age = tell(row.published_at, row.precision, now).words if row.published_at else ""
    return f"\n[dim]{row.article}[/] [bold]{escape(row.title)}[/] [dim]{escape(row.credit)}, {age}[/]"


def _highlighted(excerpt: Excerpt) -> Text:
    text = Text(excerpt.text)
    for start, end in excerpt.highlights:
        text.stylize("bold reverse", start, end)
    return text
