"""News agencies: whose report it is when a paper prints it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.extracting.provenance import Found
from octavo.kit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# How an agency signs, and the name it is known by. Folded: letters and digits, no case.
_SIGNATURES = {
    "AFP": "afp|agencefrancepresse",
    "Reuters": "reuters|thomsonreuters",
    "AP": "ap|associatedpress|theassociatedpress|apnews",
    "dpa": "dpa|dpaafx|deutschepresseagentur|dpainfocom",
    "APA": "apa|austriapresseagentur",
    "Keystone-SDA": "sda|ats|keystonesda|keystoneats|sdaats|awp",
    "epd": "epd|evangelischerpressedienst",
    "KNA": "kna|katholischenachrichtenagentur",
    "SID": "sid|sportinformationsdienst",
    "dts": "dts|dtsnachrichtenagentur",
    "ANSA": "ansa|agenziaansa",
    "Adnkronos": "adnkronos",
    "EFE": "efe|agenciaefe",
    "Europa Press": "europapress",
    "Lusa": "lusa|agêncialusa|agencialusa",
    "ANP": "anp",
    "Belga": "belga|agencebelga",
    "TT": "tt|ttnyhetsbyrån",
    "NTB": "ntb",
    "Ritzau": "ritzau|ritzaus",
    "STT": "stt",
    "PAP": "pap|polskaagencjaprasowa",
    "ČTK": "čtk|ctk",
    "MTI": "mti",
    "PA Media": "pamedia|pressassociation|thepressassociation|pressassociationreporters",
    "AAP": "aap|australianassociatedpress",
    "The Canadian Press": "canadianpress|thecanadianpress|lapressecanadienne",
    "UPI": "upi|unitedpressinternational",
    "Bloomberg": "bloomberg|bloombergnews",
    "TASS": "tass|тасс|itartass",
    "Interfax": "interfax|интерфакс",
    "Ukrinform": "ukrinform|укрінформ",
    "Anadolu": "aa|anadolu|anadoluagency|anadoluajansı",
    "DHA": "dha|demirörenhaberajansı",
    "İHA": "iha|i̇ha|ihlashaberajansı",
    "Xinhua": "xinhua|xinhuanewsagency|新华社|新華社",
    "Kyodo": "kyodo|kyodonews|共同通信|共同通信社|共同",
    "Jiji": "jiji|jijipress|時事通信|時事通信社|時事",
    "Yonhap": "yonhap|yonhapnewsagency|연합뉴스",
    "CNA": "cna|中央社",
    "PTI": "pti|presstrustofindia",
    "ANI": "ani",
    "IANS": "ians",
    "Bernama": "bernama",
    "Antara": "antara",
}
_AGENCIES = {signature: name for name, forms in _SIGNATURES.items() for signature in forms.split("|")}
_PARTS = re.compile(r"\s*(?:[,/;|+&–—]|\s-\s|\b(?:and|und|et|y|e|with|mit|avec|con|via|from)\b)\s*", re.IGNORECASE)
_PLACE = r"[^\W\d_a-zà-öø-ÿ][\w.’'-]*(?:[ ,/]+(?:de|of|am|im|an|der|[^\W\d_a-zà-öø-ÿ\d][\w.’'-]*|\d{1,2}\.?)){0,5}"
_DATELINE = re.compile(rf"{_PLACE}\s*\((?P<credit>[^()\n]{{2,40}})\)\s*[-–—:]\s+\S")
_PLAIN_DATELINE = re.compile(
    r"(?P<credit>[A-Za-z]{2,8})\s*[-–—]\s*[A-ZÄÖÜ]|\((?P<first>[^()\n]{2,30})\)\s*[-–—]?\s*[A-ZÄÖÜ]"
)
_SIGNED = re.compile(r"(?:^|\s)[(\[](?P<credit>[^()\[\]\n]{2,40})[)\]]\.?$")
_NAME = re.compile(r"[^\W\d_][\w.&-]*(?:[ /][^\W\d_a-zà-öø-ÿ][\w.&-]*){0,3}")
_LONGEST_SIGNATURE = 40


def agency(name: str) -> str | None:
    """The agency that goes by this name, as it is usually called; ``None`` for anybody else."""
    return _AGENCIES.get(fold(name)) if len(name) <= _LONGEST_SIGNATURE else None


def agencies_in(credit: str) -> tuple[str, ...]:
    """The agencies in a credit line such as ``"dpa/AP"`` or ``"Jane Roe, Reuters"``, in order, each once."""
    names = (agency(part.strip(" .()[]")) for part in _PARTS.split(credit[:200]))
    return tuple(dict.fromkeys(name for name in names if name))


def origin_of(credits_: Iterable[str], lines: Sequence[str] = ()) -> Found[str] | None:
    """The agency whose report this is: its dateline credit, its signature under the text, or the byline.

    ``credits_`` are byline statements, ``lines`` the article's paragraphs. A dateline such as "SKARN (Meridian) – …"
    names its agency, known to us or not; elsewhere only known agencies count.
    """
    if lines:
        first = _DATELINE.match(lines[0][:200])
        if first and _NAME.fullmatch(first["credit"]):
            return Found(value="/".join(agencies_in(first["credit"])) or first["credit"], source="dateline")
        plain = _PLAIN_DATELINE.match(lines[0][:80])
        if plain and (named := agencies_in(plain["credit"] or plain["first"])):
            return Found(value="/".join(named), source="dateline")
        signed = _SIGNED.search(lines[-1][-60:])
        if signed and (named := agencies_in(signed["credit"])):
            return Found(value="/".join(named), source="signature")
    named = tuple(dict.fromkeys(name for credit in credits_ for name in agencies_in(credit)))
    return Found(value="/".join(named), source="byline") if named else None
