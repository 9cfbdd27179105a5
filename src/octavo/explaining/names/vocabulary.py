"""Words that tell what stands beside them: titles, prepositions of place, kinds of organisations, adjectives of countries."""

from __future__ import annotations

from octavo.explaining.names.keys import folded


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


LOCATIVE = _words(
    "in at near from to outside around across through toward towards into throughout between along off via inside over",
    "beyond neighboring neighbouring northern southern eastern western central north south east west downtown",
    "in bei nahe aus nach von um im am durch nördlich südlich östlich westlich",
    "à en près dans vers depuis au aux a en cerca desde hacia hasta",
    "nel nella da presso em no na nos nas te naar uit bij w do z na we",
    "в во из под на до возле около у від біля поблизу із з",
)
TITLES = _words(
    "mr mrs ms miss dr sir lord lady dame prof professor president vice-president chancellor minister premier senator sen rep",
    "representative congressman congresswoman gov governor mayor judge justice sheriff chief captain capt lt lieutenant sgt",
    "sergeant officer detective det gen general colonel col major maj admiral commander cmdr secretary ambassador",
    "king queen prince princess pope bishop archbishop cardinal rev reverend father sister pastor imam rabbi coach director",
    "chairman chairwoman chairperson spokesman spokeswoman spokesperson attorney lawyer actor actress singer author analyst",
    "superintendent principal commissioner councilman councilwoman councillor councilor alderman trooper deputy editor",
    "trustee supt ald cllr insp inspector constable const cpl pvt marshal dean manager owner founder ceo striker goalkeeper",
    "midfielder defender quarterback professor historian economist leader opposition-leader candidate democrat republican",
    "herr frau präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin außenminister",
    "außenministerin innenminister innenministerin finanzminister ministerpräsident ministerpräsidentin sprecher sprecherin",
    "bürgermeister bürgermeisterin bundespräsident chef chefin trainer regierungschef staatschef papst könig königin",
    "m mme mlle monsieur madame président présidente ministre premier-ministre maire señor señora presidente presidenta ministro",
    "ministra signor signora premier alcalde primer-ministro президент министр премьер губернатор глава мэр депутат",
    "господин генерал міністр президента прем'єр голова",
)
SPEECH = _words(
    "said says told added asked argued warned announced insisted wrote tweeted replied explained noted stated claimed",
    "sagte sagt erklärte betonte forderte warnte teilte a-t-il a-t-elle dit déclaré affirmé dijo afirmó aseguró declaró disse",
    "сказал сказала заявил заявила сообщил сообщила отметил сказав заявив повідомив",
)
ORGANISATION = _words(
    "ministry department agency committee commission council association organization organisation foundation institute",
    "university college school academy hospital bank company corporation corp inc ltd llc plc gmbh ag sa group holdings",
    "partners airlines airways motors industries enterprises union party congress parliament senate assembly court tribunal",
    "police army navy force forces guard bureau office authority board federation league club fc cf united society trust",
    "fund network news times post journal herald tribune gazette chronicle press television tv radio magazine church",
    "cathedral team alliance coalition movement front brigade center centre laboratory laboratories labs museum library",
    "theatre theater orchestra service services administration government cabinet house caucus conference chamber exchange",
    "stadium arena airport red-cross embassy consulate district-court supreme-court media broadcasting entertainment studios",
    "systems technologies software pharmaceuticals energy oil gas petroleum electric insurance financial capital securities",
    "ministerium bundesministerium außenministerium innenministerium partei gewerkschaft universität hochschule verband verein",
    "bundestag bundesrat landtag gericht gerichtshof polizei behörde amt bundesamt stiftung kommission bundeswehr konzern",
    "ministère parti syndicat université association assemblée comité conseil ministerio partido universidad comité consejo",
    "ministero partito università ministério universidade министерство партия университет комитет совет верховная рада",
    "міністерство партія університет комітет рада",
)
PLACE_TYPE = _words(
    "county river lake creek street road avenue drive boulevard highway lane island islands mountain mountains beach valley",
    "bay park forest township village city town parish borough district province region state oblast peninsula desert hills",
    "heights ocean sea gulf strait canal falls springs bridge square place court station airport trail harbor harbour port",
)
STREET = _words(
    "street road avenue drive boulevard highway lane court way parkway circle square bridge trail st rd ave dr blvd"
)
NOT_NAMES = _words(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september",
    "october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec",
    "christmas easter ramadan internet god covid covid-19 ebola english advertisement photo image video breaking",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august",
    "oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche",
)
# Lower-case words inside a name.
CONNECTING = _words(
    "of the and de la del du des di da dos das le les el al bin ibn van von der den zu zur am an upon sur y e i"
)
PERSONAL = _words("de la del du di da dos das van von der den zu el al bin ibn ben af av ter le st st. y bint abu")

