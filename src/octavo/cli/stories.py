"""``octavo edition``, ``octavo stories``, ``octavo story``, ``octavo regroup``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from octavo.cli.as_json import edition_json, print_json, story_json, story_page_json, tie_json
from octavo.cli.insights import insights_json, print_insights
from octavo.cli.session import BEGIN, NUMBERS, Session, console, pass_session, progress_console
from octavo.model.articles import Precision
from octavo.model.ids import StoryId
from octavo.model.stories import CopyKind
from octavo.wording import counted, long_date, tell

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from octavo.model.ids import ArticleId
    from octavo.model.stories import Coverage, EditionPage, Pick, Story, StoryPage, Tie

_NO_STORIES = (
    "No stories yet: it takes two articles to tell one. `octavo refresh` brings in more, `octavo stories --all` also "
    "lists stories of one article."
)
_MOST_FEATURES = 8
_OF_A_NAME = 40


@click.command(short_help="Today's edition: eight stories at most, and then it ends.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The edition of an earlier day, as 2026-06-12.")
@click.option("--again", is_flag=True, help="Print today's anew, from what has come in since.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def edition(session: Session, day: datetime | None, again: bool, as_json: bool) -> None:
    """Today's edition: at most eight stories, and then it ends. `octavo story` takes the number."""
    with session.newsroom() as paper:
        page = paper.stories.edition(day.date() if day else None, again=again)
        if as_json:
            print_json(edition_json(page))
            return
        if page.edition.picks or paper.sources.list():
            _print_edition(console(), page, paper.now())
        else:
            console().print(BEGIN)


