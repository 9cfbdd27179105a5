"""What an article says somebody is: the post before a name, between commas behind it, or over a comma before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.statements.keys import BODIES
from octavo.explaining.statements.words import NOWHERE
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from octavo.explaining.documents import Document
    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.words import Words

AND = word_set("and und et y e")
LONGEST_ROLE = 12
_LONG_ENOUGH = 4  # letters of a noun that tells a compound
OF = frozenset({"of", "for", "at", "from", "with", "in", "de", "du", "des", "der", "vom", "von", "del", "à", "au"})
MERE_TITLES = word_set("mr mrs ms miss dr sir dame lord lady herr frau m mme mlle sr sra")
THINGS = word_set(
    "board statement report study article letter memo email release court company group party campaign government",
    "bank newspaper paper magazine website document filing indictment lawsuit ruling tweet editorial post agency",
    "committee commission council police army military navy force forces union organisation organization",
    "administration department ministry airline charity firm family people bericht studie erklärung mitteilung",
    "partei regierung behörde gruppe unternehmen konzern gericht polizei zeitung kreise quellen gewerkschaft",
    "verband",
)
# How a word ends that says where somebody comes from, or whose they are.
WHENCE = ("-based", "-headquartered", "-born", "-owned", "-listed", "-backed", "-trained", "-led")
_SHORT_TITLES = word_set("mr mrs ms dr sen rep gov gen lt col maj capt sgt prof rev hon st")
_OFFICES = word_set(
    "mp mps mep msp mk mks commissioner councillor congressman congresswoman alderman supervisor superintendent",
    "secretary-general director-general",
)
_KIN = word_set(
    "brother sister father mother son daughter husband wife uncle aunt nephew niece cousin widow widower friend",
)
_CALLINGS = ("ist", "ian", "maker", "eer", "grapher")
# French and Spanish words that open a clause and no role.
_NO_BEGINNING = word_set("selon d'après qui que quien quienes según tras après avant ante")
_PARTICLES = word_set("down up off out over away back")
_TIMES = word_set("time times day days week month year moment hour point")
_COMPANIONS = word_set("kollege kollegin gefährte gefährtin kamerad kameradin")


class Roles:
    """The roles in an article's words; places are numbers of words."""

    def __init__(self, document: Document, words: Words, grammar: Grammar) -> None:
        self._document, self._words, self._grammar = document, words, grammar
        titles = (word for word in grammar.speakers | _COMPANIONS if len(word) >= _LONG_ENOUGH)
        self._compounds = tuple(titles) if grammar.language == "de" else ()

    def is_title(self, low: str) -> bool:
        """Whether a word says what somebody is; in German a compound is what its last part is."""
        grammar = self._grammar
        is_listed = low in grammar.speakers or low in grammar.heads or low in _OFFICES
        return is_listed or bool(self._compounds and low.endswith(self._compounds))

    def is_office(self, place: int, frame: int) -> bool:
        """Whether a word is a title with a capital in a sentence: the first one of "Secretary of State"."""
        words = self._words
        is_here = place >= 0 and words.frame[place] == frame and words.quote[place] == NOWHERE
        return is_here and words.text[place][:1].isupper() and self.is_title(words.low[place])

    def start(self, first: int) -> int:
        """Where the words begin that say right before a name who it is: "council leader Thore Behrens"."""
        words, grammar = self._words, self._grammar
        frame = words.frame[first]
        place = first
        seen = False
        while place > 0 and first - place < LONGEST_ROLE and words.frame[place - 1] == frame:
            low, text = words.low[place - 1], words.text[place - 1]
            if words.quote[place - 1] != NOWHERE or not text[:1].isalnum():
                break
            if low in grammar.determiners:
                place -= 1
                break
            if low in grammar.saying or low in grammar.auxiliaries or low in grammar.linking or low in grammar.pronouns:
                break
            if low in grammar.prepositions and not (low in OF and (seen or self.is_office(place - 2, frame))):
                break
            seen = seen or self.is_title(low)
            place -= 1
        return place if any(self.is_title(words.low[one]) for one in range(place, first)) else first

    def over_comma(self, first: int) -> str | None:
        """What stands before a name with a comma between: "their secretary, Cait Morrow"."""
        words, grammar = self._words, self._grammar
        place = first - 2
        if place < 0 or words.text[first - 1] != "," or words.frame[place] != words.frame[first]:
            return None
        if not self.is_title(words.low[place]):
            return None
        start = self.start(first - 1)
        is_whole = start < first - 1 and (words.low[start] in grammar.determiners or words.low[start].endswith("'s"))
        return self.text(start, first - 1) if is_whole or words.text[start][:1].isupper() else None

    def behind(self, stop: int) -> str | None:
        """What stands between commas after a name: ", the foreign minister,", ", a spokesman for the ministry."."""
        words, grammar = self._words, self._grammar
        if stop >= len(words) or words.text[stop] != ",":
            return None
        frame = words.frame[stop]
        place = stop + 1
        if place < len(words) and words.low[place] in AND:  # "by the minister, Ann Lee, and the union's leader, …"
            return None
        has_noun = False
        letters = 0  # of "the U.K.", which is one word
        while place < len(words) and words.frame[place] == frame and place - stop - letters <= LONGEST_ROLE:
            low = words.low[place]
            letters += self._is_letter(place) + self._is_short(place)
            if (
                (words.text[place] in ",.;:—–-" and not self._is_short(place))
                or words.quote[place] != NOWHERE
                or (low in {"who", "der", "die", "qui"} and place > stop + 2)
            ):
                break
            if low in grammar.saying or low in grammar.auxiliaries or low in grammar.pronouns:
                return None
            has_noun = has_noun or self.is_title(low)
            place += 1
        else:
            return None
        return self.text(stop + 1, place) if has_noun and place > stop + 1 else None

    def text(self, first: int, after: int) -> str | None:
        """The role in a stretch of words as it is shown; ``None`` where it says nothing of what somebody is."""
        words = self._words
        passed, dropped = self._grammar.determiners | self._grammar.linking, MERE_TITLES | OF
        is_weak = self._grammar.language == "de" and words.low[first] == "der"
        while first < after and (words.low[first] in passed or self._is_said_of(first)):
            first += 1
        if first >= after or self._is_thing(first, after) or self._is_deed(first):
            return None
        while after > first and (not words.text[after - 1][:1].isalnum() or words.low[after - 1] in dropped):
            if words.low[after - 2 : after] == ["first", "lady"]:
                break
            after -= 1
        if (
            first >= after
            or words.low[first] in MERE_TITLES
            or words.low[first] in OF
            or self._is_no_role(first, after)
        ):
            return None
        text = self.written(first, after)
        if is_weak:
            text = _strong(text)
        if "(" in text and ")" not in text:
            text = text.partition("(")[0].rstrip()
        if after < len(words) and words.text[after] == "." and words.start[after] == words.end[after - 1]:
            is_letter = self._is_letter(after - 1) and words.text[after - 2] == "."
            text += "." if is_letter or words.low[after - 1] in _SHORT_TITLES else ""
        return text if any(letter.isalpha() for letter in text) else None

    def written(self, first: int, after: int) -> str:
        """A stretch of words as the article has it."""
        words = self._words
        return self._document.blocks[words.block[first]].text[words.start[first] : words.end[after - 1]]

    def _is_no_role(self, first: int, after: int) -> bool:
        """Whether a stretch tells what is done, how one is or what many are: "banned", "jubilant", "Celebrities"."""
        words, low = self._words, self._words.low[after - 1]
        is_small = words.text[after - 1].islower()
        if words.low[first] in _NO_BEGINNING or words.low[first].startswith(("s'", "n'", "qu'")):
            return True
        if words.text[first].isdigit() or low.endswith(WHENCE) or (low in _TIMES and is_small):
            return True
        if low in BODIES and not any(self.is_title(words.low[place]) for place in range(first, after)):
            return True
        if any(words.text[place].islower() and words.low[place].endswith("ing") for place in range(first, after)):
            return True
        if self._grammar.language == "de":
            return not words.text[after - 1][:1].isupper()
        return self._grammar.language == "en" and self._is_no_english_role(first, after)

    def _is_no_english_role(self, first: int, after: int) -> bool:
        words, low = self._words, self._words.low[after - 1]
        is_small, is_plural = words.text[after - 1].islower(), low.endswith("s") and not low.endswith("ss")
        if is_small and is_plural and self.is_title(low[:-1]):
            return True
        if self.is_title(low):
            return False
        if after == first + 1:
            return is_plural or (is_small and low not in _KIN and not low.endswith(_CALLINGS))
        return is_small and low.endswith("ed")

    def _is_short(self, place: int) -> bool:
        """Whether a full stop ends a title or letters, which go on: "an adviser to Sen. Rask", "to the U.K. and"."""
        words = self._words
        goes_on = place + 1 < len(words) and words.frame[place + 1] == words.frame[place]
        if words.text[place] == "." and goes_on and self._is_letter(place - 1):
            return words.start[place + 1] == words.end[place] or words.text[place - 2] == "."
        is_title = words.text[place] == "." and words.low[place - 1] in _SHORT_TITLES
        return is_title and goes_on and words.text[place + 1][:1].isupper()

    def _is_letter(self, place: int) -> bool:
        return len(self._words.text[place]) == 1 and self._words.text[place].isupper()

    def _is_said_of(self, place: int) -> bool:
        """Whether a word tells something of somebody and not who it is: "the beleaguered Ann Lee"."""
        low = self._words.low[place]
        is_english = self._grammar.language == "en" and self._words.text[place].islower()
        return is_english and low.endswith("ed") and not self.is_title(low)

    def _is_deed(self, place: int) -> bool:
        """Whether a word goes on with what somebody did: "flagged | down a driver"."""
        words, grammar = self._words, self._grammar
        return place > 0 and self._is_said_of(place - 1) and words.low[place] in grammar.prepositions | _PARTICLES

    def _is_thing(self, first: int, after: int) -> bool:
        """Whether what a phrase is about is a body or a paper, which nobody is."""
        words = self._words
        stop = next((place for place in range(first + 1, after) if words.low[place] in OF), after)
        return words.low[stop - 1] in THINGS


def _strong(text: str) -> str:
    """A German role as it is without "der": "ehemaliger Arbeitsminister"."""
    words = text.split(" ")
    noun = next((place for place, word in enumerate(words) if not word[:1].islower()), 0)
    return " ".join([*(f"{word}r" if word.endswith("e") else word for word in words[:noun]), *words[noun:]])
