"""What a file of publisher rules may hold: its keys, its limits, and the sentences for what is wrong.

The reference page ``docs/reference/publisher-rules.md`` documents every key.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from octavo.kit.text import clean_line, shorten
from octavo.model.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FILE_KEYS = ("name", "hosts", "paths", "layout")
LAYOUT_KEYS = ("body", "drop", "drop_lines", "title", "byline", "published", "image", "paywall", "until")

LONGEST_FILE, LONGEST_ROW = 64_000, 2_000
LONGEST_NAME, LONGEST_SELECTOR, LONGEST_LINE, LONGEST_PLACE = 100, 300, 200, 200
MOST_PLACES, MOST_LAYOUTS, MOST_SELECTORS, MOST_LINES = 50, 10, 20, 100
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the file, with its place in words: ``""`` for the file itself, ``"layout 2: "``."""

    file: str
    place: str
    values: Mapping[str, object]

    def wrong(self, key: str, what: str) -> NoReturn:
        """Refuse the file for what one of its keys holds.

        Raises:
            InvalidInput: always.
        """
        raise InvalidInput(f"{self.file}: {self.place}{key} {what}.")

    def check_keys(self, known: Collection[str]) -> None:
        """Refuse a key that is not known, with the nearest one that is."""
        for key in self.values:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"the keys here are {', '.join(known)}."
                raise InvalidInput(f"{self.file}: {self.place}there is no key “{shown(key)}”: {hint}")

    def text(self, key: str, *, longest: int) -> str:
        """The text that a key must hold."""
        value = self.values.get(key)
        if value is None:
            self.wrong(key, "is missing")
        return self._line(key, value, longest)

    def texts(self, key: str, *, longest: int, most: int, required: bool = False) -> tuple[str, ...]:
        """The texts of a key that holds one or a list of them, each once."""
        value = self.values.get(key)
        if value is None and not required:
            return ()
        if value is None:
            self.wrong(key, "is missing")
        items = value if isinstance(value, list) else [value]
        if not items:
            self.wrong(key, "is an empty list: leave it away, or put something in")
        if len(items) > most:
            self.wrong(key, f"holds {len(items)} entries; at most {most} are read")
        return tuple(dict.fromkeys(self._line(key, item, longest) for item in items))

    def _line(self, key: str, value: object, longest: int) -> str:
        if not isinstance(value, str):
            self.wrong(key, f"must be text in quotation marks, not {_kind(value)}")
        line = clean_line(value)
        if not line:
            self.wrong(key, "is empty")
        if len(line) > longest:
            self.wrong(key, f"is longer than {longest} characters: “{shown(line)}”")
        return line


def shown(text: str) -> str:
    """A text of the file in a sentence."""
    return shorten(text, _SHOWN)


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", dict: "a table", list: "a list in a list"}
    return names.get(type(value), "a date")
