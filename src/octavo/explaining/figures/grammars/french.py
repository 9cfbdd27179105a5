"""French quantities."""

# ruff: noqa: E501 - a table that is broken up is no table
from __future__ import annotations

import re

from octavo.explaining.figures.grammar import SCIENCE, Grammar, counted, named
from octavo.kit.words import word_set

_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_YEAR = r"(?:1[5-9]|20)\d\d"
_ORDINALS = counted(
    2,
    "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième",
)

FRENCH = Grammar(
    language="fr",
    thousands=".\u00a0\u202f\u2009 ",
    decimal=",",
    numerals=counted(
        0, "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    )
    | {
        "vingt": 20,
        "vingts": 20,
        "trente": 30,
        "quarante": 40,
        "cinquante": 50,
        "soixante": 60,
        "septante": 70,
        "huitante": 80,
        "octante": 80,
        "nonante": 90,
    },
    scales={
        "cent": 100,
        "cents": 100,
        "mille": 1_000,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
        "billion": 10**12,
        "billions": 10**12,
    },
    ordinals=_ORDINALS
    | {word + "s": value for word, value in _ORDINALS.items()}
    | {"seconde": 2, "vingtième": 20, "centième": 100},
    ordinal_suffixes=word_set("e ème eme er re nd nde"),
    ordinal_nouns=word_set(
        "année an mois semaine jour trimestre fois mandat tour saison anniversaire mort cas victoire défaite attaque enfant",
        "édition nuit journée tentative but titre vague décès",
    ),
    second_nouns=word_set("année mois semaine jour trimestre fois mandat"),
    articles=frozenset(),
    one=word_set("un une"),
    joiner="et",
    half=word_set("demi"),
    half_after="et demi",
    vague=word_set("plusieurs quelques quelque certains dizaines centaines milliers"),
    range_words=word_set("à"),
    change_before=word_set("passé passe passée passés passées passer passant passent"),
    graded=word_set("magnitude"),
    between="entre",
    between_joiner="et",
    minus=word_set("moins"),
    below_nought=frozenset({"sous zéro", "sous 0", "en dessous de zéro"}),
    no_minus_behind=word_set("au du le ou"),
    qualifiers=named(
        {
            "more than": "plus de, plus d', plus d’, supérieur à, au-delà de, plus des, plus que",
            "at least": "au moins, pas moins de, au minimum",
            "about": "environ, quelque, quelques, autour de, à peu près, près des, les quelque, approximativement",
            "nearly": "près de, presque, pas loin de",
            "up to": "jusqu'à, jusqu’à, au plus, au maximum, un maximum de",
            "less than": "moins de, moins d', moins d’",
        }
    ),
    qualifiers_after=named({"at least": "ou plus, au moins", "up to": "au plus, au maximum", "about": "environ"}),
    measures=named(
        SCIENCE
        | {
            "%": "%, pour cent, pourcent",
            "pp": "points de pourcentage, point de pourcentage",
            "USD": "dollars, dollar, de dollars, dollars américains",
            "EUR": "euros, euro, d'euros, d’euros",
            "GBP": "livres sterling, livres, de livres sterling, de livres",
            "CHF": "francs suisses, francs, de francs suisses, de francs",
            "JPY": "yens, yen, de yens",
            "CNY": "yuans, yuan, de yuans",
            "RUB": "roubles, rouble, de roubles",
            "crowns": "couronnes, de couronnes",
            "km": "km, kilomètres, kilomètre",
            "km²": "km², km2, kilomètres carrés",
            "m²": "m², m2, mètres carrés, de mètres carrés",
            "m³": "m³, mètres cubes, de mètres cubes",
            "m": "m, mètres, mètre",
            "cm": "cm, centimètres, centimètre",
            "mm": "mm, millimètres, millimètre",
            "ha": "ha, hectares, hectare, d'hectares, d’hectares",
            "kg": "kg, kilos, kilo, kilogrammes",
            "g": "grammes",
            "t": "tonnes, tonne, de tonnes",
            "l": "litres, litre, de litres",
            "bbl": "barils, baril, de barils",
            "km/h": "km/h, kilomètres-heure, kilomètres à l'heure, kilomètres à l’heure",
            "°C": "°c, degrés celsius",
            "°": "°, degrés, degré",
            "MW": "mw, mégawatts",
            "GW": "gw, gigawatts",
            "TWh": "twh, térawattheures",
            "years": "ans, an, années, année",
            "months": "mois",
            "weeks": "semaines, semaine",
            "days": "jours, jour",
            "hours": "heures, heure",
            "minutes": "minutes, minute",
            "seconds": "secondes, seconde",
        }
    ),
    glued=named(SCIENCE | {"m": "m", "t": "t", "°C": "c, ºc"}),
    glued_scales={},
    durations=word_set("years months weeks days hours minutes seconds"),
    no_duration_before=word_set(
        "a dans depuis derniers dernières prochains prochaines premiers premières les ces tous toutes après y"
    ),
    no_duration_after=word_set("du plus-tard auparavant tard avant après plus derniers dernières prochains prochaines"),
    ages=re.compile(r" ans(?=,|\))"),
    age_link=word_set("âgé âgée âgés âgées âge"),
    persons_before=word_set(
        "homme femme garçon fille adolescent adolescente fillette jeune enfant ressortissant retraité suspect étudiant étudiante"
    ),
    months=word_set("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    weekdays=word_set("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    clock_after=word_set("h heure"),
    labels=word_set(
        "téléphone article chapitre page pages numéro no n vol chaîne route autoroute salle niveau phase classe type catégorie étape groupe tome partie version épisode loi alinéa"
    ),
    score_nouns=word_set("victoire défaite succès score"),
    hyphened=frozenset(),
    auxiliaries=word_set("ont été sont est a d' d’ entre eux elles autres personnes étaient sont portés"),
    stops=word_set(
        "le la les l un une des du de d au aux à en dans par pour sur sous avec sans chez vers entre et ou mais donc or ni car que",
        "qui quoi dont où ce cet cette ces son sa ses leur leurs notre nos il elle ils elles on nous vous je se s' s’ ne pas plus",
        "est sont était étaient été être a ont avait avaient ayant sera seront fut furent ainsi aussi selon dit ont comme",
        "lors depuis avant après pendant contre même très déjà encore y compris notamment parmi soit tandis alors lundi mardi",
        "mercredi jeudi vendredi samedi dimanche",
    ),
    modifiers=word_set(
        "des de d' d’ autres nouveaux nouvelles jeunes premiers premières derniers dernières grands grandes anciens anciennes petits petites autre principaux principales"
    ),
    determiners=frozenset(),
    plurals=word_set("morts tués blessés disparus pays mois fois cas personnels"),
    singulars=word_set("personne homme femme enfant mort blessé cas pays voix"),
    not_counted=word_set(
        "plus moins dans sans sous vers très après pas nous vous leurs dès lors puis mais ans autres les des aux ses ces"
    ),
    people=word_set("personnes personne gens individus"),
    states=word_set("morts mort tués tué blessés blessé disparus disparu"),
    state_verbs=frozenset(),
    totals=word_set("bilan nombre total chiffre"),
    total_links=word_set("à de est atteint"),
    containers=word_set("corps dépouilles vies"),
    concepts=named(
        {
            "deaths": "morts, mort, tués, tué, décès, bilan, ont péri",
            "injured": "blessés, blessé",
            "missing": "disparus, disparu",
            "cases": "cas, infections",
            "bodies": "corps, dépouilles",
            "jobs": "emplois, postes",
        }
    ),
    when=re.compile(
        rf"\b(?:[Cc]e )?(?:{_DAYS})(?: (?:dernier|matin|soir|prochain|après-midi))?(?: \d{{1,2}} (?:{_MONTHS}))?\b"
        rf"|\b(?:[Ee]n|[Dd]epuis|[Ff]in|[Dd]ébut|[Ll]e \d{{1,2}}|[Dd]epuis le \d{{1,2}}|[Aa]u \d{{1,2}}|[Fd]ès) (?:(?:{_MONTHS}) )?{_YEAR}\b"
        rf"|\b(?:[Ee]n|[Dd]epuis|[Ff]in|[Dd]ébut|[Ll]e \d{{1,2}}|[Dd]epuis le \d{{1,2}}|mi-)\s?(?:{_MONTHS})(?: {_YEAR})?\b"
        r"|\b(?:[Ll]a semaine|[Ll]e mois|[Ll]'an|[Ll]’an|[Ll]'année|[Ll]’année) (?:dernière|dernier|prochaine|prochain|passée?)\b"
        r"|\b[Aa]u (?:premier|deuxième|troisième|quatrième) (?:trimestre|semestre)\b|\b[Cc]ette (?:année|semaine|nuit)\b|\b[Hh]ier\b|\b[Aa]ujourd['’]hui\b|\bpar (?:an|mois|jour)\b"
    ),
    place=re.compile(
        r"\b(?:[ÀàAa]|[Ee]n|[Aa]u|[Aa]ux|[Dd]ans (?:le|la|les)|[Pp]rès de)\s([A-ZÉÈÎÀ][\w'’-]*(?:[ -](?:de |du |la |le |sur |et )?[A-ZÉÈÎ][\w'’-]*){0,3})"
    ),
    not_places=word_set("il elle ils on le la les ce"),
    by=(
        re.compile(
            r"\b(?:[Ss]elon|[Dd]'après|[Dd]’après) ((?:le |la |les |l'|l’|un |une |des )?[^,;:—–()\"«»]{2,70}?)(?=[,;:—–()\"«»]|\.?$| (?:a|ont|est|sont|qui|dont|ayant)\b)"
        ),
        re.compile(
            r"[,»] (?:a|ont) (?:indiqué|déclaré|annoncé|affirmé|précisé|expliqué|rapporté) ((?:le |la |les |l'|l’|un |une )?[^,;:—–()\"«»]{2,70}?)(?=[,;:—–()\"«»]|\.?$| (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|dans|à)\b)"
        ),
    ),
    noun_first=True,
)
