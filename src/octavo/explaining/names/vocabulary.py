"""Words that tell what stands beside them: titles, prepositions, kinds of organisations, adjectives of countries."""

from __future__ import annotations

from octavo.explaining.names.keys import folded
from octavo.kit.words import word_set

LOCATIVE = word_set(
    "in at near from to outside around across through toward towards into throughout between along off via inside",
    "over beyond neighboring neighbouring northern southern eastern western central north south east west",
    "downtown bei nahe aus nach von um im am durch nördlich südlich östlich westlich à en près dans vers depuis",
    "au aux a cerca desde hacia hasta nel nella da presso em no na nos nas te naar uit bij w do z we в во из под",
    "на до возле около у від біля поблизу із з",
)
TITLES = word_set(
    "mr mrs ms miss dr sir lord lady dame prof professor president vice-president chancellor minister premier",
    "senator sen rep representative congressman congresswoman gov governor mayor judge justice sheriff chief",
    "captain capt lt lieutenant sgt sergeant officer detective det gen general colonel col major maj admiral",
    "commander cmdr secretary ambassador king queen prince princess pope bishop archbishop cardinal rev reverend",
    "father sister pastor imam rabbi coach director chairman chairwoman chairperson spokesman spokeswoman",
    "spokesperson attorney lawyer actor actress singer author analyst superintendent principal commissioner",
    "councilman councilwoman councillor councilor alderman trooper deputy editor trustee supt ald cllr insp",
    "inspector constable const cpl pvt marshal dean manager owner founder ceo striker goalkeeper whip adviser",
    "advisor counsel strategist vorsitzende vorsitzender vorsitzenden ministers abgeordnete abgeordneter",
    "senatorin senatoren speaker chair midfielder defender quarterback historian economist leader",
    "verleger verlegerin autor autorin regisseur regisseurin sänger sängerin schauspieler schauspielerin stürmer",
    "torwart kapitän anwohner anwohnern nachbar nachbarin",
    "opposition-leader candidate democrat republican democrats republicans",
    "herr frau präsident präsidentin kanzler kanzlerin",
    "bundeskanzler bundeskanzlerin ministerin außenminister außenministerin innenminister innenministerin",
    "finanzminister ministerpräsident ministerpräsidentin sprecher sprecherin bürgermeister bürgermeisterin",
    "bundespräsident chef chefin trainer regierungschef staatschef papst könig königin m mme mlle monsieur madame",
    "président présidente ministre premier-ministre maire señor señora presidente presidenta ministro ministra",
    "signor signora alcalde primer-ministro президент министр премьер губернатор глава мэр депутат господин",
    "генерал міністр президента прем'єр голова",
)
_TITLE_ENDINGS = (
    "minister", "ministerin", "präsident", "präsidentin", "sprecher", "sprecherin", "chef", "chefin", "vorsitzende",
    "vorsitzender", "kanzler", "kanzlerin", "trainer", "trainerin", "politiker", "politikerin", "experte", "expertin",
    "abgeordnete", "abgeordneter", "abgeordneten", "bürgermeister", "kommissar", "kommissarin", "beauftragte",
)  # fmt: skip
# Of compounds alone ("Schulleiter"): some are surnames.
_COMPOUND_ENDINGS = (
    "leiter", "leiterin", "direktor", "direktorin", "rektor", "rektorin", "anwalt", "anwältin", "pfarrer", "pfarrerin",
    "forscher", "forscherin", "kommandant", "kommandantin", "sieger", "siegerin",
)  # fmt: skip
_FEWEST_BEFORE = 3


def is_title(word: str) -> bool:
    """Whether a word in small letters is a title or an office."""
    return word in TITLES or word.endswith(_TITLE_ENDINGS) or word[_FEWEST_BEFORE:].endswith(_COMPOUND_ENDINGS)


