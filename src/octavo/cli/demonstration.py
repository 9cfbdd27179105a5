"""``octavo demo``."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from octavo.cli.refreshing import print_report, refresh_with_progress
from octavo.cli.serving import run
from octavo.cli.session import Session, console, pass_session


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=None,
    help="Port to listen on; 0 for any free one.  [default: 8026]",
)
@click.option("--open/--no-open", "open_browser", default=True, help="Open the browser, where there is one.")
@click.option("--fresh", is_flag=True, help="Begin again with an empty demo library.")
@click.option("--serve/--no-serve", "serve_", default=True, help="Serve the paper when it is made, or stop there.")
@pass_session
def demo(session: Session, port: int | None, open_browser: bool, fresh: bool, serve_: bool) -> None:
    """See Octavo at work on five invented newspapers; no network is needed.

    The papers are served on this machine by a real web server, and the whole real pipeline runs over them: first the
    week up to Friday, then Saturday's papers with their corrections. The demo has a library of its own.
    """
    from octavo.demo import PressServer, first_edition, last_saturday, load_articles, second_edition
    from octavo.wiring import open_newsroom

    folder = session.settings.data_dir / "demo"
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    update: dict[str, object] = {
        "database": str(folder / "demo.db"),
        "allowed_networks": ("127.0.0.1/32",),
        "refresh": False,
    }
    if port is not None:
        update["port"] = port
    settings = session.settings.model_copy(update=update)
    with open_newsroom(settings) as paper:
        out = console()
        saturday = last_saturday(paper.now())
        with PressServer(load_articles(saturday), now=first_edition(saturday)) as press:
            out.print("Five newspapers of the Republic of Marren go on sale.")
            for feed in press.feeds:
                paper.sources.follow(feed.url)
            print_report(refresh_with_progress(paper))
            out.print("Saturday's papers arrive, with corrections to the week's.")
            press.advance(second_edition(saturday))
            print_report(refresh_with_progress(paper))
        out.print(f"Your library is {Path(settings.library)}.")
        if serve_:
            run(paper, settings, open_browser=open_browser)
