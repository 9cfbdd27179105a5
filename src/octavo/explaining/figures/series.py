"""The same quantity lined up across outlets and over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import groupby, pairwise
from math import log, log2, sqrt
from typing import TYPE_CHECKING

from octavo.explaining.figures.across import EPOCH, joined, main_language
from octavo.explaining.figures.grammars import grammar_of
from octavo.explaining.figures.likeness import agree, content_words, statement_of, stem
from octavo.explaining.figures.naming import label_of
from octavo.explaining.figures.reading import figures_in
from octavo.model.figures import FigureEntry, FigureSeries, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from decimal import Decimal

    from octavo.explaining.documents import Document
    from octavo.explaining.figures.likeness import Statement
    from octavo.model.figures import Figure
    from octavo.model.ids import ArticleId

_MOST_DOCUMENTS, _MOST_OF_KIND = 80, 120
_ENOUGH_TO_MOVE = 3
# A newer value replaces an older one when so much time lies between them; sooner, two outlets differ.
_REPLACED_AFTER = timedelta(hours=3)
_EXACT_ENOUGH, _FEW = 100, 10
# Nobody is told apart in a sentence with many figures; nor grows a toll to more than eight times (2³).
_MANY, _FARTHEST = 4, 3


def figure_series(documents: Sequence[Document], *, copies: Collection[ArticleId] = ()) -> tuple[FigureSeries, ...]:
    """The quantities that at least two articles state, from those ``documents`` that are no copies, the oldest first.

    Two figures are taken for one quantity only when the unit, the thing counted and the words around them agree; in two
    languages only by a value that nobody hits upon by chance. Those
    that differ come first, then those that most outlets state.
    """
    own = [document for document in documents if document.article not in copies][:_MOST_DOCUMENTS]
    told = sorted(own, key=lambda document: document.told_at or EPOCH)
    weights = _Weights(told)
    lines: list[list[Statement]] = []
    for statements in _by_kind(told).values():
        lines += _lined_up(statements[:_MOST_OF_KIND], weights)
    found = [_series(line, weights) for line in joined(lines) if len(line) > 1]
    return tuple(sorted(found, key=lambda one: (one.verdict is Verdict.AGREEING, -len(one.outlets), -len(one.entries))))


def _by_kind(documents: Sequence[Document]) -> dict[tuple[str, str, str], list[Statement]]:
    found: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for document in documents:
        grammar = grammar_of(document.language)
        if grammar is None:
            continue
        for sentence in _by_sentence(figures_in(document)):
            values = frozenset(figure.value for figure in sentence)
            for figure in sentence:
                statement = statement_of(figure, document, grammar, values)
                if statement:
                    found[statement.kind].append(statement)
    return found


def _by_sentence(figures: tuple[Figure, ...]) -> list[list[Figure]]:
    return [
        list(group) for _, group in groupby(figures, key=lambda one: (one.citations[0].block, one.citations[0].start))
    ]


class _Weights:
    """How telling a word is in these texts: what every article has tells nothing."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = max(2, len(documents))
        self._holding: Counter[str] = Counter()
        for document in documents:
            grammar = grammar_of(document.language)
            if grammar:
                text = " ".join(sentence.text for sentence in document.sentences[:500])
                self._holding.update(set(map(stem, content_words(text, grammar))))

    def of(self, words: Mapping[str, float]) -> float:
        """The weight of words together, each taken so far as it counts."""
        return sum(share * log(1 + self._documents / max(1, self._holding[word])) for word, share in words.items())


def _lined_up(statements: list[Statement], weights: _Weights) -> list[list[Statement]]:
    """Statements in lines, each joining the line that holds the one it is most like."""
    lines: list[list[Statement]] = []
    for one in statements:
        scores = ((_likeness(one, other, weights), number) for number, line in enumerate(lines) for other in line)
        best = max(scores, default=(0.0, -1))
        if best[0] <= 0:
            lines.append([one])
        else:
            _join(one, lines[best[1]])
    return lines


def _join(one: Statement, line: list[Statement]) -> None:
    """Put a statement in a line, of each article one: that which others agree with ("27 at first, 41 by noon")."""
    mine = next((place for place, other in enumerate(line) if other.document.article == one.document.article), None)
    if mine is None:
        line.append(one)
        return
    others = [other.figure for place, other in enumerate(line) if place != mine]
    if not any(agree(line[mine].figure, other) for other in others) and any(agree(one.figure, o) for o in others):
        line[mine] = one


