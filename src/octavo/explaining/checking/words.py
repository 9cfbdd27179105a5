"""Words of a sentence as checking compares them: lower case, without most endings."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from octavo.kit.sentences import sentences_in
from octavo.kit.words import WORD_OR_NUMBER, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_SENTENCES = 60
# Words that stand in any English sentence, whatever it says.
STOP_WORDS = word_set(
    "a an the of in on at to for by with from as and or but that this these those it its is are was were be been",
    "being has have had do does did will would can could may might should he she his her him they them their we",
    "our us you your i my me who whom which what when where there here than then so such not no nor if also into",
    "after before over under about up down out off more most some any all each other another one",
)
_ENDINGS = (
    *("ations", "ation", "ingly", "edly", "ments", "ment", "ings", "ing", "ies", "ied"),
    *("ers", "ed", "es", "er", "ly", "s", "e", "y"),
)
_SHORTEST_STEM = 3
_LONGEST_WORD = 40


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in lower case, in order."""
    return [word[:_LONGEST_WORD].lower() for word in WORD_OR_NUMBER.findall(text)]


def sentences_of(cited: Sequence[str]) -> list[str]:
    """The first sentences of what is cited, as many as are looked at."""
    found = (text[start:end] for text in cited for start, end in sentences_in(text))
    return list(islice(found, _MOST_SENTENCES))


def stem(word: str) -> str:
    """A word in lower case without its possessive mark and its commonest ending; numbers without commas."""
    word = word.replace("’", "'").removesuffix("'s")
    if word[:1].isdigit():
        return word.replace(",", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
