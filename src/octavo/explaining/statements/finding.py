"""The statements of an article, quoted and reported, each with who said it as far as the article tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.explaining.statements.channels import channel_in
from octavo.explaining.statements.direct import quotations_in
from octavo.explaining.statements.grammar import has_quote_grammar
from octavo.explaining.statements.mentions import Kind
from octavo.explaining.statements.persons import Persons
from octavo.explaining.statements.reported import reports_in
from octavo.explaining.statements.scene import scene_of
from octavo.explaining.statements.words import NOWHERE
from octavo.model.statements import Statement

if TYPE_CHECKING:
    from octavo.explaining.documents import Document
    from octavo.explaining.statements.naming import Named
    from octavo.explaining.statements.scene import Said, Scene
    from octavo.model.insights import Citation

_NEAR = 150
_GENITIVES = frozenset({"des", "eines"})
_TURNED = frozenset({"dem", "den", "einem", "einen", *_GENITIVES})
_GENITIVE = re.compile(r"(?:[bdfghklmnprtw]|um)s$")


def statements_in(document: Document) -> tuple[Statement, ...]:
    """What an article says that somebody said, in the order of the text.

    None in a language without a grammar (see ``has_quote_grammar``).
    """
    if not has_quote_grammar(document.main_language) or not document.sentences:
        return ()
    scene = scene_of(document)
    quoted = quotations_in(scene)
    taken = {scene.words.frame[place] for said in quoted for place in (said.first, said.after - 1)}
    reported = [said for said in reports_in(scene) if scene.words.frame[said.first] not in taken]
    found = sorted((*quoted, *reported), key=lambda said: said.first)
    persons = Persons(scene, found)
    return tuple(_statement(scene, said, persons) for said in found)


def _statement(scene: Scene, said: Said, persons: Persons) -> Statement:
    cited = _sentences(scene, said)
    parts = [scene.document.cite(*part) for part in said.parts]
    begin, stop = said.first, said.after
    speaker: Citation | None = None
    name = role = None
    mention = persons.meant_by(said.mention)
    if mention is not None:
        mention = scene.names.bearer(scene.names.holder(mention))
        named = scene.names.of(mention)
        speaker = _cited(scene, named)
        name = named.name
        if scene.mentions[mention].kind == Kind.PRONOUN:
            name = persons.behind(mention) if said.is_certain else None
        persons.heard(mention, name if said.is_certain else None)
        role = named.role or (scene.names.role_of(name) if name else None)
        is_near = begin - named.after < _NEAR and named.first - stop < _NEAR
        if is_near and scene.words.block[named.first] == scene.words.block[begin]:
            begin, stop = min(begin, named.first), max(stop, named.after)
    return Statement(
        text=" ".join(citation.quote for citation in cited),
        citations=cited,
        said=parts[0],
        went_on=tuple(parts[1:]),
        speaker=speaker.quote if speaker else None,
        speaker_at=speaker,
        name=name,
        role=role,
        verb=said.verb,
        channel=channel_in(scene.own_words(begin, stop)),
        is_direct=said.is_direct,
        is_certain=said.is_certain and not (speaker and _is_impersonal(speaker.quote, scene.grammar.language)),
        language=scene.grammar.language,
    )


def _cited(scene: Scene, named: Named) -> Citation:
    """The words for who speaks; in German without the case they stand in: "nach Angaben des Ministeriums"."""
    words, first = scene.words, named.first
    start, end = words.start[first], words.end[named.after - 1]
    is_turned = scene.grammar.language == "de" and named.after > first + 1 and _is_turned(scene, first)
    if is_turned and words.text[first + 1][:1].isupper():
        start = words.start[first + 1]
        is_genitive = words.low[first] in _GENITIVES and named.after == first + 2
        end -= is_genitive and _GENITIVE.search(words.low[first + 1]) is not None
    return scene.document.cite(words.block[first], start, end)


def _is_turned(scene: Scene, first: int) -> bool:
    """Whether an article stands in another case than the first; "der" does behind "laut" and the like alone."""
    low = scene.words.low
    is_by = any(tuple(low[max(0, first - len(phrase)) : first]) == phrase for phrase in scene.grammar.by)
    return low[first] in _TURNED or (low[first] in {"der", "einer"} and is_by)


def _is_impersonal(speaker: str, language: str) -> bool:
    """Whether a pronoun is nobody: "Es gab keinen Zweifel"."""
    return language == "de" and speaker.lower() == "es"


def _sentences(scene: Scene, said: Said) -> tuple[Citation, ...]:
    """The sentences that hold what was said."""
    frames = range(scene.words.frame[said.first], scene.words.frame[said.after - 1] + 1)
    held = {scene.words.frame[place] for place in range(said.first, said.after) if scene.words.quote[place] != NOWHERE}
    return tuple(scene.frame_cited(frame) for frame in frames if frame in held or not said.is_direct)
