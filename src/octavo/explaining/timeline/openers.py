"""Sentences that lean on the one before them, told by how they begin."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
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


@lru_cache(maxsize=16)
def _openers(language: str) -> frozenset[str]:
    return frozenset(_OPENERS.get(language, "").split())


def leans_on_another(text: str, language: str) -> bool:
    """Whether a sentence begins with a word that points back: "He", "But", "This". Languages without a list: never."""
    words = [word.lower() for word in _WORD.findall(text[:60])[:2]]
    if not words or words[0] not in _openers(language):
        return False
    return words[-1] not in _POINTS_TO_NOW.get(language, ())
