"""Reported speech: "X said that …", "…, the ministry announced", "according to X, …"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from octavo.explaining.statements.grammar import words_of
from octavo.explaining.statements.mentions import Kind
from octavo.explaining.statements.scene import Said
from octavo.explaining.statements.words import NOWHERE

if TYPE_CHECKING:
    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.scene import Scene

_FEWEST_WORDS = 4
_FAR = 12
_TAIL = 14
_LISTENERS = 7


def reports_in(scene: Scene) -> list[Said]:
    """What an article reports without quoting it, at most one statement a sentence, in order."""
    found: list[Said] = []
    if not scene.grammar.reports:
        return found
    words = scene.words
    begin = 0
    while begin < len(words):
        stop = bisect_left(words.frame, words.frame[begin] + 1, lo=begin)
        report = _Sentence(scene, begin, stop).report()
        if report is not None:
            found.append(report)
        begin = stop
    return found


class _Sentence:
    """One sentence, looked at for a report."""

    def __init__(self, scene: Scene, begin: int, stop: int) -> None:
        self._scene, self._begin, self._stop = scene, begin, stop
        self._words, self._grammar = scene.words, scene.grammar

    def report(self) -> Said | None:
        """The first pattern that holds."""
        if self._stop - self._begin <= _FEWEST_WORDS:
            return None
        for place in range(self._begin, self._stop):
            if self._words.quote[place] != NOWHERE:
                continue
            low = self._words.low[place]
            if low in self._grammar.saying and low not in _NO_REPORT:
                found = self._by_verb(place)
                if found is not None:
                    return found
            found = self._by_words(place)
            if found is not None:
                return found
        return None

    def _by_verb(self, verb: int) -> Said | None:
        """Around a verb of saying: subject and verb before what is said, or both after a comma behind it."""
        before = self._subject_before(verb)
        if before is not None:
            mention = self._scene.mentions[before]
            behind = self._said_after(verb)
            if behind is not None:
                return self._found(before, verb, behind, self._stop, is_certain=self._is_sure(before, behind))
            start = self._begin
            if self._is_comma(mention.first - 1):
                return self._tail(before, verb, start, self._comma_before(mention.first))
            return None
        after = self._subject_after(verb)
        if after is not None and self._is_comma(verb - 1):
            return self._tail(after, verb, self._begin, verb - 1)
        return None

    def _tail(self, mention: int, verb: int, first: int, after: int) -> Said | None:
        """What was said, with the attribution after the last comma of the sentence."""
        rest = max(self._scene.mentions[mention].after, verb + 1)
        if self._stop - rest > _TAIL or after - first < _FEWEST_WORDS or self._quoted(first, after):
            return None
        return self._found(mention, verb, first, after, is_certain=True)

    def _subject_before(self, verb: int) -> int | None:
        """The mention whose verb it is: right before it, or before an apposition between commas."""
        words, grammar = self._words, self._grammar
        place = verb
        while place > self._begin and words.low[place - 1] in grammar.auxiliaries | grammar.adverbs:
            place -= 1
        if any(words.low[one] in _UNSAID for one in range(place, verb)):
            return None
        found = self._ending_at(place)
        if found is None and self._is_comma(place - 1):
            found = self._before_apposition(place - 1)
        if found is None:
            return None
        mention = self._scene.mentions[found]
        if mention.first > self._begin and self._words.low[mention.first - 1] in grammar.prepositions:
            return self._whole_subject(found)
        return found if self._may_speak(found) else None

    def _whole_subject(self, number: int) -> int | None:
        """The phrase that a prepositional one belongs to: "a spokesman | for | the ministry"."""
        mentions, words = self._scene.mentions, self._words
        for _ in range(3):
            mention = mentions[number]
            is_part = number > 0 and mentions[number - 1].after == mention.first - 1 >= self._begin + 1
            if not is_part or words.low[mention.first - 1] not in self._grammar.prepositions:
                break
            number -= 1
        mention = mentions[number]
        if mention.first > self._begin and words.low[mention.first - 1] in self._grammar.prepositions:
            return None
        return number if self._may_speak(number) else None

    def _before_apposition(self, comma: int) -> int | None:
        words = self._words
        for place in range(comma - 1, max(self._begin, comma - _FAR) - 1, -1):
            if words.quote[place] != NOWHERE or words.low[place] in self._grammar.saying:
                return None
            if words.text[place] == ",":
                found = self._ending_at(place)
                if found is not None and self._scene.mentions[found].kind != Kind.PRONOUN:
                    return found
        return None

    def _ending_at(self, place: int) -> int | None:
        mentions = self._scene.mentions
        number = bisect_left(mentions, place, key=lambda one: one.after)
        if number < len(mentions) and mentions[number].after == place and mentions[number].first >= self._begin:
            return number
        return None

    def _subject_after(self, verb: int) -> int | None:
        mentions = self._scene.mentions
        number = bisect_left(mentions, verb + 1, key=lambda one: one.first)
        if number < len(mentions) and mentions[number].first == verb + 1 < self._stop and self._may_speak(number):
            return number
        return None

    def _may_speak(self, number: int) -> bool:
        """Whether a mention is of one who can speak: a name, a person, or a noun for a speaker."""
        mention = self._scene.mentions[number]
        words, grammar = self._words, self._grammar
        low = words.low[mention.head]
        if words.low[mention.after - 1].endswith("'s"):
            return False
        if mention.kind == Kind.PRONOUN:
            return low in grammar.persons or low in _THEY
        if mention.kind == Kind.NAME:
            return low not in grammar.no_speakers
        return low in grammar.speakers or words.text[mention.head][:1].isupper()

    def _said_after(self, verb: int) -> int | None:
        """Where what is said begins after a verb, with or without "that"."""
        words, grammar = self._words, self._grammar
        place = verb + 1
        limit = min(self._stop, verb + _FAR)
        for one in range(place, limit):
            if words.low[one] in grammar.that and words.quote[one] == NOWHERE:
                return self._checked(one + 1)
            if words.quote[one] != NOWHERE or (words.text[one] in ";:" and one > place):
                break
        if grammar.language != "en" or words.low[verb] not in _PLAIN:
            return None
        if words.low[verb] in {"told", "tells", "telling"}:
            place = self._past_listener(place)
        place = self._past_time(place)
        if place >= self._stop or words.quote[place] != NOWHERE:
            return None
        low = words.low[place]
        if low in grammar.prepositions or low in grammar.linking or not low[0].isalnum() or low in _NO_CLAUSE:
            return None
        has_verb = any(
            words.low[one] in grammar.auxiliaries or words.low[one].endswith("ed") for one in range(place, self._stop)
        )
        return self._checked(place) if has_verb else None

    def _past_listener(self, place: int) -> int:
        """After whom something was told: "told reporters", "told the Guardian"."""
        mentions = self._scene.mentions
        number = bisect_left(mentions, place, key=lambda one: one.first)
        if number < len(mentions) and mentions[number].first == place:
            return mentions[number].after
        return min(self._stop, place + 1)

    def _past_time(self, place: int) -> int:
        """After "on Wednesday", "in a statement", "on Telegram" and the like, each at most a few words."""
        words, grammar = self._words, self._grammar
        for _ in range(3):
            if place < self._stop and words.low[place] in grammar.no_speakers:
                place += 1
            elif place < self._stop and words.low[place] in _ABOUT_WHEN:
                end = place + 1
                while end < self._stop and end - place < _LISTENERS and words.low[end] not in grammar.that:
                    low = words.low[end]
                    if low in grammar.no_speakers or low in _ENDS_WHEN:
                        end += 1
                        break
                    end += 1
                else:
                    return place
                place = end
            else:
                break
        return place

    def _checked(self, place: int) -> int | None:
        if self._stop - place < _FEWEST_WORDS or self._quoted(place, self._stop):
            return None
        return place

    def _quoted(self, first: int, after: int) -> bool:
        """Whether most of some words are quoted."""
        inside = sum(self._words.quote[place] != NOWHERE for place in range(first, after))
        return inside * 2 > after - first

    def _is_comma(self, place: int) -> bool:
        return self._begin < place < self._stop and self._words.text[place] == ","

    def _comma_before(self, place: int) -> int:
        return place - 1

    def _is_sure(self, mention: int, behind: int) -> bool:
        words = self._words
        one = self._scene.mentions[mention]
        return words.low[behind - 1] in self._grammar.that or (
            one.kind != Kind.PHRASE or words.low[one.head] in self._grammar.speakers
        )

    def _by_words(self, place: int) -> Said | None:
        """Around "according to": who it was stands after it, or before it where the language has it so."""
        grammar, words = self._grammar, self._words
        phrase = _phrase_at(words.low, place, grammar)
        if phrase:
            return self._according(place, place + phrase)
        if words.low[place] in grammar.by_after and place > self._begin:
            mention = self._ending_at(place)
            if mention is not None:
                return self._according_to(mention, self._scene.mentions[mention].first, place + 1)
        return None

    def _according(self, place: int, behind: int) -> Said | None:
        mentions = self._scene.mentions
        number = bisect_left(mentions, behind, key=lambda one: one.first)
        if number >= len(mentions) or mentions[number].first > behind + 1 or mentions[number].after > self._stop:
            return None
        return self._according_to(number, place, mentions[number].after)

    def _according_to(self, mention: int, first: int, after: int) -> Said | None:
        one = self._scene.mentions[mention]
        if one.kind == Kind.PRONOUN and self._words.low[one.head] not in self._grammar.persons:
            return None
        verb = self._words.text[first]
        if first == self._begin:
            comma = next((p for p in range(after, min(self._stop, after + 20)) if self._words.text[p] == ","), None)
            start = comma + 1 if comma is not None else after
            if self._stop - start < _FEWEST_WORDS or self._quoted(start, self._stop):
                return None
            return self._found(mention, first, start, self._stop, is_certain=comma is not None, verb_text=verb)
        end = first - 1 if self._words.text[first - 1] == "," else first
        if end - self._begin < _FEWEST_WORDS or self._quoted(self._begin, end):
            return None
        return self._found(mention, first, self._begin, end, is_certain=True, verb_text=verb)

    def _found(
        self, mention: int, verb: int, first: int, after: int, *, is_certain: bool, verb_text: str = ""
    ) -> Said | None:
        words = self._words
        while after > first and words.text[after - 1] in ".,;:!?":
            after -= 1
        if after - first < _FEWEST_WORDS - 1:
            return None
        return Said(
            first=self._begin,
            after=self._stop,
            parts=((words.block[first], words.start[first], words.end[after - 1]),),
            mention=mention,
            verb=verb_text or words.text[verb],
            is_direct=False,
            is_certain=is_certain,
        )


def _phrase_at(low: list[str], place: int, grammar: Grammar) -> int:
    """The length of the longest phrase of "according to" that begins at a word, 0 if none does."""
    return max((len(phrase) for phrase in grammar.by if tuple(low[place : place + len(phrase)]) == phrase), default=0)


_NO_REPORT = words_of(
    "ask asked asks asking thought continue continued continuing went shot yelled screamed whispered shouted",
    "chanted so wonder wondered fragte fragt fuhr rief ruft",
)
_PLAIN = words_of(
    "said says say saying told tells telling added adds announced announces confirmed confirms claimed claims",
    "warned warns argued argues insisted insists noted acknowledged acknowledges conceded stressed explained",
    "alleged reported estimated admitted admits denied denies suggested predicted maintained asserted declared",
    "stated testified",
)
# "could argue", "did not say", "is to announce": nothing was said.
_UNSAID = words_of(
    "not never didn't doesn't hasn't could might may should would can must will won't wouldn't nicht nie könnte",
    "sollte würde wird be been being is are was were",
)
_THEY = frozenset(["they", "it", "sie", "es"])
_NO_CLAUSE = words_of("nothing something anything it's yes no goodbye hello little more much")
_ABOUT_WHEN = words_of("on in at during via late early earlier last this")
_ENDS_WHEN = words_of(
    "statement interview conference briefing tweet post telegram twitter facebook email letter speech week month",
    "year night morning evening afternoon report today yesterday testimony reporters release call",
)
