"""Tracking: saved questions, answered again as articles come in."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo import explaining
from octavo.model.errors import InvalidInput, NotFound, OctavoError
from octavo.model.figures import FigureEntry, FigureSeries, Verdict
from octavo.model.trackers import KeptAnswer, TrackedAnswer, TrackerPage
from octavo.newsroom.asking import AskDesk
from octavo.newsroom.by_the_way import Aside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.answers import Answer
    from octavo.model.people import User
    from octavo.model.trackers import Tracker, TrackerId
    from octavo.newsroom.resources import Resources

LOG = logging.getLogger("octavo.tracking")
MOST_TRACKERS = 50
_SHOWN = 100
_LONGEST = 500
_FEWEST = 2


class TrackerDesk:
    """Keeps an eye on questions for one person."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._asides = resources.asides
        self._ask = AskDesk(resources, me)
        self._me = me

    def list(self) -> tuple[Tracker, ...]:
        """The person's trackers, those with news first, then the oldest."""
        mine = self._store.trackers(self._me.id)
        return tuple(sorted(mine, key=lambda one: (not one.has_news, one.id)))

    def news(self) -> int:
        """How many of the person's trackers have another answer since they last looked."""
        return sum(one.has_news for one in self._store.trackers(self._me.id))

    def add(self, question: str) -> Tracker:
        """Keep an eye on a question, from its present answer on; the tracker that is there for it already.

        Raises:
            InvalidInput: there is no question, or the person has as many trackers as there may be.
        """
        text = " ".join(question.split())[:_LONGEST]
        mine = self._store.trackers(self._me.id)
        if not text:
            raise InvalidInput("Ask a question first.")
        if len(mine) >= MOST_TRACKERS and text not in {one.question for one in mine}:
            raise InvalidInput(f"You have {MOST_TRACKERS} trackers, and that is all there may be: remove one first.")
        tracker = self._store.add_tracker(self._me.id, text, self._clock.now())
        self.look_again(tracker)
        return tracker

    def page(self, tracker: TrackerId, *, looking: bool = True) -> TrackerPage:
        """A tracker with the answers it had; looking at it makes its news old.

        Raises:
            NotFound: the person has no such tracker.
        """
        found = self._mine(tracker)
        kept = self._store.tracked(tracker, _SHOWN)
        if looking:
            now = self._clock.now()
            seen = Aside(self._me.id, "saw tracker", tracker)
            self._asides.note(self._store, seen, lambda: self._store.see_tracker(tracker, now))
        read = ((one, explaining.read_answer(one.answer)) for one in kept)
        answers = tuple(TrackedAnswer(at=one.at, answer=answer, reason=one.reason) for one, answer in read if answer)
        return TrackerPage(tracker=found, answers=answers, series=self._series(found.question, answers))

    def remove(self, tracker: TrackerId) -> None:
        """Forget a tracker with all its answers.

        Raises:
            NotFound: the person has no such tracker.
        """
        if not self._store.remove_tracker(self._me.id, tracker):
            raise NotFound(f"You have no tracker {tracker}.")

    def look_again(self, tracker: Tracker) -> bool:
        """Answer a question anew and keep the answer when it is another one; whether it is."""
        answer = self._ask.library(tracker.question)
        kept = self._store.tracked(tracker.id, 1)
        before = explaining.read_answer(kept[0].answer) if kept else None
        change = explaining.changed(before, answer) if before else None
        if change is not None and not change.changed:
            return False
        reason = change.reason if change else ""
        self._store.record_answer(tracker.id, _kept(answer, reason, self._clock.now()))
        return change is not None

    def _series(self, question: str, answers: Sequence[TrackedAnswer]) -> FigureSeries | None:
        """The figures that answers say, the oldest first; ``None`` unless at least two do, in one unit."""
        leading = [(one, one.answer.claims[0]) for one in reversed(answers) if one.answer.claims]
        cited = tuple(dict.fromkeys(claim.citations[0].article for _, claim in leading))
        figures = {kept.article: kept for kept in self._store.explained(cited)} if cited else {}
        outlets = {row.article: row.credit for row in self._store.rows(self._me.id, cited)} if cited else {}
        entries = []
        for one, claim in leading:
            place = claim.citations[0]
            kept = figures.get(place.article)
            if kept is None or kept.revision != place.revision or place.article not in outlets:
                continue
            found = explaining.read_article_insights(kept.insights)
            said = explaining.figure_said(one.answer.question, claim, found.figures) if found else None
            if said is not None:
                outlet = outlets[place.article]
                entries.append(FigureEntry(figure=said, article=place.article, outlet=outlet, at=one.at))
        units = {one.figure.unit for one in entries}
        if len(entries) < _FEWEST or len(units) > 1:
            return None
        return FigureSeries(label=question, unit=units.pop(), entries=tuple(entries), verdict=Verdict.SUPERSEDED)

    def _mine(self, tracker: TrackerId) -> Tracker:
        found = next((one for one in self._store.trackers(self._me.id) if one.id == tracker), None)
        if found is None:
            raise NotFound(f"You have no tracker {tracker}.")
        return found


def look_again(resources: Resources) -> int:
    """Answer everybody's saved questions anew, as a refresh does that brought articles; how many changed."""
    changed = 0
    people = {user.id: user for user in resources.store.users()}
    for tracker in resources.store.trackers():
        try:
            changed += TrackerDesk(resources, people[tracker.user]).look_again(tracker)
        except OctavoError as error:
            LOG.warning("tracker %d: %s", tracker.id, error)
        except Exception:  # one question must not end the run for all others; the log keeps which
            LOG.exception("could not answer tracker %d", tracker.id)
    return changed


def _kept(answer: Answer, reason: str, at: datetime) -> KeptAnswer:
    # What is around the claims is left out: it stands in the articles.
    return KeptAnswer(at=at, answer=explaining.written_answer(replace(answer, passages=())), reason=reason)
