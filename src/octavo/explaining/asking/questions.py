"""A question as it is understood: what it is about, what would answer it, and of when."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.explaining.asking.followups import standalone
from octavo.explaining.asking.kinds import kind_of
from octavo.explaining.asking.times import period_in
from octavo.explaining.asking.words import SMALL_WORDS, Stems, language_of, words_in
from octavo.kit.text import shorten
from octavo.model.answers import AnswerKind, Question, Term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LONGEST = 500
MOST_TERMS = 32
_MOST_EARLIER = 5
_TAKEN_OVER = 0.5
_SAYING = 0.2
_NAME = re.compile(r"[^\W\d_a-z][\w’'&.-]*(?: (?:(?:of|the|de|von|van|der|du|di|al) )?[^\W\d_a-z][\w’'&-]*)*")


def question_of(text: str, *, earlier: Sequence[str] = (), today: date) -> Question:
    """What a question asks; any text is one.

    Args:
        text: the question; of a long one only the first 500 characters count.
        earlier: the questions before it in the same conversation, oldest first, as they were asked.
        today: the day on which it is asked, for "yesterday".
    """
    asked = shorten(text, LONGEST)
    before = None
    for one in [shorten(one, LONGEST) for one in earlier[-_MOST_EARLIER:]]:
        before = _alone(one, before)[0] if one else before
    alone, leans_on = _alone(asked, before)
    language = language_of(alone)
    small = _small(language)
    kind, saying = kind_of(asked, language)
    if kind is AnswerKind.ANY:
        kind, saying = kind_of(alone, language)
    period = period_in(asked, language=language, today=today) or period_in(alone, language=language, today=today)
    terms = _terms(asked if leans_on and f"({leans_on})" in alone else alone, language, small, 1.0)
    if leans_on:
        known = {term.stem for term in terms}
        terms += tuple(term for term in _terms(alone, language, small, _TAKEN_OVER) if term.stem not in known)
    if period:
        # They say when, not what.
        said = {word for word, _, _ in words_in(period.words)}
        terms = tuple(term for term in terms if term.word not in said) or terms
    return Question(
        text=asked,
        standalone=alone,
        language=language,
        kind=kind,
        terms=tuple(_lightened(term, saying) for term in terms[:MOST_TERMS]),
        names=_names(alone, small),
        period=period,
        asked_on=today,
    )


def _alone(text: str, before: str | None) -> tuple[str, str | None]:
    language = language_of(text, language_of(before) if before else "en")
    small = _small(language)
    names, earlier = _names(text, small), _names(before, small) if before else ()
    found = standalone(text, before, names=names, before=earlier, language=language)
    return shorten(found.text, 2 * LONGEST), found.leans_on


def _terms(text: str, language: str, small: frozenset[str], weight: float) -> tuple[Term, ...]:
    stems = Stems(language)
    found: dict[str, Term] = {}
    for word, start, end in words_in(text):
        if word in small:
            continue
        stem = stems.of(word)
        # The first word of a question is capitalised anyway.
        is_name = word[0].isdigit() or (text[start].isupper() and (start > 0 or text[start:end].isupper()))
        if stem not in found:
            found[stem] = Term(word=word, stem=stem, is_name=is_name, weight=weight)
    return tuple(found.values())


def _names(text: str, small: frozenset[str]) -> tuple[str, ...]:
    """Capitalised runs of a question, without a small word that only opens it."""
    found = []
    for match in _NAME.finditer(text):
        words = match.group().split(" ")
        while words and words[0].lower().rstrip(".") in small:
            words.pop(0)
        name = " ".join(words).rstrip(".-’'").removesuffix("’s").removesuffix("'s")
        if name and name.lower() not in small:
            found.append(name)
    return tuple(dict.fromkeys(found))


def _lightened(term: Term, saying: str) -> Term:
    """A term, with less weight where it only says what kind of thing is asked for."""
    return replace(term, weight=term.weight * _SAYING) if term.word == saying else term


def _small(language: str) -> frozenset[str]:
    return SMALL_WORDS.get(language, SMALL_WORDS["en"])
