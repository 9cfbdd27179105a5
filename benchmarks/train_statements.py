"""Train what tells statements and their speakers, and write its weights.

    python benchmarks/train_statements.py --data en=FILE --data de=FILE [--folds 2] [--out FILE]

A file holds articles ({"id", "publisher", "text", "attributions": [{"source", "content", "direct"}]}, places in code
points), of which some words were said and some mentions say by whom. With ``--folds`` it cross-validates by publisher,
or by article where there is one publisher, and prints what trees reach on articles that they were not trained on; these
are the figures to quote. With ``--out`` it trains on all. Needs the ``train`` group of dependencies. The same data
gives the same weights.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lightgbm
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.insight_tasks.texts import document_in
from benchmarks.insights import lines_in
from benchmarks.train_choosing import arrays_of

from octavo.explaining.statements.grammar import grammar_of
from octavo.explaining.statements.judging import SECOND_NAMES, best_of, second_matrix
from octavo.explaining.statements.marks import quoted_in
from octavo.explaining.statements.mentions import Kind, mentions_in
from octavo.explaining.statements.phrasing import PHRASING_NAMES, phrasing_rows
from octavo.explaining.statements.surroundings import MENTION_NAMES, NAMES, PAIR_NAMES, QUOTE_NAMES, Surroundings
from octavo.explaining.statements.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

Span = tuple[int, int]
TREES, MORE_TREES = 160, 240
# How much an article in another language counts.
OTHERS = 0.15
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 16,
    "max_depth": 6,
    "learning_rate": 0.08,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "seed": 3,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}
SAID = {"num_leaves": 12, "min_data_in_leaf": 30, "learning_rate": 0.05, "feature_fraction": 0.2}
_SAME = 0.5
_NAMED = 0.3
_INNER_FOLDS = 3
_TOKEN = re.compile(r"[\w’']+")
# Marks that the people who annotated took for such; what stands in others is neither right nor wrong.
_KNOWN = frozenset('“”"„«»')
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "to",
        "in",
        "for",
        "at",
        "on",
        "his",
        "her",
        "their",
        "mr",
        "mrs",
        "ms",
        "dr",
        "who",
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "ein",
        "eine",
    ]
)
_MARKED = re.compile('[“"]([^“”"\n]+)[”"]?|^([^“”"\n]+)”')


@dataclass
class Example:
    """An article's quotations and mentions as matrices, with what is true of them."""

    language: str
    group: str
    quotes: NDArray[np.float32]
    pairs: NDArray[np.float32]
    places: list[tuple[int, int]]
    counted: NDArray[np.bool_]
    learned: NDArray[np.bool_]
    is_said: NDArray[np.bool_]
    theirs: NDArray[np.float64]
    weight: NDArray[np.float64]
    named: NDArray[np.bool_]
    gold: int

    @property
    def has_speaker(self) -> set[int]:
        """The quotations whose speaker is known."""
        return {quote for (quote, _), weight in zip(self.places, self.weight, strict=True) if weight}


def examples_in(path: Path, language: str) -> list[Example]:
    """The articles of a file."""
    return [_example(row, language) for row in lines_in(path)]


def _example(row: dict[str, Any], language: str) -> Example:
    text = row["text"]
    document, offsets = document_in(text, language=language)
    quotes = quoted_in([block.text for block in document.blocks])
    words = words_in(document, quotes)
    mentions = mentions_in(words, grammar_of(language))
    surroundings = Surroundings(words, quotes, mentions, grammar_of(language))
    of_quotes = surroundings.quote_rows()
    of_pairs = surroundings.pair_rows(of_quotes)
    gold = gold_in(row, language)
    stretches = [(offsets[one.block] + one.start, offsets[one.block] + one.end) for one in quotes]
    matched = _matched(stretches, gold)
    spans = [
        (
            offsets[words.block[one.first]] + words.start[one.first],
            offsets[words.block[one.first]] + words.end[one.after - 1],
        )
        for one in mentions
    ]
    counted = np.array([text[offsets[one.block] + one.start] in _KNOWN and one.is_double for one in quotes], bool)
    theirs, weight, named = _truth(text, surroundings.pairs, matched, gold, spans, [one.kind for one in mentions])
    return Example(
        language=language,
        group=row["publisher"] if language == "en" else row["id"],
        quotes=np.hstack((of_quotes, phrasing_rows(words, quotes, grammar_of(language)))),
        pairs=of_pairs,
        places=surroundings.pairs,
        counted=counted,
        learned=counted & ~np.array([_is_cut(*one) for one in zip(stretches, matched, repeat(gold))], bool),
        is_said=np.array([one >= 0 for one in matched], bool),
        theirs=theirs,
        weight=weight,
        named=named,
        gold=len(gold),
    )


