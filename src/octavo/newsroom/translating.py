"""Translating an article with the language model, part by part, each block beside its original."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from octavo.explaining.checking import translation_objection
from octavo.explaining.prompting import TRANSLATION, ask_translation, read_translation
from octavo.model.insights import Author
from octavo.model.writing import DropReason, ModelUsage, TranslatedBlock, Translation, Withheld

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from octavo.model.articles import Article
    from octavo.newsroom.model_calls import Answered, ModelCalls

_CHARACTERS_AT_ONCE = 5_000
_MOST_CHARACTERS = 60_000
_TITLE = "s0"


@dataclass(slots=True)
class _Progress:
    texts: dict[str, str] = field(default_factory=dict)
    usage: ModelUsage = field(default_factory=ModelUsage)
    last: Answered | None = None
    cached: bool = True


def translated(
    article: Article,
    language: str,
    calls: ModelCalls,
    *,
    is_off: bool,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Translation:
    """The article in another language; a block whose translation does not hold has none, and says why.

    Where the model fails on the way, what is translated by then is kept, and the rest left as it was.
    """
    obstacle = calls.obstacle() or (Withheld.OFF_FOR_SOURCE if is_off else None)
    lines = _lines_of(article)
    obstacle = obstacle or (None if lines else Withheld.NOTHING_TO_SEND)
    if obstacle is not None:
        return Translation(article=article.id, revision=article.revision, language=language, withheld=obstacle)
    state, withheld, problem = _Progress(), None, ""
    for part in _parts(lines):
        answered = _translated_part(part, language, calls, progress, cancelled)
        state.usage = state.usage.plus(answered.usage)
        if answered.text is None:
            withheld, problem = answered.withheld, answered.problem
            break
        state.last, state.cached = answered, state.cached and answered.cached
        found = read_translation(answered.text, part)
        state.texts |= found if not isinstance(found, str) else {}
    return _translation(article, language, lines, state, withheld, problem)


def _translated_part(
    part: Mapping[str, str],
    language: str,
    calls: ModelCalls,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Answered:
    def problem_in(text: str) -> str:
        found = read_translation(text, part)
        return found if isinstance(found, str) else ""

    return calls.answered(
        TRANSLATION,
        [f"[{key}] {text}" for key, text in part.items()],
        lambda token: ask_translation(part, language, token=token),
        problem_in,
        more=(language,),
        progress=progress,
        cancelled=cancelled,
    )


def _lines_of(article: Article) -> dict[str, str]:
    """What is to be translated, by key: the title and the blocks, as far as they fit."""
    lines: dict[str, str] = {_TITLE: article.title} if article.title.strip() else {}
    used = len(article.title)
    for number, block in enumerate(article.blocks, start=1):
        used += len(block.text)
        if block.text.strip() and len(block.text) <= _CHARACTERS_AT_ONCE and used <= _MOST_CHARACTERS:
            lines[f"s{number}"] = block.text
    return lines


def _parts(lines: Mapping[str, str]) -> Iterator[dict[str, str]]:
    part: dict[str, str] = {}
    for key, text in lines.items():
        if part and sum(map(len, part.values())) + len(text) > _CHARACTERS_AT_ONCE:
            yield part
            part = {}
        part[key] = text
    if part:
        yield part


def _translation(
    article: Article,
    language: str,
    lines: Mapping[str, str],
    state: _Progress,
    withheld: Withheld | None,
    problem: str,
) -> Translation:
    blocks = tuple(
        _block(number, block.text, state.texts.get(f"s{number + 1}"), sent=f"s{number + 1}" in lines)
        for number, block in enumerate(article.blocks)
    )
    title = state.texts.get(_TITLE)
    if not any(block.text for block in blocks) and withheld is None:
        withheld = Withheld.NOTHING_HELD
    last = state.last
    return Translation(
        article=article.id,
        revision=article.revision,
        language=language,
        title=title if title and translation_objection(article.title, title) is None else None,
        blocks=blocks if last else (),
        written_by=Author(name=last.model, prompt_version=TRANSLATION, at=last.at) if last else None,
        withheld=withheld,
        problem=problem,
        usage=state.usage,
        cached=bool(last) and state.cached,
    )


def _block(number: int, original: str, text: str | None, *, sent: bool) -> TranslatedBlock:
    if text is None:
        reason = DropReason.NOTHING_SAID if sent else None
        return TranslatedBlock(block=number, original=original, text=None, reason=reason)
    fault = translation_objection(original, text)
    return TranslatedBlock(
        block=number, original=original, text=text if fault is None else None, reason=fault[0] if fault else None
    )
