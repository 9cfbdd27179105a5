"""What a model answered, read whatever its form; what cannot be read is a reason and never an exception."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from octavo.explaining.prompting.cleaning import plain
from octavo.kit.sentences import sentences_in
from octavo.model.insights import Claim
from octavo.model.writing import Dropped, DropReason

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from octavo.explaining.prompting.passages import Passage
    from octavo.model.insights import Citation

LONGEST_REPLY = 200_000
MOST_SENTENCES = 40
_LONGEST_SENTENCE = 1_000
_MOST_CITES = 12
_FENCE = "```"
_KEY = re.compile(r"s\s?\d{1,6}", re.IGNORECASE)
_ONE_MARK = r"[\[(【]\s{0,3}s\s?\d{1,6}(?:\s{0,3}[,;、&–-]\s{0,3}s?\s?\d{1,6}){0,20}\s{0,3}[\])】]\s{0,3}"
_ONE_MARK = r"[\[(【]\s{0,3}s\s?\d{1,6}(?:\s{0,3}[,;、&–-]\s{0,3}s?\s?\d{1,6}){0,20}\s{0,3}[\])】]\s{0,3}"
_MARKS = re.compile(rf"(?:{_ONE_MARK})+", re.IGNORECASE)
_BETWEEN = re.compile(r"^[\s.,;:!?]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReply:
    """Claims with the citations that a model gave for them, still unchecked, and sentences without any.

    ``says_not_found`` is set where the model says that the data does not tell; ``problem`` where nothing can be read.
    """

    claims: tuple[Claim, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    says_not_found: bool = False
    problem: str = ""


def read_claims(text: str, passages: Sequence[Passage]) -> ReadReply:
    """The sentences of an answer: JSON, bare, fenced or amid prose, or else prose with marks such as [s12]."""
    if len(text) > LONGEST_REPLY:
        return ReadReply(problem="The answer is longer than any that was asked for.")
    cited = {one.key: one.citation for one in passages}
    body = _without_thoughts(text)
    answer = _json_in(body)
    if answer is None and body.lstrip()[:1] in {"{", "["}:
        return ReadReply(problem="The answer begins as JSON and does not end as such.")
    said = list(_said_in(answer)) if answer is not None else list(_said_in_prose(body))
    found, dropped = _sorted(said[:MOST_SENTENCES], cited)
    not_found = isinstance(answer, dict) and answer.get("found") is False
    if not (found or dropped or not_found):
        return ReadReply(problem="The answer holds no sentences in the form that was asked for.")
    # An answer that says "not found" and something else all the same is not to be had both ways.
    return ReadReply(claims=() if not_found else found, dropped=dropped, says_not_found=not_found)


def read_translation(text: str, lines: Container[str]) -> Mapping[str, str] | str:
    """The translations by the keys of the lines that were sent, as plain text; a sentence where there are none."""
    if len(text) > LONGEST_REPLY:
        return "The answer is longer than any that was asked for."
    answer = _json_in(_without_thoughts(text))
    blocks = answer.get("blocks") if isinstance(answer, dict) else answer
    if not isinstance(blocks, list):
        return "The answer is no JSON in the form that was asked for."
    found: dict[str, str] = {}
    for one in blocks:
        if isinstance(one, dict) and isinstance(one.get("text"), str):
            for key in _keys(one.get("id"))[:1]:
                if key in lines and key not in found:
                    found[key] = plain(one["text"])
    return found or "The answer holds no translation of what was sent."


def _sorted(
    said: list[tuple[str, list[str]]], cited: Mapping[str, Citation]
) -> tuple[tuple[Claim, ...], tuple[Dropped, ...]]:
    claims: dict[str, Claim] = {}
    dropped: list[Dropped] = []
    for raw, keys in said:
        text = plain(_MARKS.sub(" ", raw))[:_LONGEST_SENTENCE]
        citations = tuple(dict.fromkeys(cited[key] for key in keys[:_MOST_CITES] if key in cited))
        if not any(char.isalnum() for char in text):
            continue
        if citations:
            claims.setdefault(text, Claim(text=text, citations=citations))
        else:
            dropped.append(Dropped(text=text, reason=DropReason.NO_CITATION, detail=" ".join(keys[:_MOST_CITES])))
    return tuple(claims.values()), tuple(dropped)


def _without_thoughts(text: str) -> str:
    """An answer without what a reasoning model thought aloud before it."""
    end = text.rfind("</think>")
    return text[end + len("</think>") :] if end >= 0 else text


def _json_in(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The JSON of an answer: all of it, or a fenced part, or what stands from the first brace to the last."""
    for part in _json_like(text):
        try:
            found = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, (dict, list)):
            return found
    return None


def _json_like(text: str) -> Iterator[str]:
    yield text.strip().lstrip("\ufeff")
    fenced = text.split(_FENCE)
    for part in fenced[1:12:2]:
        yield part.strip().removeprefix("json").removeprefix("JSON")
    for opening, closing in ("{}", "[]"):
        start, end = text.find(opening), text.rfind(closing)
        if 0 <= start < end:
            yield text[start : end + 1]


def _said_in(answer: object) -> Iterator[tuple[str, list[str]]]:
    """Sentences with the keys they cite, from JSON that may differ a little from what was asked for."""
    if isinstance(answer, dict):
        answer = next((answer[name] for name in ("sentences", "claims", "points", "answer") if name in answer), None)
    if not isinstance(answer, list):
        return
    for one in answer:
        if isinstance(one, dict):
            text = next((one[name] for name in ("text", "sentence", "claim") if isinstance(one.get(name), str)), "")
            keys = _keys(next((one[name] for name in ("cites", "citations", "ids") if name in one), None))
            yield text, keys or _keys(_marked(text))
        elif isinstance(one, str):
            yield one, _keys(_marked(one))


def _marked(text: str) -> str:
    return " ".join(_MARKS.findall(text[:_LONGEST_SENTENCE]))


def _said_in_prose(text: str) -> Iterator[tuple[str, list[str]]]:
    """Sentences of prose; the marks behind a sentence are what it cites, and a sentence without any cites nothing."""
    start = 0
    for match in _MARKS.finditer(text):
        before = _BETWEEN.sub("", text[start : match.start()])
        sentences = [before[a:b] for a, b in sentences_in(before)]
        yield from ((sentence, []) for sentence in sentences[:-1])
        if sentences:
            yield sentences[-1], _keys(match.group())
        start = match.end()
    rest = _BETWEEN.sub("", text[start:])
    yield from ((rest[a:b], []) for a, b in sentences_in(rest)[:MOST_SENTENCES])


def _keys(given: object) -> list[str]:
    """Keys such as s12 in whatever a model wrote for them: a list, a text, numbers."""
    if isinstance(given, bool) or given is None:
        return []
    if isinstance(given, int):
        return [f"s{given}"] if 0 <= given < 10**6 else []
    if isinstance(given, str):
        if given.strip().isdecimal() and len(given) < 10:  # noqa: PLR2004 - a number that is a key
            return [f"s{int(given)}"]
        return [f"s{int(key[1:])}" for key in _KEY.findall(given[:_LONGEST_SENTENCE])]
    if isinstance(given, list):
        return [key for one in given[: _MOST_CITES * 2] if not isinstance(one, list) for key in _keys(one)]
    return []
