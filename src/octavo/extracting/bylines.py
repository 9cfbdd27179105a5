"""Names out of lines that credit somebody: persons, and who else may stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from html import unescape
from typing import TYPE_CHECKING

from octavo.extracting.origins import agency
from octavo.kit.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BY_WORDS = (
    r"(?:by|von|par|(?:un\s+)?texte\s+de|por|di|door|af|av|przez|от|автор|текст|autor(?:in|es|s)?|auteurs?|autore|authors?|text|writer|reporter"
    r"|redaktion|posted by|published by|reporting by|written by|an article by|words|story by|scris de|oleh|yazan|oleh"
    r"|(?:interview|text|review|analysis|reported|story|words|photos?)\s+(?:and photos? )?(?:by|von|par))"
)
_BY = re.compile(
    rf"^{_BY_WORDS}\b\s*:?\s+|^(?:interview|text|autor(?:in)?|authors?|von|by|writer|words)\s*:\s*"
    r"|^(?:取材・?文|著者|文|筆者|執筆|記者|作者|撰文|文字)\s*[:：／/]\s*|^(?:投稿者|著者|作者)\s+",
    re.IGNORECASE,
)
_LATE_BY = re.compile(r"^.{0,60}\d.{0,30}\s(?:by|von|par|por)\s+(?=(?-i:[^\W\d_a-z]))", re.IGNORECASE)
_AND = re.compile(
    r"\s*(?:[;|/•·、，；]|\s(?:and|und|et|y|e|og|och|en|i|with|mit|avec|con)\s|&|,\s*(?:and|und|et)\s)\s*",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[A-Z]{2,6}")
_DANGLING = re.compile(r"\s(?:and|und|et|y|e|&)$", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_AFTER = re.compile(
    r"\s*(?:[,|–—-]\s*)?(?:\b(?:published|updated|posted|last modified|veröffentlicht|aktualisiert|stand|publié|on"
    r" (?:mon|tues|wednes|thurs|fri|satur|sun)day|follow)\b|\d{1,2}[./:]\d|(?:19|20)\d\d|\bfor the\b|link copied"
    r"|\d+ min|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (?:\d|jan|feb|mar|apr|may|ju|aug|sep|oct|nov|dec)"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d|\b\d{1,2}(?:st|nd|rd|th)?\.? (?:jan|feb"
    r"|mär|mar|apr|ma[iy]|ju[nl]|aug|sep|oct|okt|nov|dec|dez)).*$",
    re.IGNORECASE,
)
_ROLE_WORDS = (
    r"(?:reporters?|correspondents?|editors?|writers?|journalists?|columnists?|contributors?|producers?|photographers?"
    r"|redakteur(?:in)?|korrespondent(?:in)?|autor(?:in)?|redacteur|journaliste|staff|desk|press|news(?:room)?|analyst"
    r"|professor|fellow|director|ceo|president|bureau|opinion|guest|author|host|anchor|critic|chief|lecturer|student"
    r"|Ressortleiter(?:in)?|Chefredakteur(?:in)?|Volontär(?:in)?|univers\w+|fakult\w+|institut\w*)"
)
_ROLE = re.compile(
    rf"\s*(?:\(|–|—| - |,)\s*(?:the\s+)?(?:[\w’'&.-]+\s+){{0,6}}{_ROLE_WORDS}\b.*$"
    rf"|\s+(?:staff|senior|special|contributing|political|chief|guest|freelance|deputy|national)\s+(?:\w+\s+)?{_ROLE_WORDS}$"
    rf"|\s+(?:contributor|reporter|correspondent|columnist)$|\s*(?:기자|특파원|記者|편집위원|논설위원).*$",
    re.IGNORECASE,
)
_CREDENTIAL = re.compile(
    r"(?:(?:M\.?D\.?|Ph\.?D\.?|R\.?N\.?|RDN?|CFP|CFA|CPA|MBA|MPH|MSc?|J\.?D\.?|Esq\.?|DO|DDS|DVM|PharmD|LCSW|LMFT|FACP?"
    r"|FACLM|Jr\.?|Sr\.?|I{2,3}|IV|[A-Z]{2,6}[®™])\s*)+"
)
_OTHERS = re.compile(
    r"\b(?:edited|reviewed|fact[- ]?checked|photo(?:graph)?s?|illustrations?|foto|bild|translated|updated|produced"
    r"|graphics?|video|images?|credit)\b\s*(?:by|von|par|:)|^(?:edited|medically|fact)\b",
    re.IGNORECASE,
)
_NOBODY_WHOLE = re.compile(
    r"by|von|投稿者|著者|作者|筆者|執筆者?|author|authors|view|more|follow|share|read|facebook|twitter|linkedin|instagram|contact|about"
    r"|subscribe|source|quelle|home|menu|comments?|print|email|e-mail|save|listen|copy|whatsapp|reddit|pinterest"
    r"|unknown|anonymous|null|none|undefined|user|admin|administrator|root|webmaster|test|n/?a|jan|feb|mar|apr|may|jun"
    r"|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|published|updated|posted|written|written by|posted by|words|sponsored|advertisement|opinion|analysis|news"
    r"|exclusive|video|photos?|editorial|contributors?|writer|reporter|live|staff",
    re.IGNORECASE,
)
_NOBODY_STARTS = re.compile(
    r"(?:view|more|follow|share|read|subscribe|sign|log|click|see|get|show|contact|about|all|latest|related|add|save"
    r"|go|copy|link|min|image|getty|photo|published|updated|posted|written|source|quelle|comments?|listen|heard|from|in|on|at|for"
    r"|the|this|our|your|my|how|what|why|when|where|who|is|are|with|privacy|terms)\b(?!\.)",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:staff|team|desk|news|newsroom|newswire|editors?|editorial|redacción|redacao|redação|rédaction|redazione"
    r"|redakcja|redakce|agency|agencies|agence|agencia|agência|ajansı|press|times|post|media|magazine|journal"
    r"|tribune|gazette|herald|chronicle|telegraph|daily|today|university|institute|inc|ltd|llc|gmbh|ag|corp|network|online"
    r"|association|committee|department|office|group|board|bureau|service|services|correspondents|contributors|reporters"
    r"|writers?|admin|\w*nachrichten\w*|\w*agentur|\w*redaktion|haber|radio|tv|broadcasting|channel|foundation|society|clinic|center|centre|institut"
    r"|international|world|report|review|digest|weekly|council|ministry|company|partners|studios?|labs?|community|club"
    r"|guest|user|unknown|anonymous|web|website|blog|podcast|show|sponsored|zone|deutschland|agenturen|material)\b"
    r"|\.(?:com|de|net|org|lt|tr|fr|it|es|uk|at|ch|co|jp|tv|news)\b|編集部|新聞|通信|新闻|报|报社|公司|株式会社|社$|部$|뉴스|일보|신문"
    r"|’s\b|'s\b|\bde la\b|\b[A-Z]{2,}TV\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S*(?:https?:|www\.|//)\S*|\S+@\S+|(?:^|\s)@\w+")
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]{0,60}[)）\]]")
_TAG = re.compile(r"<[^<>]{1,200}>")
_PARTICLE = re.compile(
    r"(?:v[ao]n|de[nrls]?|d[aiou]s?|te[nr]?|l[ae]|el|al|bin|ben|ibn|zu[mr]?|y|e|af|av|und|do|dos|das|del|della|di|’t|'t)",
    re.IGNORECASE,
)
_SPACELESS = re.compile(r"[぀-ヿ㐀-鿿가-힯豈-﫿ー・=＝\s]{2,14}")
_MOST, _LONGEST, _LONGEST_LINE, _MOST_WORDS = 20, 60, 300, 6
_WORDY = 2
_SHORTEST_HANDLE = 4


class Sort(IntEnum):
    """Who a name may be; the smaller the more likely a person."""

    PERSON = 0
    HANDLE = 1
    ORGANISATION = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a credit line."""

    text: str
    sort: Sort


