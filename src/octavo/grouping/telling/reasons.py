"""Why an article is in its story, in words a person understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.grouping.why import Common

OPENED = "opened the story"
DECIDED = "put here by hand"
_MOST_NAMES, _MOST_NUMBERS, _MOST_TERMS = 4, 2, 3


def reason_of(common: Common) -> str:
    """What an article shares with the one of its story that is most like it: names first, then figures, then words."""
    parts = (
        _part("names", common.names[:_MOST_NAMES]),
        _part("figures", common.numbers[:_MOST_NUMBERS]),
        _part("words", common.terms[:_MOST_TERMS]),
    )
    return "; ".join(filter(None, parts)) or "much the same words"


def _part(label: str, found: Sequence[str]) -> str:
    return f"{label}: {', '.join(found)}" if found else ""
