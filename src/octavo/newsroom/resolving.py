"""From a query as it is understood to conditions on articles: names become sources and subjects, marks articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from octavo import explaining, grouping
from octavo.kit.text import fold
from octavo.model.queries import DATES, PARTS, Field, asked_by, midnight, worded
from octavo.model.search import (
    Brings,
    CameOut,
    Feature,
    HasStatement,
    HasWords,
    IsAbout,
    IsAmong,
    IsListed,
    IsWritten,
    MarkState,
    SearchQuery,
    Wanted,
)
from octavo.model.subjects import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from octavo.model.ids import ArticleId, SourceId
    from octavo.model.listing import Subscription
    from octavo.model.people import User
    from octavo.model.queries import Asked, Term
    from octavo.model.search import Clause, SearchHits
    from octavo.newsroom.resources import Resources

# Of so few hits the store is asked for each whether it is marked, and so few marks are told to the index.
_FEW = 2_000
KINDS = {
    Field.SPEAKER: SubjectKind.SPEAKER,
    Field.PERSON: SubjectKind.PERSON,
    Field.ORGANISATION: SubjectKind.ORGANISATION,
    Field.PLACE: SubjectKind.PLACE,
    Field.TOPIC: SubjectKind.TOPIC,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Marks of which hits are to bear one (or, excluded, not to bear it), unless they meet one of the ``others``."""

    marks: tuple[tuple[MarkState, bool], ...]
    others: Clause = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A query and the conditions it sets; ``problems`` tell what of it sets none.

    ``sieves`` are conditions as well: those that hits are to be looked through for.
    """

    asked: Asked
    clauses: tuple[Clause, ...]
    sources: tuple[SourceId, ...]
    sieves: tuple[Sieve, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether it asks for words, so that some articles match better than others."""
        return any(isinstance(one.condition, HasWords) and not one.is_excluded for c in self.clauses for one in c)

    @property
    def words(self) -> int:
        """How many of its clauses ask for words."""
        return sum(all(isinstance(one.condition, HasWords) and not one.is_excluded for one in c) for c in self.clauses)