def names_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The persons in lines such as "By Jane Roe and John Doe, Political Editor", in order, each once.

    Where a line names no person, whoever it names: a pen name, else the desk or paper, as it is written.
    """
    lines = [names for text in texts if (names := parsed(text))]
    best = min((name.sort for names in lines for name in names), default=Sort.PERSON)
    named = {fold(name.text): name.text for names in reversed(lines) for name in reversed(names) if name.sort is best}
    return tuple(reversed(named.values()))[:_MOST]


def parsed(text: str, site: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Who a credit line names, with what they may be; agencies are left out beside persons."""
    line = _bare(text)
    if not line:
        return ()
    names = tuple(_names(line, site))
    persons = tuple(name for name in names if name.sort is Sort.PERSON)
    if persons:
        return persons[:_MOST]
    whole = line.strip(" .:()[]*-–—\"'|")
    if any(name.sort is Sort.ORGANISATION for name in names):
        return (Name(text=whole, sort=Sort.ORGANISATION),) if len(whole) <= _LONGEST else ()
    return names[:_MOST]


def sort_of(name: str, site: frozenset[str] = frozenset()) -> Sort | None:
    """What a name may be the name of; ``None`` for what is none. ``site`` holds folded names of the site."""
    words = name.split()
    if not words or len(name) > _LONGEST or len(words) > _MOST_WORDS or not any(map(str.isalpha, name)):
        return None
    if agency(name) or fold(name) in site or (words[0].isupper() and fold(words[0]) in site):
        return Sort.ORGANISATION
    if any(map(str.isdigit, name)) or _NOBODY_WHOLE.fullmatch(name):
        return None
    if _ORGANISATION.search(name):
        return Sort.ORGANISATION
    return None if _NOBODY_STARTS.match(name) else _sort_by_shape(name, words)


