"""Whether a sentence denies what is cited, or says what is cited as denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.checking.meanings import forms_of
from octavo.explaining.checking.words import STOP_WORDS, stem, words_of
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PLAIN = word_set(
    "not no never nor none without cannot nobody nothing neither nowhere hardly nicht kein keine keinen keiner",
    "keinem nie niemals niemand nichts ohne ne pas jamais aucun aucune rien sans nunca ningún ninguna nada sin",
)
# What denies in other words: enough to bear out a "not", and to be left out by nobody.
_OTHER = word_set(
    "denied denies deny denying refused refuses refuse refusing failed fails fail failing rejected rejects reject",
    "rejecting unable unlikely impossible lacks lacked lack false untrue avoided prevented dismissed ruled stopped",
)
# What says that a thing is not certain, or not yet so.
_HEDGES = word_set(
    "may might could would should if unless whether allegedly alleged reportedly expected likely unlikely possibly",
    "perhaps probably plans plan planned planning wants want wanted hopes hope hoped intends threatened threatens",
    "tried tries try trying attempted attempts attempting",
    "proposed proposes considering considers seek seeks sought ordered urged könnte dürfte soll sollen sollte würde",
    "wohl angeblich möglicherweise falls pourrait pourraient serait aurait podría podrían",
)
_ACCUSING = word_set("accused accuses accuse accusing suspected suspects charged charges")
_EVIDENCE = word_set("evidence proof sign signs indication indications suggestion truth")
_CONDITIONS = word_set("if unless falls")
_NEAR = 5
_MOST_WORDS = 400


def negation_differs(claim: str, cited: Sequence[str]) -> bool:
    """Whether there is a denial in a sentence or in what it cites that the other has nothing of.

    Only what is plain: a "not" where no cited sentence denies anything, or a "not" left out between two words of the
    sentence that stand close together in the one it is most like.
    """
    said = words_of(claim)[:_MOST_WORDS]
    sources = [words_of(sentence)[:_MOST_WORDS] for sentence in cited]
    if any(map(_is_denial, said)):
        return not any(_is_denial(word) for source in sources for word in source)
    if any(_is_unproven(said, source) for source in sources):
        return True
    return any(_leaves_out(said, source, _is_denial) for source in sources if _shares_most(said, source))


def certainty_differs(claim: str, cited: Sequence[str]) -> bool:
    """Whether a sentence says as a fact what it cites as a plan, a possibility or a condition.

    As with denials only what is plain: the "may" is left out between two words of the sentence that stand close
    together in the cited one, or the cited one opens with "if".
    """
    said = words_of(claim)[:_MOST_WORDS]
    if not _HEDGES.isdisjoint(said):
        return False
    sources = [words_of(sentence)[:_MOST_WORDS] for sentence in cited]
    near = [source for source in sources if _shares_most(said, source)]
    if near and all(source[0] in _CONDITIONS for source in near):
        return True
    wanted = {form for word in said if word not in STOP_WORDS for form in forms_of(word)}
    if _ACCUSING.isdisjoint(said) and any(not wanted.isdisjoint(_alleged(source)) for source in sources):
        return True
    return any(_leaves_out(said, source, _HEDGES.__contains__) for source in near)


def _is_unproven(said: list[str], source: list[str]) -> bool:
    """Whether there is said to be no evidence of what a sentence tells: "no evidence that the firm had paid"."""
    pairs = ((at, word) for at, word in enumerate(source) if word in _EVIDENCE and "no" in source[max(0, at - 2) : at])
    place = next((at for at, _ in pairs), None)
    if place is None:
        return False
    tail = {form for word in source[place + 1 :] for form in forms_of(word)}
    return all(forms_of(word) & tail for word in said if word not in STOP_WORDS)


def _alleged(source: list[str]) -> set[str]:
    """The forms of what somebody is accused of: "accused her of stealing the boat"."""
    accused = next((at for at, word in enumerate(source) if word in _ACCUSING), None)
    if accused is None:
        return set()
    of = next((at for at, word in enumerate(source) if at > accused and word in {"of", "with"}), len(source))
    deeds = [word for word in source[of + 1 : of + 1 + _NEAR] if word.endswith("ing")]
    return {form for word in deeds for form in forms_of(word)}


def _is_denial(word: str) -> bool:
    return denies(word) or word in _OTHER


def denies(word: str) -> bool:
    """Whether a word is a plain denial."""
    return word in _PLAIN or word.endswith(("n't", "n’t"))


def _key(word: str) -> str:
    """One form for a word and those of the same verb that share no stem: "win" and "won"."""
    return min((form for form in forms_of(word) if form.startswith("=")), default=stem(word))


def _shares_most(said: list[str], source: list[str]) -> bool:
    wanted = {_key(word) for word in said if word not in STOP_WORDS}
    have = {_key(word) for word in source}
    return len(wanted & have) * 3 >= len(wanted) * 2 > 0


def _leaves_out(said: list[str], source: list[str], matters: Callable[[str], bool]) -> bool:
    """Whether the sentence has the words just before and behind one that matters in what it cites, in this order."""
    stems = [_key(word) for word in said]
    for place, word in enumerate(source):
        if not matters(word):
            continue
        after = [_key(one) for one in source[place + 1 : place + 1 + _NEAR] if one not in STOP_WORDS][:1]
        before = [_key(one) for one in source[max(0, place - _NEAR) : place] if one not in STOP_WORDS][-1:]
        if after and after[0] in stems and (not before or before[0] in stems[: stems.index(after[0])]):
            return True
    return False
