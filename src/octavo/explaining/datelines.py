"""The place and agency that open a dispatch, as in "LONDON (Reuters) - ", are no part of what a sentence says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.explaining.names.gazetteer import gazetteer
from octavo.explaining.names.keys import folded

if TYPE_CHECKING:
    from octavo.explaining.documents import Document, Sentence
    from octavo.model.insights import Citation

_TOWN = r"[A-ZÀ-ÖØ-Þ]{2}[A-ZÀ-ÖØ-Þ .'’/-]{0,40}(?:, [A-Z][\w.]{1,12}(?: \d{1,2})?){0,2}"
_AGENCY = r"(?:Reuters|AP|AFP|dpa|EFE|ANSA|APA|SDA|epd|KNA|PA Media|TASS|Xinhua|Kyodo|Yonhap|ANP|Belga|Lusa|NTB|TT)"
_DATELINE = re.compile(
    rf"(?:{_TOWN} ?(?:\([^()]{{2,40}}\) ?[–—―-]{{1,2}}|[–—―][–—―-]?|--)|[A-ZÀ-ÖØ-Þ][\w .,'’/-]{{1,40}} "
    rf"\({_AGENCY}\) ?[–—―-]{{1,2}}) (?=[\w\"“„«'‘])"
)
# The same in small letters and without an agency, as in "London/Tehran – ": one only where the places are known.
_PLAIN = re.compile(
    r"(?P<towns>[A-ZÀ-ÖØ-Þ][\w.'’-]{1,24}(?:[ /][\w.'’-]{2,24}){0,3})(?:, (?P<of>[A-Z][\w. ]{1,20}))? [–—―-]{1,2} "
    r"(?=[A-ZÀ-ÖØ-Þ\"“„«])"
)
# An agency alone, as some sites set it without a space: "(CNN)The president".
_BARE = re.compile(rf"\((?:{_AGENCY[3:-1]}|CNN|UPI|CBS|NPR|PTI|ANI|IANS)\) ?(?:[–—―-]{{1,2}} ?)?(?=[\w\"“„«])")
_ANOTHER_DASH = re.compile(r" [–—―-]{1,2} ")


def cite_undatelined(document: Document, sentence: Sentence) -> Citation:
    """A citation of a sentence without the dateline before it."""
    return document.cite(sentence.block, sentence.start + _dateline(sentence), sentence.end)


def _dateline(sentence: Sentence) -> int:
    """How long the dateline before a sentence is."""
    found = _DATELINE.match(sentence.text) or _BARE.match(sentence.text)
    if found is None and sentence.number == 0:
        found = _PLAIN.match(sentence.text)
        if found is not None and (_ANOTHER_DASH.search(sentence.text, found.end()) or not _is_of_places(found)):
            return 0
    return found.end() if found is not None else 0


def _is_of_places(dateline: re.Match[str]) -> bool:
    names = [*dateline["towns"].split("/"), *([dateline["of"]] if dateline["of"] else [])]
    return all(gazetteer().find(folded(name)) is not None for name in names)
