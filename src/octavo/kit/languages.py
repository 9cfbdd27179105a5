"""Language tags, and the language that a text is written in by its small words."""

from __future__ import annotations

import re
from collections import Counter

from octavo.kit.words import LETTERS, word_set

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_REGION_LENGTH = 2
# How much of a text is read, how many words tell its language, which part of them must be small words of one language,
# and how much oftener these must be than those of any other.
_LONGEST = 3_000
_FEWEST_WORDS = 40
_LEAST_SHARE = 0.12
_LEAST_LEAD = 1.4
# The commonest words of a language, as far as they are not the same in its neighbours.
_SMALL_WORDS = {
    "en": word_set("the of and to in that is was for on with as by it at from his he are be this were which had they"),
    "de": word_set("der die und das den von zu mit sich auf für ist dem nicht ein eine im des auch als nach wird aus"),
    "fr": word_set("le la les des et est une du dans que pour qui sur par au pas avec sont ce aux ont cette mais été"),
    "es": word_set("el la los las del y que en una por con para se su como más fue este pero sus ha también sobre"),
    "it": word_set("il di che la per una della sono con non dei nel si del le gli anche più alla dal delle ha è"),
    "pt": word_set("o os da do das dos e em uma não para com foi mais ao pela pelo como são também no na por que seu"),
    "nl": word_set("de het een van en dat niet te zijn voor met op aan er bij ook naar werd heeft wordt door maar uit"),
    "sv": word_set("och att det som en är på av för med till inte den har ett om de så men var från kan också när"),
    "da": word_set("og at det er en på af til for med ikke den har et som de var men kan fra også efter blev når"),
    "nb": word_set("og å det er en på av til for med ikke den har et som de var men kan fra også etter ble når"),
    "pl": word_set("w i na się z nie do to że jest o po jak od za przez dla ale oraz który są przy tym był"),
    "cs": word_set("a v na se je že s z do to o ve pro jako podle by byl od ale které který jsou po také"),
    "ro": word_set("și în de la a cu pe că nu din o care pentru este un mai au fost sunt prin după al ale sau"),
    "hu": word_set("a az és hogy nem is egy meg volt ez de csak már szerint el még mint vagy ki azt lesz után"),
    "fi": word_set("ja on ei että se oli hän myös mutta ovat kun joka tai kuin niin mukaan sen jo ole vain olla"),
    "tr": word_set("ve bir bu için ile da de olarak daha çok olan en sonra kadar gibi ne ise dedi oldu var"),
    "id": word_set("yang dan di dengan untuk dari ini pada dalam itu tidak akan juga ke oleh adalah karena telah"),
}
# The languages that are told by them.
KNOWN_WORDS = frozenset(_SMALL_WORDS)


def language_tag(text: str | None) -> str | None:
    """A language tag in its usual spelling ("en", "pt-BR"; RFC 5646 §2.1.1), ``None`` for anything else."""
    found = _TAG.fullmatch((text or "").strip())
    if found is None:
        return None
    first, *rest = re.split("[-_]", found.group())
    return "-".join((first.lower(), *(part.upper() if len(part) == _REGION_LENGTH else part.title() for part in rest)))


def language_written(text: str) -> str | None:
    """The language whose small words are frequent in a text; ``None`` where that is of too few words or not plain."""
    words = Counter(LETTERS.findall(text[:_LONGEST].lower()))
    if words.total() < _FEWEST_WORDS:
        return None
    counts = {language: sum(words[word] for word in small) for language, small in _SMALL_WORDS.items()}
    best, second = sorted(counts, key=lambda language: -counts[language])[:2]
    is_plain = counts[best] >= _LEAST_SHARE * words.total() and counts[best] >= _LEAST_LEAD * counts[second]
    return best if is_plain else None
