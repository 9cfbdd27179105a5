"""Timelines: what happened on which day, in the words of those who reported it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from octavo.model.articles import Precision
from octavo.model.insights import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedClaim(Claim):
    """A sentence and the days it speaks of, from ``day`` to ``last``, which are one and the same for a day.

    ``precision`` is that of the words in the sentence. ``is_ahead`` tells that the day was still to come when the
    sentence was published. ``articles`` is how many articles of the story speak of the day, ``outlets`` how many
    outlets.
    """

    day: date
    last: date
    precision: Precision
    is_ahead: bool = False
    articles: int = 1
    outlets: int = 1