def gold_in(row: dict[str, Any], language: str) -> list[tuple[int, int, list[Span]]]:
    """The stretches of a text that people found to be quoted, with the places that say by whom."""
    found = []
    for one in row["attributions"]:
        if not one["direct"]:
            continue
        for start, end in one["content"]:
            if language == "de":
                found.append((start, end, one["source"]))
            else:
                part = row["text"][start:end]
                found += [(start + hit.start(), start + hit.end(), one["source"]) for hit in _MARKED.finditer(part)]
    apart: list[tuple[int, int, list[Span]]] = []
    for quote in sorted(found):
        if not apart or quote[0] >= apart[-1][1]:
            apart.append(quote)
    return apart


def _matched(spans: Sequence[Span], gold: Sequence[tuple[int, int, list[Span]]]) -> list[int]:
    """For each stretch the true one that it covers, -1 where there is none."""
    matched, used = [], set()
    for start, end in spans:
        best, which = 0.0, -1
        for number, (begin, stop, _) in enumerate(gold):
            both = min(end, stop) - max(start, begin)
            if number not in used and both > 0 and both / (max(end, stop) - min(start, begin)) > best:
                best, which = both / (max(end, stop) - min(start, begin)), number
        matched.append(which if best >= _SAME else -1)
        used.add(matched[-1])
    return matched


def _is_cut(stretch: Span, match: int, gold: Sequence[tuple[int, int, list[Span]]]) -> bool:
    """Whether people marked parts of a stretch and no part that covers it: nothing to learn from."""
    return match < 0 and any(min(stretch[1], stop) > max(stretch[0], begin) for begin, stop, _ in gold)


