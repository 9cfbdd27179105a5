"""Quotations that are somebody's words, those of one breath together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.statements.judging import judged
from octavo.explaining.statements.phrasing import small_of
from octavo.explaining.statements.scene import Said, past_dash
from octavo.explaining.statements.words import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.statements.judging import Judgement
    from octavo.explaining.statements.marks import Quoted
    from octavo.explaining.statements.scene import Scene

# Measured on articles that the trees were not trained on: docs/explanation/who-said-what.md.
_SAID = {"en": 0.5, "de": 0.5}
_SAID_ELSEWHERE = 0.6
_CERTAIN = {"en": 0.75, "de": 0.82}
_CERTAIN_ELSEWHERE = 0.9
_SURELY_SAID = 0.6
_TITLE_SAID = 0.9
_LONGEST_TITLE = 10  # words, with the marks
_MARKS = 2
_NEAR = 8
_TOLD_WITHIN = 4
_PASSIVE = frozenset({"was", "were", "is", "are", "wurde", "wurden"})
_TOLD = frozenset({"told", "asked", "informed", "warned", "advised", "assured", "ordered", "gefragt", "gewarnt"})


def quotations_in(scene: Scene) -> list[Said]:
    """What is quoted in an article and is somebody's words, in order."""
    judgements = judged(scene.words, scene.quotes, scene.mentions, scene.grammar)
    floor = _SAID.get(scene.grammar.language, _SAID_ELSEWHERE)
    groups: list[list[int]] = []
    for number, judgement in enumerate(judgements):
        if scene.words.first_of[number] == NOWHERE or judgement.is_said < floor:
            continue
        if groups and _goes_on(scene, judgements, groups[-1][-1], number):
            groups[-1].append(number)
        else:
            groups.append([number])
    return [_said(scene, judgements, group) for group in groups]


def _is_title(scene: Scene, number: int) -> bool:
    """Whether a quotation is written like the title of a work: every word of weight with a capital, no full stop."""
    words = scene.words
    inner = range(words.first_of[number], min(words.after_of[number], words.first_of[number] + _LONGEST_TITLE))
    small = small_of(scene.grammar.language)
    told = [place for place in inner if words.text[place][:1].isalpha() and words.low[place] not in small]
    ends = words.after_of[number] - words.first_of[number] <= _LONGEST_TITLE
    return ends and bool(told) and len(inner) > _MARKS + 1 and all(words.text[place][0].isupper() for place in told)


def _goes_on(scene: Scene, judgements: Sequence[Judgement], last: int, number: int) -> bool:
    """Whether a quotation is the same speaker's going on: in the same sentence, or right after the attribution."""
    quotes, words = scene.quotes, scene.words
    if quotes[number].goes_on and last == number - 1:
        return True
    if quotes[last].block != quotes[number].block or not _are_one(
        scene, judgements[last].mention, judgements[number].mention
    ):
        return False
    end, begin = words.after_of[last], words.first_of[number]
    if words.frame[end - 1] == words.frame[begin]:
        return True
    between = range(end, begin)
    return words.frame[begin] - words.frame[end - 1] == 1 and all(
        words.frame[place] == words.frame[end - 1] for place in between
    )


def _are_one(scene: Scene, one: int | None, other: int | None) -> bool:
    """Whether two mentions are the same, or of the same name."""
    if one is None or other is None:
        return one == other
    name = scene.names.of(one).name
    return one == other or (name is not None and name == scene.names.of(other).name)


def _said(scene: Scene, judgements: Sequence[Judgement], group: Sequence[int]) -> Said:
    words, quotes = scene.words, scene.quotes
    best = max(group, key=lambda number: judgements[number].is_theirs)
    is_said = max(judgements[number].is_said for number in group)
    is_sure = is_said >= (_TITLE_SAID if all(_is_title(scene, number) for number in group) else _SURELY_SAID)
    mention = judgements[best].mention
    first, after = words.first_of[group[0]], words.after_of[group[-1]]
    floor = _CERTAIN.get(scene.grammar.language, _CERTAIN_ELSEWHERE)
    verb = ""
    if mention is not None:
        at = scene.mentions[mention]
        verb = scene.verb_near(mention, min(first, at.first), max(after, at.after + _NEAR)) or scene.verb_before(first)
    return Said(
        first=first,
        after=after,
        parts=tuple(_words_of(scene, quotes[one]) for one in group),
        mention=mention,
        verb=verb,
        is_direct=True,
        is_certain=is_sure
        and mention is not None
        and judgements[best].is_theirs >= floor
        and not _is_told(scene, mention),
    )


def _is_told(scene: Scene, mention: int) -> bool:
    """Whether something was said to somebody, and not by them: "The diplomat was told that …"."""
    low, behind = scene.words.low, scene.mentions[mention].after
    passive = [word for word in low[behind : behind + _TOLD_WITHIN] if word not in scene.grammar.adverbs]
    return bool(_PASSIVE.intersection(passive[:1])) and bool(_TOLD.intersection(passive[1:3]))


def _words_of(scene: Scene, quote: Quoted) -> tuple[int, int, int]:
    """The place of the words alone; a comma before the closing mark is the narrator's."""
    text = scene.document.blocks[quote.block].text
    end = quote.inner_end
    if end - quote.inner_start > 1 and text[end - 1] == ",":
        end -= 1
    return quote.block, past_dash(text, quote.inner_start, end), end
