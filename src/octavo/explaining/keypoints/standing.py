"""Whether a sentence can stand alone: it tells something, and its words point at nothing that is not in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.kit.words import LETTERS, word_set

if TYPE_CHECKING:
    from collections.abc import Collection

# How far into a sentence its beginning goes, and how long one is that tells something and does not weary.
_BEGINNING = 200
_FEWEST_WORDS = 6
_FEWEST_LETTERS = 12
_MOST_LETTERS = 480


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A pattern with small words of which whatever it finds has one: most sentences have none, and are not searched."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    def is_in(self, text: str, words: frozenset[str]) -> bool:
        """Whether the pattern is found in a text with these words."""
        return not self.words.isdisjoint(words) and self.pattern.search(text) is not None


def _guarded(pattern: str, *words: str, flags: int = 0) -> _Guarded:
    return _Guarded(re.compile(pattern, flags), word_set(*words))


_OPENING = re.compile(r"^[\s\"'“”‘’«»„‚‹›(\[–—―•*-]+")
_QUESTION = re.compile(r"[?？؟][\s\"'”’»›)\]」』]*$")
_LONGEST = 2_000
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]|(?<!\w)‘.*?’(?!\w)|(?<!\w)'.*?'(?!\w)")
_SINGLE_OPEN = re.compile(r"(?:^|(?<=[\s(:]))[‘'](?=\w)")
_SINGLE_CLOSE = re.compile(r"[’'](?!\w)")
# Words by which a writer speaks of himself or to the reader.
_PERSONAL = {
    "en": _guarded(
        r"\b(?:I|[Mm]y|me|myself|[Ww]e|[Oo]ur|us|[Yy]ou|[Yy]our|yourself)\b",
        "i my me myself we our us you your yourself",
    ),
    "de": _guarded(
        r"\b(?:[Ii]ch|[Mm]ich|[Mm]ein(?:e[mnrs]?)?|[Ww]ir|[Uu]nser(?:e[mnrs]?)?|[Dd]u|[Dd]ein(?:e[mnrs]?)?)\b",
        "ich mich wir du mein meine meinem meinen meiner meines unser unsere unserem unseren unserer unseres",
        "dein deine deinem deinen deiner deines",
    ),
    "fr": _guarded(
        r"\b(?:(?:[Jj]e|[Mm]oi|[Mm]on|mes|[Nn]ous|[Nn]otre|[Nn]os|[Vv]ous|[Vv]otre|[Vv]os)\b|[JjMm]['’](?=\w))",
        "je moi mon mes nous notre nos vous votre vos j m",
    ),
    "es": _guarded(
        r"\b(?:[Yy]o|mi|mis|nosotros|nuestr[oa]s?|usted|tú)\b",
        "yo mi mis nosotros nuestro nuestra nuestros nuestras usted tú",
    ),
}
# A pronoun for a person, and what before it tells whom it means.
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b")
_PERSONS = word_set("he she him his her hers himself herself")
_NAMED = re.compile(r"(?<=[\w,;:’'”\")] )[A-ZÀ-ÖØ-Þ][\w’'-]")
_PERSON_NOUN = re.compile(
    r"\b(?:wom[ae]n|m[ae]n|boy|girl|child|person|driver|father|mother|son|daughter|husband|wife|widow|brother|sister|"
    r"minister|president|official|officer|doctor|nurse|teacher|pupil|student|leader|suspect|victim|player|king|queen|"
    r"prince|princess|pilot|captain|author|writer|worker|spokes(?:man|woman|person)|judge|lawyer|farmer|actor|actress|"
    r"singer|striker|goalkeeper|coach|soldier|mayor|governor|senator|director|chairman|founder|owner|reporter|"
    r"journalist|resident|witness|patient|passenger|somebody|someone|everyone|anyone|who|whose)\b"
)
_ENDING = frozenset(".!?…؟۔।。！？｡\"'”’“»›)]」』")
_PICTURES = "photo photos photograph picture image foto bild video illustration fotografía imagen"
_CREDIT = _guarded(
    r"(?:\b(?:photo(?:graph|s)?|picture|image|foto|bild|video|illustration|fotografía|imagen)\s?"
    r"(?::|by\b|von\b|par\b|/|©)|\bphotographer\s?:|"
    r"\(c\)|\bgetty images\b|\bap photo\b|/(?:ap|afp|reuters|getty|dpa|epa)\b)",
    _PICTURES,
    *(f"{word}{by}" for word in _PICTURES.split() for by in ("by", "von", "par")),
    "photographer c ap afp reuters getty dpa epa",
    flags=re.IGNORECASE,
)
_CALL = _guarded(
    r"\b(?:click here|tap here|click on|read more|read also|read the full|see also|sign up|subscribe|follow us|"
    r"share this|live q&a|post your (?:questions?|comments?)|send us|file photo|frame grab|"
    r"watch (?:the )?(?:video|below|live)|related:|more on this|download (?:the|our) app|newsletter|"
    r"all rights reserved|editor['’]s note|this (?:article|story) (?:was|has been) (?:originally |first )?"
    r"(?:published|updated|supported|produced|funded|sponsored)|part of (?:a|our) series|"
    r"(?:views|opinions) expressed (?:in|by|here)|all that and more|"
    r"(?:earn|receive|get) an? (?:small )?(?:affiliate )?commission|affiliate[ -]links?|"
    r"(?:reporting|writing|editing) by|contributed (?:reporting|to this (?:article|report|story))|"
    r"associated press (?:journalists?|reporters?|writers?)|"
    r"here['’]?s (?:what|how|why|a look)|here (?:is|are) (?:what|how|why|the|some)|"
    r"hier klicken|mehr lesen|lesen sie|(?-i:\b(?:[Ee]rfahren|[Hh]ören|[Ss]ehen) Sie)|weiterlesen|abonnieren|"
    r"mehr zum thema|alle rechte vorbehalten|"
    r"cliquez ici|lire aussi|lire la suite|abonnez-vous|tous droits réservés|à lire aussi|"
    r"haga clic|haz clic|leer más|lea también|lee también|suscríbete|todos los derechos reservados)\b",
    "click tap read see sign subscribe follow share q post send photo grab watch related more download newsletter",
    "reserved editor article story series expressed here heres klicken lesen erfahren hören sehen weiterlesen",
    "abonnieren thema vorbehalten cliquez lire abonnez réservés clic leer lea lee suscríbete reservados",
    "commission affiliate reporting writing editing contributed journalist journalists reporter reporters writer",
    "writers",
    flags=re.IGNORECASE,
)
# How a picture is captioned whose credit was lost: "Ann Lee, left, is seen in this photo".
_CAPTION = _guarded(
    r"\b(?:is|are) (?:seen|pictured|shown) (?:in|on|at|here|above|below|during|after|before|outside|near)\b|"
    r"\bpictured (?:above|below|here|left|right)\b|\b(?:in|on) this (?:\w+ ){0,2}(?:photo|image|picture)|"
    r"\((?:left|right|cent(?:er|re)|links|rechts|gauche|droite|izquierda|derecha|l\.|r\.)\)|"
    r"(?<=\w), (?:left|right|cent(?:er|re)|second from (?:left|right)), |"
    r"\b(?:from left|left to right|clockwise from)\b|"
    r"\bauf diesem (?:Bild|Foto)|\bim Bild\b|\bsur cette photo|\ben esta (?:foto|imagen)",
    "seen pictured shown photo photograph image picture left right center centre l r links rechts gauche droite",
    "izquierda derecha clockwise bild foto imagen",
)
# Letters of a station or an agency, or a credit, in brackets behind the sentence.
_CREDITED = re.compile(
    r"\((?:[A-Z]{3,6}|(?:[A-Z][\w.]*[ ,]?){1,4}/(?: ?[A-Z][\w.]*){1,4}|"
    r"(?i:courtesy|credit|photo|file|source|bild|foto)\b"
    r"[^()]{0,60})\)\s*$"
)
_CAPITALS = re.compile(r"(?:\b[^\W\d_a-zß-öø-ÿ]{2,}[\W\d_]+){4}")
# A quotation whose speaker is a pronoun: “…,” she said.
_SPOKEN_BY_PRONOUN = _guarded(
    r"[”\"»“’'](?:[,.]?\s(?:(?:said|added|says)\s)?(?:he|she|they|it)\b|"
    r"(?<=[”\"»“]),?\s(?:so\s|(?:sagte|sagt|erklärte|meinte|betonte)\s)(?:er|sie)\b|"
    r"(?<=[”\"»]),?\s(?:(?:a|ajoute|dit|explique)-t-(?:il|elle)\b|(?:dijo|afirmó|añadió|agregó|señaló|explicó)\s?[.,]?$))",
    "he she they it er sie il elle dijo afirmó añadió agregó señaló explicó",
    flags=re.IGNORECASE,
)


# First words that point back at a sentence before, or at the writer.
_POINTING = {
    "en": word_set(
        "he she it they his her hers its their theirs him them this that these those such here both neither but and so",
        "yet or nor however still now also then thus hence instead meanwhile moreover furthermore nevertheless",
        "nonetheless therefore otherwise besides likewise similarly afterwards elsewhere others i we you my our your",
        "yes well who which whereby another",
    ),
    "de": word_set(
        "er sie es ihr ihre ihren ihrem ihrer sein seine seinen seinem seiner dies diese dieser dieses diesem diesen",
        "jene jener dessen deren denen aber doch und oder denn also auch jedoch dennoch trotzdem deshalb deswegen",
        "daher darum dabei dazu damit dafür dagegen davon daraus daran darauf darin darüber danach davor dort hier so",
        "dann zudem außerdem ebenso allerdings hingegen stattdessen währenddessen später zuvor ich wir mein meine",
        "meinem meinen unser unsere ja nein somit solche beide demnach sondern",
    ),
    "fr": word_set(
        "il elle ils elles ce cet cette ces cela ceci ça c son sa ses leur leurs celui celle ceux celles lui eux mais",
        "et ou or donc car puis ainsi cependant toutefois pourtant néanmoins aussi enfin ensuite alors là ici y outre",
        "sinon je j nous vous mon ma mes notre nos votre oui non",
    ),
    "es": word_set(
        "él ella ellos ellas ello su sus este esta esto estos estas ese esa eso esos esas aquel aquella aquello allí",
        "ahí aquí pero y e o también además así entonces luego después sino yo nosotros mi mis nuestro nuestra sí",
        "ambos",
    ),
    "it": word_set(
        "lui lei egli ella essi esse loro suo sua suoi sue questo questa questi queste quello quella ciò ma e o però",
        "tuttavia inoltre anche così poi quindi dunque infine intanto io noi",
    ),
    "pt": word_set(
        "ele ela eles elas seu sua seus suas este esta isto esse essa isso aquele aquela mas e ou porém contudo também",
        "além assim então depois entretanto eu nós",
    ),
    "nl": word_set(
        "hij zij ze het zijn haar hun dit dat deze die maar en of dus toch ook echter daarom daarna toen dan daar hier",
        "bovendien ik we wij",
    ),
}
# The same in more than one word.
_PHRASES = {
    "en": (
        "in addition", "as a result", "on the other hand", "at the same time", "for example", "for instance",
        "in fact", "of course", "even so", "after that", "in response,", "because of this", "in other words",
        "in either", "the other", "the first is", "the second is", "all of them",
        "on the contrary", "in turn", "by then", "until then", "since then", "as such", "for his", "for her", "in his",
        "in her", "as for", "asked whether he", "asked whether she", "asked if he", "asked if she", "the former",
        "the latter", "the two ", "the pair", "the same", "there, ", "later,", "some even",
    ),
    "de": ("das ist", "das war", "das hat", "das sei", "das sagte", "das teilte", "das bedeutet", "zum beispiel",
           "gleichzeitig", "die beiden", "der andere", "die andere", "das andere", "nicht nur"),
    "fr": ("d'ailleurs", "par ailleurs", "en outre", "en effet", "par exemple", "de plus",
           "en revanche", "c'est", "c’est", "les deux", "les autres", "l'autre", "l’autre"),
    "es": ("sin embargo", "no obstante", "por eso", "por ello", "por ejemplo", "mientras tanto",
           "de hecho", "por otro lado", "a su vez", "por su parte"),
}  # fmt: skip
# What "this" may stand before so that it points at the calendar and not at a sentence.
_TIMES = (
    "year|week|month|morning|weekend|spring|summer|autumn|winter|season|jahr|woche|monat|année|semaine|mois|lundi|mardi|"
    "mercredi|jeudi|vendredi|samedi|dimanche|año|semana|mes|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_THIS_TIME = re.compile(rf"^(?:this|diese[rsn]?|cette|ce|est[ea])\s(?:{_TIMES})\b", re.IGNORECASE)
# Words inside a sentence that tie it to the one before: "therefore".
_TIE = {
    "en": _guarded(
        r"\b(?:therefore|by then|nevertheless|against that|to do (?:just|exactly) that)\b|"
        r", (?:however|meanwhile|though|too|then)[,.]|\bhere[.!]$",
        "therefore then nevertheless against do however meanwhile though too here",
    ),
    "de": _guarded(
        r"\b(?:deshalb|daher|dagegen|jedoch|hingegen|allerdings|trotzdem|demnach)\b",
        "deshalb daher dagegen jedoch hingegen allerdings trotzdem demnach",
    ),
    "fr": _guarded(
        r"\b(?:donc|cependant|toutefois|pourtant|en revanche)\b", "donc cependant toutefois pourtant revanche"
    ),
    "es": _guarded(
        r"\b(?:sin embargo|no obstante|por lo tanto|por tanto|en cambio)\b", "embargo obstante tanto cambio"
    ),
}
# Beginnings that do: "In that", "The men were".
_TYING_OPENING = {
    "en": re.compile(
        r"\W*(?:(?:About|Above|After|Against|Among|At|Before|Behind|Beyond|By|During|For|From|In|Into|Of|On|Over|Since|"
        r"Through|To|Under|Until|With|Without) (?:(?:all|both|each|many|most|none|some) of )?"
        rf"(?:that|this|these|those|them)\b(?! (?:{_TIMES})\b)|"
        r"The (?:m[ae]n|wom[ae]n|boys?|girls?|couple|duo|trio|three|four|five|suspects?|victims?|winners?) "
        r"(?:was|were|is|are|has|have|had|will|would|could|also|then|later)\b|"
        r"(?:Many|Most|Several|Some) (?:are|did|had|have|say|said|were)\b|[\w-]+ of (?:them|these|those)\b)"
    ),
    "de": re.compile(
        r"(?:[^\s,]{1,30} ){1,4}(?:sie|er|ihn|ihm|dort)\b|"
        r"\W*(?:An|Auf|Aus|Bei|Durch|Für|Gegen|In|Mit|Nach|Ohne|Seit|Trotz|Über|Um|Unter|Von|Vor|Während|Wegen|Zu) "
        rf"(?:dies|jen)e[mnrs]?\b(?!(?i: (?:{_TIMES})))|(?:Ist|Sind|War|Waren) (?:das|dies)|Hinzu "
    ),
    "fr": re.compile(
        r"\W*(?:À|A|Après|Avant|Avec|Contre|Dans|De|Depuis|En|Lors de|Malgré|Par|Pour|Sans|Selon|Sous|Sur) "
        rf"(?:cela|celles?|celui|ces?|cet|cette|ceux)\b(?! (?:{_TIMES})\b)"
    ),
    "es": re.compile(
        r"\W*(?:A|Ante|Bajo|Con|Contra|De|Desde|Durante|En|Para|Por|Según|Sin|Sobre|Tras) "
        rf"(?:aquel(?:la|lo|las|los)?|ello|es[aeo]s?|est[aeo]s?)\b(?! (?:{_TIMES})\b)"
    ),
}


def small_words(text: str) -> frozenset[str]:
    """The words of a text in small letters, without digits and marks."""
    return frozenset(LETTERS.findall(text.lower()))


def stands_alone(text: str, language: str, names: Collection[str] = (), *, words: frozenset[str] | None = None) -> bool:
    """Whether a reader who sees nothing but this sentence understands it, as far as its form tells.

    ``names`` are capitalised words of the article, by which its first word is known to be a name; ``words`` are the
    ``small_words`` of the text, where they are at hand.
    """
    words = small_words(text) if words is None else words
    return (
        is_whole(text)
        and not points_back(text, language, words)
        and not is_personal(text, language, words)
        and not means_the_unnamed(text, language, names, words)
    )


def tells(text: str, *, words: frozenset[str] | None = None) -> bool:
    """Whether it is a statement of a sensible length: no question, no credit of a picture, no call to click.

    ``words`` are the ``small_words`` of the text, where they are at hand.
    """
    if not _FEWEST_LETTERS <= len(text) <= _MOST_LETTERS or (text.isascii() and text.count(" ") < _FEWEST_WORDS - 1):
        return False
    words = small_words(text) if words is None else words
    if _QUESTION.search(text[-20:]) or "©" in text or _CREDIT.is_in(text, words) or _CALL.is_in(text, words):
        return False
    return not (_is_credited(text) or _is_shouted(text))


def is_caption(text: str, words: frozenset[str]) -> bool:
    """Whether it tells what a picture shows, by its words or by a credit in brackets behind it."""
    return _is_credited(text) or _CAPTION.is_in(text, words)


def is_credited_behind(text: str, end: int) -> bool:
    """Whether nothing follows in a paragraph but the credit of a picture: "…, on Monday. (KOIN)"."""
    return text[-1:] == ")" and _CREDITED.fullmatch(text[end:].strip()) is not None


def _is_credited(text: str) -> bool:
    return text[-1:] == ")" and _CREDITED.search(text) is not None


def _is_shouted(text: str) -> bool:
    """Whether a line is mostly in capitals, as headings are."""
    capitals = _CAPITALS.search(text)
    return capitals is not None and 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def ends(text: str) -> bool:
    """Whether there is a mark at its end, as behind a sentence and not behind a heading."""
    return text[-1:] in _ENDING


def is_whole(text: str) -> bool:
    """Whether it has an end, and every quotation in it its beginning, its end and its speaker."""
    return ends(text) and not quotes_a_part(text)


def points_back(text: str, language: str, words: frozenset[str]) -> bool:
    """Whether it begins with a word that points at what was said before, or is spoken by a mere pronoun.

    Never where there are no words of the language.
    """
    pointing = _POINTING.get(language)
    if pointing is None:
        return False
    begins = _OPENING.sub("", text[:_BEGINNING])
    if begins[:1].islower() or _SPOKEN_BY_PRONOUN.is_in(text, words):
        return True
    if language in _TIE and (_TYING_OPENING[language].match(text) or _TIE[language].is_in(text[:_LONGEST], words)):
        return True
    first = LETTERS.match(begins)
    if first is not None and first.group().lower() in pointing:
        return not _THIS_TIME.match(begins)
    return begins.lower().startswith(_PHRASES.get(language, ()))


def is_personal(text: str, language: str, words: frozenset[str]) -> bool:
    """Whether the writer speaks of himself or to the reader; what is quoted does not count."""
    personal = _PERSONAL.get(language)
    if personal is None or personal.words.isdisjoint(words):
        return False
    return personal.pattern.search(_QUOTED.sub(" ", text[:_LONGEST])) is not None


def means_the_unnamed(text: str, language: str, names: Collection[str], words: frozenset[str]) -> bool:
    """Whether an English sentence says "she" before it says who that is."""
    if language != "en" or _PERSONS.isdisjoint(words):
        return False
    plain = _QUOTED.sub(" ", text[:_LONGEST])
    pronoun = _PERSON.search(plain)
    if pronoun is None:
        return False
    before = plain[: pronoun.start()]
    first = LETTERS.search(before)
    if first is not None and first.group() in names:
        return False
    return not (_NAMED.search(before) or _PERSON_NOUN.search(before))


def quotes_a_part(text: str) -> bool:
    """Whether a quotation begins or ends outside the sentence, or is all of it, so that nobody is seen to say it."""
    if text.count('"') % 2 or text.count("“") + text.count("„") != text.count("”") + _german_ends(text):
        return True
    if text.count("«") != text.count("»"):
        return True
    if text[0] == "‘" and not _QUOTED.sub("", text).strip(" .,"):
        return True
    opened = [match.end() for match in _SINGLE_OPEN.finditer(text)] if "‘" in text or "'" in text else []
    if opened and not _SINGLE_CLOSE.search(text, opened[-1]):
        return True
    whole = text.strip(" .")
    if whole[:1] not in '"“„«»' or whole[-1:] not in '"”“»«':
        return False
    inner = whole[1:-1]
    return not any(mark in inner for mark in '"“”„«»')


def is_within_quotation(text: str, start: int) -> bool:
    """Whether a quotation that began before a place in a paragraph goes on there: its speaker stands elsewhere."""
    before = text[:start]
    curly = before.count("“") + before.count("„") - before.count("”") - _german_ends(before)
    return curly > 0 or before.count("«") != before.count("»") or before.count('"') % 2 == 1


def _german_ends(text: str) -> int:
    """German quotations end with the mark that English ones begin with."""
    return 2 * min(text.count("„"), text.count("“")) if "”" not in text else 0
