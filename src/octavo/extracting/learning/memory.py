"""Learning: what a page adds to the habits of its site, within bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.extracting.learning.habits import Habits, Seen, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from octavo.extracting.learning.habits import Lesson

MOST_ARTICLES = 300
MOST_LINES = 2_000
MOST_PLACES = 300
MOST_PAGES = 38  # whose outcome is remembered: the last 8 and 30 before
# Of the articles in which a line stood, so many of the first and of the last are remembered.
_FIRST, _LAST = 6, 10
# From so many articles on, what is known of a place counts half, so that a new layout is learned soon.
_OLD = 64
# Forgetting goes over everything that is known: once in a while is enough.
_SLACK = 30


def learned(habits: Habits, lesson: Lesson) -> Habits:
    """The habits after one more page. An article that was seen before adds only lines it did not have."""
    known = habits.known(lesson.address, lesson.title)
    if known is not None:
        return replace(habits, lines=_fewer_lines(_lines(habits.lines, lesson.lines, known.number)))
    number = habits.articles[-1].number + 1 if habits.articles else 1
    return _forgetful(
        Habits(
            articles=(*habits.articles, Seen(number, lesson.address, lesson.title, lesson.topics)),
            lines=_lines(habits.lines, lesson.lines, number),
            places=_places(habits.places, lesson.places),
            pointers=(*habits.pointers, number) if lesson.has_pointers else habits.pointers,
            outcomes=(*habits.outcomes, lesson.outcome)[-MOST_PAGES:],
        )
    )


def _lines(known: Mapping[int, tuple[int, ...]], seen: Iterable[int], number: int) -> dict[int, tuple[int, ...]]:
    lines = dict(known)
    for line in seen:
        before = lines.get(line, ())
        if number not in before:
            where = tuple(sorted((*before, number)))
            lines[line] = where if len(where) <= _FIRST + _LAST else where[:_FIRST] + where[-_LAST:]
    return lines


def _places(known: Mapping[int, Tally], seen: Iterable[tuple[int, bool]]) -> dict[int, Tally]:
    places = dict(known)
    for key, was_taken in seen:
        places[key] = _counted(places.get(key, Tally()), yes=was_taken)
    return places


def _counted(tally: Tally, *, yes: bool) -> Tally:
    if sum(tally) >= _OLD:
        tally = Tally(tally.yes // 2, tally.no // 2)
    return Tally(tally.yes + yes, tally.no + (not yes))


def _forgetful(habits: Habits) -> Habits:
    """Without the oldest articles and what stood in no others, where there are too many."""
    if len(habits.articles) > MOST_ARTICLES + _SLACK:
        habits = _since(habits, habits.articles[-MOST_ARTICLES].number)
    return replace(habits, lines=_fewer_lines(habits.lines), places=_fewer_places(habits.places))


def _since(habits: Habits, oldest: int) -> Habits:
    kept = ((line, tuple(number for number in where if number >= oldest)) for line, where in habits.lines.items())
    return replace(
        habits,
        articles=tuple(seen for seen in habits.articles if seen.number >= oldest),
        lines={line: where for line, where in kept if where},
        pointers=tuple(number for number in habits.pointers if number >= oldest),
    )


def _fewer_lines(lines: Mapping[int, tuple[int, ...]]) -> Mapping[int, tuple[int, ...]]:
    """Those that stood in most articles, of these the latest."""
    if len(lines) <= MOST_LINES:
        return lines
    ranked = sorted(lines.items(), key=lambda item: (len(item[1]), item[1][-1], item[0]), reverse=True)
    return dict(ranked[: MOST_LINES - _SLACK])


def _fewer_places(places: Mapping[int, Tally]) -> Mapping[int, Tally]:
    if len(places) <= MOST_PLACES:
        return places
    ranked = sorted(places.items(), key=lambda item: (sum(item[1]), item[0]), reverse=True)
    return dict(ranked[: MOST_PLACES - _SLACK])
