"""Raised figures in running text: a power, the number of a note, or an ending such as that of "3rd"."""

from __future__ import annotations

import re

_FIGURES = str.maketrans("0123456789+-−–n()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ⁽⁾")
_NOTE = re.compile(r"[(\[]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|\*{1,3}|[†‡§¶#↑^]+)(?:\s?[,–-]\s?\d{1,3})*[)\]]?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*")
_POWER = re.compile(r"[+−–-]?\d{1,2}|n")
# What is short is a unit, a variable or a base, and raised to a power; what is long, or ends a sentence, has a note.
_BASE = re.compile(
    r"(?:^|[^\w.,])(?:[^\W\d_]{1,3}|\d{1,2}(?:[.,]\d{1,3})?|(?:kilo|centi|milli)?met(?:er|re|ro)s?|miles?|feet|foot"
    r"|inch(?:es)?|yards?)$|\d\s?[^\W\d_]{1,3}$",
    re.IGNORECASE,
)
_NOTED = re.compile(r"(?:[^\W\d_]{4}|\d{3}|[.,;:!?…”’\"'»)\]%])$")


def raised(text: str, *, before: str, refers: bool) -> str | None:
    """How a raised ``text`` is written behind what stands ``before`` it; ``None`` for as it is.

    The number of a note goes where it ``refers`` to a place on the page, and stands in brackets otherwise; a power is
    written with raised figures, for "10" and "6" in a row is another number.
    """
    if refers and _NOTE.fullmatch(text):
        return ""
    if _POWER.fullmatch(text) and _BASE.search(before):
        return text.translate(_FIGURES)
    return f"[{text}]" if _NUMBER.fullmatch(text) and _NOTED.search(before) else None