class Resolving:
    """Understands queries of one person, by what they follow and marked when the first of them is asked.

    For one query it is quickest when it ``narrows`` what the store is asked for to what else is wanted; several cost
    the store no more questions than one does without.
    """

    def __init__(self, resources: Resources, me: User, *, narrows: bool = True) -> None:
        self._store = resources.store
        self._index = resources.index
        self._clock = resources.clock
        self._me = me
        self.narrows = narrows
        self._marked: dict[MarkState, tuple[ArticleId, ...]] = {}
        self._looked: tuple[tuple[Clause, ...], SearchHits] | None = None

    @cached_property
    def follows(self) -> tuple[Subscription, ...]:
        """What the person follows."""
        return self._store.subscriptions(self._me.id)

    def query(self, text: str) -> Resolved:
        """What a query asks for."""
        asked = asked_by(text, today=self._clock.now().date())
        return self.asked(asked)

    def asked(self, asked: Asked) -> Resolved:
        """The conditions that an understood query sets."""
        follows = self.follows
        problems = list(asked.problems)
        clauses: list[Clause] = []
        marked: list[tuple[Term, ...]] = []
        for group in _paired(asked.groups):
            if isinstance(group, HasStatement):
                clauses.append((Wanted(condition=group),))
            elif any(term.field is Field.IS for term in group):
                marked.append(group)
            else:
                clauses += self._clause(group, follows, problems)
        narrowing = Resolved(asked=asked, clauses=tuple(clauses), sources=tuple(one.source.id for one in follows))
        marks = _Marks(self, narrowing, follows)
        sieves = []
        for group in marked:
            if marks.are_many(group):
                others = self._clause([term for term in group if term.field is not Field.IS], follows, problems)
                sieves.append(marks.sieve(group, others[0] if others else ()))
                clauses += _in_order(sieves[-1])
            else:
                clauses += self._clause(group, follows, problems, marks.condition)
        if marks.turned and not any(not one.is_excluded for clause in clauses for one in clause):
            clauses.append((Wanted(condition=CameOut()),))  # all but what is read is a question as well
        if asked.groups and not asked.asks:
            problems.append("This only says what to leave out: name something to look for as well.")
        return replace(narrowing, clauses=tuple(clauses), sieves=tuple(sieves), problems=tuple(dict.fromkeys(problems)))

    def _clause(
        self,
        group: Sequence[Term],
        follows: Sequence[Subscription],
        problems: list[str],
        marked: Callable[[Term], Wanted] | None = None,
    ) -> list[Clause]:
        """What a group asks for, as a list of one clause, or of none where none of it is known."""
        clause = []
        for term in group:
            wanted = marked(term) if marked and term.field is Field.IS else _wanted(term, follows)
            if isinstance(wanted, Wanted):
                clause.append(wanted)
            else:
                problems.append(wanted)
        return [tuple(clause)] if clause else []

    def marked(self, state: MarkState, among: Sequence[ArticleId] | None) -> tuple[ArticleId, ...]:
        """The articles that the person marked so."""
        if among is not None:
            return self._store.marked(self._me.id, state, among)
        if state not in self._marked:
            self._marked[state] = self._store.marked(self._me.id, state)
        return self._marked[state]

    def hits(self, resolved: Resolved) -> tuple[ArticleId, ...] | None:
        """The articles that meet the conditions, where these are few."""
        if not self.narrows or not any(not one.is_excluded for clause in resolved.clauses for one in clause):
            return None
        query = SearchQuery(clauses=resolved.clauses, sources=resolved.sources, limit=_FEW)
        found = self._index.search(query)
        self._looked = resolved.clauses, found
        return found.articles if found.total <= _FEW else None

    def best(self, resolved: Resolved, limit: int) -> SearchHits | None:
        """The best hits of a query, where they were looked at to understand it."""
        if self._looked is None or self._looked[0] != resolved.clauses:
            return None
        return replace(self._looked[1], articles=self._looked[1].articles[:limit])


class _Marks:
    """What ``is:`` asks for. Marks stand in the store, so the smaller side of them is told to the index.

    Where both sides are long, and what else is asked for finds much, hits are looked through for it instead.
    """

    def __init__(self, resolving: Resolving, narrowing: Resolved, follows: Sequence[Subscription]) -> None:
        self._resolving = resolving
        self._narrowing = narrowing
        self._unread = sum(one.unread for one in follows)
        self._read = sum(one.articles for one in follows) - self._unread
        self.turned = False

    def are_many(self, group: Sequence[Term]) -> bool:
        """Whether hits are to be looked through for what a group asks for."""
        states = {term.value for term in group if term.field is Field.IS}
        is_few = states == {MarkState.STARRED} or min(self._unread, self._read) <= _FEW
        return not is_few and self._among is None and self._resolving.narrows

    def sieve(self, group: Sequence[Term], others: Clause) -> Sieve:
        """What hits are looked through for; ``others`` is what the group's terms without marks ask for."""
        marks = tuple((MarkState(term.value), term.is_excluded) for term in group if term.field is Field.IS)
        wants = any(not is_excluded for _, is_excluded in marks) or any(not one.is_excluded for one in others)
        self.turned = self.turned or wants
        return Sieve(marks=marks, others=others)

    def condition(self, term: Term) -> Wanted:
        """What is told to the index."""
        state, is_excluded = MarkState(term.value), term.is_excluded
        many, others = (self._unread, self._read) if state is MarkState.UNREAD else (self._read, self._unread)
        if self._among is None and state is not MarkState.STARRED and many > others:
            state = MarkState.READ if state is MarkState.UNREAD else MarkState.UNREAD
            is_excluded = not is_excluded
            self.turned = self.turned or is_excluded
        found = self._resolving.marked(state, self._among)
        return Wanted(condition=IsAmong(articles=found), is_excluded=is_excluded)

    @cached_property
    def _among(self) -> tuple[ArticleId, ...] | None:
        return self._resolving.hits(self._narrowing)


