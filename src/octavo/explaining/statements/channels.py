"""Where something was said: the channel that the words around a statement name."""

from __future__ import annotations

import re

from octavo.kit.words import word_set

# Nothing here repeats without bound, so that no text is slow.
_APPS = {
    "telegram": "Telegram", "twitter": "Twitter", "facebook": "Facebook", "instagram": "Instagram", "tiktok": "TikTok",
    "truth social": "Truth Social", "bluesky": "Bluesky", "mastodon": "Mastodon", "threads": "Threads",
    "linkedin": "LinkedIn", "youtube": "YouTube", "whatsapp": "WhatsApp", "snapchat": "Snapchat", "reddit": "Reddit",
    "weibo": "Weibo", "wechat": "WeChat", "vkontakte": "VKontakte", "signal": "Signal",
}  # fmt: skip
_APP = re.compile(
    r"\b(?:on|via|to|over|through|of|an?|auf|über|bei|per|im|sur|en|por|la|his|her|their|its|the)\s(?:[\w’']{1,20}\s)?"
    rf"({'|'.join(_APPS)})\b",
    re.IGNORECASE,
)
_X = re.compile(
    r"(?:\b(?:on|via|auf|sur|en)\s(?:the\s|der\s)?(?:social\s(?:media|network)(?:ing)?\s(?:platform|site|network)\s|platform\s"
    r"|plattform\s|réseau\s|red\ssocial\s)?X|\bX,?\s(?:formerly|früher|vormals|anciennement|antes)\b)(?![\w’'-])"
)
_TWEETS = re.compile(r"\b(?:re)?tweet(?:s|ed|ing)?\b|\bgetwittert\b|\btwitterte\b", re.IGNORECASE)
_OWN = r"(?:an?|the|his|her|its|their)\s(?:[\w-]{1,20}\s){0,2}"
# In the order in which one is preferred where several stand.
_KINDS: dict[str, tuple[str, ...]] = {
    "press conference": (
        r"(?:press|news|media)\s(?:conference|briefing)",
        r"pressekonferenz|conférence\sde\spresse|rueda\sde\sprensa|conferencia\sde\sprensa",
    ),
    "interview": (
        rf"(?:in|during|to|from)\s{_OWN}interview|interview\s(?:with|on|aired|published|for)|interviewed\sby",
        r"im\s(?:interview|gespräch\smit)|interview\smit|dans\sun\sentretien|en\suna\sentrevista",
    ),
    "press release": (r"(?:press|news)\srelease|pressemitteilung|presseerklärung|communiqué|comunicado",),
    "statement": (
        rf"(?:in|issued|released|to|with)\s{_OWN}statement|statement\s(?:on|to|from|by)",
        r"in\seiner\s(?:erklärung|stellungnahme|mitteilung)|dans\sune\sdéclaration|en\suna\sdeclaración",
    ),
    "email": (r"(?:in|by|via|per|an)\s(?:an?\s)?e-?mail|courriel|correo\selectrónico",),
    "letter": (rf"in\s{_OWN}letter|in\seinem\s(?:offenen\s)?brief|dans\sune\slettre|en\suna\scarta",),
    "telephone": (
        r"by\s(?:tele)?phone|(?:tele)?phone\s(?:call|interview)",
        r"am\stelefon|telefonisch|au\stéléphone|por\steléfono",
    ),
    "speech": (rf"in\s{_OWN}speech|in\s(?:einer|seiner|ihrer)\srede|dans\sun\sdiscours|en\sun\sdiscurso",),
    "debate": (r"(?:during|in|at)\s(?:[\w’'-]{1,20}\s){1,3}debate",),
    "broadcast": (r"in\s(?:an?|the)\s(?:televised|television|tv|radio)\s(?:address|appearance)|fernsehansprache",),
    "report": (rf"in\s{_OWN}report|im\sbericht",),
    "court": (
        r"told\s(?:the\s)?(?:court|jury|judge|jurors)|vor\sgericht",
        r"testif(?:y|ied|ying)\s(?:in|to|before)\s(?:the\s|an?\s)?(?:\w{1,12}\s)?(?:court|trial|jury)",
    ),
    "parliament": (r"told\s(?:parliament|mps|lawmakers|the\shouse|the\ssenate)|im\s(?:bundestag|parlament)",),
    "reporters": (
        r"(?:told|to|telling|tells)\s(?:reporters|journalists)",
        r"vor\sjournalisten|aux\sjournalistes|a\slos\speriodistas",
    ),
}
_NAMES = tuple(_KINDS)
_KIND = re.compile(
    r"\b(?:" + "|".join(rf"(?P<k{place}>{'|'.join(ways)})" for place, ways in enumerate(_KINDS.values())) + r")\b",
    re.IGNORECASE,
)
# Channels that say less than the outlet beside them.
_VAGUE = frozenset({"interview", "telephone", "reporters"})
# "told the Guardian", "told NBC's Today", "in an interview with Radio Elsin": a name after "told" may be a person, so
# that only what looks like an outlet counts.
_TOLD = re.compile(
    r"\b(?:[Tt]old|[Tt]ells?|[Tt]elling|[Ii]nterview (?:with|on|by)|sagte|sagt|gegenüber|spoke (?:to|with)"
    r"|speaking (?:to|on|with))(?:\sder|\sdem)?\s((?:[Tt]he\s)?(?:[A-Z][\w.’'&-]{0,25}(?:\s(?=[A-Z]))?){1,5})"
)
_OUTLETS = word_set(
    "Reuters AP AFP dpa DPA Bloomberg Guardian Times Post Journal News BBC CNN NBC ABC CBS MSNBC Fox NPR PBS ITV",
    "Sky Axios Politico POLITICO Telegraph Independent Mirror Sun Mail Herald Tribune Globe Gazette Courier",
    "Dispatch Ledger Observer Examiner Chronicle Star Radio Television TV Channel Agency Magazine Review Monitor",
    "Today Wire Press Daily Spiegel Zeit Welt Bild Zeitung Tagesspiegel ARD ZDF Deutschlandfunk Tagesschau",
    "Rundschau Kurier Standard Presse Blatt Monde Figaro Libération País Mundo Interfax Tass TASS Xinhua Breitbart",
    "HuffPost Insider Vox Vice C-SPAN CNBC Jazeera",
)
# One of these is in whatever names a channel: most sentences have none, and are not looked at further.
_WORD = re.compile(r"[\w-]+")
_TRIGGERS = word_set(
    "telegram twitter facebook instagram tiktok social bluesky mastodon threads linkedin youtube whatsapp snapchat",
    "reddit weibo wechat vkontakte signal x tweet tweets tweeted tweeting retweet retweeted getwittert twitterte",
    "conference briefing pressekonferenz conférence rueda conferencia interview interviewed entretien entrevista",
    "gespräch release pressemitteilung presseerklärung communiqué comunicado statement erklärung stellungnahme",
    "mitteilung déclaration declaración email e-mail mail courriel correo letter brief lettre carta telephone phone",
    "telefon telefonisch téléphone teléfono speech rede discours discurso debate address appearance",
    "fernsehansprache report bericht told tell tells telling testify testified testifying gericht bundestag",
    "parlament reporters journalists journalisten journalistes periodistas sagte sagt gegenüber spoke speaking",
)
_LONGEST = 1_500


def channel_in(text: str) -> str | None:
    """The channel that the narrator's words of a statement name, None where they name none."""
    text = text[:_LONGEST]
    if _TRIGGERS.isdisjoint(_WORD.findall(text.lower())):
        return None
    if _X.search(text):
        return "X"
    app = _APP.search(text)
    if app:
        return _APPS[app.group(1).lower()]
    if _TWEETS.search(text):
        return "Twitter"
    outlet = _outlet_in(text)
    kind = _KIND.search(text)
    if kind is None or not kind.lastgroup:
        return outlet
    name = _NAMES[int(kind.lastgroup[1:])]
    return outlet if outlet and name in _VAGUE else name


def _outlet_in(text: str) -> str | None:
    for match in _TOLD.finditer(text):
        name = match.group(1).strip().rstrip(".’'")
        if any(re.sub(r"[’']s$", "", word) in _OUTLETS for word in name.split()):
            name = name.removeprefix("The ").removeprefix("the ")
            return name.removesuffix("’s").removesuffix("'s") or None
    return None
