"""Plain text: white space, invisible characters, shortening at a word."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, AnyStr

if TYPE_CHECKING:
    from collections.abc import Iterable

# Soft hyphen, zero-width characters, byte-order mark, and the C0/C1 controls that are no white space.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]")

_NOT_ALPHANUMERIC = bytes(code for code in range(128) if not chr(code).isalnum())


def clean_line(text: str) -> str:
    """One line: every run of white space becomes one space, invisible characters go. Idempotent."""
    line = " ".join(text.split())
    return line if line.isprintable() else " ".join(_INVISIBLE.sub("", line).split())


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` code points of one line, cut after a whole word, with an ellipsis where it was cut."""
    line = clean_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:–—-") + "…"


def holds_any(text: AnyStr, pieces: Iterable[AnyStr]) -> bool:
    """Whether one of the pieces stands in a text: a cheap look before a dear one."""
    for piece in pieces:  # noqa: SIM110 - any() takes twice as long
        if piece in text:
            return True
    return False


def fold(text: str) -> str:
    """Letters and digits only, compatibility forms and case folded: equal for texts that differ in looks alone."""
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _NOT_ALPHANUMERIC).decode("ascii")
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def without_accents(text: str) -> str:
    """The text with each letter bare of its accents, compatibility forms written out."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
