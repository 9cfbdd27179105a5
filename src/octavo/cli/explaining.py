"""How an article comes about, in a terminal: every line of its page, and where its metadata stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from octavo.model.explanations import LineVerdict, PageExplanation

WIDEST = 140
_LONGEST = 160


def print_explanation(explanation: PageExplanation) -> None:
    """Print it: kept lines green with a plus sign, the others dim with a minus sign, to be read without colour too."""
    out = Console(highlight=False)
    out.width = min(out.width, WIDEST)
    sure = f"sure of {explanation.certainty:.0%} of its text"
    out.print(Text(f"Chosen by: {explanation.extracted_by} (the own judgement is {sure})", style="bold"))
    out.print(_grid([_line(line) for line in explanation.lines]))
    out.print()
    out.print(Text("Metadata, and where it stands", style="bold"))
    rows = ((Text(field.field), Text(field.value), Text(field.source, style="dim")) for field in explanation.fields)
    out.print(_grid(list(rows)))


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
