"""What every command shares: the settings it was called with, the newsroom it opens, and how it fails."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import click
from rich.console import Console

from octavo.model.errors import (
    AlreadyThere,
    InvalidInput,
    NoArticle,
    NotAllowed,
    NotFound,
    OctavoError,
    StoreUnavailable,
    Unavailable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.newsroom import Newsroom
    from octavo.settings import Settings

EXIT_CODES: tuple[tuple[type[OctavoError], int], ...] = (
    (InvalidInput, 2),
    (NotFound, 3),
    (AlreadyThere, 3),
    (Unavailable, 4),
    (NoArticle, 4),
    (StoreUnavailable, 5),
    (NotAllowed, 6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One call of the command."""

    settings: Settings
    user: str | None

    @contextmanager
    def newsroom(self) -> Iterator[Newsroom]:
        """The newsroom of the library, for the person named with ``--user``, else for the owner."""
        from octavo.wiring import open_newsroom

        with open_newsroom(self.settings) as paper:
            yield paper.as_user(paper.accounts.find(self.user)) if self.user else paper


# Where a terminal lists what was not found.
_LISTED = {
    "articles": "`octavo list` and `octavo search` show their numbers.",
    "stories": "`octavo stories` shows their numbers.",
    "sources": "`octavo sources` lists what you follow.",
}
_MOST_DIGITS = 19
BEGIN = (
    "You follow nothing yet. `octavo add ADDRESS` follows a publisher, `octavo packs` lists some to begin with, and "
    "`octavo demo` shows how it looks."
)


class Number(click.ParamType[int]):
    """The number of an article, a story or the like, as lists show it."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """A number from 1 on that the library can hold."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and 0 < int(text) < 2**63):
            self.fail(f"{text!r} is no number that a list shows: type one such as 17.", param, ctx)
        return int(text)


NUMBERS = Number()
pass_session = click.make_pass_decorator(Session)


def begin(library: str | None, user: str | None) -> Session:
    """A session from the options that stand before the command."""
    from octavo.settings import read_settings

    return Session(settings=read_settings({"database": library} if library else None), user=user)


def console() -> Console:
    """Where answers go. Colours and widths follow the terminal."""
    return Console(highlight=False, soft_wrap=True)


def progress_console() -> Console:
    """Where progress and remarks go: never into the answer."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def exit_with_sentence(error: OctavoError) -> NoReturn:
    """Say what is wrong and what comes next, and end with the error's exit code."""
    where = _LISTED.get(error.one_of, "") if isinstance(error, NotFound) else ""
    click.echo(f"octavo: {error} {where}".rstrip(), err=True)
    sys.exit(next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1))
