"""English: its words of saying and of pointing."""

from __future__ import annotations

from octavo.explaining.statements.grammar import Grammar, phrases_of
from octavo.kit.words import word_set

_VOWELS = "aeiou"


def _forms(*lines: str) -> frozenset[str]:
    """The forms of regular verbs."""
    found: set[str] = set()
    for verb in word_set(*lines):
        if verb.endswith("e"):
            found |= {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
        elif verb.endswith("y") and verb[-2] not in _VOWELS:
            found |= {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
        else:
            plural = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
            found |= {verb, verb + plural, verb + "ed", verb + "ing"}
    return frozenset(found)


_SAYING = word_set(
    "said says say saying told tells tell telling wrote writes write writing written quipped quipping quips thought",
    "admitted admits admit admitting shot swore swears went asked asks",
) | _forms(
    "add tweet retweet continue explain note state respond reply declare conclude argue insist warn claim announce",
    "report observe remark recall acknowledge concede predict assert stress emphasize emphasise suggest joke exclaim",
    "shout yell scream whisper mutter murmur lament complain boast confess maintain contend counter caution",
    "reiterate repeat recount answer interject testify post email text caption lecture estimate disclose reveal",
    "confirm allege opine muse wonder comment urge pledge promise vow clarify elaborate reason agree guess",
    "retort reflect recommend chant underline reassure deny ask",
) - word_set("text posts post reports report comments comment claims reason reasons notes guess states state wonder")
_HINTING = word_set(
    "called calls call calling calls said-to found finds finding shows show showed shown reads read put puts",
    "putting began begin begins thinks think thinking spoke speaks speak speaking sent sends gave gives give giving",
    "heard sees saw told-of quoted quotes quoting quote dubbed dubbing titled named posts post text reports report",
    "comments comment claims notes states state wonder reason reasons guess",
) | _forms(
    "describe label refer mention blame accuse slam blast criticize criticise mock praise denounce condemn dismiss",
    "reject demand propose promise pledge believe hope want fear expect offer cite thank",
    "welcome attack question address",
    "characterize characterise portray discuss dub deride decry tout hail defend express voice issue release publish",
    "apologize apologise assure advise order instruct urge sign charge point rule imply indicate signal feel deem",
    "brand laugh joke shrug smile nod sigh recite sing conclude start finish open close jump chime fire crow gush vent",
)

GRAMMAR = Grammar(
    language="en",
    saying=_SAYING,
    hinting=_HINTING - _SAYING,
    auxiliaries=word_set(
        "is are was were be been being am has have had having will would could can may might must should shall do",
        "does did 's 're 've 'd 'll isn't wasn't didn't doesn't don't won't wouldn't couldn't can't hasn't haven't",
        "hadn't",
    ),
    pronouns=word_set("he she they it i we who you"),
    persons=word_set("he she"),
    determiners=word_set(
        "the a an one another some several many most two three four five six both his her their its our my this",
        "these those any no each every either neither other few all",
    ),
    prepositions=word_set(
        "of for at from with in on to by about into over after before during under against between among through",
        "since until without within upon toward towards via near across like despite amid following outside inside",
        "behind including because off around",
    ),
    linking=word_set(
        "and or but nor that which who whom whose when while where if as than so because though although then after",
        "before once unless until since however still yet whether what how why not also just even only there here",
    ),
    that=word_set("that"),
    speakers=word_set(
        "bosses clerk clerks staff whip spokesman spokeswoman spokesperson spokespeople spokesmen official",
        "officials police minister ministers ministry president prime premier chancellor secretary senator senators",
        "governor mayor lawmaker lawmakers leader leaders chief chairman chairwoman chair director head judge",
        "judges court lawyer lawyers attorney attorneys prosecutor prosecutors authorities government",
        "administration department agency committee commission council party campaign company group organisation",
        "organization union army military navy force forces bank board statement report study researchers",
        "researcher scientist scientists expert experts analyst analysts economist economists professor doctor",
        "doctors witness witnesses resident residents neighbour neighbours neighbor neighbors father mother brother",
        "sister son daughter husband wife parents family friend friends colleague colleagues aide aides adviser",
        "advisers advisor advisors source sources insider insiders diplomat diplomats critics critic opponents",
        "supporters supporter activists activist protesters protester voters voter candidate candidates nominee",
        "newspaper paper magazine website editor reporter reporters journalist author writer host anchor moderator",
        "historian commander general soldier soldiers officer officers detective sheriff coach player manager owner",
        "founder executive executives ceo boss teacher teachers student students nurse worker workers driver",
        "survivor survivors victim people man woman men women boy girl others letter memo document filing",
        "indictment lawsuit ruling tweet editorial article post email release coroner ombudsman regulator watchdog",
        "charity firm airline operator fishermen fisherman farmer farmers captain bishop pope king queen prince",
        "archbishop ambassador envoy delegate delegates inspector auditor auditors administrator curator singer",
        "actor actress director novelist artist",
    ),
    heads=word_set(
        "mr mrs ms miss dr sir dame lord lady sen rep gov gen col lt sgt capt prof rev president prime minister",
        "senator governor mayor secretary chancellor king queen prince princess pope judge justice professor doctor",
        "congressman congresswoman representative general colonel captain detective sheriff father sister brother",
        "spokesman spokeswoman spokesperson chairman chairwoman director chief ambassador premier former",
        "superintendent inspector constable sergeant lieutenant commander",
    ),
    no_speakers=word_set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august",
        "september october november december jan feb mar apr jun jul aug sept sep oct nov dec english french german",
        "advertisement today yesterday tomorrow yes no oh well please",
    ),
    works=word_set(
        "book novel film movie song album show series play memoir documentary podcast programme program episode",
        "column poem comedy drama musical sitcom single track titled entitled called essay article headlined",
        "headline magazine exhibition painting slogan hashtag ad video website blog star host show's hit anthem",
        "theme game operation",
    ),
    so_called=word_set("so-called dubbed nicknamed known aka alias term word words phrase the nickname"),
    adverbs=word_set(
        "also later then again now never once often still already recently repeatedly too himself herself always",
        "sometimes perhaps besides nowadays afterwards",
    ),
    reporting=word_set(
        "said says say told tells wrote writes tweeted added adds announced announces confirmed confirms claimed",
        "claims warned warns argued argues insisted insists noted notes acknowledged acknowledges conceded concedes",
        "stressed stresses explained explains alleged alleges reported estimated estimates admitted admits denied",
        "denies suggested suggests predicted predicts maintained maintains asserted asserts declared stated states",
        "testified agreed agrees pledged promised vowed reiterated recalled observed remarked concluded contended",
        "contends cautioned complained joked revealed disclosed emphasized emphasised emphasizes indicated",
        "indicates replied responded repeated recommended",
    ),
    plain=word_set(
        "said says say told tells added adds announced confirmed claimed claims warned warns argued argues insisted",
        "insists noted acknowledged acknowledges conceded stressed explained alleged reported admitted admits",
        "denied denies suggested predicted maintained asserted testified",
    ),
    subjunctives=word_set("would"),
    oblique=word_set("him her them me us whom"),
    gendered=(word_set("he his him himself mr he's"), word_set("she her hers herself ms mrs miss she's")),
    by=phrases_of("according to", "in the words of"),
    doing=word_set(
        "sent ran came went took gave made got brought began kept met won lost sat stood rose fell drew grew knew",
        "threw flew broke chose drove rode shook swore stole comes goes takes gives makes gets brings begins keeps",
        "becomes became",
    ),
    clausal=word_set("place day time way thing reason moment"),
    small=word_set("de da di du del della van von der den bin ibn al el la le dos das ter ten y e"),
)
