"""Names without what differs in looks only: the forms that are compared and looked up."""

from __future__ import annotations

from functools import lru_cache

from octavo.kit.text import without_accents

# Letters that no decomposition takes apart, and marks that writers leave out or set as they like.
_PLAIN = str.maketrans({
    "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t",
    "'": "", "’": "", "‘": "", "ʼ": "", "`": "", "´": "", "ʻ": "", "′": "", ".": "",
    "-": " ", "‑": " ", "–": " ", "—": " ", "/": " ", ",": " ", "_": " ",
})  # fmt: skip
_WORDS = {"saint": "st", "sankt": "st", "mount": "mt", "fort": "ft"}
_LONGEST = 120


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Lower case without accents, full stops and apostrophes; hyphens are spaces, "Saint" is "st". Idempotent."""
    text = without_accents(name[:_LONGEST].lower()).lower()
    words = text.translate(_PLAIN).split()
    return " ".join([_WORDS.get(word, word) for word in words])