def _sort_by_shape(name: str, words: list[str]) -> Sort | None:
    if _SPACELESS.fullmatch(name):
        return Sort.PERSON
    if len(words) < _WORDY:
        return Sort.HANDLE if len(name) >= _SHORTEST_HANDLE or name[0].isupper() else None
    if _is_capitalised(words):
        return Sort.PERSON
    return Sort.HANDLE if len(words) == _WORDY and words[0][0].isupper() else None


def _is_capitalised(words: list[str]) -> bool:
    """As names of persons are: every word but particles, where the script has capitals at all."""
    first_letters = [word.lstrip("\"'’“„(") for word in words if not _PARTICLE.fullmatch(word)]
    return bool(first_letters) and not any(word[:1].islower() and "’" not in word[:3] for word in first_letters)


def _bare(text: str) -> str:
    """The line without markup, addresses, "By", dates and what follows them."""
    line = clean_line(_TAG.sub("", unescape(text[: 4 * _LONGEST_LINE])))
    line = clean_line(_ADDRESS.sub(" ", line)).strip(" []|,;")
    line = _ASIDE.sub("", line)
    if len(line) > _LONGEST_LINE:
        return ""
    line = _LATE_BY.sub("", line)
    while (shorter := _BY.sub("", line)) != line:
        line = shorter
    cut = _OTHERS.search(line)
    return _AFTER.sub("", line[: cut.start()] if cut else line).strip(" ,;|")


def _names(line: str, site: frozenset[str]) -> Iterator[Name]:
    parts = [part for group in _AND.split(line) for part in _credited(group)]
    single = all(len(part.split()) == 1 and sort_of(part) is Sort.HANDLE for part in parts)
    if len(parts) == _WORDY and "," in line and single:
        parts = [f"{parts[1]} {parts[0]}"]  # "Roe, Jane"
    for part in parts:
        name = _DANGLING.sub("", _ROLE.sub("", _BY.sub("", part))).strip(" .,:()[]*-–—\"'")
        sort = sort_of(name, site)
        if sort is not None:
            yield Name(text=_cased(name) if sort is Sort.PERSON else name, sort=sort)


def _credited(group: str) -> list[str]:
    """The parts between commas, a credential ("M.D.") with the name before it."""
    parts: list[str] = []
    for part in _COMMA.split(group):
        if parts and (_CREDENTIAL.fullmatch(part) or _goes_on(parts[-1], part)):
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    return parts


def _goes_on(name: str, part: str) -> bool:
    """Whether a list of credentials that began behind the name goes on: "Jane Roe CPP, PSP"."""
    words = name.split()
    return len(words) > 1 and words[-1].isupper() and not words[0].isupper() and _SIGN.fullmatch(part) is not None


def _cased(name: str) -> str:
    return name.title() if name.isupper() and name.isascii() and "." not in name and "," not in name else name
