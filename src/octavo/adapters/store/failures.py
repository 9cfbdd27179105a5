"""What a database says when it cannot go on, as one sentence that tells the person what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import exc

from octavo.kit.text import shorten
from octavo.model.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

# By the start of SQLite's result code (https://sqlite.org/rescode.html).
_SQLITE = {
    "SQLITE_FULL": "The disk that holds the library {place} is full: make room, then try again; "
    "nothing written is lost.",
    "SQLITE_BUSY": "The library {place} is being written by another program that does not let go: "
    "wait until it is done or stop it, then try again.",
    "SQLITE_LOCKED": "The library {place} is locked by another program: stop it, then try again.",
    "SQLITE_CORRUPT": "The library {place} is damaged: put back a copy from a backup.",
    "SQLITE_NOTADB": "The file {place} is no Octavo library: name another file.",
    "SQLITE_READONLY": "The library {place} cannot be written: allow writing to the file and its folder.",
    "SQLITE_PERM": "The library {place} cannot be opened: allow reading and writing the file and its folder.",
    "SQLITE_CANTOPEN": "The library {place} cannot be opened: see that its folder exists and can be written.",
    "SQLITE_IOERR": "The disk that holds the library {place} fails: check the disk and the room on it, then try again.",
    "SQLITE_PROTOCOL": "The library {place} cannot be locked: keep it on a local disk, not on a network share.",
}
# By the start of PostgreSQL's SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_POSTGRES = {
    "53100": "The disk of the database {place} is full: make room, then try again; nothing written is lost.",
    "53300": "The database {place} takes no more connections: raise max_connections or stop other programs.",
    "53": "The database {place} has run out of resources: make room for it, then try again.",
    "25006": "The database {place} is read-only: name one that can be written.",
    "28": "The database {place} does not let Octavo in: check the name and password in its address.",
    "3D000": "There is no database {place}: make it with createdb, then try again.",
    "42501": "The database {place} does not allow this account to write: grant it the rights.",
    "55P03": "The database {place} is locked by another program: stop it, then try again.",
    "57": "The database {place} is shutting down or was told to stop: start it, then try again.",
    "58": "The database {place} has trouble with its disk: look at its log.",
    "XX": "The database {place} is damaged: look at its log, and put back a copy from a backup.",
}
_UNREACHABLE = "The database {place} does not answer ({cause}): see that it runs and that its address is right."
_LONGEST_CAUSE = 200
_OVERLOADED = "The library {place} is too busy: too much is asked of it at once; try again in a moment."


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn what the database or its driver raises into StoreUnavailable; mistakes of the program pass unchanged."""
    try:
        yield
    except exc.TimeoutError as error:
        raise StoreUnavailable(_OVERLOADED.format(place=place)) from error
    except (exc.StatementError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, exc.StatementError) else error
        sentence = _sentence(error, cause)
        if sentence is not None:
            raise StoreUnavailable(sentence.format(place=place, cause=_last_line(cause))) from error
        if isinstance(cause, (ValueError, StoreUnavailable)) and not isinstance(error, exc.DBAPIError):
            raise cause from None  # a value that was refused on its way in, such as a time without a zone
        raise


def _sentence(error: Exception, cause: BaseException | None) -> str | None:
    if isinstance(cause, sqlite3.Error):
        return _by_start(_SQLITE, getattr(cause, "sqlite_errorname", ""))
    state = getattr(cause, "sqlstate", None)
    if state:
        return _UNREACHABLE if state.startswith("08") else _by_start(_POSTGRES, state)
    lost = (exc.OperationalError, exc.InterfaceError)  # without a state: there was no server to send one
    return _UNREACHABLE if isinstance(error, lost) else None


def _last_line(cause: BaseException | None) -> str:
    # Of several addresses tried, the last; with the server's own words, which is all there is before a session begins.
    return shorten(str(cause).strip().rpartition("\n")[2], _LONGEST_CAUSE).rstrip(".")


def _by_start(sentences: dict[str, str], code: str) -> str | None:
    return next((sentence for start, sentence in sentences.items() if code.startswith(start)), None)
