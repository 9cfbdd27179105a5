"""``octavo extract``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.as_json import draft_json, print_json
from octavo.cli.markdown import as_markdown
from octavo.cli.printing import print_draft
from octavo.cli.session import Session, pass_session
from octavo.model.errors import InvalidInput

if TYPE_CHECKING:
    from octavo.model.articles import Draft


@click.command()
@click.argument("page", metavar="ADDRESS|FILE")
@click.option("--url", help="Where a FILE came from, for its links and its site.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print Markdown.")
@pass_session
def extract(session: Session, page: str, url: str | None, form: str | None) -> None:
    """Print the article on a page, from the web or from a FILE (- for standard input), without keeping it."""
    draft = _draft(session, page, url)
    if form == "json":
        print_json(draft_json(draft))
    elif form == "markdown":
        click.echo(as_markdown(draft), nl=False)
    else:
        print_draft(draft)


def _draft(session: Session, page: str, url: str | None) -> Draft:
    from octavo.wiring import extract_html, extract_url

    if page == "-":
        return extract_html(sys.stdin.buffer.read(), url=url)
    path = Path(page)
    if "://" in page or not path.exists():
        return extract_url(page, session.settings)
    try:
        return extract_html(path.read_bytes(), url=url)
    except OSError as error:
        raise InvalidInput(f"{page} cannot be read: {error.strerror}.") from error