def _in_order(sieve: Sieve) -> list[Clause]:
    """What leaves no hit out, and lets the words beside a mark have their say in the order of hits."""
    words = tuple(one for one in sieve.others if isinstance(one.condition, HasWords) and not one.is_excluded)
    return [(*words, Wanted(condition=CameOut()))] if words else []


def _paired(groups: Sequence[tuple[Term, ...]]) -> list[tuple[Term, ...] | HasStatement]:
    """The groups; where a speaker and words said are asked for, one statement is to be both."""
    alone = [group[0] for group in groups if len(group) == 1 and not group[0].is_excluded]
    speakers = [term for term in alone if term.field is Field.SPEAKER]
    said = [term for term in alone if term.field is Field.SAID]
    if len(speakers) != 1 or not said:
        return list(groups)
    both = HasStatement(words=tuple(term.words for term in said), speaker=about(speakers[0]))
    return [both, *(group for group in groups if group[0] not in (*speakers, *said))]


def _wanted(term: Term, follows: Sequence[Subscription]) -> Wanted | str:  # noqa: PLR0911 - one for each field
    """What a term asks for, or why it cannot be asked for."""
    if term.field in PARTS:
        return worded(term)
    if term.field is Field.SOURCE:
        sources = _sources(term, follows)
        if not sources:
            return f"You follow no source “{term.value[:60]}”, so that was left out. The page of sources lists yours."
        return Wanted(condition=IsListed(sources=sources), is_excluded=term.is_excluded)
    if term.field in DATES:
        came = CameOut(since=midnight(term.first), until=midnight(term.end))
        return Wanted(condition=came, is_excluded=term.is_excluded)
    if term.field is Field.LANGUAGE:
        return Wanted(condition=IsWritten(language=term.value), is_excluded=term.is_excluded)
    if term.field is Field.HAS:
        return Wanted(condition=Brings(feature=Feature(term.value)), is_excluded=term.is_excluded)
    return Wanted(condition=about(term), is_excluded=term.is_excluded)


def about(term: Term) -> IsAbout:
    """The subject that a term names; a surname alone is one however it is transcribed."""
    kind, name = KINDS[term.field], term.value
    keys: list[str] = []
    match kind:
        case SubjectKind.PLACE:
            keys += [place.id for place in explaining.places_called(name) if fold(place.name) == fold(name)]
            keys = keys or [place.id for place in explaining.places_called(name)[:1]]
        case SubjectKind.TOPIC:
            keys.append(grouping.topic_key(name))
        case SubjectKind.SPEAKER:
            keys.append(explaining.speaker_key(name))
        case _:
            keys.append(explaining.name_key(name))
            if kind is SubjectKind.PERSON and " " not in term.words:
                keys.append(explaining.speaker_key(name))
    return IsAbout(kinds=(kind,), name=term.words, keys=tuple(filter(None, dict.fromkeys(keys))))


def _sources(term: Term, follows: Sequence[Subscription]) -> tuple[SourceId, ...]:
    """The sources of this number, name or host; where none is called just so, those with it in their name."""
    named, host = fold(term.value), term.value.casefold().removeprefix("www.")
    exact = [
        one.source.id
        for one in follows
        if str(one.source.id) == term.value
        or (named and named == fold(one.source.title))
        or host in _hosts(one.source.url, one.source.site_url)
    ]
    if exact or not named:
        return tuple(exact)
    return tuple(one.source.id for one in follows if named in fold(one.source.title))


def _hosts(*addresses: str | None) -> set[str]:
    found = set()
    for address in filter(None, addresses):
        try:
            found.add((urlsplit(address).hostname or "").removeprefix("www."))
        except ValueError:
            continue
    return found - {""}
