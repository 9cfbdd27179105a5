"""Keeping stories in step with the store: new articles are set among them, and people's decisions carried out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from octavo import grouping
from octavo.kit.text import fold
from octavo.kit.urls import site_of
from octavo.model.articles import ArticleKind
from octavo.model.embedding import NotEmbedded
from octavo.model.errors import InvalidInput, Unavailable
from octavo.model.ids import ArticleId, StoryId
from octavo.model.stories import DecisionKind, Placement, Regrouping, Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from octavo.grouping import Sorted, Sorter
    from octavo.model.articles import Article
    from octavo.model.embedding import Vector
    from octavo.model.ids import DecisionId, UserId
    from octavo.model.stories import Decision
    from octavo.newsroom.resources import Resources

LOG = logging.getLogger("octavo.grouping")
BATCH = 500
# So many of the latest articles are sorted anew when what was known of them is lost.
RECENT = 20_000
# So many characters of an article are shown to an embedder.
_EMBEDDED = 1_500
_ATTEMPTS = 5
_UNPLACED = StoryId(0)
_RULINGS = {
    DecisionKind.TOGETHER: grouping.Ruling.TOGETHER,
    DecisionKind.APART: grouping.Ruling.APART,
    DecisionKind.LOCK: grouping.Ruling.LOCKED,
}


class Grouping:
    """Sets articles among stories. What it knows is kept with the stories, in the same transaction."""

    def __init__(self, resources: Resources) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._embedder = resources.embedder

    def catch_up(self) -> int:
        """Set what was written since the last time among stories; returns how many articles that were.

        When another process is at it, that one catches up for us.
        """
        done = self._store.grouping_progress()
        if done.position == done.state_position and not self._store.changed_articles(done.position, 1):
            return 0
        return self._catch_up()

    def _catch_up(self) -> int:
        """As ``catch_up``, and carry out what was decided even where nothing was written."""
        state = self._store.grouping_state()
        sorter = self._restored(state.state)
        if sorter is None:
            return self._anew(start=max(0, state.position - RECENT))
        position, read, grouped = state.position, state.state_position, 0
        while True:
            changed = self._store.changed_articles(read, BATCH)
            sorted_ = _both(self._settled(sorter), sorter.add(self._reports(changed)))
            if not sorted_.articles:
                return grouped
            read = changed[-1][0] if changed else read
            is_last = len(changed) < BATCH or not self._store.changed_articles(read, 1)
            regrouping = Regrouping(
                placements=self._placements(sorter, sorted_.articles, [article for _, article, _ in changed]),
                merged=sorted_.merged,
                looked_at=tuple(article.id for _, article, _ in changed),
                relations=sorted_.relations,
                position=max(read, position),
                state=sorter.state() if is_last else None,
            )
            if not self._store.save_regrouping(regrouping, after=position):
                LOG.info("another process is grouping; %d articles wait for it", len(changed))
                return grouped
            position = regrouping.position
            grouped += len(changed)
            if is_last:
                return grouped

    def regroup(self, progress: Callable[[int], None] | None = None) -> int:
        """Set all articles of the library among stories anew, as if they came in now; returns how many.

        Stories keep their numbers as far as they are still there, and decisions stand.

        Raises:
            Unavailable: another process was grouping meanwhile.
        """
        return self._anew(start=0, progress=progress)

    def decide(
        self, user: UserId, kind: DecisionKind, articles: Sequence[ArticleId], others: Sequence[ArticleId] = ()
    ) -> Decision:
        """Keep what a person decided and carry it out.

        Raises:
            InvalidInput: it contradicts a decision that stands; nothing is kept.
        """
        self.catch_up()
        sorter = self._restored(self._store.grouping_state().state) or grouping.Sorter(self._model)
        next_one = max((one.id for one in sorter.decisions), default=0) + 1
        sorter.decide(
            grouping.Decision(id=next_one, ruling=_RULINGS[kind], reports=tuple(articles), others=tuple(others))
        )
        now = self._clock.now()
        decision = self._store.add_decision(user, kind=kind, articles=articles, others=others, now=now)
        self._carry_out()
        return decision

    def undo(self, decision: DecisionId) -> bool:
        """Let a decision stand no longer, and put back what it moved; whether it stood."""
        stood = self._store.undo_decision(decision, now=self._clock.now())
        self._carry_out()
        return stood

    def why(self, one: ArticleId, other: ArticleId) -> grouping.PairScore | None:
        """How likely two articles belong together; ``None`` where one is no longer looked at."""
        sorter = self._restored(self._store.grouping_state().state)
        return sorter.why(one, other) if sorter else None

    def _carry_out(self) -> None:
        """Catch up until the decisions that stand are those that were carried out."""
        for _ in range(_ATTEMPTS):
            self._catch_up()
            sorter = self._restored(self._store.grouping_state().state)
            if sorter is None or {one.id for one in sorter.decisions} == {one.id for one in self._store.decisions()}:
                return

    def _restored(self, state: bytes | None) -> Sorter | None:
        if state is None:
            return grouping.Sorter(self._model)
        try:
            sorter = grouping.Sorter.restored(state)
        except InvalidInput as error:
            LOG.warning("%s The latest articles are grouped anew.", error)
            return None
        if sorter.model != self._model:
            LOG.info("the embedder is another one than before: the latest articles are grouped anew")
            return None
        return sorter

    @property
    def _model(self) -> str:
        return self._embedder.model if self._embedder else ""

    def _reports(self, changed: Sequence[tuple[int, Article, object]]) -> list[grouping.Report]:
        """Articles as grouping takes them, with their vectors where there is an embedder that answers."""
        articles = [article for _, article, _ in changed]
        vectors: Sequence[Vector] = [()] * len(articles)
        if self._embedder is not None and articles:
            embedded = self._embedder.embed([f"{one.title}\n{one.text[:_EMBEDDED]}" for one in articles])
            if isinstance(embedded, NotEmbedded):
                LOG.warning("%s %d articles are grouped by their words alone.", embedded.problem, len(articles))
            else:
                vectors = embedded.vectors
        return [report_of(one, vector) for one, vector in zip(articles, vectors, strict=True)]

    def _settled(self, sorter: Sorter) -> Sorted:
        """Bring the sorter's decisions in line with those that stand in the store."""
        standing = {int(one.id): one for one in self._store.decisions()}
        done = {one.id for one in sorter.decisions}
        steps = [sorter.withdraw(number) for number in sorted(done - set(standing))]
        for number in sorted(set(standing) - done):
            try:
                steps.append(sorter.decide(_decision(standing[number])))
            except InvalidInput:
                LOG.warning("decision %d contradicts an earlier one and is undone", number)
                self._store.undo_decision(standing[number].id, now=self._clock.now())
        return _both(*steps)

    def _placements(
        self, sorter: Sorter, touched: Iterable[ArticleId], articles: Iterable[Article]
    ) -> tuple[Placement, ...]:
        """Where the touched articles now stand; what is not among ``articles`` keeps the time it has in the store."""
        known = {one.article: one for one in self._store.placements(sorted(touched))}
        known.update((article.id, _bare(article)) for article in articles)
        return tuple(sorter.placed(known[article]) for article in sorted(touched) if article in known)

    def _anew(self, *, start: int, progress: Callable[[int], None] | None = None) -> int:
        """Sort all articles written since a change into new stories, and give these the numbers of the old ones."""
        position, read = self._store.grouping_state().position, start
        sorter, known, relations = grouping.Sorter(self._model), dict[ArticleId, Placement](), list[Relation]()
        while changed := self._store.changed_articles(read, BATCH):
            relations += sorter.add(self._reports(changed)).relations
            known.update((article.id, _bare(article)) for _, article, _ in changed)
            read = changed[-1][0]
            if progress:
                progress(len(known))
        self._settled(sorter)
        old = {int(one.article): int(one.story) for one in self._store.placements(tuple(known))}
        next_id = self._store.last_story() + 1
        numbers = grouping.matched(sorter.stories(), old, next_id=next_id)
        sorter.renumber(numbers, next_id=max((next_id, *(number + 1 for number in numbers.values()))))
        merged = self._successors(sorter.stories(), old)
        regrouping = Regrouping(
            placements=tuple(sorter.placed(place) for _, place in sorted(known.items())),
            merged=merged,
            looked_at=tuple(known),
            relations=tuple(relations),
            position=max(read, position),
            state=sorter.state(),
        )
        if not self._store.save_regrouping(regrouping, after=position):
            raise Unavailable("Another process is grouping articles just now: try again in a moment.")
        return len(known)

    def _successors(
        self, new: Mapping[int, Sequence[int]], old: Mapping[int, int]
    ) -> tuple[tuple[StoryId, StoryId], ...]:
        pairs = grouping.successors(new, old).items()
        return tuple((StoryId(former), StoryId(story)) for former, story in sorted(pairs))


