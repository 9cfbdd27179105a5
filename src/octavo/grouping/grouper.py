"""Stories as reports come in: the parts of this room put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from octavo.grouping.comparing import NAMES, Comparer
from octavo.grouping.decisions import Constraints, Ruling
from octavo.grouping.judging import english, judge
from octavo.grouping.meanings import Meanings
from octavo.grouping.relating import Near, may_be_near, nearest, relation_of
from octavo.grouping.snapshots import pack, unpack
from octavo.grouping.stories import CERTAIN, Stories
from octavo.grouping.why import Common, Feature, PairScore, shared
from octavo.grouping.window import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from octavo.grouping.changes import Change
    from octavo.grouping.comparing import Candidates
    from octavo.grouping.decisions import Decision
    from octavo.grouping.frequencies import Background
    from octavo.grouping.judging import Judge
    from octavo.grouping.reports import Report
    from octavo.model.stories import Relation

_LEAST_LINK = 0.0004
_LIKENESS = [NAMES.index(name) for name in ("words", "lead", "words_lately", "lead_lately")]
WINDOW = 20_000
_DAY = 86_400.0


class Grouper:
    """Groups reports into stories, batch by batch.

    The same batches and decisions in the same order give the same stories; the order inside a batch does not matter.
    Reports are compared with the latest ``window`` arrivals, so that a report costs the same however many there were.
    """

    __slots__ = ("_comparer", "_constraints", "_judge", "_meanings", "_moves", "_near", "_stories")

    def __init__(self, *, window: int = WINDOW, background: Background | None = None, by: Judge | None = None) -> None:
        self._judge = by or judge()
        self._comparer = Comparer(capacity=window, background=background or english())
        self._constraints = Constraints()
        self._stories = Stories(self._comparer.window, self._constraints)
        self._meanings = Meanings()
        self._moves: dict[int, tuple[tuple[int, int], ...]] = {}
        self._near: dict[int, list[Near]] = {}

    @property
    def redirects(self) -> Mapping[int, int]:
        """Ids of stories that became part of another, with that one's."""
        return self._stories.redirects

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that stand, in the order they were made."""
        return tuple(self._constraints.decisions.values())

    def add(self, reports: Iterable[Report], same: Mapping[int, Sequence[int]] | None = None) -> tuple[Change, ...]:
        """Take in what one fetch brought; a report that is known is replaced. Of one id in a batch the last counts.

        ``same`` tells of new reports which others are of the same event for certain.
        """
        self._near.clear()
        latest = {report.id: report for report in sorted(reports, key=lambda report: report.order)}
        changes: list[Change] = []
        for report in sorted(latest.values(), key=lambda report: report.order):
            changes += self._take(report, (same or {}).get(report.id, ()))
            if self._comparer.window.expire():
                self._stories.close()
                self._meanings.only(np.isin(self._meanings.ids, list(self._comparer.window.slots)))
        return tuple(changes)

    def remove(self, reports: Iterable[int]) -> tuple[Change, ...]:
        """Forget reports; unknown ones are passed over. Decisions about them stand, should they come back."""
        changes: list[Change] = []
        for report in sorted(set(reports)):
            if report in self._stories.story_of:
                if report in self._comparer.window.slots:
                    self._comparer.window.remove(report)
                    self._meanings.only(self._meanings.ids != report)
                changes += self._stories.remove(report)
        return tuple(changes)

    def stories(self) -> dict[int, tuple[int, ...]]:
        """All stories with their reports in the order they came into it."""
        return {story: tuple(members) for story, members in self._stories.members.items()}

    def members(self, story: int) -> tuple[int, ...]:
        """The reports of a story, in the order of arrival."""
        return tuple(self._stories.members.get(story, ()))

    def story_of(self, report: int) -> int | None:
        """The story that a report is in."""
        return self._stories.story_of.get(report)

    def why(self, one: int, other: int) -> PairScore | None:
        """How likely two reports belong together, as things look now; ``None`` where one is not in the window."""
        window = self._comparer.window
        if one == other or one not in window.slots or other not in window.slots:
            return None
        earlier, later = sorted((window.slots[one], window.slots[other]))
        candidates = self._comparer.candidates(later, also=earlier)
        row = candidates.features[candidates.slots == earlier]
        effects = self._judge.effects(row)[0]
        features = [
            Feature(name=name, value=float(value), effect=float(effect))
            for name, value, effect in zip(NAMES, row[0], effects, strict=True)
        ]
        names, numbers, terms = shared(window.spelled(earlier), window.spelled(later))
        at = window.column("at")
        return PairScore(
            score=float(self._judge.probabilities(row)[0]),
            likeness=float(row[0, _LIKENESS].mean()),
            names=names,
            terms=terms,
            numbers=numbers,
            days=float(abs(at[later] - at[earlier])),
            features=tuple(sorted(features, key=lambda feature: -abs(feature.effect))),
        )

    def nearest(self, report: int) -> Common | None:
        """The report of the same story that this one was found most alike, and what they share.

        ``None`` where it is alone, or where no other of its story is in the window.
        """
        window, story = self._comparer.window, self._stories.story_of.get(report)
        slot = window.slots.get(report)
        if slot is None or story is None:
            return None
        ids = window.column("reports")
        linked = [int(ids[other]) for other in window.arrays["links"][slot] if other >= 0]
        mates = [mate for mate in (*linked, *self._stories.members[story]) if self._stories.story_of.get(mate) == story]
        mate = next((mate for mate in mates if mate != report and mate in window.slots), None)
        if mate is None:
            return None
        return self._common(report, mate)

    def renumber(self, numbers: Mapping[int, int], *, next_id: int) -> None:
        """Give all stories other ids, and new ones ids from ``next_id`` on; old ids lead nowhere any more."""
        left = {story for moved in self._moves.values() for _, story in moved} - numbers.keys()
        ids = {**numbers, **{story: next_id + place for place, story in enumerate(sorted(left))}}
        self._stories.renumber(ids, next_id + len(left))
        self._moves = {
            decision: tuple((report, ids[story]) for report, story in moved) for decision, moved in self._moves.items()
        }

    def decide(self, decision: Decision) -> tuple[Change, ...]:
        """Carry out a person's decision and let it stand; raises ``ContradictionError`` where another forbids."""
        self._constraints.add(decision)
        before = dict(self._stories.story_of)
        changes: list[Change] = []
        if decision.ruling is Ruling.TOGETHER:
            changes = self._gather(self._constraints.mates(decision.reports[0]))
        elif decision.ruling is Ruling.APART:
            changes = self._set_apart(decision)
        moved = [report for change in changes for report in change.reports]
        self._moves[decision.id] = tuple((report, before[report]) for report in dict.fromkeys(moved))
        return tuple(changes)

    def withdraw(self, decision_id: int) -> tuple[Change, ...]:
        """Let a decision stand no longer; what it moved goes back to where it was.

        What another decision forbids to go waits until that one is withdrawn too, so that it does not matter which is
        withdrawn first.
        """
        self._constraints.remove(decision_id)
        withdrawn = sorted(self._moves.keys() - self._constraints.decisions.keys(), reverse=True)
        return tuple(change for number in withdrawn for change in self._put_back(number))

    def snapshot(self) -> bytes:
        """The whole state."""
        return pack(self._comparer, self._stories, self._constraints, self._moves, self._meanings)

    @classmethod
    def restore(cls, snapshot: bytes, *, background: Background | None = None, by: Judge | None = None) -> Grouper:
        """A grouper that goes on exactly where the one that gave the snapshot was."""
        grouper = cls(background=background, by=by)
        grouper._moves, grouper._meanings = unpack(snapshot, grouper._comparer, grouper._stories, grouper._constraints)
        return grouper

    def _take(self, report: Report, same: Sequence[int]) -> list[Change]:
        comparer = self._comparer
        known = report.id in self._stories.story_of
        if known and report.id not in comparer.window.slots:
            return []
        if known:
            comparer.window.remove(report.id)
        slot = comparer.take(report, known=known)
        if report.vector or len(self._meanings):
            language = int(comparer.window.column("languages")[slot])
            self._meanings.keep(report.id, report.vector, language=language, at=report.at.timestamp() / _DAY)
        links = self._links(slot, same)
        return self._stories.replace(report.id, links) if known else self._stories.place(report.id, links, same)

    def _links(self, slot: int, same: Sequence[int]) -> list[tuple[int, float]]:
        """What a report belongs with, the strongest first; how strongly is the probability squared."""
        comparer = self._comparer
        candidates = comparer.candidates(slot)
        comparer.met(slot, candidates)
        slots, probabilities = candidates.slots, np.zeros(0, np.float32)
        if len(slots):
            probabilities = self._judge.probabilities(candidates.features)
            self._note(slot, candidates, probabilities)
        if len(self._meanings):
            slots, probabilities = _with(self._foreign(slot, slots, probabilities), slots, probabilities)
        if same:
            certain = {comparer.window.slots[one]: CERTAIN for one in same if one in comparer.window.slots}
            slots, probabilities = _with(certain, slots, probabilities)
        strengths = probabilities * probabilities
        best = np.argsort(-strengths, kind="stable")
        best = best[strengths[best] >= _LEAST_LINK]
        slots, strengths = slots[best], strengths[best]
        comparer.window.link(slot, slots[:LINKS], strengths[:LINKS])
        return list(zip(comparer.window.column("reports")[slots].tolist(), strengths.tolist(), strict=True))

    def _foreign(self, slot: int, slots: NDArray[np.int32], probabilities: NDArray[np.float32]) -> dict[int, float]:
        """Those in other languages that mean much the same and have a name or a figure in common."""
        window, meanings = self._comparer.window, self._meanings
        ids, languages = window.column("reports"), window.column("languages")
        is_own = languages[slots] == languages[slot]
        meanings.learn(int(ids[slot]), ids[slots[is_own]], probabilities[is_own])
        found = {window.slots[report]: probability for report, probability in meanings.foreign(int(ids[slot]))}
        return {other: one for other, one in found.items() if window.share_anchor(slot, other)}

    def _note(self, slot: int, candidates: Candidates, probabilities: NDArray[np.float32]) -> None:
        """Remember, until the next batch, what a report came near to."""
        window = self._comparer.window
        ids, at = window.column("reports"), window.column("at")
        likeness = candidates.features[:, NAMES.index("words")]
        places = np.flatnonzero(may_be_near(probabilities, likeness))
        others = candidates.slots[places]
        near = [
            Near(report=report, probability=one, likeness=like, days=days)
            for report, one, like, days in zip(
                ids[others].tolist(),
                probabilities[places].tolist(),
                likeness[places].tolist(),
                (at[slot] - at[others]).tolist(),
                strict=True,
            )
        ]
        self._near[int(ids[slot])] = nearest(near)

    def relations(self, report: int, *, is_opinion: bool) -> tuple[Relation, ...]:
        """How a report of the last batch stands to earlier ones of other stories, the nearest first."""
        story = self._stories.story_of.get(report)
        others = (near for near in self._near.get(report, ()) if self._stories.story_of.get(near.report) != story)
        found = (
            relation_of(report, near, self._common(report, near.report), is_opinion=is_opinion)
            for near in others
            if near.report in self._comparer.window.slots and report in self._comparer.window.slots
        )
        return tuple(relation for relation in found if relation is not None)

    def _common(self, report: int, other: int) -> Common:
        window = self._comparer.window
        names, numbers, terms = shared(window.spelled(window.slots[report]), window.spelled(window.slots[other]))
        return Common(report=other, names=names, numbers=numbers, terms=terms)

    def _gather(self, mates: Sequence[int]) -> list[Change]:
        """Bring reports into one story: that of most of them, a new one where that holds what they must not be with."""
        stories, constraints = self._stories, self._constraints
        present = [report for report in mates if report in stories.story_of]
        if not present:
            return []
        homes = [stories.story_of[report] for report in present]
        target = min(set(homes), key=lambda story: (-homes.count(story), story))
        changes: list[Change] = []
        rest = [report for report in stories.members[target] if report not in set(present)]
        if constraints.part(present, rest):
            leaving = [report for report in present if stories.story_of[report] == target]
            changes.append(stories.split(target, leaving))
            target = stories.story_of[leaving[0]]
        for home in sorted(set(homes) - {target}):
            moving = [report for report in present if stories.story_of[report] == home]
            if moving:
                changes.append(stories.move(moving, home, target))
        return changes

    def _set_apart(self, decision: Decision) -> list[Change]:
        """Part every story that holds reports of both sides."""
        stories, constraints = self._stories, self._constraints
        leaving = {mate for report in decision.reports for mate in constraints.mates(report)}
        staying = {mate for report in decision.others for mate in constraints.mates(report)}
        changes = []
        for story in sorted({stories.story_of[report] for report in leaving if report in stories.story_of}):
            members = stories.members[story]
            if not staying.isdisjoint(members):
                changes.append(stories.split(story, [report for report in members if report in leaving]))
        return changes

    def _put_back(self, decision_id: int) -> list[Change]:
        back: dict[tuple[int, int], list[int]] = {}
        for report, story in self._moves.pop(decision_id):
            now = self._stories.story_of.get(report)
            if now is not None and now != story:
                back.setdefault((now, story), []).append(report)
        changes, waiting = [], []
        for (now, story), reports in back.items():
            if self._may_go(reports, now, story):
                changes.append(self._stories.move(reports, now, self._stories.reopen(story)))
            else:
                waiting += [(report, story) for report in reports]
        if waiting:
            self._moves[decision_id] = tuple(waiting)
        return changes

    def _may_go(self, reports: Sequence[int], now: int, story: int) -> bool:
        moving = set(reports)
        stay = [report for report in self._stories.members[now] if report not in moving]
        there = self._stories.members.get(story, [])
        constraints = self._constraints
        return not (constraints.bind(reports, stay) or constraints.part(reports, there))


def _with(
    found: Mapping[int, float], slots: NDArray[np.int32], probabilities: NDArray[np.float32]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Slots with their probabilities and others with theirs; of both the higher one counts."""
    known = {int(other): float(one) for other, one in zip(slots, probabilities, strict=True)}
    for other, probability in found.items():
        known[other] = max(known.get(other, 0.0), probability)
    return np.array(list(known), np.int32), np.array(list(known.values()), np.float32)
