"""Who a speaker is: the full name that the article gives a surname, and the role it states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from octavo.explaining.names.tokens import is_common, is_first_name, is_surname
from octavo.explaining.names.vocabulary import ORGANISATION_HEAD
from octavo.explaining.statements.keys import BODIES
from octavo.explaining.statements.mentions import Kind, is_done, noun_end
from octavo.explaining.statements.owners import Owners
from octavo.explaining.statements.roles import AND, LONGEST_ROLE, MERE_TITLES, OF, THINGS, WHENCE, Roles
from octavo.explaining.statements.words import NOWHERE
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.documents import Document
    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.mentions import Mention
    from octavo.explaining.statements.words import Words

_LONGEST_BETWEEN = 4
_MOST_PLACES = 3
_MOST_PARTS = 3
_GENITIVES = frozenset({"des", "der"})
_POST_OF = frozenset({"of", "for", "at", "from", "von", "vom", "bei", "beim", "de", "du", "del"})
_INITIALS = 3
_FULL = 2  # words of a name that is no mere surname
_MOST_WORDS_OF_A_PERSON = 4
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as a reader is to see it: its words from ``first`` to ``after``, the name and the role in it."""

    first: int
    after: int
    name: str | None
    role: str | None


class Names:
    """The names of an article and who is meant by them."""

    def __init__(self, document: Document, words: Words, mentions: Sequence[Mention], grammar: Grammar) -> None:
        self._document, self._words, self._mentions, self._grammar = document, words, mentions, grammar
        self._roles = Roles(document, words, grammar)
        self._full: dict[str, set[str]] = {}
        self._called: dict[str, set[str]] = {}
        self._known: dict[int, Named] = {}
        self._role_of: dict[str, str] = {}
        self._where: dict[str, list[int]] = {}
        self._stands: dict[str, list[int]] = {}
        self._owners = Owners(words, mentions, grammar, self._roles)
        for number, mention in enumerate(mentions):
            if mention.kind == Kind.NAME or self._capitals(mention):
                self._learn(number, mention)

    def _capitals(self, mention: Mention) -> bool:
        return mention.kind == Kind.PHRASE and self._words.text[mention.head][:1].isupper()

    def _is_role(self, mention: Mention) -> bool:
        """Whether it says what somebody is and not who: "the minister", "Dublin Director"."""
        if not self._roles.is_title(self._words.low[mention.head]) or self._is_addressed(mention.head):
            return False
        parts = self._parts(mention.first, mention.head + 1)
        has_title = any(self._roles.is_title(part.lower()) for part in parts[:-1])  # of "Minister Joschka Fischer"
        return mention.kind == Kind.PHRASE or not (has_title or self._is_named_so(parts))

    def _learn(self, number: int, mention: Mention) -> None:
        first, after = self._name_in(mention)
        parts = self._parts(first, after)
        if not _FULL <= len(parts) <= _MOST_WORDS_OF_A_PERSON:
            return
        name = " ".join(parts)
        low = [part.lower() for part in parts]
        if low[-1] not in _NOT_NAMES and not any(part in BODIES or part in self._grammar.speakers for part in low):
            self._full.setdefault(parts[-1].lower(), set()).add(name)
            if is_first_name(parts[0]):
                self._called.setdefault(parts[0].lower(), set()).add(name)
            self._stands.setdefault(name, []).append(number)
            where = self._where.setdefault(name, [])
            if len(where) < _MOST_PLACES:
                where.append(number)

    def of(self, number: int) -> Named:
        """Who a mention names."""
        named = self._known.get(number)
        if named is None:
            named = self._known[number] = self._together(number) or self._new(self._mentions[number])
        return named

    def bearer(self, number: int) -> int:
        """The mention that the words behind one lead to as what its bearer is: of "Harris senior adviser Ann Lee" Lee.

        The number itself where they lead to none.
        """
        words, mention = self._words, self._mentions[number]
        if mention.kind != Kind.NAME or number + 1 == len(self._mentions):
            return number
        other = self._mentions[number + 1]
        between = range(mention.after, other.first)
        if len(between) == 1 and words.low[mention.after] in _OF_BODY and self._is_same_frame(mention, other):
            return self._bearer_in(number)
        is_role = 0 < len(between) <= _LONGEST_BETWEEN and all(words.text[place].islower() for place in between)
        if not is_role or other.kind != Kind.NAME or words.frame[other.first] != words.frame[mention.first]:
            return number
        if not self._roles.is_title(words.low[other.first - 1]):
            return number
        passed = self._grammar.saying | self._grammar.auxiliaries | self._grammar.prepositions | self._grammar.linking
        return number + 1 if passed.isdisjoint(words.low[place] for place in between) else number

    def _is_same_frame(self, one: Mention, other: Mention) -> bool:
        return self._words.frame[one.first] == self._words.frame[other.first]

    def _bearer_in(self, number: int) -> int:
        """Whose post a body's longer name leads to: "Department of | Safety Director Ann Lee"."""
        other = self._mentions[number + 1]
        if other.kind != Kind.NAME:
            return number
        begin, _ = self._name_in(other)
        has_post = begin > other.first + 1 and self._roles.is_title(self._words.low[begin - 1])
        if has_post and self.person(number + 1):
            return number + 1
        found = self.bearer(number + 1)
        return found if found > number + 1 else number

    def holder(self, number: int) -> int:
        """The mention of whoever holds the post that a mention is a part of: "Ann Lee, chair of the Association said".

        The number itself where it is part of none.
        """
        first = number
        while first and number - first < _MOST_PARTS and self._is_part(first):
            first -= 1
        post, words = self._mentions[first], self._words
        what = words.low[self._what(post)]
        is_post = self._roles.is_title(what) and what not in THINGS
        before = self._mentions[first - 1] if first else post
        is_apposed = is_post and before.after == post.first - 1 and words.text[before.after] == ","
        if is_apposed and before.kind == Kind.NAME and (first < number or post.kind == Kind.NAME):
            return (
                first - 1 if words.frame[before.first] == words.frame[post.first] and self.person(first - 1) else number
            )
        is_whose = first < number and (is_post or (post.kind == Kind.NAME and self.person(first) is not None))
        return first if is_whose and words.low[post.first - 1] not in self._grammar.prepositions else number

    def _what(self, post: Mention) -> int:
        """The word that says what somebody is: in German that before whose it is ("Leiterin der Klinik Nord")."""
        words = self._words
        inside = range(post.first + 1, post.head) if self._grammar.language == "de" else range(0)
        return next((place - 1 for place in inside if words.low[place] in _GENITIVES), post.head)

    def _is_part(self, number: int) -> bool:
        """Whether a mention goes with the one before: "head | of the agency", "Sprecher | des Verbandes"."""
        before, mention, words = self._mentions[number - 1], self._mentions[number], self._words
        if Kind.PRONOUN in {before.kind, mention.kind} or words.frame[before.first] != words.frame[mention.first]:
            return False
        if before.after == mention.first:
            return self._grammar.language == "de" and words.low[mention.first] in _GENITIVES
        return before.after == mention.first - 1 and words.low[before.after] in _POST_OF

    def _together(self, number: int) -> Named | None:
        """The two who open a sentence as one: "Apple and Google said"."""
        words = self._words
        if number < 1:
            return None
        one, other = self._mentions[number - 1 : number + 1]
        if other.first != one.after + 1 or words.low[one.after] not in AND or Kind.PRONOUN in {one.kind, other.kind}:
            return None
        opening = one.first - 1 if one.first and words.low[one.first - 1] in _OPENING else one.first
        opens = opening == 0 or words.frame[opening - 1] != words.frame[opening]
        if not opens or words.frame[one.first] != words.frame[other.first]:
            return None
        return Named(opening if words.low[opening] in _BOTH else one.first, other.after, None, None)

    def person(self, number: int) -> str | None:
        """The name in a mention if it can be a person's: in full, or a surname that the article has in full."""
        mention = self._mentions[number]
        if mention.kind == Kind.PRONOUN or not (mention.kind == Kind.NAME or self._capitals(mention)):
            return None
        first, after = self._name_in(mention)
        parts = self._parts(first, after)
        if not parts or len(parts) > _MOST_WORDS_OF_A_PERSON:
            return None
        if len(parts) == 1 and parts[0].lower() not in self._full:
            return None
        return self._resolved(first, after)

    def role_of(self, name: str) -> str | None:
        """The role that the article states where it first gives a name in full, or where it was looked at."""
        for number in self._where.pop(name, ()):
            self.of(number)
        return self._role_of.get(name)

    def _new(self, mention: Mention) -> Named:
        first, after = mention.first, mention.after
        if mention.kind == Kind.PRONOUN:
            return Named(first, after, None, None)
        is_phrase = mention.kind == Kind.PHRASE and not self._capitals(mention)
        if is_phrase or self._is_role(mention) or self._is_institute(mention):
            return self._phrase(mention)
        if self._words.low[after - 1].endswith(("'s", "s'")):
            return self._owned(mention)
        begin, stop = self._name_in(mention)
        if begin > first and self._words.low[begin - 1] in OF:
            return Named(first, stop, None, None)
        name = self._resolved(begin, stop)
        if self._words.low[first] not in self._grammar.determiners:
            first = self._roles.start(first)
        role = self._roles.text(first, begin) or self._roles.behind(stop) or self._roles.over_comma(first)
        if name and role:
            self._role_of.setdefault(name, role)
        return Named(first, stop, name, role)

    def _is_institute(self, mention: Mention) -> bool:
        """Whether "of" and what it is for belong to a name: "the American Academy | of Dermatology"."""
        words, after = self._words, mention.after
        if after + 1 >= len(words) or words.low[after] not in _OF_BODY or words.frame[after + 1] != words.frame[after]:
            return False
        return words.low[after - 1] in ORGANISATION_HEAD and words.text[after + 1][:1].isupper()

    def _owned(self, mention: Mention) -> Named:
        """Whoever belongs to the one named: "Priya's dad Martin", "Mr Crane's lawyer"."""
        words = self._words
        end = self._chunk_end(mention.after, words.frame[mention.first])
        place = mention.after
        while place < end and not words.text[place][:1].isupper():
            place += 1
        if place == mention.after:
            name = self._resolved(*self._name_in(mention)) if end <= place else None  # of "Ann Lee's “The Tide”"
            if end > place + 1 and is_first_name(words.text[place]) and not is_common(words.text[place]):
                return Named(place, end, self._resolved(place, end), None)  # "the Post's Ann Lee"
            return Named(mention.first, max(end, place), name, None)
        role = self._roles.written(mention.first, place)
        if place < end:
            return Named(mention.first, end, self._resolved(place, end), role)
        return Named(mention.first, end, None, None)

    def _phrase(self, mention: Mention) -> Named:
        """A phrase without a name, with "of the ministry" and the like; a name between commas may follow it."""
        words = self._words
        frame = words.frame[mention.first]
        after = noun_end(words, mention.first, mention.after, self._grammar)
        while after + 1 < len(words) and self._goes_on(mention, after) and after - mention.first < LONGEST_ROLE:
            end = self._chunk_end(after + 1, frame)
            if end == after + 1 or self._is_elsewhere(mention, after):
                break
            after = end
        if after == mention.after:
            after = self._without_verb(mention)
        apposed = self._bearing(mention.head + 1, after) or self._apposed(after, frame)
        if apposed is not None and self._roles.is_title(words.low[mention.head]):
            name = self._resolved(*apposed)
            role = self._roles.text(mention.first, min(after, apposed[0]))
            if name and role:
                self._role_of.setdefault(name, role)
            return Named(mention.first, apposed[1], name, role)
        return Named(mention.first, after, None, None)

    def _goes_on(self, mention: Mention, place: int) -> bool:
        """Whether a word leads on from a post: "head of", and "to" behind an ambassador."""
        low = self._words.low
        return low[place] in OF or (low[place] == "to" and low[mention.head] in _TO)

    def _is_elsewhere(self, mention: Mention, place: int) -> bool:
        """Whether "from" or "in" behind a body does not say where it is: "her ministry from a seam of coal"."""
        words = self._words
        is_loose = words.low[place] in _LOOSE and words.low[mention.head] in THINGS
        return is_loose and not words.text[place + 1][:1].isupper()

    def _without_verb(self, mention: Mention) -> int:
        """Where a phrase ends if a verb that is not known was taken into it: "the graduate ended"."""
        words = self._words
        last = mention.after - 1
        ends = words.low[last].endswith(("ed", "ing")) and not words.low[last - 1].endswith("ly")
        return last if ends and mention.after - mention.first > _FULL and words.text[last].islower() else mention.after

    def _chunk_end(self, place: int, frame: int) -> int:
        """Where a run of words ends that can go on a phrase after "of"."""
        words, grammar = self._words, self._grammar
        while place < len(words) and words.frame[place] == frame and words.quote[place] == NOWHERE:
            low = words.low[place]
            if words.text[place] == "." and self._is_initial(place - 1):
                place += 1
                continue
            stops = (
                low in grammar.saying or low in grammar.auxiliaries or (low in grammar.linking and low != "and")
                or low in grammar.prepositions or not words.text[place][:1].isalnum() or low in grammar.no_speakers
                or low in grammar.by_after or low in grammar.doing
                or is_done(words, place, grammar)
            )  # fmt: skip
            if stops:
                return place
            place += 1
        return place

    def _is_initial(self, place: int) -> bool:
        """Whether a full stop behind a word belongs to it, as in "U.N. envoy"."""
        words = self._words
        return (
            len(words.text[place]) == 1 and words.text[place].isupper() and words.start[place + 1] == words.end[place]
        )

    def _bearing(self, first: int, after: int) -> tuple[int, int] | None:
        """The name at the end of an office: of "chief of staff Ann Lee" the last two words."""
        words, passed = self._words, self._grammar.prepositions | self._grammar.determiners
        for place in range(first + 1, after - 1):
            word = words.text[place]
            if is_first_name(word) and not is_common(word) and words.low[place - 1] not in passed:
                is_name = all(words.text[at][:1].isupper() for at in range(place, after))
                is_behind = _is_post(words.text[place - 1]) or words.low[place - 2] in _POST_OF | {"to"}
                return (place, after) if is_name and is_behind else None
        return None

    def _apposed(self, place: int, frame: int) -> tuple[int, int] | None:
        """The name between commas that follows a phrase."""
        words = self._words
        if place + 1 >= len(words) or words.text[place] != "," or words.frame[place + 1] != frame:
            return None
        for mention in self._mentions_at(place + 1):
            is_name = mention.kind == Kind.NAME or self._capitals(mention)
            if is_name and mention.after - mention.first >= _FULL:
                return self._name_in(mention)
        return None

    def _mentions_at(self, place: int) -> Sequence[Mention]:
        low, high = 0, len(self._mentions)
        while low < high:
            middle = (low + high) // 2
            if self._mentions[middle].first < place:
                low = middle + 1
            else:
                high = middle
        return [one for one in self._mentions[low : low + 1] if one.first == place]

    def _name_in(self, mention: Mention) -> tuple[int, int]:
        """The words of a mention that are the name alone, without the titles before it."""
        words, grammar = self._words, self._grammar
        first, after = mention.first, mention.head + 1
        while first < after - 1 and words.low[first] in grammar.determiners:
            first += 1
        first = max([first, *(at + 1 for at in range(first, after - 1) if self._is_whose(at))])
        if after - first > _FULL and words.low[first] in _PARTIES and self._opens_name(first + 1):
            first += 1
        if words.low[after - 1] in BODIES:  # "government" is no title in the name of an association
            while first < after - 1 and words.text[first].islower():
                first += 1
            return first, after
        last = first = self._behind_portfolio(first, after)
        for place in range(first, after - 1):
            low = words.low[place]
            behind = words.low[place + 1]
            is_title = self._roles.is_title(low) and behind not in _BRANDS and behind not in grammar.prepositions
            if is_title or not (words.text[place][:1].isupper() or low in grammar.small or not low[0].isalnum()):
                last = place + 1
        while last < after - 1 and (not words.low[last][0].isalnum() or (last > first and words.low[last] in OF)):
            last += 1
        return self._behind_post(last, after), after

    def _is_whose(self, place: int) -> bool:
        """Whether a word says whose or from where the one named behind it is: "the Post's | Ann Lee"."""
        low = self._words.low[place]
        return low.endswith(WHENCE) or (low.endswith("'s") and _is_given(self._words.text[place + 1]))

    def _opens_name(self, place: int) -> bool:
        """Whether a word begins a person's name rather than a body's: "Democrat | Ann Lee", "Democratic National"."""
        text = self._words.text[place]
        return _is_given(text) or not is_common(text)

    def _behind_portfolio(self, first: int, after: int) -> int:
        """Where a name begins behind what an office is for: "State" of "Secretary of State Ann Lee"."""
        words = self._words
        place = first
        if first > 1 and words.low[first - 1] in OF and self._roles.is_office(first - 2, words.frame[first]):
            while place < after - 1 and words.low[place] in _PORTFOLIOS:
                place += 1
        return place

    def _behind_post(self, first: int, after: int) -> int:
        """Where a name begins behind a post that no list of titles holds: "Ann" of "Fire Marshal Ann Lee"."""
        text = self._words.text
        if is_first_name(text[first]):
            return first
        known = (at for at in range(first + 1, after - 1) if is_first_name(text[at]) and not is_common(text[at]))
        begin = next(known, first)
        return begin if begin > first and _is_post(text[begin - 1]) else first

    def _parts(self, first: int, after: int) -> list[str]:
        words = self._words
        parts: list[str] = []
        for place in range(first, after):
            text = words.text[place]
            if text == "." and parts:
                parts[-1] += "."
            elif parts and parts[-1].endswith(".") and words.start[place] == words.end[place - 1]:
                parts[-1] += text  # "D.C."
            elif text[:1].isalnum():
                parts.append(text)
        if parts:
            parts[-1] = _POSSESSIVE.sub("", parts[-1])
        return [part for part in parts if part]

    def _resolved(self, first: int, after: int) -> str | None:
        """The full name: as it stands, or the only one in the article that ends like it."""
        parts = self._parts(first, after)
        if not parts:
            return None
        low = parts[-1].lower()
        if self._roles.is_title(low) and not (self._is_named_so(parts) or self._is_addressed(first)):
            return None
        name = " ".join(parts)
        if self._is_nobody(parts, first):
            return None
        if len(parts) > 1:
            known = self._full.get(parts[-1].lower(), set())
            return next((one for one in known if len(one) < len(name) and name.endswith(" " + one)), name)
        fuller = {one for one in self._full.get(low) or self._called.get(low, set()) if not _is_of(one)}
        if not fuller and self._grammar.language == "de" and not name.isupper():
            return None  # any noun is capital there
        return self._owner(low, fuller) or name

    def _is_nobody(self, parts: Sequence[str], first: int) -> bool:
        """Whether words are no name: a party's or a people's member ("the New York Democrat"), a mere word."""
        low = parts[-1].lower()
        if len(parts) > 1:
            return low in _PARTIES and not any(map(_is_given, parts[:-1]))
        return low in _NOT_NAMES or (low not in self._full and self._is_mere_word(first))

    def _owner(self, low: str, fuller: set[str]) -> str | None:
        """The one of some full names that a surname or a first name alone means."""
        one = next(iter(fuller)) if len(fuller) == 1 else None
        return one if one and (low not in self._full or self._owners.is_owner(one, low, self._stands[one])) else None

    def _is_named_so(self, parts: Sequence[str]) -> bool:
        """Whether a name may end with a title all the same: "Charlie King", "Homeland Security Department"."""
        low = parts[-1].lower() if parts else ""
        return low in MERE_TITLES or (len(parts) > 1 and (low in BODIES or any(map(_is_given, parts[:-1]))))

    def _is_addressed(self, place: int) -> bool:
        """Whether a title stands before a name, which then is none itself: "Mr. King"."""
        before = place - 2 if place > 1 and self._words.text[place - 1] == "." else place - 1
        return before >= 0 and self._words.low[before] in MERE_TITLES

    def _is_mere_word(self, place: int) -> bool:
        """Whether a word is no name but opens a sentence, as in "Reports say": names have a capital elsewhere too."""
        text = self._words.text[place]
        is_plain = is_common(text) and not is_surname(text) and not text.isupper()
        return is_plain and text not in self._capital_within

    @cached_property
    def _capital_within(self) -> frozenset[str]:
        """The words that have a capital in the middle of a sentence."""
        text, frame = self._words.text, self._words.frame
        return frozenset(
            text[place]
            for place in range(1, len(self._words))
            if text[place][:1].isupper() and frame[place - 1] == frame[place] and text[place - 1][:1].isalnum()
        )


