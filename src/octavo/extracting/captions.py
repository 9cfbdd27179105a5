"""What stands under a picture: its caption, and apart from it whose picture it is."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from octavo.extracting.origins import agencies_in
from octavo.kit.text import clean_line
from octavo.model.articles import Block, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CAPTION = 4_000
_LONGEST_CREDIT, _LONGEST_REST = 100, 60
_MOST_BESIDE = 40
_CREDITED = re.compile(
    r"credit|copyright|source|photographer|byline|attribution|author|bildquelle|urheber", re.IGNORECASE
)
_CREDITED_BESIDE = re.compile(r"credit|copyright|source|photographer|bildquelle|urheber", re.IGNORECASE)
_PICTURE = r"(?:photo(?:graph)?|image|picture|foto|bild|illustration)s?"
_CREDIT = re.compile(
    r"(?:^|\s|[,|(\[–—-]|(?<=\.))\s*(?P<credit>(?:(?-i:(?:[^\W\d_a-z][\w&-]{0,40}\s){1,3}(?:Photo|Image|Picture|Foto|Bild)s?)/"
    r"|(?:photo(?:graph)?|image|picture|foto|bild|crédits?(?: photo)?|credit)s?"
    r"(?:\s+(?:by|credit|courtesy|von|par|de))?\s*[:/]|(?:quelle|bildnachweis|fuente|fonte|ảnh|фото|коллаж|zdjęcie|kuva|источник|джерело|kaynak|kilde|写真|사진)\s*[:：]|©|\(c\)\s)\s*[^()\[\]]{2,100}?)[)\]]?\.?$",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"(?:^|(?<=[.!?”\"’)])\s+)(?P<credit>{_PICTURE}\s+(?:by|via|courtesy(?:\s+of)?)\s+"
    r"(?:the\s+)?(?-i:[^\W\d_a-z])[^.!?]{1,70}(?:\b[A-Z]\.[^.!?]{1,50})?)\.?$",
    re.IGNORECASE,
)
_UNNAMED = (
    re.compile(r"\s*[(\[](?P<credit>[^()\[\]]{2,80})[)\]]\.?$"),
    re.compile(r"(?<=[.!?”\"])\s+(?P<credit>[^.!?]*(?:\.[^.!?\s][^.!?]*|\b[A-Z]\.[^.!?]*){0,3})$"),
    re.compile(r"^(?P<credit>[^.!?,:]{2,40}/[^.!?,:]{2,40})$"),
)
_SELLER = re.compile(r"\bvia\s+[A-Z]|\b(?:Getty|Shutterstock|Alamy|Imago|iStock|Picture Alliance)\b", re.IGNORECASE)
# "Image: " in front of a caption is read out to those who cannot see the picture.
_READ_OUT = re.compile(rf"{_PICTURE}\s*:\s+", re.IGNORECASE)
_TOLD = re.compile(r"(?<!\S)[^\W\d_A-Z]{2,}(?!\S)")
_FEWEST_TOLD = 4
_LABELS = re.compile(
    rf"(?:(?:^|\s)(?:{_PICTURE}|credits?|source|quelle|copyright)\s*(?::|\.\.\.|…)"
    rf"|(?<=[.!?”\"])(?:\s+(?:{_PICTURE}|credits?|source|quelle|copyright))+\s*(?::|\.\.\.|…)?)$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"^[(\[]([^()\[\]]*)[)\]]?")
_OPENING, _CLOSING = "([{“„‘#@", ")]},.;:!?’”…"


def captioned(caption: _Element | None, url: str, *, alt: str | None, around: _Element | None = None) -> Block:
    """A picture with what its caption says, the credit apart; that may stand beside it in the figure ``around``."""
    credit = None
    text = ""
    if caption is not None:
        marked = next((child for child in caption.iterdescendants() if _CREDITED.search(_names(child))), None)
        credit = _text(marked) if marked is not None else None
        text = _text(caption)
        if credit:
            text, credit = _apart(text, credit)
        else:
            text, credit = split_credit(text)
    if not credit and caption is not None and around is not None:
        credit = _beside(around)
    return Block(kind=BlockKind.FIGURE, text=clean_line(text), url=url, credit=bare_credit(credit or ""), alt=alt)


def split_credit(caption: str) -> tuple[str, str | None]:
    """A caption without the credit at its end, and the credit.

    What is not called one is taken for it in brackets, or behind the last sentence, where it names an agency.
    """
    end = caption[-_LONGEST_CREDIT:]
    found = (
        _named_credit(caption)
        or _BY.search(caption)
        or next((one for pattern in _UNNAMED if (one := pattern.search(end)) and _names_agency(one["credit"])), None)
    )
    if found is None:
        return caption, None
    start = len(caption) - len(found.string) + found.start()
    label = _READ_OUT.match(caption) if start == 0 else None
    if label and len(_TOLD.findall(caption)) >= _FEWEST_TOLD and not _names_agency(found["credit"]):
        return caption[label.end() :], None
    return caption[:start].rstrip(" |·–—-(["), clean_line(found["credit"])


def _named_credit(caption: str) -> re.Match[str] | None:
    """What is called a credit; in small letters that may be words of the caption before it ("in the picture: …")."""
    found = _CREDIT.search(caption)
    if found is None or not found["credit"][0].islower():
        return found
    return _CREDIT.search(caption, found.start("credit") + 1) or found


def bare_credit(credit: str) -> str | None:
    """A credit without the brackets and bars that part it from its caption; ``None`` where nothing is left."""
    return clean_line(_BRACKETED.sub(r"\1", credit.strip(" |·–—"))) or None


def _apart(text: str, credit: str) -> tuple[str, str]:
    """A caption without the credit that is marked in it; the name of an agency that follows belongs to the credit."""
    at = text.rfind(credit)
    behind = text[at + len(credit) :].strip()
    if at == 0 and behind:
        rest = behind.lstrip(" |·–—-)/:")
        return (rest if any(map(str.isalpha, rest)) else ""), credit
    if at >= 0 and len(behind) <= _LONGEST_REST:
        credit = f"{credit} {behind}" if behind[:1] in {"/", "|", ","} else credit
        text = _LABELS.sub("", text[:at].rstrip(" |·–—-(/")).rstrip(" |·–—-(/")
    return text, credit


def _beside(figure: _Element) -> str | None:
    """What is called a credit in a figure and stands outside its caption."""
    for one in islice(figure.iterdescendants("span", "p", "div", "small", "cite", "em"), _MOST_BESIDE):
        if _CREDITED_BESIDE.search(_names(one)) and next(one.iter("figcaption", "img"), None) is None:
            text = _text(one)
            if any(map(str.isalpha, text)) and len(text) <= _LONGEST_CREDIT:
                return text
    return None


def _names_agency(credit: str) -> bool:
    return _SELLER.search(credit) is not None or bool(agencies_in(credit) or agencies_in(credit.partition(":")[2]))


def _names(element: _Element) -> str:
    return f"{element.get('class', '')} {element.get('itemprop', '')}"


def _text(element: _Element) -> str:
    """The text of a caption, at most some 4,000 characters: captions that are never closed may hold the whole page.

    Its parts are kept asunder, but for brackets and punctuation around words that are marked.
    """
    pieces: list[str] = []
    length = 0
    last = " "
    for piece in element.itertext():
        text = str(piece)
        if last not in _OPENING and text[:1] not in _CLOSING:
            pieces.append(" ")
        pieces.append(text)
        last = text[-1:] or last
        length += len(text)
        if length > _LONGEST_CAPTION:
            break
    return clean_line("".join(pieces)[:_LONGEST_CAPTION])