# Adjectives and people of countries: the country's code, then the forms.
_OF_COUNTRIES = (
    "us american americans|ru russian russians|cn chinese|gb british briton britons|gb english|gb scottish|gb welsh|de german"
    " germans|fr french|it italian italians|es spanish spaniard spaniards|ua ukrainian ukrainians|pl polish poles|tr turkish"
    " turks|gr greek greeks|jp japanese|kr south-korean|kp north-korean north-koreans|vn vietnamese|mx mexican mexicans|ca"
    " canadian canadians|au australian australians|nz new-zealander|in indian indians|pk pakistani pakistanis|bd bangladeshi"
    "|lk sri-lankan|np nepalese nepali|af afghan afghans|ir iranian iranians|iq iraqi iraqis|il israeli israelis|ps"
    " palestinian palestinians|sy syrian syrians|lb lebanese|jo jordanian jordanians|sa saudi saudis|ye yemeni yemenis|om"
    " omani|ae emirati|qa qatari|kw kuwaiti|bh bahraini|eg egyptian egyptians|ly libyan libyans|tn tunisian tunisians|dz"
    " algerian algerians|ma moroccan moroccans|sd sudanese|ss south-sudanese|et ethiopian ethiopians|er eritrean|so somali"
    " somalis|ke kenyan kenyans|ug ugandan|tz tanzanian|rw rwandan|bi burundian|cd congolese|ng nigerian nigerians|gh ghanaian"
    "|sn senegalese|ml malian|ci ivorian|cm cameroonian|ao angolan|zm zambian|zw zimbabwean zimbabweans|za south-african"
    " south-africans|mz mozambican|na namibian|lr liberian|sl sierra-leonean|br brazilian brazilians|ar argentine"
    " argentinian|cl chilean|pe peruvian|co colombian colombians|ve venezuelan venezuelans|ec ecuadorian|bo bolivian|py"
    " paraguayan|uy uruguayan|cu cuban cubans|ht haitian haitians|do dominican|jm jamaican|gt guatemalan|hn honduran|sv"
    " salvadoran|ni nicaraguan|cr costa-rican|pa panamanian|pr puerto-rican|id indonesian indonesians|my malaysian|sg"
    " singaporean|th thai thais|ph filipino filipinos philippine|mm burmese|kh cambodian|la laotian|mn mongolian|tw taiwanese|kz kazakh"
    "|uz uzbek|tm turkmen|kg kyrgyz|tj tajik|ge georgian georgians|am armenian armenians|az azerbaijani azeri|by belarusian"
    "|md moldovan|ro romanian romanians|bg bulgarian|rs serbian serbs|hr croatian|ba bosnian|me montenegrin|mk macedonian|al"
    " albanian albanians|xk kosovan|si slovenian|sk slovak|cz czech czechs|hu hungarian hungarians|at austrian austrians|ch"
    " swiss|be belgian|nl dutch|lu luxembourgish|dk danish danes|se swedish swedes|no norwegian norwegians|fi finnish finns|is icelandic|ie"
    " irish|pt portuguese|ee estonian|lv latvian|lt lithuanian|mt maltese|cy cypriot|fj fijian"
)
_OF_PARTS = {
    "european": "europe", "europeans": "europe", "african": "africa", "africans": "africa", "asian": "asia",
    "latin american": "latin america", "central american": "central america", "north american": "north america",
    "south american": "south america", "crimean": "crimea", "californian": "california", "texan": "texas",
    "siberian": "siberia", "chechen": "chechnya", "s ossetian": "south ossetia", "south ossetian": "south ossetia",
    "abkhazian": "abkhazia", "bavarian": "bavaria", "tibetan": "tibet", "londoners": "london", "parisian": "paris",
    "hawaiian": "hawaii", "alaskan": "alaska", "floridian": "florida", "quebecois": "quebec",
}  # fmt: skip


def _demonyms() -> dict[str, str]:
    found = dict(_OF_PARTS)
    for group in _OF_COUNTRIES.split("|"):
        code, *forms = group.split()
        found |= {folded(form): code for form in forms}
    found["english"], found["scottish"], found["welsh"], found["scots"] = "england", "scotland", "wales", "scotland"
    return found


# From a folded adjective or people to a country's code, in small letters, or to the folded name of a part of the world.
DEMONYMS = _demonyms()

# Short forms of states and provinces, to be trusted after a comma, to their names.
ABBREVIATIONS = {
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "calif": "california", "cal": "california", "colo": "colorado",
    "conn": "connecticut", "del": "delaware", "fla": "florida", "ga": "georgia", "ill": "illinois", "ind": "indiana",
    "kan": "kansas", "kans": "kansas", "ky": "kentucky", "la": "louisiana", "md": "maryland", "mass": "massachusetts",
    "mich": "michigan", "minn": "minnesota", "miss": "mississippi", "mo": "missouri", "mont": "montana", "neb": "nebraska",
    "nebr": "nebraska", "nev": "nevada", "nh": "new hampshire", "nj": "new jersey", "nm": "new mexico", "ny": "new york",
    "nc": "north carolina", "nd": "north dakota", "okla": "oklahoma", "ore": "oregon", "pa": "pennsylvania",
    "ri": "rhode island", "sc": "south carolina", "sd": "south dakota", "tenn": "tennessee", "tex": "texas",
    "vt": "vermont", "va": "virginia", "wash": "washington", "wva": "west virginia", "wis": "wisconsin", "wyo": "wyoming",
    "dc": "district of columbia", "ont": "ontario", "que": "quebec", "alta": "alberta", "sask": "saskatchewan",
    "man": "manitoba", "bc": "british columbia", "ns": "nova scotia", "nb": "new brunswick", "pei": "prince edward island",
    "al": "alabama", "az": "arizona", "ar": "arkansas", "ca": "california", "co": "colorado", "ct": "connecticut",
    "de": "delaware", "fl": "florida", "hi": "hawaii", "id": "idaho", "il": "illinois", "in": "indiana", "ia": "iowa",
    "ks": "kansas", "me": "maine", "ma": "massachusetts", "mi": "michigan", "mn": "minnesota", "ms": "mississippi",
    "mt": "montana", "ne": "nebraska", "nv": "nevada", "oh": "ohio", "ok": "oklahoma", "or": "oregon", "tn": "tennessee",
    "tx": "texas", "ut": "utah", "wa": "washington", "wv": "west virginia", "wi": "wisconsin", "wy": "wyoming",
    "ak": "alaska",
}  # fmt: skip
