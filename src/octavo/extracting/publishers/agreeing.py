"""Whether a publisher's rules still fit its pages: what they find beside what would be found without them.

Rules are there because the general choice fails somewhere, so that the two differ proves nothing. But where the general
choice is sure of a whole article and the rules hold a fraction of it, the pages have been rebuilt, as a rule.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.articles import BlockKind
from octavo.model.publishers import BY_RULES, MATCHED_NOTHING, OUT_OF_DATE, UNLIKE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.extracting.metadata import Metadata
    from octavo.extracting.publishers.following import Followed
    from octavo.model.articles import Block

_SURE = 0.9
_FEWEST_WORDS = 100
_FRACTION, _HALF = 1 / 5, 1 / 2
# A word, or one character of a script that does without spaces.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\w+?(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\W|$)")


def agreed(followed: Followed, general: Iterable[Block], *, certainty: float, otherwise: Metadata) -> Followed:
    """What the rules come to after a look at the ``general`` choice of blocks, and how sure that is.

    Rules that hold less than a fifth of an article of which the general choice is sure give way, with what they tell
    of it (``otherwise`` is the metadata without them); below a half the note says so. A page with the mark of a
    paywall, as the rules know it, may show as little as it likes.
    """
    there, here = _words(general), _words(followed.blocks)
    wanted = sum(there.values())
    if certainty < _SURE or wanted < _FEWEST_WORDS or followed.partial is not None:
        return followed
    held = sum((there & here).values())
    if held < _FRACTION * wanted and sum(here.values()) < _FRACTION * wanted:
        note = f"{BY_RULES} {followed.name} {OUT_OF_DATE}: they hold {held} of {wanted} words"
        return replace(followed, blocks=(), metadata=otherwise, note=note, layout=None)
    if held < _HALF * wanted:
        return replace(followed, note=f"{followed.note}, {UNLIKE}: {held} of its {wanted} words")
    return followed


def doubts_rules(extracted_by: str) -> bool:
    """Whether what chose an article's text says that the publisher's rules did not fit its page."""
    return any(sign in extracted_by for sign in (MATCHED_NOTHING, OUT_OF_DATE, UNLIKE))


def _words(blocks: Iterable[Block]) -> Counter[str]:
    texts = (block.text.casefold() for block in blocks if block.kind is not BlockKind.FIGURE)
    return Counter(word for text in texts for word in _WORD.findall(text))
