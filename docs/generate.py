"""Writes the reference pages that the program itself knows best: commands and settings.

``python docs/generate.py`` writes them; with ``--check`` it only tells whether they are up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from octavo.cli.group import octavo
from octavo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE = Path(__file__).parent / "reference"
WIDTH = 100
COMMANDS = """\
# Commands

Each command prints this help with `--help`. Answers go to standard output; progress and remarks go to standard error.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | something unforeseen; `-v` shows the cause |
| 2 | what was asked cannot be understood |
| 3 | no such thing, or it is there already |
| 4 | a document could not be had from the world, or holds no article |
| 5 | the library cannot be opened, read or written |
| 6 | not allowed |
"""
SETTINGS = """\
# Settings

Settings are read once at the start: environment variables over a TOML file over the defaults. The file is `octavo.toml`
in the user's configuration folder (`~/.config/octavo` on Linux); `OCTAVO_CONFIG` names another. The command's own
options come before all of them.

```toml
# octavo.toml
port = 8026
allow_private_networks = false
```

| key in the file | environment | default | meaning |
|---|---|---|---|"""


def commands_page() -> str:
    """Every command with its help, as ``--help`` prints it."""
    contexts = _walk("octavo", octavo, None)
    parts = (f"## `{each.command_path}`\n\n```text\n{each.get_help().strip()}\n```\n" for each in contexts)
    return "\n".join((COMMANDS, *parts))


def _walk(name: str, command: click.Command, parent: click.Context | None) -> Iterator[click.Context]:
    """Commands in contexts as the program makes them: options such as ``-h`` come from the parent."""
    settings: dict[str, Any] = {"max_content_width": WIDTH, "terminal_width": WIDTH, **command.context_settings}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield context
    if isinstance(command, click.Group):
        for inner in sorted(command.commands):
            yield from _walk(inner, command.commands[inner], context)


def settings_page() -> str:
    """Every setting with its names, default and meaning."""
    parts = [SETTINGS]
    for name, field in Settings.model_fields.items():
        default = "the user's data folder" if field.default_factory else _shown(field.default)
        parts.append(f"| `{name}` | `OCTAVO_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(parts) + "\n"


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`" if default not in ("", (), None) else "empty"


PAGES = {"commands.md": commands_page, "settings.md": settings_page}


def main(*, check: bool) -> int:
    """Write the pages, or say which of them are out of date; returns the exit code."""
    stale = []
    for name, make in PAGES.items():
        path = REFERENCE / name
        if not path.exists() or path.read_text(encoding="utf-8") != make():
            stale.append(name)
            if not check:
                path.write_text(make(), encoding="utf-8")
    if stale and check:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run python docs/generate.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