def _likeness(one: Statement, other: Statement, weights: _Weights) -> float:
    """How sure it is that two figures are the same quantity, 0 where it is not."""
    if one.document.article == other.document.article and one.figure.value != other.figure.value:
        return 0.0
    same = one.figure.value == other.figure.value and one.figure.upper == other.figure.upper
    if not same and _speak_of_parts(one, other):
        return 0.0
    if not _count_alike(one, other, same=same) or _are_elsewhere(one, other):
        return 0.0
    shared = one.words.keys() & other.words.keys()
    together = weights.of({word: min(one.words[word], other.words[word]) for word in shared})
    score = together / (sqrt(weights.of(one.words) * weights.of(other.words)) or 1.0)
    needed, least = _needed(one, other, same=same)
    return score + same if score >= needed and len(shared) >= least else 0.0


def _speak_of_parts(one: Statement, other: Statement) -> bool:
    """Whether one is a part or a change, of another year or less sure, where the other is not; or one among many."""
    if one.is_part or other.is_part or {one.figure.value, other.figure.value} <= one.beside & other.beside:
        return True
    if one.years != other.years or one.standings != other.standings:
        return True
    if max(len(one.beside), len(other.beside)) > _MANY:
        return True
    return one.role != other.role and not {one.role, other.role}.isdisjoint(("change", "other"))


def _needed(one: Statement, other: Statement, *, same: bool) -> tuple[float, int]:
    """How alike the words around two figures have to be, and how many they have to share."""
    kind = one.kind[1]
    if same:
        unusual = abs(one.figure.value) >= _EXACT_ENOUGH and _has_digits(one.figure.value)
        return (0.0, 0 if kind != "unit" else 1) if unusual else (0.12, 1 if kind != "unit" else 2)
    if not one.kind[2] or one.figure.value * other.figure.value <= 0:
        return 2.0, 0
    small = 0.2 if min(abs(one.figure.value), abs(other.figure.value)) < _FEW else 0.0
    apart = abs(log2(one.figure.value / other.figure.value))
    return {
        "concept": (0.16 + small + 0.08 * apart if apart <= _FARTHEST else 2.0, 2),
        "noun": (0.15 + small + 0.1 * apart if apart <= 1 else 0.6, 2),
        "unit": (0.35 + 0.1 * apart, 4),
    }[kind]


def _has_digits(value: Decimal) -> bool:
    """Whether it has more than one digit that tells: 1,900 is no round figure, 2,000 is."""
    return len(value.normalize().as_tuple().digits) > 1


def _count_alike(one: Statement, other: Statement, *, same: bool) -> bool:
    """Whether they count the same thing: soldiers are no civilians, whatever became of both."""
    if one.kind[1] != "concept" or same:
        return True
    generic = [statement.figure.unit is not None or _is_bare(statement) for statement in (one, other)]
    return all(generic) or not one.heads.isdisjoint(other.heads)


def _is_bare(statement: Statement) -> bool:
    grammar = grammar_of(statement.kind[0])
    counts = (statement.figure.counts or "").lower()
    return grammar is not None and (not counts or counts.split()[-1] in grammar.concepts)


def _are_elsewhere(one: Statement, other: Statement) -> bool:
    """Whether different values are of different places."""
    if one.figure.value == other.figure.value or not one.places or not other.places:
        return False
    return one.places.isdisjoint(other.places)


def _series(line: list[Statement], weights: _Weights) -> FigureSeries:
    entries = tuple(
        FigureEntry(
            figure=one.figure, article=one.document.article, outlet=one.document.outlet, at=one.document.told_at
        )
        for one in line
    )
    verdict = _verdict(entries)
    times = {entry.at for entry in entries if entry.at}
    values = {entry.figure.value for entry in entries}
    is_moving = verdict is not Verdict.AGREEING and min(len(values), len(times)) >= _ENOUGH_TO_MOVE
    unit = entries[-1].figure.unit
    label = label_of(main_language(line), weights)
    return FigureSeries(label=label, unit=unit, entries=entries, verdict=verdict, is_moving=is_moving)


def _verdict(entries: tuple[FigureEntry, ...]) -> Verdict:
    if all(agree(one.figure, other.figure) for place, one in enumerate(entries) for other in entries[place + 1 :]):
        return Verdict.AGREEING
    changes = [(one, other) for one, other in pairwise(entries) if not agree(one.figure, other.figure)]
    values = [entry.figure.value for entry in entries]
    runs = 1 + sum(one != other for one, other in pairwise(values))
    is_orderly = runs == len(set(values)) and all(_replaces(one, other, entries) for one, other in changes)
    return Verdict.SUPERSEDED if is_orderly else Verdict.DIFFERING


def _replaces(one: FigureEntry, other: FigureEntry, entries: tuple[FigureEntry, ...]) -> bool:
    """Whether the later value stands for a newer state: enough later, or by an outlet that had said the earlier one."""
    if one.at is None or other.at is None or other.at <= one.at:
        return False
    said = {entry.outlet for entry in entries if entry.figure.value == one.figure.value}
    return other.at - one.at >= _REPLACED_AFTER or other.outlet in said
