"""Habits as bytes and back."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from octavo.extracting.learning.habits import Habits, Outcome, Seen, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

# Raised by whatever changes what lines, places or their digests are: what was learned before would not match.
VERSION = 1


def written_habits(habits: Habits) -> bytes:
    """The habits as bytes."""
    state = {
        "version": VERSION,
        "articles": habits.articles,
        "lines": list(habits.lines.items()),
        "places": list(habits.places.items()),
        "pointers": habits.pointers,
        "outcomes": habits.outcomes,
    }
    return zlib.compress(json.dumps(state, separators=(",", ":")).encode())


def read_habits(data: bytes | None) -> Habits:
    """The habits that were written; none where there are no bytes, or they are of another version or damaged."""
    if not data:
        return Habits()
    try:
        state = json.loads(zlib.decompress(data))
        return _habits(state) if state["version"] == VERSION else Habits()
    except (zlib.error, ValueError, TypeError, KeyError, RecursionError):
        return Habits()


def _habits(state: dict[str, Any]) -> Habits:
    return Habits(
        articles=tuple(_seen(*row) for row in state["articles"]),
        lines={int(line): tuple(map(int, where)) for line, where in state["lines"] if where},
        places={int(key): Tally(*map(int, counts)) for key, counts in state["places"]},
        pointers=tuple(map(int, state["pointers"])),
        outcomes=tuple(Outcome(float(certainty), int(words)) for certainty, words in state["outcomes"]),
    )


def _seen(number: int, address: int, title: int, topics: Sequence[int] = ()) -> Seen:
    """An article; of those learned earlier it is not known what they were about."""
    return Seen(int(number), int(address), int(title), tuple(map(int, topics)))
