"""Who "he", "she" and "who" are, where only one person can be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.statements.mentions import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.statements.scene import Said, Scene

_NEAR = 12
_FAR = 100
_WHO = frozenset({"who", "qui", "quien"})


class Persons:
    """Follows who speaks through an article, so that "he said" is somebody where only one can be meant."""

    def __init__(self, scene: Scene, found: Sequence[Said]) -> None:
        self._scene = scene
        speakers = {said.mention for said in found if said.is_certain and said.mention is not None}
        self._people = {scene.names.of(number).name for number in speakers}
        self._last: str | None = None
        self._at = 0
        self._pronouns: dict[str, str] = {}
        self._evidence: dict[str, list[int]] | None = None

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
        if name is None or not self._can_be(name, low) or self._pronouns.setdefault(name, low) != low:
            return None
        return name

    def meant_by(self, number: int | None) -> int | None:
        """The mention to be shown for a mention: of "who", and of what stands in brackets, the one before it."""
        if not number:
            return number
        words = self._scene.words
        before, one = self._scene.mentions[number - 1], self._scene.mentions[number]
        if words.low[one.head] in _WHO:
            is_next = before.after in {one.first, one.first - 1}
        else:
            is_next = words.text[one.first - 1] == "(" and before.after == one.first - 1
        return number - 1 if is_next and before.kind != Kind.PRONOUN else number

    def _can_be(self, name: str, pronoun: str) -> bool:
        """Whether the article calls a person "he" or "she" no less often than the other."""
        if self._evidence is None:
            self._evidence = self._gathered()
        he, she = self._evidence.get(name, (0, 0))
        gendered = self._scene.grammar.gendered
        return he <= she if pronoun in gendered[1] else she <= he

    def _gathered(self) -> dict[str, list[int]]:
        """For each person, how often the words around the name are of a man and of a woman."""
        scene = self._scene
        words = scene.words
        found: dict[str, list[int]] = {}
        for number, mention in enumerate(scene.mentions):
            name = self._person(number)
            if name is None:
                continue
            counts = found.setdefault(name, [0, 0])
            for place in range(max(0, mention.first - 1), min(len(words), mention.after + _NEAR)):
                is_own = place < mention.after or words.frame[place] == words.frame[mention.first]
                if not is_own or (place > mention.after and words.text[place][:1].isupper()):
                    break
                which = [words.low[place] in forms for forms in scene.grammar.gendered]
                if any(which):
                    counts[which.index(True)] += 1
                    break
        return found

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
        for one in range(number - 1, max(-1, number - _FAR), -1):
            place = scene.mentions[one].first
            if scene.words.block[place] != scene.words.block[pronoun]:
                break
            name = self._person(one)
            if name:
                names.add(name)
        name = next(iter(names)) if len(names) == 1 else ""
        if self._last != name and self._is_here(self._at, number):
            return None
        return name if " " in name and name in self._people else None

    def _is_here(self, spoke: int, number: int) -> bool:
        """Whether somebody spoke before a mention in its paragraph."""
        blocks, mentions = self._scene.words.block, self._scene.mentions
        return 0 < spoke < number and blocks[mentions[spoke].first] == blocks[mentions[number].first]

    def _person(self, number: int) -> str | None:
        """The name in a mention where it can be a person's."""
        if self._scene.mentions[number].kind == Kind.PRONOUN:
            return None
        return self._scene.names.person(number)
