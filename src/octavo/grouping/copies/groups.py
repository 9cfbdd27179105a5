"""Copies as groups: a text and all that are copies of it, in a graph of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.grouping.copies.values import Copy, CopyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Group = tuple[int, ...]


class Links:
    """Which articles are copies of which.

    Exact, edited and updated copies belong together, and so do their copies. An excerpt belongs to its text only if
    nothing else is an excerpt of the one or the other that is not linked with both: a brief that two papers' unlike
    reports contain does not join them, nor does a round-up join the wires that it quotes.
    """

    __slots__ = ("_links",)

    def __init__(self, copies: Iterable[Copy] = ()) -> None:
        self._links: dict[int, dict[int, Copy]] = {}
        for copy in copies:
            self.add(copy)

    def add(self, copy: Copy) -> None:
        """Link two articles."""
        self._links.setdefault(copy.a, {})[copy.b] = copy
        self._links.setdefault(copy.b, {})[copy.a] = copy

    def remove(self, article: int) -> list[int]:
        """Forget an article; what it was linked with."""
        others = sorted(self._links.pop(article, {}))
        for other in others:
            self._cut(other, article)
        return others

    def cut(self, copy: Copy) -> None:
        """Forget a link."""
        self._cut(copy.a, copy.b)
        self._cut(copy.b, copy.a)

    def _cut(self, article: int, other: int) -> None:
        rest = self._links[article]
        del rest[other]
        if not rest:
            del self._links[article]

    def of(self, article: int) -> tuple[Copy, ...]:
        """The links of one article, by the other's number."""
        return tuple(copy for _, copy in sorted(self._links.get(article, {}).items()))

    def __iter__(self) -> Iterator[Copy]:
        for article in sorted(self._links):
            yield from (copy for copy in self.of(article) if copy.a == article)

    def groups(self) -> tuple[Group, ...]:
        """All groups of two and more, each in order, by the first number in each."""
        seen: set[int] = set()
        found = []
        for article in sorted(self._links):
            if article not in seen:
                group = self.group(article)
                seen.update(group)
                if len(group) > 1:
                    found.append(group)
        return tuple(found)

    def group(self, article: int) -> Group:
        """The article and its copies, in order of number."""
        core = self._core(article)
        around = self._around(core)
        twins = [other for other in around if self._around(other) | {other} == around | {core}]
        return tuple(sorted(core.union(*twins)))

    def _core(self, article: int) -> frozenset[int]:
        """The article and what is linked with it otherwise than by an excerpt."""
        reached, waiting = {article}, [article]
        while waiting:
            for other, copy in self._links.get(waiting.pop(), {}).items():
                if copy.kind is not CopyKind.EXCERPT and other not in reached:
                    reached.add(other)
                    waiting.append(other)
        return frozenset(reached)

    def _around(self, core: frozenset[int]) -> frozenset[frozenset[int]]:
        """The cores that an excerpt links with this one."""
        others = {
            other
            for article in core
            for other, copy in self._links.get(article, {}).items()
            if copy.kind is CopyKind.EXCERPT
        }
        return frozenset(self._core(other) for other in others - core)
