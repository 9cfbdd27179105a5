"""Text on its way to a model and back: what a reader would not see is taken out, and what is no plain text."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST_TEXT = 200_000
# Joiners are spelling in some scripts, and hiding places in others.
_JOINERS = "\u200c\u200d"
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_TAG = re.compile(r"<[^<>]{0,2000}>")
_TARGET = r"\((?:[^()]|\([^()]{0,300}\)){0,1000}\)"
_PICTURE = re.compile(rf"!\[[^\[\]]{{0,500}}\]{_TARGET}")
_LINK = re.compile(rf"\[([^\[\]]{{0,500}})\](?:{_TARGET}|\[[^\[\]]{{0,100}}\])")
_ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,20}://|\b(?:javascript|data|mailto|vbscript|tel|file|blob|about):(?=\S)|\bwww\.)\S*",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\*+|`+|~~+|(?<!\w)_+|_+(?!\w)|\|")
_LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[-•*+]\s+|\d{1,3}[.)]\s+)")


def visible(text: str) -> str:
    """One line of what a reader sees of a text: no control, bidirectional, zero-width, tag or private characters."""
    text = unicodedata.normalize("NFC", text[:LONGEST_TEXT])
    if not text.isprintable():
        text = "".join(_shown(text, place, char) for place, char in enumerate(text))
    return " ".join(text.split())


def plain(text: str) -> str:
    """What may be shown of a model's text: one line, no markup, links, addresses or hidden characters. Idempotent."""
    before, line = "", text[:LONGEST_TEXT]
    # What is left when markup goes may be markup again; what still changes after some rounds is nobody's prose.
    for _ in range(4):
        before, line = line, _stripped(line)
        if line == before:
            return line
    return "" if _stripped(line) != line else line


def _stripped(text: str) -> str:
    line = visible(html.unescape(visible(text)))
    line = _TAG.sub(" ", line)
    line = _PICTURE.sub(" ", line)
    line = _LINK.sub(r"\1", line)
    line = _ADDRESS.sub(" ", line)
    line = _EMPHASIS.sub("", line)
    line = _LINE_START.sub("", line)
    # Whatever is left of a tag or a link is none any more.
    return " ".join(line.replace("<", " ").replace(">", " ").replace("](", "] (").split())


def _shown(text: str, place: int, char: str) -> str:
    if char in _JOINERS:
        around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
        return char if len(around) == 2 and all(one.isalpha() and not _is_latin(one) for one in around) else ""  # noqa: PLR2004
    kind = unicodedata.category(char)
    if kind in _HIDDEN:
        return " " if char.isspace() or kind[0] == "Z" else ""
    return char


def _is_latin(char: str) -> bool:
    return char.isascii() or "LATIN" in unicodedata.name(char, "")