SPEECH = word_set(
    "said says told added asked argued warned announced insisted wrote tweeted replied explained noted stated",
    "claimed sagte sagt erklärte betonte forderte warnte teilte a-t-il a-t-elle dit déclaré affirmé dijo afirmó",
    "aseguró declaró disse сказал сказала заявил заявила сообщил сообщила отметил сказав заявив повідомив",
)
ORGANISATION = word_set(
    "globe inquirer enquirer bulletin guardian observer examiner dispatch courier sentinel telegraph",
    "ministry department agency committee commission council association organization organisation foundation",
    "institute university college school academy hospital bank company corporation corp inc ltd llc plc gmbh ag",
    "sa group holdings partners airlines airways motors industries enterprises union party congress parliament",
    "senate assembly court tribunal police army navy force forces guard bureau office authority board federation",
    "league club fc cf united society trust fund network news times post journal herald tribune gazette chronicle",
    "press television tv radio magazine church cathedral team alliance coalition movement front brigade regiment",
    "battalion squadron corps center",
    "centre laboratory laboratories labs museum library theatre theater orchestra service services administration",
    "government cabinet house caucus conference chamber exchange stadium arena airport red-cross embassy",
    "consulate district-court supreme-court media broadcasting entertainment studios systems technologies",
    "software pharmaceuticals energy oil gas petroleum electric insurance financial capital securities",
    "ministerium bundesministerium außenministerium innenministerium partei gewerkschaft universität hochschule",
    "verband verein bundestag bundesrat landtag gericht gerichtshof polizei behörde amt bundesamt stiftung",
    "kommission bundeswehr konzern ministère parti syndicat université assemblée comité conseil ministerio",
    "partido universidad consejo ministero partito università ministério universidade министерство партия",
    "университет комитет совет верховная рада міністерство партія університет комітет",
)
PLACE_TYPE = word_set(
    "county river lake creek street road avenue drive boulevard highway lane island islands mountain mountains",
    "beach valley bay park forest township village city town parish borough district province region state oblast",
    "peninsula desert hills heights ocean sea gulf strait canal falls springs bridge square place court station",
    "airport trail harbor harbour port",
)
STREET = word_set(
    "street road avenue drive boulevard highway lane court way parkway circle square bridge trail st rd ave dr",
    "blvd",
)
# What runs of capitals end with that are events, laws, buildings, and no one's name.
THINGS = word_set(
    "festival convention tower towers belt ball act day week year cup games open bowl award awards prize deal",
    "amendment bill war plan treaty accord accords agreement summit protocol series election elections campaign",
    "trail rights baseball football basketball hockey soccer pass law laws code order rule caucuses primary",
    "debate tour revolution crisis affair scandal building hotel hall room gallery memorial monument palace",
    "castle temple mosque synagogue medal olympics championship championships tournament trophy race marathon",
    "report review standard standards initiative project program programme strategy policy doctrine dream system",
    "network edition version podcast show movie film album book press tag woche jahr krieg preis pokal",
    "meisterschaft gesetz abkommen vertrag hopes speech address reports works",
)
LEGAL_FORMS = word_set("ltd limited inc incorporated corp corporation llc plc gmbh ag se sa nv bv spa oyj ab asa kk co")
NOT_NAMES = word_set(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august",
    "september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov",
    "dec christmas easter ramadan internet god covid covid-19 ebola english advertisement photo image video",
    "breaking montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli",
    "oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche",
)
# Words that are some people's first names, and anything but in the news.
FUNCTION_WORDS = word_set(
    "a am an and any are as at be but by can did do even for from had has he her him his how i if in is it its",
    "just like made many more most much my new no not now of off on one only or our out over own said see she so",
    "some such than that the their them then there they this those to too two under up us very was we were what",
    "when where which while who why will with you your all also after about vice still yet may here both each",
    "every other another between since until among amid during als auf aus bei bis da das dass den der des die",
    "doch du ein eine er",
    "es für ganz hat ich ihr im ist ja man mit nach nicht noch nun nur ob oder sie sind um und uns vom von vor",
    "war wer wie wir zu zum zur zwar dabei dort hier damit aux avec ce cette dans elle en est et il ils je la le",
    "les leur mais nous ou par pas pour que qui sa ses son sur un une",
    "вы вас вам вами ваш ваша ваше ваши вашего вашей вашем ваших он она они мы это как что",
)
DIRECTIONS = word_set(
    "north south east west northeast northwest southeast southwest norden süden osten westen nord sud est ouest",
    "northern southern eastern western central norte sur este oeste",
)
JOINING = word_set(
    "of for and & the de des du la del della für von und der die das",
)
# Words that open the names of bodies, and seldom a sentence before one.
OPENERS = word_set(
    "national international federal world global european central royal human public private social medical",
    "environmental internal external state general higher food energy water health home foreign justice government",
    "financial economic criminal civil military naval northern southern eastern western lower upper new free united",
    "democratic republican conservative liberal labour labor christian islamic muslim jewish catholic orthodox",
    "supreme high premier imperial revolutionary agricultural science technology transport road rail aviation security",
    "defense defence education research consumer competition data information sea ocean marine fish forest park house",
    "senate congressional presidential parliamentary independent constitutional electoral election trade fair animal",
    "wildlife nature space nuclear atomic solar oil gas historical olympic cancer heart mental universal peoples",
)
# Words that "of" stands behind in the name of an organisation.
ORGANISATION_HEAD = word_set(
    "ministry department university bank committee council court institute office bureau board association",
    "federation commission academy house church college school agency union organization organisation society",
    "league centre center ministerium universität institut ministère ministerio università ministero universidad",
    "chamber foundation",
)
SUFFIX = word_set(
    "jr sr ii iii iv",
)
# Lower-case words inside a name.
CONNECTING = word_set(
    "of the and de la del du des di da do dos das le les el al bin ibn van von der den zu zur am an upon sur y e i",
)
PERSONAL = word_set(
    "de la del du di da dos das van von der den zu el al bin ibn ben af av ter le st st. y bint abu",
)

