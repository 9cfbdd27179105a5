"""English quantities."""

# ruff: noqa: E501 - a table that is broken up is no table
from __future__ import annotations

import re

from octavo.explaining.figures.grammar import SCIENCE, Grammar, counted, named
from octavo.kit.words import word_set

_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Aug\.?|Sept\.?|Oct\.?|Nov\.?|Dec\.?"
)
_SPAN = "week|month|year|night|decade|century|quarter|weekend|spring|summer|autumn|fall|winter|season"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DURATIONS = (
    "years, year, yrs",
    "months, month",
    "weeks, week",
    "days, day",
    "hours, hour, hrs",
    "minutes, minute, mins",
    "seconds, second",
)
_SAID = r"(?:said|says|reported|announced|estimated|estimates|claimed|told|confirmed|added|wrote)"

ENGLISH = Grammar(
    language="en",
    thousands=",\u00a0\u202f\u2009",
    decimal=".",
    numerals=counted(
        0,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    )
    | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    scales={
        "dozen": 12,
        "hundred": 100,
        "thousand": 1_000,
        "million": 10**6,
        "billion": 10**9,
        "trillion": 10**12,
        "crore": 10**7,
        "lakh": 10**5,
        "bn": 10**9,
        "mn": 10**6,
        "tn": 10**12,
    },
    ordinals=counted(
        2,
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    )
    | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100},
    ordinal_suffixes=word_set("st nd rd th"),
    ordinal_nouns=word_set(
        "year years month week day quarter time term round season anniversary death case victory win defeat loss attack",
        "strike child son daughter edition night night's attempt goal title election weekend summit meeting",
        "wave body person victim arrest suspect budget government minister president term- increase rise fall cut",
    ),
    second_nouns=word_set("year month week day quarter time term consecutive straight successive"),
    articles=word_set("a"),
    one=word_set("one"),
    joiner="and",
    half=word_set("half"),
    half_after="and a half",
    vague=word_set("several few many some- dozens hundreds thousands countless couple"),
    range_words=word_set("to or"),
    change_before=word_set("from"),
    graded=word_set("magnitude"),
    between="between",
    between_joiner="and",
    minus=word_set("minus negative"),
    moves=word_set("rose fell climbed gained lost dropped added slipped jumped up down off sank surged tumbled edged"),
    no_minus_behind=word_set("or"),
    below_nought=frozenset({"below zero", "below freezing", "below 0"}),
    qualifiers=named(
        {
            "more than": "more than, over, above, in excess of, upwards of, greater than, well over, more than the, exceeding, topping",
            "at least": "at least, no fewer than, no less than, not less than, a minimum of, at the least",
            "about": "about, around, some, roughly, approximately, an estimated, estimated, circa, in the region of, or so, approx",
            "nearly": "nearly, almost, close to, just under, approaching, just short of",
            "up to": "up to, as many as, as much as, at most, a maximum of, no more than, as high as, not more than",
            "less than": "less than, fewer than, under, below",
        }
    ),
    qualifiers_after=named(
        {"at least": "or more, or older, or higher", "up to": "or less, or fewer, or younger", "about": "or so"}
    ),
    measures=named(
        SCIENCE
        | {
            "%": "%, percent, per cent, pct, percentage",
            "pp": "percentage points, percentage point, percentage-point",
            "bp": "basis points, basis point, basis-point",
            "USD": "dollars, dollar, us dollars, american dollars",
            "AUD": "australian dollars",
            "CAD": "canadian dollars",
            "HKD": "hong kong dollars",
            "EUR": "euros, euro",
            "GBP": "pounds sterling, sterling",
            "JPY": "yen",
            "CNY": "yuan, renminbi",
            "INR": "rupees, rupee",
            "RUB": "roubles, rubles, rouble, ruble",
            "UAH": "hryvnia, hryvnias",
            "CHF": "swiss francs, francs",
            "SEK": "swedish kronor, kronor",
            "PLN": "zloty, zlotys",
            "TRY": "lira",
            "crowns": "crowns, crown, kroner",
            "pesos": "pesos, peso",
            "pounds": "pounds, pound",
            "km": "km, kms, kilometres, kilometre, kilometers, kilometer",
            "km²": "km², km2, square kilometres, square kilometers, square kilometre, sq km",
            "m²": "m², m2, square metres, square meters, sqm",
            "m³": "cubic metres, cubic meters",
            "sq mi": "square miles, square mile",
            "sq ft": "square feet, square foot, square-foot",
            "m": "metres, metre, meters, meter",
            "cm": "cm, centimetres, centimeters, centimetre, centimeter",
            "mm": "mm, millimetres, millimeters, millimetre, millimeter",
            "mi": "miles, mile",
            "nmi": "nautical miles, nautical mile",
            "ft": "feet, foot, ft",
            "in": "inches, inch",
            "yd": "yards, yard",
            "ha": "ha, hectares, hectare",
            "acres": "acres, acre",
            "kg": "kg, kilograms, kilogram, kilos, kilo",
            "t": "tonnes, tonne, metric tons, metric tonnes",
            "tons": "tons, ton",
            "lb": "lb, lbs",
            "oz": "ounces, ounce",
            "l": "litres, litre, liters, liter",
            "gal": "gallons, gallon",
            "bbl": "barrels, barrel",
            "kt": "knots, knot",
            "km/h": "km/h, kmh, kph, kilometres an hour, kilometers an hour, kilometres per hour, kilometers per hour",
            "mph": "mph, miles an hour, miles per hour",
            "°C": "°c, degrees celsius, degrees c, celsius",
            "°F": "°f, degrees fahrenheit, degrees f, fahrenheit",
            "°": "°, degrees, degree",
            "kW": "kw, kilowatts, kilowatt",
            "MW": "mw, megawatts, megawatt",
            "GW": "gw, gigawatts, gigawatt",
            "kWh": "kwh, kilowatt hours, kilowatt-hours",
            "GWh": "gwh, gigawatt hours, gigawatt-hours",
            "TWh": "twh, terawatt hours, terawatt-hours",
            "magnitude": "magnitude",
            "decades": "decades, decade",
            "years": _DURATIONS[0],
            "months": _DURATIONS[1],
            "weeks": _DURATIONS[2],
            "days": _DURATIONS[3],
            "hours": _DURATIONS[4],
            "minutes": _DURATIONS[5],
            "seconds": _DURATIONS[6],
        }
    ),
    glued=named(
        SCIENCE
        | {
            "m": "m, metres",
            "ft": "ft",
            "°C": "c, ºc",
            "°F": "f, ºf",
            "lb": "lb, lbs",
            "p": "p",
            "t": "t",
            "l": "l",
            "mi": "mi",
            "pp": "pp",
            "bp": "bp, bps",
        }
    ),
    glued_scales={"m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "trn": 10**12, "k": 1_000},
    durations=word_set("decades years months weeks days hours minutes seconds"),
    no_duration_before=word_set(
        "last past next previous coming preceding every first final these those within recent other few another following"
    ),
    once_behind=word_set(
        "for in within after under than least most just only about nearly lasts lasted took takes taking lasting spent",
        "full whole every per another additional extra opened closed ended began came",
    ),
    no_duration_after=word_set("ago later earlier before after from away into since back of on prior"),
    ages=re.compile(r"[ -]years?[ -]old\w*|[ -]yr[ -]old\w*| years of age"),
    age_link=word_set("age aged"),
    persons_before=frozenset(),
    months=word_set(
        "january february march april may june july august september october november december",
        "jan feb mar apr jun jul aug sep sept oct nov dec",
    ),
    weekdays=word_set("monday tuesday wednesday thursday friday saturday sunday"),
    clock_after=word_set("am pm a.m p.m gmt bst est edt utc cet o'clock o’clock noon"),
    labels=word_set(
        "phone telephone hotline article section chapter page pages number no nos no. flight channel route highway interstate room level phase grade",
        "type category stage day week title verse psalm part volume unit platform gate lane floor tier version episode scene",
        "season rule amendment proposition resolution class figure exhibit item line zone sector district ward precinct form",
        "schedule group appendix hurricane division world super area apollo building block count bill and/or under-",
    ),
    score_nouns=word_set(
        "win victory defeat loss lead draw vote votes ruling decision majority triumph thrashing scoreline aggregate margin"
    ),
    hyphened=word_set(
        "member nation country state person man woman vehicle seat storey story bed bedroom room point vote ship strong year-old car"
    ),
    auxiliaries=word_set("were was have has had been are is being of them others more other also people remain still"),
    stops=word_set(
        "a an the of in on at by for with from to into onto over under about after before since until than and or but nor so",
        "as if when while because that which who whom whose what where how why this these those there here it its he she they",
        "them him her his their our your my we you i is are was were be been being am has have had having do does did will",
        "would can could shall should may might must not no n't yes said says say told according per each every all both either",
        "neither only also just even still yet already again then now more most less least very too such up down out off across",
        "through during between among against within without along around near toward towards upon via amid despite plus minus",
        "versus vs etc went came made took got get gets go goes come comes make makes take takes including included include",
        "became become remain remains remained stood stands based left ended began continued rather was another",
        "use used have want need live lived work know find see give gave let think keep share came ran hit say told met",
        "today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday",
    ),
    modifiers=word_set("of other further additional more the these those its their his her our such"),
    determiners=word_set("the these those its their his her our"),
    plurals=word_set(
        "israelis pakistanis iraqis saudis yemenis bangladeshis somalis nepalis omanis qataris emiratis kuwaitis afghanis taxis",
        "people men women children police staff personnel troops dead wounded injured homeless aircraft spacecraft sheep fish",
        "deer cattle species series crew livestock media data teeth geese mice lives wives knives halves policemen policewomen",
        "firemen fishermen servicemen gunmen businessmen congressmen lawmakers servicewomen spokesmen horsemen workmen",
        "grandchildren schoolchildren humans headquarters clergy feet oxen countrymen households salmon cod trout infantry pairs",
    ),
    singulars=word_set("person man woman child death victim patient vote seat goal officer soldier suspect passenger"),
    not_counted=word_set(
        "thirds quarters fifths sixths eighths tenths halves hundredths ways sides things",
        "is was has this its as his us does always perhaps across less plus versus previous serious famous various thus yes",
        "years' months' weeks' days' hours' minus gas bus news sports ones else's sometimes besides towards afterwards",
        "upwards regardless whereas ours hers theirs yours others' politics economics says goes takes makes comes gives",
        "sales' remains times' works shows means helps wants needs dies rises falls wins runs leads ends begins",
    ),
    people=word_set("people persons person humans souls individuals"),
    states=word_set(
        "dead killed wounded injured missing hurt arrested detained hospitalised hospitalized homeless displaced infected stranded trapped aboard unaccounted"
    ),
    state_verbs=word_set(
        "killed killing kills injured injuring wounded wounding arrested arresting detained infected displaced hospitalised hospitalized"
    ),
    totals=word_set("toll total number tally count figure turnout capacity population attendance membership"),
    total_links=word_set(
        "to at of was is stood stands reached hit rose risen climbed fell by was reaching hitting over than now"
    ),
    containers=word_set("bodies remains lives deaths homes families corpses"),
    concepts=named(
        {
            "deaths": "dead, killed, killing, kills, death toll, toll, deaths, death, fatalities, died, lives, dies, lost their lives, were killed, have died",
            "injured": "injured, wounded, hurt, injuries, injuring, wounding",
            "arrests": "arrested, arrests, detained, arresting, detentions",
            "missing": "missing, unaccounted",
            "cases": "cases, infections, infected",
            "bodies": "bodies, corpses, remains",
            "aboard": "aboard, on board",
            "jobs": "jobs, layoffs, redundancies",
        }
    ),
    when=re.compile(
        rf"\b(?:(?:[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|[Nn]ext|[Tt]his|[Ll]ate|[Ee]arly|[Ff]rom) ){{0,2}}(?:{_DAYS})(?: (?:morning|afternoon|evening|night))?\b"
        rf"|\b(?:(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Ff]rom|[Uu]ntil|[Bb]efore|[Aa]fter) )(?:early |late |mid-)?(?:(?:{_MONTHS}) (?:\d{{1,2}},? )?)?{_YEAR}\b"
        rf"|\b(?:(?:[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Ll]ast|[Tt]his|[Nn]ext) )(?:early |late |mid-)?(?:{_MONTHS})(?: \d{{1,2}})?\b"
        rf"|\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious) (?:{_SPAN})\b"
        r"|\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or) the (?:last|past|next|previous|first|second|third|fourth|final) (?:[\w-]{1,12} )?(?:hours|days|weeks|months|years|decades|quarter|half|week|month|year|decade)\b"
        r"|\b[Yy]esterday\b|\b[Tt]oday\b|\b[Tt]onight\b|\b[Oo]vernight\b|(?<!once )(?<!twice )(?<!times )\ba (?:day|week|month|year)\b(?! (?:after|ago|before|behind|earlier|from|later|of|on)\b)|\b(?:per|each|every) (?:day|week|month|year)\b|\bannually\b"
    ),
    place=re.compile(
        r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]cross|[Oo]utside|[Aa]round|off|from)\s(?:the |northern |southern |eastern |western |central )?([A-Z][\w'’.-]*(?: (?:of |de |the )?[A-Z][\w'’-]*){0,3})"
    ),
    not_places=word_set(
        "senate house february he she it they the a an in on i we this that congress parliament court trump police god english"
    ),
    by=(
        re.compile(
            r"\b(?:[Aa]ccording to|[Cc]iting) ((?:the |a |an )?[^,;:—–()\"“”]{2,80}?)(?=[,;:—–()\"“”]|\.?$| (?:said|which|that|who|has|have|had|is|are|was|were|showed|shows|and)\b)"
        ),
        re.compile(rf"[,”\"’'] ((?:the |a |an )?[^,;:—–()\"“”]{{2,90}}?) {_SAID}\b"),
        re.compile(rf"^((?:The |A |An )?[A-Z][^,;:—–()\"“”]{{2,70}}?) {_SAID}\b(?! to\b)"),
        re.compile(
            rf"^((?:[A-Z][\w.'’-]{{1,20}} ){{1,4}}[A-Z][\w'’-]{{1,20}}), [^,;:—–()\"“”]{{4,80}}, {_SAID}\b(?! to\b)"
        ),
    ),
)
