"""Language tags, and the language of a text: its label, unless its frequent words speak clearly against it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import justext

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_REGION_LENGTH = 2
_LIST_OF = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "da": "Danish", "nb": "Norwegian_Bokmal", "no": "Norwegian_Bokmal",
    "pl": "Polish", "cs": "Czech", "sk": "Slovak", "hr": "Croatian", "fi": "Finnish", "hu": "Hungarian",
    "ro": "Romanian", "ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian", "tr": "Turkish", "el": "Greek",
    "id": "Indonesian", "vi": "Vietnamese", "ar": "Arabic", "fa": "Persian", "he": "Hebrew",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_READ, _MOST_WORDS, _FEWEST_WORDS = 1_000, 120, 40
# A text speaks clearly for a language when so large a share of its words is frequent there and so many times the share
# that is frequent in the language of its label; or, without a label, in any other.
_SPEAKS, _AGAINST_LABEL, _AGAINST_OTHERS = 0.25, 2.0, 1.5
# From such a share on a label is not doubted; where no more than that are frequent in its language the text is in some
# other, whichever that is.
_CERTAIN, _REFUTED = 0.3, 0.03


def language_tag(text: str | None) -> str | None:
    """A language tag in its usual spelling ("en", "pt-BR"; RFC 5646 §2.1.1), ``None`` for anything else."""
    found = _TAG.fullmatch((text or "").strip())
    if found is None:
        return None
    first, *rest = re.split("[-_]", found.group())
    return "-".join((first.lower(), *(part.upper() if len(part) == _REGION_LENGTH else part.title() for part in rest)))


@lru_cache(maxsize=64)
def frequent_words(language: str) -> frozenset[str]:
    """The frequent words of a language, in lower case; none where they are not known (justext's lists)."""
    name = _LIST_OF.get(language.lower())
    return frozenset(word.lower() for word in justext.get_stoplist(name)) if name else frozenset()


def language_of(text: str, label: str | None) -> str:
    """The language code of a text; "" where neither its label nor its words tell.

    Publishers label what they print with the language they print most in. A label stands unless the text's beginning
    has several times as many of another language's frequent words; also where its own frequent words are not known.
    """
    labelled = code_of(label)
    if labelled and labelled not in _LIST_OF:
        return labelled
    words = _WORD.findall(text[:_READ].lower())[:_MOST_WORDS]
    if len(words) < _FEWEST_WORDS:
        return labelled
    own = sum(map(_telling(labelled).__contains__, words))
    if own >= _CERTAIN * len(words):
        return labelled
    known = _languages_of_words()
    counts = Counter(chain.from_iterable(filter(None, map(known.get, words))))
    (best, most), (_, second), *_ = (*counts.most_common(2), ("", 0), ("", 0))
    rival = _AGAINST_LABEL * own if labelled else _AGAINST_OTHERS * second
    if most >= _SPEAKS * len(words) and most >= rival:
        return best
    return "" if own < _REFUTED * len(words) else labelled


def code_of(label: str | None) -> str:
    """The language in a label: "pt" for "pt-BR" and for "PT_br"; "" for none."""
    return (label or "").replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=64)
def _telling(language: str) -> frozenset[str]:
    """The frequent words that tell a language.

    English ones tell English alone: they stand in most lists, as they did in the texts these were made of.
    """
    return frequent_words(language) if language == "en" else frequent_words(language) - frequent_words("en")


@cache
def _languages_of_words() -> Mapping[str, tuple[str, ...]]:
    """For each frequent word the languages it tells of."""
    found: dict[str, list[str]] = {}
    for language in _LIST_OF.keys() - {"nb"}:  # Norwegian goes by two codes
        for word in _telling(language):
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}
