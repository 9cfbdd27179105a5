"""Chapters: a story that goes on for weeks, in the stretches of time in which it was told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.grouping.telling.headlines import lead_of
from octavo.model.stories import Chapter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.stories import Coverage, Story

_PAUSE = timedelta(hours=48)
_LONGEST = timedelta(days=7)
_FEWEST = 3


def chapters_of(story: Story) -> tuple[Chapter, ...]:
    """The chapters of a story, oldest first; one alone where nothing divides it.

    A pause of two days ends a chapter, and one that goes on for more than a week is parted at its longest pauses.
    Chapters of one or two articles belong to the one before.
    """
    runs: list[list[Coverage]] = []
    for one in story.articles:
        if runs and one.placement.at - runs[-1][-1].placement.at <= _PAUSE:
            runs[-1].append(one)
        else:
            runs.append([one])
    parted = [part for run in runs for part in _parted(run)]
    return tuple(_chapter(part) for part in _gathered(parted))


def _parted(run: list[Coverage]) -> list[list[Coverage]]:
    if run[-1].placement.at - run[0].placement.at <= _LONGEST or len(run) < 2 * _FEWEST:
        return [run]
    places = range(_FEWEST, len(run) - _FEWEST + 1)
    at = max(places, key=lambda place: run[place].placement.at - run[place - 1].placement.at)
    return [*_parted(run[:at]), *_parted(run[at:])]


def _gathered(parts: Sequence[list[Coverage]]) -> list[list[Coverage]]:
    gathered: list[list[Coverage]] = []
    for part in parts:
        if gathered and (len(part) < _FEWEST or len(gathered[-1]) < _FEWEST):
            gathered[-1] = gathered[-1] + part
        else:
            gathered.append(part)
    return gathered


def _chapter(articles: Sequence[Coverage]) -> Chapter:
    lead = lead_of(articles).row
    return Chapter(
        headline=lead.title,
        lead=lead.article,
        opened_at=articles[0].placement.at,
        updated_at=articles[-1].placement.at,
        articles=tuple(one.row.article for one in articles),
    )
