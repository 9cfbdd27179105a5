"""Tables: those that hold data become text with tabs and line breaks, those for layout are only a way to place text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.text import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CELL = 300
_MOST_ROWS, _MOST_CELLS = 500, 40
_FEWEST = 2


def is_table_of_data(table: _Element) -> bool:
    """At least two rows and two columns, no other table inside, and no cell that holds an essay."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = _rows(table)
    if len(rows) < _FEWEST or max(map(len, rows)) < _FEWEST:
        return False
    return all(len(cell) <= _LONGEST_CELL for row in rows for cell in row)


def table_text(table: _Element) -> str:
    """The cells of a row parted by tabs, rows by line breaks.

    Rows without any text are left out, and so is a head that is there twice: once for small screens.
    """
    rows = [row for row in _rows(table) if any(row)]
    is_twice = rows[:1] == rows[1:2] and next(table.iter("th"), None) is not None
    return "\n".join("\t".join(row) for row in rows[is_twice:])


def _rows(table: _Element) -> list[list[str]]:
    return [[_text(cell) for cell in row.iterchildren("td", "th")][:_MOST_CELLS] for row in _some(table)]


def _some(table: _Element) -> list[_Element]:
    return [row for row, _ in zip(table.iter("tr"), range(_MOST_ROWS), strict=False)]


def _text(cell: _Element) -> str:
    return clean_line(" ".join(map(str, cell.itertext())))
