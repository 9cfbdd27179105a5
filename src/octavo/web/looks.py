"""How preferences show: what the style sheet and the scripts go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.model.preferences import DEFAULT

if TYPE_CHECKING:
    from octavo.model.preferences import ReadingPreferences

WORN = ("theme", "size", "typeface", "measure", "leading", "density")


def worn(preferences: ReadingPreferences) -> tuple[tuple[str, str], ...]:
    """The data attributes of a page in these preferences; only what differs from what everybody gets."""
    pairs = ((name, getattr(preferences, name)) for name in WORN)
    chosen = tuple((name, str(value)) for name, value in pairs if value != getattr(DEFAULT, name))
    return chosen if preferences.keys else (*chosen, ("keys", "false"))