def _is_given(word: str) -> bool:
    """Whether a word is a first name and no country's initials."""
    return is_first_name(word) and "." not in word and not (word.isupper() and len(word) <= _INITIALS)


def _is_of(name: str) -> bool:
    """Whether a German name says whose something is, so that its last word is another's: "Aufsicht der Fed"."""
    return not _GENITIVES.isdisjoint(name.split()[1:-1]) and " von der " not in name


def _is_post(word: str) -> bool:
    """Whether a word before a first name can be what somebody is: "Marshal", "GM", "President-elect"."""
    head = word.partition("-")[0]
    return is_common(head) or (len(word) > 1 and word.isalpha() and word.isupper())


_PORTFOLIOS = word_set(
    "state defense defence finance education energy health commerce labor labour transportation transport agriculture",
    "interior justice treasury homeland security foreign affairs veterans human services trade information & and",
)
_OF_BODY = frozenset({"of", "for"})
_TO = word_set("ambassador envoy adviser advisor aide counsel delegate emissary")
_BOTH = word_set("both sowohl")
_OPENING = _BOTH | word_set("but and yet aber und doch mais et pero y")
_LOOSE = word_set("from with in at von in mit aus")
_PARTIES = word_set("republican democrat democratic republicans democrats independent labour conservative tory liberal")
_NOT_NAMES = word_set(
    "republican democrat conservative liberal socialist independent american russian ukrainian german french",
    "british chinese israeli palestinian iranian canadian mexican japanese indian european republicans democrats",
    "conservatives liberals socialists independents americans russians ukrainians germans israelis palestinians",
    "iranians canadians",
)
_BRANDS = frozenset({"electric", "motors", "mills", "assembly", "dynamics", "hospital", "council"})
