"""What a quantity is called: words that stand together in the sentences that state it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Protocol

from octavo.explaining.figures.grammars import grammar_of
from octavo.explaining.figures.likeness import content_words, stem
from octavo.kit.words import LETTERS, word_set
from octavo.model.figures import AGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from octavo.explaining.figures.grammar import Grammar
    from octavo.explaining.figures.likeness import Statement

_LONGEST, _MOST_KEYWORDS = 4, 3
# Words that go on right behind others, with nothing but a space between.
_GOING_ON = re.compile(r"[ \u00a0]{1,2}([^\W\d_]+(?:[-'’][^\W\d_]+)*)")
# What a noun may be told more of by: "counts of wire fraud", "people on board".
_OF = word_set("of on aboard with without von an mit ohne de du des del à a avec sans con sin")
_BY_WHICH_IT_IS_DONE = word_set("was were been are is be being")
_DONE = ("ed", "en")
_DETERMINERS = word_set("the its their his her all some")


class Weights(Protocol):
    """How telling words are in the texts that are compared."""

    def of(self, words: Mapping[str, float]) -> float:
        """The weight of words together, each taken so far as it counts."""
        ...


def label_of(line: Sequence[Statement], weights: Weights) -> str:
    """What the quantity of some statements in one language is called; never empty.

    What is counted, with what was done to it or what it is of, where half of the statements say so ("people killed",
    "counts of wire fraud"); else, for a measure, the words that go on behind it; else keywords, parted by commas.
    """
    grammar = grammar_of(line[0].kind[0])
    counts = _most_written(one.figure.counts for one in line if one.figure.counts)
    keywords = _keywords(line, grammar, weights) if grammar else []
    behind = _going_on(line, grammar) if grammar else ""
    if counts and grammar:
        done = _done(line, grammar) if grammar.language == "en" else ""
        told = behind if behind.partition(" ")[0].lower() in _OF else ""
        return " ".join(filter(None, (counts, done or told)))
    phrase = _without_function_words(behind, grammar) if grammar else ""
    if line[0].figure.unit == AGE:
        return _person(keywords) or line[0].figure.at.quote
    return (phrase if " " in phrase else ", ".join(keywords)) or counts or line[0].figure.at.quote


def _person(keywords: list[str]) -> str:
    """Who is of an age, as far as names near it tell: in two words at least."""
    named = [" ".join(word for word in words.split() if not word.islower()) for words in keywords]
    whole = next((words for words in named if " " in words), " ".join(filter(None, named)))
    return whole if " " in whole else ""


def _most_written(spellings: Iterable[str]) -> str:
    """The spelling that most use of what most say, one in small letters before one with a capital."""
    found = Counter(spellings)
    said = Counter[str]()
    for spelling, times in found.items():
        said[spelling.casefold()] += times
    if not said:
        return ""
    ((wanted, _),) = said.most_common(1)
    alike = [spelling for spelling in found if spelling.casefold() == wanted]
    return max(alike, key=lambda spelling: (sum(map(str.islower, spelling)), found[spelling]))


def _around(one: Statement) -> tuple[str, str]:
    """What stands before the quantity in its sentence, and what behind it."""
    start = one.figure.at.start - one.figure.citations[0].start
    return one.figure.text[:start], one.figure.text[start + len(one.figure.at.quote) :]


def _words_behind(one: Statement) -> list[str]:
    """The words that go on behind the quantity, or behind what it counts: "the number of people with measles is 47"."""
    found: list[str] = []
    before, behind = _around(one)
    counts = one.figure.counts
    if counts and counts not in one.figure.at.quote and counts in before:
        behind = before.rpartition(counts)[2]
    at = 0
    while (match := _GOING_ON.match(behind, at)) and len(found) < 2 * _LONGEST:
        found.append(match.group(1))
        at = match.end()
    return found


def _going_on(line: Sequence[Statement], grammar: Grammar) -> str:
    """The longest words behind the quantity that half of the statements have, up to a word that tells something."""
    support: Counter[tuple[str, ...]] = Counter()
    for one in line:
        words = _words_behind(one)[:_LONGEST]
        support.update(
            tuple(words[:length])
            for length in range(1, len(words) + 1)
            if words[length - 1].lower() not in grammar.stops and words[length - 1].lower() not in grammar.auxiliaries
        )
    able = [words for words, times in support.items() if times > 1 and times * 2 >= len(line)]
    longest = max(able, key=lambda words: (len(words), support[words]), default=())
    return " ".join(longest)


def _without_function_words(phrase: str, grammar: Grammar) -> str:
    words = phrase.split()
    while words and words[0].lower() in grammar.stops:
        words.pop(0)
    return " ".join(words)


def _done(line: Sequence[Statement], grammar: Grammar) -> str:
    """What was done to what is counted, in a word right beside it that half of the statements have somewhere near."""
    common = Counter(word for one in line for word in one.words)
    found: Counter[str] = Counter()
    for one in line:
        found.update(word for word in _beside(one, grammar) if common[stem(word)] * 2 >= len(line))
    return max(found, key=lambda word: (found[word], word), default="")


def _beside(one: Statement, grammar: Grammar) -> set[str]:
    """Participles of which a quantity is the object: "killed 12 people", "12 people were killed"."""
    before, behind = LETTERS.findall(_around(one)[0].lower()), [word.lower() for word in _words_behind(one)]
    while before and before[-1] in _DETERMINERS:
        before.pop()
    linked = [place for place, word in enumerate(behind) if word not in grammar.auxiliaries][:1]
    after = linked[0] if linked else len(behind)
    is_passive = after == 0 or behind[after - 1] in _BY_WHICH_IT_IS_DONE
    beside = {*before[-1:], *(behind[after : after + 1] if is_passive else ())}
    return {word for word in beside if word.endswith(_DONE) or (word in grammar.concepts and not word.endswith("ing"))}


def _keywords(line: Sequence[Statement], grammar: Grammar, weights: Weights) -> list[str]:
    """The words of the newest statement that half of all have, those next to the figure first; none of who says it."""
    one = line[-1]
    common = Counter(word for each in line for word in each.words)
    telling = [word for word, times in common.items() if times > 1 and times * 2 >= len(line)]
    telling.sort(key=lambda word: (-common[word], -weights.of({word: 1.0})))
    before, behind = (content_words(side, grammar) for side in _around(one))
    near = sorted((place, word) for side in (before[::-1], behind) for place, word in enumerate(side))
    said, wanted = set(content_words(one.figure.by or "", grammar)), set(telling[: 2 * _LONGEST])
    found = list(dict.fromkeys(word for _, word in near if stem(word) in wanted and word not in said))
    return _joined(one.figure.text, found[:_MOST_KEYWORDS])


def _joined(text: str, words: list[str]) -> list[str]:
    """Words in the order of a text, those that stand side by side in it as one."""
    found: list[str] = []
    for word in sorted(words, key=text.find):
        if found and f"{found[-1]} {word}" in text:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
