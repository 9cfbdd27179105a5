"""Whether a surname alone is the one person's who bears it in full: "Trump" need not be a Melania Trump named once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.names.tokens import is_common, is_first_name, is_noun, is_surname
from octavo.explaining.statements.roles import MERE_TITLES
from octavo.explaining.statements.words import NOWHERE
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.mentions import Mention
    from octavo.explaining.statements.roles import Roles
    from octavo.explaining.statements.words import Words

_NEAR = 12
_FEW = 3
_MEN = word_set(
    "husband son brother father uncle nephew grandson grandfather stepson widower ehemann mann sohn bruder vater onkel",
    "neffe enkel großvater witwer mari fils frère père oncle neveu esposo marido hijo hermano padre tío sobrino",
)
_WOMEN = word_set(
    "wife daughter sister mother aunt niece granddaughter grandmother stepdaughter widow ehefrau gattin frau tochter",
    "schwester mutter tante nichte enkelin großmutter witwe épouse femme fille sœur mère nièce veuve esposa mujer hija",
    "hermana madre tía sobrina viuda",
)
KIN = _MEN | _WOMEN | word_set("cousin")
_CIVIL = MERE_TITLES - {"lady"}
_WHOSE = word_set(
    "his her their seine sein seiner seinem seinen ihr ihre ihrer ihrem ihren son sa leur su",
)


class Owners:
    """Who bears the surnames of an article, judged once for each."""

    def __init__(self, words: Words, mentions: Sequence[Mention], grammar: Grammar, roles: Roles) -> None:
        self._words, self._mentions, self._grammar, self._roles = words, mentions, grammar, roles
        self._judged: dict[tuple[str, str], bool] = {}

    def is_owner(self, name: str, surname: str, numbers: Sequence[int]) -> bool:
        """Whether a surname, in lower case, means who is named in full at the mentions of these numbers."""
        known = self._judged.get((name, surname))
        if known is None:
            known = self._judged[name, surname] = self._judge(name, surname, numbers)
        return known

    def _judge(self, name: str, surname: str, numbers: Sequence[int]) -> bool:
        if self._is_no_person(name):
            return False
        given, places = name.partition(" ")[0], self._places(surname)
        full = {self._mentions[number].head + 1: self._mentions[number].first for number in numbers}
        full.update({place + 1: place - 1 for place in places if place and self._words.text[place - 1] == given})
        return self._fits(name, sorted((first, after) for after, first in full.items()), places)

    def _fits(self, name: str, full: Sequence[tuple[int, int]], places: Sequence[int]) -> bool:
        taken = {after - 1 for _, after in full}
        bare = [place for place in places if place not in taken]
        first = full[0][0]
        before = [place for place in bare if place < first]
        if self._is_anothers(name, bare) or (before and self._is_kin(*full[0])):
            return False
        if self._are_introduced(before, *full[0]) or (len(full) == 1 and self._is_late(before, first)):
            return False
        return self._may_be_one(full, bare)

    def _is_no_person(self, name: str) -> bool:
        """Whether what reads as a full name is none: "Vigo County", "Nebeneinkünfte der Politiker"."""
        first, last = name.partition(" ")[0], name.rpartition(" ")[2]
        if self._grammar.language == "de":
            return is_noun(first) and not is_first_name(first)
        return is_common(last) and not is_surname(last) and not is_first_name(first)

    def _places(self, surname: str) -> list[int]:
        """Where a surname stands in the article's own words, as a name."""
        words = self._words
        found: list[int] = []
        for form in (surname, f"{surname}'s", f"{surname}'"):
            place = -1
            for _ in range(words.low.count(form)):
                place = words.low.index(form, place + 1)
                if words.text[place][:1].isupper() and words.quote[place] == NOWHERE:
                    found.append(place)
        return sorted(found)

    def _is_anothers(self, name: str, bare: Sequence[int]) -> bool:
        """Whether somebody else's first name stands before the surname."""
        text, frame = self._words.text, self._words.frame
        own = set(name.split())
        return any(
            frame[place - 1] == frame[place]
            and text[place - 1] not in own
            and text[place - 1][:1].isupper()
            and is_first_name(text[place - 1])
            and not is_common(text[place - 1])
            and not self._roles.is_title(text[place - 1].lower())
            for place in bare
            if place
        )

    def _is_kin(self, first: int, after: int) -> bool:
        """Whether a name stands beside what makes somebody a relative: "his wife, Ann Lee", "Ann Lee, son of …"."""
        low, words = self._words.low, self._words
        place = first - 1
        while place > 0 and first - place <= _FEW and (words.text[place] == "," or low[place] in _CIVIL):
            place -= 1
        if low[place] == "lady" and low[place - 1] == "first":
            return True
        if low[place] in KIN and any(self._is_whose(at) for at in range(max(0, place - _FEW), place)):
            return True
        behind = range(after, min(after + _FEW + 1, len(words)))
        if not behind or words.text[after] != ",":
            return False
        return any(
            low[at] in KIN and (low[at - 1] in _WHOSE or low[at - 1].endswith("'s") or low[at + 1 : at + 2] == ["of"])
            for at in behind
        )

    def _is_whose(self, place: int) -> bool:
        low = self._words.low[place]
        return low in _WHOSE or low.endswith(("'s", "s'"))

    def _are_introduced(self, before: Sequence[int], first: int, after: int) -> bool:
        """Whether the surname came with an office before the full name, which stands without it."""
        words = self._words
        around = range(max(0, first - _NEAR), min(len(words), after + _NEAR))
        beside = {words.low[place] for place in around if words.frame[place] == words.frame[first]}
        return any(
            words.block[place] < words.block[first]
            and words.text[place - 1][:1].isupper()
            and words.frame[place - 1] == words.frame[place]
            and words.low[place - 1] not in MERE_TITLES | beside
            and self._roles.is_title(words.low[place - 1])
            for place in before
            if words.block[place] and place
        )

    def _is_late(self, before: Sequence[int], first: int) -> bool:
        """Whether paragraphs speak of the surname before the full name is told; a first one may be a teaser."""
        block = self._words.block
        return len({block[place] for place in before if 0 < block[place] < block[first]}) > 1

    def _may_be_one(self, full: Sequence[tuple[int, int]], bare: Sequence[int]) -> bool:
        """Whether the words around do not make a man of one and a woman of the other."""
        he, she = self._gendered([place for place, _ in full], [after for _, after in full])
        his, hers = self._gendered(bare, [place + 1 for place in bare])
        return not ((she and not he and his > 1 and not hers) or (he and not she and hers > 1 and not his))

    def _gendered(self, firsts: Sequence[int], afters: Sequence[int]) -> tuple[int, int]:
        """How often the words before and behind some mentions are of a man and of a woman."""
        words, telling = self._words, self._grammar.persons | MERE_TITLES  # "her" may be anyone's
        forms = [telling & one for one in self._grammar.gendered]
        counts = [0, 0]
        for first, after in zip(firsts, afters, strict=True):
            for place in range(max(0, first - 2), min(len(words), after + _NEAR)):
                if words.frame[place] != words.frame[first]:
                    continue
                if place > after and words.text[place][:1].isupper():
                    break
                which = [words.low[place] in one for one in forms]
                if any(which):
                    counts[which.index(True)] += 1
                    break
        return counts[0], counts[1]
