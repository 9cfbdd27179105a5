"""Where on the page a line stands: what its ancestors are called, how much text they hold, what is next to it."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from octavo.extracting.choosing.candidates import TEXT_NAMES
from octavo.extracting.choosing.vocabulary import NAMES as PLACE_NAMES
from octavo.extracting.choosing.vocabulary import meanings
from octavo.kit.text import holds_any
from octavo.model.articles import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element
    from numpy.typing import NDArray

    from octavo.extracting.choosing.candidates import Candidate

_FAR = 20
_LONGEST_TURN = 60
# Both for lower case.
_TURN = re.compile(
    r"(?:related|recommended|more\b|most (?:read|popular|viewed|commented)|popular|trending|latest|top (?:stories|news)"
    r"|read (?:more|next|also)|also (?:read|on)|see also|you (?:may|might)|about the author|tags?\b|topics?\b"
    r"|filed under|share\b|follow|sign up|subscribe|newsletter|advertis|sponsored|promoted|around the web"
    r"|from the web|comments?\b|leave a|join the|what(?:'s| is) next|don['’]t miss"
    r"|mehr (?:zum|aus|von|zu)|meist|das k[öo]nnte|auch interessant|weitere|lesen sie|themen|schlagw|kommentar"
    r"|über den autor|anzeige|lire aussi|sur le m[êe]me|articles? (?:li|sim)|les plus|à lire|commentaires?"
    r"|lea también|te puede|más (?:noticias|leíd|info)|relacionad|leggi anche|potrebbe|commenti|leia (?:também|mais)"
    r"|veja|lees ook|meer (?:over|nieuws)|läs (?:mer|också)|les også"
    r"|関連|おすすめ|人気|コメント|相关|推荐|热门|評論|评论|관련|댓글|인기|читайте|комментари|похожие)"
)
_COMMENTS = re.compile(
    r"\b(?:\d+ )?(?:comments?|replies|responses|kommentare?|commentaires?|comentarios|commenti|reacties|kommentarer)\b"
    r"|コメント|评论|댓글"
)
# Without one of these nothing of it can be there.
_IN_COMMENTS = (
    *("comment", "replies", "responses", "kommentar", "comentarios", "reacties"),
    *("コメント", "评论", "댓글"),
)
_LEVELS = 4
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_CONTAINER_NAMES = tuple(
    f"{what}:{level}"
    for level in range(_LEVELS)
    for what in ("mass", "lines", "linked", "long", "position", "times", "addressing")
)
_NEIGHBOUR_NAMES = tuple(
    f"{what}:{offset:+}" for offset in _NEIGHBOURS for what in ("kind", "characters", "linked", "ends", "same_parent")
)
_PAGE_NAMES = (
    "depth", "same_shape_mass", "same_shape_lines", "same_shape_linked", "same_tag_mass", "in_core", "core_position",
    "before_core", "after_core", "core_share", "position", "characters_before", "since_title", "until_long",
    "since_long", "page_mass", "page_lines", "until_end_of_parent",
    "since_heading", "since_turn", "turns", "since_comments",
)  # fmt: skip
NAMES = (*TEXT_NAMES, *PLACE_NAMES, *_CONTAINER_NAMES, *_NEIGHBOUR_NAMES, *_PAGE_NAMES)


class Surroundings:
    """The features of all lines of a page as a matrix, a row a line, and the containers that lines share."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self.mass = np.array([candidate.mass for candidate in candidates], np.float32)
        self._linked = np.array([candidate.linked for candidate in candidates], np.float32)
        self._size = np.array([len(candidate.block.text) for candidate in candidates], np.float32)
        self._ancestry = _Ancestry(candidates)
        self.containers = [_numbers(rows.tolist()) for rows in self._ancestry.above(_LEVELS)]
        self.shapes = _numbers(self._ancestry.shapes())

    def matrix(self) -> NDArray[np.float32]:
        """Features in the order of ``NAMES``."""
        text = np.array([candidate.features for candidate in self._candidates], np.float32)
        return np.hstack((text, self._ancestry.places(), self._of_containers(), self._of_neighbours(), self._of_page()))

    def _of_containers(self) -> NDArray[np.float32]:
        columns: list[NDArray[np.generic]] = []
        whole = max(1.0, float(self.mass.sum()))
        times, addressing = self._feature("time"), self._feature("addressing")
        for numbers in self.containers:
            count = np.bincount(numbers)
            mass = np.bincount(numbers, self.mass)
            size = np.bincount(numbers, self._size)
            linked = np.bincount(numbers, self._linked * self._size) / np.maximum(size, 1)
            long = np.bincount(numbers, self.mass > 0)
            columns += [(mass / whole)[numbers], count[numbers], linked[numbers], long[numbers], _running(numbers)]
            columns += [(np.bincount(numbers, values > 0) / count)[numbers] for values in (times, addressing)]
        return np.column_stack(columns).astype(np.float32)

    def _feature(self, name: str) -> NDArray[np.float32]:
        column = TEXT_NAMES.index(name)
        return np.array([candidate.features[column] for candidate in self._candidates], np.float32)

    def _of_neighbours(self) -> NDArray[np.float32]:
        kinds = np.array([candidate.features[0] for candidate in self._candidates], np.float32)
        ends = np.array([candidate.ends for candidate in self._candidates], np.float32)
        parents = self.containers[0].astype(np.float32)
        columns: list[NDArray[np.float32]] = []
        for offset in _NEIGHBOURS:
            columns += [shifted(values, offset) for values in (kinds, self._size, self._linked, ends)]
            columns.append((shifted(parents, offset) == parents).astype(np.float32))
        return np.column_stack(columns)

    def _of_page(self) -> NDArray[np.float32]:
        count = len(self._candidates)
        order = np.arange(count, dtype=np.float32)
        whole = max(1.0, float(self.mass.sum()))
        shape_mass = np.bincount(self.shapes, self.mass)[self.shapes] / whole
        shape_size = np.maximum(np.bincount(self.shapes, self._size), 1)
        shape_linked = (np.bincount(self.shapes, self._linked * self._size) / shape_size)[self.shapes]
        tags = _numbers([candidate.element.tag for candidate in self._candidates])
        before = np.cumsum(self._size) - self._size
        last = np.zeros(int(self.containers[0].max()) + 1, np.float32)
        np.maximum.at(last, self.containers[0], order)
        columns: list[NDArray[np.generic]] = [
            self._ancestry.depths,
            shape_mass,
            np.bincount(self.shapes)[self.shapes],
            shape_linked,
            np.bincount(tags, self.mass)[tags] / whole,
            *self._core(order),
            order / count,
            before / max(1.0, float(self._size.sum())),
            order - self._title(),
            _until(self.mass > 0),
            _until(self.mass[::-1] > 0)[::-1],
            np.full(count, whole),
            np.full(count, count),
            last[self.containers[0]] - order,
            *self._headings(),
        ]
        return np.column_stack(columns).astype(np.float32)

    def _headings(self) -> list[NDArray[np.float32]]:
        """How many lines ago a heading was, one that leads away, how many of these there were, one of comments."""
        headings = np.array([candidate.block.kind is BlockKind.HEADING for candidate in self._candidates])
        texts = [candidate.block.text for candidate in self._candidates]
        short = [text.lower() if len(text) < _LONGEST_TURN else "" for text in texts]
        turns = np.array([_TURN.match(text) is not None for text in short])
        comments = np.array([holds_any(text, _IN_COMMENTS) and _COMMENTS.search(text) is not None for text in short])
        since = [_until(flags[::-1])[::-1] for flags in (headings, turns, comments)]
        return [since[0], since[1], np.cumsum(turns).astype(np.float32), since[2]]

    def _core(self, order: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Where a line stands to the container with most running text in its children."""
        parents, above = self.containers[0], self.containers[1]
        own = np.bincount(parents, self.mass)
        one_up = np.bincount(above, self.mass) * 0.6
        narrow = float(own.max()) >= float(one_up.max())
        numbers, sums = (parents, own) if narrow else (above, one_up)
        inside = numbers == sums.argmax()
        rows = np.flatnonzero(inside & (self.mass > 0))
        first, last = (rows[0], rows[-1]) if len(rows) else (0, len(order) - 1)
        span = max(1.0, float(last - first))
        share = np.full(len(order), float(sums.max()) / max(1.0, float(self.mass.sum())))
        return [
            inside.astype(np.float32),
            (order - first) / span,
            np.maximum(first - order, 0),
            np.maximum(order - last, 0),
            share.astype(np.float32),
        ]

    def _title(self) -> float:
        """The number of the line that is the title, the last one above most of the text."""
        rows = [number for number, candidate in enumerate(self._candidates) if candidate.is_title]
        headings = [
            number
            for number, candidate in enumerate(self._candidates)
            if candidate.block.kind is BlockKind.HEADING and candidate.element.tag == "h1"
        ]
        return float((rows or headings or [-50])[0])


class _Ancestry:
    """The elements that hold a page's lines and all above them, parents before children."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._numbers: dict[_Element, int] = {}
        self._elements: list[_Element] = []
        self._parents: list[int] = []
        self._depths: list[int] = []
        self._rows = np.array([self._number(candidate.element) for candidate in candidates], np.intp)

    @property
    def depths(self) -> NDArray[np.float32]:
        """How deep each line stands, counted from 1."""
        return np.array(self._depths, np.float32)[self._rows]

    def above(self, levels: int) -> Iterator[NDArray[np.intp]]:
        """For each line the number of what holds its own element, and so on up to a level, the root in the end."""
        parents = np.array(self._parents, np.intp)
        parents[parents < 0] = np.flatnonzero(parents < 0)
        rows = self._rows
        for _ in range(levels):
            rows = parents[rows]
            yield rows

    def shapes(self) -> list[tuple[str, ...]]:
        """For each line what its element and the two that hold it are called."""
        named = [_named(element) for element in self._elements]
        named.append("")
        parents = [*self._parents, -1]
        return [(named[row], named[parents[row]], named[parents[parents[row]]]) for row in self._rows.tolist()]

    def places(self) -> NDArray[np.float32]:
        """For each line how many steps up the nearest ancestor of each meaning is, in the order of ``PLACE_NAMES``."""
        depths = np.array(self._depths, np.intp)
        order = np.argsort(depths, kind="stable")
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        parents = place[np.array(self._parents, np.intp)][order]
        found = [meanings(element) for element in self._elements]
        rows = place.repeat([len(whats) for whats in found])
        steps = np.full((len(order), len(PLACE_NAMES)), _FAR, np.uint8)
        steps[rows, np.fromiter(chain.from_iterable(found), np.intp, count=len(rows))] = 0
        for start, end in pairwise(np.searchsorted(depths[order], range(2, int(depths.max()) + 2)).tolist()):
            level = steps[start:end]
            np.minimum(level, steps[parents[start:end]] + 1, out=level)
        return steps[place[self._rows]].astype(np.float32)

    def _number(self, element: _Element) -> int:
        missing: list[_Element] = []
        at: _Element | None = element
        while at is not None and at not in self._numbers:
            missing.append(at)
            at = at.getparent()
        number, depth = (-1, 0) if at is None else (self._numbers[at], self._depths[self._numbers[at]])
        for item in reversed(missing):
            self._parents.append(number)
            number, depth = len(self._elements), depth + 1
            self._numbers[item] = number
            self._elements.append(item)
            self._depths.append(depth)
        return number


def shifted(values: NDArray[np.float32], offset: int) -> NDArray[np.float32]:
    """The value ``offset`` lines further on, -1 beyond the ends."""
    result = np.full(len(values), -1, np.float32)
    if abs(offset) >= len(values):
        return result
    if offset > 0:
        result[:-offset] = values[offset:]
    else:
        result[-offset:] = values[:offset]
    return result


def _until(is_long: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How many lines on the next long one is, the line itself not counted; at most 50."""
    count = len(is_long)
    rows = np.arange(count)
    following = np.full(count, count + 50)
    following[:-1] = np.minimum.accumulate(np.where(is_long, rows, following)[:0:-1])[::-1]
    return np.minimum(following - rows, 50).astype(np.float32)


def _running(numbers: NDArray[np.intp]) -> NDArray[np.float32]:
    """Which line of its container each is, counted from 0."""
    order = np.argsort(numbers, kind="stable")
    counts = np.bincount(numbers)
    starts = np.cumsum(counts) - counts
    result = np.empty(len(numbers), np.float32)
    result[order] = np.arange(len(numbers)) - starts[numbers[order]]
    return result


def _numbers(keys: Sequence[object]) -> NDArray[np.intp]:
    known: dict[object, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], np.intp)


def _named(element: _Element) -> str:
    return f"{element.tag}.{element.get('class', '')[:80]}"
