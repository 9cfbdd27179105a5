"""The place and agency that open a dispatch, as in "LONDON (Reuters) - ", are no part of what a sentence says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.explaining.documents import Document, Sentence
    from octavo.model.insights import Citation

_TOWN = r"[A-ZÀ-ÖØ-Þ]{2}[A-ZÀ-ÖØ-Þ .'’/-]{0,40}(?:, [A-Z][\w.]{1,12})?"
_AGENCY = r"(?:Reuters|AP|AFP|dpa|EFE|ANSA|APA|SDA|epd|KNA|PA Media|TASS|Xinhua|Kyodo|Yonhap|ANP|Belga|Lusa|NTB|TT)"
_DATELINE = re.compile(
    rf"(?:{_TOWN} ?(?:\([^()]{{2,40}}\) ?[–—―-]{{1,2}}|[–—―][–—―-]?|--)|[A-ZÀ-ÖØ-Þ][\w .,'’/-]{{1,40}} "
    rf"\({_AGENCY}\) ?[–—―-]{{1,2}}) (?=[\w\"“„«'‘])"
)


def cite_undatelined(document: Document, sentence: Sentence) -> Citation:
    """A citation of a sentence without the dateline before it."""
    dateline = _DATELINE.match(sentence.text)
    start = sentence.start + (dateline.end() if dateline else 0)
    return document.cite(sentence.block, start, sentence.end)
