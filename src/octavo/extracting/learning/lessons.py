"""What a page teaches, and how what was learned of its site moves the judgement of unsure lines."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from octavo.extracting.learning.boilerplate import is_learnable, is_pointer, words_of
from octavo.extracting.learning.habits import Lesson, Outcome, address_digest, digest, text_digest, topics_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from octavo.extracting.choosing import Judged
    from octavo.extracting.learning.habits import Habits
    from octavo.model.articles import Block

# Between these probabilities a line is unsure, and stays so whatever its place says.
_SURELY_NOT, _SURELY = 0.15, 0.85
_FEWEST_ARTICLES = 5
_WEIGHT = 0.5
_LEVELS = 4
_MOST_LINES = 200
_LONGEST_NAME = 80
_DIGITS = re.compile(r"\d+")


def lesson_of(blocks: Sequence[Block], lines: Iterable[Judged], *, url: str, title: str, certainty: float) -> Lesson:
    """What a page teaches: the lines of its article, before repeated ones are taken out, and the places of all lines.

    Of a long page the first and the last lines are learned.
    """
    texts = [block.text for block in blocks if is_learnable(block)]
    if len(texts) > _MOST_LINES:
        texts = texts[: _MOST_LINES // 2] + texts[-_MOST_LINES // 2 :]
    return Lesson(
        address=address_digest(url),
        title=text_digest(title),
        topics=topics_of(title),
        lines=tuple(dict.fromkeys(map(text_digest, texts))),
        places=_places(lines),
        has_pointers=any(is_pointer(block, url) for block in blocks),
        outcome=Outcome(round(certainty, 3), sum(map(words_of, blocks))),
    )


def weighed(lines: Sequence[Judged], habits: Habits) -> tuple[Judged, ...]:
    """The lines with unsure judgements moved towards what became of lines at the same place in earlier articles."""
    if not habits.places:
        return tuple(lines)
    return tuple(_weighed(line, habits) if _is_unsure(line) else line for line in lines)


def _places(lines: Iterable[Judged]) -> tuple[tuple[int, bool], ...]:
    """Each place once with what surely became of all its lines; places of unsure or mixed lines are left out."""
    found: dict[int, set[bool | None]] = {}
    for line in lines:
        fate = None if _is_unsure(line) else line.probability >= _SURELY
        found.setdefault(place_of(line.element), set()).add(fate)
    sure = ((key, fates.pop()) for key, fates in found.items() if len(fates) == 1)
    return tuple((key, fate) for key, fate in sure if fate is not None)


def _is_unsure(line: Judged) -> bool:
    return _SURELY_NOT < line.probability < _SURELY


def _weighed(line: Judged, habits: Habits) -> Judged:
    place = habits.places.get(place_of(line.element))
    if place is None or sum(place) < _FEWEST_ARTICLES:
        return line
    odds = math.log(line.probability / (1 - line.probability))
    odds += _WEIGHT * math.log((place.yes + 0.5) / (place.no + 0.5))
    probability = 1 / (1 + math.exp(-odds))
    return line._replace(probability=min(max(probability, _SURELY_NOT), _SURELY))


def place_of(element: _Element) -> int:
    """The number of a place: the tags and classes of an element and those above it, without numbers in them."""
    names = []
    at: _Element | None = element
    for _ in range(_LEVELS):
        if at is None:
            break
        names.append(f"{at.tag}.{_DIGITS.sub('', at.get('class', '')[:_LONGEST_NAME])}")
        at = at.getparent()
    return digest(">".join(names))
