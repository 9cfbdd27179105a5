"""German: its words of saying and of pointing."""

from __future__ import annotations

from octavo.explaining.statements.grammar import Grammar, phrases_of
from octavo.kit.words import word_set


def _forms(*lines: str) -> frozenset[str]:
    """The forms of regular verbs, given as stems; prefixed verbs stand apart or together."""
    return frozenset(
        stem + ending
        for stem in word_set(*lines)
        for ending in ("t", "te", "en", "ten", "e", "et", "ete", "eten", "end")
    )


_SAYING = word_set(
    "sagt sagte sagten sagen gesagt schreibt schrieb schrieben schreiben geschrieben spricht sprach sprachen heißt",
    "hieß hiess geheißen gibt gab gaben teilt teilte teilten mitteilte mitteilten mitgeteilt bekannt rief riefen",
    "ruft angekündigt angab angaben kündigte kündigten fügte hinzu räumte räumten wies verwies verwiesen beschrieb",
    "schloss hob wandte entgegnete ergänzte meint meinte meinten meinen fand findet verriet betonte wörtlich",
    "zitiert zitierte berichtet berichtete berichteten berichten warf werfen wirft stellte stellt trug wörtlichen",
    "lautete lautet verlautete fuhr fährt führte führt legte twitterte getwittert postete",
) | _forms(
    "erklär bericht beton schilder versicher erläuter kommentier kritisier meld behaupt bestätig argumentier ergänz",
    "erwider antwort frag warn forder bekräftig unterstreich mahn klag beklag begründ äußer resümier urteil witzel",
    "entgegn zitier erzähl erinner appellier versprech prophezei vermut mutmaß skandier twitter bilanzier konstatier",
    "unterstrich bemerk präzisier bezeug schwärm scherz monier bemängel verkünd plädier spekulier informier",
)
_HINTING = word_set(
    "nannte nennt nannten nennen bezeichnete bezeichnet bezeichneten bezeichnen sieht sah sahen hält hielt hielten",
    "glaubt glaubte glauben bestritt bestreitet begrüßte begrüßt lobte lobt verurteilte verurteilt hofft hoffte",
    "beschreibt beschuldigte wertete wertet sprachen empfahl empfiehlt riet rät verlangte verlangt versprach ab",
    "zurück will wollte wolle soll sollen dankte bat bittet entschuldigte erwartet erwartete befürchtet befürchtete",
    "fürchtet worten worte aussage aussagen äußerung äußerungen angaben begründung ansicht meinung auffassung",
)

