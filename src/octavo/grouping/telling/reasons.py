"""Why an article is in its story, in words a person understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.grouping.why import Common

OPENED = "opened the story"
DECIDED = "put here by hand"
_MOST_NAMES, _MOST_NUMBERS, _MOST_TERMS = 4, 2, 3
_TITLE = 2


def reason_of(common: Common) -> str:
    """What an article shares with the one of its story that is most like it: names first, then figures, then words."""
    # A title by itself says nothing of whom two articles speak.
    names = [name for name in common.names if len(name.rstrip(".")) > _TITLE]
    parts = (names[:_MOST_NAMES], common.numbers[:_MOST_NUMBERS], common.terms[:_MOST_TERMS])
    told = "; ".join(", ".join(part) for part in parts if part)
    return f"in common: {told}" if told else "much the same words"
