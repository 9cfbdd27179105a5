"""The command line: arguments become calls to the newsroom, and what it answers becomes lines."""

from __future__ import annotations

import os
import sys

from octavo.cli.group import octavo
from octavo.cli.session import exit_with_sentence
from octavo.model.errors import OctavoError

__all__ = ["main"]


def main() -> None:
    """Run the command ``octavo``; expected failures end in one sentence and an exit code."""
    # The matrices of a text are small: threads over them wait for each other longer than they work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        octavo(prog_name="octavo")
    except OctavoError as error:
        exit_with_sentence(error)
    except BrokenPipeError:
        # The reader of our output has gone (octavo list | head): nobody is left to be told.
        sys.stderr.close()
        sys.exit(1)
