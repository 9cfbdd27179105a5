"""What would answer a question: a person, a time, a place, a number…; and which sentences have one."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from octavo.explaining.asking.words import SMALL_WORDS, word_set, words_in
from octavo.model.answers import AnswerKind

_NEAR = r"(?: \w+){0,3}? "
# The first that matches counts. What a question asks for stands close behind its question word.
_ASKED = {
    "en": (
        (AnswerKind.COUNTRY, rf"(?:which|what){_NEAR}(?:country|countries|nation|nations)\b"),
        (AnswerKind.STATE, r"(?:which|what)(?: us| u s| american)? states?\b"),
        (AnswerKind.TIME, rf"\bwhen\b|(?:which|what){_NEAR}(?:year|date|day|month|time)\b"),
        (
            AnswerKind.NUMBER,
            r"how (?:many|much|old|long|often|far|high|big|large|tall|fast|heavy)\b"
            + r"|(?:which|what)(?: is| was)?(?: the)?"
            + _NEAR
            + r"(?:percentage|percent|amount|price|number|toll|share|cost|sum)\b",
        ),
        (AnswerKind.PLACE, rf"\bwhere\b|(?:which|what){_NEAR}(?:city|town|place|village|location|region|island)\b"),
        (AnswerKind.PERSON, r"\bwho(?:m|se)?\b"),
        (AnswerKind.NAME, r"\bwhich\b|what(?: is| was| are| were)?(?: the)? (?:name|title)\b"),
    ),
    "de": (
        (AnswerKind.COUNTRY, rf"\bwelche[mnrs]?{_NEAR}(?:land|länder|ländern|landes|staat|staaten)\b"),
        (AnswerKind.NUMBER, r"\bwie ?viel|\bwie (?:alt|lange|hoch|groß|oft|weit|teuer|schnell)\b"),
        (AnswerKind.TIME, rf"\bwann\b|\bwelche[mnrs]?{_NEAR}(?:jahr|tag|monat|datum)\b"),
        (AnswerKind.PLACE, rf"\bwo(?:hin|her)?\b|\bwelche[mnrs]?{_NEAR}(?:stadt|ort|dorf|region|insel)\b"),
        (AnswerKind.PERSON, r"\b(?:wer|wen|wem|wessen)\b"),
        (AnswerKind.NAME, r"\bwelche[mnrs]?\b|\bwie heißt\b"),
    ),
    "fr": (
        (AnswerKind.COUNTRY, r"\bquel(?:le)?s?(?: \w+)? pays\b"),
        (AnswerKind.NUMBER, r"\bcombien\b|\bquel âge\b"),
        (AnswerKind.TIME, rf"\bquand\b|\bquel(?:le)?s?{_NEAR}?(?:année|date|jour|mois)\b"),
        (AnswerKind.PLACE, r"\boù\b|\bquelle(?: \w+)? ville\b"),
        (AnswerKind.PERSON, r"\bqui\b"),
        (AnswerKind.NAME, r"\bquel(?:le)?s?\b"),
    ),
    "es": (
        (AnswerKind.COUNTRY, r"\bqué (?:país|países)\b"),
        (AnswerKind.NUMBER, r"\bcuánt[oa]s?\b"),
        (AnswerKind.TIME, r"\bcuándo\b|\bqué (?:año|día|mes|fecha)\b"),
        (AnswerKind.PLACE, r"\bdónde\b|\bqué ciudad\b"),
        (AnswerKind.PERSON, r"\bqui[eé]n(?:es)?\b"),
        (AnswerKind.NAME, r"\bcuál(?:es)?\b"),
    ),
    "it": (
        (AnswerKind.COUNTRY, r"\bquale(?: \w+)? (?:paese|nazione)\b"),
        (AnswerKind.NUMBER, r"\bquant[oaie]\b"),
        (AnswerKind.TIME, r"\bquando\b|\bche (?:anno|giorno|mese)\b"),
        (AnswerKind.PLACE, r"\bdove\b|\bquale città\b"),
        (AnswerKind.PERSON, r"\bchi\b"),
        (AnswerKind.NAME, r"\bqual[ei]?\b"),
    ),
    "nl": (
        (AnswerKind.COUNTRY, r"\bwelke?(?: \w+)? (?:land|landen)\b"),
        (AnswerKind.NUMBER, r"\bhoe ?veel\b|\bhoe (?:oud|lang|hoog|groot|vaak|ver)\b"),
        (AnswerKind.TIME, r"\bwanneer\b|\bwelke?(?: \w+)? (?:jaar|dag|maand|datum)\b"),
        (AnswerKind.PLACE, r"\bwaar\b|\bwelke?(?: \w+)? (?:stad|plaats)\b"),
        (AnswerKind.PERSON, r"\bwie\b"),
        (AnswerKind.NAME, r"\bwelke?\b"),
    ),
    "pt": (
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
_STATES = frozenset(
    name
    for line in (
        "alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,georgia,hawaii,idaho,illinois",
        "indiana,iowa,kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,minnesota,mississippi,missouri",
        "montana,nebraska,nevada,new hampshire,new jersey,new mexico,new york,north carolina,north dakota,ohio,oklahoma",
        "oregon,pennsylvania,rhode island,south carolina,south dakota,tennessee,texas,utah,vermont,virginia,washington",
        "west virginia,wisconsin,wyoming",
    )
    for name in line.split(",")
)
# What a country is called in news beside the name that a table of countries has.
_ALSO_COUNTRIES = word_set("us uk usa america britain england scotland wales holland korea") | {
    "czech republic"
}
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
_CAPITALISED = re.compile(r"[^\W\d_][\w’'-]*")
_LONGEST_SENTENCE = 2_000


def kind_of(text: str, language: str) -> AnswerKind:
    """What kind of thing a question asks for; ``ANY`` where its words do not tell."""
    plain = " ".join(word for word, _, _ in words_in(text))
    for kind, pattern in _PATTERNS.get(language, ()):
        if pattern.search(plain):
            return kind
    return AnswerKind.ANY


class Wanted:
    """Tells whether a sentence has something of the kind that is asked for and that the question did not say itself."""

    def __init__(self, kind: AnswerKind, question: str, language: str) -> None:
        self._kind = kind
        self._language = language
        self._said = frozenset(word for word, _, _ in words_in(question))

    def in_sentence(self, sentence: str, language: str | None = None) -> bool:
        """Whether a sentence has it; ``language`` is the sentence's where it is known."""
        if self._kind is AnswerKind.ANY:
            return False
        text = sentence[:_LONGEST_SENTENCE]
        words = [(word, start) for word, start, _ in words_in(text) if word not in self._said]
        spoken = language or self._language
        match self._kind:
            case AnswerKind.NUMBER:
                return any(word[0].isdigit() or word in _NUMBERS.get(spoken, ()) for word, _ in words)
            case AnswerKind.TIME:
                calendar = _calendar(spoken)
                return any(_YEAR.fullmatch(word) or word in calendar for word, _ in words)
            case AnswerKind.COUNTRY:
                return _any_of(text, words, _countries(spoken))
            case AnswerKind.STATE:
                return _any_of(text, words, _STATES)
            case _:
                return self._has_name(text, words)

    def _has_name(self, text: str, words: list[tuple[str, int]]) -> bool:
        """A capitalised word that does not open the sentence; two in a row where a person is asked for."""
        small = SMALL_WORDS.get(self._language, frozenset())
        capitals = [
            (start, start + len(word))
            for word, start in words
            if start > 0 and text[start].isupper() and word not in small
        ]
        if self._kind is not AnswerKind.PERSON:
            return bool(capitals)
        ends = {end + 1 for _, end in capitals} | {end + 2 for _, end in capitals}
        return any(start in ends for start, _ in capitals) or _opens_with_name(text, capitals, self._said)


def _opens_with_name(text: str, capitals: list[tuple[int, int]], said: frozenset[str]) -> bool:
    """Whether a name opens the sentence: its first word is capitalised and so is its second."""
    first = _CAPITALISED.match(text)
    return (
        first is not None
        and first.group()[0].isupper()
        and first.group().lower() not in said
        and any(start == first.end() + 1 for start, _ in capitals)
    )


def _any_of(text: str, words: list[tuple[str, int]], names: frozenset[str]) -> bool:
    """Whether one of the names, of one to three words, begins at one of the words."""
    low = text.lower()
    longest = 40
    for word, start in words:
        if word in names and text[start].isupper():
            return True
        parts = low[start : start + longest].split(" ", 3)
        if any(" ".join(parts[:count]).rstrip(".,;:’'") in names for count in (2, 3) if len(parts) >= count):
            return True
    return False


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
