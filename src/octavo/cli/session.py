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
    """Say what is wrong and end with the error's exit code."""
    click.echo(f"octavo: {error}", err=True)
    sys.exit(next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1))
