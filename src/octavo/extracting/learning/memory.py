"""Learning: what a page adds to the habits of its site, within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.extracting.learning.habits import Habits, Place, Seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from octavo.extracting.learning.habits import Lesson

MOST_ARTICLES = 300
MOST_LINES = 2_000
MOST_PLACES = 300
MOST_PAGES = 38  # whose certainty is remembered: the last 8 and 30 before
MOST_REFERENCES = 16
# From so many articles on, what is known of a place counts half, so that a new layout is learned soon.
_PLACE_IS_OLD = 64
# Forgetting goes over everything that is known: once in a while is enough.
_SLACK = 30


def learned(habits: Habits, lesson: Lesson) -> Habits:
    """The habits after one more page. An article that was seen before adds only lines it did not have."""
    known = habits.known(lesson.address, lesson.title)
    if known is not None:
        return _with(habits, lines=_lines(habits.lines, lesson.lines, known.number))
    number = habits.articles[-1].number + 1 if habits.articles else 1
    return _forgetful(
        Habits(
            articles=(*habits.articles, Seen(number, lesson.address, lesson.title)),
            lines=_lines(habits.lines, lesson.lines, number),
            places=_places(habits.places, lesson.places),
            certainties=(*habits.certainties, round(lesson.certainty, 3))[-MOST_PAGES:],
        )
    )


def _with(habits: Habits, *, lines: Mapping[int, tuple[int, ...]]) -> Habits:
    return Habits(
        articles=habits.articles, lines=_fewer_lines(lines), places=habits.places, certainties=habits.certainties
    )


def _lines(known: Mapping[int, tuple[int, ...]], seen: Iterable[int], number: int) -> dict[int, tuple[int, ...]]:
    lines = dict(known)
    for line in seen:
        before = lines.get(line, ())
        if number not in before:
            lines[line] = tuple(sorted((*before, number)))[-MOST_REFERENCES:]
    return lines


def _places(known: Mapping[int, Place], seen: Iterable[tuple[int, bool]]) -> dict[int, Place]:
    places = dict(known)
    for key, was_taken in seen:
        taken, left = places.get(key, (0, 0))
        if taken + left >= _PLACE_IS_OLD:
            taken, left = taken // 2, left // 2
        places[key] = Place(taken + was_taken, left + (not was_taken))
    return places


def _forgetful(habits: Habits) -> Habits:
    """Without the oldest articles and what stood in no others, where there are too many."""
    articles, lines = habits.articles, habits.lines
    if len(articles) > MOST_ARTICLES + _SLACK:
        articles = articles[-MOST_ARTICLES:]
        oldest = articles[0].number
        kept = ((line, tuple(at for at in where if at >= oldest)) for line, where in lines.items())
        lines = {line: where for line, where in kept if where}
    return Habits(
        articles=articles,
        lines=_fewer_lines(lines),
        places=_fewer_places(habits.places),
        certainties=habits.certainties,
    )


def _fewer_lines(lines: Mapping[int, tuple[int, ...]]) -> Mapping[int, tuple[int, ...]]:
    """Those that stood in most articles, of these the latest."""
    if len(lines) <= MOST_LINES:
        return lines
    ranked = sorted(lines.items(), key=lambda item: (len(item[1]), item[1][-1], item[0]), reverse=True)
    return dict(ranked[: MOST_LINES - _SLACK])


def _fewer_places(places: Mapping[int, Place]) -> Mapping[int, Place]:
    if len(places) <= MOST_PLACES:
        return places
    ranked = sorted(places.items(), key=lambda item: (sum(item[1]), item[0]), reverse=True)
    return dict(ranked[: MOST_PLACES - _SLACK])
