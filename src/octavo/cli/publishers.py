"""``octavo publishers``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table
from rich.text import Text

from octavo.cli.as_json import draft_json, print_json
from octavo.cli.extraction import saved_page
from octavo.cli.printing import print_draft
from octavo.cli.session import Session, console, pass_session
from octavo.model.errors import InvalidInput
from octavo.wording import counted

if TYPE_CHECKING:
    from octavo.model.publishers import CheckedRules, RuleFinding, RulesTrial

_FILE = click.Path(path_type=Path)


@click.group()
def publishers() -> None:
    """Check and try rules for publishers whose pages need some."""


@publishers.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def check(session: Session, paths: tuple[Path, ...], as_json: bool) -> None:
    """Say what is wrong with rules, in files or folders at PATH, else in the folder that the settings name."""
    from octavo.wiring import checked_rules

    checked = checked_rules(paths or (_folder(session),))
    if as_json:
        print_json([_checked_json(one) for one in checked])
    else:
        for one in checked:
            console().print(_checked_line(one))
    wrong = sum(one.problem is not None for one in checked)
    if wrong:
        raise InvalidInput(f"{wrong} of {len(checked)} files of rules cannot be used.")
    if not checked:
        raise InvalidInput("There are no rules: put files that end in .toml there.")


@publishers.command()
@click.argument("file", type=_FILE)
@click.argument("page", metavar="PAGE|ADDRESS")
@click.option("--url", help="Where a saved PAGE came from, for its links and its site.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def test(session: Session, file: Path, page: str, url: str | None, as_json: bool) -> None:
    """Print what each rule in FILE finds on a page, from the web or saved (- for standard input), and its article."""
    from octavo.wiring import tried_rules

    html = saved_page(page)
    trial = tried_rules(file, session.settings, html=html, url=page if html is None else url)
    if as_json:
        print_json(_trial_json(trial))
    else:
        _print_trial(trial)


def _folder(session: Session) -> Path:
    folder = session.settings.publisher_rules
    if folder is None:
        raise InvalidInput("No folder of rules is set: name files, or set publisher_rules.")
    return folder.expanduser()


def _checked_line(one: CheckedRules) -> Text:
    if one.rules is None:
        return Text(one.problem or "", style="red")
    layouts = counted(len(one.rules.layouts), "layout")
    return Text(f"{one.file}: {one.rules.name}, for {', '.join(one.rules.hosts)}, {layouts}")


def _checked_json(one: CheckedRules) -> dict[str, Any]:
    rules = one.rules
    return {
        "file": one.file,
        "problem": one.problem,
        "name": rules.name if rules else None,
        "hosts": list(rules.hosts) if rules else [],
        "paths": list(rules.paths) if rules else [],
        "layouts": len(rules.layouts) if rules else 0,
    }


def _print_trial(trial: RulesTrial) -> None:
    out = console()
    grid = Table.grid(padding=(0, 2))
    for finding in trial.findings:
        grid.add_row(*_finding_cells(finding))
    out.print(grid)
    if trial.applies is False:
        out.print(Text("These rules are not for the page's address: hosts and paths leave it out.", style="yellow"))
    out.print()
    if trial.draft is None:
        out.print(Text(trial.problem or "", style="red"))
        return
    out.print(Text(f"Chosen by: {trial.extracted_by}", style="bold"))
    out.print()
    print_draft(trial.draft)


def _finding_cells(finding: RuleFinding) -> tuple[Text, ...]:
    style = "" if finding.count else "yellow"
    return (
        Text(f"layout {finding.layout}", style="dim"),
        Text(finding.key),
        Text(finding.rule, style="bold"),
        Text(str(finding.count), style=style),
        Text(finding.sample, style="dim"),
    )


def _trial_json(trial: RulesTrial) -> dict[str, Any]:
    return {
        "name": trial.rules.name,
        "applies": trial.applies,
        "extracted_by": trial.extracted_by,
        "problem": trial.problem,
        "findings": [
            {"layout": one.layout, "key": one.key, "rule": one.rule, "count": one.count, "sample": one.sample}
            for one in trial.findings
        ],
        "article": draft_json(trial.draft) if trial.draft else None,
    }
