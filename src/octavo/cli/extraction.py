"""``octavo extract``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.as_json import draft_json, explanation_json, print_json
from octavo.cli.explaining import print_explanation
from octavo.cli.markdown import as_markdown
from octavo.cli.printing import print_draft
from octavo.cli.session import Session, pass_session
from octavo.model.errors import InvalidInput

if TYPE_CHECKING:
    from octavo.model.articles import Draft
    from octavo.model.explanations import PageExplanation


@click.command()
@click.argument("page", metavar="ADDRESS|FILE")
@click.option("--url", help="Where a FILE came from, for its links and its site.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print Markdown.")
@click.option("--why", is_flag=True, help="Print every line of the page with what became of it and why.")
@pass_session
def extract(session: Session, page: str, url: str | None, form: str | None, *, why: bool) -> None:
    """Print the article on a page, from the web or from a FILE (- for standard input), without keeping it."""
    if why and form == "markdown":
        raise InvalidInput("--why is printed as text or as JSON: leave --markdown away.")
    if why:
        explanation = _explanation(session, page, url)
        print_json(explanation_json(explanation)) if form == "json" else print_explanation(explanation)
        return
    draft = _draft(session, page, url)
    if form == "json":
        print_json(draft_json(draft))
    elif form == "markdown":
        click.echo(as_markdown(draft), nl=False)
    else:
        print_draft(draft)


def _draft(session: Session, page: str, url: str | None) -> Draft:
    from octavo.wiring import extract_html, extract_url

    html = _saved(page)
    return extract_url(page, session.settings) if html is None else extract_html(html, url=url)


def _explanation(session: Session, page: str, url: str | None) -> PageExplanation:
    from octavo.wiring import explain_html, explain_url

    html = _saved(page)
    return explain_url(page, session.settings) if html is None else explain_html(html, url=url)


def _saved(page: str) -> bytes | None:
    """The page from standard input or a file; ``None`` where it is an address."""
    if page == "-":
        return sys.stdin.buffer.read()
    path = Path(page)
    if "://" in page or not path.exists():
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{page} cannot be read: {error.strerror}.") from error