GRAMMAR = Grammar(
    language="de",
    saying=_SAYING - word_set("gibt gab gaben fand findet hob legte führt führte stellt stellte trug schloss rat"),
    hinting=(_HINTING - _SAYING) | word_set(
        "gibt gab gaben fand findet hob legte führt führte stellt stellte schloss",
    ),
    auxiliaries=word_set(
        "ist sind war waren sei seien wäre wären bin wird werden wurde wurden würde würden worden hat haben hatte",
        "hatten habe hätte hätten kann können konnte konnten könne könnte muss müssen musste müsse soll sollte darf",
        "dürfe mag",
    ),
    pronouns=word_set("er sie es ich wir man"),
    persons=word_set("er sie"),
    determiners=word_set(
        "der die das den dem des ein eine einen einem einer eines kein keine dieser diese dieses diesem diesen",
        "jener mehrere einige viele manche zwei drei vier fünf sein seine seinen seinem seiner ihr ihre ihren ihrem",
        "ihrer beide alle unser unsere",
    ),
    prepositions=word_set(
        "in im an am auf aus bei beim mit nach von vom zu zum zur für über unter vor hinter neben zwischen durch",
        "gegen ohne um bis seit während wegen trotz laut gemäß gegenüber ab außer innerhalb ins ans anlässlich",
        "angesichts",
    ),
    linking=word_set(
        "und oder aber denn sondern dass daß weil wenn als ob wie obwohl nachdem bevor damit sodass doch jedoch",
        "auch nur schon noch sehr so da dann dort hier nun welche welcher welches wer was wo wann warum wonach",
        "demnach danach dazu daher deshalb außerdem zudem gleichzeitig allerdings insgesamt nicht bereits gestern",
        "heute morgen weiterhin",
    ),
    that=word_set("dass daß"),
    speakers=word_set(
        "vorstand abgeordneten vorsitzenden bischof kommissar komitee notar notarin fischer fischerin wirt wirtin",
        "pfarrer pfarrerin wehrführer wehrführerin sprecher sprecherin pressesprecher pressesprecherin polizei",
        "minister ministerin ministerium präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin",
        "senator senatorin bürgermeister bürgermeisterin oberbürgermeister abgeordnete abgeordneter chef chefin",
        "vorsitzende vorsitzender leiter leiterin direktor direktorin richter richterin gericht anwalt anwältin",
        "staatsanwalt staatsanwältin staatsanwaltschaft behörde behörden regierung verwaltung kommission rat partei",
        "fraktion unternehmen gruppe organisation gewerkschaft verband armee bank konzern bericht studie forscher",
        "forscherin forschern wissenschaftler wissenschaftlerin experte experten expertin analyst analysten",
        "professor professorin arzt ärztin ärzte zeuge zeugin zeugen anwohner augenzeugen vater mutter bruder",
        "schwester sohn tochter familie freund freunde berater beraterin quelle quellen kreise kritiker gegner",
        "aktivist aktivisten aktivistin demonstranten wähler kandidat kandidatin zeitung magazin reporter",
        "journalist journalistin autor autorin kommandant general offizier offiziere trainer trainerin spieler",
        "besitzer gründer gründerin geschäftsführer geschäftsführerin lehrer lehrerin schüler arbeiter fahrer",
        "fahrerin opfer mann frau leute menschen papst könig königin botschafter innenminister außenminister",
        "innenministerin außenministerin verteidigungsminister finanzminister ministerpräsident ministerpräsidentin",
        "generalsekretär generalsekretärin staatssekretär beobachter vertreter vertreterin mitteilung erklärung",
        "nachrichtenagentur agentur sender feuerwehr kapitän bischof veranstalter betreiber premierminister",
        "premierministerin staatspräsident",
    ),
    heads=word_set(
        "herr frau dr prof minister ministerin präsident präsidentin kanzler kanzlerin bundeskanzler",
        "bundeskanzlerin bürgermeister bürgermeisterin senator general papst könig königin professor professorin",
        "direktor chef chefin sprecher sprecherin vorsitzende vorsitzender außenminister innenminister",
        "verteidigungsminister finanzminister premierminister ministerpräsident bundespräsident staatspräsident",
        "innenministerin außenministerin trainer richter bischof prinz prinzessin kommissar parteichef parteichefin",
    ),
    no_speakers=word_set(
        "angaben ansicht meinung auskunft aussage aussagen montag dienstag mittwoch donnerstag freitag samstag",
        "sonntag januar februar märz april mai juni juli august september oktober november dezember anzeige nach",
        "laut demnach dabei damit dazu außerdem zudem trotz während",
    ),
    works=word_set(
        "buch roman film song lied album serie show stück titel zeitung zeitschrift magazin sendung kampagne motto",
        "projekt schiff operation aktion namens mission hurrikan taifun band gruppe oper schlagwort",
    ),
    so_called=word_set("sogenannte sogenannten sogenannter sogenanntes genannt genannte genannten namens"),
    adverbs=word_set(
        "später ähnlich weiter angeblich daraus dabei weiterhin neuerdings lediglich offenbar jüngst zuletzt zuvor",
        "zunächst schließlich kürzlich wörtlich ferner ebenso anschließend höhnisch vielmehr mittlerweile",
        "inzwischen laut auch später dann wieder jetzt nun nie einmal oft noch bereits erneut zu selbst ebenfalls",
        "ursprünglich darin darauf darüber daran davon dafür dagegen hingegen hierzu hierbei hinzu wiederum sogar",
        "immerhin leider tatsächlich vermutlich eigentlich überdies schlussendlich seither seitdem daneben zwar",
        "stattdessen letztlich grundsätzlich insbesondere besonders vorerst einerseits andererseits sinngemäß",
        "zugleich nochmals mehrfach erst erstmals dennoch trotzdem somit darum darunter hierfür indes derweil",
        "sich",
    ),
    reporting=word_set(
        "sagt sagte sagten schreibt schrieb schrieben teilte teilten mitteilte mitteilten erklärt erklärte",
        "erklärten berichtet berichtete berichteten betont betonte betonten bestätigt bestätigte bestätigten meldet",
        "meldete meldeten behauptet behauptete behaupteten versichert versicherte versicherten meint meinte meinten",
        "ergänzte warnt warnte warnten kündigte kündigten angekündigt äußerte äußerten argumentiert argumentierte",
        "räumte verwies wies wiesen erläuterte unterstrich bekräftigte fügte entgegnete erwiderte antwortete",
        "kritisierte kritisiert bemängelte beklagte beklagt forderte fordert verkündete informierte twitterte angab",
        "angaben",
    ),
    gendered=(word_set("er ihm ihn herr"), word_set("frau sie")),
    by=phrases_of(
        "laut", "nach angaben", "nach angaben von", "nach ansicht", "nach meinung", "nach auskunft", "nach aussage",
        "nach aussagen", "laut angaben", "laut angaben von",
    ),
    near=phrases_of("so", "gemäß", "zufolge"),
    by_after=word_set("zufolge"),
    subjunctives=word_set(
        "sei seien habe würde würden werde könne könnten müsse müssten solle dürfe wolle wäre wären hätte hätten gebe",
    ),
    oblique=word_set(
        "dem den des einem einen eines deren dessen ihm ihn ihnen diesem diesen dieses seinem seinen seines ihrem",
        "ihren ihres keinem keinen allen beiden",
    ),
    small=word_set("de da di du del della van von der den bin ibn al el la le dos zu und für"),
)  # fmt: skip
