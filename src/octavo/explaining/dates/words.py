"""The words that dates are made of, language by language; names of months and weekdays are Unicode's (by babel)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """What a language says dates with. Words are parted by spaces; where a phrase has several words, "_" joins them.

    ``days`` are day names by their distance from today. ``ago`` follows its number ("two days ago"), ``ago_before``
    and ``ahead_before`` precede it ("vor zwei Tagen", "dans deux jours"). ``since`` says that the day is past,
    ``starting`` ("from", "after") does not. ``ahead`` and ``behind`` are words that
    tell that a sentence speaks of what comes or of what was, the endings those of verbs that do; ``participles`` and
    words with such endings do so unless an auxiliary says otherwise ("will be made"), ``at_hand`` right before a date.
    ``counterfactual`` behind a word of ``ahead`` says that it did not come ("would have"), but not behind ``surely``.
    ``mishaps`` are what nobody foresees: their day is past.
    ``never_beside`` makes no date of the weekday beside it ("every Friday", "Good Friday", "Friday Night Lights").
    """

    days: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    last: str
    coming: str
    this: str
    ago: str = ""
    ago_before: str = ""
    ahead_before: str = ""
    within: str
    since: str
    starting: str
    until: str
    parts: str
    day_parts: str
    fillers: str
    eve: str
    ahead: str
    behind: str
    participles: str = ""
    ahead_endings: tuple[str, ...] = ()
    behind_endings: tuple[str, ...] = ()
    at_hand: str = ""
    counterfactual: str = ""
    surely: str = ""
    mishaps: str = ""
    never_beside: str = ""
    not_after: tuple[tuple[str, str], ...] = ()
    only_capital: str = ""
    abbreviations: dict[str, int]
    compounds: str = ""


def _count(words: str, *, first: int = 1) -> dict[str, int]:
    """Numbers counted up, alternatives parted by a slash."""
    return {word: first + place for place, entry in enumerate(words.split()) for word in entry.split("/")}


def _units(day: str, week: str, month: str, year: str, weekend: str) -> dict[str, str]:
    named = {"day": day, "week": week, "month": month, "year": year, "weekend": weekend}
    return {word: unit for unit, words in named.items() for word in words.split()}


ENGLISH = DateWords(
    days={
        "today": 0,
        "tonight": 0,
        "this_morning": 0,
        "this_afternoon": 0,
        "this_evening": 0,
        "yesterday": -1,
        "last_night": -1,
        "tomorrow": 1,
        "the_day_before_yesterday": -2,
        "the_day_after_tomorrow": 2,
    },
    units=_units("day days", "week weeks", "month months", "year years", "weekend"),
    numbers={**_count("a/an/one two/couple three four five six seven eight nine ten eleven twelve"), "a_couple_of": 2},
    last="last past previous",
    coming="next coming upcoming",
    this="this",
    ago="ago",
    ahead_before="in",
    within="in during for through throughout of on",
    since="since",
    starting="from after",
    until="until till by before through",
    parts="early late mid beginning end middle earlier later",
    day_parts="morning afternoon evening night noon midday midnight",
    fillers="of the",
    eve="the_eve_of",
    ahead=(
        "will ll wo shall would could might may must should expected scheduled due planned upcoming intends expects"
        " is_to are_to going_to set_to plans_to"
        " plan_to hopes_to aims_to go_out meets opens begins starts reopens resumes"
    ),
    behind=(
        "was were had did said says went came got took began fell rose gave saw spoke wrote broke became ran flew drove"
        " grew drew threw knew chose froze sank swore tore blew shook rode stole fled sat lay stood"
    ),
    participles=(
        "made held left met won lost sent shot found put hit set cut let read led told struck sought bought brought"
        " thought caught fought built sold kept felt dealt meant paid laid heard spent"
    ),
    behind_endings=("ed",),
    never_beside=(
        "every each good black bloody super ash palm easter cyber holy maundy sheffield casual fat shrove mail times"
        " mirror telegraph herald timetable sun league normal usual typical ordinary"
    ),
    not_after=(("today", "in"),),
    at_hand="is_on are_on",
    counterfactual=(
        "have have_been have_come have_done have_gone have_taken have_given have_seen have_known have_become have_begun"
    ),
    surely="will ll wo shall",
    mishaps=(
        "attack attacks attacker rampage shooting shootings massacre killing killings murder murders stabbing bombing"
        " bombings explosion explosions blast blasts crash accident earthquake quake tsunami disaster flood floods fire"
        " blaze collapse violence riot riots unrest coup assault robbery theft outage death deaths tragedy"
    ),
    only_capital="may march",
    abbreviations=_count("jan feb mar apr _ jun jul aug sep/sept oct nov dec"),
)
GERMAN = DateWords(
    days={
        "heute": 0,
        "gestern": -1,
        "vorgestern": -2,
        "morgen": 1,
        "übermorgen": 2,
        "heute_morgen": 0,
        "gestern_morgen": -1,
    },
    units=_units(
        "tag tage tagen tages",
        "woche wochen",
        "monat monate monaten monats",
        "jahr jahre jahren jahres",
        "wochenende wochenendes",
    ),
    numbers=_count("einem/einer/ein/eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    last=(
        "letzte letzten letzter letztes letztem vergangene vergangenen vergangener vergangenes vergangenem vorige"
        " vorigen voriger voriges vorigem"
    ),
    coming="nächste nächsten nächster nächstes nächstem kommende kommenden kommender kommendes kommendem",
    this="diese diesen dieser dieses diesem",
    ago_before="vor",
    ahead_before="in",
    within="im in während am den für jahr jahre jahres",
    since="seit",
    starting="ab nach von vom",
    until="bis vor",
    parts="anfang mitte ende",
    day_parts="morgens vormittag mittag nachmittag abend nacht früh vormittags nachmittags abends nachts",
    fillers="der den dem des",
    eve="vorabend_des vorabend_der vorabend_von",
    ahead=(
        "wird werden will wollen soll sollen sollte sollten könnte könnten würde würden geplant plant planen vorgesehen"
        " erwartet angekündigt möchte möchten muss müssen beginnt beginnen startet starten findet bleibt bleiben"
        " folgt folgen tagt"
    ),
    mishaps=(
        "anschlag anschlags anschlages anschläge anschlägen angriff angriffs angriffen attentat attentats amoklauf"
        " amoklaufs bluttat massaker massakers explosion unfall unfalls unglück unglücks absturz absturzes erdbeben"
        " erdbebens brand brandes feuer flut katastrophe unruhen ausschreitungen krawalle überfall überfalls mord tod"
    ),
    behind=(
        "hätte hätten wäre wären"
        " hat haben habe hatte hatten war waren wurde wurden ist sind sagte teilte kam kamen ging gab starb starben"
        " worden gewesen fand nahm begann traf schrieb rief"
    ),
    behind_endings=("te", "ten"),
    never_beside="jeden jeder jedem jedes jede schwarzer schwarzen",
    not_after=(("morgen", "am"), ("morgen", "guten"), ("morgen", "jeden"), ("morgen", "frühen")),
    abbreviations=_count("jan feb _ apr _ _ _ aug sep/sept okt nov dez"),
    compounds="morgen vormittag mittag nachmittag abend nacht früh",
)
FRENCH = DateWords(
    days={
        "aujourd_hui": 0,
        "ce_matin": 0,
        "ce_soir": 0,
        "cet_après_midi": 0,
        "hier": -1,
        "avant_hier": -2,
        "demain": 1,
        "après_demain": 2,
    },
    units=_units("jour jours", "semaine semaines", "mois", "an ans année années", "week_end weekend week_ends"),
    numbers=_count("un/une deux trois quatre cinq six sept huit neuf dix onze douze"),
    last="dernier dernière derniers dernières passé passée précédent précédente",
    coming="prochain prochaine prochains prochaines",
    this="ce cet cette",
    ago_before="il_y_a voici",
    ahead_before="dans d_ici",
    within="en dans durant pendant au",
    since="depuis",
    starting="dès après",
    until="jusqu avant",
    parts="début fin mi courant",
    day_parts="matin midi après_midi soir soirée nuit minuit",
    fillers="de du d le la l les au à",
    eve="la_veille_de la_veille_du la_veille_d",
    ahead=(
        "va vont doit doivent devrait devraient pourrait pourraient prévu prévue prévus prévues attendu attendue"
        " attendus programmé prévoit prévoient"
    ),
    mishaps=(
        "attaque attaques attentat attentats fusillade massacre tuerie meurtre explosion accident crash séisme"
        " tremblement incendie inondations catastrophe drame émeutes violences mort panne"
    ),
    behind="a ont est était étaient avait avaient sont fut furent été indiqué déclaré annoncé",
    ahead_endings=("era", "eront", "ira", "iront", "ndra", "ndront", "aura", "auront"),
    behind_endings=("é", "ée", "és", "ait", "aient"),
    never_beside="chaque tous saint",
    abbreviations=_count("janv févr _ avr _ _ juil _ sept oct nov déc"),
)
SPANISH = DateWords(
    days={
        "hoy": 0,
        "esta_mañana": 0,
        "esta_noche": 0,
        "esta_tarde": 0,
        "ayer": -1,
        "anoche": -1,
        "anteayer": -2,
        "antier": -2,
        "mañana": 1,
        "pasado_mañana": 2,
    },
    units=_units("día días dia dias", "semana semanas", "mes meses", "año años", "fin_de_semana"),
    numbers=_count("un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    last="pasado pasada pasados pasadas último última últimos últimas anterior",
    coming="próximo próxima próximos próximas que_viene entrante",
    this="este esta",
    ago_before="hace",
    ahead_before="dentro_de en",
    within="en durante el",
    since="desde",
    starting="tras",
    until="hasta antes",
    parts="principios inicios comienzos mediados finales fines",
    day_parts="mañana mediodía tarde noche madrugada medianoche",
    fillers="de del el la los a por",
    eve="en_vísperas_de en_vísperas_del la_víspera_de la_víspera_del",
    ahead=(
        "va_a van_a debe deben debería deberían podría podrían previsto prevista previstos previstas programado"
        " programada prevé prevén espera esperan"
    ),
    mishaps=(
        "ataque ataques atentado atentados tiroteo masacre matanza asesinato explosión accidente terremoto sismo"
        " incendio inundaciones catástrofe tragedia disturbios muerte apagón"
    ),
    behind="ha han fue fueron era eran había habían está dijo informó",
    ahead_endings=("rá", "rán"),
    behind_endings=("ó", "aron", "ieron", "aba", "aban", "ía", "ían"),
    never_beside="cada todos los plácido santo",
    not_after=(("mañana", "la"), ("mañana", "una"), ("mañana", "cada"), ("mañana", "esta")),
    abbreviations=_count("ene feb _ abr _ jun jul ago sept/sep oct nov dic"),
)
GRAMMARS = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
# Of several years none is "last year": "could last years", "in den letzten Jahren".
PLURAL_UNITS = frozenset(
    (
        *("weeks", "weekends", "months", "years", "wochen", "monate", "monaten", "jahren"),
        *("semaines", "ans", "années", "semanas", "meses", "años"),
    )
)
