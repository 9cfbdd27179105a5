"""Spanish quantities."""

# ruff: noqa: E501 - a table that is broken up is no table
from __future__ import annotations

import re
from dataclasses import replace

from octavo.explaining.figures.grammar import SCIENCE, Grammar, counted, named
from octavo.kit.words import word_set

_DAYS = "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
_YEAR = r"(?:1[5-9]|20)\d\d"
_HUNDREDS = {
    "doscient": 200,
    "trescient": 300,
    "cuatrocient": 400,
    "quinient": 500,
    "seiscient": 600,
    "setecient": 700,
    "ochocient": 800,
    "novecient": 900,
}
_ORDINALS = {
    "segund": 2,
    "tercer": 3,
    "cuart": 4,
    "quint": 5,
    "sext": 6,
    "séptim": 7,
    "octav": 8,
    "noven": 9,
    "décim": 10,
}

SPANISH = Grammar(
    language="es",
    thousands=".\u00a0\u202f\u2009 ",
    decimal=",",
    numerals=counted(
        0,
        "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
    )
    | counted(
        21,
        "veintiuno/veintiún/veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta",
    )
    | {"cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
    | {stem + ending: value for stem, value in _HUNDREDS.items() for ending in ("os", "as")},
    scales={
        "docena": 12,
        "cien": 100,
        "ciento": 100,
        "mil": 1_000,
        "millón": 10**6,
        "millones": 10**6,
        "billón": 10**12,
        "billones": 10**12,
    },
    ordinals={stem + ending: value for stem, value in _ORDINALS.items() for ending in ("o", "a")} | {"tercer": 3},
    ordinal_suffixes=word_set("º ª o a"),
    ordinal_nouns=word_set(
        "año mes semana día trimestre vez mandato ronda temporada aniversario muerte caso victoria derrota ataque hijo edición noche jornada intento gol título ola"
    ),
    second_nouns=word_set("año mes semana día trimestre vez mandato"),
    articles=frozenset(),
    one=word_set("un una uno"),
    joiner="y",
    half=word_set("medio media"),
    half_after="y medio",
    vague=word_set("varios varias algunos algunas decenas cientos miles"),
    range_words=word_set("a"),
    change_before=word_set("pasar pasó pasa pasado pasando pasaron subió bajó"),
    graded=word_set("magnitud"),
    between="entre",
    between_joiner="y",
    minus=word_set("menos"),
    below_nought=frozenset({"bajo cero"}),
    no_minus_behind=word_set("al lo o"),
    qualifiers=named(
        {
            "more than": "más de, más que, por encima de, superior a, más de los, más de las",
            "at least": "al menos, por lo menos, como mínimo, no menos de",
            "about": "unos, unas, cerca de, alrededor de, aproximadamente, en torno a, los cerca de",
            "nearly": "casi, poco menos de",
            "up to": "hasta, como máximo, un máximo de",
            "less than": "menos de",
        }
    ),
    qualifiers_after=named({"at least": "o más", "up to": "o menos"}),
    measures=named(
        SCIENCE
        | {
            "%": "%, por ciento",
            "pp": "puntos porcentuales, punto porcentual",
            "USD": "dólares, dólar, de dólares, dólares estadounidenses",
            "EUR": "euros, euro, de euros",
            "GBP": "libras, libras esterlinas, de libras, de libras esterlinas",
            "CHF": "francos suizos, francos, de francos suizos",
            "JPY": "yenes, de yenes",
            "CNY": "yuanes, de yuanes",
            "RUB": "rublos, de rublos",
            "pesos": "pesos, de pesos",
            "crowns": "coronas, de coronas",
            "km": "km, kilómetros, kilómetro",
            "km²": "km², km2, kilómetros cuadrados",
            "m²": "m², m2, metros cuadrados, de metros cuadrados",
            "m³": "m³, metros cúbicos, de metros cúbicos",
            "m": "m, metros, metro",
            "cm": "cm, centímetros, centímetro",
            "mm": "mm, milímetros, milímetro",
            "ha": "ha, hectáreas, hectárea, de hectáreas",
            "kg": "kg, kilos, kilo, kilogramos",
            "g": "gramos",
            "t": "toneladas, tonelada, de toneladas",
            "l": "litros, litro, de litros",
            "bbl": "barriles, barril, de barriles",
            "km/h": "km/h, kilómetros por hora",
            "°C": "°c, grados celsius, grados centígrados",
            "°": "°, grados, grado",
            "MW": "mw, megavatios",
            "GW": "gw, gigavatios",
            "years": "años, año",
            "months": "meses, mes",
            "weeks": "semanas, semana",
            "days": "días, día",
            "hours": "horas, hora",
            "minutes": "minutos, minuto",
            "seconds": "segundos, segundo",
        }
    ),
    glued=named(SCIENCE | {"m": "m", "t": "t", "°C": "c, ºc"}),
    glued_scales={},
    durations=word_set("years months weeks days hours minutes seconds"),
    no_duration_before=word_set(
        "hace hacía últimos últimas próximos próximas primeros primeras los las estos estas tras dentro cada desde"
    ),
    no_duration_after=word_set("después antes atrás más-tarde tarde"),
    ages=re.compile(r" años(?: de edad\b|(?=,|\)))"),
    age_link=word_set("edad"),
    persons_before=word_set(
        "hombre mujer niño niña joven adolescente menor anciano anciana ciudadano sospechoso estudiante"
    ),
    months=word_set(
        "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre"
    ),
    weekdays=word_set("lunes martes miércoles jueves viernes sábado domingo"),
    clock_after=word_set("h hs hrs"),
    labels=word_set(
        "artículo capítulo página páginas número no n núm canal ruta autopista sala nivel fase clase tipo categoría etapa grupo tomo parte versión episodio ley apartado teléfono teléfonos móvil"
    ),
    score_nouns=word_set("victoria derrota triunfo marcador"),
    hyphened=frozenset(),
    auxiliaries=word_set("fueron fue resultaron han sido están está de ellos ellas otras otros personas murieron"),
    stops=word_set(
        "el la los las lo un una unos unas de del al a en por para con sin sobre entre hasta desde hacia según y e o u pero ni que",
        "quien quienes cual cuyo donde cuando como este esta estos estas ese esa su sus nuestro se le les me te nos no sí ya más",
        "menos muy es son era eran fue fueron ser sido ha han había habían habrá está están estaban será serán también además tras",
        "ante bajo contra durante mediante así aún aunque mientras porque lunes martes miércoles jueves viernes sábado domingo",
    ),
    modifiers=word_set(
        "de los las otros otras nuevos nuevas jóvenes primeros primeras últimos últimas grandes antiguos antiguas principales del otro otra"
    ),
    determiners=frozenset(),
    plurals=word_set("muertos heridos desaparecidos"),
    singulars=word_set("persona hombre mujer niño muerto herido caso país voto"),
    not_counted=word_set(
        "nuestros nuestras ellas más menos tras antes después entonces además los las unos unas sus otros otras es veces años ellos"
    ),
    people=word_set("personas persona individuos"),
    states=word_set("muertos muerto heridos herido desaparecidos desaparecido fallecidos"),
    state_verbs=frozenset(),
    totals=word_set("número cifra saldo balance total"),
    total_links=word_set("a en de es"),
    containers=word_set("cuerpos cadáveres restos vidas"),
    concepts=named(
        {
            "deaths": "muertos, muerto, muertes, fallecidos, víctimas mortales, saldo",
            "injured": "heridos, herido, lesionados",
            "missing": "desaparecidos, desaparecido",
            "cases": "casos, contagios",
            "bodies": "cuerpos, cadáveres, restos",
            "jobs": "empleos, puestos",
        }
    ),
    when=re.compile(
        rf"\b(?:[Ee]l |[Ee]ste |[Dd]esde el |[Aa]l )?(?:{_DAYS})(?: (?:pasado|próximo))?\b"
        rf"|\b(?:[Ee]n|[Dd]esde|[Hh]asta|[Ee]l \d{{1,2}} de|[Aa] (?:finales|principios) de|[Dd]urante) (?:(?:{_MONTHS}) (?:de |del )?)?{_YEAR}\b"
        rf"|\b(?:[Ee]n|[Dd]esde|[Hh]asta|[Ee]l \d{{1,2}} de|[Aa] (?:finales|principios|mediados) de) (?:{_MONTHS})\b"
        r"|\b(?:[Ee]l año|[Ee]l mes|[Ll]a semana) (?:pasado|pasada|próximo|próxima)\b|\b[Ee]n el (?:primer|segundo|tercer|cuarto) (?:trimestre|semestre)\b|\b[Ee]ste (?:año|mes)\b|\b[Aa]yer\b|\b[Hh]oy\b|\bal (?:año|mes|día)\b|\bpor (?:año|mes|día)\b"
    ),
    place=re.compile(
        r"\b(?:[Ee]n|[Cc]erca de)\s(?:el |la |los |las )?([A-ZÁÉÍÓÚÑ][\w'’-]*(?: (?:de |del |la |los |y )?[A-ZÁÉÍÓÚÑ][\w'’-]*){0,3})"
    ),
    not_places=word_set("el la los las se un una"),
    by=(
        re.compile(
            r"\b(?:[Ss]egún|[Dd]e acuerdo con) ((?:el |la |los |las |un |una )?[^,;:—–()\"«»“”]{2,70}?)(?=[,;:—–()\"«»“”]|\.?$| (?:ha|han|es|son|que|hay)\b)"
        ),
        re.compile(
            r"[,»”] (?:dijo|informó|señaló|anunció|aseguró|indicó|afirmó) ((?:el |la |los |las |un |una )?[^,;:—–()\"«»“”]{2,70}?)(?=[,;:—–()\"«»“”]|\.?$| (?:el lunes|el martes|el miércoles|el jueves|el viernes|este|en)\b)"
        ),
    ),
    noun_first=True,
)

SPANISH_AMERICAN = replace(SPANISH, thousands=",\u00a0\u202f\u2009 ", decimal=".")
