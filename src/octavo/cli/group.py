"""The command ``octavo`` and its parts."""

from __future__ import annotations

import logging

import click

from octavo import __version__
from octavo.cli import (
    accounts,
    asking,
    briefing,
    clipping,
    deciding,
    demonstration,
    extraction,
    model,
    moderating,
    moving,
    noting,
    own_data,
    publishers,
    reading,
    refreshing,
    searching,
    serving,
    sources,
    stories,
    topics,
    tracking,
)
from octavo.cli.session import begin


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="octavo")
@click.option("--library", metavar="FILE|ADDRESS", help="The library to work on, instead of the one in the settings.")
@click.option("--user", metavar="NAME", help="Act for this account instead of the owner's.")
@click.option("-v", "--verbose", is_flag=True, help="Log to standard error what happens inside.")
@click.pass_context
def octavo(context: click.Context, library: str | None, user: str | None, verbose: bool) -> None:
    """Octavo: a newspaper made of other newspapers.

    Name publishers with `octavo add`, bring in the news with `octavo refresh`, and read it with `octavo serve` in the
    browser or with `octavo list` and `octavo read` here. `octavo demo` shows it all on five invented papers.
    """
    logging.basicConfig(
        level=logging.INFO if verbose else logging.ERROR, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    context.obj = begin(library, user)


for command in (
    demonstration.demo,
    sources.add,
    sources.remove,
    sources.sources,
    moving.import_,
    moving.export,
    moving.packs,
    refreshing.refresh,
    serving.serve,
    stories.edition,
    briefing.briefing,
    stories.stories,
    stories.story,
    stories.regroup,
    topics.topics,
    deciding.decide,
    moderating.moderate,
    reading.list_,
    reading.read,
    searching.search,
    searching.searches,
    asking.ask,
    tracking.track,
    reading.mark,
    noting.notes,
    clipping.clip,
    extraction.extract,
    publishers.publishers,
    model.model,
    accounts.user,
    own_data.data,
):
    octavo.add_command(command)
