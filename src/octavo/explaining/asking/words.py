"""Words of questions and of what may answer them: folded, and stemmed as the question's language does it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import snowballstemmer

from octavo.kit.text import without_accents
from octavo.kit.words import UNSPACED, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

# Scripts that put no space between words: there each character counts as a word.
_WORD = re.compile(rf"\d+(?:[.,]\d+)+|[^\W_{UNSPACED}]+|[{UNSPACED}]")
_LONGEST = 40
_DISTINGUISHING = 3

_STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


# Words that carry no matter of their own, question words among them.
SMALL_WORDS = {
    "en": word_set(
        "a about after all also am an and any are as at be been before being but by can could did do does doing",
        "during else ever for from had happen happened happening happens has have he her here hers him his how i",
        "if in into is it its itself just let many may me might more most much must my no not now occur occurred",
        "of off on once only or other our out over own place s said same say says shall she should so some such t",
        "take taken takes tell than that the their them then there these they this those through to too took",
        "under until up upon very was we were what when where which while who whom whose why will with would you",
        "your",
    ),
    "de": word_set(
        "ab aber alle als also am an auch auf aus bei bin bis da damals damit dann das dass dein dem den denn der",
        "des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer",
        "eines er es etwas findet für gab geschah geschehen gibt haben hat hatte hatten heißt hier hieß ich ihm",
        "ihn ihr ihre ihrem ihren im in ins ist ja kann kein keine können mal man mehr mein mit muss nach nicht",
        "noch nun nur ob oder ohne passiert passierte sehr sein seine seinem seinen seiner seit sich sie sind so",
        "soll statt stattgefunden um und uns unter viel viele vom von vor wann war waren warum was weil welche",
        "welchem welchen welcher welches wem wen wenn wer werden weshalb wessen wie wieso wieviel wieviele will",
        "wir wird wo woher wohin worden wurde wurden zu zum zur zwischen über",
    ),
    "fr": word_set(
        "a ai arrive arrivé au aux avec c ce ces cet cette combien comment d dans de des desquels du elle elles",
        "en es est et eu fait furent fut il ils j je l la laquelle le lequel les lesquelles lesquels leur leurs",
        "lui m ma mais me mes mon même n ne nos nous on ont ou où par pas passe passé passée pour pourquoi qu",
        "quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont sur t ta te tes toi ton tu un",
        "une vos votre vous y à étaient était être",
    ),
    "es": word_set(
        "a al algo ante como con cual cuando cuanta cuanto cuál cuáles cuándo cuánta cuántas cuánto cuántos cómo",
        "de del desde donde dónde e el ella ellas ellos en era eran es esa ese eso esta estas este esto estos",
        "está están fue fueron ha había han hay la las le les lo los me mi mis muy más no nos o ocurre ocurrió",
        "para pasa pasado pasó pero por porque porqué que quien quién quiénes qué se ser si sin sobre son su sus",
        "sí también te tiene tienen tu un una unas uno unos y ya yo él",
    ),
    "it": word_set(
        "a accaduto ad ai al alla alle anche c che chi ci come con cosa cui d da dal dalla dei del della delle di",
        "dove e ed era erano fu furono gli ha hanno i il in io l la le lei li lo loro lui ma mi nei nel nella no",
        "noi non o per perché più qual quale quali quando quanta quante quanti quanto questa queste questi questo",
        "se si sono stata stati stato su sua succede successo sue sui sul sulla suo tra un una uno è",
    ),
    "nl": word_set(
        "aan al als bij dan dat de der deze die dit door een en er ga gebeurd gebeurde gebeurt haar had hebben",
        "heeft hem het hij hoe hoeveel hun ik in is je kan maar me meer met mijn naar niet nog nu of om onder ons",
        "ook op over te tot uit van veel voor waar waarheen waarom wanneer was wat we welk welke werd werden wie",
        "wij worden wordt ze zich zij zijn zo zou",
    ),
    "pt": word_set(
        "a acontece aconteceu ao aonde aos as com como da das de do dos e ela elas ele eles em era eram está",
        "estão eu foi foram há isso isto já lhe mais mas me meu minha na nas no nos não nós o onde os ou para",
        "passou pela pelas pelo pelos por porque porquê quais qual quando quanta quantas quanto quantos que quem",
        "se sem ser seu sua são também te tem têm um uma você às é",
    ),
}

# Words that say the same of what became of somebody.
_FATES = {
    "en": (
        word_set("die died dies dead death deaths killed fatalities perished"),
        word_set("injured wounded injuries"),
        word_set("arrested detained arrests"),
    ),
    "de": (
        word_set("starb starben gestorben tot tote toten todesopfer getötet"),
        word_set("verletzt verletzte verletzten verwundet"),
        word_set("festgenommen verhaftet festnahmen"),
    ),
    "fr": (word_set("mort morts tué tués décès décédé décédés mourir"), word_set("blessé blessés blessées")),
    "es": (word_set("murió murieron muerto muertos fallecidos fallecieron"), word_set("herido heridos lesionados")),
}


def words_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text in lower case with their places (code points); a letter each where a script has no spaces."""
    for match in _WORD.finditer(text):
        yield match.group().lower()[:_LONGEST], match.start(), match.end()


def language_of(text: str, default: str = "en") -> str:
    """The language whose small words a question has most of."""
    found = {word for word, _, _ in words_in(text)}
    counts = {language: len(found & small) for language, small in SMALL_WORDS.items()}
    best = max(counts, key=lambda language: (counts[language], language == default))
    return best if counts[best] else default


class Stems:
    """The stems of words in one language, the words themselves where there are no rules for it.

    Holds a state: one for each question.
    """

    def __init__(self, language: str) -> None:
        name = _STEMMERS.get(language)
        self._stemmer = snowballstemmer.stemmer(name) if name else None
        self._known: dict[str, str] = {}

    def of(self, word: str) -> str:
        """The stem of a word in lower case, without accents."""
        known = self._known.get(word)
        if known is None:
            stem = self._stemmer.stemWord(word) if self._stemmer else word
            known = self._known[word] = stem if stem.isascii() else _plain(stem)
        return known


class Matcher:
    """Finds words of a question in texts; stems only words that begin as one of them does.

    Of words that say the same of somebody's fate ("died", "killed") one stands for the other, as long as the question
    has but one of them.
    """

    def __init__(self, language: str, stems: tuple[str, ...]) -> None:
        self._stems = Stems(language)
        self._places = self._alike(language, stems) | {stem: place for place, stem in enumerate(stems)}
        self._beginnings = frozenset(stem[:_DISTINGUISHING] for stem in self._places)
        self._found: dict[str, int] = {}

    def place(self, word: str) -> int:
        """Which of the stems a word (in lower case) has, -1 for none of them."""
        place = self._found.get(word)
        if place is None:
            place = self._found[word] = self._look(word)
        return place

    def _alike(self, language: str, stems: tuple[str, ...]) -> dict[str, int]:
        found: dict[str, int] = {}
        for alike in _FATES.get(language, ()):
            same = {self._stems.of(word) for word in alike}
            asked = [place for place, stem in enumerate(stems) if stem in same]
            if len(asked) == 1:
                found |= dict.fromkeys(same, asked[0])
        return found

    def _look(self, word: str) -> int:
        plain = word if word.isascii() else _plain(word)
        if plain[:_DISTINGUISHING] not in self._beginnings and len(plain) > _DISTINGUISHING:
            return -1
        return self._places.get(self._stems.of(word), -1)


def _plain(word: str) -> str:
    return without_accents(word) or word
