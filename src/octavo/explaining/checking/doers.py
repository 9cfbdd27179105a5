"""Who does something to whom: "the mayor accused the minister" is not borne out by "the minister accused the mayor".

English alone, by where words stand beside a verb of the past and whether it is passive; told is only what is plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from octavo.explaining.checking.names import SAYING
from octavo.explaining.checking.words import STOP_WORDS, sentences_of, stem
from octavo.kit.words import WORD_OR_NUMBER, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WORDS, _MOST_VERBS = 200, 6
_BE = word_set("is are was were be been being am isn't aren't wasn't weren't got gets")
_HELPERS = word_set("has have had having will would can could may might shall should must to did does do")
_BESIDE_VERBS = word_set("not never also already later then again reportedly allegedly now once still just")
_RELATIVE = word_set("who which that whom whose")
_PAST = word_set(
    "shot hit cut won beat beaten told gave given took taken made sent sold bought caught taught led met found",
    "paid held left struck stole stolen hid hidden fought threw thrown built drew drawn drove driven chose chosen",
    "broke broken spoke wrote written saw seen knew known bit bitten fed hurt sank sunk stabbed hired fired sued",
    "lent lost put set shook shaken spent swore sworn tore torn woke wore worn forgave forgot forgotten brought",
    "kept sought freed banned",
)
_NO_VERBS = word_set(
    "united hundred red bed wed shed speed seed need indeed exceed proceed succeed breed greed hatred sacred",
)
_ARTICLES = word_set("the a an his her their its our")
_SHORTEST = 3
_PRONOUNS = word_set("he she they it")
# Of these it is what stands behind "of" that does something: "dozens of people", "the city of Skarn".
_AMOUNTS = word_set(
    "dozens hundreds thousands millions scores tens number numbers group groups majority minority percent crowd",
    "crowds team couple handful pair lot lots series rest half third quarter two three four five six seven eight nine",
    "ten many several both none part parts member members city town village state county island republic kingdom",
    "university bodies body remains",
)
_BEHIND = word_set("of in at from by with for on to")
_MOST_PLACES, _MOST_PARTS, _NEAR = 3, 12, 5
# What stands between two commas and tells of the word before: ", who was criticised by the mayor,".
_INSERTED = re.compile(r",\s((?:who|which|whose|a|an|the|his|her|their|its|according)\s[^,]{1,200})(?=,\s|[.!?]?$)")
# What opens a sentence and does not do what it tells: "Unlike Skarn, Tolvey has banned cars".
_LEADING = re.compile(
    r"(?:unlike|like|besides|with|without|in|at|on|for|from|under|during|since|despite|after|before)\s[^,]{1,120}(?=,\s)",
    re.IGNORECASE,
)
_SEAM = re.compile(r"[,;:](?=\s)|[–—()]|\s-\s|\b(?:and|but|while|after|before|when|because|if)\b")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a sentence with their stems, and whether a comma stands before each.

    ``inserted`` numbers what stands between commas, 0 for the rest.
    """

    words: list[str]
    stems: list[str]
    inserted: list[int]
    behind_comma: list[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """Who does or suffers something in a sentence, as stems, and the stems behind the verb."""

    who: str
    verb: str
    behind: frozenset[str]
    is_passive: bool
    is_headline: bool


def turned_roles(claim: str, cited: Sequence[str]) -> str | None:
    """A doer and a deed of a sentence that every cited sentence with both has the other way round, as words."""
    sentences = [_read(sentence) for sentence in sentences_of(cited)]
    for part in _SEAM.split(claim)[:_MOST_PARTS]:
        said = _read(part)
        speaker = _wrong_speaker(said, sentences)
        if speaker:
            return speaker
        for verb in [at for at in range(len(said.words)) if is_verb(said.words, at)][:_MOST_VERBS]:
            who = _doer(said.words, verb)
            if who is None or _may_be_suffered(said.words, who, verb):
                continue
            deed = _Deed(
                who=said.stems[who],
                verb=said.stems[verb],
                behind=frozenset(said.stems[verb + 1 :]),
                is_passive=_is_passive(said.words, verb),
                is_headline=_is_headline(said.words, who),
            )
            verdicts = [_bears_out(one, deed) for one in sentences]
            if False in verdicts and True not in verdicts:
                return f"{said.words[who]} {said.words[verb]}"
    return None


def _wrong_speaker(said: _Words, sentences: Sequence[_Words]) -> str | None:
    """Who is said to speak where it is always somebody of theirs: "the lawyer for Bo Lind said"."""
    for at in [place for place, word in enumerate(said.words) if word in SAYING][:_MOST_VERBS]:
        who = _doer(said.words, at)
        verdicts = [_speaks(one, said.stems[who]) for one in sentences] if who is not None else []
        if who is not None and False in verdicts and True not in verdicts:
            return f"{said.words[who]} {said.words[at]}"
    return None


def _speaks(sentence: _Words, who: str) -> bool | None:
    """Whether one speaks in a sentence, or only somebody of theirs does; ``None`` where no verb of saying is near."""
    words = sentence.words
    places = [at for at, one in enumerate(sentence.stems) if one == who][:_MOST_PLACES]
    near = [at for at in places if not SAYING.isdisjoint(words[max(0, at - _NEAR) : at + _NEAR])]
    return any(not _is_of_another(sentence, at) for at in near) if near else None


def _read(text: str) -> _Words:
    spans = [(match.start(1), match.end(1)) for match in _INSERTED.finditer(text)]
    leading = _LEADING.match(text)
    spans += [leading.span()] if leading else []
    matches = list(WORD_OR_NUMBER.finditer(text))[:_MOST_WORDS]
    words = [match.group().lower() for match in matches]
    inserted = [
        next((number for number, (start, end) in enumerate(spans, 1) if start <= match.start() < end), 0)
        for match in matches
    ]
    gaps = [text[before.end() : match.start()] for before, match in pairwise(matches)]
    return _Words(words, [stem(word) for word in words], inserted, [False, *("," in gap for gap in gaps)])


def is_verb(words: list[str], at: int) -> bool:
    """Whether a word is a verb: of the past, of the present before an article, or in "-ing" behind "is"."""
    word = words[at]
    if word in STOP_WORDS or word in SAYING or word in _NO_VERBS or not word.isalpha():
        return False
    if word in _PAST or (word.endswith("ed") and len(word) > _SHORTEST):
        return True
    before, behind = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if word.endswith("ing"):
        return before in _BE
    is_present = word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST
    return is_present and behind in _ARTICLES and bool(before) and before not in STOP_WORDS


def _subject(words: list[str], verb: int) -> int:
    """Where the word stands that a verb follows, its helping words left out; -1 for none."""
    at = verb - 1
    while at >= 0 and (words[at] in _BE or words[at] in _HELPERS or words[at] in _BESIDE_VERBS):
        at -= 1
    return at


def _doer(words: list[str], verb: int) -> int | None:
    """The word right before a verb that it is said of; ``None`` where that is not plain."""
    at = _subject(words, verb)
    if at < 0 or words[at] in STOP_WORDS or not words[at][:1].isalpha() or is_verb(words, at):
        return None
    return None if not _BEHIND.isdisjoint(words[max(0, at - 2) : at]) else at


def _may_be_suffered(words: list[str], who: int, verb: int) -> bool:
    """Whether a headline's verb may be passive without saying so: "Man killed in crash"."""
    is_bare = _is_headline(words, who) and not _is_passive(words, verb)
    return is_bare and verb + 1 < len(words) and words[verb + 1] in _BEHIND


def _is_headline(words: list[str], who: int) -> bool:
    return _ARTICLES.isdisjoint(words[max(0, who - 3) : who])


def _is_passive(words: list[str], verb: int) -> bool:
    if words[verb].endswith("ing"):
        return False
    at = verb - 1
    while at >= 0 and words[at] in _BESIDE_VERBS:
        at -= 1
    return at >= 0 and words[at] in _BE


def _bears_out(sentence: _Words, deed: _Deed) -> bool | None:
    """Whether a sentence has the same one do it or suffer it; ``None`` where it does not tell."""
    stems = sentence.stems
    places = [at for at, one in enumerate(stems) if one == deed.who][:_MOST_PLACES]
    verbs = [at for at, one in enumerate(stems) if one == deed.verb and is_verb(sentence.words, at)][:_MOST_PLACES]
    verdicts = [_holds(sentence, place, verb, deed) for place in places for verb in verbs]
    return True if True in verdicts else False if False in verdicts else None


def _holds(sentence: _Words, place: int, verb: int, deed: _Deed) -> bool | None:
    is_reduced = sentence.behind_comma[verb] and place == verb - 1  # "the firm, founded by Ann Lee,"
    is_same_voice = (is_reduced or _is_passive(sentence.words, verb)) == deed.is_passive
    inner, outer = sentence.inserted[verb], sentence.inserted[place]
    if inner != outer:
        is_own = outer == 0 and place < verb and _is_antecedent(sentence, place, inner)
        return is_same_voice if is_own else (False if place < verb else None)
    if place > verb:
        if is_same_voice:
            return False
        return True if deed.is_passive else "by" in sentence.words[verb + 1 : place]
    if not is_same_voice:  # "the minister was accused" where the minister accused
        is_plain = deed.is_passive or not deed.is_headline or _is_agent(sentence, verb, deed.behind)
        return False if is_plain and _doer(sentence.words, verb) == place else None
    return not (_is_of_another(sentence, place) or _has_other_doer(sentence, place, verb))


def _is_agent(sentence: _Words, verb: int, stems: frozenset[str]) -> bool:
    """Whether one of some words is who did it: "was arrested by the police"."""
    words = sentence.words
    by = next((at for at in range(verb + 1, min(len(words), verb + _NEAR)) if words[at] == "by"), len(words))
    return not stems.isdisjoint(one for one in sentence.stems[by + 1 : by + _NEAR] if one not in STOP_WORDS)


def _is_antecedent(sentence: _Words, place: int, inserted: int) -> bool:
    """Whether a word is what the insertion right behind it tells of: "the minister, who was criticised, resigned"."""
    first = sentence.inserted.index(inserted)
    return place == first - 1 and sentence.words[first] in _RELATIVE


def _is_of_another(sentence: _Words, place: int) -> bool:
    """Whether it is somebody's, or of somebody, that the verb tells: "the mayor's son", "supporters of Bo Lind"."""
    words = sentence.words
    if words[place].endswith(("'s", "’s")):
        return True
    at = place - 1
    while at >= 0 and place - at < _NEAR and (words[at] in _ARTICLES or words[at] not in STOP_WORDS):
        at -= 1
    if at < 1 or any(sentence.behind_comma[at : place + 1]) or words[at] not in {"of", "for"}:
        return False
    head = words[at - 1]
    return head.isalpha() and head not in STOP_WORDS and head not in _AMOUNTS and not is_verb(words, at - 1)


def _has_other_doer(sentence: _Words, place: int, verb: int) -> bool:
    """Whether somebody else does it: "police shot the man who had killed her", "he", "Hamas said Israel killed"."""
    words = sentence.words
    subject = _subject(words, verb)
    if subject > place and words[subject] in _PRONOUNS:  # who opens the sentence, as a rule, but "teams" is no "he"
        first = next((at for at in range(place) if is_verb(words, at)), None)
        opener = _doer(words, first) if first is not None else None
        return first is not None and not (opener is not None and words[opener].endswith("s"))
    between = range(place + 1, verb)
    if subject > place and words[subject] not in STOP_WORDS and any(words[at] in SAYING for at in between):
        return True
    seen_verb = False
    for at in between:
        if words[at] in _RELATIVE:
            return seen_verb
        seen_verb |= is_verb(words, at)
    return False