def outlet_of(article: Article) -> str:
    """Whose an article is: the domain it stands under, else its publisher's name, else its source."""
    site = site_of(article.url) if article.url else None
    return site or fold(article.publisher or "") or f"source {article.source}"


def report_of(article: Article, vector: Vector = ()) -> grouping.Report:
    """An article as grouping takes it."""
    return grouping.Report(
        id=article.id,
        publisher=outlet_of(article),
        language=article.language,
        title=article.title,
        text=article.text,
        at=article.sort_at,
        section=article.section,
        tags=article.tags,
        is_opinion=article.kind is ArticleKind.OPINION,
        vector=vector,
    )


def _bare(article: Article) -> Placement:
    return Placement(article=article.id, story=_UNPLACED, at=article.sort_at, outlet=outlet_of(article), reason="")


def _decision(decision: Decision) -> grouping.Decision:
    return grouping.Decision(
        id=decision.id, ruling=_RULINGS[decision.kind], reports=decision.articles, others=decision.others
    )


def _both(*steps: Sorted) -> Sorted:
    return grouping.Sorted(
        articles=frozenset[ArticleId]().union(*(step.articles for step in steps)),
        merged=tuple(pair for step in steps for pair in step.merged),
        relations=tuple(relation for step in steps for relation in step.relations),
    )
