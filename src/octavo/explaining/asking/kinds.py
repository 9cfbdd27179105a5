"""What would answer a question: a person, a time, a place, a number…; and where sentences have one."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from octavo.explaining.asking.words import SMALL_WORDS, words_in
from octavo.kit.words import word_set
from octavo.model.answers import AnswerKind

_NEAR = r"(?: \w+){0,3}? "
# The first that matches counts. What a question asks for stands close behind its question word.
_ASKED = {
    "en": (
        (AnswerKind.REASON, r"\bwhy\b"),
        (AnswerKind.COUNTRY, rf"(?:which|what){_NEAR}(?:country|countries|nation|nations)\b"),
        (AnswerKind.STATE, r"(?:which|what)(?: us| u s| american)? states?\b"),
        (AnswerKind.TIME, rf"\bwhen\b|(?:which|what){_NEAR}(?:year|date|day|month|time)\b"),
        (
            AnswerKind.NUMBER,
            (
                r"how (?:many|much|old|long|often|far|high|big|large|tall|fast|heavy)\b"
                r"|(?:which|what)(?: is| was)?(?: the)?"
                rf"{_NEAR}(?:percentage|percent|amount|price|number|toll|share|cost|sum)\b"
            ),
        ),
        (AnswerKind.PLACE, rf"\bwhere\b|(?:which|what){_NEAR}(?:city|town|place|village|location|region|island)\b"),
        (AnswerKind.PERSON, r"\bwho(?:m|se)?\b"),
        (AnswerKind.NAME, r"\bwhich\b|what(?: is| was| are| were)?(?: the)? (?:name|title)\b"),
    ),
    "de": (
        (AnswerKind.REASON, r"\b(?:warum|wieso|weshalb)\b"),
        (AnswerKind.COUNTRY, rf"\bwelche[mnrs]?{_NEAR}(?:land|länder|ländern|landes|staat|staaten)\b"),
        (AnswerKind.NUMBER, r"\bwie ?viel|\bwie (?:alt|lange|hoch|groß|oft|weit|teuer|schnell)\b"),
        (AnswerKind.TIME, rf"\bwann\b|\bwelche[mnrs]?{_NEAR}(?:jahr|tag|monat|datum)\b"),
        (AnswerKind.PLACE, rf"\bwo(?:hin|her)?\b|\bwelche[mnrs]?{_NEAR}(?:stadt|ort|dorf|region|insel)\b"),
        (AnswerKind.PERSON, r"\b(?:wer|wen|wem|wessen)\b"),
        (AnswerKind.NAME, r"\bwelche[mnrs]?\b|\bwie heißt\b"),
    ),
    "fr": (
        (AnswerKind.REASON, r"\bpourquoi\b"),
        (AnswerKind.COUNTRY, r"\bquel(?:le)?s?(?: \w+)? pays\b"),
        (AnswerKind.NUMBER, r"\bcombien\b|\bquel âge\b"),
        (AnswerKind.TIME, rf"\bquand\b|\bquel(?:le)?s?{_NEAR}?(?:année|date|jour|mois)\b"),
        (AnswerKind.PLACE, r"\boù\b|\bquelle(?: \w+)? ville\b"),
        (AnswerKind.PERSON, r"\bqui\b"),
        (AnswerKind.NAME, r"\bquel(?:le)?s?\b"),
    ),
    "es": (
        (AnswerKind.REASON, r"\bpor qué\b"),
        (AnswerKind.COUNTRY, r"\bqué (?:país|países)\b"),
        (AnswerKind.NUMBER, r"\bcuánt[oa]s?\b"),
        (AnswerKind.TIME, r"\bcuándo\b|\bqué (?:año|día|mes|fecha)\b"),
        (AnswerKind.PLACE, r"\bdónde\b|\bqué ciudad\b"),
        (AnswerKind.PERSON, r"\bqui[eé]n(?:es)?\b"),
        (AnswerKind.NAME, r"\bcuál(?:es)?\b"),
    ),
    "it": (
        (AnswerKind.REASON, r"\bperché\b"),
        (AnswerKind.COUNTRY, r"\bquale(?: \w+)? (?:paese|nazione)\b"),
        (AnswerKind.NUMBER, r"\bquant[oaie]\b"),
        (AnswerKind.TIME, r"\bquando\b|\bche (?:anno|giorno|mese)\b"),
        (AnswerKind.PLACE, r"\bdove\b|\bquale città\b"),
        (AnswerKind.PERSON, r"\bchi\b"),
        (AnswerKind.NAME, r"\bqual[ei]?\b"),
    ),
    "nl": (
        (AnswerKind.REASON, r"\bwaarom\b"),
        (AnswerKind.COUNTRY, r"\bwelke?(?: \w+)? (?:land|landen)\b"),
        (AnswerKind.NUMBER, r"\bhoe ?veel\b|\bhoe (?:oud|lang|hoog|groot|vaak|ver)\b"),
        (AnswerKind.TIME, r"\bwanneer\b|\bwelke?(?: \w+)? (?:jaar|dag|maand|datum)\b"),
        (AnswerKind.PLACE, r"\bwaar\b|\bwelke?(?: \w+)? (?:stad|plaats)\b"),
        (AnswerKind.PERSON, r"\bwie\b"),
        (AnswerKind.NAME, r"\bwelke?\b"),
    ),
    "pt": (
        (AnswerKind.REASON, r"\bpor qu[eê]\b"),
        (AnswerKind.COUNTRY, r"\bque (?:país|países)\b"),
        (AnswerKind.NUMBER, r"\bquant[oa]s?\b"),
        (AnswerKind.TIME, r"\bquando\b|\bque (?:ano|dia|mês|data)\b"),
        (AnswerKind.PLACE, r"\bonde\b|\bque cidade\b"),
        (AnswerKind.PERSON, r"\bquem\b"),
        (AnswerKind.NAME, r"\bqua(?:l|is)\b"),
    ),
}
_PATTERNS = {
    language: tuple((kind, re.compile(pattern)) for kind, pattern in asked) for language, asked in _ASKED.items()
}
_MEASURES = re.compile(r"(?:how|wie|hoe|quel) ")
_STATES = frozenset(
    name.replace("_", " ")
    for name in word_set(
        "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii",
        "idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan",
        "minnesota mississippi missouri montana nebraska nevada new_hampshire new_jersey new_mexico new_york",
        "north_carolina north_dakota ohio oklahoma oregon pennsylvania rhode_island south_carolina",
        "south_dakota tennessee texas utah vermont virginia washington west_virginia wisconsin wyoming",
    )
)
# What a country is called in news beside the name that a table of countries has.
_ALSO_COUNTRIES = word_set("us uk usa america britain england scotland wales holland korea") | {"czech republic"}
_NUMBER_WORDS = {
    "en": "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand "
    "million billion trillion dozen dozens half",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend million millionen milliarde "
    "milliarden billionen dutzend dutzende hunderte tausende",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze vingt cent mille million millions milliard "
    "milliards dizaine dizaines centaine centaines milliers",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte cien mil millón millones decenas cientos "
    "miles",
    "it": "due tre quattro cinque sei sette otto nove dieci venti cento mille milione milioni miliardo miliardi",
    "nl": "twee drie vier vijf zes zeven acht negen tien honderd duizend miljoen miljard tientallen",
    "pt": "dois duas três quatro cinco seis sete oito nove dez cem mil milhão milhões dezenas centenas",
}
_NUMBERS = {language: word_set(line) for language, line in _NUMBER_WORDS.items()}
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_SENTENCE = 2_000
_LONGEST_NAME = 40
_AFTER_NAME = ".,;:’'"
# What a reason is told with.
_REASON_WORDS = {
    "en": "because due owing reason reasons since cause caused causing blamed blaming amid over after so",
    "de": "weil da denn wegen aufgrund grund gründe nachdem ursache darum deshalb",
    "fr": "car parce raison raisons cause causé après puisque",
    "es": "porque debido razón razones causa tras pues",
    "it": "perché causa motivo motivi poiché dopo",
    "nl": "omdat wegens vanwege reden oorzaak doordat na",
    "pt": "porque devido razão razões causa após pois",
}
_REASONS = {language: word_set(line) for language, line in _REASON_WORDS.items()}


def kind_of(text: str, language: str) -> tuple[AnswerKind, str]:
    """What kind of thing a question asks for, ``ANY`` where its words do not tell; and the word that says so last.

    The word in "which country" or "how high" is seldom in what answers it.
    """
    plain = " ".join(word for word, _, _ in words_in(text))
    for kind, pattern in _PATTERNS.get(language, ()):
        match = pattern.search(plain)
        if match:
            is_measure = kind is AnswerKind.NUMBER and not _MEASURES.match(match.group())
            return kind, "" if is_measure or kind is AnswerKind.NAME else match.group().split(" ")[-1]
    return AnswerKind.ANY, ""


class Wanted:
    """Finds in sentences what is of the kind that is asked for and was not said in the question itself."""

    def __init__(self, kind: AnswerKind, question: str, language: str) -> None:
        self._kind = kind
        self._language = language
        self._said = frozenset(word for word, _, _ in words_in(question))

    def places(self, sentence: str, language: str | None = None) -> list[int]:
        """Where such things begin in a sentence; ``language`` is the sentence's where it is known."""
        if self._kind is AnswerKind.ANY:
            return []
        text = sentence[:_LONGEST_SENTENCE]
        words = [(word, start) for word, start, _ in words_in(text) if word not in self._said]
        spoken = language or self._language
        if self._kind in (AnswerKind.COUNTRY, AnswerKind.STATE):
            return _places_of(text, words, _STATES if self._kind is AnswerKind.STATE else _countries(spoken))
        if self._kind is AnswerKind.NUMBER:
            return [start for word, start in words if word[0].isdigit() or word in _NUMBERS.get(spoken, ())]
        if self._kind in (AnswerKind.TIME, AnswerKind.REASON):
            telling = _calendar(spoken) if self._kind is AnswerKind.TIME else _REASONS.get(spoken, frozenset())
            is_time = self._kind is AnswerKind.TIME
            return [start for word, start in words if word in telling or (is_time and _YEAR.fullmatch(word))]
        return self._names(text, words)

    def _names(self, text: str, words: list[tuple[str, int]]) -> list[int]:
        """Capitalised words; two in a row where a person is asked for, else none that only opens the sentence."""
        small = SMALL_WORDS.get(self._language, frozenset())
        capitals = [(start, start + len(word)) for word, start in words if text[start].isupper() and word not in small]
        if self._kind is not AnswerKind.PERSON:
            return [start for start, _ in capitals if start > 0]
        following = {start for start, _ in capitals}
        return [
            start
            for start, end in capitals
            if end + 1 in following or (text[end : end + 1] == "." and end + 2 in following)
        ]


def _places_of(text: str, words: list[tuple[str, int]], names: frozenset[str]) -> list[int]:
    """Where one of the names, of one to three words, begins."""
    low = text.lower()
    found = []
    for word, start in words:
        parts = low[start : start + _LONGEST_NAME].split(" ", 3) if text[start].isupper() else []
        if parts and (word in names or any(" ".join(parts[:n]).rstrip(_AFTER_NAME) in names for n in (2, 3))):
            found.append(start)
    return found


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en")


@cache
def _calendar(language: str) -> frozenset[str]:
    """The names of months and of days of the week."""
    locale = _locale(language)
    named = (*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values())
    return frozenset(name.lower() for name in named)


@cache
def _countries(language: str) -> frozenset[str]:
    """The names of countries (CLDR)."""
    territories = _locale(language).territories
    return frozenset(name.lower() for code, name in territories.items() if code.isalpha()) | _ALSO_COUNTRIES
