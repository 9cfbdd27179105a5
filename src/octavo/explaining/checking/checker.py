"""The one citation checker, for rules and models alike."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from octavo.explaining.checking.citations import placed, stands
from octavo.explaining.checking.clauses import spliced_part, strayed_number
from octavo.explaining.checking.crossing import crossed
from octavo.explaining.checking.dates import dates_in
from octavo.explaining.checking.doers import turned_roles
from octavo.explaining.checking.meanings import missing_words
from octavo.explaining.checking.names import missing_names, swapped_names
from octavo.explaining.checking.negation import certainty_differs, negation_differs
from octavo.explaining.checking.numbers import numbers_in
from octavo.explaining.checking.signs import loses_sign, turned_score, wrong_sign
from octavo.explaining.checking.small_words import turned_word
from octavo.explaining.checking.support import FLOOR, support
from octavo.explaining.checking.turns import turned_round
from octavo.model.insights import Citation, Claim
from octavo.model.writing import Checked, Dropped, DropReason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.model.articles import Block
    from octavo.model.ids import ArticleId

# Longer than any sentence that a reader is shown.
LONGEST_CLAIM = 1_000
MOST_CITATIONS = 20
_LONGEST_QUOTE = 5_000
_AROUND = 80
# An address or a part of one: a name with dots and a path, or an e-mail address.
_ADDRESS = re.compile(
    r"\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[^\W\d_]{2,24}(?=[/:?#])\S{0,200}|\S{1,64}@\S{1,100}|\S{1,30}://\S{0,200}|"
    r"\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:[a-z]{2,24})\b"
)
_IN_MARKS = re.compile(r"[“„«»\"”‟]([^“„«»\"”‟]{1,1000})[“”«»\"‟]")
_LOOKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


def check(
    claims: Sequence[Claim],
    revisions: Mapping[tuple[ArticleId, int], Sequence[Block]],
    *,
    floor: float = FLOOR,
) -> Checked:
    """Keep the claims that their citations bear out, and tell why the others are dropped.

    ``revisions`` are the blocks of each (article, revision) that is cited. A citation's quote must stand in its
    revision letter for letter; one that stands elsewhere in it is given its right place.
    Citations that do not stand are taken from the claim, and a claim without any is dropped. A claim in the very words
    of a quote is kept. Of any other each number, date, name, quotation and telling word must be in the quotes, those of
    one clause in one of their sentences; it may not deny what they say or say what they deny, nor let names change
    places; and its support must reach ``floor``.
    """
    kept: list[Claim] = []
    dropped: list[Dropped] = []
    for claim in claims:
        result = _checked(claim, revisions, floor)
        if isinstance(result, Claim):
            kept.append(result)
        else:
            dropped.append(result)
    return Checked(kept=tuple(kept), dropped=tuple(dropped))


def objection(text: str, quotes: Sequence[str], *, floor: float = FLOOR) -> tuple[DropReason, str] | None:
    """Why a sentence does not follow from quotes, with what was not found; ``None`` where nothing speaks against it."""
    line = _line(text)
    if not line:
        return DropReason.NOTHING_SAID, ""
    if any(line == _line(quote) for quote in quotes):
        return None
    fault = _missing_fact(text, quotes) or _other_meaning(text, quotes)
    if fault is not None:
        return fault
    score = support(text, quotes)
    return None if score >= floor else (DropReason.NOT_SUPPORTED, f"{score:.2f}")


def translation_objection(original: str, text: str) -> tuple[DropReason, str] | None:
    """Why a text is no translation of another; ``None`` where nothing speaks against it.

    Each number in digits must be in both, addresses must be in the original, and the lengths may not be far apart.
    That is all that can be told without knowing the languages.
    """
    if not any(char.isalnum() for char in text):
        return DropReason.NOTHING_SAID, ""
    ours = numbers_in(original[:_LONGEST_QUOTE], unscaled=True)
    theirs = numbers_in(text[:_LONGEST_QUOTE], unscaled=True)
    for one, other in ((ours, theirs), (theirs, ours)):
        values = frozenset().union(*other.values())
        for number, readings in one.items():
            if number[:1].isdigit() and not readings & values:
                return DropReason.NUMBER_NOT_FOUND, number
    turned = loses_sign(original, text)
    if turned:
        return DropReason.NUMBER_NOT_FOUND, turned
    address = next((one for one in _ADDRESS.findall(text) if one not in original), None)
    if address:
        return DropReason.NAME_NOT_FOUND, address
    longest = 4 * len(original) + _AROUND
    return None if len(text) <= longest and len(original) <= 4 * len(text) + _AROUND else _TOO_LONG


def _checked(claim: Claim, revisions: Mapping[tuple[ArticleId, int], Sequence[Block]], floor: float) -> Claim | Dropped:
    citations = tuple(
        dict.fromkeys(filter(None, (_standing(one, revisions) for one in claim.citations[:MOST_CITATIONS])))
    )
    if not citations:
        missing = claim.citations[0].quote[:LONGEST_CLAIM]
        return Dropped(text=claim.text[:LONGEST_CLAIM], reason=DropReason.QUOTE_NOT_FOUND, detail=missing, claim=claim)
    quotes = [citation.quote[:_LONGEST_QUOTE] for citation in citations]
    if not (len(citations) == 1 and claim.text == citations[0].quote):
        fault = objection(claim.text, quotes, floor=floor) if len(claim.text) <= LONGEST_CLAIM else _TOO_LONG
        if fault is not None:
            return Dropped(text=claim.text[:LONGEST_CLAIM], reason=fault[0], detail=fault[1], claim=claim)
    return claim if citations == claim.citations else Claim(text=claim.text, citations=citations)


_TOO_LONG = (DropReason.NOT_SUPPORTED, "")


def _standing(citation: Citation, revisions: Mapping[tuple[ArticleId, int], Sequence[Block]]) -> Citation | None:
    blocks = revisions.get((citation.article, citation.revision), ())
    if stands(citation, blocks):
        return citation
    return placed(citation.quote, citation.article, citation.revision, blocks)


def _turned(text: str, quotes: Sequence[str]) -> tuple[DropReason, str] | None:
    """What a sentence says the other way round."""
    doing = turned_roles(text, quotes) or turned_round(text, quotes)
    if doing:
        return DropReason.ROLES_SWAPPED, doing
    mixed = crossed(text, quotes)
    if mixed:
        return DropReason.NOT_SAID_TOGETHER, mixed
    small = turned_word(text, quotes)
    if small:
        return (DropReason.NUMBER_NOT_FOUND if small[-1].isdigit() else DropReason.WORD_NOT_FOUND), small
    return None


def _other_meaning(text: str, quotes: Sequence[str]) -> tuple[DropReason, str] | None:
    if negation_differs(text, quotes):
        return DropReason.NEGATION_DIFFERS, ""
    if certainty_differs(text, quotes):
        return DropReason.CERTAINTY_DIFFERS, ""
    if swapped_names(text, quotes):
        return DropReason.NAMES_SWAPPED, ""
    words = missing_words(text, quotes)
    if words:
        return DropReason.WORD_NOT_FOUND, words[0]
    part = spliced_part(text, quotes) or strayed_number(text, quotes)
    return (DropReason.NOT_SAID_TOGETHER, part) if part else _turned(text, quotes)


def _missing_fact(text: str, quotes: Sequence[str]) -> tuple[DropReason, str] | None:
    cited = "\n".join(quotes)
    values = frozenset().union(*numbers_in(cited).values())
    for number, readings in numbers_in(text, claimed=True).items():
        if not readings & values:
            return DropReason.NUMBER_NOT_FOUND, number
    turned = wrong_sign(text, cited) or turned_score(text, cited)
    if turned:
        return DropReason.NUMBER_NOT_FOUND, turned
    named = set(dates_in(cited).values())
    for word, date in dates_in(text, claimed=True).items():
        if date not in named:
            return DropReason.DATE_NOT_FOUND, word
    names = missing_names(text, quotes)
    if names:
        return DropReason.NAME_NOT_FOUND, names[0]
    address = next((one for one in _ADDRESS.findall(text) if one not in cited), None)
    if address:
        return DropReason.NAME_NOT_FOUND, address
    missing = _missing_quotation(text, cited)
    return (DropReason.QUOTE_NOT_FOUND, missing) if missing else None


def _missing_quotation(text: str, cited: str) -> str | None:
    """What a sentence puts between quotation marks and the cited sentences do not say."""
    said = _line(cited).translate(_LOOKS).casefold()
    for match in _IN_MARKS.finditer(text):
        quotation = _line(match.group(1)).translate(_LOOKS).casefold().strip(" ,.;:!?'")
        if quotation not in said:
            return match.group(1)
    return None


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
