"""German quantities."""

# ruff: noqa: E501 - a table that is broken up is no table
from __future__ import annotations

import re
from decimal import Decimal

from octavo.explaining.figures.grammar import SCIENCE, Grammar, counted, named
from octavo.kit.words import word_set

_UNITS = "null eins zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
_TENS = {
    "zwanzig": 20,
    "dreißig": 30,
    "dreissig": 30,
    "vierzig": 40,
    "fünfzig": 50,
    "sechzig": 60,
    "siebzig": 70,
    "achtzig": 80,
    "neunzig": 90,
}
_DAYS = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
_MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ORDINALS = {
    "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "siebent": 7, "acht": 8, "neunt": 9, "zehnt": 10,
    "elft": 11, "zwölft": 12, "dreizehnt": 13, "vierzehnt": 14, "fünfzehnt": 15, "zwanzigst": 20, "hundertst": 100,
}  # fmt: skip

GERMAN = Grammar(
    language="de",
    thousands=".\u00a0\u202f\u2009 ’'",
    decimal=",",
    numerals=counted(0, _UNITS)
    | _TENS
    | {
        "anderthalb": Decimal("1.5"),
        "eineinhalb": Decimal("1.5"),
        "zweieinhalb": Decimal("2.5"),
        "dreieinhalb": Decimal("3.5"),
        "viereinhalb": Decimal("4.5"),
    },
    scales={
        "dutzend": 12,
        "hundert": 100,
        "tausend": 1_000,
        "million": 10**6,
        "millionen": 10**6,
        "mio": 10**6,
        "milliarde": 10**9,
        "milliarden": 10**9,
        "mrd": 10**9,
        "billion": 10**12,
        "billionen": 10**12,
    },
    ordinals={stem + ending: value for stem, value in _ORDINALS.items() for ending in ("e", "en", "er", "es", "em")},
    ordinal_suffixes=word_set("ten te ter"),
    ordinal_nouns=word_set(
        "jahr jahres jahren monat monats woche tag tages quartal quartals mal runde amtszeit saison spieltag jahrestag",
        "todesfall fall sieg niederlage anschlag angriff kind versuch tor titel verhandlungstag welle auflage geburtstag folge",
    ),
    second_nouns=word_set("jahr monat woche tag quartal mal amtszeit"),
    articles=word_set("ein eine einer einem einen"),
    one=word_set("ein eine einer eins"),
    joiner="und",
    half=word_set("halbe halben halbes"),
    half_after="",
    vague=word_set("mehrere mehreren einige einigen paar viele dutzende hunderte tausende etliche"),
    range_words=word_set("bis"),
    change_before=frozenset(),
    graded=word_set("stärke magnitude"),
    between="zwischen",
    between_joiner="und",
    minus=word_set("minus"),
    no_minus_behind=word_set("oder"),
    below_nought=frozenset({"unter null", "unter 0", "unter dem gefrierpunkt"}),
    qualifiers=named(
        {
            "more than": "mehr als, über, gut, weit über, weit mehr als, deutlich mehr als, mehr als die",
            "at least": "mindestens, wenigstens, zumindest, nicht weniger als, ab",
            "about": "etwa, rund, ungefähr, circa, ca, zirka, schätzungsweise, um die, geschätzt, in etwa, grob",
            "nearly": "fast, knapp, beinahe, annähernd, nahezu",
            "up to": "bis zu, höchstens, maximal, nicht mehr als",
            "less than": "weniger als, unter",
        }
    ),
    qualifiers_after=named({"at least": "oder mehr", "up to": "oder weniger"}),
    measures=named(
        SCIENCE
        | {
            "%": "%, prozent",
            "pp": "prozentpunkte, prozentpunkten, prozentpunkt",
            "USD": "us-dollar, dollar, dollars",
            "EUR": "euro, euros",
            "GBP": "pfund, britische pfund",
            "CHF": "franken, schweizer franken",
            "JPY": "yen",
            "CNY": "yuan",
            "RUB": "rubel",
            "PLN": "zloty",
            "crowns": "kronen",
            "km": "km, kilometer, kilometern, kilometers",
            "km²": "km², km2, quadratkilometer, quadratkilometern",
            "m²": "m², m2, qm, quadratmeter, quadratmetern",
            "m³": "m³, kubikmeter, kubikmetern",
            "m": "m, meter, metern",
            "cm": "cm, zentimeter, zentimetern",
            "mm": "mm, millimeter, millimetern",
            "mi": "meilen, meile",
            "nmi": "seemeilen",
            "ha": "ha, hektar",
            "kg": "kg, kilogramm, kilo",
            "g": "gramm",
            "t": "t, tonnen, tonne",
            "l": "l, liter, litern",
            "bbl": "barrel, fass",
            "kt": "knoten",
            "km/h": "km/h, stundenkilometer, stundenkilometern, kilometer pro stunde",
            "°C": "°c, grad celsius",
            "°": "°, grad",
            "kW": "kw, kilowatt",
            "MW": "mw, megawatt",
            "GW": "gw, gigawatt",
            "kWh": "kwh, kilowattstunden, kilowattstunde",
            "TWh": "twh, terawattstunden",
            "years": "jahre, jahren, jahr",
            "months": "monate, monaten, monat",
            "weeks": "wochen, woche",
            "days": "tage, tagen, tag",
            "hours": "stunden, stunde",
            "minutes": "minuten, minute",
            "seconds": "sekunden, sekunde",
        }
    ),
    glued=named(SCIENCE | {"m": "m", "t": "t", "°C": "c, ºc", "€": "€"}),
    glued_scales={},
    durations=word_set("years months weeks days hours minutes seconds"),
    no_duration_before=word_set(
        "vor seit letzten vergangenen nächsten kommenden ersten nach binnen alle jeden den jüngsten früheren zurückliegenden folgenden"
    ),
    no_duration_after=word_set("später zuvor danach vorher früher darauf nach vor her"),
    ages=re.compile(r"[ -]?[jJ]ährige[nrsm]?\b|[ -]Jahre alt"),
    age_link=word_set("von alter"),
    persons_before=frozenset(),
    months=word_set(
        "januar jänner februar märz april mai juni juli august september oktober november dezember jan feb apr aug sept okt nov dez"
    ),
    weekdays=word_set("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"),
    clock_after=word_set("uhr"),
    labels=word_set(
        "telefon telefonnummer rufnummer hotline artikel paragraf paragraph absatz kapitel seite seiten nummer nr flug kanal raum stufe phase klasse typ kategorie tag",
        "woche band teil version folge gruppe zimmer gleis liga platz rang linie bundesstraße autobahn ziffer satz staffel",
    ),
    score_nouns=word_set("sieg erfolg niederlage führung unentschieden stimmen"),
    hyphened=word_set("köpfige köpfigen köpfiger köpfiges"),
    auxiliaries=word_set("wurden wurde sind ist weitere weiteren davon seien sei waren war von ihnen menschen gelten"),
    stops=word_set(
        "der die das des dem den ein eine einer eines einem einen und oder aber in im an am auf aus bei beim mit nach von vom vor",
        "zu zum zur für über unter um gegen ohne durch bis als wie dass daß ob wenn weil da so auch nur noch schon sich ist sind",
        "war waren wird werden wurde wurden hat haben hatte hatten sei seien sein kann können soll sollen will wollen muss müssen",
        "nicht kein keine er sie es wir ihr ich man wer was wo dort hier dann damit davon darunter starben ums kamen gab gibt laut",
        "sowie denen deren seit pro je mehr weniger bereits dabei unterdessen jedoch zwischen etwa rund",
    ),
    modifiers=word_set("der die das des dem den von weitere weiteren dieser seiner ihrer unserer anderen andere"),
    determiners=frozenset(),
    plurals=frozenset(),
    singulars=word_set("mensch mann frau kind toter tote verletzter verletzte person stimme sitz todesopfer"),
    not_counted=word_set(
        "uhr mal prozent euro ende anfang mitte januar februar märz april mai juni juli august september oktober november dezember"
    ),
    people=word_set("menschen personen leute mensch person"),
    states=word_set(
        "tote toten verletzte verletzten vermisste vermissten tot verletzt vermisst festgenommen obdachlos verletzte"
    ),
    state_verbs=frozenset(),
    totals=word_set("zahl opferzahl todeszahl gesamtzahl anzahl totenzahl bilanz"),
    total_links=word_set("auf bei von um ist liegt stieg beträgt"),
    containers=word_set("leichen leichname überreste leben"),
    concepts=named(
        {
            "deaths": "tote, toten, todesopfer, todesopfern, getötet, getötete, tot, starben, gestorben, ums leben, opferzahl, totenzahl",
            "injured": "verletzte, verletzten, verletzt, verwundete",
            "arrests": "festgenommen, festnahmen, verhaftet",
            "missing": "vermisste, vermissten, vermisst",
            "cases": "fälle, fällen, infektionen, infizierte",
            "bodies": "leichen, leichname, überreste",
            "jobs": "stellen, arbeitsplätze, jobs",
        }
    ),
    when=re.compile(
        rf"\b(?:(?:[Aa]m|[Ss]eit|[Bb]is|[Vv]om|[Vv]on|[Ll]etzten|[Nn]ächsten|[Kk]ommenden|[Vv]ergangenen|[Aa]b) ){{0,3}}(?:{_DAYS})(?:morgen|nachmittag|abend|vormittag|mittag|nacht)?\b"
        rf"|\b(?:[Ii]m|[Ss]eit|[Bb]is|[Aa]b|[Aa]nfang|[Ee]nde|[Mm]itte|[Vv]on) (?:(?:Jahr|Jahre) )?(?:(?:{_MONTHS}) )?{_YEAR}\b"
        rf"|\b(?:[Ii]m|[Ss]eit|[Bb]is|[Aa]b|[Aa]nfang|[Ee]nde|[Mm]itte|[Aa]m \d{{1,2}}\.|[Ss]eit dem \d{{1,2}}\.|[Vv]om \d{{1,2}}\.) (?:{_MONTHS})(?: {_YEAR})?\b"
        r"|\b(?:[Ii]m |[Ii]n der |[Ii]n den |[Ss]eit )?(?:[Vv]ergangenen|[Vv]ergangene|[Ll]etzten|[Ll]etzte|[Vv]origen|[Vv]orige|[Nn]ächsten|[Nn]ächste|[Kk]ommenden|[Dd]iesem|[Dd]ieser|[Ee]rsten|[Zz]weiten|[Dd]ritten|[Vv]ierten) (?:[\w-]{1,12} )?(?:Jahr|Jahres|Jahren|Jahre|Monat|Monaten|Monats|Woche|Wochen|Tagen|Quartal|Halbjahr|Nacht|Wochenende|Stunden)\b"
        r"|\b[Gg]estern\b|\b[Hh]eute\b|\b[Vv]orgestern\b|\b[Pp]ro (?:Jahr|Monat|Tag|Woche)\b|\bjährlich\b"
    ),
    place=re.compile(
        r"\b(?:(?:[Ii]n|[Bb]ei|[Nn]ahe)\s|[Ii]m\s(?=Irak|Iran|Jemen|Libanon|Sudan|Kongo|Tschad|Gazastreifen|Kosovo|Westjordanland|Saarland|Ruhrgebiet|Donbass))((?:Nord|Süd|Ost|West)?[A-ZÄÖÜ][\wäöüß-]*(?: (?:am |an der |im )?[A-ZÄÖÜ][\wäöüß-]*){0,2})"
    ),
    not_places=word_set(
        "haft not betrieb höhe form gefahr bewegung kraft zukunft richtung folge frage ruhe sicherheit quarantäne rente zeiten",
        "verbindung zusammenarbeit abstimmung anlehnung anspruch brand flammen untersuchungshaft krankenhäuser euro summe jahr",
        "fall rahmen kampf krieg laufe vergleich durchschnitt schnitt mittel vorjahr angaben quartal monat krankenhaus haus alter",
        "einsatz zuge bereich raum vorfeld anschluss auftrag gegensatz wert umfang zusammenhang sommer winter herbst frühjahr",
        "meinung ansicht unglück unfall angriff anschlag schätzungen informationen polizeiangaben behördenangaben einschätzung",
    ),
    by=(
        re.compile(
            r"\b(?:[Ll]aut|[Nn]ach Angaben|[Nn]ach Angabe|[Nn]ach Einschätzung|[Nn]ach Schätzungen|[Nn]ach Informationen) ((?:der |des |von |einer |eines )?[^,;:—–()\"„“]{2,70}?)(?=[,;:—–()\"„“]|\.?$| \d| (?:sind|ist|wurden|wurde|waren|war|starben|kamen|haben|hat|gibt|gab|werden|wird|liegt|lag|stieg|sank|sei|seien|auf|mindestens|mehr|rund|etwa|bei|in|im)\b)"
        ),
        re.compile(
            r"[,“\"] (?:sagte|teilte|erklärte|berichtete|meldete|schätzt|schätzte|schrieb) ((?:der |die |das |ein |eine )?[^,;:—–()\"„“]{2,70}?)(?=[,;:—–()\"„“]|\.?$| (?:mit|am|in|im|der|dem|auf|bei)\b)"
        ),
        re.compile(
            r"^((?:Der |Die |Das |Ein |Eine )?[A-ZÄÖÜ][^,;:—–()\"„“]{2,60}?) (?:teilte|sagte|meldete|erklärte|berichtete|gab|schätzt|schätzte|sprach|rechnet)\b"
        ),
    ),
    capital_nouns=True,
    compound=re.compile(
        "("
        + "|".join(
            sorted(
                (
                    *(w for e in _UNITS.split() for w in e.split("/")),
                    *_TENS,
                    "ein",
                    "eine",
                    "hundert",
                    "tausend",
                    "und",
                ),
                key=len,
                reverse=True,
            )
        )
        + ")"
    ),
    compound_hint=re.compile(
        r"hundert|tausend|und(?:zwanzig|drei(?:ß|ss)ig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)|einhalb"
    ),
)
