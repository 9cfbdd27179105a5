"""The system's PostgreSQL, started for one run: for comparisons and for tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BINARIES = Path("/usr/lib/postgresql")


def has_postgres() -> bool:
    """Whether there is one."""
    return any(_BINARIES.glob("*/bin/initdb"))


@contextmanager
def postgres(folder: Path, options: str) -> Iterator[tuple[str, int]]:
    """A server with its data in ``folder``: the folder of its socket, and its process; the user is ``postgres``.

    ``options`` are settings as its command line takes them. It listens on no port.

    Raises:
        ValueError: there is none.
        subprocess.CalledProcessError: it does not start.
    """
    binaries = max(_BINARIES.glob("*/bin"), key=lambda path: int(path.parent.name))
    lower = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if lower:  # it refuses to be run by root
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    control = [*lower, str(binaries / "pg_ctl"), "-D", str(data)]
    make = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"]
    subprocess.run([*lower, *make, "--locale=C.UTF-8"], check=True, capture_output=True)
    options = f"-c listen_addresses='' -k {folder} {options}"
    subprocess.run([*control, "-w", "-l", str(folder / "log"), "-o", options, "start"], check=True, capture_output=True)
    try:
        yield str(folder), int((data / "postmaster.pid").read_text().split()[0])
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True)