@click.command(short_help="List the stories of the last two weeks.")
@click.option("-n", "--limit", type=click.IntRange(1, 500), default=30, show_default=True, help="How many stories.")
@click.option("--all", "singles", is_flag=True, help="Also stories of one article.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def stories(session: Session, limit: int, singles: bool, as_json: bool) -> None:
    """List the stories of the last two weeks that several articles tell, those with news first."""
    with session.newsroom() as paper:
        listing = paper.stories.listing(limit=limit, fewest_articles=1 if singles else 2)
        if as_json:
            print_json([story_json(story) for story in listing.stories])
            return
        if not listing.stories:
            console().print(_NO_STORIES if paper.sources.list() else BEGIN)
            return
        console().print(_table(listing.stories, paper.now()))


@click.command(short_help="Show a story by its number, and who told what.")
@click.argument("number", metavar="STORY", type=NUMBERS)
@click.option("--why", is_flag=True, help="Say for each article how likely it belongs here and what speaks for it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def story(session: Session, number: int, why: bool, as_json: bool) -> None:
    """Show a STORY by its number: what its articles say, who told it, who was first, and who copied."""
    with session.newsroom() as paper:
        page = paper.stories.page(StoryId(number))
        ties = paper.stories.ties(page.story.id) if why else ()
        found = paper.insights.of_told(page.story)
        if as_json:
            told = {"ties": [tie_json(tie) for tie in ties]} if why else {}
            print_json(story_page_json(page) | {"insights": insights_json(found)} | told)
            return
        out = console()
        _print_story(out, page, {tie.article: tie for tie in ties}, paper.now())
        print_insights(out, found, {one.row.article: one.row.credit for one in page.story.articles})


@click.command()
@pass_session
def regroup(session: Session) -> None:
    """Group all articles of the library into stories anew. Stories keep their numbers; what was decided stands."""
    with session.newsroom() as paper:
        err = progress_console()
        columns = (TextColumn("Grouping"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
            task = bar.add_task("Grouping", total=paper.stories.count() or None)
            done = paper.stories.regroup(lambda count: bar.update(task, completed=count))
        console().print(f"{counted(done, 'article')} grouped anew.")


def _print_edition(out: Console, page: EditionPage, now: datetime) -> None:
    made = page.edition
    out.print(f"[bold]{long_date(made.day)}[/]\n")
    if not made.picks:
        out.print("A quiet day: no story stood out. `octavo stories` lists what there is, `octavo list` all articles.")
        return
    for place, (pick, told) in enumerate(zip(made.picks, page.stories, strict=True), start=1):
        out.print(f"{place}  [bold]{escape(pick.headline)}[/] [dim]{pick.story}[/]")
        if pick.point:
            out.print(f"   {escape(pick.point.text)}")
        out.print(f"   [dim]{escape(_told_by(pick, told, now))}[/]\n")
    out.print("[dim]That is all for today.[/]" if made.day == now.date() else "[dim]That was all.[/]")


def _told_by(pick: Pick, told: Story | None, now: datetime) -> str:
    if told is None:
        return pick.reason
    outlets = list(dict.fromkeys(one.row.credit for one in told.articles))
    return f"{', '.join(outlets)} · {_age(told.updated_at, now)} · {pick.reason}"


def _table(listed: tuple[Story, ...], now: datetime) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right", style="dim")
    table.add_column()
    table.add_column(ratio=1)
    table.add_column(style="dim", justify="right")
    table.add_column(style="dim")
    for told in listed:
        title = f"[bold]{escape(told.headline)}[/]" if told.unread else escape(told.headline)
        count = f"{counted(told.outlets, 'outlet')}, {counted(len(told.articles), 'article')}"
        table.add_row(str(told.id), "●" if told.unread else " ", title, count, _age(told.updated_at, now))
    return table


def _print_story(out: Console, page: StoryPage, ties: dict[ArticleId, Tie], now: datetime) -> None:
    told = page.story
    out.print(f"[bold]{escape(told.headline)}[/]")
    times = f"since {_exact(told.opened_at, now)}, last {_age(told.updated_at, now)}"
    sleeps = ", dormant" if told.is_dormant else ""
    out.print(f"[dim]story {told.id} · {counted(told.outlets, 'independent outlet')} · {times}{sleeps}[/]")
    articles = {one.row.article: one for one in told.articles}
    for chapter in page.chapters:
        if len(page.chapters) > 1:
            out.print(f"\n[bold]{escape(chapter.headline)}[/] [dim]{_exact(chapter.opened_at, now)}[/]")
        for number in chapter.articles:
            _print_coverage(out, articles[number], told, ties.get(number), now)
    for decision in page.decisions:
        numbers = ", ".join(map(str, decision.articles))
        apart = f" from {', '.join(map(str, decision.others))}" if decision.others else ""
        out.print(f"[dim]By hand: {numbers} {decision.kind.value}{apart} (`octavo decide undo {decision.id}`)[/]")


def _print_coverage(out: Console, one: Coverage, told: Story, tie: Tie | None, now: datetime) -> None:
    row, placement = one.row, one.placement
    first = " [green]first[/]" if row.article == told.first else ""
    out.print(f"\n{row.article}  {'[bold]' if not row.read else '[not bold]'}{escape(row.title)}[/]{first}")
    out.print(f"   [dim]{escape(row.credit)}, {_exact(placement.at, now)} · {escape(placement.reason)}[/]")
    if placement.copy_of:
        copied = placement.copy_of
        is_translated = copied.kind is CopyKind.TRANSLATION
        what = "translation" if is_translated else "copy"
        why = copied.reason if is_translated else f"{copied.kind.value}: {copied.reason}"
        out.print(f"   [yellow]{what} of {copied.article}[/] [dim]({escape(why)})[/]")
    if tie is not None:
        _print_tie(out, tie)


def _print_tie(out: Console, tie: Tie) -> None:
    if tie.score is None:
        out.print("   [dim]too long ago to be looked at again[/]")
        return
    out.print(f"   [cyan]{tie.score:.0%}[/] with the headline's article")
    shared = (("names", tie.names), ("figures", tie.numbers), ("words", tie.words))
    for label, found in shared:
        if found:
            out.print(f"   [dim]{label}:[/] {escape(', '.join(found))}")
    for name, value, effect in tie.features[:_MOST_FEATURES]:
        style = "green" if effect > 0 else "red"
        out.print(f"   [dim]{escape(name):<{_OF_A_NAME}}{value:>8.3f}[/] [{style}]{effect:+.2f}[/]")


def _age(at: datetime, now: datetime) -> str:
    return tell(at, Precision.SECOND, now).words


def _exact(at: datetime, now: datetime) -> str:
    return tell(at, Precision.MINUTE, now).exact
