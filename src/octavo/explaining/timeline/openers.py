"""Sentences that lean on the one before them, told by how they begin."""

from __future__ import annotations

import re
from functools import lru_cache

from octavo.kit.words import LETTERS

_OPENERS = {
    "en": (
        "he she it they we i you his her its their our my your him them this that these those but and or so yet also"
        " however meanwhile then there here nor still instead moreover furthermore otherwise besides therefore thus"
        " hence such both neither another others what why how who which because although though nevertheless"
        " nonetheless similarly likewise indeed additionally accordingly earlier later afterwards"
    ),
    "de": (
        "er sie es wir ich ihr sein seine seinem seinen seiner ihre ihrem ihren ihrer dies diese dieser dieses diesem"
        " diesen aber und oder doch denn dann dort hier da dabei dafür dagegen damit danach daraufhin deshalb deswegen"
        " daher darum außerdem zudem allerdings jedoch trotzdem zuvor später auch so sonst gleichzeitig unterdessen"
        " inzwischen dazu davon darüber derweil solche beide wenn weil obwohl"
    ),
    "fr": (
        "il elle ils elles on nous je vous tu ce cet cette ces celui celle ceux cela ça son sa ses leur leurs mais et"
        " ou donc or ni car puis alors ensuite cependant toutefois pourtant néanmoins ainsi aussi enfin là ici c y lui"
        " eux qui que quand si parce"
    ),
    "es": (
        "él ella ellos ellas nosotros yo usted ustedes esto este esta estos estas ese esa eso esos esas aquel aquella"
        " su sus pero y o u e sino así entonces luego también además sin allí aquí ahí mientras por ello le les que si"
        " porque aunque tampoco"
    ),
}
# "This week" points to the day of publication, not to another sentence.
_POINTS_TO_NOW = {
    "en": frozenset({"week", "month", "year", "morning", "afternoon", "evening", "weekend"}),
    "de": frozenset({"woche", "monat", "jahr", "wochenende"}),
    "fr": frozenset({"semaine", "mois", "année", "matin", "soir", "week"}),
    "es": frozenset({"semana", "mes", "año", "mañana", "tarde", "noche", "lunes", "martes", "jueves", "viernes"}),
}


# Words for somebody named before.
_PRONOUNS = {
    "en": "he she they him them his her their it its himself herself themselves",
    "de": "er sie ihn ihm ihnen ihr ihre ihrem ihren ihrer sein seine seinem seinen seiner",
    "fr": "il elle ils elles lui leur leurs son sa ses",
    "es": "él ella ellos ellas su sus",
}
# What may begin a sentence without naming anybody.
_LEADS = (
    "when as after before while since on in at by for from to with during following until once if although though"
    " because despite over under last next early late als nachdem bevor während seit am im in bei mit nach vor für"
    " quand lorsque après avant depuis le la les en à dans pour cuando después antes desde el los las con para"
)
# "The move", "the two other cases": told of before.
_TOLD_BEFORE = {
    "en": (
        r"the (?:\w+ )?(?:move|news|latter|former|same|others?|pair|incident|announcement|statement|figures?|latest|two"
        r"|three)\b"
    ),
    "de": r"(?:der|die|das) (?:schritt|beiden|nachricht|anderen?|weiteren?|vorfall|selben?|gleichen?)\b",
    "fr": r"(?:l|la|le|les) ?(?:nouvelle|annonce|autres?|deux|même|incident|mesure)\b",
    "es": r"(?:el|la|los|las) (?:noticia|anuncio|otros?|otras?|dos|mism\w+|incidente|medida)\b",
}
_LONGEST_LEAD = 400


@lru_cache(maxsize=16)
def _openers(language: str) -> frozenset[str]:
    return frozenset(_OPENERS.get(language, "").split())


@lru_cache(maxsize=16)
def _pronouns(language: str) -> frozenset[str]:
    return frozenset(_PRONOUNS.get(language, "").split())


_LEAD_WORDS = frozenset(_LEADS.split())


def leans_on_another(text: str, language: str) -> bool:
    """Whether a sentence begins with what points back to another: "He", "But", "The move", "On Friday, she".

    ``text`` has its dates blanked out. Languages without lists are never said to.
    """
    words = LETTERS.findall(text[:_LONGEST_LEAD])
    if not words or language not in _OPENERS:
        return False
    first = words[0].lower()
    if first in _openers(language):
        return len(words) < len(("this", "week")) or words[1].lower() not in _POINTS_TO_NOW[language]
    if re.match(_TOLD_BEFORE[language], text.lstrip().replace("’", " ").lower()):
        return True
    pronouns = _pronouns(language)
    for place, word in enumerate(words):
        if word.lower() in pronouns:
            return True
        if word[0].isupper() and (place or first not in _LEAD_WORDS):
            return False  # somebody or something has been named
    return False
