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
    from typing import TypeAlias

    from octavo.model.articles import Draft
    from octavo.model.explanations import PageExplanation
    from octavo.model.publishers import PublisherRules

    Rules: TypeAlias = tuple[PublisherRules, ...]


@click.command(short_help="Print the article on a page, without keeping it.")
@click.argument("page", metavar="ADDRESS|FILE")
@click.option("--url", help="Where a FILE came from, for its links and its site.")
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print Markdown.")
@click.option("--why", is_flag=True, help="Print every line of the page with what became of it and why.")
@click.option(
    "--rules",
    "rule_files",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Follow the publisher rules in FILE, whatever the host, instead of those in the settings' folder.",
)
@pass_session
def extract(
    session: Session, page: str, url: str | None, form: str | None, *, why: bool, rule_files: tuple[Path, ...]
) -> None:
    """Print the article on a page, from the web or from a FILE (- for standard input), without keeping it."""
    if why and form == "markdown":
        raise InvalidInput("--why is printed as text or as JSON: leave --markdown away.")
    if why:
        explanation = _explanation(session, page, url, _rules(session, rule_files))
        print_json(explanation_json(explanation)) if form == "json" else print_explanation(explanation)
        return
    draft = _draft(session, page, url, _rules(session, rule_files))
    if form == "json":
        print_json(draft_json(draft))
    elif form == "markdown":
        click.echo(as_markdown(draft), nl=False)
    else:
        print_draft(draft)


def _rules(session: Session, files: tuple[Path, ...]) -> Rules:
    from octavo.wiring import publisher_rules, rules_at

    return tuple(map(rules_at, files)) if files else publisher_rules(session.settings)


def _draft(session: Session, page: str, url: str | None, rules: Rules) -> Draft:
    from octavo.wiring import extract_html, extract_url

    html = saved_page(page)
    return (
        extract_url(page, session.settings, rules=rules) if html is None else extract_html(html, url=url, rules=rules)
    )


def _explanation(session: Session, page: str, url: str | None, rules: Rules) -> PageExplanation:
    from octavo.wiring import explain_html, explain_url

    html = saved_page(page)
    return (
        explain_url(page, session.settings, rules=rules)
        if html is None
        else explain_html(html, session.settings, url=url, rules=rules)
    )


def saved_page(page: str) -> bytes | None:
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
