"""The words of a sentence as key points compare them, in any language."""

from __future__ import annotations

import re
from itertools import pairwise

from octavo.kit.words import UNSPACED

# Scripts that put no space between words: there pairs of characters stand for words.
_WORD = re.compile(rf"\d+(?:[.,:]\d+)*|[^\W_{UNSPACED}]+|[{UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_POSSESSIVE = re.compile(r"['’]s\b")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=\w)")
_SHORT = 3
_STEM = 7


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in " ".join(lines).split())


# What holds sentences together and says little by itself.
FUNCTION_WORDS = {
    "en": _words(
        "the a an and or but of to in on at for from by with as is are was were be been being has have had do does did",
        "will would could should may might can it its he she his her him they them their we our us i me my you your",
        "that this these those which who whom whose what when where while if than then there so not no nor about after",
        "before into over under out up down more most such also just only own same other said says say mr mrs ms dr",
        "how all any some because until against between during through very too again",
    ),
    "de": _words(
        "der die das den dem des ein eine einen einem einer eines und oder aber doch in im an am auf aus bei beim mit",
        "nach von vom zu zum zur für über unter vor durch um gegen ohne bis seit ist sind war waren sein wird werden",
        "wurde wurden worden hat haben hatte hatten habe kann können könnte soll sollen sollte muss müssen er sie es",
        "wir ihr ihre ihren ihrem ihrer seine seinen seinem seiner sich ich mich mir man dass daß wenn als wie wo was",
        "wer welche welcher nicht kein keine nur auch noch schon so sehr mehr dann denn weil damit dieser diese dieses",
        "diesem diesen jetzt sagte sagt",
    ),
    "fr": _words(
        "le la les l un une des du de d et ou mais à au aux en dans sur sous par pour avec sans chez vers entre est",
        "sont était étaient être été a ont avait avaient avoir il elle ils elles on nous vous je me se s ne pas plus",
        "ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes qui que qu quoi dont où quand si comme",
        "tout tous toute toutes très aussi même y après avant depuis lors selon fait faire dit",
    ),
    "es": _words(
        "el la los las un una unos unas de del y e o u pero a al en con sin por para sobre entre hasta desde hacia es",
        "son era eran fue fueron ser sido está están estaba ha han había habían haber se lo le les su sus mi mis tu",
        "nos que quien quienes cual cuando donde como si no ni más muy también ya este esta estos estas ese esa esos",
        "esas aquel todo todos toda todas tras según dijo él ella ellos ellas yo",
    ),
    "it": _words(
        "il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in",
        "nel nella nei con su sul sulla per tra fra e ed o ma che chi cui come quando dove se non più è sono era erano",
        "essere stato stata ha hanno aveva avevano si ci ne suo sua suoi sue loro questo questa questi anche",
    ),
    "pt": _words(
        "o a os as um uma de do da dos das e ou mas em no na nos nas por pelo pela para com sem sobre entre até desde",
        "é são era eram foi foram ser sido está estão tem têm tinha se que quem quando onde como não mais muito também",
        "seu sua seus suas ele ela eles elas este esta esse essa isso após segundo disse ao aos à às",
    ),
    "nl": _words(
        "de het een en of maar van in op aan te om met voor door bij uit naar over onder tegen is zijn was waren wordt",
        "worden werd werden heeft hebben had hadden er hij zij ze we ik je dat die dit deze niet geen ook nog als dan",
        "wie wat waar toen zijn haar hun",
    ),
}


def words_of(text: str) -> list[str]:
    """Lower-case words in order; characters two by two where a script does not part words."""
    lowered = text.lower()
    if "'" in lowered or "’" in lowered:
        lowered = _ELISION.sub(" ", _POSSESSIVE.sub("", lowered))
    found: list[str] = _WORD.findall(lowered)
    if lowered.isascii() or not _IS_UNSPACED.search(lowered):
        return [word[:_STEM] for word in found]
    return [part for word in found for part in _parts(word)]


def is_function(word: str, language: str) -> bool:
    """Whether a word says little by itself; in a language without a list, whether it is short."""
    listed = FUNCTION_WORDS.get(language)
    if listed is not None:
        return word in listed or (len(word) == 1 and not word.isdigit())
    return len(word) <= _SHORT and word.isalpha() and not _IS_UNSPACED.match(word)


def length_of(text: str) -> int:
    """How many words a text has; two characters are a word where a script does not part words."""
    spaced = len(text.split())
    return spaced if text.isascii() else max(spaced, len(_IS_UNSPACED.findall(text)) // 2)


def _parts(word: str) -> list[str]:
    if not _IS_UNSPACED.match(word):
        return [word[:_STEM]]
    return [word] if len(word) == 1 else [first + second for first, second in pairwise(word)]
