"""Lines of an article that stood in other articles of its site too: they are the site's and not the article's."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from octavo.extracting.learning.habits import address_digest, text_digest, topics_of
from octavo.kit.text import fold
from octavo.kit.urls import host_of
from octavo.model.articles import BlockKind, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.extracting.learning.habits import Habits
    from octavo.model.articles import Block

_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM})
_SHORTEST = 12
_FEWEST_ARTICLES = 3
_LONG_WORDS, _FEWEST_FOR_LONG = 60, 5
# A running story has its background in all its articles: two that are about something else tell as much as three.
_FEWEST_UNRELATED = 2
# What stands between others may be the background of a running story, or a verdict: unless it is as long as labels and
# pointers are, it must stand in a twentieth of all articles.
_FEWEST_LABEL_WORDS, _MOST_LABEL_WORDS, _SHARE = 4, 12, 20
# An article that shares more of its words than this is another version of the same one.
_VERSION = 1 / 3
_MOST_REMOVED = 1 / 2
_LINKED = 0.9
_LONGEST_POINTER = 40
_SPACELESS = 20


def is_learnable(block: Block) -> bool:
    """Whether a block is a line that may come back in other articles: headings and short words do so by right."""
    return block.kind in _LINES and len(block.text) >= _SHORTEST


def is_pointer(block: Block, url: str) -> bool:
    """Whether a block is a paragraph that is nothing but a link to another page of the same host."""
    links = [span for span in block.spans if span.kind is SpanKind.LINK]
    linked = sum(span.end - span.start for span in links)
    if block.kind is not BlockKind.PARAGRAPH or not links or linked < _LINKED * len(block.text):
        return False
    host = host_of(url)
    is_short = len(block.text.split()) <= _LONGEST_POINTER
    return is_short and all(span.url is not None and host_of(span.url) == host for span in links)


def without_repeated(
    blocks: Sequence[Block], habits: Habits, *, url: str, title: str, stated: Sequence[str] = ()
) -> tuple[Block, ...]:
    """The blocks of an article without lines that stood in at least three others of its site, or two unrelated ones.

    Where a site makes a habit of it, lines that only lead to other articles of the same host go too.
    What the page itself states of its article (``stated``: its description, its text as data) always stays, and so
    does everything where more than half of the words would go. A heading goes only with all that is under it.
    """
    others = habits.others(address_digest(url), text_digest(title))
    where = _where_else(blocks, habits, others)
    gone = _gone(blocks, where, habits.unrelated(topics_of(title)), len(others))
    if any(gone):
        told = [fold(text) for text in stated]
        gone = [is_gone and not _is_told(block, told) for block, is_gone in zip(blocks, gone, strict=True)]
    if _sets_pointers(habits, others):
        gone = [is_gone or is_pointer(block, url) for block, is_gone in zip(blocks, gone, strict=True)]
    words = [words_of(block) for block in blocks]
    if not any(gone) or sum(_where(words, gone)) > _MOST_REMOVED * sum(words):
        return tuple(blocks)
    loose = _loose_headings(blocks, gone)
    return tuple(block for row, block in enumerate(blocks) if not gone[row] and row not in loose)


def _sets_pointers(habits: Habits, others: frozenset[int]) -> bool:
    """Whether the site has a habit of links to other articles between paragraphs, if it has so here: in half of all."""
    count = len(others.intersection(habits.pointers))
    return count > 0 and 2 * (count + 1) >= len(others) + 1


def _where_else(blocks: Sequence[Block], habits: Habits, others: frozenset[int]) -> list[frozenset[int]]:
    """In which of the other articles, other versions of this one left out, each block stood."""
    lines = (habits.lines.get(text_digest(block.text), ()) if is_learnable(block) else () for block in blocks)
    where = [others.intersection(numbers) for numbers in lines]
    shared: Counter[int] = Counter()
    for block, numbers in zip(blocks, where, strict=True):
        shared.update(dict.fromkeys(numbers, len(block.text)))
    enough = _VERSION * sum(len(block.text) for block in blocks)
    versions = {number for number, length in shared.items() if length > enough}
    return [numbers - versions for numbers in where]


def _gone(
    blocks: Sequence[Block], where: Sequence[frozenset[int]], unrelated: frozenset[int], articles: int
) -> list[bool]:
    gone = [_is_repeated(block, numbers, unrelated) for block, numbers in zip(blocks, where, strict=True)]
    begin = next((row for row, is_gone in enumerate(gone) if not is_gone), len(gone))
    end = next((row for row in range(len(gone), 0, -1) if not gone[row - 1]), 0)
    for row in range(begin, end):
        is_label = _FEWEST_LABEL_WORDS <= words_of(blocks[row]) <= _MOST_LABEL_WORDS
        gone[row] = gone[row] and (is_label or len(where[row]) >= articles // _SHARE)
    return _whole_lists(blocks, gone)


def _is_repeated(block: Block, where: frozenset[int], unrelated: frozenset[int]) -> bool:
    if words_of(block) > _LONG_WORDS:
        return len(where) >= _FEWEST_FOR_LONG
    return len(where) >= _FEWEST_ARTICLES or len(where & unrelated) >= _FEWEST_UNRELATED


def words_of(block: Block) -> int:
    """Words by white space; in scripts that do without it two characters are one."""
    spaced = len(block.text.split())
    return len(block.text) // 2 if len(block.text) > _SPACELESS * spaced else spaced


def _whole_lists(blocks: Sequence[Block], gone: Sequence[bool]) -> list[bool]:
    """A list goes as a whole or not at all: salt is in many recipes."""
    result: list[bool] = []
    for is_list, rows in groupby(range(len(blocks)), lambda row: blocks[row].kind is BlockKind.LIST_ITEM):
        flags = [gone[row] for row in rows]
        result += [all(flags)] * len(flags) if is_list else flags
    return result


def _is_told(block: Block, told: Sequence[str]) -> bool:
    folded = fold(block.text)
    return any(folded in text for text in told)


def _where(values: Sequence[int], flags: Sequence[bool]) -> list[int]:
    return [value for value, flag in zip(values, flags, strict=True) if flag]


def _loose_headings(blocks: Sequence[Block], gone: Sequence[bool]) -> frozenset[int]:
    """The headings that had something under them of which nothing is left."""
    loose: set[int] = set()
    had, has = False, False
    for row in range(len(blocks) - 1, -1, -1):
        if blocks[row].kind is BlockKind.HEADING:
            if had and not has:
                loose.add(row)
            had, has = had and not has, False
        else:
            had, has = True, has or not gone[row]
    return frozenset(loose)
