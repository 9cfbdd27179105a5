"""The statements of an article, quoted and reported, each with who said it as far as the article tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.statements.channels import channel_in
from octavo.explaining.statements.direct import quotations_in
from octavo.explaining.statements.grammar import has_quote_grammar
from octavo.explaining.statements.mentions import Kind
from octavo.explaining.statements.reported import reports_in
from octavo.explaining.statements.scene import scene_of
from octavo.explaining.statements.words import NOWHERE
from octavo.model.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.documents import Document
    from octavo.explaining.statements.scene import Said, Scene
    from octavo.model.insights import Citation


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
    persons = _Persons(scene, found)
    return tuple(_statement(scene, said, persons) for said in found)


class _Persons:
    """Follows who speaks through an article, so that "he said" is somebody where only one can be meant."""

    def __init__(self, scene: Scene, found: Sequence[Said]) -> None:
        self._scene = scene
        speakers = {said.mention for said in found if said.is_certain and said.mention is not None}
        self._people = {scene.names.of(number).name for number in speakers}
        self._last: str | None = None
        self._at = 0
        self._pronouns: dict[str, str] = {}

    def heard(self, number: int, name: str | None) -> None:
        """Remembers that a mention spoke, and who that is where it is known."""
        if number >= self._at:
            self._last, self._at = name if name and " " in name else None, number

    def behind(self, number: int) -> str | None:
        """The one person whom a pronoun can mean: the last to speak or the paragraph's own, no other named."""
        scene = self._scene
        low = scene.words.low[scene.mentions[number].head]
        if low not in scene.grammar.persons:
            return None
        name = self._subject_before(number) or self._spoke_before(number)
        if name is None or self._pronouns.setdefault(name, low) != low:
            return None
        return name

    def _spoke_before(self, number: int) -> str | None:
        scene = self._scene
        if self._last is None or number <= self._at:
            return None
        blocks = scene.words.block
        if blocks[scene.mentions[number].first] - blocks[scene.mentions[self._at].first] > 1:
            return None
        between = (self._person(one) for one in range(self._at + 1, number))
        return self._last if all(name in {None, self._last} for name in between) else None

    def _subject_before(self, number: int) -> str | None:
        """The one person named in the pronoun's paragraph before it, who speaks in the article under that name."""
        scene = self._scene
        pronoun = scene.mentions[number].first
        names: set[str] = set()
        for one in range(number - 1, -1, -1):
            place = scene.mentions[one].first
            if scene.words.block[place] != scene.words.block[pronoun]:
                break
            name = self._person(one)
            if name:
                names.add(name)
        name = next(iter(names)) if len(names) == 1 else ""
        return name if " " in name and name in self._people else None

    def _person(self, number: int) -> str | None:
        """The name in a mention where it can be a person's."""
        if self._scene.mentions[number].kind == Kind.PRONOUN:
            return None
        return self._scene.names.person(number)


def _statement(scene: Scene, said: Said, persons: _Persons) -> Statement:
    cited = _sentences(scene, said)
    parts = [scene.document.cite(*part) for part in said.parts]
    begin, stop = said.first, said.after
    speaker: Citation | None = None
    name = role = None
    if said.mention is not None:
        named = scene.names.of(said.mention)
        block = scene.words.block[named.first]
        speaker = scene.document.cite(block, scene.words.start[named.first], scene.words.end[named.after - 1])
        name = named.name
        if scene.mentions[said.mention].kind == Kind.PRONOUN:
            name = persons.behind(said.mention) if said.is_certain else None
        persons.heard(said.mention, name if said.is_certain else None)
        role = named.role or (scene.names.role_of(name) if name else None)
        if scene.words.block[named.first] == scene.words.block[begin]:
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
        is_certain=said.is_certain,
        language=scene.grammar.language,
    )


def _sentences(scene: Scene, said: Said) -> tuple[Citation, ...]:
    """The sentences that hold what was said."""
    frames = range(scene.words.frame[said.first], scene.words.frame[said.after - 1] + 1)
    held = {scene.words.frame[place] for place in range(said.first, said.after) if scene.words.quote[place] != NOWHERE}
    return tuple(scene.frame_cited(frame) for frame in frames if frame in held or not said.is_direct)
