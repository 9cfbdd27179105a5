"""Reported speech: "X said that …", "…, the ministry announced", "according to X, …"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from octavo.explaining.names.tokens import is_first_name
from octavo.explaining.statements.mentions import Kind
from octavo.explaining.statements.scene import Said
from octavo.explaining.statements.words import NOWHERE
from octavo.kit.words import word_set
from octavo.model.articles import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.scene import Scene

_FEWEST_WORDS = 4
_FAR = 12
_TAIL = 14
_LISTENERS = 7
_LONGEST_APPOSITION = 25
_LONGEST_ROLE = 4
_SEEN = 60
_SHORT = 7
_CITED = 5


def reports_in(scene: Scene) -> list[Said]:
    """What an article reports without quoting it, at most one statement a sentence, in order."""
    found: list[Said] = []
    if not scene.grammar.reporting:
        return found
    words = scene.words
    inside = [0, *accumulate(quote != NOWHERE for quote in words.quote)]
    telling = scene.grammar.reporting | scene.grammar.by_after | {phrase[0] for phrase in scene.grammar.by}
    begin = 0
    while begin < len(words):
        stop = bisect_left(words.frame, words.frame[begin] + 1, lo=begin)
        may_report = not telling.isdisjoint(words.low[begin:stop])
        is_told = may_report and scene.document.blocks[words.block[begin]].kind != BlockKind.QUOTE
        report = _Sentence(scene, begin, stop, inside).report() if is_told else None
        if report is not None:
            found.append(report)
        begin = stop
    return found


class _Sentence:
    """One sentence, looked at for a report."""

    def __init__(self, scene: Scene, begin: int, stop: int, inside: Sequence[int]) -> None:
        self._scene, self._begin, self._stop, self._inside = scene, begin, stop, inside
        self._words, self._grammar = scene.words, scene.grammar
        self._openers = {phrase[0] for phrase in scene.grammar.by}
        self._closers = scene.grammar.by_after

    def report(self) -> Said | None:
        """The first pattern that holds."""
        if self._stop - self._begin <= _FEWEST_WORDS:
            return None
        is_nested = False
        for place in range(self._begin, self._stop):
            if self._words.quote[place] != NOWHERE:
                continue
            says = self._words.low[place] in self._grammar.reporting
            found = self._by_verb(place) if says else None
            if found is None and (self._words.low[place] in self._openers or self._words.low[place] in self._closers):
                found = self._by_words(place)
            if found is not None:
                return replace(found, is_certain=found.is_certain and not is_nested)
            is_nested = is_nested or says
        return None

    def _by_verb(self, verb: int) -> Said | None:
        """Around a verb of saying: subject and verb before what is said, or both after a comma behind it."""
        before = self._subject_before(verb)
        if before is not None and not self._is_inverted(before, verb):
            behind = self._said_after(verb, is_relative=self._is_relative(before))
            if behind is not None:
                return self._found(before, verb, ((behind, self._stop),), is_certain=self._is_sure(before, behind))
            first = self._scene.names.of(before).first
            if self._words.low[first - 1] in _AS:
                first -= 1
            rest = self._past_listener(verb + 1) if self._words.low[verb] in _TOLD else verb + 1
            return self._tail(before, verb, first - 1, rest, may_go_on=True) if self._is_comma(first - 1) else None
        after = None if self._words.low[verb] in _TOLD else self._subject_after(verb)
        if after is None:
            return None
        rest = self._scene.mentions[after].after
        behind = self._that_after(rest) if self._grammar.language == "de" else None
        if behind is not None:
            return self._found(after, verb, ((behind, self._stop),), is_certain=True)
        return self._tail(after, verb, verb - 1, rest, may_go_on=False) if self._is_comma(verb - 1) else None

    def _is_inverted(self, before: int, verb: int) -> bool:
        """Whether the subject stands behind the verb, as in German where something else opens the sentence."""
        if self._grammar.language != "de" or self._scene.mentions[before].first == self._begin:
            return False
        return self._subject_after(verb) is not None and not self._is_comma(self._scene.mentions[before].first - 1)

    def _tail(self, mention: int, verb: int, comma: int, rest: int, *, may_go_on: bool) -> Said | None:
        """What was said, with the attribution after a comma: to the end of the sentence, or between two commas."""
        words, grammar = self._words, self._grammar
        if comma - self._begin < _FEWEST_WORDS or self._quoted(self._begin, comma) or words.low[self._begin] in _ASKED:
            return None
        low = words.low[rest] if rest < self._stop else "."
        is_cut = rest + 1 < self._stop and words.low[rest + 1] in grammar.auxiliaries
        if low == "," and (may_go_on or is_cut) and self._stop - rest > _FEWEST_WORDS:
            parts: tuple[tuple[int, int], ...] = ((self._begin, comma), (rest + 1, self._stop))
            return self._found(mention, verb, parts, is_certain=True)
        closing = (grammar.prepositions, grammar.no_speakers, grammar.adverbs, _WHEN)
        closes = not low[0].isalnum() or any(low in one for one in closing)
        if not closes or self._stop - rest > _TAIL:
            return None
        return self._found(mention, verb, ((self._begin, comma),), is_certain=True)

    def _subject_before(self, verb: int) -> int | None:
        """The mention whose verb it is: right before it, or before an apposition between commas."""
        words, grammar = self._words, self._grammar
        place = verb
        passed = grammar.auxiliaries | grammar.adverbs
        while place > self._begin and words.low[place - 1] in passed and self._is_no_name(place - 1):
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
        if mention.first > self._begin and self._words.low[mention.first - 1] in _AND:
            other = self._ending_at(mention.first - 1)
            begins = self._scene.mentions[other].first if other is not None else self._begin
            if begins > self._begin and self._words.low[begins - 1] in grammar.prepositions:
                return None  # "the offices in Westing and Tolvey"
        return found if self._may_speak(found) else None

    def _is_no_name(self, place: int) -> bool:
        """Whether a word is not the last of a name, as "May" is in "Theresa May"."""
        return self._words.text[place].islower() or self._ending_at(place + 1) is None

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
        """The mention that an apposition ending at a comma belongs to: the sentence's first, or the one before it."""
        words = self._words
        found = None
        for place in range(comma - 1, max(self._begin, comma - _LONGEST_APPOSITION) - 1, -1):
            if words.quote[place] != NOWHERE or words.low[place] in self._grammar.reporting:
                return None
            if words.text[place] in ";:":
                break
            if words.text[place] == ",":
                ending = self._ending_at(place)
                if ending is not None and self._is_cited(ending):
                    continue
                begins = ending is not None and self._scene.mentions[ending].first <= self._begin + _LONGEST_ROLE
                if found is None or begins:
                    found = ending
        return found if found is not None and self._scene.mentions[found].kind != Kind.PRONOUN else None

    def _is_cited(self, mention: int) -> bool:
        """Whether a mention is of one whom the writer relies on: "according to NPR's Feng, …"."""
        place = self._scene.mentions[mention].first
        opening = range(max(self._begin, place - _CITED), place)
        return any(_phrase_at(self._words.low, one, self._grammar) for one in opening)

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
        is_oblique = words.low[mention.first] in grammar.oblique and not words.text[mention.first].isupper()  # "US"
        if is_oblique or words.low[mention.after - 1].endswith("'s"):
            return False
        if low == "who":
            before = self._scene.mentions[number - 1] if number else mention
            is_apart = before.after == mention.first - 1 and words.text[before.after] == ","
            return is_apart and before.kind == Kind.NAME and words.low[before.first - 1] not in _WHERE
        if mention.kind == Kind.PRONOUN:
            return low in grammar.persons or low in _THEY
        if mention.kind == Kind.NAME:
            return low not in grammar.no_speakers or mention.head > mention.first  # "Theresa May"
        return low in grammar.speakers or words.text[mention.head][:1].isupper()

    def _that_after(self, place: int) -> int | None:
        """Where what is said begins after a "that" near a place."""
        words, grammar = self._words, self._grammar
        if words.low[place : place + 1] == ["to"]:
            return None
        for one in range(place, min(self._stop, place + _FAR)):
            if words.low[one] in grammar.that and words.quote[one] == NOWHERE:
                return self._checked(one + 1)
            if words.quote[one] != NOWHERE or words.text[one] in ";:":
                return None
        return None

    def _that_of(self, verb: int) -> int | None:
        """Where what is said begins after the "that" of a verb, which is not that of a noun after it."""
        behind = self._that_after(verb + 1)
        if behind is None or self._grammar.language != "en" or self._words.low[verb] in _SURE:
            return behind
        listener = self._past_listener(verb + 1)
        near = {verb + 1, verb + 2, self._past_time(verb + 1), listener, self._past_time(listener)}
        return behind if behind - 1 in near else None

    def _is_relative(self, mention: int) -> bool:
        """Whether one who speaks does so in a clause of what is spoken of: "air strikes that they said killed 26"."""
        before = self._scene.mentions[mention].first - 1
        is_object = self._begin < before and self._words.low[before - 1] not in self._grammar.prepositions
        return is_object and self._words.low[before] in _RELATIVE

    def _said_after(self, verb: int, *, is_relative: bool) -> int | None:
        """Where what is said begins after a verb, with or without "that"."""
        words, grammar = self._words, self._grammar
        behind = self._that_of(verb)
        if behind is not None or is_relative or words.low[verb] not in grammar.plain:
            return behind
        place = self._past_listener(verb + 1) if words.low[verb] in _TOLD else verb + 1
        place = self._past_time(place)
        if place >= self._stop or words.quote[place] != NOWHERE:
            return None
        low = words.low[place]
        closed = (grammar.prepositions, grammar.linking, grammar.auxiliaries, _NO_CLAUSE)
        if not low[0].isalnum() or any(low in one for one in closed) or self._is_refusal(place):
            return None
        return self._checked(place) if self._is_clause(place, is_sure=words.low[verb] in _SURE) else None

    def _is_refusal(self, place: int) -> bool:
        """Whether a "no" is all that is said: "said no to the plan", and not "said no schools were closed"."""
        words = self._words
        behind = words.low[place + 1] if place + 1 < self._stop else "."
        return words.low[place] == "no" and (not behind[0].isalnum() or behind in self._grammar.prepositions)

    def _is_clause(self, place: int, *, is_sure: bool) -> bool:
        """Whether words can be a sentence of their own; where the verb may take an object, it must follow soon."""
        words, grammar = self._words, self._grammar
        mentions = self._scene.mentions
        number = bisect_left(mentions, place, key=lambda one: one.first)
        begins = number < len(mentions) and mentions[number].first == place
        stop = (
            min(self._stop, place + _SEEN)
            if is_sure
            else min(self._stop, (mentions[number].after if begins else place + 1) + 2)
        )
        return any(words.low[one] in grammar.auxiliaries or words.low[one].endswith("ed") for one in range(place, stop))

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
            low = words.low[place] if place < self._stop else ""
            if (low in grammar.no_speakers and low not in grammar.determiners) or low in _PARTS_OF_DAYS:
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
        return (self._inside[after] - self._inside[first]) * 2 > after - first

    def _is_comma(self, place: int) -> bool:
        return self._begin < place < self._stop and self._words.text[place] == ","

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
            ending = self._ending_at(place)
            if ending is not None:
                mention = self._scene.names.holder(self._whole_source(ending))
                return self._according_to(mention, self._scene.mentions[mention].first, place + 1)
        return None

    def _whole_source(self, number: int) -> int:
        """The mention that says who, where the one before "zufolge" says where: "der Polizei | in Mombasa"."""
        mentions, words = self._scene.mentions, self._words
        first = mentions[number].first
        is_where = number > 0 and words.low[first - 1] in _WHERE and mentions[number - 1].after == first - 1
        return number - 1 if is_where and mentions[number - 1].first >= self._begin else number

    def _names_no_source(self, place: int, behind: int) -> bool:
        """Whether "laut" is no preposition, or no source follows: "Vorwürfe wurden laut,", "laut Definition"."""
        words = self._words
        if words.low[place] != "laut" or behind >= self._stop:
            return False
        is_relative = words.text[place - 1] == "," and words.low[behind] in _RELATIVE_DATIVE
        follows = behind + 1 < self._stop and is_first_name(words.text[behind + 1])
        return not words.text[behind][:1].isalnum() or words.low[behind] in _NO_SOURCES or (is_relative and follows)

    def _according(self, place: int, behind: int) -> Said | None:
        mentions = self._scene.mentions
        if self._names_no_source(place, behind):
            return None
        number = bisect_left(mentions, behind, key=lambda one: one.first)
        if number >= len(mentions) or mentions[number].first > behind + 1 or mentions[number].after > self._stop:
            return None
        return self._according_to(number, place, mentions[number].after)

    def _according_to(self, mention: int, first: int, after: int) -> Said | None:
        """What is said around the words from ``first`` to ``after`` that tell who said it."""
        one, words = self._scene.mentions[mention], self._words
        if one.kind == Kind.PRONOUN and words.low[one.head] not in self._grammar.persons:
            return None
        verb = self._scene.without_quotes(first, one.first) or words.text[after - 1]
        if first == self._begin:
            commas = (one for one in range(after, min(self._stop, after + 20)) if words.text[one] == ",")
            comma = next((place for place in commas if not self._is_age(place + 1)), None)
            start = comma + 1 if comma is not None and self._grammar.language == "en" else after
            parts: tuple[tuple[int, int], ...] = ((start, self._stop),)
        else:
            end = first - 1 if words.text[first - 1] == "," else first
            following = words.text[after] if after < self._stop else "."
            goes_on = following not in ".," if self._grammar.language == "de" else self._is_aside(end, following)
            parts = ((self._begin, end), (after, self._stop)) if goes_on else ((self._begin, end),)
        if any(self._quoted(*part) for part in parts):
            return None
        return self._found(mention, first, parts, is_certain=True, verb_text=verb)

    def _is_age(self, place: int) -> bool:
        """Whether a number stands there before another comma: "According to Amina Salum, 34, …"."""
        words = self._words
        return place + 1 < self._stop and words.low[place].isdecimal() and words.text[place + 1] == ","

    def _is_aside(self, end: int, following: str) -> bool:
        """Whether "according to" stands between two commas early in a sentence, which goes on behind it."""
        return following == "," and end - self._begin <= _SHORT

    def _found(
        self, mention: int, verb: int, parts: tuple[tuple[int, int], ...], *, is_certain: bool, verb_text: str = ""
    ) -> Said | None:
        words = self._words
        if self._is_no_speaker(mention) or self._says_nothing(verb):
            return None
        kept = tuple(self._trimmed(*part) for part in parts)
        if sum(after - first for first, after in kept) < _FEWEST_WORDS - 1:
            return None
        return Said(
            first=self._begin,
            after=self._stop,
            parts=tuple(
                (words.block[first], words.start[first], words.end[after - 1]) for first, after in kept if first < after
            ),
            mention=mention,
            verb=verb_text or words.text[verb],
            is_direct=False,
            is_certain=is_certain,
        )

    def _is_no_speaker(self, number: int) -> bool:
        """Whether a mention is of a time or of data: "the data suggest", but not "Pew Research says"."""
        mention, words = self._scene.mentions[number], self._words
        is_alone = mention.first == mention.head or words.low[mention.first] in self._grammar.determiners
        return words.low[mention.head] in (_NO_SPEAKERS if is_alone else _TIMES)

    def _says_nothing(self, verb: int) -> bool:
        """Whether a verb of saying means something else: "meldete sich", "forderte 73 Tote", "fühlt sich bestätigt"."""
        words, low = self._words, self._words.low[verb]
        if low.startswith("meldet"):
            return words.low[verb + 1 : verb + 2] == ["sich"] and "wort" not in words.low[verb : verb + _NEAR]
        if "forder" in low:
            return not _TOLLS.isdisjoint(words.low[max(self._begin, verb - _NEAR) : min(self._stop, verb + _NEAR)])
        return low == "bestätigt" and not _FEELS.isdisjoint(words.low[self._begin : verb])

    def _trimmed(self, first: int, after: int) -> tuple[int, int]:
        """A stretch of words without the punctuation at its ends."""
        words = self._words
        while after > first and words.text[after - 1] in ".,;:!?–—":
            after -= 1
        while after > first and words.text[first] in ",;:-–—―‒":
            first += 1
        return first, after


