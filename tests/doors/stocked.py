"""A library with so many of everything that pages show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.doors.web_library import NOW, Library, paragraph

from octavo import explaining
from octavo.model.discussion import Action, CommentDraft, CommentState, Report, ReportKind
from octavo.model.findings import ArticleInsights
from octavo.model.ids import ArticleId, StoryId
from octavo.model.stories import CopyKind, CopyOf, DecisionKind, Edition, Pick, Placement, Regrouping, Relation
from octavo.model.stories import RelationKind as Kind
from octavo.model.subjects import Explained, Mention, Stance, Subject, SubjectKind
from octavo.model.trackers import KeptAnswer

if TYPE_CHECKING:
    from octavo.model.articles import Article
    from octavo.model.ids import UserId

HOUR = timedelta(hours=1)


def stock(library: Library, many: int) -> None:
    """Put so many of everything into an empty library: the first article and the first story have the most of it."""
    sources = [library.source(f"Paper {number}") for number in range(many)]
    made = [library.article(sources[number % many], f"Ferry {number}") for number in range(3 * many)]
    for number in range(many):
        _revise(library, made[0], number)
        library.failed(sources[number], "It does not answer.")
    people = [library.paper.accounts.add(f"reader{number}").id for number in range(many)]
    _tell(library, made, many)
    _explain(library, made, many)
    _talk(library, made[0].id, people)
    _arrange(library, made[0].id, many)
    library.paper.articles.star([one.id for one in made[::2]])
    for number, person in enumerate(people):
        library.paper.discussion.moderation.ban(f"reader{number}", days=3, reason="No reason")
        library.store.mute(library.me.id, person, on=True)
        tracker = library.store.add_tracker(library.me.id, f"How many ferries? {number}", NOW)
        for turn in range(many if number == 0 else 1):
            kept = KeptAnswer(at=NOW + turn * HOUR, answer=_answer(library), reason="")
            library.store.record_answer(tracker.id, kept)


def _arrange(library: Library, article: ArticleId, many: int) -> None:
    """A folder for each source but the first of them, which has several; a search and a note for each."""
    sources = library.store.sources()
    for number in range(many):
        library.paper.sources.put(sources[number].id, "First" if number < many // 2 else f"Folder {number}")
        library.paper.searches.save(f"Search {number}", f"ferry {number}")
        library.paper.notes.add(article, quote="Version", body=f"Note {number}")


def _answer(library: Library) -> bytes:
    answer = library.paper.ask.library("What of the ferry?")
    return explaining.written_answer(replace(answer, passages=()))


def _revise(library: Library, article: Article, number: int) -> None:
    library.article(
        library.store.sources()[0], f"Ferry again {number}", url=article.url, blocks=(paragraph(f"Version {number}."),)
    )


def _tell(library: Library, made: list[Article], many: int) -> None:
    """One story of many articles, many of two, and a decision, an edition and relations for each."""
    place = [1] * many + [2 + number // 2 for number in range(2 * many)]
    first = CopyOf(article=made[0].id, kind=CopyKind.EXACT, reason="word for word")
    placements = tuple(
        Placement(
            article=one.id,
            story=StoryId(story),
            at=one.sort_at,
            outlet=f"paper{one.source}.example",
            reason="",
            copy_of=first if story == 1 and one.id != made[0].id else None,
        )
        for one, story in zip(made, place, strict=True)
    )
    relations = tuple(
        Relation(article=made[0].id, related=one.id, kind=Kind.TOPIC, reason="the same topic", score=0.5)
        for one in made[many:]
    )
    regrouping = Regrouping(
        placements=placements, looked_at=tuple(one.id for one in made), relations=relations, position=1
    )
    assert library.store.save_regrouping(regrouping, after=0)
    numbers = [one.id for one in made[:many]]
    for day in range(many):
        library.store.add_decision(library.me.id, kind=DecisionKind.LOCK, now=NOW, articles=numbers)
        picks = tuple(
            Pick(story=StoryId(1 + (day + turn) % many), headline="Ferry", lead=made[0].id, score=1.0, reason="")
            for turn in range(8)
        )
        edition = Edition(day=(NOW - timedelta(days=day)).date(), made_at=NOW, picks=picks, considered=many)
        library.store.save_edition(library.me.id, edition)
    for story in range(1, many + 1):
        library.paper.stories.set_stance(StoryId(story), Stance.FOLLOW)


def _explain(library: Library, made: list[Article], many: int) -> None:
    """Every article is about all subjects, many of each kind, and a person wants something of each."""
    about = tuple(
        Mention(subject=Subject(kind=kind, key=f"{kind}{number}", name=f"{kind} {number}"))
        for kind in SubjectKind
        for number in range(many)
    )
    now = [library.paper.articles.article(one.id) for one in made]
    found = [
        Explained(
            article=one.id,
            revision=one.revision,
            insights=explaining.written(ArticleInsights(article=one.id, revision=one.revision)),
            mentions=about,
        )
        for one in now
    ]
    state = library.store.explaining_state()
    assert library.store.save_explained(found, after=state, state=state)
    for mention in about[:many]:
        library.paper.subjects.set_stance(mention.subject.kind, mention.subject.key, Stance.FOLLOW)


def _talk(library: Library, article: ArticleId, people: list[UserId]) -> None:
    """Many comments on one article: published, held, and replies, with reports, reactions and lines of the log."""
    store = library.store
    store.follow_conversation(library.me.id, [article], on=True)
    for number, person in enumerate([*people, *people, *people]):
        state = (CommentState.PUBLISHED, CommentState.HELD, CommentState.PUBLISHED)[number // len(people)]
        draft = CommentDraft(
            article=article,
            author=person if number < 2 * len(people) else library.me.id,
            name="Reader" if number else "Donaudampfschifffahrtsgesellschaftskapitänswitwe",
            body=f"Remark {number}",
            at=NOW - number * timedelta(seconds=1),
            state=state,
            key=str(number),
        )
        said, _ = store.add_comment(draft)
        reply = replace(draft, key=f"r{number}", parent=said.id, state=CommentState.PUBLISHED)
        store.add_comment(reply)
        store.react(library.me.id, said.id, "👍", on=True)
        store.report(Report(comment=said.id, by=library.me.id, kind=ReportKind.SPAM, at=NOW))
    library.paper.discussion.moderation.decide([one.comment.id for one in store.queue(3)], Action.PUBLISH, "")
