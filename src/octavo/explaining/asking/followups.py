"""Questions that lean on those before them, made to stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.explaining.asking.words import SMALL_WORDS, words_in
from octavo.kit.words import word_set

# Words that point back to somebody or something named before; what may stand for a person; possessives.
_POINTERS = {
    "en": "he she they it him her them his hers their theirs its that this these those there then former latter",
    "de": "er sie es ihn ihm ihr ihre ihren ihrem ihrer sein seine seinen seinem seiner dort davon damit dazu dafür "
    "dagegen dies dieser diese dieses",
    "fr": "il elle ils elles lui leur leurs son sa ses ça cela ceci là y en celui celle",
    "es": "él ella ellos ellas su sus eso esto aquello allí allá ese esa",
    "it": "lui lei loro suo sua suoi sue ciò questo quello lì là ne",
    "nl": "hij zij hem haar hun ze het zijn daar dat dit die deze",
    "pt": "ele ela eles elas seu sua seus suas isso isto aquilo lá ali dele dela deles delas",
}
_OPENERS = {
    "en": r"(?:and|but|what about|how about|and what about|so)\b",
    "de": r"(?:und|aber|was ist mit|wie ist es mit|wie steht es mit)\b",
    "fr": r"(?:et|mais|qu’en est-il de|qu'en est-il de)\b",
    "es": r"(?:¿?y|¿?pero|¿?qué hay de|¿?qué pasa con)\b",
    "it": r"(?:e|ma|che ne è di)\b",
    "nl": r"(?:en|maar|hoe zit het met|wat is er met)\b",
    "pt": r"(?:e|mas|e quanto a)\b",
}
_POSSESSIVE = word_set("his her their its sein seine seinen seinem seiner ihre ihren ihrem")
# "It is" and "that" often point to nothing: "Is it true that…", "the law that…".
_WEAK = word_set("it that this es dies diese dieser il en y het dat die la lo ne")
_POINTER_WORDS = {language: word_set(line) for language, line in _POINTERS.items()}
_OPENER = {language: re.compile(rf"\s*{pattern}\s*", re.IGNORECASE) for language, pattern in _OPENERS.items()}
_FEW = 3
_WHY = re.compile(r"\s*[¿]?(?:why|how so|since when|warum|wieso|pourquoi|por qué|perché|waarom|por quê)\s*[?!.]*\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standalone:
    """A question without the ones before it; ``leans_on`` is the one whose matter it takes over."""

    text: str
    leans_on: str | None = None


def standalone(
    text: str, earlier: str | None, *, names: tuple[str, ...], before: tuple[str, ...], language: str
) -> Standalone:
    """What a question says when the one before it, already standing alone, is taken into account.

    ``names`` are those in the question, ``before`` those in the earlier one. A pronoun gives way to the earlier
    question's only name; "and in Spain?" puts Spain in the place of its last name; else the two are set side by side.
    """
    if not earlier:
        return Standalone(text=text)
    opener = _OPENER.get(language, _OPENER["en"]).match(text)
    rest = text[opener.end() :] if opener else text
    content = [word for word, _, _ in words_in(rest) if word not in SMALL_WORDS.get(language, frozenset())]
    if opener and names and before and len(content) <= _FEW:
        return Standalone(text=_put(names[-1], before, earlier), leans_on=earlier)
    pointer = _pointer(rest, language, names)
    if pointer and len(before) == 1:
        start, end = pointer
        owner = rest[start:end].lower() in _POSSESSIVE
        name = f"{before[0]}’s" if owner and language == "en" else before[0]
        return Standalone(text=_upper_first(f"{rest[:start]}{name}{rest[end:]}"), leans_on=earlier)
    if opener or pointer or not content or _WHY.fullmatch(text.lower()):
        return Standalone(text=f"{text.rstrip()} ({earlier})", leans_on=earlier)
    return Standalone(text=text)


def _put(name: str, before: tuple[str, ...], earlier: str) -> str:
    """The earlier question about another name."""
    last = before[-1]
    at = earlier.rfind(last)
    return f"{earlier[:at]}{name}{earlier[at + len(last) :]}" if at >= 0 else f"{name} ({earlier})"


def _pointer(text: str, language: str, names: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the first word stands that points back; weak ones count in short questions without a name only."""
    pointers = _POINTER_WORDS.get(language, frozenset())
    words = list(words_in(text))
    content = sum(word not in SMALL_WORDS.get(language, frozenset()) for word, _, _ in words)
    found = None
    for word, start, end in words:
        if any(name.lower().find(word) >= 0 for name in names):
            return found
        if word in pointers and (word not in _WEAK or (not names and content <= _FEW)):
            return start, end
    return found


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
