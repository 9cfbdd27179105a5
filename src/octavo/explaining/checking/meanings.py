"""Words of a sentence that nothing in the cited sentences stands for.

One changed verb turns a true sentence into a false one, and no likeness of all other words shows it. So each word that
says something must be there: in some form of it, or in another word that says the same in any news.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from octavo.explaining.checking.dates import dates_in
from octavo.explaining.checking.names import names_in
from octavo.explaining.checking.numbers import numbers_in
from octavo.explaining.checking.words import STOP_WORDS, stem, words_of
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_WORDS = 5_000
_LONG_ENOUGH = 5
# What may be said without being there: how sentences are joined and who is said to speak.
NEUTRAL = STOP_WORDS | word_set(
    "said says say saying told tells according stated adding added reported announced report reports article articles",
    "newspaper newspapers also however meanwhile while during including among between toward towards upon within",
    "through since until till where whose whether how why few shall must let get got",
    "der die das den dem des ein eine einen einem einer eines und oder aber doch in im an am auf zu zum zur von vom",
    "bei mit nach aus für über unter vor durch um als wie wenn dass daß weil ist sind war waren wird werden wurde",
    "wurden worden hat haben hatte hatten sei seien sich er sie es wir ihr ihre ihren seine seinen sein man auch noch",
    "sagte sagten laut erklärte teilte mit dieser diese dieses jene welche",
    "le la les un une des du de d l et ou mais dans en au aux sur par pour avec que qui quoi dont où est sont était",
    "étaient a ont avait avaient sera être été il elle ils elles on se ce cette ces son sa ses leur leurs aussi",
    "selon dit déclaré el los las del al y o pero con por para que se su sus es son era eran fue fueron ha han había",
    "lo como más también según dijo",
)
# Forms of one verb that share no stem, and words that say the same in any news.
_SAME = (
    "sink sank sunk",
    "begin began begun start started starts starting beginning",
    "take took taken",
    "give gave given",
    "go went gone goes",
    "come came",
    "see saw seen",
    "know knew known",
    "find found",
    "hold held",
    "keep kept",
    "leave left leaves leaving",
    "lose lost loses losing",
    "make made",
    "meet met",
    "pay paid",
    "put puts",
    "rise rose risen",
    "fall fell fallen",
    "run ran",
    "sell sold",
    "send sent",
    "speak spoke spoken",
    "spend spent",
    "stand stood",
    "strike struck",
    "win won",
    "write wrote written",
    "break broke broken",
    "bring brought",
    "build built construct constructed constructing",
    "buy bought purchase purchased purchases",
    "choose chose chosen",
    "draw drew drawn",
    "drive drove driven",
    "fight fought",
    "fly flew flown",
    "grow grew grown",
    "hide hid hidden",
    "lead led",
    "shoot shot",
    "steal stole stolen",
    "teach taught",
    "tear tore torn",
    "throw threw thrown",
    "wear wore worn",
    "man men",
    "woman women",
    "child children",
    "person people persons",
    "rescue rescued rescues save saved",
    "die died dies dead death deaths",
    "injure injured wounded wound injuries",
    "company firm",
    "country nation",
    "car vehicle",
    "help helped aid assist assisted assistance",
    "large big",
    "show showed shown shows reveal revealed reveals",
    "end ended finish finished",
    "try tried attempt attempted",
    "about around approximately roughly",
    "cent percent",
)
# That a number is below nought is compared with its sign.
_MINUS = frozenset(("minus", "negative", "moins", "menos"))
_MEANING: dict[str, frozenset[str]] = {}
for _number, _line in enumerate(_SAME):
    for _word in _line.split():
        for _form in (_word, stem(_word)):
            _MEANING[_form] = _MEANING.get(_form, frozenset()) | {f"={_number}"}


def missing_words(claim: str, cited: Iterable[str]) -> tuple[str, ...]:
    """The words of a sentence that say something and stand in no cited sentence, in any form.

    Numbers, dates and names are left out: they are compared by what they mean.
    """
    elsewhere = {
        part
        for one in (*numbers_in(claim), *dates_in(claim), *names_in(claim))
        for part in words_of(one.replace(".", ""))
    }
    have = {form for text in cited for word in words_of(text)[:_MOST_WORDS] for form in forms_of(word)}
    words = words_of(claim)[:_MOST_WORDS]
    before_numbers = {one for one, after in pairwise(words) if one in _MINUS and after[:1].isdigit()}
    said = dict.fromkeys(word for word in words if word not in before_numbers)
    open_words = (word for word in said if not word[:1].isdigit() and word not in NEUTRAL and word not in elsewhere)
    return tuple(word for word in open_words if not forms_of(word) & have)


def forms_of(word: str) -> frozenset[str]:
    """A word as others are compared with it: itself, its stem, and what it means where another word means the same."""
    bare = word.replace("’", "'").removesuffix("'s").removesuffix("n't")
    short = stem(bare)
    without_n = {bare[: -len(ending)] for ending in ("en", "n") if bare.endswith(ending) and len(bare) > _LONG_ENOUGH}
    return _MEANING.get(bare, frozenset()) | _MEANING.get(short, frozenset()) | {bare, short} | without_n