def _truth(
    text: str,
    pairs: Sequence[tuple[int, int]],
    matched: Sequence[int],
    gold: Sequence[tuple[int, int, list[Span]]],
    spans: Sequence[Span],
    kinds: Sequence[Kind],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Which pairs belong together, how much each counts, and which share a name with the truth.

    Another mention of the same name is right as well, but counts less; pronouns are alike and mean others.
    """
    theirs, weight, named = np.zeros(len(pairs)), np.zeros(len(pairs)), np.zeros(len(pairs), bool)
    for row, (quote, mention) in enumerate(pairs):
        sources = gold[matched[quote]][2] if matched[quote] >= 0 else []
        if not sources:
            continue
        start, end = spans[mention]
        overlaps = any(min(stop, end) > max(begin, start) for begin, stop in sources)
        names = set().union(*(_tokens(text[begin:stop]) for begin, stop in sources))
        named[row] = bool(names & _tokens(text[start:end]))
        is_namesake = bool(named[row]) and not overlaps
        theirs[row] = overlaps or (is_namesake and kinds[mention] != Kind.PRONOUN)
        weight[row] = _NAMED if is_namesake else 1.0
    return theirs, weight, named


def _tokens(text: str) -> set[str]:
    low = text.lower().replace("’s", "").replace("'s", "")
    return {word for word in _TOKEN.findall(low) if word not in _STOP}


def train(examples: Sequence[Example], others: Sequence[Example] = ()) -> tuple[Any, Any]:
    """Both boosters; the second learns from what the first makes of articles that it has not seen.

    ``others`` are articles in another language: what is said and who speaks shows there in much the same way, so both
    learn from them too, a little.
    """
    blocks, truths, weights = [], [], []
    for fold in range(_INNER_FOLDS):
        inner = _fit_theirs(_without(examples, fold), _without(others, fold))
        held_out = [(one, 1.0) for one in examples[fold::_INNER_FOLDS]]
        for one, worth in held_out + [(one, OTHERS) for one in others[fold::_INNER_FOLDS]]:
            if len(one.quotes):
                blocks.append(_second(one, _predicted(inner, one.pairs))[one.learned])
                truths.append(one.is_said[one.learned])
                weights.append(np.full(len(truths[-1]), worth))
    truth, weight = np.concatenate(truths).astype(float), np.concatenate(weights)
    data = lightgbm.Dataset(np.vstack(blocks), truth, weight=weight)
    said = lightgbm.train(PARAMETERS | SAID, data, MORE_TREES)
    return _fit_theirs(examples, others), said


def _without(examples: Sequence[Example], fold: int) -> list[Example]:
    return [one for number, one in enumerate(examples) if number % _INNER_FOLDS != fold]


def _fit_theirs(examples: Iterable[Example], others: Sequence[Example]) -> Any:  # noqa: ANN401 - an untyped library
    kept = [(one, 1.0) for one in examples if len(one.pairs)] + [(one, OTHERS) for one in others if len(one.pairs)]
    weight = np.concatenate([one.weight * worth for one, worth in kept])
    pairs, theirs = np.vstack([one.pairs for one, _ in kept]), np.concatenate([one.theirs for one, _ in kept])
    data = lightgbm.Dataset(pairs[weight > 0], theirs[weight > 0], weight=weight[weight > 0])
    return lightgbm.train(PARAMETERS, data, MORE_TREES if others else TREES)


def _predicted(booster: Any, rows: NDArray[np.float32]) -> NDArray[np.float32]:  # noqa: ANN401 - as above
    return booster.predict(rows).astype(np.float32) if len(rows) else np.zeros(0, np.float32)


def _second(one: Example, likely: NDArray[np.float32]) -> NDArray[np.float32]:
    return second_matrix(one.quotes, one.pairs, likely, best_of(one.places, likely, len(one.quotes)))


def cross_validate(examples: Sequence[Example], others: Sequence[Example], folds: int) -> None:
    """Prints what is reached on articles whose publishers, or which themselves, were not trained on."""
    numbers = _folds(examples, folds)
    said: dict[str, list[tuple[float, bool]]] = {}
    theirs: dict[str, list[tuple[float, bool]]] = {}
    for fold in range(folds):
        first, second = train([one for one, number in zip(examples, numbers, strict=True) if number != fold], others)
        for one in (one for one, number in zip(examples, numbers, strict=True) if number == fold):
            if not len(one.quotes):
                continue
            likely = _predicted(first, one.pairs)
            is_said = second.predict(_second(one, likely))
            said.setdefault(one.language, []).extend(
                (float(is_said[quote]), bool(one.is_said[quote])) for quote in np.flatnonzero(one.counted)
            )
            known = one.has_speaker
            theirs.setdefault(one.language, []).extend(
                (float(likely[row]), bool(one.named[row]))
                for quote, (row, _) in enumerate(best_of(one.places, likely, len(one.quotes)))
                if quote in known and one.counted[quote]
            )
    for language, judged in said.items():
        gold = sum(one.gold for one in examples if one.language == language)
        print(language, *_detection(np.array(judged), gold), sep="\n  ")
        print(*_attribution(np.array(theirs[language])), sep="\n  ")


def _parted(examples: Sequence[Example], language: str) -> tuple[list[Example], list[Example]]:
    """The articles in a language, and those in English where it is another one: of these there are most."""
    others = [one for one in examples if one.language == "en" != language]
    return [one for one in examples if one.language == language], others


def _folds(examples: Sequence[Example], folds: int) -> list[int]:
    groups = sorted({one.group for one in examples if one.language == "en"})
    return [
        groups.index(one.group) % folds if one.group in groups else zlib.crc32(one.group.encode()) % folds
        for one in examples
    ]


def _detection(judged: NDArray[np.float64], gold: int) -> list[str]:
    lines = []
    for floor in np.arange(0.3, 0.65, 0.05):
        kept = judged[judged[:, 0] >= floor]
        precision, recall = kept[:, 1].mean(), kept[:, 1].sum() / gold
        f1 = 2 * precision * recall / (precision + recall)
        lines.append(f"said at {floor:.2f}: precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
    return lines


def _attribution(judged: NDArray[np.float64]) -> list[str]:
    lines = [f"speakers right: {judged[:, 1].mean():.4f} of {len(judged)}"]
    for floor in np.arange(0.5, 0.9, 0.05):
        kept = judged[judged[:, 0] >= floor]
        lines.append(f"certain at {floor:.2f}: right {kept[:, 1].mean():.4f}, coverage {len(kept) / len(judged):.4f}")
    return lines


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", action="append", required=True, help="language=FILE")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    examples = []
    for entry in options.data:
        language, _, path = entry.partition("=")
        examples += examples_in(Path(path), language)
    print(f"{len(examples)} articles, {sum(len(one.quotes) for one in examples)} quotations")
    for language in dict.fromkeys(one.language for one in examples) if options.folds else ():
        cross_validate(*_parted(examples, language), options.folds)
    if options.out:
        second = (*QUOTE_NAMES, *PHRASING_NAMES, *SECOND_NAMES, *MENTION_NAMES, *PAIR_NAMES)
        arrays: dict[str, NDArray[Any]] = {}
        for language in dict.fromkeys(one.language for one in examples):
            theirs, said = train(*_parted(examples, language))
            arrays |= arrays_of(theirs, NAMES, f"{language}.theirs") | arrays_of(said, second, f"{language}.said")
        np.savez_compressed(options.out, allow_pickle=False, **arrays)
        print(f"{options.out}: {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