# Adjectives and people of countries: the country's code, then the forms.
_OF_COUNTRIES = (
    "us american americans|ru russian russians|cn chinese|gb british briton britons|gb english|gb scottish|gb "
    "welsh|de german germans|fr french|it italian italians|es spanish spaniard spaniards|ua ukrainian "
    "ukrainians|pl polish poles|tr turkish turks|gr greek greeks|jp japanese|kr south-korean|kp north-korean "
    "north-koreans|vn vietnamese|mx mexican mexicans|ca canadian canadians|au australian australians|nz "
    "new-zealander|in indian indians|pk pakistani pakistanis|bd bangladeshi|lk sri-lankan|np nepalese nepali|af"
    " afghan afghans|ir iranian iranians|iq iraqi iraqis|il israeli israelis|ps palestinian palestinians|sy "
    "syrian syrians|lb lebanese|jo jordanian jordanians|sa saudi saudis|ye yemeni yemenis|om omani|ae "
    "emirati|qa qatari|kw kuwaiti|bh bahraini|eg egyptian egyptians|ly libyan libyans|tn tunisian tunisians|dz "
    "algerian algerians|ma moroccan moroccans|sd sudanese|ss south-sudanese|et ethiopian ethiopians|er "
    "eritrean|so somali somalis|ke kenyan kenyans|ug ugandan|tz tanzanian|rw rwandan|bi burundian|cd "
    "congolese|ng nigerian nigerians|gh ghanaian|sn senegalese|ml malian|ci ivorian|cm cameroonian|ao "
    "angolan|zm zambian|zw zimbabwean zimbabweans|za south-african south-africans|mz mozambican|na namibian|lr "
    "liberian|sl sierra-leonean|br brazilian brazilians|ar argentine argentinian|cl chilean|pe peruvian|co "
    "colombian colombians|ve venezuelan venezuelans|ec ecuadorian|bo bolivian|py paraguayan|uy uruguayan|cu "
    "cuban cubans|ht haitian haitians|do dominican|jm jamaican|gt guatemalan|hn honduran|sv salvadoran|ni "
    "nicaraguan|cr costa-rican|pa panamanian|pr puerto-rican|id indonesian indonesians|my malaysian|sg "
    "singaporean|th thai thais|ph filipino filipinos philippine|mm burmese|kh cambodian|la laotian|mn "
    "mongolian|tw taiwanese|kz kazakh|uz uzbek|tm turkmen|kg kyrgyz|tj tajik|ge georgian georgians|am armenian "
    "armenians|az azerbaijani azeri|by belarusian|md moldovan|ro romanian romanians|bg bulgarian|rs serbian "
    "serbs|hr croatian|ba bosnian|me montenegrin|mk macedonian|al albanian albanians|xk kosovan|si slovenian|sk"
    " slovak|cz czech czechs|hu hungarian hungarians|at austrian austrians|ch swiss|be belgian|nl dutch|lu "
    "luxembourgish|dk danish danes|se swedish swedes|no norwegian norwegians|fi finnish finns|is icelandic|ie "
    "irish|pt portuguese|ee estonian|lv latvian|lt lithuanian|mt maltese|cy cypriot|fj fijian"
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
    found |= {"brits": "gb", "aussies": "au", "kiwis": "nz", "yanks": "us"}
    return found


# From a folded adjective or people to a country's code, in small letters, or to the folded name of a part of the world.
DEMONYMS = _demonyms()

# Short forms of states and provinces, to be trusted after a comma, to their names.
ABBREVIATIONS = {
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "calif": "california", "cal": "california",
    "colo": "colorado", "conn": "connecticut", "del": "delaware", "fla": "florida", "ga": "georgia",
    "ill": "illinois", "ind": "indiana", "kan": "kansas", "kans": "kansas", "ky": "kentucky", "la": "louisiana",
    "md": "maryland", "mass": "massachusetts", "mich": "michigan", "minn": "minnesota", "miss": "mississippi",
    "mo": "missouri", "mont": "montana", "neb": "nebraska", "nebr": "nebraska", "nev": "nevada",
    "nh": "new hampshire", "nj": "new jersey", "nm": "new mexico", "ny": "new york", "nc": "north carolina",
    "nd": "north dakota", "okla": "oklahoma", "ore": "oregon", "pa": "pennsylvania", "ri": "rhode island",
    "sc": "south carolina", "sd": "south dakota", "tenn": "tennessee", "tex": "texas", "vt": "vermont",
    "va": "virginia", "wash": "washington", "wva": "west virginia", "wis": "wisconsin", "wyo": "wyoming",
    "dc": "district of columbia", "ont": "ontario", "que": "quebec", "alta": "alberta", "sask": "saskatchewan",
    "man": "manitoba", "bc": "british columbia", "ns": "nova scotia", "nb": "new brunswick",
    "pei": "prince edward island", "al": "alabama", "az": "arizona", "ar": "arkansas", "ca": "california",
    "co": "colorado", "ct": "connecticut", "de": "delaware", "fl": "florida", "hi": "hawaii", "id": "idaho",
    "il": "illinois", "in": "indiana", "ia": "iowa", "ks": "kansas", "me": "maine", "ma": "massachusetts",
    "mi": "michigan", "mn": "minnesota", "ms": "mississippi", "mt": "montana", "ne": "nebraska", "nv": "nevada",
    "oh": "ohio", "ok": "oklahoma", "or": "oregon", "tn": "tennessee", "tx": "texas", "ut": "utah",
    "wa": "washington", "wv": "west virginia", "wi": "wisconsin", "wy": "wyoming", "ak": "alaska",
}  # fmt: skip

KNOWN_ORGANISATIONS = word_set(
    "google facebook meta apple microsoft amazon twitter tesla boeing airbus volkswagen bmw siemens toyota honda",
    "nissan samsung huawei tiktok youtube netflix walmart exxonmobil chevron shell gazprom rosneft lufthansa",
    "ryanair uber airbnb spacex openai nvidia intel reuters bloomberg telegram whatsapp instagram hamas hezbollah",
    "taliban al-qaeda al-shabaab nato unicef unesco interpol europol frontex greenpeace amnesty mossad bundesliga",
    "bundestag bundesrat bundeswehr knesset likud duma roscosmos pfizer biontech moderna astrazeneca goldman",
    "wikileaks wikipedia fatah congress",
)
