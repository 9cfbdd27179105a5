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

# As `octavo --help` lists them: what one does first stands first.
PARTS: tuple[tuple[str, tuple[click.Command, ...]], ...] = (
    (
        "To begin",
        (demonstration.demo, sources.add, moving.packs, moving.import_, refreshing.refresh, serving.serve),
    ),
    (
        "To read",
        (
            stories.edition,
            briefing.briefing,
            stories.stories,
            stories.story,
            reading.list_,
            reading.read,
            reading.mark,
            topics.topics,
            noting.notes,
        ),
    ),
    ("To search and ask", (searching.search, searching.searches, asking.ask, tracking.track)),
    ("What you follow", (sources.sources, sources.remove, moving.export, publishers.publishers)),
    ("Single pages", (extraction.extract, clipping.clip)),
    (
        "To look after it",
        (deciding.decide, stories.regroup, moderating.moderate, model.model, accounts.user, own_data.data),
    ),
)


class Parts(click.Group):
    """A group of commands whose help lists them in parts, in the order in which one comes to need them."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Write each part under its heading."""
        width = max(len(name) for name in self.commands)
        for heading, commands in PARTS:
            with formatter.section(heading):
                room = formatter.width - width - 6
                formatter.write_dl([((c.name or "").ljust(width), c.get_short_help_str(room)) for c in commands])


@click.group(cls=Parts, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


for _, commands in PARTS:
    for command in commands:
        octavo.add_command(command)
