"""Which report is in which story, and when stories merge and part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.grouping.changes import Change, ChangeKind
from octavo.grouping.parting import weakest_seam

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from octavo.grouping.decisions import Constraints
    from octavo.grouping.window import Window

# The mean link to a story from which on a report joins it, two stories become one, and below which one parts.
# That it takes more to merge than to join, and much less to part, keeps what a reader follows from jumping.
JOINS, MERGES, PARTS = 0.2, 0.5, 0.03
# A story asks for more the larger it is: by this power of its size. Of a large one so many links count, the strongest.
_GROWS = 0.1
# From so many others on it tells something that a report is linked with few of them.
_ENOUGH = 5
# The link of what is the same as another.
CERTAIN = 1.0
_LEAST_TIE = 0.02
_BEST = 12
_SIZES_LOOKED_AT = frozenset((4, 6, 9, 13, 18, 25, 35, 50))

Links = list[tuple[int, float]]
Pairs = list[tuple[int, int, float]]


class Stories:
    """A partition of reports. Of two stories that merge the older id stays; of parts the larger keeps the id.

    ``ties`` hold, for stories that are still in the window, the sum of the links between each two.
    """

    __slots__ = ("_constraints", "_leading", "_window", "members", "next_id", "redirects", "story_of", "ties")

    def __init__(self, window: Window, constraints: Constraints) -> None:
        self._window = window
        self._constraints = constraints
        self.story_of: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.redirects: dict[int, int] = {}
        self._leading: dict[int, list[int]] = {}
        self.ties: dict[int, dict[int, float]] = {}
        self.next_id = 1

    def follow(self, window: Window) -> None:
        """Look up links in another window from now on."""
        self._window = window

    def reopen(self, story: int) -> int:
        """An id that leads to another story, free for a story again."""
        target = self.redirects.pop(story, None)
        if target is not None:
            self._leading[target].remove(story)
        return story

    def lead(self, redirects: Mapping[int, int]) -> None:
        """Take over which ids lead to which stories."""
        self.redirects = dict(redirects)
        for story, target in self.redirects.items():
            self._leading.setdefault(target, []).append(story)

    def renumber(self, numbers: Mapping[int, int], next_id: int) -> None:
        """Give stories other ids; those that led to others are forgotten."""
        self.members = {numbers[story]: members for story, members in self.members.items()}
        self.story_of = {report: numbers[story] for report, story in self.story_of.items()}
        self.ties = {numbers[one]: {numbers[two]: tie for two, tie in row.items()} for one, row in self.ties.items()}
        self.redirects, self._leading, self.next_id = {}, {}, next_id

    def place(self, report: int, links: Links, same: Sequence[int] = ()) -> list[Change]:
        """Set a new report into the story it belongs to best, or open one; then look whether stories merge or part.

        It goes where those are that are the ``same`` as it, whatever its links say.
        """
        story = self._bound(report)
        if story is None:
            story = self._of_same(report, same)
        if story is None:
            story = self._best(report, links, JOINS)
        if story is None:
            changes = [self._open(report)]
        else:
            self._enter(report, story)
            changes = [Change(kind=ChangeKind.JOINED, story=story, reports=(report,))]
        self._tie(report, links)
        return changes + self.settle(self.story_of[report])

    def replace(self, report: int, links: Links) -> list[Change]:
        """A report's text has changed: it stays in its story unless it no longer belongs there at all."""
        story = self.story_of[report]
        self.retie(story)
        rest = [member for member in self.members[story] if member != report]
        if rest and not self._held([report], rest) and _mean(self._sums(links).get(story, []), len(rest)) < PARTS:
            better = self._best(report, links, JOINS)
            return [self.move([report], story, better or self._new())]
        return self.settle(story)

    def remove(self, report: int) -> list[Change]:
        """Take a report out altogether."""
        story = self.story_of.pop(report)
        self.members[story].remove(report)
        if not self.members[story]:
            del self.members[story]
            self._untie(story)
            return [Change(kind=ChangeKind.ENDED, story=story, reports=(report,))]
        self.retie(story)
        return [Change(kind=ChangeKind.LEFT, story=story, reports=(report,)), *self._part(story)]

    def move(self, reports: Sequence[int], source: int, target: int) -> Change:
        """Take reports from one story to another, which may be new; an emptied story leads to where they went."""
        leaving = set(reports)
        moved = [report for report in self.members[source] if report in leaving]
        self.members[source] = [report for report in self.members[source] if report not in leaving]
        is_new = target not in self.members
        self.members.setdefault(target, []).extend(moved)
        self.story_of.update(dict.fromkeys(moved, target))
        kind = ChangeKind.SPLIT if is_new else ChangeKind.MOVED
        if not self.members[source]:
            del self.members[source]
            self._untie(source)
            self._redirect(source, target)
            kind = ChangeKind.MERGED
        else:
            self.retie(source)
        self.retie(target)
        return Change(kind=kind, story=target, reports=tuple(moved), other=source)

    def split(self, story: int, some: Sequence[int]) -> Change:
        """Part a story in two; the larger part keeps the id, the older one where they are alike."""
        members = self.members[story]
        leaving, chosen = list(some), set(some)
        if 2 * len(leaving) > len(members) or (2 * len(leaving) == len(members) and members[0] in chosen):
            leaving = [report for report in members if report not in chosen]
        return self.move(leaving, story, self._new())

    def settle(self, story: int) -> list[Change]:
        """Merge a story with those it belongs with; part it where it hardly holds together."""
        changes: list[Change] = []
        while (other := self._match(story)) is not None:
            older, newer = min(story, other), max(story, other)
            changes.append(self._merge(newer, older))
            story = older
        if len(self.members[story]) in _SIZES_LOOKED_AT:
            changes += self._part(story)
        return changes

    def close(self) -> None:
        """Forget the ties of stories that have no report in the window any more."""
        open_stories = {self.story_of[report] for report in self._window.slots}
        for story in [story for story in self.ties if story not in open_stories]:
            self._untie(story)

    def retie(self, story: int) -> None:
        """Count a story's ties anew from the links of its reports."""
        self._untie(story)
        for _, other, strength in self._window.links_of(self.members[story]):
            self._add_tie(story, self.story_of[other], strength)

    def _bound(self, report: int) -> int | None:
        """The story that a decision puts a report into."""
        for mate in self._constraints.mates(report):
            if mate in self.story_of:
                return self.story_of[mate]
        return None

    def _of_same(self, report: int, same: Sequence[int]) -> int | None:
        """The story of a report that is the same as this one, where no decision forbids it."""
        for story in sorted({self.story_of[other] for other in same if other in self.story_of}):
            members = self.members[story]
            if not self._constraints.are_locked(members) and not self._constraints.part([report], members):
                return story
        return None

    def _best(self, report: int, links: Links, least: float) -> int | None:
        """The story with the strongest mean link, the older one where they are alike."""
        best, highest = None, least
        for story, strengths in sorted(self._sums(links).items()):
            size = len(self.members[story])
            mean = _mean(strengths, size) / size**_GROWS
            may = mean >= highest and not self._constraints.are_locked(self.members[story])
            if may and not self._constraints.part([report], self.members[story]):
                best, highest = story, mean + 1e-9
        return best

    def _sums(self, links: Links) -> dict[int, list[float]]:
        sums: dict[int, list[float]] = {}
        for report, strength in links:
            sums.setdefault(self.story_of[report], []).append(strength)
        return sums

    def _open(self, report: int) -> Change:
        story = self._new()
        self._enter(report, story)
        return Change(kind=ChangeKind.OPENED, story=story, reports=(report,))

    def _enter(self, report: int, story: int) -> None:
        self.members.setdefault(story, []).append(report)
        self.story_of[report] = story

    def _new(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def _tie(self, report: int, links: Links) -> None:
        story = self.story_of[report]
        for other, strength in links:
            self._add_tie(story, self.story_of[other], strength)

    def _add_tie(self, story: int, other: int, strength: float) -> None:
        if story != other and strength >= _LEAST_TIE:
            for one, two in ((story, other), (other, story)):
                row = self.ties.setdefault(one, {})
                row[two] = row.get(two, 0.0) + strength

    def _untie(self, story: int) -> None:
        for other in self.ties.pop(story, {}):
            self.ties[other].pop(story, None)

    def _match(self, story: int) -> int | None:
        """The story that this one should merge with."""
        size = len(self.members[story])
        best, highest = None, MERGES
        for other, tie in sorted(self.ties.get(story, {}).items()):
            small, large = sorted((size, len(self.members[other])))
            mean = tie / (small * min(large, _BEST))
            if mean >= highest and self._may_merge(story, other):
                best, highest = other, mean + 1e-9
        return best

    def _may_merge(self, story: int, other: int) -> bool:
        ours, theirs, constraints = self.members[story], self.members[other], self._constraints
        return not (constraints.are_locked((*ours, *theirs)) or constraints.part(ours, theirs))

    def _merge(self, newer: int, older: int) -> Change:
        moved = self.members.pop(newer)
        self.members[older] += moved
        self.story_of.update(dict.fromkeys(moved, older))
        ties = self.ties.get(newer, {}).copy()
        self._untie(newer)
        for other, strength in ties.items():
            self._add_tie(older, other, strength)
        self._redirect(newer, older)
        return Change(kind=ChangeKind.MERGED, story=older, reports=tuple(moved), other=newer)

    def _redirect(self, story: int, target: int) -> None:
        led = [*self._leading.pop(story, ()), story]
        self.redirects.update(dict.fromkeys(led, target))
        self._leading.setdefault(target, []).extend(led)

    def _held(self, some: Iterable[int], rest: Iterable[int]) -> bool:
        """Whether a decision keeps these with those."""
        return self._constraints.are_locked((*some, *rest)) or self._constraints.bind(some, rest)

    def _part(self, story: int) -> list[Change]:
        """Part a story where two parts of it have hardly any link, and no decision holds them together."""
        members = self.members[story]
        present = [report for report in members if report in self._window.slots]
        links = self._window.links_from(present)
        part, mean = weakest_seam(present, links)
        rest = [report for report in members if report not in part]
        if not part or not rest or self._held(part, rest):
            return []
        holds = _belongs(part[0], links, len(rest)) if len(part) == 1 else mean >= PARTS
        return [] if holds else [self.split(story, part)]


def _belongs(report: int, links: Pairs, size: int) -> bool:
    """Whether a report would still be let into a story of so many others, or is there for certain."""
    strengths = [strength for *both, strength in links if report in both]
    return size < _ENOUGH or max(strengths, default=0.0) >= CERTAIN or _mean(strengths, size) >= JOINS


def _mean(strengths: Sequence[float], size: int) -> float:
    """The mean of a report's best links to a story."""
    counted = min(size, _BEST)
    return sum(sorted(strengths, reverse=True)[:counted]) / counted
