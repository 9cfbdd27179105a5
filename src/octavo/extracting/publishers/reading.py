"""The text of a rules file to rules, strictly: whatever is not understood is refused in a sentence."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING

from octavo.extracting.publishers.matching import ascii_host
from octavo.extracting.publishers.schema import (
    FILE_KEYS,
    LAYOUT_KEYS,
    LONGEST_FILE,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_PLACE,
    LONGEST_ROW,
    LONGEST_SELECTOR,
    MOST_LAYOUTS,
    MOST_LINES,
    MOST_PLACES,
    MOST_SELECTORS,
    Table,
    shown,
)
from octavo.extracting.publishers.selectors import BadSelectorError, read_selector
from octavo.kit.text import fold
from octavo.model.errors import InvalidInput
from octavo.model.publishers import Layout, PublisherRules

if TYPE_CHECKING:
    from octavo.model.publishers import Selector

_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?|[0-9a-f]*:[0-9a-f:.]+"
)


def read_rules(name: str, text: str) -> PublisherRules:
    """The rules in the text of the file ``name``.

    Raises:
        InvalidInput: the file is not as the reference says; the message names file and key.
    """
    file = shown(name) or "the file"
    table = Table(file=file, place="", values=_parsed(file, text))
    table.check_keys(FILE_KEYS)
    title = table.text("name", longest=LONGEST_NAME)
    hosts = table.texts("hosts", longest=LONGEST_PLACE, most=MOST_PLACES, required=True)
    paths = table.texts("paths", longest=LONGEST_PLACE, most=MOST_PLACES)
    return PublisherRules(
        file=file,
        name=title,
        hosts=tuple(dict.fromkeys(_host(table, host) for host in hosts)),
        paths=tuple(_path(table, path) for path in paths),
        layouts=tuple(_layout(inner) for inner in _layouts(table)),
    )


def _parsed(file: str, text: str) -> dict[str, object]:
    if len(text) > LONGEST_FILE:
        raise InvalidInput(f"{file}: is larger than {LONGEST_FILE // 1000} KB, which no publisher needs.")
    if any(len(line) > LONGEST_ROW for line in text.splitlines()):  # a key of many dots takes seconds to read
        raise InvalidInput(f"{file}: has a line longer than {LONGEST_ROW} characters: write lists over several lines.")
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{file}: is no TOML: {_cause(error)}.") from error


def _cause(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else shown(str(error))


def _layouts(table: Table) -> list[Table]:
    values = table.values.get("layout")
    if values is None:
        table.wrong("layout", "is missing: write [[layout]] and its body under it")
    if not isinstance(values, list) or not values or not all(isinstance(value, dict) for value in values):
        table.wrong("layout", "must be written with two brackets: [[layout]]")
    if len(values) > MOST_LAYOUTS:
        table.wrong("layout", f"is there {len(values)} times; at most {MOST_LAYOUTS} are read")
    return [
        Table(file=table.file, place=f"layout {number}: ", values=value) for number, value in enumerate(values, start=1)
    ]


def _layout(table: Table) -> Layout:
    table.check_keys(LAYOUT_KEYS)
    return Layout(
        body=_selectors(table, "body", required=True),
        drop=_selectors(table, "drop"),
        drop_lines=_lines(table),
        title=_selectors(table, "title", attributes=True),
        byline=_selectors(table, "byline", attributes=True),
        published=_selectors(table, "published", attributes=True),
        image=_selectors(table, "image", attributes=True),
        paywall=_selectors(table, "paywall"),
        until=_until(table),
    )


def _selectors(table: Table, key: str, *, required: bool = False, attributes: bool = False) -> tuple[Selector, ...]:
    written = table.texts(key, longest=LONGEST_SELECTOR, most=MOST_SELECTORS, required=required)
    try:
        selectors = tuple(map(read_selector, written))
    except BadSelectorError as error:
        table.wrong(key, f"holds {error}")
    named = next((selector for selector in selectors if selector.attribute), None)
    if named is not None and not attributes:
        table.wrong(key, f"names elements, not attributes: leave “@{named.attribute}” away")
    return selectors


def _lines(table: Table) -> tuple[str, ...]:
    lines = table.texts("drop_lines", longest=LONGEST_LINE, most=MOST_LINES)
    empty = next((line for line in lines if not fold(line)), None)
    if empty is not None:
        table.wrong("drop_lines", f"holds “{shown(empty)}”, which has no letter or digit to know a line by")
    return lines


def _until(table: Table) -> date | None:
    value = table.values.get("until")
    if value is None:
        return None
    if type(value) is not date:
        table.wrong("until", "must be a day without quotation marks: until = 2026-03-01")
    return value


def _host(table: Table, written: str) -> str:
    """A host in lower case and ASCII, with its ``*.``."""
    below, host = ("*.", written[2:]) if written.startswith("*.") else ("", written)
    known = ascii_host(host)
    if known is None or not _HOST.fullmatch(known):
        table.wrong("hosts", f"holds “{shown(written)}”: write a host alone, as example.org or *.example.org")
    if below and "." not in known:
        table.wrong("hosts", f"holds “{shown(written)}”, which is too wide: name the publisher's own domain")
    return below + known


def _path(table: Table, path: str) -> str:
    if not path.startswith("/") or any(mark in path for mark in "*?#"):
        table.wrong("paths", f"holds “{shown(path)}”: write the beginning of a path, as /news")
    return path.rstrip("/") or "/"
