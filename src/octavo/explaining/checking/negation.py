"""Whether a sentence denies what is cited, or says what is cited as denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.checking.words import STOP_WORDS, stem, word_set, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = word_set(
    "not no never nor none without cannot nobody nothing neither nowhere hardly nicht kein keine keinen keiner",
    "keinem nie niemals niemand nichts ohne ne pas jamais aucun aucune rien sans nunca ningún ninguna nada sin",
)
# What denies in other words: enough to bear out a "not", and to be left out by nobody.
_OTHER = word_set(
    "denied denies deny denying refused refuses refuse refusing failed fails fail failing rejected rejects reject",
    "rejecting unable unlikely impossible lacks lacked lack false untrue avoided prevented dismissed ruled stopped",
)
_NEAR = 5
_MOST_WORDS = 400


def negation_differs(claim: str, cited: Sequence[str]) -> bool:
    """Whether there is a denial in a sentence or in what it cites that the other has nothing of.

    Only what is plain: a "not" where no cited sentence denies anything, or a "not" left out between two words of the
    sentence that stand close together in the one it is most like.
    """
    said = words_of(claim)[:_MOST_WORDS]
    sources = [words_of(sentence)[:_MOST_WORDS] for sentence in cited]
    if any(_denies(word) or word in _OTHER for word in said):
        return not any(_denies(word) or word in _OTHER for source in sources for word in source)
    return any(_leaves_out(said, source) for source in sources if _shares_most(said, source))


def _denies(word: str) -> bool:
    return word in _PLAIN or word.endswith(("n't", "n’t"))


def _shares_most(said: list[str], source: list[str]) -> bool:
    wanted = {stem(word) for word in said if word not in STOP_WORDS}
    have = {stem(word) for word in source}
    return len(wanted & have) * 3 >= len(wanted) * 2 > 0


def _leaves_out(said: list[str], source: list[str]) -> bool:
    """Whether the sentence has the words just before and just after a denial in what it cites, in this order."""
    stems = [stem(word) for word in said]
    for place, word in enumerate(source):
        if not (_denies(word) or word in _OTHER):
            continue
        after = [stem(one) for one in source[place + 1 : place + 1 + _NEAR] if one not in STOP_WORDS][:1]
        before = [stem(one) for one in source[max(0, place - _NEAR) : place] if one not in STOP_WORDS][-1:]
        if after and after[0] in stems and (not before or before[0] in stems[: stems.index(after[0])]):
            return True
    return False
