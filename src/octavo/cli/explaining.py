"""How an article comes about, in a terminal: its pages, every line of them, and where its metadata stands."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.model.explanations import HabitsAtWork, LineVerdict, PageExplanation, PageVisit

WIDEST = 140
_LONGEST = 160
_SEVERAL = 2


def print_explanation(explanation: PageExplanation) -> None:
    """Print it: kept lines green with a plus sign, the others dim with a minus sign, to be read without colour too."""
    out = Console(highlight=False)
    out.width = min(out.width, WIDEST)
    sure = f"sure of {explanation.certainty:.0%} of its text"
    out.print(Text(f"Chosen by: {explanation.extracted_by} (the own judgement is {sure})", style="bold"))
    _print_pages(out, explanation.pages)
    if explanation.habits is not None:
        out.print(Text(_habits(explanation.habits)))
    number = 1
    for lines in _by_page(explanation.lines):
        if lines[0].page != number:
            number = lines[0].page
            out.print(Text(f"\nPage {number}", style="bold"))
        out.print(_grid([_line(line) for line in lines]))
    out.print()
    out.print(Text("Metadata, and where it stands", style="bold"))
    rows = ((Text(field.field), Text(field.value), Text(field.source, style="dim")) for field in explanation.fields)
    out.print(_grid(list(rows)))


def _print_pages(out: Console, pages: Sequence[PageVisit]) -> None:
    """The pages that were looked at, where there is more than the one that was asked for."""
    if len(pages) < _SEVERAL:
        return
    out.print(Text("Pages", style="bold"))
    for page in pages:
        out.print(_page(page), soft_wrap=True)


def _page(page: PageVisit) -> Text:
    sign, style = ("+", "green") if page.kept else ("-", "dim")
    words = f", {_count(page.words, 'word')}" if page.words else ""
    return Text.assemble((f"{sign} {page.url}{words}", style), (f": {page.note}", "italic dim"))


def _habits(habits: HabitsAtWork) -> str:
    """What earlier articles of the site had a say in, in a sentence."""
    known = f"Known of this site from {_count(habits.articles, 'article')}"
    done = [
        f"{_count(habits.repeated, 'line')} left out as the site's own" if habits.repeated else "",
        f"{_count(habits.placed, 'line')} judged by their place" if habits.placed else "",
    ]
    return f"{known}: {'; '.join(filter(None, done)) or 'it changed nothing here'}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _by_page(lines: Sequence[LineVerdict]) -> Iterator[list[LineVerdict]]:
    return (list(group) for _, group in groupby(lines, attrgetter("page")))


def _line(line: LineVerdict) -> tuple[Text, ...]:
    text = line.text.replace("\n", " ⏎ ").replace("\t", " ")
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    sign, style = ("+", "green") if line.kept else ("-", "dim")
    return (
        Text(sign, style=style),
        Text(f"{line.probability:.2f}", style="dim"),
        Text(shown, style=style),
        Text(line.reason, style="italic dim"),
    )


def _grid(rows: list[tuple[Text, ...]]) -> Table:
    grid = Table.grid(padding=(0, 1))
    for row in rows:
        grid.add_row(*row)
    return grid
