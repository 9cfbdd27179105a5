"""``octavo user``."""

from __future__ import annotations

import sys

import click
from rich.markup import escape
from rich.table import Table

from octavo.cli.session import Session, console, pass_session
from octavo.model.articles import Precision
from octavo.wording import long_date, tell


@click.group()
def user() -> None:
    """Make and look after accounts."""


@user.command("add")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--link", is_flag=True, help="No password: print a one-time sign-in link, with which one can be set.")
@pass_session
def add(session: Session, name: str, password_stdin: bool, link: bool) -> None:
    """Make an account called NAME. The password is asked for, twice."""
    with session.newsroom() as paper:
        paper.accounts.check_name(name)
        password = None if link else _password(from_stdin=password_stdin)
        made = paper.accounts.add(name, password)
        console().print(f"Account made: {escape(made.name)}")
        if link:
            _print_link(session, paper.accounts.new_sign_in_link(made))


@user.command("list")
@pass_session
def list_(session: Session) -> None:
    """List the accounts."""
    with session.newsroom() as paper:
        table = Table(box=None, pad_edge=False)
        for heading in ("Name", "Role", "Password", "Since"):
            table.add_column(heading)
        for one in paper.accounts.list():
            role = "owner" if one.is_owner else "reader"
            has = "set" if one.has_password else "none"
            table.add_row(escape(one.name), role, has, long_date(one.created_at.date()))
        console().print(table)


@user.command("password")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@pass_session
def set_password(session: Session, name: str, password_stdin: bool) -> None:
    """Set the password of the account NAME and end its sessions."""
    with session.newsroom() as paper:
        found = paper.accounts.find(name)
        paper.accounts.set_password(found, _password(from_stdin=password_stdin))
        console().print(f"Password set for {escape(found.name)}; its sessions have ended.")


@user.command("link")
@click.argument("name")
@pass_session
def link(session: Session, name: str) -> None:
    """Print a one-time sign-in link for the account NAME."""
    with session.newsroom() as paper:
        _print_link(session, paper.accounts.new_sign_in_link(paper.accounts.find(name)))


@user.command("sessions")
@click.argument("name")
@click.option("--end", is_flag=True, help="End them all.")
@pass_session
def sessions(session: Session, name: str, end: bool) -> None:
    """List where the account NAME is signed in, or end it everywhere."""
    with session.newsroom() as paper:
        found = paper.accounts.find(name)
        if end:
            count = paper.accounts.end_other_sessions(user=found)
            console().print(f"Ended: {count} {'session' if count == 1 else 'sessions'} of {escape(found.name)}.")
            return
        now = paper.now()
        for one in paper.as_user(found).accounts.sessions():
            seen = tell(one.seen_at, Precision.MINUTE, now).words
            console().print(f"{long_date(one.begun_at.date())}, last seen {seen}  [dim]{escape(one.agent)}[/]")


@user.command("remove")
@click.argument("name")
@click.option("--erase", is_flag=True, help="Erase the words of their comments too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def remove(session: Session, name: str, erase: bool, yes: bool) -> None:
    """Remove the account NAME with what is its alone. What it said in discussions stays, under its name."""
    with session.newsroom() as paper:
        found = paper.accounts.find(name)
        if not yes:
            click.confirm(f"Remove {found.name} for good?", abort=True)
        paper.accounts.remove(found, erase=erase)
        console().print(f"Account removed: {escape(found.name)}")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    entered: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return entered


def _print_link(session: Session, token: str) -> None:
    settings = session.settings
    url = settings.public_url.rstrip("/") or f"http://{settings.host}:{settings.port}"
    console().print(f"Sign in once with {url}/sign-in/{token}\nThe link works one time, within the hour.")
