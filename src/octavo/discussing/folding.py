"""Texts as they look, whatever they are made of: the same for "casino", "cаsinо" in part Cyrillic, and "c a s i n o".

After the skeletons of UTS #39 (Unicode Security Mechanisms, §4), with a small table of the look-alikes that spam is
written in instead of the whole one, and with digits that stand for letters.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from itertools import pairwise

LONGEST = 20_000
# Letters of other scripts, and digits, for the Latin ones they look like. NFKC has dealt with full-width, bold,
# circled and the like before.
_PAIRS = (
    "аa вb сc ԁd еe ғf һh іi јj кk ӏl мm нh оo рp ԛq гr ѕs тt цu ѵv ԝw хx уy зz "
    "αa βb ϲc εe ηn ιi κk νv οo ρp τt υu χx ωw ɑa ɡg ıi ɩi ǀl ǃl օo սu ոn հh ց9 łl øo đd ħh ŧt ꭰd ꮪs"
)
_LOOKS = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_LEET = str.maketrans("013457@$!|€£", "oieastasilel")
_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cc"})
_SINGLES = re.compile(r"(?<!\w)(?:\w[\s.\-*]{1,2}){3,30}\w(?!\w)")
_GLUE = re.compile(r"[\s.\-*]+")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"^[ ]{0,3}>.*$", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

SKETCH = 24
_SKETCHED_WORDS = 8


def looks_like(text: str) -> str:
    """The text in small Latin letters as far as it looks like them, without accents and invisible characters."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    apart = unicodedata.normalize("NFD", plain)
    shown = "".join(c for c in apart if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)
    return _SINGLES.sub(_joined, shown.translate(_LOOKS))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they look."""
    return tuple(_WORD.findall(looks_like(text)))


def bare(word: str) -> str:
    """A word with the digits and signs in it read as letters, and letters that are repeated written once or twice."""
    return re.sub(r"(.)\1{2,}", r"\1\1", word.translate(_LEET))


def own_words(body: str) -> str:
    """What the author says: without the lines they quote."""
    return _QUOTED.sub("", body[:LONGEST])


def sketch_of(body: str) -> str:
    """What stays much the same when a text is sent again with small changes: a bottom-k sketch of its pairs of words.

    Broder, On the resemblance and containment of documents (1997). Words with digits in them and addresses, in which
    senders hide what makes each text new, are passed over. Empty for texts of fewer than eight words: those are alike
    by chance.
    """
    words = [word for word in words_of(_ADDRESS.sub(" ", own_words(body))) if word.isalpha()]
    if len(words) < _SKETCHED_WORDS:
        return ""
    pairs = {f"{one} {two}" for one, two in pairwise(words)}
    hashes = sorted(hashlib.blake2b(pair.encode(), digest_size=4).hexdigest() for pair in pairs)
    return " ".join(hashes[:SKETCH])


def resemblance(one: str, two: str) -> float:
    """How much of what two sketched texts say is the same, from 0 to 1."""
    first, second = one.split(), two.split()
    if not first or not second:
        return 0.0
    lowest = sorted({*first, *second})[: min(SKETCH, max(len(first), len(second)))]
    both = set(first) & set(second)
    return sum(each in both for each in lowest) / len(lowest)


def _joined(match: re.Match[str]) -> str:
    """Letters that stand apart, put together."""
    return _GLUE.sub("", match[0])
