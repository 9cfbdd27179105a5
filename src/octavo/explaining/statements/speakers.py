"""Speakers across the articles of a story: one person under several spellings, never two under one name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler

from octavo.explaining.statements.keys import first_names, is_body, parts_of, plain, speaker_key
from octavo.explaining.statements.owners import KIN
from octavo.kit.text import fold
from octavo.kit.words import word_set
from octavo.model.statements import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from octavo.model.statements import Statement

_SAME_FIRST_NAME = 0.88
_SAME_SURNAME = 0.93
_FEWEST_LETTERS = 5
_MOST_COMPARED = 300


@dataclass(slots=True)
class _Cluster:
    """Statements that are one speaker's so far."""

    key: str
    first: tuple[str, ...]
    statements: list[Statement] = field(default_factory=list)

    @property
    def articles(self) -> set[int]:
        return {statement.said.article for statement in self.statements}


def speakers_of(statements: Iterable[Statement]) -> tuple[Speaker, ...]:
    """Those who made statements, the most quoted first; statements whose speaker is no more than a guess are left out.

    One surname with first names that differ is two people. A surname alone is the person of that name in the same
    article, else the only one of that name among all. Phrases such as "the ministry" are one speaker within an article,
    and across articles only where the same words are said.
    """
    order: dict[int, int] = {}
    named: dict[str, list[Statement]] = {}
    phrases: dict[str, list[Statement]] = {}
    for statement in statements:
        order[id(statement)] = len(order)
        if not statement.is_certain or statement.speaker is None:
            continue
        key = speaker_key(statement.name) if statement.name else ""
        if key:
            named.setdefault(key, []).append(statement)
        elif statement.name is None and not statement.is_by_pronoun:
            phrases.setdefault(f"{_phrase(statement)}@{statement.said.article}", []).append(statement)
    clusters = [cluster for key, group in named.items() for cluster in _by_first_name(key, group)]
    clusters = _joined(clusters)
    clusters += _saying_the_same(phrases)
    for cluster in clusters:
        cluster.statements.sort(key=lambda statement: order[id(statement)])
    clusters.sort(key=lambda cluster: (-len(cluster.statements), order[id(cluster.statements[0])]))
    return tuple(_speaker(cluster) for cluster in clusters)


def _saying_the_same(phrases: Mapping[str, list[Statement]]) -> list[_Cluster]:
    """The speakers without a name, those of one phrase together who say the same in copies of one report."""
    clusters: list[_Cluster] = []
    known: dict[tuple[str, str], _Cluster] = {}
    for key, group in phrases.items():
        said = {(key.rpartition("@")[0], fold(statement.words)) for statement in group}
        cluster = next((known[one] for one in said if one in known), None)
        if cluster is None:
            cluster = _Cluster(key, ())
            clusters.append(cluster)
        cluster.statements.extend(group)
        known.update(dict.fromkeys(said, cluster))
    return clusters


_RELATIVES = KIN | {"lady"}
_ARTICLES = word_set("the a an his her their its our der die das ein eine le la les un une el los las")


def _phrase(statement: Statement) -> str:
    words = (statement.speaker or "").split()
    while len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    return "-".join(filter(None, (plain(word) for word in words)))


def _by_first_name(key: str, statements: Sequence[Statement]) -> list[_Cluster]:
    """The people of one surname: those with first names that go together, and those of whom none is told."""
    clusters: list[_Cluster] = []
    bare: list[Statement] = []
    for statement in statements:
        name = statement.name or ""
        first = () if is_body(name) else first_names(name)
        if not first and not is_body(name):
            bare.append(statement)
            continue
        fitting = [cluster for cluster in clusters if _go_together(cluster.first, first)]
        if fitting:
            fitting[0].statements.append(statement)
            fitting[0].first = max(fitting[0].first, first, key=lambda names: len("".join(names)))
        else:
            clusters.append(_Cluster(key, first, [statement]))
    rest = _Cluster(key, ())
    spelled = [_spelled(cluster) for cluster in clusters]
    apart = {statement.said.article for statement in bare if any(_is_apart(statement, one) for one in spelled)}
    known = [cluster for cluster in clusters if len(cluster.articles) > len(apart) and not _is_relative(cluster)]
    articles = [(cluster, cluster.articles) for cluster in clusters]
    for statement in bare:
        article = statement.said.article
        here = [cluster for cluster, its in articles if article in its]
        fitting = [] if article in apart else here or known
        (fitting[0] if len(fitting) == 1 else rest).statements.append(statement)
    return [*clusters, rest] if rest.statements else clusters


def _spelled(cluster: _Cluster) -> set[tuple[int, str]]:
    """The surname of a cluster as each article spells it."""
    return {
        (statement.said.article, parts_of(statement.name)[-1].casefold())
        for statement in cluster.statements
        if statement.name
    }


def _is_apart(statement: Statement, spelled: set[tuple[int, str]]) -> bool:
    """Whether an article that has the full name so spelled left the surname alone: it may be somebody else's."""
    return (statement.said.article, parts_of(statement.name or "")[-1].casefold()) in spelled


def _is_relative(cluster: _Cluster) -> bool:
    """Whether an article says no more of somebody than whose relative it is: "wife", "First Lady"."""
    roles = [statement.role.lower() for statement in cluster.statements if statement.role]
    return bool(roles) and all(not _RELATIVES.isdisjoint(role.split()) for role in roles)


def _go_together(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether first names can be one person's: the first of them alike, or one the other's initial."""
    if not some or not others:
        return not some and not others
    one, other = some[0], others[0]
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return JaroWinkler.similarity(one, other) >= _SAME_FIRST_NAME


def _joined(clusters: list[_Cluster]) -> list[_Cluster]:
    """Joins those whose surnames differ by a transcription that the key does not level, first names alike."""
    kept: list[_Cluster] = []
    for cluster in clusters:
        match = None
        if cluster.first and len(cluster.key) >= _FEWEST_LETTERS:
            match = next((one for one in kept[:_MOST_COMPARED] if _are_spellings(one, cluster)), None)
        if match is None:
            kept.append(cluster)
        else:
            match.statements.extend(cluster.statements)
    return kept


def _are_spellings(one: _Cluster, other: _Cluster) -> bool:
    return (
        one.key != other.key
        and bool(one.first)
        and len(one.key) >= _FEWEST_LETTERS
        and one.key[0] == other.key[0]
        and min(len(one.first[0]), len(other.first[0])) > 1
        and _go_together(one.first, other.first)
        and JaroWinkler.similarity(one.key, other.key) >= _SAME_SURNAME
    )


def _speaker(cluster: _Cluster) -> Speaker:
    names = Counter(statement.name or statement.speaker or "" for statement in cluster.statements)
    most_words = max(len(name.split()) for name in names)
    name = max(names, key=lambda one: (len(one.split()) == most_words, names[one], len(one)))
    return Speaker(
        key=cluster.key,
        name=name,
        statements=tuple(cluster.statements),
        roles=_distinct(statement.role for statement in cluster.statements),
        channels=_distinct(statement.channel for statement in cluster.statements),
    )


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    """Each value once, case aside, in the order of the text."""
    return tuple({value.casefold(): value for value in reversed([one for one in values if one])}.values())[::-1]
