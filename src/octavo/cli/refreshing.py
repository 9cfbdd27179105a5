"""``octavo refresh``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from octavo.cli.as_json import print_json, report_json
from octavo.cli.session import BEGIN, Session, console, pass_session, progress_console
from octavo.model.refreshes import Step
from octavo.wording import counted

if TYPE_CHECKING:
    from octavo.model.refreshes import RefreshEvent, RefreshReport
    from octavo.newsroom import Newsroom

PAGES = (Step.ARTICLE_NEW, Step.ARTICLE_CHANGED, Step.ARTICLE_UNCHANGED, Step.PAGE_FAILED)
FEEDS = (Step.FEED_READ, Step.FEED_UNCHANGED, Step.FEED_FAILED)


@click.command()
@click.option("--due", is_flag=True, help="Visit only the sources whose time has come, as `serve` does.")
@click.option("--again", is_flag=True, help="Look once more at all pages of the last days, for changes.")
@click.option("--json", "as_json", is_flag=True, help="Print what came of it as JSON.")
@pass_session
def refresh(session: Session, due: bool, again: bool, as_json: bool) -> None:
    """Visit the sources you follow and bring in their new articles."""
    with session.newsroom() as paper:
        if not as_json and not paper.sources.list():
            console().print(BEGIN)
            return
        report = refresh_with_progress(paper, due_only=due, again=again)
        if as_json:
            print_json(report_json(report))
            return
        if due and not (report.feeds_read or report.feeds_unchanged or report.problems):
            console().print("No source is due. `octavo refresh` visits all of them.")
            return
        print_report(report)


def refresh_with_progress(paper: Newsroom, *, due_only: bool = False, again: bool = False) -> RefreshReport:
    """Refresh, and show on standard error how far it is."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    err = progress_console()
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        feeds = bar.add_task("Feeds", total=len(paper.sources.list()) or None)
        pages = bar.add_task("Pages", total=None, visible=False)
        announced = 0

        def show(event: RefreshEvent) -> None:
            nonlocal announced
            if event.step in FEEDS:
                bar.advance(feeds)
                bar.update(feeds, description=f"Feeds  {escape(event.source)[:40]}")
            elif event.step is Step.PAGES_BEGIN:
                announced += event.count
                bar.update(pages, total=announced, visible=True)
            elif event.step in PAGES:
                bar.advance(pages)
                bar.update(pages, description=f"Pages  {escape(event.source)[:40]}")

        return paper.refresh(progress=show, due_only=due_only, again=again)


def print_report(report: RefreshReport) -> None:
    """Say in a few lines what came of a refresh."""
    out = console()
    visited = report.feeds_read + report.feeds_unchanged
    out.print(
        f"[bold]{counted(report.articles_new, 'new article')}[/], "
        f"{report.articles_changed} changed, "
        f"from {counted(visited, 'feed')}."
    )
    if report.pages_failed:
        reasons = ", ".join(f"{count} × {reason}" for reason, count in report.page_failures)
        out.print(
            f"{counted(report.pages_failed, 'page')} could not be had ({reasons}); what the feed says of them is kept."
        )
    for source, sentence in report.problems:
        out.print(f"[red]{escape(source)}:[/] {escape(sentence)}")
