"""Whether a question that is asked again has another answer now."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.explaining.asking.kinds import Wanted
from octavo.model.answers import AnswerChange, AnswerKind

if TYPE_CHECKING:
    from octavo.model.answers import Answer

_VALUE = re.compile(r"\d[\d.,]*\d|\w[\w’'-]*")
_MOST_NAMED = 3


def changed(before: Answer, now: Answer) -> AnswerChange:
    """Whether the first sentence of an answer now says something that the earlier answer did not, and what.

    Things of the kind that is asked for are compared: figures where a figure is asked for, names where somebody is;
    both where the question does not tell. The same in other words is no change.
    """
    if now.found != before.found:
        reason = "There is an answer now." if now.found else "There is no answer any more."
        return AnswerChange(changed=True, reason=reason)
    if not now.found:
        return AnswerChange(changed=False, reason="There still is no answer.")
    said = {value.casefold() for text in _texts(before) for value in _values(before, text)}
    leading = now.claims[0].text
    new = [value for value in _values(now, leading) if value.casefold() not in said]
    if not new:
        return AnswerChange(changed=False, reason="What it says was said before.")
    old = list(dict.fromkeys(_values(before, before.claims[0].text)))
    was = f" (before: {', '.join(old[:_MOST_NAMED])})" if old else ""
    return AnswerChange(changed=True, reason=f"New: {', '.join(dict.fromkeys(new[:_MOST_NAMED]))}{was}.")


def _texts(answer: Answer) -> list[str]:
    """What an answer showed: its claims, and the passages around them."""
    cited = {claim.citations[0].article for claim in answer.claims}
    around = [one.passage.text for one in answer.passages if one.passage.article in cited]
    return [*(claim.text for claim in answer.claims), *around]


def _values(answer: Answer, text: str) -> list[str]:
    """The things in a text of the kind that a question asks for, as they are written."""
    question = answer.question
    kinds = (AnswerKind.NUMBER, AnswerKind.NAME) if question.kind is AnswerKind.ANY else (question.kind,)
    places = [place for kind in kinds for place in Wanted(kind, question.standalone, question.language).places(text)]
    found = (_VALUE.match(text, place) for place in places)
    return [match.group() for match in found if match]