def _phrase_at(low: list[str], place: int, grammar: Grammar) -> int:
    """The length of the longest phrase of "according to" that begins at a word, 0 if none does."""
    return max((len(phrase) for phrase in grammar.by if tuple(low[place : place + len(phrase)]) == phrase), default=0)


# "could argue", "did not say", "is to announce": nothing was said.
_UNSAID = word_set(
    "not never didn't doesn't hasn't could might may should would can must will won't wouldn't nicht nie könnte",
    "sollte würde wird be been being is are was were wurde wurden worden werden",
)
_THEY = frozenset({"they", "it"})
_ASKED = frozenset({"asked", "pressed", "questioned", "auf", "gefragt"})
_WHERE = frozenset({"in", "of", "at", "from"})
_RELATIVE_DATIVE = frozenset({"dem", "der", "denen"})
_NO_SOURCES = word_set("definition plan fahrplan")
_TIMES = word_set("quartal jahr monat woche")
_NO_SPEAKERS = _TIMES | word_set("tag data evidence research")
_TOLLS = word_set("tote todesopfer opfer menschenleben verletzte")
_FEELS = word_set("fühlt fühlte fühlen sieht sah sehen")
_NEAR = 5
_AS = frozenset({"as", "wie", "so"})
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_AND = frozenset({"and", "und"})
_TOLD = frozenset({"told", "tells"})
_SURE = frozenset({"said", "says", "say", "told", "tells", "added", "adds"})
_WHEN = frozenset({"after", "when", "as", "while"})
_NO_CLAUSE = word_set("nothing something anything it's yes goodbye hello little more much")
_PARTS_OF_DAYS = frozenset({"morning", "afternoon", "evening", "night"})
_ABOUT_WHEN = word_set("on in at during via late early earlier last this")
_ENDS_WHEN = word_set(
    "statement interview conference briefing tweet post telegram twitter facebook email letter speech week month",
    "year night morning evening afternoon report today yesterday testimony reporters release call",
)
