"""A user's folder of publisher rules, read from disk."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from octavo.model.publishers import RulesFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_FILES = 2_000
# More than any file of rules may hold; the room says what is wrong with a longer one.
_MOST_BYTES = 260_000


def files_in(folder: Path) -> Iterator[RulesFile]:
    """The ``.toml`` files of a folder by name, hidden ones left out; a folder that cannot be read is one problem."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith("."))
    except OSError as error:
        yield RulesFile(name=str(folder), problem=f"The folder {folder} cannot be read: {error.strerror}.")
        return
    yield from map(file_at, islice(paths, MOST_FILES))


def file_at(path: Path) -> RulesFile:
    """One file of rules, with what is wrong where it cannot be read."""
    try:
        with path.open("rb") as file:
            return RulesFile(name=path.name, text=file.read(_MOST_BYTES).decode("utf-8"))
    except OSError as error:
        return RulesFile(name=path.name, problem=f"{path} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        return RulesFile(name=path.name, problem=f"{path.name}: is no text in UTF-8.")
